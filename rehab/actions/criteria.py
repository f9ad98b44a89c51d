"""Answering the criteria of a phase: the patient's self-reports, and a clinician's checks."""

from datetime import date

from rehab.actions.clinicians import has_letters, named, refuse_patient, signed
from rehab.actions.daily import checked_day
from rehab.actions.desk import Desk, new_id
from rehab.actions.phases import look_at_phase
from rehab.actions.refusals import Refused
from rehab.domain.criteria import PATIENT
from rehab.domain.diary import CriterionAnswer
from rehab.domain.limits import NAME_MAX, REASON_MAX
from rehab.domain.programmes import Criterion, Phase
from rehab.domain.readiness import Readiness
from rehab.domain.text import clean, nearest
from rehab.domain.words import CriterionKind

_NOT_THE_PATIENT = "A patient cannot answer for a clinician. Give the clinician's name and role."


def answer(desk: Desk, criterion: str, *, met: bool, day: date | None = None) -> CriterionAnswer:
    """Record the patient's own answer to a criterion. An undo takes it back.

    Raises Refused for one that is not the patient's to answer.
    """
    day = checked_day(desk, day)
    page = look_at_phase(desk)
    phase, found = _find(page.readiness, criterion)
    if found.kind is CriterionKind.CLINICIAN_CHECK:
        raise Refused(
            f"{found.id} is for a clinician to check. `rehab physio check {found.id} yes|no` records it "
            "with name and role."
        )
    said = CriterionAnswer(
        new_id(), day, phase.id, found.id, met, clean(page.diary.person.name, limit=NAME_MAX), PATIENT
    )
    desk.save([said], f"answer to {found.id}: {_word(met)}")
    return said


def check(desk: Desk, criterion: str, *, met: bool, by: str, role: str, note: str = "") -> CriterionAnswer:
    """Record a clinician's answer to a criterion, today; the note stands in the history.

    Raises Refused for what the diary measures itself, and for a name or role that is missing or the
    patient's own.
    """
    by, role = named(by, role)
    if not has_letters(by, role):
        raise Refused("A check needs the clinician's name and role. Give --by and --role.")
    page = look_at_phase(desk)
    refuse_patient(page.diary.person, by, role, _NOT_THE_PATIENT)
    phase, found = _find(page.readiness, criterion)
    said = CriterionAnswer(new_id(), desk.today, phase.id, found.id, met, by, role)
    told = clean(note, limit=REASON_MAX).strip()
    description = f"check of {found.id}: {_word(met)}" + (f". {told}" if told else "")
    signed(desk, [said], description, by, role)
    return said


def _find(found: Readiness, name: str) -> tuple[Phase, Criterion]:
    """The criterion of this phase or of entering the next, where somebody is to answer it."""
    pair = found.find(name.strip().lower())
    if pair is None:
        groups = (*found.leaving, *found.entry, *found.opening)
        known = [one.criterion.id for one in groups if one.criterion.kind is not CriterionKind.MEASURED]
        near = nearest(name, known)
        hint = f"Did you mean {near}?" if near else f"To be answered are: {', '.join(known) or 'none'}."
        raise Refused(f"“{clean(name, limit=60)}” is no criterion that is asked now. {hint}")
    if pair[1].kind is CriterionKind.MEASURED:
        raise Refused(f"{pair[1].id} is read from the diary. `rehab phase` shows what it looks at.")
    return pair


def _word(met: bool) -> str:
    return "yes" if met else "no"
