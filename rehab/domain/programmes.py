"""A programme as data: phases, exercises, doses, ceilings and the sources behind each number."""

from dataclasses import dataclass

from rehab.domain.words import Complaint, PhaseKind, Side, SideRule, Unit, affected_sides

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
        """The session's volume in base units."""
        return self.sets * self.each


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a programme.

    ``unit_seconds`` is the time that one rep or metre takes, ``rest_s`` the rest between sets;
    both only estimate session time. ``loading`` is false for gentle movement that a PAUSE keeps.
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


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise's dose in one phase.

    ``entry`` is the first session, ``target`` the goal; ``step`` is the smallest change of a week's
    volume. ``days_per_week`` sessions lie at least ``min_rest_days`` apart. ``exit`` marks the
    exercises that must stand at target before the phase can end.
    """

    exercise: str
    entry: SetPlan
    target: SetPlan
    days_per_week: int
    min_rest_days: int
    step: int
    exit: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a programme. ``ceiling`` and ``working_target`` are pain scores (design §4.9)."""

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

    def prescription(self, exercise: str) -> Prescription | None:
        """The dose of ``exercise`` in this phase, or ``None`` where the phase does not use it."""
        return next((p for p in self.prescriptions if p.exercise == exercise), None)


@dataclass(frozen=True, slots=True)
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

    def exercise(self, name: str) -> Exercise | None:
        """The exercise with id ``name``, or ``None``."""
        return next((e for e in self.exercises if e.id == name), None)

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
