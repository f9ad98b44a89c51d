"""The forecast: how soon a goal can be reached under the rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from rehab.actions.desk import Desk
from rehab.actions.exercises import find_target
from rehab.actions.numbers import whole
from rehab.actions.refusals import Refused
from rehab.actions.week import look
from rehab.domain.doses import Dose, parse_dose
from rehab.domain.findings import Finding
from rehab.domain.forecast import MISSED, Forecast, Goal, forecasts
from rehab.domain.limits import STAGE_MAX
from rehab.domain.programmes import Exercise, Phase
from rehab.domain.text import clean
from rehab.domain.words import Side

MISSED_MAX = 52


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """The forecasts for an exercise and its sides, the goal in words, the phase, and the open findings."""

    exercise: Exercise
    sides: tuple[Side, ...]
    goal: str
    phase: Phase
    forecasts: tuple[Forecast, ...]
    findings: tuple[Finding, ...]


def forecast(
    desk: Desk, exercise: str, goal: Sequence[str], *, side: Side | None = None, missed: int | None = None
) -> ForecastPage:
    """When a goal such as ``3x12`` or ``stage 10`` can be reached, for patients of several kinds.

    Raises Refused for an exercise that the present phase does not plan, and for a goal that is none.
    """
    page = look(desk)
    phase = page.plan.phase
    target = find_target(page.diary, phase, exercise, side, outside=False)
    found = target.exercise
    if found is None or phase.prescription(found.id) is None:
        known = ", ".join(dict.fromkeys(dose.exercise for dose in phase.prescriptions))
        raise Refused(f"{clean(target.name)} is not in the plan of {phase.title}. It has: {known}.")
    if missed is not None and not 1 <= missed <= MISSED_MAX:
        raise Refused(f"{missed} missed weeks cannot be forecast. Give 1 to {MISSED_MAX}.")
    text = " ".join(goal).strip()
    weeks = MISSED if missed is None else (missed,)
    made = forecasts(page.diary, found, target.sides, _goal(found, text), desk.today, weeks)
    return ForecastPage(found, target.sides, clean(text, limit=40), phase, made, page.findings)


def _goal(exercise: Exercise, text: str) -> Goal:
    word, _, number = text.partition(" ")
    if word.lower() == "stage":
        return Goal(stage=_stage(number.strip()))
    dose = _dose(exercise, text)
    loads = [one.load_g for one in dose.sets]
    return Goal(dose.total, None if None in loads else min(load for load in loads if load is not None))


def _stage(text: str) -> int:
    stage = whole("the stage", text)
    if stage is None or not 0 <= stage <= STAGE_MAX:
        raise Refused(f"The stage of the goal is no stage. Give 0 to {STAGE_MAX}, such as stage 10.")
    return stage


def _dose(exercise: Exercise, text: str) -> Dose:
    try:
        return parse_dose(text, exercise.unit)
    except ValueError as error:
        raise Refused(str(error)) from None
