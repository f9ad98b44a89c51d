"""Findings: what needs a person, computed from the plan (design §2). Each says what to do."""

from dataclasses import dataclass

from rehab.domain.because import Because
from rehab.domain.breaks import break_row
from rehab.domain.plan import WeekPlan
from rehab.domain.rules import rule
from rehab.domain.words import Urgency


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that needs a person: its rule, how soon, what was found and what to do."""

    id: str
    urgency: Urgency
    text: str
    action: str
    because: tuple[Because, ...]
    sources: tuple[str, ...]


def findings(plan: WeekPlan | None) -> tuple[Finding, ...]:
    """The open findings of a week's plan, most urgent first.

    A return after 28 days or more asks for a clinician's confirmation; while it is missing that is
    a routine finding, and blocks nothing (design §4.5).
    """
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
    order = list(Urgency)
    return max((f.urgency for f in found), key=order.index, default=Urgency.NONE)
