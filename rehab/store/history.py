"""The history: every revision in order, and taking changes back one after the other.

Changes are a stack. An undo takes back the newest change that stands, a redo the newest undo after
which nothing was recorded. Both append revisions equal to those before; nothing is removed.
"""

from dataclasses import replace

from sqlalchemy import Connection, func, select
from sqlmodel import Session

from rehab.domain.record import Revision
from rehab.store.payloads import payload_of
from rehab.store.records import NEVER_UNDONE, Change, Stamp, Undone
from rehab.store.rows import Details, Row, changes_by_id, details_by_seq, table_rows
from rehab.store.tables import CHANGE, REVISION
from rehab.store.troubles import Conflict, readable
from rehab.store.writing import Draft, append, currents


def revisions(session: Session, patient_id: str, entry: str | None = None) -> tuple[Revision, ...]:
    """Every revision of a patient, or of one entry, in the order of recording."""
    connection = session.connection()
    where = [REVISION.c.patient_id == patient_id]
    if entry is not None:
        where.append(REVISION.c.entry_id == entry)
    with readable():
        rows = table_rows(connection, REVISION, *where)
        changes = changes_by_id(connection, patient_id)
        seqs = None if entry is None else [row["seq"] for row in rows]
        details = details_by_seq(connection, patient_id, seqs)
        return tuple(_revision(row, changes[row["change_id"]], details[row["seq"]]) for row in rows)


def undo(session: Session, patient_id: str, change: Change, stamp: Stamp) -> Undone | None:
    """Take back the newest change that stands, or return ``None`` when there is none.

    Changes of setup and of clinicians are passed over. Repeated with the same ``change.id`` it adds
    nothing and answers the same. Raises Conflict when such a passed change has touched an entry since.
    """
    log = _changes(session.connection(), patient_id)
    done, _ = _stacks(log)
    return _step(session, patient_id, log, done, replace(change, kind="undo"), stamp)


def redo(session: Session, patient_id: str, change: Change, stamp: Stamp) -> Undone | None:
    """Take back the last undo, or return ``None`` when something was recorded after it."""
    log = _changes(session.connection(), patient_id)
    _, undone = _stacks(log)
    return _step(session, patient_id, log, undone, replace(change, kind="redo"), stamp)


def _step(
    session: Session, patient_id: str, log: list[Change], stack: list[Change], change: Change, stamp: Stamp
) -> Undone | None:
    by_id = {one.id: one for one in log}
    if change.id in by_id:
        repeated = by_id[change.id]
        return Undone(_words(repeated, by_id), len(_rows_of(session.connection(), patient_id, repeated)))
    if not stack:
        return None
    target = stack[-1]
    words = _words(target, by_id)
    change = replace(change, undoes=target.id, description=change.description or words)
    drafts = _reversed(session.connection(), patient_id, target, change.kind)
    append(session, patient_id, drafts, change, stamp)
    newer = log[log.index(target) + 1 :] if change.kind == "undo" else []
    return Undone(words, len(drafts), tuple(one.description for one in newer if one.kind in NEVER_UNDONE))


def _changes(connection: Connection, patient_id: str) -> list[Change]:
    """The patient's changes, oldest first."""
    asked = (
        select(CHANGE.c.id, CHANGE.c.description, CHANGE.c.kind, CHANGE.c.undoes)
        .join(REVISION, REVISION.c.change_id == CHANGE.c.id)
        .where(CHANGE.c.patient_id == patient_id)
        .group_by(CHANGE.c.id, CHANGE.c.description, CHANGE.c.kind, CHANGE.c.undoes)
        .order_by(func.min(REVISION.c.seq))
    )
    return [Change(*row) for row in connection.execute(asked)]


def _stacks(log: list[Change]) -> tuple[list[Change], list[Change]]:
    """The changes that stand, and the undos that can be taken back, newest last."""
    done: list[Change] = []
    undone: list[Change] = []
    with readable():
        for change in log:
            if change.kind == "undo":
                done.pop()
                undone.append(change)
            elif change.kind == "redo":
                undone.pop()
                done.append(change)
            else:
                undone.clear()
                done += [change] if change.kind not in NEVER_UNDONE else []
    return done, undone


def _words(change: Change, by_id: dict[str, Change]) -> str:
    """The description of the change that a person made, behind any undo and redo of it."""
    while change.undoes is not None:
        change = by_id[change.undoes]
    return change.description


def _rows_of(connection: Connection, patient_id: str, change: Change) -> list[Row]:
    mine = REVISION.c.patient_id == patient_id
    return table_rows(connection, REVISION, mine, REVISION.c.change_id == change.id)


def _reversed(connection: Connection, patient_id: str, target: Change, reason: str) -> list[Draft]:
    """For every entry of ``target`` the revision that brings back what was before it."""
    first: dict[str, Row] = {}
    for row in _rows_of(connection, patient_id, target):
        first.setdefault(row["entry_id"], row)
    _refuse_touched(connection, patient_id, min(row["seq"] for row in first.values()), set(first))
    before = _before(connection, patient_id, first)
    details = details_by_seq(connection, patient_id, [row["seq"] for row in before.values()])
    newest = currents(connection, patient_id, first)
    drafts = []
    with readable():
        for entry, row in before.items():
            payload = payload_of(row["kind"], entry, row["day"], details[row["seq"]])
            state = "void" if first[entry]["revision"] == 1 else row["state"]
            drafts.append(Draft(newest[entry].number + 1, state, payload, reason))
    return drafts


def _before(connection: Connection, patient_id: str, first: dict[str, Row]) -> dict[str, Row]:
    """The revision before the given one of each entry; the given one itself where it is the first."""
    numbers = {entry: max(row["revision"] - 1, 1) for entry, row in first.items()}
    if all(row["revision"] == 1 for row in first.values()):
        return first
    mine = table_rows(connection, REVISION, REVISION.c.patient_id == patient_id)
    return {row["entry_id"]: row for row in mine if numbers.get(row["entry_id"]) == row["revision"]}


def _refuse_touched(connection: Connection, patient_id: str, since: int, entries: set[str]) -> None:
    asked = (
        select(REVISION.c.entry_id)
        .join(CHANGE, CHANGE.c.id == REVISION.c.change_id)
        .where(REVISION.c.patient_id == patient_id, REVISION.c.seq > since, CHANGE.c.kind.in_(NEVER_UNDONE))
    )
    if entries.intersection(connection.execute(asked).scalars()):
        raise Conflict


def _revision(row: Row, change: Row, details: Details) -> Revision:
    return Revision(
        seq=row["seq"],
        uid=row["uid"],
        entry=row["entry_id"],
        number=row["revision"],
        state=row["state"],
        kind=row["kind"],
        day=row["day"],
        recorded_at=row["recorded_at"],
        tz=row["tz"],
        actor=row["actor"],
        reason=row["reason"],
        change_id=row["change_id"],
        change_description=change["description"],
        change_kind=change["kind"],
        payload=payload_of(row["kind"], row["entry_id"], row["day"], details),
        hash=row["hash"],
    )
