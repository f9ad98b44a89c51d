"""Referrals because it does not get better as it should: RR1, RR2, RR4 (CE §5).

Pain is compared as medians of the worst daily score, of the last 14 days against the programme's first 14;
own activities from the first time to the newest. Where the last median is 0 nothing is left to improve.
Pain with too few scores is unknown: then an important change of the activities counts, and without one the
referral says that no improvement is shown. The days in the plan count anew from the last clearance, the
comparison stays with the programme's start (project rules).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from rehab.domain import measures
from rehab.domain.because import Because
from rehab.domain.case import number
from rehab.domain.measure_scales import MEAN_CLEAR, SCALES
from rehab.domain.referral import Look, Referral
from rehab.domain.trends import (
    BASELINE_DAYS,
    BETTER,
    BETTER_PERCENT,
    LITTLE_BETTER,
    points_text,
    window_median,
)
from rehab.domain.words import MeasureKind

EARLY, REVIEW, OTHER = 28, 42, 84
"""Days in the plan after which improvement is expected: RR1 (a month), RR2 and RR4 (hip pathways: 6 and 6
weeks)."""
DONE, DONE_WEEKS = 80, 4
"""RR1: percent of the plan that were done in so many weeks, so that the plan has been tried."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """Twice the medians of the first and the last 14 days, and the change of the own activities' mean."""

    first: int | None
    last: int | None
    activities: Fraction | None
    because: tuple[Because, ...]

    def enough(self, points: int, percent: int | None) -> bool | None:
        """Whether pain is lower by so many points, or by so many percent; ``None`` where it is unknown."""
        if self.last == 0:
            return True
        if self.first is None or self.last is None:
            return None
        lower = self.first - self.last
        by_percent = percent is not None and lower > 0 and 100 * lower >= percent * self.first
        return lower >= 2 * points or by_percent

    @property
    def active(self) -> bool:
        """Whether the own activities have improved by an important amount."""
        return self.activities is not None and self.activities >= MEAN_CLEAR

    @property
    def words(self) -> str:
        """The pain then and now, or that scores are missing."""
        if self.first is None or self.last is None:
            return "improvement is not shown, because pain scores are missing."
        now = f"the middle of the worst daily pain is {points_text(self.last)}"
        return f"{now}, and was {points_text(self.first)} in the first two weeks."


def improvement(look: Look) -> Improvement:
    """How pain and the own activities have changed since the programme began."""
    diary, day = look.diary, look.day
    ends = diary.starts + timedelta(days=BASELINE_DAYS - 1), day
    first, last = (window_median(diary, end, BASELINE_DAYS) for end in ends)
    change = measures.psfs_change(diary, day)
    because = [_median("median_first", ends[0], first), _median("median_last", day, last)]
    if change is not None:
        taken = measures.taken(diary, MeasureKind.PSFS, day)
        because += [fact for one in measures.changes(taken[-1], taken[0])[:1] for fact in one.because]
    return Improvement(first, last, change, tuple(because))


def _median(field: str, day: date, twice: int | None) -> Because:
    return Because(None, day, field, None if twice is None else points_text(twice))


def done_percent(look: Look) -> int | None:
    """How much of the plan was done in the last weeks, as a whole percent rounded down.

    The mean over exercises and ended weeks, each at most 100 %; ``None`` where nothing was planned.
    """
    ended = [record for record in look.records if record.week.end <= look.day][-DONE_WEEKS:]
    items = [item for record in ended for item in record.series.values() if item.planned]
    shares = [Fraction(100 * min(item.done, item.planned), item.planned) for item in items]
    return int(sum(shares) / len(shares)) if shares else None


def early(look: Look) -> Referral | None:
    """RR1: a month of the plan done, and pain not lower by a point, nor the activities better by two."""
    if look.days < EARLY:
        return None
    found, done = improvement(look), done_percent(look)
    if done is None or done < DONE or found.active or found.enough(LITTLE_BETTER, None):
        return None
    text = f"{look.days} days on, with {done} % of the plan done, {found.words}"
    return _referral("RR1", look, text, found, number("done_percent", done))


def review(look: Look) -> Referral | None:
    """RR2: six weeks, and pain not lower by two points or 30 %."""
    if look.days < REVIEW:
        return None
    found = improvement(look)
    better = found.enough(BETTER, BETTER_PERCENT)
    if better or (better is None and found.active):
        return None
    return _referral("RR2", look, f"{look.days} days on, {found.words}", found)


def other(look: Look) -> Referral | None:
    """RR4: twelve weeks, and pain not lower by two points or 30 %, or the activities not better by two.

    Activities that are all as before have nothing left to improve (project rule).
    """
    if look.days < OTHER:
        return None
    found = improvement(look)
    better = found.enough(BETTER, BETTER_PERCENT)
    held_back = found.activities is not None and not found.active and not _as_before(look)
    if not held_back and (better or (better is None and found.active)):
        return None
    words = found.words
    if better and found.activities is not None:
        by = measures.points_text(found.activities, signed=True)
        words = f"pain is better, but the own activities have changed by {by} points only."
    return _referral("RR4", look, f"{look.days} days on, {words}", found)


def _as_before(look: Look) -> bool:
    newest = measures.latest(look.diary, MeasureKind.PSFS, look.day)
    return newest is not None and set(newest.scores.values()) == {SCALES[MeasureKind.PSFS].high}


def _referral(item: str, look: Look, text: str, found: Improvement, *more: Because) -> Referral:
    """Missing scores may still be given, so that the referral is not yet firm without them."""
    known = found.first is not None and found.last is not None
    since = number("days", look.days)
    return Referral(item, text, (since, *more, *found.because), look.since, firm=known)
