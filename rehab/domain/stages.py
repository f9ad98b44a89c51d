"""Walk–run stages: one level up after three clean sessions, never while minutes rise (design §4.7)."""

from datetime import date

from rehab.domain.because import Row
from rehab.domain.case import Case
from rehab.domain.days import Week, days_between
from rehab.domain.diary import Diary
from rehab.domain.pain import day_breaches, morning_verdict
from rehab.domain.programmes import Exercise, Phase, Series
from rehab.domain.words import DecisionKind

CLEAN_SESSIONS = 3
"""So many clean sessions at a stage before the next (WALK-RUN ladder, CE §7.2)."""


def week_stage(case: Case, ruling: Row, planned: int, diary: Diary, series: Series) -> int | None:
    """The stage of a week's sessions; ``None`` for an exercise without stages.

    One lower after a REGRESS or a break, at most the entry stage from 28 days on; one higher where the
    decision is PROGRESS, the week plans no more than R, and three sessions at just that stage were clean:
    what was done above it was not allowed, and earns nothing.
    """
    dose, standing = case.prescription, case.standing
    if not case.exercise.stages:
        return None
    stage = dose.entry_stage or 0
    if standing.stage is not None:
        stage = min(standing.stage, len(case.exercise.stages) - 1)
    back = case.re_entered()
    if case.regressed() is not None or back:
        lower = max(0, stage - 1)
        return min(lower, dose.entry_stage or 0) if back and back[0].entry_bounds else lower
    rises = ruling.kind is DecisionKind.PROGRESS and planned <= case.base and not standing.first
    if rises and stage + 1 < len(case.exercise.stages):
        since = standing.stage_since or case.starts
        days = days_between(since, case.week.start)
        clean = sum(
            _stage_of(diary, series, day) == stage and is_clean(diary, case.phase, day) for day in days
        )
        if clean >= CLEAN_SESSIONS:
            return stage + 1
    return stage


def clean_sessions(diary: Diary, series: Series, phase: Phase, stage: int, since: date, before: date) -> int:
    """How many days from ``since`` to ``before`` hold a clean session of a series at a stage or above it.

    A bout without a stage is of none.
    """
    done = ((day, _stage_of(diary, series, day)) for day in days_between(since, before))
    return sum(at is not None and at >= stage and is_clean(diary, phase, day) for day, at in done)


def is_clean(diary: Diary, phase: Phase, day: date) -> bool:
    """Whether a day has no breach, and a known next morning that passed."""
    return not day_breaches(diary, day, phase) and morning_verdict(diary, day) is True


def running_done(diary: Diary, series: Series, exercise: Exercise, week: Week) -> int | None:
    """The seconds of running in a week's bouts, by the stage of each; ``None`` for one without stages."""
    if not exercise.stages:
        return None
    bouts = (b for day in week.days for b in diary.bouts_by_day.get(day, ()) if b.series == series)
    last = len(exercise.stages) - 1
    return sum(exercise.stages[min(b.stage, last)].running(b.amount) for b in bouts if b.stage is not None)


def _stage_of(diary: Diary, series: Series, day: date) -> int | None:
    """The lowest stage of a series' bouts on a day; ``None`` without any, or where one tells no stage."""
    stages = [bout.stage for bout in diary.bouts_by_day.get(day, ()) if bout.series == series]
    told = [stage for stage in stages if stage is not None]
    return min(told) if told and len(told) == len(stages) else None
