"""A patient's whole history as lines of text, and taking such lines into another file (design §8).

Each line is the document that the hash chain covers, with its hash, so that a share proves itself: what was
changed in it, left out or put between no longer fits. Only what extends the stored chain is added.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table, select
from sqlmodel import Session

from rehab.domain.diary import Person
from rehab.domain.record import Payload
from rehab.domain.text import clean
from rehab.store.chain import canonical, document, link, verify
from rehab.store.door import check_payload, cleaned
from rehab.store.payloads import payload_of
from rehab.store.rows import Details, Row, changes_by_id, details_by_seq, table_rows
from rehab.store.schema import CURRENT
from rehab.store.tables import CATALOGUE, CHANGE, DETAILS, PATIENT, REVISION
from rehab.store.troubles import Damaged, readable
from rehab.store.writing import Batch

FORMAT = 1
_MARK = "rehab_share"
_DETAILS = {table.name: table for table in DETAILS}
_BROKEN = (
    "The share is not as it was made: its entries do not fit together. Ask for a new one; nothing was added."
)
_NEWER = "The share was made by a newer version of rehab. Install that version; nothing was added."
_SECOND = "Nothing was added; ask which of the two is right, or take the share into a diary of its own."


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
            raise NotShared(_BROKEN)
        documents = tuple(one["said"] for one in rest)
        hashes = tuple(str(one["hash"]) for one in rest)
        _follow(documents, hashes)
        patient = str(head["share"]["patient"])
        person = _check_entries(patient, documents)
    except NotShared:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise NotShared(_BROKEN) from None
    return Share(patient, person, documents, hashes)


def _follow(documents: Sequence[dict[str, Any]], hashes: Sequence[str]) -> None:
    before, seq = "", 0
    for said, told in zip(documents, hashes, strict=True):
        header = said["revision"]
        if header["prev_hash"] != before or link(before, said) != told or header["seq"] <= seq:
            raise NotShared(_BROKEN)
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
            raise NotShared(_BROKEN)
        if header["revision"] != numbers.get(entry, 0) + 1:
            raise NotShared(_BROKEN)
        numbers[entry] = header["revision"]
        told = (header["actor"], header["tz"], header["reason"], said["change"]["description"])
        if any(clean(text, multiline=True) != text for text in told):
            raise NotShared(_BROKEN)
        for table, row in ((PATIENT, said["patient"]), (CHANGE, said["change"]), (REVISION, header)):
            _row(table, row)
        payload = _payload(said)
        person = payload if isinstance(payload, Person) else person
    if person is None or person.id != patient:
        raise NotShared(_BROKEN)
    return person


def _payload(said: dict[str, Any]) -> Payload:
    header = said["revision"]
    payload = payload_of(
        header["kind"], header["entry_id"], date.fromisoformat(header["day"]), _details(said)
    )
    if cleaned(payload) != payload:
        raise NotShared(_BROKEN)
    check_payload(payload)
    return payload


def _details(said: dict[str, Any]) -> Details:
    """The detail rows with every column of their tables; what the document leaves out is empty."""
    found: Details = {}
    for name, rows in said["details"].items():
        if name not in _DETAILS:
            raise NotShared(_NEWER)
        found[name] = [_row(_DETAILS[name], row) for row in rows]
    return found


def _row(table: Table, said: dict[str, Any]) -> Row:
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


def beyond(session: Session, share: Share) -> int:
    """How many of a share's revisions are not stored yet.

    Raises NotShared for another patient under the same id, a history that does not extend the stored one,
    and ids that belong to another patient of the file.
    """
    connection = session.connection()
    asked = select(REVISION.c.hash).where(REVISION.c.patient_id == share.patient).order_by(REVISION.c.seq)
    stored = connection.execute(asked).scalars().all()
    common = min(len(stored), len(share.hashes))
    if list(stored[:common]) != list(share.hashes[:common]):
        raise NotShared(_apart(session, share, stored))
    fresh = share.documents[len(stored) :]
    _refuse_foreign(session, share, fresh)
    return len(fresh)


def take_in(session: Session, share: Share) -> int:
    """Add what a share has beyond the stored history and return how much. Raises as ``beyond``."""
    added = beyond(session, share)
    if added:
        _insert(session, share, share.documents[-added:], new=added == len(share.documents))
        try:
            verify(session.connection(), share.patient)
        except Damaged:
            raise NotShared(_BROKEN) from None
    return added


def _insert(session: Session, share: Share, fresh: Sequence[dict[str, Any]], *, new: bool) -> None:
    connection, rows = session.connection(), Batch()
    known = set(changes_by_id(connection, share.patient))
    if new:
        rows.add("patient", _row(PATIENT, fresh[0]["patient"]))
    for said in fresh:
        if said["change"]["id"] not in known:
            known.add(said["change"]["id"])
            rows.add("change", _row(CHANGE, said["change"]))
    hashes = share.hashes[-len(fresh) :]
    for said, told in zip(fresh, hashes, strict=True):
        rows.add("revision", {**_row(REVISION, said["revision"]), "hash": told})
    for said in fresh:
        for table, found in _details(said).items():
            rows.add(table, *found)
    rows.write(connection)


def _refuse_foreign(session: Session, share: Share, fresh: Sequence[dict[str, Any]]) -> None:
    """A change or revision whose id is that of another patient in the file is none of this one's."""
    connection = session.connection()
    theirs = set(
        connection.execute(select(CHANGE.c.id).where(CHANGE.c.patient_id != share.patient)).scalars()
    )
    other = REVISION.c.patient_id != share.patient
    uids = set(connection.execute(select(REVISION.c.uid).where(other)).scalars())
    if any(said["change"]["id"] in theirs or said["revision"]["uid"] in uids for said in fresh):
        raise NotShared(f"The share has entries of another patient in this file. {_SECOND}")


def _apart(session: Session, share: Share, stored: Sequence[str]) -> str:
    """Why a share does not extend what is stored: another person, or another history."""
    person = CATALOGUE.tables["person"]
    mine = table_rows(session.connection(), person, person.c.patient_id == share.patient)[0]
    first = next(said["details"]["person"][0] for said in share.documents if "person" in said["details"])
    if (mine["name"], str(mine["born"])) != (first["name"], first["born"]):
        return (
            f"The share is of {first['name']}, born {first['born'][:4]}, but under the same id "
            f"{mine['name']}, born {mine['born'].year}, is stored here. {_SECOND}"
        )
    pairs = enumerate(zip(stored, share.hashes, strict=False))
    place = next(n for n, (ours, theirs) in pairs if ours != theirs)
    return (
        f"The share of {share.person.name}, born {share.person.born.year}, does not extend the history "
        f"stored here: from revision {place + 1} on they differ, because one was rewritten or both went on "
        f"apart. {_SECOND}"
    )
