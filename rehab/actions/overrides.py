"""A clinician's exceptions to a cap or a dose: who, when, why, until (design §2, §4.2)."""

from datetime import date

from rehab.actions.clinicians import has_letters, named, refuse_patient
from rehab.actions.desk import Desk, new_change, new_id, stamp
from rehab.actions.refusals import Refused
from rehab.domain.days import parse_date
from rehab.domain.diary import Diary, Override
from rehab.domain.limits import NAME_MAX, NOTE_MAX
from rehab.domain.text import clean, nearest
from rehab.domain.words import OverrideKind
from rehab.store.entries import add

_PATIENT = "A patient cannot make an exception to a rule. Give the clinician's name and role."


def override(
    desk: Desk, kind: OverrideKind, exercise: str, *, by: str, role: str, why: str, until: str | None = None
) -> Override:
    """Record an exception for an exercise of the programme, from today on, up to and with ``until``.

    Raises Refused for an unknown exercise, a last day that is past or none, and a missing name, role or
    reason.
    """
    by, role = named(by, role)
    why = clean(why, multiline=True, limit=NOTE_MAX).strip()
    if not has_letters(by, role, why):
        raise Refused("An exception needs a clinician's name, role and reason. Give --by, --role and --why.")
    diary = desk.diary()
    refuse_patient(diary.person, by, role, _PATIENT)
    name, last = _exercise(diary, exercise, desk.today), _last_day(until, desk.today)
    made = Override(new_id(), desk.today, kind, name, by, role, why, last)
    with desk.write() as session:
        change = new_change(f"{kind.value} exception for {name}", "clinician")
        add(session, desk.patient, [made], change, stamp(clean(f"{by}, {role}", limit=NAME_MAX)))
    return made


def _exercise(diary: Diary, text: str, today: date) -> str:
    programme = diary.assignment_on(today).programme
    name = text.strip().lower()
    if programme.exercise(name) is None:
        known = [exercise.id for exercise in programme.exercises]
        near = nearest(name, known)
        hint = f"Did you mean {near}?" if near else f"It has: {', '.join(known)}."
        raise Refused(f"The programme has no exercise “{clean(text, limit=40)}”. {hint}")
    return name


def _last_day(text: str | None, today: date) -> date | None:
    if text is None:
        return None
    try:
        day = parse_date(text, today)
    except ValueError as error:
        raise Refused(str(error)) from None
    if day < today:
        raise Refused(f"{day} is past. Give a last day from {today} on, or leave --until out.")
    return day
