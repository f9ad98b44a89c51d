"""The tables. Rows are never changed or removed; a correction is a further revision.

Every table names its patient, so that a database server can keep patients apart row by row, and a
detail belongs to the revision with the same patient and ``seq``.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, Table, UniqueConstraint
from sqlmodel import Field

from rehab.store.entry_tables import ENTRY_TABLES
from rehab.store.row_base import Row, checks


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
    """One state of one entry. ``seq`` is the only order of a patient's; ``day`` is as the person says.

    Each patient's are counted on their own, so that a diary keeps its hashes in another file.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("patient_id", "entry_id", "revision"),
        UniqueConstraint("uid"),
        ForeignKeyConstraint(["patient_id", "change_id"], ["change.patient_id", "change.id"]),
        Index(None, "patient_id", "change_id"),
        Index(None, "patient_id", "kind", "day"),
        *checks("revision"),
    )
    patient_id: str = Field(primary_key=True, foreign_key="patient.id")
    seq: int = Field(primary_key=True)
    uid: str
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
DETAILS = ENTRY_TABLES
"""The tables that hold what a revision says, each keyed by patient and ``seq``."""
