"""Whether a phase can be left: every condition of that and of entering the next, and what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rehab.domain.because import Because
from rehab.domain.course import Course
from rehab.domain.criteria import CriterionState, State, Stay, criterion_state, stay_in
from rehab.domain.diary import Diary
from rehab.domain.doses import volume_text
from rehab.domain.evidence import Evidence
from rehab.domain.fold import WeekRecord
from rehab.domain.programmes import Criterion, Phase
from rehab.domain.register import PROJECT_RULE
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import CriterionKind, Measured, SideRule, Urgency

_NO_FINDING = Criterion(
    "no-open-finding",
    CriterionKind.MEASURED,
    "No open finding stops or pauses loading.",
    (PROJECT_RULE,),
)
_FIRST_WEEK = Criterion(
    "first-week",
    CriterionKind.MEASURED,
    "At least one whole week in this phase.",
    (PROJECT_RULE,),
    measure=Measured.DAYS_IN_PHASE,
    at_least=7,
)


@dataclass(frozen=True, slots=True)
class Readiness:
    """A stay in a phase with the state of every condition of leaving it, and of entering the ``next``.

    ``targets`` tells of the exit exercises, ``unflagged`` whether no finding stops or pauses, ``exit`` of the
    stated criteria. ``opening`` are the conditions of entering the present phase, where it is the first of
    the programme. ``begins`` is the day on which the next phase is already planned to begin. A phase lasts at
    least a week, which stands in ``first_week`` while it is not over.
    """

    stay: Stay
    targets: tuple[CriterionState, ...]
    unflagged: CriterionState
    exit: tuple[CriterionState, ...]
    next: Phase | None
    entry: tuple[CriterionState, ...]
    opening: tuple[CriterionState, ...] = ()
    begins: date | None = None
    first_week: tuple[CriterionState, ...] = ()

    @property
    def leaving(self) -> tuple[CriterionState, ...]:
        """Every condition of leaving the phase."""
        return (*self.targets, self.unflagged, *self.first_week, *self.exit)

    @property
    def missing(self) -> tuple[CriterionState, ...]:
        """What is required and not met, or not known."""
        required = (one for one in (*self.leaving, *self.entry) if one.criterion.required)
        return tuple(one for one in required if one.state is not State.MET)

    @property
    def ready(self) -> bool:
        """Whether the next phase may begin; never in the last one."""
        return self.next is not None and not self.missing

    @property
    def stuck(self) -> bool:
        """Whether the phase has lasted longer than it should without a review."""
        return self.stay.days > 7 * review_weeks(self.stay.phase)

    @property
    def unconfirmed(self) -> tuple[CriterionState, ...]:
        """What the first phase asks for before it begins: not confirmed, or answered with no."""
        return tuple(one for one in self.opening if one.state is not State.MET and not one.stale)

    def find(self, criterion: str) -> tuple[Phase, Criterion] | None:
        """The criterion with this id that can be answered now, with the phase that it belongs to."""
        phase = self.stay.phase
        groups = ((phase, self.exit), (self.next or phase, self.entry), (phase, self.opening))
        found = ((of, one.criterion) for of, group in groups for one in group)
        return next((pair for pair in found if pair[1].id == criterion), None)


def review_weeks(phase: Phase) -> int:
    """The weeks after which a phase asks for a review: as stated, else half as long again, rounded up."""
    return phase.review_weeks or -(-3 * phase.weeks // 2)


def readiness(diary: Diary, weeks: Sequence[WeekRecord], course: Course, day: date) -> Readiness:
    """Whether the phase in force on ``day`` can be left.

    ``weeks`` are the records up to the week that holds ``day``, ``course`` what that week leaves behind.
    """
    stay = stay_in(diary, weeks, course, day)
    phases = stay.diary.assignment_on(weeks[-1].week.start).programme.phases
    place = next(n for n, phase in enumerate(phases) if phase.id == stay.phase.id)
    following = phases[place + 1] if place + 1 < len(phases) else None
    return Readiness(
        stay=stay,
        targets=tuple(_at_target(stay)),
        unflagged=_no_finding(stay),
        exit=states(stay, stay.phase, exit_criteria(stay.phase)),
        next=following,
        entry=states(stay, following, following.entry) if following else (),
        opening=() if place else states(stay, stay.phase, stay.phase.entry),
        begins=_planned(diary, stay, following),
        first_week=tuple(
            one for one in states(stay, stay.phase, (_FIRST_WEEK,)) if one.state is not State.MET
        ),
    )


def states(stay: Stay, phase: Phase, criteria: Sequence[Criterion]) -> tuple[CriterionState, ...]:
    """The state of each of some criteria of a phase."""
    return tuple(criterion_state(stay, phase, criterion) for criterion in criteria)


def exit_criteria(phase: Phase) -> tuple[Criterion, ...]:
    """The stated exit criteria; those in words alone are for a clinician to check."""
    words = (
        Criterion(f"{phase.id}-words-{n}", CriterionKind.CLINICIAN_CHECK, text, phase.sources)
        for n, text in enumerate(phase.criteria, 1)
    )
    return (*phase.exit, *words)


def missing_text(found: Readiness) -> str:
    """What is missing, in the words of the criteria."""
    return " ".join(one.criterion.text for one in found.missing)


def _planned(diary: Diary, stay: Stay, following: Phase | None) -> date | None:
    """The week in which the next phase is already planned to begin."""
    if following is None:
        return None
    starts = (start.day for start in diary.phases if start.phase == following.id)
    return min((day for day in starts if day >= stay.weeks[-1].week.end), default=None)


def _at_target(stay: Stay) -> Iterator[CriterionState]:
    """Each exit exercise: last week's volume, or R, at target on both sides; never before its first bout."""
    now = stay.weeks[-1].series
    last = stay.weeks[-2].series if len(stay.weeks) > 1 else {}
    for dose in stay.phase.prescriptions:
        items = [item for item in now.values() if item.exercise.id == dose.exercise]
        if not dose.exit or not items:
            continue
        before = (last.get(item.series) for item in items)
        reached = {
            item.series: _reached(item, week.done if week else 0)
            for item, week in zip(items, before, strict=True)
        }
        item = min(items, key=lambda one: reached[one.series] - one.target)
        yield _target_state(item, reached[item.series])


def _reached(item: SeriesWeek, done: int) -> int:
    return max(done, 0 if item.first else item.base)


def _target_state(item: SeriesWeek, reached: int) -> CriterionState:
    unit = item.exercise.volume_unit
    goal, value = volume_text(unit, item.target), volume_text(unit, reached)
    text = f"{item.exercise.name} is done at its target, {goal} a week, on each side that it is for."
    if item.exercise.side is SideRule.NONE:
        text = f"{item.exercise.name} is done at its target, {goal} a week."
    criterion = Criterion(
        f"target-{item.exercise.id}", CriterionKind.MEASURED, text, item.prescription.sources
    )
    state = State.MET if reached >= item.target else State.NOT_MET
    because = (Because(None, None, "reached", value), Because(None, None, "target", goal))
    return CriterionState(criterion, state, value, because)


def _no_finding(stay: Stay) -> CriterionState:
    evidence = stay.weeks[-1].evidence
    if not evidence.waits:
        return CriterionState(_NO_FINDING, State.MET)
    return CriterionState(_NO_FINDING, State.NOT_MET, because=_waiting(evidence))


def _waiting(evidence: Evidence) -> tuple[Because, ...]:
    flags = (
        Because(flag.cause or flag.entry, flag.day, flag.item, flag.urgency.value)
        for flag in evidence.flags
        if flag.urgency is not Urgency.ROUTINE
    )
    return (*flags, *(one.because for one in evidence.obstacles))
