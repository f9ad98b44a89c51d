"""Beginning a phase: a clinician's act, taking effect at a training week's start."""

from rehab.actions.desk import Desk, new_change, new_id, stamp
from rehab.actions.refusals import Refused
from rehab.actions.week import which_week
from rehab.domain.diary import PhaseStart
from rehab.domain.plan import current_week
from rehab.domain.text import clean, nearest
from rehab.store.entries import add


def begin_phase(desk: Desk, phase: str, week: str, *, by: str, role: str) -> PhaseStart:
    """Record that a phase begins with a week, this one or later.

    Raises Refused for an unknown phase, a past week, or a missing name or role.
    """
    by, role = clean(by, limit=200).strip(), clean(role, limit=200).strip()
    if not by or not role:
        raise Refused("A change of phase needs a name and a role. Give --by and --role.")
    diary = desk.diary()
    start = which_week(diary, week, desk.today).start
    if start < current_week(diary, desk.today).start:
        raise Refused(f"The week of {start} is past. Give this, next or a later day.")
    programme = diary.assignment_on(start).programme
    if programme.phase(phase) is None:
        known = [p.id for p in programme.phases]
        near = nearest(phase, known)
        hint = f"Did you mean {near}?" if near else f"It has: {', '.join(known)}."
        raise Refused(f"The programme has no phase “{clean(phase, limit=40)}”. {hint}")
    started = PhaseStart(new_id(), start, phase, by, role)
    change = new_change(f"phase {phase} from {start}", "clinician")
    with desk.write() as session:
        add(session, desk.patient, [started], change, stamp(f"{by}, {role}"))
    return started
