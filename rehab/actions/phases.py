"""The phase in force, what is missing for the next, and beginning one: by the patient, or by a clinician."""

from dataclasses import dataclass

from rehab.actions.clinicians import has_letters, named, refuse_patient, signed
from rehab.actions.desk import Desk, new_id
from rehab.actions.measures import measures_due
from rehab.actions.plans import sources
from rehab.actions.refusals import Forbidden, Refused, not_in_programme
from rehab.actions.screen import open_findings
from rehab.actions.week import week_to_come
from rehab.domain.criteria import PATIENT, CriterionState
from rehab.domain.days import Week
from rehab.domain.diary import Diary, PhaseStart
from rehab.domain.findings import Finding
from rehab.domain.fold import courses
from rehab.domain.measures import Due
from rehab.domain.plan import current_week
from rehab.domain.programmes import Source
from rehab.domain.readiness import Readiness, missing_text, readiness
from rehab.domain.text import clean

_NOT_THE_PATIENT = (
    "A patient cannot change the phase in a clinician's name. Give the clinician's name and role, or use "
    "`rehab phase next`."
)


@dataclass(frozen=True, slots=True)
class PhasePage:
    """Where the patient stands in the phase, the measures that are due, and the open findings."""

    diary: Diary
    readiness: Readiness
    due: tuple[Due, ...]
    findings: tuple[Finding, ...]
    sources: dict[str, Source]


@dataclass(frozen=True, slots=True)
class Begun:
    """A phase start on record, and what is not met of the conditions that lead to it."""

    start: PhaseStart
    unmet: tuple[CriterionState, ...] = ()


def look_at_phase(desk: Desk) -> PhasePage:
    """The phase in force today with every condition of leaving it."""
    diary = desk.diary()
    known = diary.upto(desk.today)
    folded = tuple(courses(known, current_week(diary, desk.today), desk.today))
    weeks, course = tuple(record for record, _ in folded), folded[-1][1]
    found = open_findings(diary, desk.today)
    due = measures_due(diary, desk.today)
    return PhasePage(diary, readiness(diary, weeks, course, desk.today), due, found, sources())


def begin_next(desk: Desk) -> PhaseStart:
    """Begin the next phase, as the patient, with the next training week.

    On the first day of a training week, before any bout, it begins with that week. An undo takes it back.
    Raises Forbidden while something required is missing, Refused where no phase follows.
    """
    page = look_at_phase(desk)
    found = page.readiness
    if found.next is None:
        raise Refused(
            f"{found.stay.phase.title} is the last phase of the programme. "
            "Ask your physiotherapist what comes after it."
        )
    if found.begins is not None:
        raise Refused(
            f"Phase {found.next.id} already begins with the week of {found.begins}. `rehab undo` takes back "
            "the last change."
        )
    if not found.ready:
        raise Forbidden(
            f"Phase {found.next.id} cannot begin yet. Missing: {missing_text(found)} "
            "`rehab phase` shows what each looks at; your physiotherapist may decide otherwise."
        )
    start = _first_week(page.diary, found).start
    begun = PhaseStart(new_id(), start, found.next.id, clean(page.diary.person.name), PATIENT)
    desk.save([begun], f"phase {begun.phase} from {start}")
    return begun


def _first_week(diary: Diary, found: Readiness) -> Week:
    week, today = found.stay.weeks[-1].week, found.stay.day
    fresh = today <= week.start and not any(day in diary.bouts_by_day for day in week.days)
    return week if fresh else week.shifted(1)


def begin_phase(
    desk: Desk, phase: str, week: str, *, by: str, role: str, confirm_minutes: bool = False
) -> Begun:
    """Record that a phase begins with a week, this one or later, as a clinician decides it.

    ``confirm_minutes``: its first week may pass the minutes guard. Raises Refused for an unknown phase, a
    past week, and a name or role that is missing or the patient's own.
    """
    by, role = named(by, role)
    if not has_letters(by, role):
        raise Refused("A change of phase needs a name and a role. Give --by and --role.")
    page = look_at_phase(desk)
    refuse_patient(page.diary.person, by, role, _NOT_THE_PATIENT)
    start = week_to_come(page.diary, week, desk.today).start
    programme = page.diary.assignment_on(start).programme
    known = [p.id for p in programme.phases]
    if programme.phase(phase) is None:
        raise not_in_programme("phase", phase, known)
    started = PhaseStart(new_id(), start, phase, by, role, confirm_minutes)
    signed(desk, [started], f"phase {phase} from {start}", by, role)
    present = page.readiness.stay.phase.id
    onward = present not in known or known.index(phase) > known.index(present)
    return Begun(started, page.readiness.missing if onward else ())
