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
    decision is PROGRESS, the week plans no more than R, and three sessions at the stage were clean.
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
        if clean_sessions(diary, series, case.phase, stage, since, case.week.start) >= CLEAN_SESSIONS:
            return stage + 1
    return stage


def clean_sessions(diary: Diary, series: Series, phase: Phase, stage: int, since: date, before: date) -> int:
    """How many days from ``since`` to ``before`` hold a clean session of a series at a stage or above.

    Clean: no breach that day, and a known next morning that passed. A bout without a stage is of none.
    """
    return sum(
        _at_stage(diary, series, stage, day)
        and not day_breaches(diary, day, phase)
        and morning_verdict(diary, day) is True
        for day in days_between(since, before)
    )


def running_done(diary: Diary, series: Series, exercise: Exercise, week: Week) -> int | None:
    """The seconds of running in a week's bouts, by the stage of each; ``None`` for one without stages."""
    if not exercise.stages:
        return None
    bouts = (b for day in week.days for b in diary.bouts_by_day.get(day, ()) if b.series == series)
    last = len(exercise.stages) - 1
    return sum(exercise.stages[min(b.stage, last)].running(b.amount) for b in bouts if b.stage is not None)


def _at_stage(diary: Diary, series: Series, stage: int, day: date) -> bool:
    """Whether every bout of a series on a day is at the stage, or above it."""
    bouts = [bout for bout in diary.bouts_by_day.get(day, ()) if bout.series == series]
    return bool(bouts) and all(bout.stage is not None and bout.stage >= stage for bout in bouts)
