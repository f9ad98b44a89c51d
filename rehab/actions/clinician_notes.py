"""What a clinician tells the patient: a note on Today, and the day of the next review."""

from rehab.actions.clinicians import has_letters, last_day, named, refuse_patient, signed
from rehab.actions.desk import Desk, new_id
from rehab.actions.refusals import Refused
from rehab.domain.days import parse_date
from rehab.domain.diary import ClinicianNote, ReviewDate
from rehab.domain.limits import NOTE_MAX
from rehab.domain.text import clean

_PATIENT = "A patient cannot write in a clinician's name. Give the clinician's name and role."


def note(desk: Desk, text: str, *, by: str, role: str, until: str | None = None) -> ClinicianNote:
    """Record words to the patient, shown on Today until a later note, or up to and with ``until``.

    Raises Refused without words, name or role, and for a last day that is past.
    """
    by, role = named(by, role)
    text = clean(text, multiline=True, limit=NOTE_MAX + 1).strip()
    if not has_letters(by, role, text):
        raise Refused("A note needs words, a clinician's name and a role. Give the text, --by and --role.")
    if len(text) > NOTE_MAX:
        raise Refused(f"The note is longer than {NOTE_MAX} characters. Shorten it.")
    refuse_patient(desk.diary().person, by, role, _PATIENT)
    said = ClinicianNote(new_id(), desk.today, text, by, role, last_day(until, desk.today))
    signed(desk, [said], "note to the patient", by, role)
    return said


def review(desk: Desk, day: str, *, by: str, role: str) -> ReviewDate:
    """Record when the clinician wants to see the patient next; it takes the place of an earlier day.

    Raises Refused for a day that is past or none, and without name or role.
    """
    by, role = named(by, role)
    if not has_letters(by, role):
        raise Refused("A review date needs a clinician's name and role. Give --by and --role.")
    refuse_patient(desk.diary().person, by, role, _PATIENT)
    try:
        due = parse_date(day, desk.today)
    except ValueError as error:
        raise Refused(str(error)) from None
    if due < desk.today:
        raise Refused(f"{due} is past. Give a day from {desk.today} on.")
    said = ReviewDate(new_id(), desk.today, due, by, role)
    signed(desk, [said], f"next review {due}", by, role)
    return said
