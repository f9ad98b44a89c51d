"""What one exercise and side carries from week to week, and how a week's end changes it (design §4.1)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rehab.domain.because import Row
from rehab.domain.days import Week
from rehab.domain.programmes import Exercise, Phase, Prescription, Series
from rehab.domain.rule import SESSION_PERCENT, cut, floor_step, share
from rehab.domain.words import DecisionKind


@dataclass(frozen=True, slots=True)
class Standing:
    """One series between two weeks. It is recomputed from the diary each time and never stored.

    ``reference`` is R; ``first`` holds until the first bout. ``qualified`` counts qualifying weeks
    since phase start, regress, re-entry or deload. ``shortfalls`` tells for the last three weeks
    whether less than planned and than R was done; ``clean`` is the volume of the last qualifying,
    breach-free, non-deload week. ``green`` counts the full weeks running under P13 at R = ``green_at``.
    ``load_g`` is the load last used, in grams; ``stage`` the walk–run stage, held since ``stage_since``.
    ``before_break`` is the R that a break was come back from, until it is reached again or pain led back.
    """

    phase: str = ""
    reference: int = 0
    first: bool = True
    qualified: int = 0
    after_deload: bool = False
    shortfalls: tuple[bool, ...] = ()
    clean: int | None = None
    green: int = 0
    green_at: int = 0
    load_g: int | None = None
    stage: int | None = None
    stage_since: date | None = None
    before_break: int | None = None
    previous: "SeriesWeek | None" = None
    previous_qualified: bool = False


@dataclass(frozen=True, slots=True)
class SeriesWeek:
    """One series in one week: its numbers, the rows that matched, the plan, and what was done.

    All volumes are in base units of the exercise, gram·reps for loaded ones. ``reference`` and ``cap``
    stand before any REGRESS or RE-ENTRY reset, ``base`` after it. ``done`` is what is known so far;
    ``short_weeks`` counts the short weeks just before this one. ``limit_before`` is the limit of the week
    before, 0 where the exercise was not in the plan then. ``load_g`` is the load of the week's sets and
    ``stage`` the walk–run stage of its sessions; ``stage_before`` that of the week before, whose bouts
    held ``running_before`` seconds of running. ``guards`` are
    the rules that keep the plan below the limit; ``override`` is the entry of the exception that the week
    rests on. A session may be ``session_percent`` above the largest of 30 days; ``None`` where a clinician
    gave the dose.
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
    limit_before: int = 0
    load_g: int | None = None
    stage: int | None = None
    stage_before: int | None = None
    running_before: int | None = None
    guards: tuple[str, ...] = ()
    override: str | None = None
    session_percent: int | None = SESSION_PERCENT

    @property
    def step(self) -> int:
        """The smallest change of a week's volume."""
        return self.prescription.volume_step

    @property
    def lay_step(self) -> int:
        """The smallest change of a session: a step of the dose, times the week's load."""
        return self.prescription.step * (self.load_g or 1)

    @property
    def limit(self) -> int:
        """What this week's decision allows."""
        return self.ruling.ceiling

    @property
    def planned(self) -> int:
        """The week's planned volume, as it stood at the week's start."""
        return sum(amount for _, amount in self.sessions)

    @property
    def running(self) -> int | None:
        """The seconds of running in the planned sessions; ``None`` for an exercise without stages."""
        if self.stage is None:
            return None
        return sum(self.exercise.stages[self.stage].running(amount) for _, amount in self.sessions)

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
    green = qualifies and week.ruling.rule == "P13" and 0 < week.base <= week.done
    reference = _next_reference(standing, week, qualifies=qualifies, due=due)
    return replace(
        standing,
        phase=week.phase.id,
        reference=reference,
        first=week.first and week.done == 0,
        qualified=0 if restart else standing.qualified + qualifies,
        after_deload=week.deload,
        shortfalls=(*standing.shortfalls, fell_short)[-3:],
        green=(1 + (standing.green if standing.green_at == week.base else 0)) if green else 0,
        green_at=week.base,
        load_g=week.load_g if week.done else standing.load_g,
        **_stage_after(standing, week),
        before_break=_before_break(standing, week, reference),
        previous=week,
        previous_qualified=qualifies,
    )


def _stage_after(standing: Standing, week: SeriesWeek) -> dict[str, Any]:
    """The stage is carried once something was done; a week without a bout moves it only down by a REGRESS."""
    if week.stage is None or week.stage == standing.stage:
        return {}
    if not week.done and week.matched("P4") is None:
        return {}
    return {"stage": week.stage, "stage_since": week.week.start}


def _before_break(standing: Standing, week: SeriesWeek, reference: int) -> int | None:
    """The R before a break: kept from the first week back until R is there again; pain ends it."""
    if week.matched("P4") is not None:
        return None
    known = standing.before_break or 0
    if week.matched("P5") is not None and week.done:
        known = max(known, week.reference)
    return known if known > reference else None


def _next_reference(standing: Standing, week: SeriesWeek, *, qualifies: bool, due: int) -> int:
    done, base, step = week.done, week.base, week.step
    if done == 0:
        regress = week.matched("P4")
        return regress.ceiling if regress else week.reference
    if week.deload:
        return base
    if done >= base:
        # A clinician's limit may lie below R, which is kept at half the entry dose.
        return max(base, floor_step(min(done, week.limit), step)) if qualifies else base
    if done >= due or week.first or week.matched("P5"):
        return base
    if done >= due - week.largest_planned and not any(standing.shortfalls):
        return base
    return cut(base, max(floor_step(done, step), share(base, 75, step)), week.entry, step)
