"""The JSON shape of ``phase``."""

from collections.abc import Sequence
from typing import Any

from rehab.domain.criteria import CriterionState
from rehab.domain.findings import Finding, urgency
from rehab.domain.measures import Due
from rehab.domain.readiness import Readiness, review_weeks
from rehab.render.phase_text import next_step, stuck_text
from rehab.render.week_json import because_json

Json = dict[str, Any]


def phase_json(found: Readiness, due: Sequence[Due], findings: tuple[Finding, ...]) -> Json:
    """The phase with every criterion, the next phase, and what to do."""
    phase, following = found.stay.phase, found.next
    return {
        "urgency": urgency(findings).value,
        "phase": phase.id,
        "title": phase.title,
        "since": str(found.stay.since),
        "week": found.stay.days // 7 + 1,
        "weeks": phase.weeks,
        "review_weeks": review_weeks(phase),
        "opening": [state_json(one) for one in found.opening],
        "exit": [state_json(one) for one in found.leaving],
        "next": following
        and {
            "phase": following.id,
            "title": following.title,
            "begins": str(found.begins) if found.begins else None,
            "entry": [state_json(one) for one in found.entry],
        },
        "ready": found.ready,
        "missing": [one.criterion.id for one in found.missing],
        "stuck": stuck_text(found) or None,
        "next_step": next_step(found),
        "due": [{"measure": one.measure.kind.value, "since": str(one.since)} for one in due],
    }


def state_json(one: CriterionState) -> Json:
    """One criterion with its state and the entries behind it."""
    return {
        "criterion": one.criterion.id,
        "kind": one.criterion.kind.value,
        "text": one.criterion.text,
        "required": one.criterion.required,
        "state": one.state.value,
        "value": one.value,
        "answered": str(one.answered) if one.answered else None,
        "stale": one.stale,
        "because": [because_json(fact) for fact in one.because],
        "sources": list(one.criterion.sources),
    }
