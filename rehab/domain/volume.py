"""Volumes: whole sums per exercise, side and unit, by day and by week (design §2)."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta

from rehab.domain.because import Because
from rehab.domain.days import Week, days_between
from rehab.domain.diary import Bout, Diary
from rehab.domain.programmes import Series
from rehab.domain.words import Unit

DaySums = Mapping[date, int]
SESSION_DAYS = 30
"""The days before a session in which the largest one is looked for (Frandsen 2025, CE §1.7)."""


def week_sum(days: DaySums, week: Week) -> int:
    """The volume of one training week. Unlogged days count as nothing done."""
    return sum(days.get(day, 0) for day in week.days)


def largest_session(days: DaySums, before: date, *, since: date) -> int | None:
    """The largest day's volume in the ``SESSION_DAYS`` days before ``before``, from ``since`` on.

    ``None`` when nothing was done in them.
    """
    first = max(since, before - timedelta(days=SESSION_DAYS))
    return max((days.get(day, 0) for day in days_between(first, before)), default=0) or None


def gap_days(diary: Diary, series: Series, unit: Unit, week: Week) -> int | None:
    """Days from the last bout of a series since the start to a week's first day; ``None`` without one."""
    days = diary.trained_days.get((series, unit), ())
    place = bisect_left(days, week.start)
    return (week.start - days[place - 1]).days if place else None


def days_without(diary: Diary, week: Week) -> int | None:
    """Days from the last bout of anything since the start to a week's first day; ``None`` without one."""
    days = diary.all_trained_days
    place = bisect_left(days, week.start)
    return (week.start - days[place - 1]).days if place else None


def coverage(diary: Diary, week: Week) -> int:
    """How many of a week's seven days carry any entry."""
    return sum(day in diary.logged_days for day in week.days)


def sessions_of(diary: Diary, day: date) -> dict[Series, tuple[Bout, ...]]:
    """The bouts of one day by series, in the order recorded."""
    found: dict[Series, tuple[Bout, ...]] = {}
    for bout in diary.bouts_by_day.get(day, ()):
        found[bout.series] = (*found.get(bout.series, ()), bout)
    return found


def worst_of(diary: Diary, day: date) -> Because | None:
    """The worst pain score given on ``day`` with the entry it stands in; ``None`` without any score."""
    return diary.worst_by_day.get(day)
