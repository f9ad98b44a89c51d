"""The words of the screens and of plain text: decisions, sides, pains, days."""

from datetime import date

from rehab.domain.because import Because, Row
from rehab.domain.conditions import SKIPPED
from rehab.domain.diary import Bout, Override
from rehab.domain.doses import SetDone, dose_text, mass_text, volume_text
from rehab.domain.findings import Finding
from rehab.domain.plan import Session, WeekPlan
from rehab.domain.programmes import Series
from rehab.domain.rule import change_percent
from rehab.domain.text import clean
from rehab.domain.words import DecisionKind, EventKind, OverrideKind, Side, Unit, Urgency

WEEKLY_STATEMENT = (
    "Staying within 10 % a week is a cautious convention. Studies have not shown that it lowers the "
    "risk of injury."
)
STATEMENT = (
    "This program records what you enter and applies published and project rules to it. It does not "
    "diagnose, and it cannot examine you. It is not a medical device and has not been tested in patients. "
    "If you are worried, or something does not feel right, contact a health professional, whatever this "
    "program says."
)
FEWER_DAYS = (
    "Two short weeks running: fewer training days at the same session dose may fit better. "
    "`rehab days mon,fri` changes them from next week on."
)
SHORT_RUN = 2
"""After so many short weeks running the plan offers fewer training days (design §4.1)."""
_DECISIONS = {
    DecisionKind.STOP: ("■", "STOP", "no plan until a clinician has cleared it"),
    DecisionKind.PAUSE: ("‖", "PAUSE", "loading exercises wait"),
    DecisionKind.REGRESS: ("▼", "REGRESS", "back to less"),
    DecisionKind.RE_ENTRY: ("↺", "RE-ENTRY", "coming back after a break"),
    DecisionKind.HOLD: ("=", "HOLD", "no increase"),
    DecisionKind.DELOAD: ("▽", "DELOAD", "a lighter week"),
    DecisionKind.PROGRESS: ("▲", "PROGRESS", "a little more"),
}
_FIELDS = {"stiffness_min": "morning stiffness in minutes"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def decision_sign(kind: DecisionKind) -> str:
    """The sign of a decision, which stands beside its word."""
    return _DECISIONS[kind][0]


def decision_word(kind: DecisionKind) -> str:
    """The decision in one word, as on screen."""
    return _DECISIONS[kind][1]


def decision_line(row: Row) -> str:
    """A decision in one line: sign, word, meaning and rule."""
    sign, word, meaning = _DECISIONS[row.kind]
    return f"{sign} {word}: {meaning} ({row.rule})"


def short_text(row: Row) -> str:
    """A decision's reason in its first sentence, and what it comes to; ``why`` tells all of it.

    What stops or pauses is told whole: nobody has to press a key to learn that care is needed.
    """
    if row.kind in (DecisionKind.STOP, DecisionKind.PAUSE):
        return row.text
    first, more, _ = row.reason.partition(". ")
    reason = f"{first.rstrip('.')}; w tells more." if more else row.reason
    return f"{reason} {row.outcome}".strip()


_URGENCIES = {
    Urgency.NONE: "no urgency",
    Urgency.ROUTINE: "routine",
    Urgency.TWO_WEEKS: "within two weeks",
    Urgency.SAME_DAY: "doctor today",
    Urgency.EMERGENCY: "EMERGENCY, now",
}


def urgency_text(urgency: Urgency) -> str:
    """How soon a person is needed, in words."""
    return _URGENCIES[urgency]


def finding_line(found: Finding) -> str:
    """A finding in one line: how soon, what was found, how often, and what to do."""
    soon = "" if found.urgency is Urgency.ROUTINE else f"{urgency_text(found.urgency)}: "
    return f"{soon}{finding_text(found)} {found.action}"


def finding_text(found: Finding) -> str:
    """What was found, and how often."""
    often = f" ({found.count} times since {found.since})" if found.count > 1 else ""
    return f"{clean(found.text)}{often}"


def answer_text(value: object) -> str:
    """An answer in words: yes, no, unsure, skipped, what was said, or that it was not answered."""
    if value is None:
        return "not answered"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "skipped" if value == SKIPPED else clean(str(value), limit=200)


def event_text(kind: EventKind) -> str:
    """A kind of treatment in words."""
    return kind.value.replace("_", " ")


def override_text(kind: OverrideKind) -> str:
    """A clinician's exception in words."""
    return f"{kind.value.replace('_', ' ')} exception"


def override_size(said: Override) -> str:
    """How much an exception allows, in words; empty where its kind says all. A limit is in base units."""
    if said.amount is None:
        return ""
    if said.kind is OverrideKind.FASTER_RAMP:
        return f"{said.amount} % a week"
    if said.sets is None:
        return f"{said.amount} a week"
    load = "" if said.load_g is None else f" @ {mass_text(said.load_g).replace('kg', ' kg')}"
    return f"{said.sets}×{said.amount}{load} a session"


def day_text(day: date) -> str:
    """``Mon 2026-03-02``."""
    return f"{_DAYS[day.weekday()]} {day}"


def weekday(day: date) -> str:
    """``Mon``."""
    return _DAYS[day.weekday()]


def side_text(side: Side) -> str:
    """The side in words; empty where there is none."""
    return "" if side is Side.NONE else side.value


def side_letter(side: Side) -> str:
    """``L`` or ``R``; empty where there is no side."""
    return "" if side is Side.NONE else side.value[0].upper()


def series_text(series: Series) -> str:
    """An exercise with its side: ``step-up, left``."""
    return series.exercise if series.side is Side.NONE else f"{series.exercise}, {series.side}"


def score(value: int | None) -> str:
    """A pain score; ``–`` when it was not given, never 0."""
    return "–" if value is None else str(value)


def pain_text(bout: Bout) -> str:
    """The three scores of a bout, before/during/after, or nothing when none was given."""
    scores = (bout.pain_before, bout.pain_during, bout.pain_after)
    return "" if scores == (None, None, None) else "pain " + "/".join(score(s) for s in scores)


def session_text(unit: Unit, session: Session) -> str:
    """A planned session as a dose, with its walk–run stage."""
    dose = dose_text(unit, tuple(SetDone(amount, session.load_g) for amount in session.sets))
    return dose if session.stage is None else f"{dose}, stage {session.stage}"


def bout_text(bout: Bout) -> str:
    """What a bout did, in one line without its exercise."""
    parts = [dose_text(bout.unit, bout.sets), side_text(bout.side), pain_text(bout)]
    if bout.effort is not None:
        parts.append(f"effort {bout.effort}")
    if bout.minutes is not None:
        parts.append(f"{bout.minutes} min")
    if bout.stage is not None:
        parts.append(f"stage {bout.stage}")
    return ", ".join(part for part in parts if part)


def minutes_text(seconds: int) -> str:
    """Seconds as whole minutes, rounded up: an estimate of time should not flatter."""
    return f"{-(-seconds // 60)} min"


def offers_fewer_days(plan: WeekPlan) -> bool:
    """Whether an exercise of the plan had two short weeks running just before."""
    return any(item.record.short_weeks >= SHORT_RUN for item in plan.exercises)


def because_text(fact: Because, unit: Unit | None = None) -> str:
    """One fact behind a decision: what, its value, its day and the entry's short id."""
    value = "not given" if fact.value is None else fact.value
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if (
        unit is not None
        and isinstance(fact.value, int)
        and fact.field in ("reference", "cap", "done", "entry")
    ):
        value = volume_text(unit, fact.value)
    text = f"{_FIELDS.get(fact.field) or fact.field.replace('_', ' ')}: {value}"
    if fact.day is not None:
        text += f" on {day_text(fact.day)}"
    return text + (f" [{short_id(fact.entry)}]" if fact.entry else "")


def short_id(entry: str) -> str:
    """The first eight characters of an entry's id, enough to name it on the command line."""
    return entry[:8]


def percent_change(new: int, old: int) -> str:
    """The change in percent, rounded towards zero: ``+8 %``; a dash from nothing."""
    return change_text(change_percent(new, old))


def change_text(percent: int | None) -> str:
    """A change in percent: ``+8 %``; a dash where there is none to tell."""
    return "–" if percent is None else f"{percent:+d} %"
