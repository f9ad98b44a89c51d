"""The record: history, amendments, withdrawals, undo. Nothing is ever overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rehab.actions.daily import check_morning
from rehab.actions.desk import Desk, new_change, stamp
from rehab.actions.entry_fields import fields_of
from rehab.actions.exercises import check_placed
from rehab.actions.plans import screening
from rehab.actions.red_flags import raise_known
from rehab.actions.refusals import Refused
from rehab.domain.diary import (
    Bout,
    Clearance,
    Fact,
    Morning,
    Person,
    PhaseStart,
    Profile,
    Raised,
    Screen,
)
from rehab.domain.limits import REASON_MAX
from rehab.domain.record import AssignmentText, Payload, Revision
from rehab.domain.screen_due import covers
from rehab.domain.text import clean, nearest
from rehab.store.entries import amend, void
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


@dataclass(frozen=True, slots=True)
class Amended:
    """An entry before and after an amendment."""

    before: Payload
    after: Payload


def amend_entry(desk: Desk, entry: str, changes: Mapping[str, str], reason: str) -> Amended:
    """Record a new revision of an entry with some fields changed; ``-`` means not given.

    Raises Refused for an unknown field or value, and when the entry was withdrawn.
    """
    now = _latest(desk, entry)
    after = _changed(desk, now.payload, changes)
    _check_fit(desk, now.payload, after)
    if after == now.payload:
        raise Refused("The entry already says so. Nothing was changed.")
    with desk.write() as session:
        words = f"amend {now.kind} of {now.day}"
        amend(
            session, desk.patient, now.entry, now.number, after, new_change(words), stamp(), _reason(reason)
        )
        raise_known(desk, session, now.entry, _said_anew(now.payload, after))
    return Amended(now.payload, after)


def _said_anew(before: Payload, after: Payload) -> dict[str, Fact]:
    """The answers that an amendment changes: a yes given so counts as one given in a screen."""
    if isinstance(before, Screen) and isinstance(after, Screen):
        was, now = before.answers, after.answers
    elif isinstance(before, Profile) and isinstance(after, Profile):
        was, now = before.facts, after.facts
    else:
        return {}
    names = screening().aliases
    return {names.get(key, key): value for key, value in now.items() if value != was.get(key)}


def _check_fit(desk: Desk, before: Payload, after: Payload) -> None:
    if isinstance(after, Morning):
        check_morning(after)
    if not isinstance(before, Bout) or not isinstance(after, Bout):
        return
    if (before.exercise, before.side) != (after.exercise, after.side):
        check_placed(desk.diary(), after)


def void_entry(desk: Desk, entry: str, reason: str) -> Payload:
    """Withdraw an entry: a revision that says void. Returns what it said; it stays in the history."""
    now = _latest(desk, entry)
    if isinstance(now.payload, Person):
        raise Refused("The patient cannot be withdrawn. Amend it instead.")
    reopens = isinstance(now.payload, Clearance)
    if not reopens:
        _refuse_fixed(now.payload)
    with desk.write() as session:
        # What opens a finding again is not undone either.
        change = new_change(f"withdraw {now.kind} of {now.day}", "clinician" if reopens else "entry")
        void(session, desk.patient, now.entry, now.number, change, stamp(), _reason(reason))
    return now.payload


def _latest(desk: Desk, entry: str) -> Revision:
    now = history(desk, entry)[-1]
    if now.state != "active":
        raise Refused("That entry is withdrawn. `rehab undo` brings back what was withdrawn last.")
    return now


def _reason(reason: str) -> str:
    text = clean(reason, limit=REASON_MAX).strip()
    if not text:
        raise Refused("A change of the record needs a reason. Give --reason.")
    return text


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


def _refuse_fixed(payload: Payload) -> None:
    """Programmes and phases are replaced by later ones, so that the record shows both."""
    if isinstance(payload, AssignmentText):
        raise Refused("A programme is neither amended nor withdrawn. `rehab days` changes the training days.")
    if isinstance(payload, Raised | Clearance):
        raise Refused(
            "A finding is neither amended nor withdrawn, and a clearance is not amended. "
            "`rehab physio clear` records a clinician's answer; `rehab amend ID --void` withdraws one."
        )
    if isinstance(payload, PhaseStart):
        raise Refused("A phase is neither amended nor withdrawn. Begin another with `rehab physio phase`.")


def _changed(desk: Desk, payload: Payload, changes: Mapping[str, str]) -> Payload:
    _refuse_fixed(payload)
    fields = fields_of(payload)
    before = payload
    for name, text in changes.items():
        if name not in fields:
            near = nearest(name, list(fields))
            hint = f"Did you mean {near}?" if near else f"It has: {', '.join(fields)}."
            raise Refused(f"The entry has no field “{clean(name, limit=40)}”. {hint}")
        attribute, reader = fields[name]
        try:
            value = reader(text, (desk, payload))
        except ValueError as error:
            raise Refused(str(error)) from None
        payload = replace(payload, **{attribute: value})
    if isinstance(before, Screen) and isinstance(payload, Screen):
        return _recounted(before, payload)
    return payload


def _recounted(before: Screen, after: Screen) -> Screen:
    """A screen whose answer was taken away is no longer a whole one."""
    lost = any(answer is not None and after.answers[key] is None for key, answer in before.answers.items())
    if not lost:
        return after
    full, weekly = (covers(screening(), after.answers, short=short) for short in (False, True))
    return replace(after, full=after.full and full, weekly=after.weekly and weekly)
