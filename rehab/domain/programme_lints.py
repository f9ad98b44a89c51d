"""What must hold between the parts of a programme before anyone trains by it; pure, without simulation."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rehab.domain.criterion_lints import criterion_lints, id_lints
from rehab.domain.dose_lints import dose_lints
from rehab.domain.lint import Lint, Place
from rehab.domain.programmes import Exercise, Phase, Programme
from rehab.domain.words import PhaseKind, Unit

BANNED = ("safe", "all clear", "nothing serious", "prevents")
"""What no text for people may contain, in any spelling of case: no programme can promise it."""


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
        yield from _variant(("exercise", n), exercise, programme)
    for n, phase in enumerate(programme.phases):
        yield from _phase(("phase", n), phase, programme)
        yield from criterion_lints(programme, n)
        yield from dose_lints(programme, n)
    yield from id_lints(programme)
    yield from _measures(programme)


def _exercise(place: Place, exercise: Exercise, used: set[str]) -> Iterator[Lint]:
    if exercise.id not in used:
        yield Lint((*place, "id"), f"“{exercise.id}” in no phase", "an exercise that a phase doses")
    if exercise.unit is Unit.SECONDS and exercise.unit_seconds != 1:
        yield Lint((*place, "unit_seconds"), str(exercise.unit_seconds), "1 where the unit is seconds")
    if not exercise.sources:
        yield Lint((*place, "source"), "no source", "at least one source")
    yield from _stages(place, exercise)
    yield from _texts(place, "name", (exercise.name,))
    yield from _texts(place, "cue", exercise.cues)
    yield from _texts(place, "stop_if", exercise.stop_if)


def _stages(place: Place, exercise: Exercise) -> Iterator[Lint]:
    """Stages share out seconds, and the share of running never falls from one to the next."""
    if exercise.stages and exercise.unit is not Unit.SECONDS:
        yield Lint((*place, "stage"), f"stages with {exercise.unit}", "stages where the unit is seconds")
    share = (0, 1)
    for n, stage in enumerate(exercise.stages):
        whole = stage.walk_s + stage.run_s
        if not whole:
            yield Lint((*place, "stage", n, "run_s"), "a stage without time", "walk_s or run_s above 0")
        elif stage.run_s * share[1] < share[0] * whole:
            found = "less running than in an earlier stage"
            yield Lint((*place, "stage", n, "run_s"), found, "stages in rising order")
        else:
            share = (stage.run_s, whole)


def _variant(place: Place, exercise: Exercise, programme: Programme) -> Iterator[Lint]:
    """The easier exercise exists, and the way down to ever easier ones ends."""
    passed, easier = [exercise.id], exercise.variant_of
    while easier is not None and easier not in passed:
        passed.append(easier)
        one = programme.exercise(easier)
        easier = one.variant_of if one else None
        if one is None and len(passed) == 2:
            yield Lint((*place, "variant_of"), f"“{passed[1]}”", "an exercise of this programme")
    if easier == exercise.id:
        yield Lint((*place, "variant_of"), " → ".join([*passed, easier]), "a way that ends at an easiest one")


def _phase(place: Place, phase: Phase, programme: Programme) -> Iterator[Lint]:
    if phase.working_target > phase.ceiling:
        allowed = f"at most the ceiling, {phase.ceiling}"
        yield Lint((*place, "working_target"), str(phase.working_target), allowed)
    if phase.deload and phase.kind is PhaseKind.SETTLE:
        yield Lint((*place, "deload"), "true", "false in a settle phase")
    elif phase.deload and _walks_and_runs(phase, programme):
        yield Lint((*place, "deload"), "true", "false in a phase with walk–run stages")
    if phase.review_weeks is not None and phase.review_weeks < phase.weeks:
        yield Lint((*place, "review_weeks"), str(phase.review_weeks), f"at least its {phase.weeks} weeks")
    if not phase.prescriptions:
        yield Lint((*place, "dose"), "no dose", "at least one dose")
    for exercise, count in Counter(dose.exercise for dose in phase.prescriptions).items():
        if count > 1:
            yield Lint((*place, "dose"), f"“{exercise}” {count} times", "each exercise once in a phase")
    yield from _texts(place, "title", (phase.title,))
    yield from _texts(place, "patient", (phase.patient,))
    yield from _texts(place, "clinician", (phase.clinician,))
    yield from _texts(place, "criteria", phase.criteria)
    for key, criteria in (("entry", phase.entry), ("exit", phase.exit)):
        for c, criterion in enumerate(criteria):
            yield from _texts((*place, key, c), "text", (criterion.text,))


def _walks_and_runs(phase: Phase, programme: Programme) -> bool:
    exercises = (programme.exercise(dose.exercise) for dose in phase.prescriptions)
    return any(exercise.stages for exercise in exercises if exercise is not None)


def _measures(programme: Programme) -> Iterator[Lint]:
    kinds = [measure.kind for measure in programme.measures]
    for n, measure in enumerate(programme.measures):
        if measure.kind in kinds[:n]:
            yield Lint(("measure", n, "kind"), f"{measure.kind} a second time", "each measure once")
        if not measure.sources:
            yield Lint(("measure", n, "source"), "no source", "at least one source")


def _texts(place: Place, key: str, texts: Iterable[str]) -> Iterator[Lint]:
    for text in texts:
        for word in BANNED:
            if word in text.lower():
                yield Lint((*place, key), f"a text with “{word}”", "words that promise nothing")


def _sentence(programme: Programme, lint: Lint) -> str:
    """The lint with the names of its exercise or phase in place of their numbers."""
    where: list[str] = []
    match lint.place:
        case ("exercise", int(n), *_):
            where = [f"exercise {programme.exercises[n].id}"]
        case ("phase", int(n), "dose", int(d), *_):
            phase = programme.phases[n]
            where = [f"phase {phase.id}", f"dose {phase.prescriptions[d].exercise}"]
        case ("phase", int(n), ("entry" | "exit") as key, int(c), *_):
            phase = programme.phases[n]
            criteria = phase.entry if key == "entry" else phase.exit
            where = [f"phase {phase.id}", f"{key} criterion {criteria[c].id}"]
        case ("phase", int(n), *_):
            where = [f"phase {programme.phases[n].id}"]
        case ("measure", int(n), *_):
            where = [f"measure {programme.measures[n].kind}"]
        case _:
            where = ["programme"]
    return f"{', '.join(where)}, {lint.place[-1]}: found {lint.found}; allowed {lint.allowed}."
