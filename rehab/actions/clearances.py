"""Clearing a finding: a clinician's act, or what a clinician told the patient (design §4.11)."""

from rehab.actions.clinicians import has_letters, named, refuse_patient
from rehab.actions.desk import Desk, new_change, new_id, stamp
from rehab.actions.red_flags import as_raised
from rehab.actions.refusals import Refused
from rehab.domain.diary import Clearance
from rehab.domain.findings import due_referrals
from rehab.domain.flags import open_on
from rehab.domain.limits import NAME_MAX, NOTE_MAX
from rehab.domain.text import clean
from rehab.store.entries import add

_PATIENT = "A patient cannot clear a finding. Give the clinician's name and role, with --told-by-patient."


def clear(desk: Desk, what: str, *, by: str, role: str, text: str, told_by_patient: bool) -> Clearance:
    """Record that a clinician has answered a finding, named by its id such as E01.

    Raises Refused when no such finding is open, or when name, role or text is missing.
    """
    by, role = named(by, role)
    text = clean(text, multiline=True, limit=NOTE_MAX).strip()
    if not has_letters(by, role, text):
        raise Refused(
            "A clearance needs the clinician's name, role and what was found. Give --by, --role and --text."
        )
    diary = desk.diary()
    refuse_patient(diary.person, by, role, _PATIENT)
    wanted = what.strip().upper()
    still = open_on(diary.raised, diary.clearances, desk.today)
    due = [one for one in due_referrals(diary, desk.today) if one.id not in {flag.item for flag in still}]
    found = [as_raised(one, desk.today) for one in due if one.id == wanted]
    entries = tuple(one.entry for one in (*still, *found) if one.item == wanted)
    if not entries:
        known = ", ".join(dict.fromkeys((*(one.item for one in still), *(one.id for one in due)))) or "none"
        raise Refused(f"No finding {clean(what, limit=40)} is open. Open are: {known}.")
    cleared = Clearance(new_id(), desk.today, entries, by, role, text, told_by_patient)
    with desk.write() as session:
        actor = f"patient, as told by {by}" if told_by_patient else f"{by}, {role}"
        # What the diary asks for by itself goes on record first, so that the clearance has it to name.
        add(session, desk.patient, found, new_change("finding from the diary", "screen"), stamp())
        change = new_change(f"clearance of {wanted}", "clinician")
        add(session, desk.patient, [cleared], change, stamp(clean(actor, limit=NAME_MAX)))
    return cleared
