"""What must hold between the parts of a programme before anyone trains by it; pure, without simulation."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rehab.domain.limits import AMOUNT_MAX
from rehab.domain.programmes import ENTRY_STEPS_MIN, Exercise, Phase, Prescription, Programme, SetPlan
from rehab.domain.words import PhaseKind, Unit

BANNED = ("safe", "all clear", "nothing serious", "prevents")
"""What no text for people may contain, in any spelling of case: no programme can promise it."""
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing that is not as it must be, at a ``place`` in the words of the programme file."""

    place: Place
    found: str
    allowed: str


def lint_programme(programme: Programme) -> tuple[str, ...]:
    """Every lint of ``programme`` as a sentence; empty where there is none."""
    return tuple(_sentence(programme, lint) for lint in find_lints(programme))


def find_lints(programme: Programme) -> tuple[Lint, ...]:
    """Every lint of ``programme``, in file order of exercises, then phases."""
    return tuple(_lints(programme))


def _lints(programme: Programme) -> Iterator[Lint]:
    yield from _texts(("programme",), "title", (programme.title,))
    yield from _texts(("programme",), "patient", (programme.patient,))
    yield from _texts(("programme",), "clinician", (programme.clinician,))
    used = {dose.exercise for phase in programme.phases for dose in phase.prescriptions}
    for n, exercise in enumerate(programme.exercises):
        yield from _exercise(("exercise", n), exercise, used)
    for n, phase in enumerate(programme.phases):
        yield from _phase(("phase", n), phase, last=n == len(programme.phases) - 1)
        for d, dose in enumerate(phase.prescriptions):
            yield from _dose(("phase", n, "dose", d), dose, programme.exercise(dose.exercise))
            yield from _same_step(("phase", n, "dose", d), dose, programme.phases[:n])


def _exercise(place: Place, exercise: Exercise, used: set[str]) -> Iterator[Lint]:
    if exercise.id not in used:
        yield Lint((*place, "id"), f"“{exercise.id}” in no phase", "an exercise that a phase doses")
    if exercise.unit is Unit.SECONDS and exercise.unit_seconds != 1:
        yield Lint((*place, "unit_seconds"), str(exercise.unit_seconds), "1 where the unit is seconds")
    if not exercise.sources:
        yield Lint((*place, "source"), "no source", "at least one source")
    yield from _texts(place, "name", (exercise.name,))
    yield from _texts(place, "cue", exercise.cues)
    yield from _texts(place, "stop_if", exercise.stop_if)


def _phase(place: Place, phase: Phase, last: bool) -> Iterator[Lint]:
    if phase.working_target > phase.ceiling:
        allowed = f"at most the ceiling, {phase.ceiling}"
        yield Lint((*place, "working_target"), str(phase.working_target), allowed)
    if phase.kind is PhaseKind.SETTLE and phase.deload:
        yield Lint((*place, "deload"), "true", "false in a settle phase")
    if not phase.prescriptions:
        yield Lint((*place, "dose"), "no dose", "at least one dose")
    if not phase.criteria and not last:
        yield Lint((*place, "criteria"), "no criteria", "at least one, except in the last phase")
    for exercise, count in Counter(dose.exercise for dose in phase.prescriptions).items():
        if count > 1:
            yield Lint((*place, "dose"), f"“{exercise}” {count} times", "each exercise once in a phase")
    yield from _texts(place, "title", (phase.title,))
    yield from _texts(place, "patient", (phase.patient,))
    yield from _texts(place, "clinician", (phase.clinician,))
    yield from _texts(place, "criteria", phase.criteria)


def _dose(place: Place, dose: Prescription, exercise: Exercise | None) -> Iterator[Lint]:
    if exercise is None:
        yield Lint((*place, "exercise"), f"“{dose.exercise}”", "an exercise of this programme")
    else:
        yield from _amounts(place, dose, exercise.unit)
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
    if dose.entry.load_g != dose.target.load_g:
        found = f"a load of {_load(dose.target)} after an entry load of {_load(dose.entry)}"
        yield Lint((*place, "target"), found, "one load; a new load is an exercise of its own")


def _steps(place: Place, dose: Prescription) -> Iterator[Lint]:
    """Whole steps throughout, an entry session that can be halved, and an entry week that can grow."""
    step = dose.step
    for key, plan in _plans(dose):
        if plan.total % step:
            yield Lint((*place, key), f"a session of {plan.total}", f"a multiple of the step, {step}")
    if dose.entry.total < 2 * step:
        found = f"a session of {dose.entry.total}"
        yield Lint((*place, "entry"), found, f"at least two steps of {step}, so that half of it is a session")
    week = dose.entry.total * dose.days_per_week
    if week < ENTRY_STEPS_MIN * step:
        found = f"an entry week of {week}"
        yield Lint((*place, "entry"), found, f"at least {ENTRY_STEPS_MIN} steps of {step} a week")


def _texts(place: Place, key: str, texts: Iterable[str]) -> Iterator[Lint]:
    for text in texts:
        for word in BANNED:
            if word in text.lower():
                yield Lint((*place, key), f"a text with “{word}”", "words that promise nothing")


def _plans(dose: Prescription) -> tuple[tuple[str, SetPlan], ...]:
    return (("entry", dose.entry), ("target", dose.target))


def _load(plan: SetPlan) -> str:
    return "none" if plan.load_g is None else f"{plan.load_g} g"


def _sentence(programme: Programme, lint: Lint) -> str:
    """The lint with the names of its exercise or phase in place of their numbers."""
    where: list[str] = []
    match lint.place:
        case ("exercise", int(n), *_):
            where = [f"exercise {programme.exercises[n].id}"]
        case ("phase", int(n), "dose", int(d), *_):
            phase = programme.phases[n]
            where = [f"phase {phase.id}", f"dose {phase.prescriptions[d].exercise}"]
        case ("phase", int(n), *_):
            where = [f"phase {programme.phases[n].id}"]
        case _:
            where = ["programme"]
    return f"{', '.join(where)}, {lint.place[-1]}: found {lint.found}; allowed {lint.allowed}."
