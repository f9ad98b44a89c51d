"""Adding, amending, voiding and restoring entries. Each is a new revision; nothing is overwritten."""

from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlmodel import Session

from rehab.domain.diary import Person
from rehab.domain.record import Payload
from rehab.store.payloads import entry_of, kind_of, payload_of
from rehab.store.records import Change, Stamp
from rehab.store.rows import details_by_seq, table_rows
from rehab.store.tables import REVISION
from rehab.store.troubles import Conflict, Missing, readable
from rehab.store.writing import Current, Draft, append, checked, currents


def add(session: Session, patient_id: str, payloads: Sequence[Payload], change: Change, stamp: Stamp) -> int:
    """Save new entries together and return how many were added.

    An entry that is there already is passed over, as is a repeated change, so that saving twice adds
    nothing. One that an undo took back is added again; one that a person voided stays void. A Person
    with a new id makes the patient. Raises ValueError for what cannot be stored.
    """
    _check_change(change)
    ready: dict[str, Payload] = {}
    for payload in map(checked, payloads):
        _check_owner(patient_id, payload)
        ready.setdefault(entry_of(payload), payload)
    connection = session.connection()
    there = currents(connection, patient_id, ready)
    repeated = _entries_of(connection, change.id)
    drafts = [
        Draft(there[entry].number + 1 if entry in there else 1, "active", payload)
        for entry, payload in ready.items()
        if entry not in repeated and (entry not in there or _taken_back(there[entry]))
    ]
    append(session, patient_id, drafts, change, stamp)
    return len(drafts)


def would_add(session: Session, patient_id: str, payloads: Sequence[Payload]) -> int:
    """How many of these entries ``add`` would add. Raises ValueError for what cannot be stored."""
    ready = {entry_of(payload) for payload in map(checked, payloads)}
    there = currents(session.connection(), patient_id, ready)
    return sum(entry not in there or _taken_back(there[entry]) for entry in ready)


def amend(
    session: Session,
    patient_id: str,
    entry: str,
    expected: int,
    payload: Payload,
    change: Change,
    stamp: Stamp,
    reason: str,
) -> None:
    """Save a corrected payload as the revision after ``expected``.

    Saving the same change again adds nothing. Raises Conflict when the entry is at another revision
    or void, Missing when there is none, ValueError when the payload is of another entry or kind or
    cannot be stored.
    """
    ready = checked(payload)
    _check_owner(patient_id, ready)
    now = _expect(session, patient_id, entry, expected, "active", change)
    if now is not None:
        _check_same(session.connection(), patient_id, entry, now, ready)
        append(session, patient_id, [Draft(expected + 1, "active", ready, reason)], change, stamp)


def void(
    session: Session, patient_id: str, entry: str, expected: int, change: Change, stamp: Stamp, reason: str
) -> None:
    """Withdraw an entry; its last payload stays in the history. Raises Conflict and Missing as ``amend``."""
    now = _expect(session, patient_id, entry, expected, "active", change)
    if now is not None:
        last = _payload_at(session.connection(), patient_id, now.seq)
        append(session, patient_id, [Draft(expected + 1, "void", last, reason)], change, stamp)


def restore_entry(
    session: Session,
    patient_id: str,
    entry: str,
    expected: int,
    payload: Payload,
    change: Change,
    stamp: Stamp,
    reason: str,
) -> None:
    """Make a void entry active again with ``payload``. Raises as ``amend``; Conflict when active."""
    ready = checked(payload)
    _check_owner(patient_id, ready)
    now = _expect(session, patient_id, entry, expected, "void", change)
    if now is not None:
        _check_same(session.connection(), patient_id, entry, now, ready)
        append(session, patient_id, [Draft(expected + 1, "active", ready, reason)], change, stamp)


def _expect(
    session: Session, patient_id: str, entry: str, expected: int, state: str, change: Change
) -> Current | None:
    """The newest revision when it is the expected one; ``None`` when this change was saved already."""
    _check_change(change)
    now = currents(session.connection(), patient_id, [entry]).get(entry)
    if now is None:
        raise Missing("This diary does not hold that entry. Look it up in the history.")
    if now.change_id == change.id and now.number == expected + 1:
        return None
    if now.number != expected or now.state != state:
        raise Conflict
    return now


def _entries_of(connection: Connection, change_id: str) -> set[str]:
    asked = select(REVISION.c.entry_id).where(REVISION.c.change_id == change_id)
    return set(connection.execute(asked).scalars())


def _taken_back(now: Current) -> bool:
    return now.state == "void" and now.change_kind == "undo"


def _payload_at(connection: Connection, patient_id: str, seq: int) -> Payload:
    (row,) = table_rows(connection, REVISION, REVISION.c.patient_id == patient_id, REVISION.c.seq == seq)
    with readable():
        details = details_by_seq(connection, patient_id, [seq])[seq]
        return payload_of(row["kind"], row["entry_id"], row["day"], details)


def _check_change(change: Change) -> None:
    if change.kind in ("undo", "redo") or not 1 <= len(change.kind) <= 40 or not 1 <= len(change.id) <= 200:
        raise ValueError("The change has no kind or id of its own. Give a new id and a kind such as entry.")


def _check_owner(patient_id: str, payload: Payload) -> None:
    if isinstance(payload, Person) and payload.id != patient_id:
        raise ValueError("The person is not this patient. Save a person under the patient's own id.")
    if not isinstance(payload, Person) and payload.entry == patient_id:
        raise ValueError("The entry has the id of its patient. Give every entry an id of its own.")


def _check_same(connection: Connection, patient_id: str, entry: str, now: Current, payload: Payload) -> None:
    mine = REVISION.c.patient_id == patient_id
    (row,) = table_rows(connection, REVISION, mine, REVISION.c.seq == now.seq)
    if entry_of(payload) != entry or row["kind"] != kind_of(payload):
        raise ValueError("The correction is of another entry or kind. Void the entry and add a new one.")
