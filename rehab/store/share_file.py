"""A patient's whole history as lines of text, and such lines read again (design §8).

Each line is the document that the hash chain covers, with its hash, so that a share proves itself: what was
changed in it, left out or put between no longer fits.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table
from sqlmodel import Session

from rehab.domain.diary import Person
from rehab.domain.record import Payload
from rehab.domain.text import clean
from rehab.store.chain import canonical, document, link, verify
from rehab.store.door import check_payload, cleaned
from rehab.store.payloads import payload_of
from rehab.store.rows import Details, Row, changes_by_id, details_by_seq, table_rows
from rehab.store.schema import CURRENT
from rehab.store.tables import CHANGE, DETAILS, PATIENT, REVISION
from rehab.store.troubles import readable

FORMAT = 1
_MARK = "rehab_share"
_DETAILS = {table.name: table for table in DETAILS}
BROKEN = (
    "The share is not as it was made: its entries do not fit together. Ask for a new one; nothing was added."
)
_NEWER = "The share was made by a newer version of rehab. Install that version; nothing was added."


class NotShared(ValueError):
    """A share that cannot be taken in, in two sentences."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share that fits together: whose it is, and its documents with their hashes, oldest first."""

    patient: str
    person: Person
    documents: tuple[dict[str, Any], ...]
    hashes: tuple[str, ...]


def is_share(data: bytes) -> bool:
    """Whether a file begins as a share does."""
    return data.startswith(f'{{"{_MARK}":'.encode())


def share_lines(session: Session, patient_id: str) -> Iterator[str]:
    """A patient's history: a head line, then one line a revision. Raises Damaged where it does not fit."""
    connection = session.connection()
    verify(connection, patient_id)
    with readable():
        patient = table_rows(connection, PATIENT, PATIENT.c.id == patient_id)[0]
        changes = changes_by_id(connection, patient_id)
        details = details_by_seq(connection, patient_id)
        headers = table_rows(connection, REVISION, REVISION.c.patient_id == patient_id)
    head = {"patient": patient_id, "revisions": len(headers), "schema": CURRENT.head}
    yield canonical({_MARK: FORMAT, "share": head})
    for row in headers:
        said = document(patient, changes[row["change_id"]], row, details.get(row["seq"], {}))
        yield canonical({"hash": row["hash"], "said": said})


def read_share(lines: Sequence[str]) -> Share:
    """A share whose chain and entries fit. Raises NotShared for one that was changed, cut or is newer."""
    try:
        head, *rest = [json.loads(line) for line in lines if line.strip()]
        if head[_MARK] != FORMAT or head["share"]["schema"] not in CURRENT.versions:
            raise NotShared(_NEWER)
        if len(rest) != head["share"]["revisions"] or not rest:
            raise NotShared(BROKEN)
        documents = tuple(one["said"] for one in rest)
        hashes = tuple(str(one["hash"]) for one in rest)
        _follow(documents, hashes)
        patient = str(head["share"]["patient"])
        person = _check_entries(patient, documents)
    except NotShared:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise NotShared(BROKEN) from None
    return Share(patient, person, documents, hashes)


def _follow(documents: Sequence[dict[str, Any]], hashes: Sequence[str]) -> None:
    before, seq = "", 0
    for said, told in zip(documents, hashes, strict=True):
        header = said["revision"]
        if header["prev_hash"] != before or link(before, said) != told or header["seq"] <= seq:
            raise NotShared(BROKEN)
        before, seq = told, header["seq"]


def _check_entries(patient: str, documents: Sequence[dict[str, Any]]) -> Person:
    """The person at the end; every entry is one that this program could have stored."""
    numbers: dict[str, int] = {}
    person: Person | None = None
    for said in documents:
        header, entry = said["revision"], said["revision"]["entry_id"]
        owners = {said["patient"]["id"], said["change"]["patient_id"], header["patient_id"]}
        owners |= {row["patient_id"] for rows in said["details"].values() for row in rows}
        seqs = {row["seq"] for rows in said["details"].values() for row in rows}
        if owners != {patient} or seqs != {header["seq"]} or header["change_id"] != said["change"]["id"]:
            raise NotShared(BROKEN)
        if header["revision"] != numbers.get(entry, 0) + 1:
            raise NotShared(BROKEN)
        numbers[entry] = header["revision"]
        told = (header["actor"], header["tz"], header["reason"], said["change"]["description"])
        if any(clean(text, multiline=True) != text for text in told):
            raise NotShared(BROKEN)
        for table, row in ((PATIENT, said["patient"]), (CHANGE, said["change"]), (REVISION, header)):
            stored_row(table, row)
        payload = _payload(said)
        person = payload if isinstance(payload, Person) else person
    if person is None or person.id != patient:
        raise NotShared(BROKEN)
    return person


def _payload(said: dict[str, Any]) -> Payload:
    header = said["revision"]
    payload = payload_of(
        header["kind"], header["entry_id"], date.fromisoformat(header["day"]), stored_details(said)
    )
    if cleaned(payload) != payload:
        raise NotShared(BROKEN)
    check_payload(payload)
    return payload


def stored_details(said: dict[str, Any]) -> Details:
    """The detail rows with every column of their tables; what the document leaves out is empty."""
    found: Details = {}
    for name, rows in said["details"].items():
        if name not in _DETAILS:
            raise NotShared(_NEWER)
        found[name] = [stored_row(_DETAILS[name], row) for row in rows]
    return found


def stored_row(table: Table, said: dict[str, Any]) -> Row:
    """A row with every column of its table; what the document leaves out is empty."""
    if set(said) - set(table.c.keys()):
        raise NotShared(_NEWER)
    return {column.name: _value(column, said.get(column.name)) for column in table.c}


def _value(column: Column[Any], value: Any) -> Any:
    """What a column holds; days and instants are ISO text in a share. Raises TypeError for another type."""
    # A type that only wraps another tells nothing of what it holds.
    kind = getattr(column.type, "impl_instance", column.type).python_type
    if value is None:
        return None
    if kind in (date, datetime):
        value = kind.fromisoformat(value)
    if type(value) is not kind or (kind is datetime and value.utcoffset() is None):
        raise TypeError
    return value
