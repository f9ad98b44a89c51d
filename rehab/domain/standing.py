"""What one exercise and side carries from week to week, and how a week's end changes it (design §4.1)."""

from dataclasses import dataclass, replace
from datetime import date

from rehab.domain.because import Row
from rehab.domain.days import Week
from rehab.domain.programmes import Exercise, Phase, Prescription, Series
from rehab.domain.rule import cut, floor_step, share
from rehab.domain.words import DecisionKind


@dataclass(frozen=True, slots=True)
class Standing:
    """One series between two weeks. It is recomputed from the diary each time and never stored.

    ``reference`` is R; ``first`` holds until the first bout. ``qualified`` counts qualifying weeks
    since phase start, regress, re-entry or deload. ``shortfalls`` tells for the last three weeks
    whether less than planned and than R was done; ``clean`` is the volume of the last qualifying,
    breach-free, non-deload week.
    """

    phase: str = ""
    reference: int = 0
    first: bool = True
    qualified: int = 0
    after_deload: bool = False
    shortfalls: tuple[bool, ...] = ()
    clean: int | None = None
    previous: "SeriesWeek | None" = None
    previous_qualified: bool = False


@dataclass(frozen=True, slots=True)
class SeriesWeek:
    """One series in one week: its numbers, the rows that matched, the plan, and what was done.

    All volumes are in base units of the exercise. ``reference`` and ``cap`` stand before any REGRESS
    or RE-ENTRY reset, ``base`` after it. ``done`` is what is known so far; ``short_weeks`` counts the
    short weeks just before this one.
    """

    week: Week
    series: Series
    exercise: Exercise
    phase: Phase
    prescription: Prescription
    percent: int
    entry: int
    target: int
    first: bool
    reference: int
    cap: int
    base: int
    rows: tuple[Row, ...]
    ruling: Row
    gap_days: int | None
    sessions: tuple[tuple[date, int], ...]
    done: int = 0
    short_weeks: int = 0

    @property
    def limit(self) -> int:
        """What this week's decision allows."""
        return self.ruling.ceiling

    @property
    def planned(self) -> int:
        """The week's planned volume, as it stood at the week's start."""
        return sum(amount for _, amount in self.sessions)

    @property
    def largest_planned(self) -> int:
        """The largest planned session."""
        return max((amount for _, amount in self.sessions), default=0)

    @property
    def deload(self) -> bool:
        """Whether this is a lighter week under P10."""
        return self.ruling.kind is DecisionKind.DELOAD

    def matched(self, rule: str) -> Row | None:
        """The row of ``rule`` if it matched."""
        return next((row for row in self.rows if row.rule == rule), None)

    @property
    def below_reference(self) -> bool:
        """Whether something, but less than R, was done in a week that asked for R."""
        return 0 < self.done < self.base and not self.deload


def close(
    standing: Standing,
    week: SeriesWeek,
    *,
    qualifies: bool,
    due: int,
) -> Standing:
    """The standing after a week, by the rules of design §4.1.

    ``due`` is the part of the plan that had fallen due: all of it once the week has ended.
    """
    fell_short = week.below_reference and week.done < due
    restart = week.deload or week.matched("P4") is not None or week.matched("P5") is not None
    return replace(
        standing,
        phase=week.phase.id,
        reference=_next_reference(standing, week, qualifies=qualifies, due=due),
        first=week.first and week.done == 0,
        qualified=0 if restart else standing.qualified + qualifies,
        after_deload=week.deload,
        shortfalls=(*standing.shortfalls, fell_short)[-3:],
        previous=week,
        previous_qualified=qualifies,
    )


def _next_reference(standing: Standing, week: SeriesWeek, *, qualifies: bool, due: int) -> int:
    done, base, step = week.done, week.base, week.prescription.step
    if done == 0:
        regress = week.matched("P4")
        return regress.ceiling if regress else week.reference
    if week.deload:
        return base
    if done >= base:
        return floor_step(min(done, week.limit), step) if qualifies else base
    if done >= due or week.first or week.matched("P5"):
        return base
    if done >= due - week.largest_planned and not any(standing.shortfalls):
        return base
    return cut(base, max(floor_step(done, step), share(base, 75, step)), week.entry, step)
