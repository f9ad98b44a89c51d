"""Clearing a finding: a clinician's act, or what a clinician told the patient (design §4.11)."""

from rehab.actions.desk import Desk, new_change, new_id, stamp
from rehab.actions.refusals import Refused
from rehab.domain.diary import Clearance, Person
from rehab.domain.flags import open_on
from rehab.domain.limits import NAME_MAX, NOTE_MAX
from rehab.domain.text import clean
from rehab.store.entries import add

_OTHERS = ("self", "me", "myself", "mother", "father", "wife", "husband", "partner", "friend")


def _refuse_patient(person: Person, by: str, role: str) -> None:
    """A name is only a statement, but a patient's own is none of a clinician's."""
    words = ["".join(filter(str.isalpha, word)) for word in role.casefold().split()]
    patient = "patient" in "".join(words).replace("inpatient", "").replace("outpatient", "")
    if by.casefold() == person.name.casefold() or patient or {*words} & {*_OTHERS}:
        raise Refused(
            "A patient cannot clear a finding. Give the clinician's name and role, with --told-by-patient."
        )


def clear(desk: Desk, what: str, *, by: str, role: str, text: str, told_by_patient: bool) -> Clearance:
    """Record that a clinician has answered a finding, named by its id such as E01.

    Raises Refused when no such finding is open, or when name, role or text is missing.
    """
    by, role = clean(by, limit=NAME_MAX).strip(), clean(role, limit=NAME_MAX).strip()
    text = clean(text, multiline=True, limit=NOTE_MAX).strip()
    if not all(any(character.isalnum() for character in said) for said in (by, role, text)):
        raise Refused(
            "A clearance needs the clinician's name, role and what was found. Give --by, --role and --text."
        )
    diary = desk.diary()
    _refuse_patient(diary.person, by, role)
    still = open_on(diary.raised, diary.clearances, desk.today)
    wanted = what.strip().upper()
    entries = tuple(one.entry for one in still if one.item == wanted)
    if not entries:
        known = ", ".join(dict.fromkeys(one.item for one in still)) or "none"
        raise Refused(f"No finding {clean(what, limit=40)} is open. Open are: {known}.")
    cleared = Clearance(new_id(), desk.today, entries, by, role, text, told_by_patient)
    with desk.write() as session:
        actor = f"patient, as told by {by}" if told_by_patient else f"{by}, {role}"
        change = new_change(f"clearance of {wanted}", "clinician")
        add(session, desk.patient, [cleared], change, stamp(clean(actor, limit=NAME_MAX)))
    return cleared
