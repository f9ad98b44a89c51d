"""Taking a share into a file: only what extends the chain that is stored, whole or not at all (design §8)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from rehab.store.chain import verify
from rehab.store.journal import show, shown
from rehab.store.rows import Row, changes_by_id, table_rows
from rehab.store.share_file import BROKEN, NotShared, Share, stored_details, stored_row
from rehab.store.tables import CATALOGUE, CHANGE, PATIENT, REVISION
from rehab.store.troubles import Damaged
from rehab.store.writing import Batch

_TAKEN = "share"
_SECOND = "Nothing was added; ask which of the two is right, or take the share into a diary of its own."
_IN_A_COPY = (
    "Nothing was added; take the share into a new diary (--diary FILE), record again there what only stands "
    "here (`rehab history`), and give that one back."
)
_AT_HOME = (
    "Nothing was added; share this diary anew (`rehab export --format share`), and have what only stands in "
    "the share recorded again in that one."
)


def beyond(session: Session, share: Share) -> int:
    """How many of a share's revisions are not stored yet.

    Raises NotShared for another patient under the same id, a history that does not extend the stored one,
    and ids that belong to another patient of the file.
    """
    mine = REVISION.c.patient_id == share.patient
    stored = table_rows(session.connection(), REVISION, mine)
    pairs = enumerate(zip(stored, share.hashes, strict=False))
    place = next((n for n, (row, told) in pairs if row["hash"] != told), None)
    if place is not None:
        raise NotShared(_apart(session, share, stored, place))
    fresh = share.documents[len(stored) :]
    _refuse_foreign(session, share, fresh)
    return len(fresh)


def take_in(session: Session, share: Share, *, at: datetime, day: date) -> int:
    """Add what a share has beyond the stored history and return how much. Raises as ``beyond``.

    The journal keeps that it came by a share, at ``at`` and on ``day``.
    """
    added = beyond(session, share)
    if added:
        there = len(share.documents) - added
        _insert(session, share, share.documents[there:], new=not there)
        try:
            verify(session.connection(), share.patient)
        except Damaged:
            raise NotShared(BROKEN) from None
        content = {"there": there, "added": added}
        head = {"chain_head": share.hashes[-1], "programme_hash": "", "rule_version": ""}
        show(session, share.patient, _TAKEN, content, at=at, day=day, week_start=None, **head)
    return added


def is_copy(session: Session, patient_id: str) -> bool:
    """Whether a patient's diary came into this file by a share, and so has an original elsewhere."""
    return any(one.content.get("there") == 0 for one in shown(session, patient_id, _TAKEN))


def _insert(session: Session, share: Share, fresh: Sequence[dict[str, Any]], *, new: bool) -> None:
    connection, rows = session.connection(), Batch()
    known = set(changes_by_id(connection, share.patient))
    if new:
        rows.add("patient", stored_row(PATIENT, fresh[0]["patient"]))
    for said in fresh:
        if said["change"]["id"] not in known:
            known.add(said["change"]["id"])
            rows.add("change", stored_row(CHANGE, said["change"]))
    hashes = share.hashes[-len(fresh) :]
    for said, told in zip(fresh, hashes, strict=True):
        rows.add("revision", {**stored_row(REVISION, said["revision"]), "hash": told})
    for said in fresh:
        for table, found in stored_details(said).items():
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


def _apart(session: Session, share: Share, stored: Sequence[Row], place: int) -> str:
    """Why a share does not extend what is stored: another person, or another history from a ``place`` on."""
    person = CATALOGUE.tables["person"]
    known = table_rows(session.connection(), person, person.c.patient_id == share.patient)[0]
    first = next(said["details"]["person"][0] for said in share.documents if "person" in said["details"])
    if (known["name"], str(known["born"])) != (first["name"], first["born"]):
        return (
            f"The share is of {first['name']}, born {first['born'][:4]}, but under the same id "
            f"{known['name']}, born {known['born'].year}, is stored here. {_SECOND}"
        )
    mine, theirs = stored[place], share.documents[place]["revision"]
    told = f"The share of {share.person.name}, born {share.person.born.year}, does not extend the history "
    told += "stored here: "
    if (mine["uid"], mine["change_id"]) == (theirs["uid"], theirs["change_id"]):
        return f"{told}{_named(mine)} was rewritten in one of the two. {_SECOND}"
    told += f"both have the first {place} revisions, then {len(stored) - place} more here, from "
    told += (
        f"{_named(mine)} on, and {len(share.hashes) - place} more in the share, from {_named(theirs)} on. "
    )
    return told + (_IN_A_COPY if is_copy(session, share.patient) else _AT_HOME)


def _named(header: Row) -> str:
    return f"the {header['kind']} of {header['day']} (revision {header['seq']})"
