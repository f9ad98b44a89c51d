"""The tables. Rows are never changed or removed; a correction is a further revision.

Every table names its patient, so that a database server can keep patients apart row by row, and a
detail belongs to the revision with the same patient and ``seq``.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, MetaData, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

from rehab.domain.limits import FIRST_DAY
from rehab.store.bounds import CHOICE, DAYS, LENGTH, WHOLE

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _checks(table: str) -> tuple[CheckConstraint, ...]:
    """The CHECK constraints of a table; a column that is NULL passes those on its value."""
    found = []
    for name, span in WHOLE.get(table, {}).items():
        # The CAST refuses fractions and words, which SQLite would keep in an INTEGER column.
        rule = f"{name} BETWEEN {span.low} AND {span.high} AND {name} = CAST({name} AS INTEGER)"
        found.append(CheckConstraint(rule, name=name))
    for name, span in LENGTH.get(table, {}).items():
        found.append(CheckConstraint(f"length({name}) BETWEEN {span.low} AND {span.high}", name=name))
    for name, words in CHOICE.get(table, {}).items():
        listed = ", ".join(f"'{word}'" for word in words)
        found.append(CheckConstraint(f"{name} IN ({listed})", name=name))
    for name in DAYS.get(table, ()):
        found.append(CheckConstraint(f"{name} BETWEEN '{FIRST_DAY}' AND '9999-12-31'", name=name))
    return tuple(found)


def _detail(table: str) -> tuple[Any, ...]:
    owner = ForeignKeyConstraint(["patient_id", "seq"], ["revision.patient_id", "revision.seq"])
    return (owner, *_checks(table))


class Row(SQLModel):
    """The base of every table: one catalogue, with a name for every constraint."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)


class PatientRow(Row, table=True):
    """A patient: only the id, because everything else about a person can be corrected."""

    __tablename__ = "patient"
    __table_args__ = _checks("patient")
    id: str = Field(primary_key=True)
    created_at: datetime


class ChangeRow(Row, table=True):
    """Revisions that were saved together, and the change that they take back, if any."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("patient_id", "id"),
        ForeignKeyConstraint(["patient_id", "undoes"], ["change.patient_id", "change.id"]),
        Index(None, "patient_id", "undoes"),
        *_checks("change"),
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
        *_checks("revision"),
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
    __table_args__ = _detail("bout")
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
    __table_args__ = _detail("bout_set")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    amount: int
    load_g: int | None = None


class MorningRow(Row, table=True):
    """The detail of a morning."""

    __tablename__ = "morning"
    __table_args__ = _detail("morning")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    score: int | None = None
    rest_pain: int | None = None
    stiffness_min: int | None = None
    woken: int | None = None
    note: str


class RestRow(Row, table=True):
    """The detail of a day without training."""

    __tablename__ = "rest"
    __table_args__ = _detail("rest")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    why: str | None = None
    note: str


class ProfileRow(Row, table=True):
    """Profile answers as canonical JSON."""

    __tablename__ = "profile"
    __table_args__ = _detail("profile")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    facts: str


class DiagnosisRow(Row, table=True):
    """A clinician's diagnosis, who made it and when."""

    __tablename__ = "diagnosis"
    __table_args__ = _detail("diagnosis")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    text: str
    made_by: str
    made_on: date


class AssignmentRow(Row, table=True):
    """A programme as it was given; the first day is the day of the revision."""

    __tablename__ = "assignment"
    __table_args__ = _detail("assignment")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    weekdays: str
    programme_text: str
    programme_hash: str


class PhaseStartRow(Row, table=True):
    """A phase that begins, and who said so."""

    __tablename__ = "phase_start"
    __table_args__ = _detail("phase_start")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    phase: str
    said_by: str
    role: str


class PersonRow(Row, table=True):
    """Who the patient is."""

    __tablename__ = "person"
    __table_args__ = _detail("person")
    patient_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    name: str
    born: date
    complaint: str
    emergency_number: str


class ShownRow(Row, table=True):
    """What a person was shown, with what it was made from; a chain of its own per patient."""

    __tablename__ = "shown"
    __table_args__ = (
        UniqueConstraint("patient_id", "seq"),
        Index(None, "patient_id", "what", "week_start"),
        *_checks("shown"),
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
