"""What must hold for the doses of a phase: whole steps that can grow, loads, stages, a bearable session."""

from collections.abc import Iterator

from rehab.domain.limits import AMOUNT_MAX
from rehab.domain.lint import Lint, Place
from rehab.domain.programmes import (
    ENTRY_STEPS_MIN,
    Exercise,
    Phase,
    Prescription,
    Programme,
    SetPlan,
    prescribed,
)
from rehab.domain.schedule import session_seconds
from rehab.domain.words import Complaint, Unit

SESSION_MINUTES_MAX = 120
"""All that a phase doses, both sides, at target on one day may take so long (project rule)."""


def dose_lints(programme: Programme, number: int) -> Iterator[Lint]:
    """The lints of every dose of the phase with index ``number``, in file order, then of them together."""
    phase = programme.phases[number]
    place: Place = ("phase", number, "dose")
    for d, dose in enumerate(phase.prescriptions):
        yield from _dose((*place, d), dose, programme.exercise(dose.exercise))
        yield from _same_step((*place, d), dose, programme.phases[:number])
    minutes = session_minutes(programme, phase)
    if minutes > SESSION_MINUTES_MAX:
        found = f"{minutes} minutes for all doses at target, both sides"
        yield Lint(place, found, f"at most {SESSION_MINUTES_MAX} minutes (project rule)")


def session_minutes(programme: Programme, phase: Phase) -> int:
    """The estimated minutes, rounded up, of all that a phase doses on one day at target, at the most."""
    seconds = max(
        sum(
            session_seconds(item.exercise, (item.prescription.target.each,) * item.prescription.target.sets)
            for item in prescribed(programme, phase, complaint)
        )
        for complaint in Complaint
    )
    return -(-seconds // 60)


def _dose(place: Place, dose: Prescription, exercise: Exercise | None) -> Iterator[Lint]:
    if exercise is None:
        yield Lint((*place, "exercise"), f"“{dose.exercise}”", "an exercise of this programme")
    else:
        yield from _amounts(place, dose, exercise.unit)
        yield from _loads(place, dose, exercise)
        yield from _entry_stage(place, dose, exercise)
    if not dose.sources:
        yield Lint((*place, "source"), "no source", "at least one source")
    if dose.days_per_week * (dose.min_rest_days + 1) > 7:
        found = f"{dose.days_per_week} days with {dose.min_rest_days} rest days after each"
        yield Lint((*place, "days_per_week"), found, "sessions and rest days that fit into 7 days")
    yield from _steps(place, dose)


def _same_step(place: Place, dose: Prescription, earlier: tuple[Phase, ...]) -> Iterator[Lint]:
    """One step throughout: a coarser one in a later phase would round a carried reference away."""
    for phase in earlier:
        before = phase.prescription(dose.exercise)
        if before is not None and before.step != dose.step:
            found = f"{dose.step} after {before.step} in phase {phase.id}"
            yield Lint((*place, "step"), found, "one step for an exercise in all phases")
            return


def _amounts(place: Place, dose: Prescription, unit: Unit) -> Iterator[Lint]:
    for key, plan in _plans(dose):
        if plan.each > AMOUNT_MAX[unit]:
            yield Lint((*place, key), f"{plan.each} {unit} in a set", f"at most {AMOUNT_MAX[unit]} {unit}")
    if dose.entry.total > dose.target.total:
        found = f"{dose.entry.total} {unit} a session"
        yield Lint((*place, "entry"), found, f"at most the target, {dose.target.total} {unit}")


def _loads(place: Place, dose: Prescription, exercise: Exercise) -> Iterator[Lint]:
    """A load in every dose or in none, that never falls, and a step where it rises."""
    for key, plan in _plans(dose):
        if plan.load_g and exercise.unit is not Unit.REPS:
            yield Lint((*place, key), f"a load with {exercise.unit}", "a load where the unit is reps")
        elif exercise.loaded and not plan.load_g:
            yield Lint((*place, key), "no load", "a load in every dose of an exercise that has one")
    if dose.entry.load_g is None or dose.target.load_g is None:
        if dose.load_step_g is not None and not exercise.loaded:
            yield Lint((*place, "load_step_g"), f"{dose.load_step_g} g", "no step where there is no load")
        return
    rise = dose.target.load_g - dose.entry.load_g
    if rise < 0:
        yield Lint((*place, "entry"), f"a load of {dose.entry.load_g} g", "at most the target's load")
    elif rise and not dose.load_step_g:
        yield Lint((*place, "load_step_g"), "no step", f"a step that divides the rise of {rise} g")
    elif dose.load_step_g is not None and (not rise or rise % dose.load_step_g):
        allowed = f"a step that divides the rise of {rise} g" if rise else "no step where the load stays"
        yield Lint((*place, "load_step_g"), f"{dose.load_step_g} g", allowed)


def _entry_stage(place: Place, dose: Prescription, exercise: Exercise) -> Iterator[Lint]:
    last, stage = len(exercise.stages) - 1, dose.entry_stage
    if exercise.stages and (stage is None or stage > last):
        found = "no stage" if stage is None else str(stage)
        yield Lint((*place, "entry_stage"), found, f"a stage of the exercise, 0 to {last}")
    elif not exercise.stages and stage is not None:
        yield Lint((*place, "entry_stage"), str(stage), "no stage: the exercise has none")


def _steps(place: Place, dose: Prescription) -> Iterator[Lint]:
    """Whole steps throughout, an entry session that can be halved, and an entry week that can grow."""
    step = dose.volume_step
    for key, plan in _plans(dose):
        if plan.volume % step:
            yield Lint((*place, key), f"a session of {plan.volume}", f"a multiple of the step, {step}")
    if dose.entry.volume < 2 * step:
        found = f"a session of {dose.entry.volume}"
        yield Lint((*place, "entry"), found, f"at least two steps of {step}, so that half of it is a session")
    week = dose.entry.volume * dose.days_per_week
    if week < ENTRY_STEPS_MIN * step:
        found = f"an entry week of {week}"
        yield Lint((*place, "entry"), found, f"at least {ENTRY_STEPS_MIN} steps of {step} a week")


def _plans(dose: Prescription) -> tuple[tuple[str, SetPlan], ...]:
    return (("entry", dose.entry), ("target", dose.target))
