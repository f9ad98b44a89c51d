"""Amending and withdrawing entries: what would change is told first, then stored as a new revision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rehab.actions.days import check_morning
from rehab.actions.desk import Desk, new_change, stamp
from rehab.actions.entry_fields import fields_of
from rehab.actions.exercises import check_placed
from rehab.actions.plans import screening
from rehab.actions.record import history
from rehab.actions.red_flags import raise_known
from rehab.actions.refusals import Refused
from rehab.domain.criteria import PATIENT
from rehab.domain.decision_changes import Changed, amended, changed_decisions
from rehab.domain.diary import (
    Bout,
    Clearance,
    ClinicianNote,
    CriterionAnswer,
    Fact,
    Morning,
    Override,
    Person,
    PhaseStart,
    Profile,
    Raised,
    ReviewDate,
    Screen,
)
from rehab.domain.limits import REASON_MAX
from rehab.domain.record import AssignmentText, Payload, Revision
from rehab.domain.screen_due import covers
from rehab.domain.text import clean, nearest
from rehab.store.entries import amend, void
from rehab.store.writing import checked


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of the record, ready to be stored: the entry as it stands, and what it would say.

    ``after`` is ``None`` for a withdrawal. ``decisions`` are those that it would change.
    """

    now: Revision
    after: Payload | None
    reason: str
    decisions: tuple[Changed, ...]


def prepare_amendment(desk: Desk, entry: str, changes: Mapping[str, str], reason: str) -> Amendment:
    """What an amendment would say and which decisions it would change; ``-`` means not given.

    Nothing is stored. Raises Refused for an unknown field or value, for one that changes nothing, without
    a reason, and when the entry was withdrawn.
    """
    now = _latest(desk, entry)
    after = _changed(desk, now.payload, changes)
    _check_fit(desk, now.payload, after)
    if after == now.payload:
        raise Refused("The entry already says so. Nothing was changed.")
    try:
        after = checked(after)
    except ValueError as error:
        raise Refused(str(error)) from None
    return _compared(desk, now, after, reason)


def prepare_withdrawal(desk: Desk, entry: str, reason: str) -> Amendment:
    """What a withdrawal would take away and which decisions it would change; nothing is stored.

    Raises Refused for an entry that cannot be withdrawn, and without a reason.
    """
    now = _latest(desk, entry)
    if isinstance(now.payload, Person):
        raise Refused("The patient cannot be withdrawn. Amend it instead.")
    if not isinstance(now.payload, Clearance | Override | CriterionAnswer | ClinicianNote | ReviewDate):
        _refuse_fixed(now.payload)
    return _compared(desk, now, None, reason)


def _compared(desk: Desk, now: Revision, after: Payload | None, reason: str) -> Amendment:
    text, diary = _reason(reason), desk.diary()
    changed = changed_decisions(diary, amended(diary, now.entry, after), desk.today)
    return Amendment(now, after, text, changed)


def store(desk: Desk, amendment: Amendment) -> None:
    """Record an amendment as a new revision, with the findings that it raises in the same block."""
    now, after, reason = amendment.now, amendment.after, amendment.reason
    with desk.write() as session:
        if after is None:
            # What opens a finding again, or takes a clinician's word back, is not undone either.
            kind = "clinician" if _of_clinician(now.payload) else "entry"
            change = new_change(f"withdraw {now.kind} of {now.day}", kind)
            void(session, desk.patient, now.entry, now.number, change, stamp(), reason)
        else:
            change = new_change(f"amend {now.kind} of {now.day}")
            amend(session, desk.patient, now.entry, now.number, after, change, stamp(), reason)
            raise_known(desk, session, now.entry, _said_anew(now.payload, after))


def amend_entry(desk: Desk, entry: str, changes: Mapping[str, str], reason: str) -> Amendment:
    """Prepare an amendment and store it at once. Raises as ``prepare_amendment``."""
    amendment = prepare_amendment(desk, entry, changes, reason)
    store(desk, amendment)
    return amendment


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


def _latest(desk: Desk, entry: str) -> Revision:
    now = history(desk, entry)[-1]
    if now.state != "active":
        raise Refused("That entry is withdrawn. `rehab undo` brings back what was withdrawn last.")
    return now


def _of_clinician(payload: Payload) -> bool:
    if isinstance(payload, CriterionAnswer):
        return payload.role != PATIENT
    return isinstance(payload, Clearance | Override | ClinicianNote | ReviewDate)


def _reason(reason: str) -> str:
    text = clean(reason, limit=REASON_MAX).strip()
    if not text:
        raise Refused("A change of the record needs a reason. Give --reason.")
    return text


def _refuse_fixed(payload: Payload) -> None:
    """Programmes and phases are replaced by later ones, so that the record shows both."""
    if isinstance(payload, AssignmentText):
        raise Refused("A programme is neither amended nor withdrawn. `rehab days` changes the training days.")
    if isinstance(payload, Raised | Clearance):
        raise Refused(
            "A finding is neither amended nor withdrawn, and a clearance is not amended. "
            "`rehab physio clear` records a clinician's answer; `rehab amend ID --void` withdraws one."
        )
    if isinstance(payload, Override | CriterionAnswer):
        raise Refused(
            "An exception or an answer to a criterion is not amended. "
            "Withdraw it with `rehab amend ID --void`, then record another."
        )
    if isinstance(payload, ClinicianNote | ReviewDate):
        raise Refused(
            "A clinician's note or review date is not amended: a later one takes its place. "
            "`rehab amend ID --void` withdraws it."
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
