"""A forecast as plain text and as JSON."""

from collections.abc import Sequence
from typing import Any

from rehab.domain.ahead import HORIZON_WEEKS
from rehab.domain.findings import Finding, urgency
from rehab.domain.forecast import Forecast
from rehab.domain.programmes import Exercise, Phase
from rehab.domain.words import Side

_NOTES = (
    "It stays in the present phase, with pain and mornings of 0 from today on: what the rules allow, not",
    "what your hip will. 80 % adherence leaves out every fifth session of all. Missed weeks are the training",
    f"weeks after this one. Nothing is looked for beyond {HORIZON_WEEKS} weeks.",
)


def forecast_page(
    exercise: Exercise, sides: Sequence[Side], goal: str, phase: Phase, found: Sequence[Forecast]
) -> str:
    """The earliest week for each kind of patient, or why there is none."""
    side = "" if side_word(sides) == "none" else f", {side_word(sides)}"
    lines = [f"{exercise.name}{side}: {goal}, in phase {phase.title}"]
    lines += [f"  {one.patient:<16} {_answer(one)}" for one in found]
    return "\n".join([*lines, "", *_NOTES])


def _answer(one: Forecast) -> str:
    if one.reached is None or one.weeks is None:
        return f"not reached. {one.why}"
    if one.weeks == 0:
        return f"this week, of {one.reached}"
    return f"the week of {one.reached}, in {one.weeks} week{'' if one.weeks == 1 else 's'}"


def side_word(sides: Sequence[Side]) -> str:
    """The side in one word: ``both`` where there are two."""
    return sides[0].value if len(sides) == 1 else "both"


def forecast_json(
    exercise: Exercise,
    sides: Sequence[Side],
    goal: str,
    found: Sequence[Forecast],
    findings: tuple[Finding, ...],
) -> dict[str, Any]:
    """The shape of ``forecast --json``."""
    return {
        "urgency": urgency(findings).value,
        "exercise": exercise.id,
        "side": side_word(sides),
        "unit": exercise.unit.value,
        "goal": goal,
        "forecasts": [
            {
                "patient": one.patient,
                "reached": str(one.reached) if one.reached else None,
                "weeks": one.weeks,
                "why": one.why or None,
            }
            for one in found
        ],
    }
