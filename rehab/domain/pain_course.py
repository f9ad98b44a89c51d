"""The course of pain by day and by training week, as it was given. A score not given is never 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from rehab.domain.days import Week, week_of, weeks_between
from rehab.domain.diary import Diary
from rehab.domain.trends import worst_score
from rehab.domain.volume import coverage

BOUT_SLOTS = ("before", "during", "after")
MORNING_SLOTS = ("morning", "rest")
SLOTS = (*BOUT_SLOTS, *MORNING_SLOTS)
"""The slots of a day's pain scores, each 0 to 10 or not given."""


@dataclass(frozen=True, slots=True)
class PainWeek:
    """The pain of one training week. A score that was not given is ``None`` and never 0.

    ``days`` counts those of the seven that have come, ``covered`` those with any entry, ``scored`` those
    with any score, ``mornings`` those with a morning score. ``highest`` and ``median`` are of the worst
    score of each scored day.
    """

    week: Week
    days: int
    covered: int
    scored: int
    highest: int | None
    median: int | None
    mornings: int
    highest_morning: int | None


@dataclass(frozen=True, slots=True)
class PainDay:
    """The pain of one day by slot: the worst score of its bouts, and the morning's.

    ``logged`` tells whether the day has any entry, ``masked`` that a painkiller was taken on it.
    """

    day: date
    logged: bool
    masked: bool
    before: int | None = None
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    rest: int | None = None

    @property
    def scores(self) -> tuple[int | None, ...]:
        """The scores in the order of ``SLOTS``."""
        return (self.before, self.during, self.after, self.morning, self.rest)


def course_weeks(diary: Diary, day: date, last: int) -> tuple[Week, ...]:
    """The ``last`` training weeks up to that of ``day``, none before the first entry or the start."""
    first = min((entry for entry in diary.logged_days), default=diary.starts)
    end = week_of(diary.starts, day)
    begin = max(week_of(diary.starts, min(first, diary.starts)), end.shifted(1 - last))
    return tuple(weeks_between(begin, end))


def pain_week(diary: Diary, week: Week, day: date) -> PainWeek:
    """The pain of a training week as the diary stands on ``day``."""
    worst = [score for one in week.days if (score := worst_score(diary, one)) is not None]
    mornings = [diary.morning_by_day.get(one) for one in week.days]
    given = [morning.score for morning in mornings if morning and morning.score is not None]
    return PainWeek(
        week=week,
        days=sum(1 for one in week.days if one <= day),
        covered=coverage(diary, week),
        scored=len(worst),
        highest=max(worst, default=None),
        median=median_low(worst) if worst else None,
        mornings=len(given),
        highest_morning=max(given, default=None),
    )


def pain_day(diary: Diary, day: date) -> PainDay:
    """The scores of one day, of every slot the worst one given."""
    bouts, morning = diary.bouts_by_day.get(day, ()), diary.morning_by_day.get(day)
    return PainDay(
        day=day,
        logged=day in diary.logged_days,
        masked=masked(diary, day),
        before=_worst(bout.pain_before for bout in bouts),
        during=_worst(bout.pain_during for bout in bouts),
        after=_worst(bout.pain_after for bout in bouts),
        morning=morning.score if morning else None,
        rest=morning.rest_pain if morning else None,
    )


def masked(diary: Diary, day: date) -> bool:
    """Whether the patient said that a painkiller was taken on ``day``; not said is no."""
    morning = diary.morning_by_day.get(day)
    return morning is not None and morning.painkiller is True


def masked_days(diary: Diary, weeks: Iterable[Week]) -> tuple[date, ...]:
    """The days of some weeks on which a painkiller masked the scores."""
    return tuple(day for week in weeks for day in week.days if masked(diary, day))


def _worst(scores: Iterable[int | None]) -> int | None:
    return max((score for score in scores if score is not None), default=None)
