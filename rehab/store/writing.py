"""Appending revisions: the one place where records, hashes and rows are made."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlmodel import Session

from rehab.domain.diary import Person
from rehab.domain.limits import NAME_MAX, REASON_MAX
from rehab.domain.record import Payload
from rehab.domain.text import clean
from rehab.store.chain import document, link
from rehab.store.door import check_payload, cleaned
from rehab.store.payloads import day_of, details_of, entry_of, kind_of
from rehab.store.records import Change, Stamp
from rehab.store.rows import Details, Row, chunks, table_rows
from rehab.store.tables import CATALOGUE, CHANGE, PATIENT, REVISION
from rehab.store.troubles import Conflict, Missing

_UIDS = uuid.UUID("6f0d9ac8-7a2f-4d0e-9a40-5f2f1f0f7c11")
"""The namespace from which the uid of a revision follows, so that a repeated save has the same uid."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A revision to append. ``payload`` is already checked."""

    number: int
    state: str
    payload: Payload
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Current:
    """The newest revision of an entry."""

    seq: int
    number: int
    state: str
    change_id: str
    change_kind: str


def checked(payload: Payload) -> Payload:
    """The payload, cleaned. Raises ValueError when it cannot be stored."""
    ready: Payload = cleaned(payload)
    check_payload(ready)
    return ready


def currents(connection: Connection, patient_id: str, entries: Collection[str]) -> dict[str, Current]:
    """The newest revision of each of ``entries`` that exists."""
    found: dict[str, Current] = {}
    names = (REVISION.c.entry_id, REVISION.c.seq, REVISION.c.revision, REVISION.c.state, REVISION.c.change_id)
    asked = select(*names, CHANGE.c.kind).join(CHANGE, CHANGE.c.id == REVISION.c.change_id)
    for some in chunks(entries):
        where = (REVISION.c.patient_id == patient_id, REVISION.c.entry_id.in_(some))
        for entry, *rest in connection.execute(asked.where(*where).order_by(REVISION.c.seq)):
            found[entry] = Current(*rest)
    return found


def head(session: Session, patient_id: str) -> str:
    """The hash of the patient's newest revision, "" when there is none."""
    asked = select(REVISION.c.hash).where(REVISION.c.patient_id == patient_id)
    return str(session.connection().execute(asked.order_by(REVISION.c.seq.desc()).limit(1)).scalar() or "")


def append(session: Session, patient_id: str, drafts: Sequence[Draft], change: Change, stamp: Stamp) -> None:
    """Append revisions to the patient's chain. Nothing happens without drafts."""
    if not drafts:
        return
    connection = session.connection()
    patient = _patient_row(connection, patient_id, drafts, stamp)
    changed = _change_row(connection, patient_id, change, stamp)
    prev, rows = head(session, patient_id), Batch()
    for seq, draft in enumerate(drafts, start=next_seq(connection, REVISION, patient_id)):
        header = _header(patient_id, seq, draft, change, stamp, prev)
        details = _owned(patient_id, seq, details_of(draft.payload))
        prev = link(prev, document(patient, changed, header, details))
        rows.add("revision", {**header, "hash": prev})
        for table, found in details.items():
            rows.add(table, *found)
    rows.write(connection)


class Batch:
    """Rows to insert, a revision before its details."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}

    def add(self, table: str, *rows: Row) -> None:
        """Put rows of a table aside."""
        self._rows.setdefault(table, []).extend(rows)

    def write(self, connection: Connection) -> None:
        """Insert everything, one statement for each table."""
        for table, rows in self._rows.items():
            connection.execute(insert(CATALOGUE.tables[table]), rows)


def next_seq(connection: Connection, table: Table, patient_id: str | None = None) -> int:
    """The next number of an append-only table, or of one patient's part of it.

    The block that writes it holds the only right to write.
    """
    asked = select(func.max(table.c.seq))
    if patient_id is not None:
        asked = asked.where(table.c.patient_id == patient_id)
    return int(connection.execute(asked).scalar() or 0) + 1


def utc(at: datetime) -> datetime:
    """A plain UTC instant. Raises ValueError for one without a zone, which names no instant."""
    if at.utcoffset() is None:
        raise ValueError("The time of recording has no zone. Give an aware time.")
    return datetime.fromtimestamp(0, UTC) + (at - datetime.fromtimestamp(0, UTC))


def _patient_row(connection: Connection, patient_id: str, drafts: Sequence[Draft], stamp: Stamp) -> Row:
    found = table_rows(connection, PATIENT, PATIENT.c.id == patient_id)
    if found:
        return found[0]
    if not any(isinstance(draft.payload, Person) for draft in drafts):
        raise Missing("This diary does not hold that patient. Choose one of its patients.")
    row: Row = {"id": patient_id, "created_at": utc(stamp.at)}
    connection.execute(insert(PATIENT), row)
    return row


def _change_row(connection: Connection, patient_id: str, change: Change, stamp: Stamp) -> Row:
    found = table_rows(connection, CHANGE, CHANGE.c.id == change.id)
    if found:
        if found[0]["patient_id"] != patient_id:
            raise Conflict
        return found[0]
    row: Row = {
        "id": change.id,
        "patient_id": patient_id,
        "at": utc(stamp.at),
        "description": clean(change.description, limit=REASON_MAX),
        "kind": change.kind,
        "undoes": change.undoes,
    }
    connection.execute(insert(CHANGE), row)
    return row


def _header(patient_id: str, seq: int, draft: Draft, change: Change, stamp: Stamp, prev: str) -> Row:
    entry = entry_of(draft.payload)
    return {
        "seq": seq,
        "uid": str(uuid.uuid5(_UIDS, f"{patient_id}\n{entry}\n{draft.number}")),
        "patient_id": patient_id,
        "entry_id": entry,
        "revision": draft.number,
        "state": draft.state,
        "kind": kind_of(draft.payload),
        "day": day_of(draft.payload, stamp.at.date()),
        "recorded_at": utc(stamp.at),
        "tz": clean(stamp.tz, limit=NAME_MAX),
        "actor": clean(stamp.actor, limit=NAME_MAX),
        "reason": clean(draft.reason, multiline=True, limit=REASON_MAX),
        "change_id": change.id,
        "prev_hash": prev,
    }


def _owned(patient_id: str, seq: int, details: Details) -> Details:
    owner: Mapping[str, Any] = {"patient_id": patient_id, "seq": seq}
    return {table: [{**owner, **row} for row in rows] for table, rows in details.items()}
