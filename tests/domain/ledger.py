"""What the retold fold carries for one series, and the plain sums that its checks stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from rehab.domain.diary import Diary
from rehab.domain.programmes import Prescription, Series, SetPlan
from rehab.domain.standing import SeriesWeek

DAY = timedelta(days=1)


@dataclass
class Ledger:
    """What one series carries from week to week in the retold fold."""

    reference: int = 0
    begun: bool = False
    last: date | None = None
    count: int = 0
    lighter: bool = False
    short: list[bool] = field(default_factory=list)
    clean: int | None = None
    phase: str = ""
    previous: SeriesWeek | None = None
    base: int = 0
    qualified: bool = False
    green: list[int] = field(default_factory=list)
    load: int | None = None
    stage: int | None = None
    away: int | None = None

    def week_before(self, week: SeriesWeek) -> SeriesWeek | None:
        """The series' record of the week just before ``week``, if it was in the plan then."""
        last = self.previous
        return last if last is not None and last.week.end == week.week.start else None


def volume(plan: SetPlan) -> int:
    """The volume of a dosed session: reps, seconds or metres, or gram·reps where there is a load."""
    return plan.sets * plan.each * (1 if plan.load_g is None else plan.load_g)


def coarse(dose: Prescription) -> int:
    """The smallest change of a week's volume."""
    load = dose.load_step_g if dose.load_step_g is not None else dose.entry.load_g
    return dose.step * (1 if load is None else load)


def fine(week: SeriesWeek) -> int:
    """The smallest change of a session: a step of reps at the week's load."""
    return week.prescription.step * (1 if week.load_g is None else week.load_g)


def daily(book: Diary, series: Series, week: SeriesWeek) -> Mapping[date, int]:
    """What was done of a series, in what its volume is counted in, by day (``faults`` recounts the sums)."""
    return book.day_sums.get((series, week.exercise.volume_unit), {})


def largest(sums: Mapping[date, int], first: date, before: date, starts: date) -> int | None:
    """The largest day from ``first``, and from the programme's start on, until ``before``."""
    return max((n for d, n in sums.items() if max(first, starts) <= d < before), default=0) or None


def sessions_of(book: Diary, week: SeriesWeek) -> int:
    """How many days of a week the programme gives the exercise."""
    dose, weekdays = week.prescription, book.assignment_on(week.week.start).weekdays
    return _most_sessions(weekdays, dose.days_per_week, dose.min_rest_days)


@lru_cache(maxsize=4096)
def _most_sessions(weekdays: tuple[int, ...], wanted: int, rest: int) -> int:
    """The most sessions, up to ``wanted``, that fit on the training days with their rest."""
    for count in range(min(wanted, len(weekdays)), 1, -1):
        for days in combinations(sorted(weekdays), count):
            if all((b - a) > rest for a, b in zip(days, (*days[1:], days[0] + 7), strict=True)):
                return count
    return 1
