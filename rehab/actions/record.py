"""The record: history, amendments, withdrawals, undo. Nothing is ever overwritten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rehab.actions.daily import check_morning, checked_day
from rehab.actions.desk import Desk, new_change, stamp
from rehab.actions.exercises import check_placed
from rehab.actions.numbers import check_whole, whole
from rehab.actions.refusals import Refused
from rehab.domain.days import parse_date
from rehab.domain.diary import Bout, Diagnosis, Morning, Person, PhaseStart, Profile, RestDay
from rehab.domain.doses import parse_dose
from rehab.domain.eligibility import KEYS
from rehab.domain.limits import EFFORT_MAX, MINUTES_MAX, PAIN_MAX, REASON_MAX, WOKEN_MAX
from rehab.domain.record import AssignmentText, Payload, Revision
from rehab.domain.text import clean, nearest
from rehab.domain.words import BreakReason, Complaint, Side
from rehab.store.entries import amend, void
from rehab.store.history import redo, revisions, undo
from rehab.store.records import Undone

Reader = Callable[[str, Any], Any]


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
    return Amended(now.payload, after)


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
    _refuse_fixed(now.payload)
    with desk.write() as session:
        words = f"withdraw {now.kind} of {now.day}"
        void(session, desk.patient, now.entry, now.number, new_change(words), stamp(), _reason(reason))
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
    if isinstance(payload, PhaseStart):
        raise Refused("A phase is neither amended nor withdrawn. Begin another with `rehab physio phase`.")


def _changed(desk: Desk, payload: Payload, changes: Mapping[str, str]) -> Payload:
    _refuse_fixed(payload)
    fields = _FIELDS[type(payload)]
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
    return payload


def _number(name: str, most: int) -> tuple[str, Reader]:
    def read(text: str, _: object) -> int | None:
        value = whole(name, text)
        check_whole(name, value, most)
        return value

    return name, read


def _text(text: str, _: object) -> str:
    return clean(text, multiline=True)


def _line(text: str, _: object) -> str:
    line = clean(text).strip()
    if not line:
        raise Refused("This field cannot be empty. Give a text, or withdraw the entry with --void.")
    return line


def _past_day(text: str, context: tuple[Desk, Payload]) -> date:
    desk = context[0]
    return checked_day(desk, parse_date(text, desk.today))


def _sets(text: str, context: tuple[Desk, Any]) -> Any:
    return parse_dose(text, context[1].unit).sets


def _answer(text: str, _: object) -> bool | str | None:
    answers: dict[str, bool | str | None] = {"yes": True, "no": False, "unsure": "unsure", "-": None}
    if text.lower() not in answers:
        raise Refused(f"“{clean(text, limit=20)}” is not an answer. Give yes, no, unsure or -.")
    return answers[text.lower()]


def _fact(key: str) -> tuple[str, Reader]:
    def read(text: str, context: tuple[Desk, Any]) -> dict[str, Any]:
        return {**context[1].facts, key: _answer(text, context)}

    return "facts", read


def _one_of(kind: type[Side] | type[Complaint] | type[BreakReason]) -> Reader:
    def read(text: str, _: object) -> Any:
        if text == "-" and kind is BreakReason:
            return None
        try:
            return kind(text.lower())
        except ValueError:
            raise Refused(f"“{clean(text, limit=20)}” is not possible. Give {', '.join(kind)}.") from None

    return read


_FIELDS: dict[type, dict[str, tuple[str, Reader]]] = {
    Bout: {
        "day": ("day", _past_day),
        "exercise": ("exercise", _line),
        "side": ("side", _one_of(Side)),
        "dose": ("sets", _sets),
        "before": ("pain_before", _number("before", PAIN_MAX)[1]),
        "during": ("pain_during", _number("during", PAIN_MAX)[1]),
        "after": ("pain_after", _number("after", PAIN_MAX)[1]),
        "effort": _number("effort", EFFORT_MAX),
        "minutes": _number("minutes", MINUTES_MAX),
        "note": ("note", _text),
    },
    Morning: {
        "day": ("day", _past_day),
        "morning": ("score", _number("morning", PAIN_MAX)[1]),
        "rest": ("rest_pain", _number("rest", PAIN_MAX)[1]),
        "stiffness": ("stiffness_min", _number("stiffness", MINUTES_MAX)[1]),
        "woken": _number("woken", WOKEN_MAX),
        "note": ("note", _text),
    },
    RestDay: {"day": ("day", _past_day), "why": ("why", _one_of(BreakReason)), "note": ("note", _text)},
    Profile: {key: _fact(key) for key in KEYS},
    Diagnosis: {"text": ("text", _line), "by": ("by", _line), "on": ("on", _past_day)},
    Person: {
        "name": ("name", _line),
        "born": ("born", _past_day),
        "side": ("complaint", _one_of(Complaint)),
        "emergency_number": ("emergency_number", _line),
    },
}
"""The fields of each kind of entry as a person names them, with the attribute and its reader."""
