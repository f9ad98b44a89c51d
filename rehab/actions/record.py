"""The record: history, undo and redo. Nothing is ever overwritten."""

from rehab.actions.desk import Desk, new_change, stamp
from rehab.actions.refusals import Refused
from rehab.domain.record import Revision
from rehab.domain.text import clean
from rehab.store.history import redo, revisions, undo
from rehab.store.records import Undone


def history(desk: Desk, entry: str | None = None) -> tuple[Revision, ...]:
    """Every revision in the order recorded, or those of one entry, named by the start of its id.

    Raises Refused when no entry, or more than one, has that id.
    """
    with desk.database.read() as session:
        found = revisions(session, desk.patient)
    if entry is None:
        return found
    full = _full_id(found, entry)
    return tuple(r for r in found if r.entry == full)


def _full_id(found: tuple[Revision, ...], start: str) -> str:
    wanted = start.strip().lower()
    ids = {r.entry for r in found if r.entry.startswith(wanted)} if wanted else set()
    if len(ids) == 1:
        return ids.pop()
    if ids:
        raise Refused(f"{len(ids)} entries begin with “{clean(start, limit=40)}”. Give more of the id.")
    raise Refused(f"No entry has the id “{clean(start, limit=40)}”. `rehab history` shows the ids.")


def undo_last(desk: Desk) -> Undone:
    """Take back the last change that is not yet taken back. Raises Refused when there is none."""
    with desk.write() as session:
        found = undo(session, desk.patient, new_change("undo", "undo"), stamp())
    if found is None:
        raise Refused("There is nothing to undo. What set up the diary is amended, not undone.")
    return found


def redo_last(desk: Desk) -> Undone:
    """Take back the last undo. Raises Refused when something was recorded since, or nothing undone."""
    with desk.write() as session:
        found = redo(session, desk.patient, new_change("redo", "redo"), stamp())
    if found is None:
        raise Refused("There is no undo to take back. Log the entry again instead.")
    return found
