"""What crosses the border of the store: frozen records, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rehab.domain.diary import (
    Bout,
    Clearance,
    ClinicianNote,
    CriterionAnswer,
    Diagnosis,
    Event,
    MeasureTaken,
    Morning,
    Override,
    Person,
    PhaseStart,
    Profile,
    Raised,
    RestDay,
    ReviewDate,
    Screen,
)
from rehab.domain.record import AssignmentText

NEVER_UNDONE = ("setup", "clinician", "screen")
"""Kinds of change that an undo passes over; an amendment corrects them."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who records, and when: an aware instant and the IANA name of the zone it was lived in."""

    at: datetime
    tz: str
    actor: str


@dataclass(frozen=True, slots=True)
class Change:
    """Revisions saved together under a client-made ``id``; saving again under it adds nothing.

    ``kind`` is a word such as ``entry``, ``import``, ``setup``, ``clinician``; ``undo`` and ``redo``
    are made by the history alone. ``undoes`` is the id of the change that was taken back.
    """

    id: str
    description: str
    kind: str
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo took back: the words of the change and the number of its entries.

    ``passed`` are the words of newer changes that no undo takes back, oldest first.
    """

    description: str
    count: int
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredDiary:
    """The current entries of a patient in the order of day, then of recording; ``head`` of the chain.

    ``assignments`` are in the order of their first day.
    """

    person: Person
    assignments: tuple[AssignmentText, ...]
    bouts: tuple[Bout, ...]
    mornings: tuple[Morning, ...]
    rests: tuple[RestDay, ...]
    profiles: tuple[Profile, ...]
    diagnoses: tuple[Diagnosis, ...]
    phases: tuple[PhaseStart, ...]
    screens: tuple[Screen, ...]
    raised: tuple[Raised, ...]
    clearances: tuple[Clearance, ...]
    events: tuple[Event, ...]
    measures: tuple[MeasureTaken, ...]
    answers: tuple[CriterionAnswer, ...]
    overrides: tuple[Override, ...]
    notes: tuple[ClinicianNote, ...]
    reviews: tuple[ReviewDate, ...]
    head: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that was shown: its content, and the diary, programme and rules it came from."""

    seq: int
    shown_at: datetime
    what: str
    day: date
    week_start: date | None
    chain_head: str
    programme_hash: str
    rule_version: str
    content: Mapping[str, object]
    hash: str
