"""What must hold for the criteria of phases: a way out of each, measured from what the plan asks for."""

from collections.abc import Iterator

from rehab.domain.lint import Lint, Place
from rehab.domain.programmes import Criterion, Phase, Prescription, Programme
from rehab.domain.words import Measured, MeasureKind


def criterion_lints(programme: Programme, number: int) -> Iterator[Lint]:
    """The lints of entering and leaving the phase with index ``number``."""
    phase, place = programme.phases[number], ("phase", number)
    if number < len(programme.phases) - 1:
        yield from _way_out(place, phase)
    before = programme.phases[number - 1] if number else None
    for c, criterion in enumerate(phase.entry):
        yield from _sources((*place, "entry", c), criterion)
        yield from _entry((*place, "entry", c), programme, criterion, before)
    for c, criterion in enumerate(phase.exit):
        yield from _sources((*place, "exit", c), criterion)
        yield from _measurable((*place, "exit", c), programme, criterion, phase)


def id_lints(programme: Programme) -> Iterator[Lint]:
    """A criterion's id is once in the programme, so that an answer belongs to one criterion."""
    seen: set[str] = set()
    for n, phase in enumerate(programme.phases):
        for key, criteria in (("entry", phase.entry), ("exit", phase.exit)):
            for c, criterion in enumerate(criteria):
                if criterion.id in seen:
                    found = f"“{criterion.id}” a second time"
                    yield Lint(("phase", n, key, c, "id"), found, "each criterion's id once in the programme")
                seen.add(criterion.id)


def _way_out(place: Place, phase: Phase) -> Iterator[Lint]:
    if not phase.exit and not phase.criteria:
        yield Lint((*place, "exit"), "no way out", "at least one exit criterion, except in the last phase")
    elif not phase.criteria and not any(criterion.required for criterion in phase.exit):
        yield Lint((*place, "exit"), "no required criterion", "at least one that is required")


def _sources(place: Place, criterion: Criterion) -> Iterator[Lint]:
    if not criterion.sources:
        yield Lint((*place, "source"), "no source", "at least one source")


def _entry(place: Place, programme: Programme, criterion: Criterion, before: Phase | None) -> Iterator[Lint]:
    """What an entry measures has been asked for in the phase before; the first phase has none."""
    if criterion.measure is None:
        return
    if before is None:
        found = f"{criterion.measure} before the first phase"
        yield Lint((*place, "measure"), found, "a self_report or a clinician_check")
    elif criterion.measure is Measured.DAYS_IN_PHASE:
        yield Lint((*place, "measure"), str(criterion.measure), "an exit criterion of the phase before")
    else:
        yield from _measurable(place, programme, criterion, before)


def _measurable(place: Place, programme: Programme, criterion: Criterion, phase: Phase) -> Iterator[Lint]:
    """Whether a measured criterion can be met from what ``phase`` and the programme ask for."""
    dose = phase.prescription(criterion.exercise) if criterion.exercise else None
    if criterion.exercise and dose is None:
        yield Lint(
            (*place, "exercise"), f"“{criterion.exercise}”", f"an exercise that phase {phase.id} doses"
        )
        return
    match criterion.measure:
        case Measured.DAYS_IN_PHASE:
            yield from _at_least(place, criterion, 7 * phase.weeks, "days of the phase")
        case Measured.CLEAN_WEEKS:
            yield from _at_least(place, criterion, phase.weeks, "weeks of the phase")
        case Measured.PSFS_CHANGE:
            if not any(measure.kind is MeasureKind.PSFS for measure in programme.measures):
                yield Lint((*place, "measure"), "psfs_change", "psfs among the measures that are asked for")
        case Measured.STAGE_SESSIONS if dose is not None:
            yield from _stage(place, programme, criterion, dose)
            yield from _at_least(place, criterion, dose.days_per_week * phase.weeks, "sessions of the phase")
        case Measured.REST_PAIN | Measured.MORNING_PAIN:
            yield from _entries(place, criterion, criterion.days or 0)
        case Measured.DURING_PAIN:
            doses = (dose,) if dose else phase.prescriptions
            weeks = -(-(criterion.days or 0) // 7)
            yield from _entries(place, criterion, weeks * sum(dose.days_per_week for dose in doses))


def _at_least(place: Place, criterion: Criterion, most: int, what: str) -> Iterator[Lint]:
    if (criterion.at_least or 0) > most:
        yield Lint((*place, "at_least"), str(criterion.at_least), f"at most the {most} {what}")


def _entries(place: Place, criterion: Criterion, most: int) -> Iterator[Lint]:
    if (criterion.entries or 0) > most:
        found = f"{criterion.entries} scores in {criterion.days} days"
        yield Lint((*place, "entries"), found, f"at most the {most} that the plan asks for")


def _stage(place: Place, programme: Programme, criterion: Criterion, dose: Prescription) -> Iterator[Lint]:
    exercise = programme.exercise(dose.exercise)
    last = len(exercise.stages) - 1 if exercise else -1
    first = min(dose.entry_stage or 0, last)
    if last < 0:
        yield Lint((*place, "exercise"), f"“{dose.exercise}”", "an exercise with stages")
    elif criterion.stage is None or not first <= criterion.stage <= last:
        found = "no stage" if criterion.stage is None else str(criterion.stage)
        yield Lint((*place, "stage"), found, f"a stage of this phase, {first} to {last}")
