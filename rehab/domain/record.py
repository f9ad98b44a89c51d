"""The record behind a diary: what an entry may say, and each state that it was ever in."""

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


@dataclass(frozen=True, slots=True)
class AssignmentText:
    """A programme given to a patient, as text; ``weekdays`` count from Monday 0.

    ``hash`` is that of ``text``, which the store keeps as it is and does not read.
    """

    entry: str
    starts: date
    weekdays: tuple[int, ...]
    text: str
    hash: str


Payload = (
    Bout
    | Morning
    | RestDay
    | Profile
    | Diagnosis
    | PhaseStart
    | Screen
    | Raised
    | Clearance
    | Event
    | MeasureTaken
    | CriterionAnswer
    | Override
    | ClinicianNote
    | ReviewDate
    | AssignmentText
    | Person
)
"""What an entry says. A person's entry is the patient's own id."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an entry. A void revision carries what was withdrawn."""

    seq: int
    uid: str
    entry: str
    number: int
    state: str
    kind: str
    day: date
    recorded_at: datetime
    tz: str
    actor: str
    reason: str
    change_id: str
    change_description: str
    change_kind: str
    payload: Payload
    hash: str
