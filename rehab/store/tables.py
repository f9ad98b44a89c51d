"""The tables. Rows are never changed or removed; a correction is a further revision.

Every table names its patient, so that a database server can keep patients apart row by row, and a
detail belongs to the revision with the same patient and ``seq``.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, Table, UniqueConstraint
from sqlmodel import Field

from rehab.store.row_base import Row, checks, detail


class PatientRow(Row, table=True):
    """A patient: only the id, because everything else about a person can be corrected."""

    __tablename__ = "patient"
    __table_args__ = checks("patient")
    id: str = Field(primary_key=True)
    created_at: datetime


class ChangeRow(Row, table=True):
    """Revisions that were saved together, and the change that they take back, if any."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("patient_id", "id"),
        ForeignKeyConstraint(["patient_id", "undoes"], ["change.patient_id", "change.id"]),
        Index(None, "patient_id", "undoes"),
        *checks("change"),
    )
    id: str = Field(primary_key=True)
    patient_id: str = Field(foreign_key="patient.id")
    at: datetime
    description: str
    kind: str
    undoes: str | None = None


class RevisionRow(Row, table=True):
    """One state of one entry. ``seq`` is the only order; ``day`` is the day that the person says."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("patient_id", "entry_id", "revision"),
        UniqueConstraint("patient_id", "seq"),
        UniqueConstraint("uid"),
        ForeignKeyConstraint(["patient_id", "change_id"], ["change.patient_id", "change.id"]),
        Index(None, "patient_id", "change_id"),
        Index(None, "patient_id", "kind", "day"),
        *checks("revision"),
    )
    seq: int = Field(primary_key=True)
    uid: str
    patient_id: str = Field(foreign_key="patient.id")
    entry_id: str
    revision: int
    state: str
    kind: str
    day: date
    recorded_at: datetime
    tz: str
    actor: str
    reason: str
    change_id: str
    prev_hash: str
    hash: str


class BoutRow(Row, table=True):
    """The detail of a bout; its sets are in ``bout_set``."""

    __tablename__ = "bout"
    __table_args__ = detail("bout")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    exercise: str
    side: str
    unit: str
    pain_before: int | None = None
    pain_during: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    minutes: int | None = None
    note: str
    origin: str


class BoutSetRow(Row, table=True):
    """One set of a bout, counted from 1; ``load_g`` in grams, NULL without load."""

    __tablename__ = "bout_set"
    __table_args__ = detail("bout_set")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    amount: int
    load_g: int | None = None


class MorningRow(Row, table=True):
    """The detail of a morning."""

    __tablename__ = "morning"
    __table_args__ = detail("morning")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    score: int | None = None
    rest_pain: int | None = None
    stiffness_min: int | None = None
    woken: int | None = None
    limp: int | None = None
    note: str


class RestRow(Row, table=True):
    """The detail of a day without training."""

    __tablename__ = "rest"
    __table_args__ = detail("rest")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    why: str | None = None
    note: str


class ProfileRow(Row, table=True):
    """Profile answers as canonical JSON."""

    __tablename__ = "profile"
    __table_args__ = detail("profile")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    facts: str


class DiagnosisRow(Row, table=True):
    """A clinician's diagnosis, who made it and when."""

    __tablename__ = "diagnosis"
    __table_args__ = detail("diagnosis")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    text: str
    made_by: str
    made_on: date


class AssignmentRow(Row, table=True):
    """A programme as it was given; the first day is the day of the revision."""

    __tablename__ = "assignment"
    __table_args__ = detail("assignment")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    weekdays: str
    programme_text: str
    programme_hash: str


class PhaseStartRow(Row, table=True):
    """A phase that begins, and who said so."""

    __tablename__ = "phase_start"
    __table_args__ = detail("phase_start")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    phase: str
    said_by: str
    role: str


class PersonRow(Row, table=True):
    """Who the patient is."""

    __tablename__ = "person"
    __table_args__ = detail("person")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    name: str
    born: date
    complaint: str
    emergency_number: str
    emergency_department: str | None = None
    same_day_service: str | None = None


class ScreenRow(Row, table=True):
    """Answers to the red-flag questions as canonical JSON.

    ``complete`` is 2 when all were answered, 1 when the weekly ones were, else 0.
    """

    __tablename__ = "screen"
    __table_args__ = detail("screen")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    complete: int
    answers: str


class FindingRow(Row, table=True):
    """That an item of the screen was met; ``cause`` is the entry behind it."""

    __tablename__ = "finding"
    __table_args__ = detail("finding")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    item: str
    urgency: str
    text: str
    facts: str
    cause: str
    pauses: int


class ClearanceRow(Row, table=True):
    """A clinician's answer to findings; ``clears`` lists their entries as JSON."""

    __tablename__ = "clearance"
    __table_args__ = detail("clearance")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    clears: str
    said_by: str
    role: str
    text: str
    told_by_patient: int


class EventRow(Row, table=True):
    """A treatment or examination."""

    __tablename__ = "event"
    __table_args__ = detail("event")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    what: str
    side: str
    note: str


class ShownRow(Row, table=True):
    """What a person was shown, with what it was made from; a chain of its own per patient."""

    __tablename__ = "shown"
    __table_args__ = (
        UniqueConstraint("patient_id", "seq"),
        Index(None, "patient_id", "what", "week_start"),
        *checks("shown"),
    )
    seq: int = Field(primary_key=True)
    patient_id: str = Field(foreign_key="patient.id")
    shown_at: datetime
    what: str
    day: date
    week_start: date | None = None
    chain_head: str
    programme_hash: str
    rule_version: str
    content: str
    prev_hash: str
    hash: str


CATALOGUE = Row.metadata
"""Every table by name."""

PATIENT: Table = CATALOGUE.tables["patient"]
CHANGE: Table = CATALOGUE.tables["change"]
REVISION: Table = CATALOGUE.tables["revision"]
SHOWN: Table = CATALOGUE.tables["shown"]
DETAILS: tuple[Table, ...] = tuple(
    table for table in CATALOGUE.tables.values() if table not in (PATIENT, CHANGE, REVISION, SHOWN)
)
"""The tables that hold what a revision says, each keyed by patient and ``seq``."""
