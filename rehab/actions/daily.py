"""Daily logging: bouts, the day as prescribed, rest days and mornings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rehab.actions.desk import Desk, new_change, new_id, stamp
from rehab.actions.exercises import find_target
from rehab.actions.numbers import check_whole
from rehab.actions.plans import screening
from rehab.actions.red_flags import raise_known
from rehab.actions.refusals import Forbidden, Refused
from rehab.actions.screen import open_findings
from rehab.domain.agenda import Agenda, agenda
from rehab.domain.diary import Bout, Diary, Morning, RestDay
from rehab.domain.doses import Dose, SetDone, parse_dose, unit_of
from rehab.domain.findings import Finding
from rehab.domain.limits import EFFORT_MAX, FIRST_DAY, MINUTES_MAX, PAIN_MAX, WOKEN_MAX
from rehab.domain.notices import bout_notices, morning_notices
from rehab.domain.plan import Session
from rehab.domain.programmes import Exercise
from rehab.domain.screen_due import screen_due, words_in
from rehab.domain.words import BreakReason, DecisionKind, Side, Unit
from rehab.store.entries import add, amend
from rehab.store.history import revisions


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
) -> Logged:
    """Record a bout of one exercise; without a side, one bout for each side that is prescribed.

    Raises Refused for an exercise, dose or score that cannot be.
    """
    day = checked_day(desk, day)
    diary = desk.diary()
    target = find_target(diary, diary.phase_on(day), exercise, side, outside=outside)
    done = _dose(dose, target.unit or unit_of(dose))
    check_felt(felt)
    bouts = [_bout(day, target.name, one, done.unit, done.sets, felt) for one in target.sides]
    if not bouts:
        raise Refused("This exercise is not prescribed for either side. Give --side left or right.")
    return _record(desk, bouts, f"log {target.name} {dose}", day)


def log_sides(
    desk: Desk, exercise: Exercise, sides: Sequence[Side], dose: str, day: date, felt: Felt
) -> Logged:
    """Record the same bout of a programme's exercise on each of ``sides``.

    Raises Refused for a dose or score that cannot be.
    """
    sets = _dose(dose, exercise.unit).sets
    check_felt(felt)
    bouts = [_bout(day, exercise.id, side, exercise.unit, sets, felt) for side in sides]
    return _record(desk, bouts, f"log {exercise.id} {dose}", day)


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
    return _bout(session.day, exercise, side, unit, sets, felt)


def _bout(day: date, exercise: str, side: Side, unit: Unit, sets: Sequence[SetDone], felt: Felt) -> Bout:
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
    )


def _record(desk: Desk, bouts: list[Bout], description: str, day: date) -> Logged:
    with desk.write() as session:
        add(session, desk.patient, bouts, new_change(description), stamp())
        diary = raise_known(desk, session, bouts[-1].entry)
    page = agenda(diary, day, desk.today)
    notices: dict[str, None] = {}
    for bout in bouts:
        notices |= dict.fromkeys(bout_notices(diary, bout, page.plan))
    told = (*notices, *_asks(desk, diary, bouts))
    return Logged(tuple(bouts), page, told, _open(desk, diary, page))


def _logged(
    desk: Desk,
    diary: Diary,
    entries: tuple[Morning | RestDay, ...],
    day: date,
    notices: tuple[str, ...] = (),
) -> Logged:
    page = agenda(diary, day, desk.today)
    return Logged(entries, page, (*notices, *_asks(desk, diary, entries)), _open(desk, diary, page))


def _asks(desk: Desk, diary: Diary, entries: Sequence[Bout | Morning | RestDay]) -> tuple[str, ...]:
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


def _open(desk: Desk, diary: Diary, page: Agenda) -> tuple[Finding, ...]:
    return open_findings(diary, page.plan, desk.today)


def rest(desk: Desk, *, day: date | None = None, why: BreakReason | None = None, note: str = "") -> Logged:
    """Record a rest day. A day that already has one gets the new reason instead of a second entry."""
    day = checked_day(desk, day)
    diary = desk.diary()
    old = next((r for r in diary.rests if r.day == day), None)
    entry = RestDay(old.entry if old else new_id(), day, why, note)
    diary = _give_again(desk, old, entry, f"rest day {day}")
    return _logged(desk, diary, (entry,), day)


def fill_rest(
    desk: Desk, *, day: date | None = None, why: BreakReason | None = None, note: str = ""
) -> Logged:
    """Mark the days of a week, this one up to today or another up to ``day``, without entry as rest days."""
    day = checked_day(desk, day)
    diary = desk.diary()
    days = [d for d in (*agenda(diary, day, desk.today).unlogged, day) if d not in diary.logged_days]
    if not days:
        raise Refused(f"Every day of the week up to {day} has an entry. There is nothing to fill.")
    entries = [RestDay(new_id(), d, why, note) for d in days]
    desk.save(entries, f"rest days {days[0]} to {days[-1]}")
    return _logged(desk, desk.diary(), tuple(entries), day)


def morning(desk: Desk, given: Morning) -> Logged:
    """Record a morning's scores. Given again for the same day, the new scores amend the old ones."""
    day = checked_day(desk, given.day)
    check_whole("morning", given.score, PAIN_MAX)
    check_whole("rest pain", given.rest_pain, PAIN_MAX)
    check_whole("stiffness", given.stiffness_min, MINUTES_MAX)
    check_whole("woken", given.woken, WOKEN_MAX)
    old = desk.diary().morning_by_day.get(day)
    if old is None:
        given = replace(given, entry=given.entry or new_id())
    else:
        given = Morning(
            old.entry,
            day,
            _newer(given.score, old.score),
            _newer(given.rest_pain, old.rest_pain),
            _newer(given.stiffness_min, old.stiffness_min),
            _newer(given.woken, old.woken),
            given.note or old.note,
            old.limp if given.limp is None else given.limp,
        )
    check_morning(given)
    diary = _give_again(desk, old, given, f"morning {day}")
    return _logged(desk, diary, (given,), day, morning_notices(given))


def check_morning(given: Morning) -> None:
    """Raise Refused for a morning that gives nothing: it would count as a day with an entry."""
    if given.note or any(
        n is not None for n in (given.score, given.rest_pain, given.stiffness_min, given.woken, given.limp)
    ):
        return
    raise Refused("The morning gives nothing. Give a score from 0 to 10, or another answer.")


def _newer(new: int | None, old: int | None) -> int | None:
    return old if new is None else new


def _give_again(desk: Desk, old: Morning | RestDay | None, new: Morning | RestDay, description: str) -> Diary:
    with desk.write() as session:
        if old is None:
            add(session, desk.patient, [new], new_change(description), stamp())
        elif replace(new, entry=old.entry) != old:
            number = revisions(session, desk.patient, old.entry)[-1].number
            again = replace(new, entry=old.entry)
            amend(
                session,
                desk.patient,
                old.entry,
                number,
                again,
                new_change(f"{description}, again"),
                stamp(),
                "given again",
            )
        return raise_known(desk, session, old.entry if old else new.entry)


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
