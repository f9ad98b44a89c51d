"""The criteria of phases: what each looks at, and whether it is met on a day (design §4.4, CE §3.3).

What is not known is never met. A score, a week or an answer that is missing leaves a criterion not known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from rehab.domain.because import Because
from rehab.domain.course import Course
from rehab.domain.days import days_between
from rehab.domain.diary import CriterionAnswer, Diary
from rehab.domain.fold import WeekRecord
from rehab.domain.measures import points_text, psfs_change, taken
from rehab.domain.programmes import Criterion, Phase, Series
from rehab.domain.stages import clean_sessions
from rehab.domain.words import CriterionKind, Measured, MeasureKind, affected_sides

PATIENT = "patient"
"""The role under which a patient's own answer is kept; it counts for self-reports only."""
PSFS_INTERVALS = 2
"""A score of the own activities counts for so many of the programme's intervals (project rule)."""


class State(StrEnum):
    """Whether a criterion is met."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class CriterionState:
    """A criterion on a day: its state, the value found, and the entries behind it.

    ``value`` is a score, a count, a change in words, or the answer; ``answered`` the day of the answer or of
    the last score of the own activities, ``stale`` when that lies too far back to count.
    """

    criterion: Criterion
    state: State
    value: int | str | bool | None = None
    because: tuple[Because, ...] = ()
    answered: date | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a phase up to ``day``: its first day, and its weeks up to the one that holds ``day``.

    ``diary`` holds no entry after ``day``. ``restarted`` is the first day of the last REGRESS week.
    """

    diary: Diary
    day: date
    phase: Phase
    weeks: tuple[WeekRecord, ...]
    restarted: date | None = None

    @property
    def since(self) -> date:
        """The first day of the phase."""
        return self.weeks[0].week.start

    @property
    def days(self) -> int:
        """The whole days spent in the phase before ``day``."""
        return max(0, (self.day - self.since).days)


def stay_in(diary: Diary, weeks: Sequence[WeekRecord], course: Course, day: date) -> Stay:
    """The stay in the phase in force, from the records up to the week that holds ``day``."""
    phase = weeks[-1].phase
    first = len(weeks) - 1
    while first and weeks[first - 1].phase.id == phase.id:
        first -= 1
    return Stay(diary.upto(day), day, phase, tuple(weeks[first:]), course.restarted)


def criterion_state(stay: Stay, phase: Phase, criterion: Criterion) -> CriterionState:
    """Whether a criterion of ``phase``, the one of the stay or the next, is met."""
    if criterion.kind is not CriterionKind.MEASURED:
        return _answer(stay, phase, criterion)
    match criterion.measure:
        case Measured.DAYS_IN_PHASE:
            return _at_least(criterion, stay.days, (Because(None, stay.since, "phase", stay.phase.id),))
        case Measured.CLEAN_WEEKS:
            return _clean_weeks(stay, criterion)
        case Measured.PSFS_CHANGE:
            return _own_activities(stay, criterion)
        case Measured.STAGE_SESSIONS:
            return _stage_sessions(stay, criterion)
        case None:
            return CriterionState(criterion, State.NOT_KNOWN)
    return _worst(stay, criterion)


def _at_least(criterion: Criterion, count: int, because: tuple[Because, ...]) -> CriterionState:
    state = State.MET if count >= (criterion.at_least or 0) else State.NOT_MET
    return CriterionState(criterion, state, count, because)


def _clean_weeks(stay: Stay, criterion: Criterion) -> CriterionState:
    """The qualifying weeks of the stay without a breach, counted back from the last one ended.

    Each is judged by what the next week's decision knows of it.
    """
    count = 0
    for record, following in reversed(list(pairwise(stay.weeks))):
        evidence = following.evidence
        if not (record.qualifies and evidence.passed and not evidence.regress):
            found = _at_least(criterion, count, _against(following))
            broken = evidence.regress or not evidence.breach_free or evidence.rises
            if found.state is State.MET or broken or not evidence.thin:
                return found
            return CriterionState(criterion, State.NOT_KNOWN, count, found.because)
        count += 1
    return _at_least(criterion, count, (Because(None, stay.since, "clean_weeks", count),))


def _against(following: WeekRecord) -> tuple[Because, ...]:
    """What keeps the week before this one from being clean."""
    found = following.evidence
    scores = (*(b.because for b in found.breaches), *found.severe, *found.flare, *found.worsening)
    rises = tuple(fact for rise in found.rises for fact in rise.because)
    covered = (Because(None, following.week.shifted(-1).start, "covered_days", found.covered),)
    return scores or rises or found.unknown_mornings or covered


def _worst(stay: Stay, criterion: Criterion) -> CriterionState:
    """The worst score of the last days; with too few scores only a high one tells something."""
    scores = list(_scores(stay, criterion))
    worst = max(scores, key=lambda b: int(b.value or 0), default=None)
    value = None if worst is None else int(worst.value or 0)
    because = () if worst is None else (worst, Because(None, stay.day, "scores", len(scores)))
    if value is not None and value > (criterion.at_most or 0):
        return CriterionState(criterion, State.NOT_MET, value, because)
    enough = len(scores) >= (criterion.entries or 1)
    return CriterionState(criterion, State.MET if enough else State.NOT_KNOWN, value, because)


def _scores(stay: Stay, criterion: Criterion) -> Iterator[Because]:
    """The scores of the whole days before the day, and of the day itself so far."""
    first = stay.day - timedelta(days=criterion.days or 7)
    exercises = (criterion.exercise,) if criterion.exercise else _dosed(stay.phase)
    for day in days_between(first, stay.day + timedelta(days=1)):
        if criterion.measure is Measured.DURING_PAIN:
            for bout in stay.diary.bouts_by_day.get(day, ()):
                if bout.exercise in exercises and bout.pain_during is not None:
                    yield Because(bout.entry, day, "pain_during", bout.pain_during)
        elif morning := stay.diary.morning_by_day.get(day):
            at_rest = criterion.measure is Measured.REST_PAIN
            score = morning.rest_pain if at_rest else morning.score
            if score is not None:
                yield Because(morning.entry, day, "rest_pain" if at_rest else "morning", score)


def _dosed(phase: Phase) -> tuple[str, ...]:
    return tuple(dose.exercise for dose in phase.prescriptions)


def _own_activities(stay: Stay, criterion: Criterion) -> CriterionState:
    """The change of the own activities since the first time in this programme, unless that is too old."""
    assignment = stay.diary.assignment_on(stay.day)
    since = None if assignment is stay.diary.assignments[0] else assignment.starts
    change = psfs_change(stay.diary, stay.day, since)
    found = taken(stay.diary, MeasureKind.PSFS, stay.day, since)
    last = found[-1].day if found else None
    if change is None or last is None:
        return CriterionState(criterion, State.NOT_KNOWN, answered=last)
    ends = tuple(Because(one.entry, one.day, "psfs", _scored(one.scores)) for one in (found[0], found[-1]))
    value = points_text(change, signed=True)
    schedule = (m.every_days for m in assignment.programme.measures if m.kind is MeasureKind.PSFS)
    every = next(schedule, None)
    if every is not None and (stay.day - last).days > PSFS_INTERVALS * every:
        return CriterionState(criterion, State.NOT_KNOWN, value, ends, last, stale=True)
    state = State.MET if change >= (criterion.at_least or 0) else State.NOT_MET
    return CriterionState(criterion, state, value, ends, last)


def _scored(scores: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {score}" for name, score in sorted(scores.items()))


def _stage_sessions(stay: Stay, criterion: Criterion) -> CriterionState:
    """The clean sessions at a stage in this stay, on the side that has fewer of them."""
    exercise = stay.diary.assignment_on(stay.day).programme.exercise(criterion.exercise or "")
    if exercise is None:
        return CriterionState(criterion, State.NOT_KNOWN)
    counts = [
        clean_sessions(
            stay.diary, Series(exercise.id, side), stay.phase, criterion.stage or 0, stay.since, stay.day
        )
        for side in affected_sides(exercise.side, stay.diary.person.complaint)
    ]
    because = (Because(None, stay.since, f"stage_{criterion.stage or 0}_sessions", min(counts, default=0)),)
    return _at_least(criterion, min(counts, default=0), because)


def _answer(stay: Stay, phase: Phase, criterion: Criterion) -> CriterionState:
    """The newest answer, if it is recent enough.

    An answer from before the last REGRESS week, or to an exit before this stay, is stale: things have
    changed since (project rule).
    """
    said = newest_answer(stay.diary, phase, criterion, stay.day)
    if said is None:
        return CriterionState(criterion, State.NOT_KNOWN)
    because = (Because(said.entry, said.day, criterion.id, said.met),)
    if _stale(stay, phase, criterion, said):
        return CriterionState(criterion, State.NOT_KNOWN, said.met, because, said.day, stale=True)
    state = State.MET if said.met else State.NOT_MET
    return CriterionState(criterion, state, said.met, because, said.day)


def _stale(stay: Stay, phase: Phase, criterion: Criterion, said: CriterionAnswer) -> bool:
    if phase.id == stay.phase.id and criterion not in phase.entry and said.day < stay.since:
        return True
    if criterion.stale_days is None:
        return False
    changed = stay.restarted is not None and said.day < stay.restarted
    return changed or (stay.day - said.day).days > criterion.stale_days


def newest_answer(diary: Diary, phase: Phase, criterion: Criterion, day: date) -> CriterionAnswer | None:
    """The answer of the latest day up to ``day``, of those the one recorded last; ``None`` without any.

    A patient's own answer does not count for a clinician's check.
    """
    found = [
        one
        for one in diary.answers
        if (one.phase, one.criterion) == (phase.id, criterion.id)
        and one.day <= day
        and (criterion.kind is CriterionKind.SELF_REPORT or one.role != PATIENT)
    ]
    return max(reversed(found), key=lambda one: one.day, default=None)
