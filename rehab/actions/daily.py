"""Daily logging: bouts, the day as prescribed, rest days and mornings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rehab.actions.desk import Desk, new_change, new_id, stamp
from rehab.actions.dose_filling import fill_dose
from rehab.actions.exercises import Target, find_target
from rehab.actions.numbers import check_whole
from rehab.actions.plans import screening
from rehab.actions.red_flags import raise_known
from rehab.actions.refusals import Forbidden, Refused
from rehab.actions.screen import open_findings
from rehab.domain.agenda import Agenda, agenda
from rehab.domain.diary import Bout, Diary, Morning, RestDay
from rehab.domain.doses import Dose, SetDone, parse_dose, unit_of
from rehab.domain.findings import Finding
from rehab.domain.fold import current_phase
from rehab.domain.limits import EFFORT_MAX, FIRST_DAY, MINUTES_MAX, PAIN_MAX
from rehab.domain.notices import bout_notices
from rehab.domain.plan import Session
from rehab.domain.programmes import Exercise
from rehab.domain.screen_due import screen_due, words_in
from rehab.domain.words import DecisionKind, Side, Unit
from rehab.store.entries import add


@dataclass(frozen=True, slots=True)
class Felt:
    """How a bout felt; every score 0–10 or ``None`` when not given, minutes as a whole number."""

    before: int | None = None
    during: int | None = None
    after: int | None = None
    effort: int | None = None
    minutes: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """What was recorded, the day's agenda after it, and what the person should be told."""

    entries: tuple[Bout | Morning | RestDay, ...]
    agenda: Agenda
    notices: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def log(
    desk: Desk,
    exercise: str,
    dose: str,
    *,
    day: date | None = None,
    side: Side | None = None,
    felt: Felt = Felt(),
    outside: bool = False,
    stage: int | None = None,
) -> Logged:
    """Record a bout of one exercise; without a side, one bout for each side that is prescribed.

    Load and walk–run ``stage`` are filled in as planned where they are not given. Raises Refused for an
    exercise, dose, stage or score that cannot be.
    """
    day = checked_day(desk, day)
    diary = desk.diary()
    target = find_target(diary, current_phase(diary, day, desk.today), exercise, side, outside=outside)
    done = _dose(dose, target.unit or unit_of(dose))
    check_felt(felt)
    if not target.sides:
        raise Refused("This exercise is not prescribed for either side. Give --side left or right.")
    return _log_each(desk, diary, target, done, day, felt, f"log {target.name} {dose}", stage)


def log_sides(
    desk: Desk,
    exercise: Exercise,
    sides: Sequence[Side],
    dose: str,
    day: date,
    felt: Felt,
    stage: int | None = None,
) -> Logged:
    """Record the same bout of a programme's exercise on each of ``sides``.

    Raises Refused for a dose or score that cannot be.
    """
    done = _dose(dose, exercise.unit)
    check_felt(felt)
    target = Target(exercise.id, exercise.unit, tuple(sides), exercise)
    return _log_each(desk, desk.diary(), target, done, day, felt, f"log {exercise.id} {dose}", stage)


def _log_each(
    desk: Desk,
    diary: Diary,
    target: Target,
    done: Dose,
    day: date,
    felt: Felt,
    description: str,
    stage: int | None,
) -> Logged:
    bouts: list[Bout] = []
    told: list[str] = []
    for side in target.sides:
        filled = fill_dose(diary, target.exercise, side, done.sets, stage, day, desk.today)
        bouts.append(_bout(day, target.name, side, done.unit, filled.sets, felt, filled.stage))
        told += filled.notices
    logged = _record(desk, bouts, description, day)
    return replace(logged, notices=(*logged.notices, *dict.fromkeys(told)))


def _dose(text: str, unit: Unit) -> Dose:
    try:
        return parse_dose(text, unit)
    except ValueError as error:
        raise Refused(str(error)) from None


def done(desk: Desk, *, day: date | None = None, felt: Felt = Felt()) -> Logged:
    """Record everything that is due on the day and not yet done, exactly as prescribed.

    Raises Forbidden when a rule leaves nothing to do, and Refused when nothing is due.
    """
    day = checked_day(desk, day)
    check_felt(felt)
    page = agenda(desk.diary(), day, desk.today)
    bouts = [
        prescribed_bout(side.plan.series.exercise, side.plan.series.side, side.due, line.exercise.unit, felt)
        for line in page.lines
        for side in line.open
        if side.due
    ]
    if bouts:
        return _record(desk, bouts, f"done as prescribed on {day}", day)
    if any(line.complete for line in page.lines):
        raise Refused(f"All that was due on {day} is already logged. `rehab history` shows it.")
    if page.plan is not None and page.plan.decision.kind in (DecisionKind.STOP, DecisionKind.PAUSE):
        raise Forbidden(page.plan.decision.text + " `rehab why` tells more.")
    raise Refused(f"Nothing is due on {day}. `rehab log EXERCISE DOSE` records something else.")


def prescribed_bout(exercise: str, side: Side, session: Session, unit: Unit, felt: Felt) -> Bout:
    """The bout that does a planned session exactly."""
    sets = tuple(SetDone(amount, session.load_g) for amount in session.sets)
    return _bout(session.day, exercise, side, unit, sets, felt, session.stage)


def _bout(
    day: date,
    exercise: str,
    side: Side,
    unit: Unit,
    sets: Sequence[SetDone],
    felt: Felt,
    stage: int | None = None,
) -> Bout:
    return Bout(
        entry=new_id(),
        day=day,
        exercise=exercise,
        side=side,
        unit=unit,
        sets=tuple(sets),
        pain_before=felt.before,
        pain_during=felt.during,
        pain_after=felt.after,
        effort=felt.effort,
        minutes=felt.minutes,
        note=felt.note,
        stage=stage,
    )


def _record(desk: Desk, bouts: list[Bout], description: str, day: date) -> Logged:
    with desk.write() as session:
        add(session, desk.patient, bouts, new_change(description), stamp())
        diary = raise_known(desk, session, bouts[-1].entry)
    page = agenda(diary, day, desk.today)
    notices: dict[str, None] = {}
    for bout in bouts:
        notices |= dict.fromkeys(bout_notices(diary, bout, page.plan))
    told = (*notices, *asks(desk, diary, bouts))
    return Logged(tuple(bouts), page, told, open_findings(diary, desk.today))


def asks(desk: Desk, diary: Diary, entries: Sequence[Bout | Morning | RestDay]) -> tuple[str, ...]:
    """Why the questions about serious causes are to be answered now: words in a note, or the course."""
    words = dict.fromkeys(word for entry in entries for word in words_in(screening(), entry.note))
    named = ", ".join(f"“{word}”" for word in words)
    why = [f"Your note says {named}."] if words else []
    if any(screen.full for screen in diary.screens):
        due = screen_due(screening(), diary, desk.today)
        why += [due.reason] if due and due.full else []
    if not why:
        return ()
    return (f"{' '.join(why)} Please answer the questions about serious causes now (s, or `rehab screen`).",)


def checked_day(desk: Desk, day: date | None) -> date:
    """The day given, or today. Raises Refused for a day in the future or before 1900."""
    day = day or desk.today
    if day > desk.today:
        raise Refused(f"{day} is in the future. Log what was done, up to {desk.today}.")
    if day < FIRST_DAY:
        raise Refused(f"{day} is before 1900. Check the year.")
    return day


def check_felt(felt: Felt) -> None:
    """Raise Refused for a score, effort or minutes out of range."""
    for name, score in (("before", felt.before), ("during", felt.during), ("after", felt.after)):
        check_whole(f"pain {name}", score, PAIN_MAX)
    check_whole("effort", felt.effort, EFFORT_MAX)
    check_whole("minutes", felt.minutes, MINUTES_MAX)
