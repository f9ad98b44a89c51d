"""What a clinician's exceptions do to a week: limit, dose, lighter week, faster way back (design §2)."""

from collections.abc import Sequence

from rehab.domain.because import Because, Row, topmost_lowest
from rehab.domain.case import Case
from rehab.domain.diary import Override
from rehab.domain.register import PROJECT_RULE, Rule
from rehab.domain.rule import SESSION_PERCENT, cap
from rehab.domain.text import clean
from rehab.domain.words import DecisionKind

RAMP_PERCENT_MAX = 20
"""The most that a faster way back may add a week (project rule; CE §1.8 names steps of 11 to 40 %)."""
_WHY_LENGTH = 160
_STOPS = (DecisionKind.STOP, DecisionKind.PAUSE)
EXCEPTION = Rule(
    "P14",
    "A clinician's exception",
    "D",
    (PROJECT_RULE,),
    "A limit or a dose that a clinician set for the exercise stands in place of P4 to P13. It ends no STOP "
    "and no PAUSE, and does not pass a REGRESS from pain of the day on which it was made, or later. Below "
    "R it lowers R; a limit leaves target, SESSION and ROLLING as they are, a dose only ROLLING.",
)
RAMP = Rule(
    "RAMP",
    "Back faster after a break",
    "D",
    (PROJECT_RULE, "CATERISANO19"),
    f"Where a clinician allows it: up to {RAMP_PERCENT_MAX} % more a week, and a session, instead of 10, "
    "never above R before the break; a REGRESS ends it.",
)


def excepted_row(case: Case, rows: Sequence[Row]) -> Row | None:
    """The row of a clinician's limit or dose, where it may stand in place of those that matched."""
    said, amount = case.limiting, case.excepted
    ruling = topmost_lowest(tuple(rows))
    if said is None or amount is None or ruling.kind in _STOPS or _regressed_since(said, amount, rows):
        return None
    kind = DecisionKind.PROGRESS if amount > case.reference else DecisionKind.HOLD
    ruled = f"The rules alone would allow {case.say(ruling.ceiling)}."
    dose = "" if case.dose is None else f" in {case.sessions} sessions of the same dose"
    if case.dose is None and amount > case.target:
        ruled += f" The plan stays at the target of {case.say(case.target)}."
    text = f"A clinician set {case.say(amount)} for the week{dose}. {said_by(said)} {ruled}"
    because = (cite(said), case.cite_reference(), Because(None, None, "allowed_by_rules", ruling.ceiling))
    return Row(EXCEPTION.id, kind, amount, text, because)


def _regressed_since(said: Override, amount: int, rows: Sequence[Row]) -> bool:
    """Whether pain of the day of the exception, or later, leads back to less than it allows."""
    found = (row for row in rows if row.rule == "P4" and row.ceiling < amount)
    return any(fact.day is not None and fact.day >= said.day for row in found for fact in row.because)


def faster_cap(case: Case) -> int:
    """The cap on the way back after a break, where a clinician allows larger steps; else that of the rule."""
    before, said = case.standing.before_break, case.faster
    plain = cap(case.base, case.percent, case.step)
    if before is None or said is None or case.re_entered() or case.regressed() is not None:
        return plain
    return max(plain, min(cap(case.base, said.amount or 0, case.step), before, case.target))


def granted_faster(case: Case) -> bool:
    """Whether a clinician's exception lets the week grow more on the way back after a break."""
    return faster_cap(case) > cap(case.base, case.percent, case.step)


def used(case: Case, ruling: Row) -> Override | None:
    """The exception that a week's limit rests on."""
    if ruling.rule == EXCEPTION.id:
        return case.limiting
    if ruling.rule == "P10" and ruling.kind is DecisionKind.DELOAD:
        return case.lighter
    if ruling.rule != "P13" or case.standing.first:
        return None
    over_cap = ruling.ceiling > cap(case.base, case.percent, case.step)
    return (case.faster if granted_faster(case) else case.exception) if over_cap else None


def session_percent(case: Case, ruling: Row) -> int | None:
    """How far a session may pass the largest of 30 days; ``None`` where a clinician gave the dose."""
    if ruling.rule == EXCEPTION.id and case.dose is not None:
        return None
    if ruling.rule == "P13" and case.faster is not None and used(case, ruling) is case.faster:
        return case.faster.amount
    return SESSION_PERCENT


def said_by(said: Override) -> str:
    """Who made an exception, when, until when and why, in one sentence."""
    until = f" until {said.until}" if said.until else ""
    why = clean(said.why, limit=_WHY_LENGTH).rstrip(".")
    return f"Exception of {said.by}, {said.role}, of {said.day}{until}: {why}."


def cite(said: Override) -> Because:
    """An exception as a fact behind a decision."""
    return Because(said.entry, said.day, "override", said.kind.value)
