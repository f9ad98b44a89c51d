"""Findings: what needs a person (design §2). Each says what was found and what to do, most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rehab.domain.because import Because
from rehab.domain.breaks import break_row
from rehab.domain.diary import Clearance, Diary, Person, Raised
from rehab.domain.flags import open_on
from rehab.domain.plan import WeekPlan
from rehab.domain.rules import rule
from rehab.domain.screening import Screening
from rehab.domain.triage import highest, order
from rehab.domain.words import EMERGENCY_NUMBERS, Urgency

URGENT = (Urgency.EMERGENCY, Urgency.SAME_DAY)
"""What every start and every verb shows first."""
_EMERGENCY_DEPARTMENT = "the nearest emergency department"
_SAME_DAY_SERVICE = "your own doctor, or the urgent-care or out-of-hours service near you"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that needs a person: its rule, how soon, what was found and what to do.

    ``count`` tells how often its cause was reported since ``since``; ``entries`` are what a clearance names.
    """

    id: str
    urgency: Urgency
    text: str
    action: str
    because: tuple[Because, ...]
    sources: tuple[str, ...]
    count: int = 1
    since: date | None = None
    entries: tuple[str, ...] = ()


def findings(screening: Screening, diary: Diary, plan: WeekPlan | None, day: date) -> tuple[Finding, ...]:
    """Everything that is open on ``day``: red flags on record, then what the week's plan calls for."""
    flagged = flag_findings(screening, diary.person, diary.raised, diary.clearances, day)
    return (*flagged, *_confirmation(plan))


def flag_findings(
    screening: Screening,
    person: Person,
    raised: tuple[Raised, ...],
    clearances: tuple[Clearance, ...],
    day: date,
) -> tuple[Finding, ...]:
    """The open red flags as findings: one for each cause, with a count."""
    causes: dict[str, list[Raised]] = {}
    for one in open_on(raised, clearances, day):
        causes.setdefault(one.item, []).append(one)
    made = [_flagged(screening, person, item, ones) for item, ones in causes.items()]
    return tuple(sorted(made, key=lambda finding: -order(finding.urgency)))


def _flagged(screening: Screening, person: Person, item: str, ones: list[Raised]) -> Finding:
    worst = max(ones, key=lambda one: order(one.urgency))
    known = screening.by_id.get(item)
    facts = tuple(
        Because(one.cause or one.entry, one.day, key, value)
        for one in ones
        for key, value in one.facts.items()
    )
    return Finding(
        id=item,
        urgency=worst.urgency,
        text=worst.text,
        action=action_text(screening.actions, worst.urgency, person),
        because=facts,
        sources=known.sources if known else (),
        count=len(ones),
        since=min(one.day for one in ones),
        entries=tuple(one.entry for one in ones),
    )


def action_text(actions: Mapping[Urgency, str], urgency: Urgency, person: Person | None) -> str:
    """What to do at an urgency, with the patient's own numbers and services where they are known."""
    return actions[urgency].format_map(
        {
            "emergency_number": (person and person.emergency_number) or EMERGENCY_NUMBERS,
            "emergency_department": (person and person.emergency_department) or _EMERGENCY_DEPARTMENT,
            "same_day_service": (person and person.same_day_service) or _SAME_DAY_SERVICE,
        }
    )


def _confirmation(plan: WeekPlan | None) -> tuple[Finding, ...]:
    """A return after 28 days asks for a clinician's confirmation; it blocks nothing (design §4.5)."""
    items = [] if plan is None else [e.record for e in plan.exercises]
    gaps = [
        row
        for item in items
        if (row := item.matched("P5")) and (found := break_row(item.gap_days)) and found.confirmation
    ]
    if not gaps:
        return ()
    return (
        Finding(
            "P5",
            Urgency.ROUTINE,
            "Exercises are taken up again after a break of four weeks or more.",
            "Ask your physiotherapist or doctor to confirm the return.",
            gaps[0].because,
            rule("P5").sources,
        ),
    )


def urgency(found: tuple[Finding, ...]) -> Urgency:
    """The highest urgency among findings; ``none`` without any."""
    return highest(f.urgency for f in found)
