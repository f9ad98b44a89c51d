"""Giving a patient another programme, or a new version of theirs, by a clinician (design §4.4, §6)."""

from dataclasses import dataclass, replace

from rehab.actions.clinicians import has_letters, named, refuse_patient, signed
from rehab.actions.desk import Desk, new_id
from rehab.actions.plans import digest, parsed, programme_text
from rehab.actions.refusals import Refused, not_in_programme
from rehab.actions.screen import open_findings
from rehab.actions.week import week_to_come
from rehab.domain.decision_changes import Changed, changed_decisions
from rehab.domain.diary import Assignment, PhaseStart
from rehab.domain.findings import Finding
from rehab.domain.programme_changes import ProgrammeChange, other_units, programme_changes
from rehab.domain.programmes import Phase, Programme
from rehab.domain.record import AssignmentText, Payload
from rehab.domain.text import clean

_PATIENT = "A patient cannot assign a programme in a clinician's name. Give the clinician's name and role."


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """An assignment, what differs from the programme before it, and which decisions it changes."""

    assignment: Assignment
    phase: Phase
    changes: tuple[ProgrammeChange, ...]
    decisions: tuple[Changed, ...]
    findings: tuple[Finding, ...]
    stored: bool


def assign(
    desk: Desk,
    programme: str,
    *,
    by: str,
    role: str,
    week: str = "next",
    phase: str | None = None,
    dry_run: bool = False,
) -> NewProgramme:
    """Give the patient a programme, by id or file, from a training week on; the training days stay.

    An exercise that both programmes have keeps its R. The phase in force stays where the new programme has
    it, else the first begins, unless ``phase`` names one. Raises Refused for a programme that cannot be
    read, is the present one, or counts an exercise otherwise, for an unknown phase and a past week.
    """
    by, role = named(by, role)
    if not has_letters(by, role):
        raise Refused("An assignment needs a clinician's name and role. Give --by and --role.")
    diary = desk.diary()
    refuse_patient(diary.person, by, role, _PATIENT)
    text = programme_text(programme)
    new, before = parsed(text, clean(programme, limit=200)), diary.assignments[-1]
    _check(before.programme, new, same=digest(text) == before.programme_hash)
    starts = max(week_to_come(diary, week, desk.today).start, before.starts)
    given = Assignment(new_id(), starts, before.weekdays, new, digest(text))
    entries: list[Payload] = [AssignmentText(given.entry, starts, given.weekdays, text, digest(text))]
    after = replace(diary, assignments=(*diary.assignments, given))
    if phase is not None:
        begun = PhaseStart(new_id(), starts, _known(new, phase).id, by, role)
        entries.append(begun)
        after = replace(after, phases=(*after.phases, begun))
    decisions = changed_decisions(diary, after, desk.today)
    if not dry_run:
        signed(desk, entries, f"programme {new.id} {new.version} from {starts}", by, role)
    changes = programme_changes(before.programme, new)
    found = open_findings(diary, desk.today)
    return NewProgramme(given, after.phase_on(starts), changes, decisions, found, not dry_run)


def _check(before: Programme, new: Programme, *, same: bool) -> None:
    if same:
        raise Refused("The patient has just this programme already. Nothing was changed.")
    if others := other_units(before, new):
        raise Refused(
            f"The new programme counts {', '.join(others)} in another unit, so that no volume carries over. "
            "Give such an exercise an id of its own."
        )


def _known(programme: Programme, name: str) -> Phase:
    found = programme.phase(name)
    if found is None:
        raise not_in_programme("phase", name, [one.id for one in programme.phases])
    return found
