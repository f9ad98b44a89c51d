"""What an entry says, one kind a class: bouts, mornings, rest days, answers, treatments, clinicians' acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rehab.domain.doses import Sets
from rehab.domain.programmes import Programme, Series
from rehab.domain.words import (
    BreakReason,
    Complaint,
    EventKind,
    MeasureKind,
    OverrideKind,
    Side,
    Unit,
    Urgency,
)

Fact = bool | int | str | None
"""A profile answer: yes and no are booleans, "unsure" stays the word, absent or ``None`` is unknown."""


@dataclass(frozen=True, slots=True)
class Bout:
    """One exercise on one side on one day. Pain and effort are 0–10 or ``None`` when not given.

    ``stage`` is the walk–run stage that was done, where the exercise has stages.
    """

    entry: str
    day: date
    exercise: str
    side: Side
    unit: Unit
    sets: Sets
    pain_before: int | None = None
    pain_during: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    minutes: int | None = None
    note: str = ""
    origin: str = ""
    stage: int | None = None

    @property
    def amount(self) -> int:
        """The volume in the bout's unit."""
        return sum(s.amount for s in self.sets)

    @property
    def series(self) -> Series:
        """The exercise and side that the volume belongs to."""
        return Series(self.exercise, self.side)


@dataclass(frozen=True, slots=True)
class Morning:
    """The scores of one morning; ``stiffness_min`` in minutes, ``woken`` times in the night.

    ``painkiller`` tells that one was taken on that day, which masks the day's scores.
    """

    entry: str
    day: date
    score: int | None = None
    rest_pain: int | None = None
    stiffness_min: int | None = None
    woken: int | None = None
    note: str = ""
    limp: bool | None = None
    painkiller: bool | None = None


@dataclass(frozen=True, slots=True)
class RestDay:
    """A day on which the patient says that no training was done."""

    entry: str
    day: date
    why: BreakReason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Answers to the profile questions, from ``day`` on; the newest on or before a day counts."""

    entry: str
    day: date
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A clinician's diagnosis as the patient or clinic recorded it."""

    entry: str
    day: date
    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class PhaseStart:
    """A phase that begins with the training week holding ``day``.

    ``minutes_confirmed``: a clinician confirms that its first week may pass the minutes guard.
    """

    entry: str
    day: date
    phase: str
    by: str
    role: str
    minutes_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """Answers to the red-flag questions by fact.

    ``full`` when all questions were answered, ``weekly`` when at least the weekly ones were.
    """

    entry: str
    day: date
    full: bool
    answers: Mapping[str, Fact]
    weekly: bool = True


@dataclass(frozen=True, slots=True)
class Raised:
    """That an item of the screen was met on a day: it stands until a clearance names it.

    ``cause`` is the entry that led to it; ``facts`` are what that entry said. ``pauses`` marks a routine
    finding that keeps loading from going on until a clinician's go-ahead.
    """

    entry: str
    day: date
    item: str
    urgency: Urgency
    text: str
    facts: Mapping[str, Fact]
    cause: str = ""
    pauses: bool = False


@dataclass(frozen=True, slots=True)
class Clearance:
    """A clinician's answer to findings, named by the entries that raised them.

    ``told_by_patient`` marks what a clinician told the patient, and the patient recorded.
    """

    entry: str
    day: date
    clears: tuple[str, ...]
    by: str
    role: str
    text: str
    told_by_patient: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A treatment or examination on a day: its kind, what exactly, and the side where there is one.

    A question of the patient's to the clinician has its words in the note.
    """

    entry: str
    day: date
    kind: EventKind
    what: str = ""
    side: Side = Side.NONE
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeasureTaken:
    """An outcome measure on a day: whole scores by name, such as the patient's own activities for PSFS."""

    entry: str
    day: date
    kind: MeasureKind
    scores: Mapping[str, int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class CriterionAnswer:
    """Somebody's yes or no to a criterion of a phase; ``role`` is ``patient`` for a self-report."""

    entry: str
    day: date
    phase: str
    criterion: str
    met: bool
    by: str
    role: str


@dataclass(frozen=True, slots=True)
class Override:
    """A clinician's exception for an exercise, made on ``day``, up to and with ``until``, or open-ended.

    It holds for the training weeks that begin from ``since`` on, else from its day on. ``amount`` is the
    week's volume of a limit in base units, the amount of one of the ``sets`` of a dose with its load in
    grams, or the percent of a faster way back.
    """

    entry: str
    day: date
    kind: OverrideKind
    exercise: str
    by: str
    role: str
    why: str
    until: date | None = None
    since: date | None = None
    amount: int | None = None
    sets: int | None = None
    load_g: int | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force for the training week that begins on ``day``."""
        return (self.since or self.day) <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ClinicianNote:
    """Words of a clinician to the patient, shown from ``day`` on, up to and with ``until`` if given."""

    entry: str
    day: date
    text: str
    by: str
    role: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewDate:
    """When a clinician wants to see the patient next, as said on ``day``."""

    entry: str
    day: date
    due: date
    by: str
    role: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who the diary is about. ``born`` is the date of birth.

    ``emergency_department`` and ``same_day_service`` are where to go near the patient, as they name it.
    """

    id: str
    name: str
    born: date
    complaint: Complaint
    emergency_number: str
    emergency_department: str = ""
    same_day_service: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The programme given to a patient from ``starts`` on, and the training days (Monday 0).

    A later assignment replaces an earlier one from its first day; the training weeks are counted
    from the first.
    """

    entry: str
    starts: date
    weekdays: tuple[int, ...]
    programme: Programme
    programme_hash: str
