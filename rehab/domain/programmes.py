"""A programme as data: phases, exercises, doses, ceilings and the sources behind each number."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rehab.domain.words import (
    Complaint,
    CriterionKind,
    Measured,
    MeasureKind,
    PhaseKind,
    Side,
    SideRule,
    Unit,
    affected_sides,
)

PAIN_CEILING_MAX = 5
"""No programme may allow more (CE §2.3: a clinician may lower the ceiling, never raise it above 5)."""
PERCENT_MAX = 10
"""The 10 % rule's percent; a programme may be lower, never higher (design §4.2)."""
ENTRY_STEPS_MIN = 20
"""An entry week of fewer steps could never grow by a step within 10 % twice over (design §4.4)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with its mark: published, secondary, unverified or project rule (CE §0.1)."""

    key: str
    cite: str
    mark: str

    def __str__(self) -> str:
        return f"{self.cite} ({self.mark})"


@dataclass(frozen=True, slots=True)
class SetPlan:
    """A prescribed session: ``sets`` of ``each`` base units, and the load in grams if any."""

    sets: int
    each: int
    load_g: int | None = None

    @property
    def total(self) -> int:
        """The session's amount in the exercise's unit."""
        return self.sets * self.each

    @property
    def volume(self) -> int:
        """The session's volume in base units: gram·reps where there is a load."""
        return self.total * (self.load_g or 1)


@dataclass(frozen=True, slots=True)
class Stage:
    """A walk–run stage: how the seconds of a session are shared out between walking and running."""

    walk_s: int
    run_s: int

    def running(self, seconds: int) -> int:
        """The running seconds in a session of ``seconds``, rounded down."""
        return seconds * self.run_s // (self.walk_s + self.run_s)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a programme.

    ``unit_seconds`` is the time that one rep or metre takes, ``rest_s`` the rest between sets;
    both only estimate session time. ``loading`` is false for gentle movement that a PAUSE keeps.
    ``loaded`` exercises have a load in every dose, and their volume is counted in gram·reps.
    ``variant_of`` is the easier exercise that this one takes the place of (more load, a stronger band, a
    bigger angle). ``stages`` are the walk–run stages, counted from 0.
    """

    id: str
    name: str
    unit: Unit
    side: SideRule
    loading: bool
    unit_seconds: int
    rest_s: int
    cues: tuple[str, ...]
    stop_if: tuple[str, ...]
    sources: tuple[str, ...]
    loaded: bool = False
    variant_of: str | None = None
    stages: tuple[Stage, ...] = ()

    @property
    def volume_unit(self) -> Unit:
        """What the exercise's volume is counted in."""
        return Unit.GRAM_REPS if self.loaded else self.unit


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise's dose in one phase.

    ``entry`` is the first session, ``target`` the goal; ``step`` is the smallest change of a week's
    volume. A load grows from the entry's to the target's by ``load_step_g`` grams at a time; where that is
    ``None``, it stays. ``entry_stage`` is the walk–run stage to begin with. ``days_per_week`` sessions lie
    at least ``min_rest_days`` apart. ``exit`` marks the exercises that must stand at target before the
    phase can end.
    """

    exercise: str
    entry: SetPlan
    target: SetPlan
    days_per_week: int
    min_rest_days: int
    step: int
    exit: bool
    sources: tuple[str, ...]
    load_step_g: int | None = None
    entry_stage: int | None = None

    @property
    def volume_step(self) -> int:
        """The step in base units of volume: for loads, a step of reps at the smallest change of load."""
        return self.step * (self.load_step_g or self.entry.load_g or 1)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of entering or leaving a phase (design §4.4).

    ``text`` is the question for the patient or the clinician, or what is measured in plain words. An
    answer older than ``stale_days`` counts no more. A measured criterion has a ``measure`` and a bound:
    ``at_most`` a score in the last ``days`` with at least ``entries`` scores, or ``at_least`` a count or a
    change. ``exercise`` and ``stage`` narrow it. One that is not ``required`` is only shown.
    """

    id: str
    kind: CriterionKind
    text: str
    sources: tuple[str, ...]
    required: bool = True
    stale_days: int | None = None
    measure: Measured | None = None
    at_most: int | None = None
    at_least: int | None = None
    days: int | None = None
    entries: int | None = None
    exercise: str | None = None
    stage: int | None = None


@dataclass(frozen=True, slots=True)
class MeasureDue:
    """An outcome measure that a programme asks for every so many days."""

    kind: MeasureKind
    every_days: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a programme. ``ceiling`` and ``working_target`` are pain scores (design §4.9).

    It may begin when the ``entry`` criteria are met and end when the ``exit`` criteria are; ``criteria``
    are further ones in words alone. A patient who stays longer than ``review_weeks`` gets a note.
    """

    id: str
    title: str
    kind: PhaseKind
    weeks: int
    ceiling: int
    working_target: int
    deload: bool
    patient: str
    clinician: str
    criteria: tuple[str, ...]
    prescriptions: tuple[Prescription, ...]
    sources: tuple[str, ...]
    entry: tuple[Criterion, ...] = ()
    exit: tuple[Criterion, ...] = ()
    review_weeks: int | None = None

    def prescription(self, exercise: str) -> Prescription | None:
        """The dose of ``exercise`` in this phase, or ``None`` where the phase does not use it."""
        return next((p for p in self.prescriptions if p.exercise == exercise), None)


@dataclass(frozen=True)
class Programme:
    """A whole programme file, already validated. ``percent`` is the p of the 10 % rule."""

    id: str
    version: str
    title: str
    status: str
    percent: int
    patient: str
    clinician: str
    exercises: tuple[Exercise, ...]
    phases: tuple[Phase, ...]
    sources: tuple[str, ...]
    measures: tuple[MeasureDue, ...] = ()

    def exercise(self, name: str) -> Exercise | None:
        """The exercise with id ``name``, or ``None``."""
        return next((e for e in self.exercises if e.id == name), None)

    def lightest_load(self, name: str) -> int | None:
        """The lightest load in grams that any dose of a loaded exercise has; ``None`` for one without."""
        return self.lightest_loads.get(name)

    @cached_property
    def lightest_loads(self) -> Mapping[str, int]:
        """The lightest load in grams of each loaded exercise."""
        loaded = {e.id for e in self.exercises if e.loaded}
        doses = [d for phase in self.phases for d in phase.prescriptions if d.exercise in loaded]
        found: dict[str, int] = {}
        for dose in doses:
            load = dose.entry.load_g or 1
            found[dose.exercise] = min(load, found.get(dose.exercise, load))
        return found

    def phase(self, name: str) -> Phase | None:
        """The phase with id ``name``, or ``None``."""
        return next((p for p in self.phases if p.id == name), None)


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """What one volume belongs to: an exercise and a side (design §4.8)."""

    exercise: str
    side: Side


@dataclass(frozen=True, slots=True)
class Prescribed:
    """A series with the exercise and the dose that a phase prescribes for it."""

    series: Series
    exercise: Exercise
    prescription: Prescription


def prescribed(programme: Programme, phase: Phase, complaint: Complaint) -> tuple[Prescribed, ...]:
    """Every series that a phase prescribes for a complaint, in file order."""
    found = []
    for prescription in phase.prescriptions:
        exercise = programme.exercise(prescription.exercise)
        if exercise is not None:
            found += [
                Prescribed(Series(exercise.id, side), exercise, prescription)
                for side in affected_sides(exercise.side, complaint)
            ]
    return tuple(found)
