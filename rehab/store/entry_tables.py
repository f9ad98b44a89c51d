"""The tables of what a revision says: one for each kind of entry, and one for the sets of a bout."""

from datetime import date

from sqlalchemy import Table
from sqlmodel import Field

from rehab.store.row_base import Row, detail


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
    stage: int | None = None


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
    painkiller: int | None = None


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
    """A phase that begins, and who said so; ``minutes_confirmed`` is 1 where they did, else NULL."""

    __tablename__ = "phase_start"
    __table_args__ = detail("phase_start")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    phase: str
    said_by: str
    role: str
    minutes_confirmed: int | None = None


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
    """A treatment or examination, or what the patient asks."""

    __tablename__ = "event"
    __table_args__ = detail("event")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    what: str
    side: str
    note: str


class MeasureRow(Row, table=True):
    """An outcome measure; ``scores`` are whole numbers by name as canonical JSON."""

    __tablename__ = "measure"
    __table_args__ = detail("measure")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    scores: str
    note: str


class AnswerRow(Row, table=True):
    """A yes or no to a criterion of a phase, and who said so."""

    __tablename__ = "answer"
    __table_args__ = detail("answer")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    phase: str
    criterion: str
    met: int
    said_by: str
    role: str


class OverrideRow(Row, table=True):
    """A clinician's exception for an exercise; ``until`` is its last day, NULL while it is open-ended.

    ``since`` is its first day where that is not the day of recording. ``amount``, ``sets`` and ``load_g``
    are the limit, the dose, or the percent.
    """

    __tablename__ = "override"
    __table_args__ = detail("override")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    exercise: str
    until: date | None = None
    said_by: str
    role: str
    why: str
    since: date | None = None
    amount: int | None = None
    sets: int | None = None
    load_g: int | None = None


class NoteRow(Row, table=True):
    """A clinician's words to the patient; ``until`` is the last day on which they are shown."""

    __tablename__ = "note"
    __table_args__ = detail("note")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    text: str
    until: date | None = None
    said_by: str
    role: str


class ReviewRow(Row, table=True):
    """The day of the next review."""

    __tablename__ = "review"
    __table_args__ = detail("review")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    due: date
    said_by: str
    role: str


ENTRY_TABLES: tuple[Table, ...] = tuple(Row.metadata.tables.values())
"""Every table of this module: the record's own tables are declared after it."""
