"""The course of pain over days and weeks: trends TR1–TR5, the weekly rise PM4, the flare PM5 (CE §2).

All of it is in whole numbers: a median is kept twice as large, so that the middle of two scores stays
whole. A day without a score is missing, never 0, and a window with too few scores is unknown, never
stable. ``since`` cuts windows off: one that would reach before it is not applicable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import lcm

from rehab.domain.because import Because
from rehab.domain.days import Week, days_between
from rehab.domain.diary import Diary, Morning
from rehab.domain.programmes import PAIN_CEILING_MAX
from rehab.domain.volume import worst_of

SCORED_DAYS = 4
"""A week with scores on fewer of its 7 days tells no trend (TR5, project rule)."""
WORSE = 2
"""Points by which a weekly median is worsening in two weeks (TR4, project rule: the size of Farrar 2001 for
improvement, mirrored). A point in each of two weeks is two points in two weeks."""
SLOPE_PER_DAYS, SLOPE_DAYS, SLOPE_SCORES = 10, 21, 12
"""A middle slope of a point in so many days, over so many days, is worsening with so many scores (TR4)."""
_DAYS = lcm(*range(1, SLOPE_DAYS))
BASELINE_DAYS = 14
"""The first and the last so many days are compared for improvement (CE §2.5)."""
BETTER, BETTER_PERCENT = 2, 30
"""TR1: lower by so many points and so many percent (Farrar 2001)."""
LITTLE_BETTER, LITTLE_BETTER_PERCENT = 1, 15
"""TR2: lower by so many points or so many percent (Salaffi 2004)."""
RISE_HOLD, RISE_REGRESS = 1, 2
"""PM4: points by which a weekly median of morning pain holds, or goes back (project rule)."""
RISE_PERCENT, RISE_BASE, RISE_VALUES = 30, 3, 3
"""PM4: percent that go back, from a base of so many, with so many values in each week."""
STIFFER_HOLD, STIFFER_REGRESS = 5, 10
"""PM4 in minutes of stiffness: a rise that holds, and one that goes back where it is 30 % too. People tell
minutes in fives, so that less may be rounding (project rule)."""
FLARE_DAYS = 3
"""PM5: a score above 5 on so many days running is a flare (project rule)."""


class Trend(StrEnum):
    """Which way the worst daily pain goes. ``HIGHER`` is no rule: above the start, short of TR4."""

    IMPROVING = "TR1"
    SLIGHTLY_IMPROVING = "TR2"
    STABLE = "TR3"
    WORSENING = "TR4"
    UNKNOWN = "TR5"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Course:
    """A trend with the numbers behind it: twice the medians of the first and the last days."""

    trend: Trend
    first: int | None
    last: int | None
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Rise:
    """PM4: a weekly median that is higher than the week before; ``regress`` when by much.

    ``before`` and ``now`` are twice the medians, of points or of minutes.
    """

    field: str
    before: int
    now: int
    regress: bool
    because: tuple[Because, ...]


def worst_score(diary: Diary, day: date) -> int | None:
    """The worst pain score given on ``day``, of the morning or of any bout; ``None`` without any."""
    found = worst_of(diary, day)
    return None if found is None else int(found.value or 0)


def twice_median(values: Iterable[int]) -> int:
    """Twice the median, so that it stays whole. Raises ValueError without values."""
    found = sorted(values)
    if not found:
        raise ValueError("There is no median of nothing. Give at least one value.")
    return found[(len(found) - 1) // 2] + found[len(found) // 2]


def course(diary: Diary, day: date) -> Course:
    """The trend on ``day`` of the worst daily pain, against the programme's first two weeks."""
    if found := worsening(diary, day):
        return Course(Trend.WORSENING, None, None, found)
    first = window_median(diary, diary.starts + timedelta(days=BASELINE_DAYS - 1), BASELINE_DAYS)
    last = window_median(diary, day, BASELINE_DAYS)
    if first is None or last is None or day < diary.starts + timedelta(days=2 * BASELINE_DAYS - 1):
        return Course(Trend.UNKNOWN, first, last)
    return Course(_compared(first, last), first, last)


def _compared(first: int, last: int) -> Trend:
    lower = first - last
    if lower >= 2 * BETTER and 100 * lower >= BETTER_PERCENT * first:
        return Trend.IMPROVING
    if lower >= 2 * LITTLE_BETTER or (lower > 0 and 100 * lower >= LITTLE_BETTER_PERCENT * first):
        return Trend.SLIGHTLY_IMPROVING
    return Trend.HIGHER if lower <= -2 * LITTLE_BETTER else Trend.STABLE


def window_median(diary: Diary, last: date, days: int) -> int | None:
    """Twice the median of the worst daily scores of the ``days`` up to ``last``.

    ``None`` where fewer than 4 of 7 days have a score.
    """
    scores = [one for day in _days(last, days) if (one := worst_score(diary, day)) is not None]
    return twice_median(scores) if 7 * len(scores) >= SCORED_DAYS * days else None


def worsening(diary: Diary, day: date, since: date | None = None) -> tuple[Because, ...]:
    """TR4 on ``day``: what shows that pain gets worse, empty where nothing does.

    The weekly median of the worst daily score is up by two points in two weeks, be it by one in each of
    them, or the middle slope of three weeks (Theil–Sen over the real dates, gaps left as gaps) is a tenth
    of a point a day or more.
    """
    earlier = day - timedelta(days=14)
    now, before = (_in_reach(diary, last, 7, since) for last in (day, earlier))
    if now is not None and before is not None and now - before >= 2 * WORSE:
        medians = _median("median_now", day, now), _median("median_before", earlier, before)
        return (*medians, *_worst_of(diary, _days(day, 7)))
    slope = _slope(diary, day, since)
    if slope is not None and SLOPE_PER_DAYS * slope >= 2 * _DAYS:
        tenths = round(Fraction(70 * slope, 2 * _DAYS))
        rate = Because(None, day, "slope_per_week", f"+{tenths // 10}.{tenths % 10}")
        return (rate, *_ends(diary, day))
    return ()


def trend_unknown(diary: Diary, day: date, since: date) -> tuple[Because, ...]:
    """TR5 on ``day``: the weeks that TR4 compares and that have too few scores; empty where none has."""
    found = []
    for back in (0, 14):
        last = day - timedelta(days=back)
        days = _days(last, 7)
        if days[0] >= since and window_median(diary, last, 7) is None:
            scored = sum(worst_score(diary, one) is not None for one in days)
            found.append(Because(None, last, "scored_days", scored))
    return tuple(found)


def weekly_rise(diary: Diary, week: Week, since: date) -> tuple[Rise, ...]:
    """PM4 for a training week against the one before, in morning pain and in morning stiffness.

    Minutes of stiffness hold from 5 on, and go back by 30 % where that is 10 minutes (project rule).
    """
    before = week.shifted(-1)
    if before.start < since:
        return ()
    found = (_rise(diary, field, before, week) for field in ("score", "stiffness_min"))
    return tuple(one for one in found if one is not None)


def _rise(diary: Diary, field: str, before: Week, week: Week) -> Rise | None:
    then, now = (_mornings(diary, field, one.days) for one in (before, week))
    if min(len(then), len(now)) < RISE_VALUES:
        return None
    old, new = (twice_median(getattr(m, field) for m in given) for given in (then, now))
    points, rise = field == "score", new - old
    if rise < 2 * (RISE_HOLD if points else STIFFER_HOLD):
        return None
    share = old >= 2 * RISE_BASE and 100 * rise >= RISE_PERCENT * old
    regress = rise >= 2 * RISE_REGRESS or share if points else rise >= 2 * STIFFER_REGRESS and share
    name = "morning" if points else field
    because = tuple(Because(m.entry, m.day, name, getattr(m, field)) for m in now)
    return Rise(name, old, new, regress, because)


def flare(diary: Diary, days: Sequence[date], since: date) -> tuple[Because, ...]:
    """PM5: the scores above 5 of the first three days running that end on one of ``days``."""
    for last in days:
        run = [worst_of(diary, day) for day in _days(last, FLARE_DAYS) if day >= since]
        if len(run) == FLARE_DAYS and all(one and int(one.value or 0) > PAIN_CEILING_MAX for one in run):
            return tuple(one for one in run if one)
    return ()


def _days(last: date, count: int) -> tuple[date, ...]:
    return days_between(last - timedelta(days=count - 1), last + timedelta(days=1))


def _in_reach(diary: Diary, last: date, days: int, since: date | None) -> int | None:
    if since is not None and last - timedelta(days=days - 1) < since:
        return None
    return window_median(diary, last, days)


def _slope(diary: Diary, day: date, since: date | None) -> int | None:
    """The median of the slopes between all pairs of scored days (Theil–Sen), in points a ``2 * _DAYS`` days.

    So scaled, each slope and the middle of two are whole numbers.
    """
    days = _days(day, SLOPE_DAYS)
    if since is not None and days[0] < since:
        return None
    scored = [(n, score) for n, one in enumerate(days) if (score := worst_score(diary, one)) is not None]
    if len(scored) < SLOPE_SCORES:
        return None
    if len({score for _, score in scored}) == 1:
        return 0
    return twice_median((b - a) * (_DAYS // (n - m)) for (m, a), (n, b) in combinations(scored, 2))


def _ends(diary: Diary, day: date) -> tuple[Because, ...]:
    scored = _worst_of(diary, _days(day, SLOPE_DAYS))
    return scored[0], scored[-1]


def _worst_of(diary: Diary, days: Iterable[date]) -> tuple[Because, ...]:
    return tuple(one for day in days if (one := worst_of(diary, day)))


def _median(field: str, day: date, twice: int) -> Because:
    return Because(None, day, field, points_text(twice))


def points_text(twice: int) -> str:
    """Half of a doubled whole number in words: ``3`` or ``3.5``."""
    return f"{twice // 2}.5" if twice % 2 else str(twice // 2)


def _mornings(diary: Diary, field: str, days: Iterable[date]) -> list[Morning]:
    found = (diary.morning_by_day.get(day) for day in days)
    return [m for m in found if m is not None and getattr(m, field) is not None]
