"""The course of the outcome measures: what has changed, by how much, and what is due (CE §6).

Activities of the patient's own are compared each with itself, and their mean only over those that were
scored both times. Means are exact fractions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from rehab.domain.because import Because
from rehab.domain.diary import Diary, MeasureTaken
from rehab.domain.measure_scales import MEAN, MEAN_CLEAR, SCALES, in_order, known_as
from rehab.domain.programmes import MeasureDue
from rehab.domain.words import MeasureKind

_FALLING = (MeasureKind.PSFS, MeasureKind.LEFS)


class Weight(StrEnum):
    """What a change is worth, by the change values of its measure."""

    IMPORTANT = "important"
    MAY_BE_ERROR = "may_be_error"
    WITHIN_ERROR = "within_error"


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one score, or of the mean of the activities, between two times; positive is better."""

    name: str
    before: MeasureTaken
    now: MeasureTaken
    by: Fraction
    weight: Weight

    @property
    def because(self) -> tuple[Because, Because]:
        """The earlier and the later value with their entries; a mean is told as text with one decimal."""
        return _because(self.name, self.before, self.now), _because(self.name, self.now, self.before)


@dataclass(frozen=True, slots=True)
class Due:
    """A measure that the programme asks for now, and since which day."""

    measure: MeasureDue
    since: date


def taken(diary: Diary, kind: MeasureKind, day: date, since: date | None = None) -> tuple[MeasureTaken, ...]:
    """The measures of a kind up to and with ``day``, oldest first, none before ``since``."""
    found = (one for one in diary.measures if one.kind is kind and one.day <= day)
    return tuple(sorted((m for m in found if since is None or m.day >= since), key=lambda m: m.day))


def latest(diary: Diary, kind: MeasureKind, day: date) -> MeasureTaken | None:
    """The newest measure of a kind up to and with ``day``; ``None`` without any."""
    return next(reversed(taken(diary, kind, day)), None)


def earlier(diary: Diary, measure: MeasureTaken) -> tuple[MeasureTaken, ...]:
    """The measures of the same kind that come before ``measure``, oldest first."""
    found = taken(diary, measure.kind, measure.day)
    before = next((n for n, one in enumerate(found) if one.entry == measure.entry), len(found))
    return found[:before]


def mean(scores: Mapping[str, int]) -> Fraction:
    """The mean of some scores, exactly. Raises ZeroDivisionError without any."""
    return Fraction(sum(scores.values()), len(scores))


def shared(now: MeasureTaken, before: MeasureTaken) -> tuple[tuple[str, int, int], ...]:
    """The scores that both times have, as they are shown: the name, the earlier and the later score."""
    pairs = ((name, known_as(name, before.scores), score) for name, score in in_order(now.kind, now.scores))
    return tuple((name, before.scores[old], score) for name, old, score in pairs if old is not None)


def mean_change(now: MeasureTaken, before: MeasureTaken) -> Fraction | None:
    """The change of the mean over the activities that both times have; ``None`` where they share none."""
    both = shared(now, before)
    return Fraction(sum(new - old for _, old, new in both), len(both)) if both else None


def changes(now: MeasureTaken, before: MeasureTaken) -> tuple[Change, ...]:
    """What has changed between two measures of a kind: for activities their mean first, then each.

    Empty where the score itself tells a change.
    """
    return tuple(_changes(now, before))


def _changes(now: MeasureTaken, before: MeasureTaken) -> Iterator[Change]:
    scale = SCALES[now.kind]
    if scale.error is None or scale.clear is None:
        return
    if now.kind is MeasureKind.PSFS and (by := mean_change(now, before)) is not None:
        yield Change(MEAN, before, now, by, weight(by, MEAN_CLEAR, MEAN_CLEAR))
    for name, old, new in shared(now, before):
        by = Fraction(new - old)
        yield Change(name, before, now, by, weight(by, scale.error, scale.clear))


def weight(by: Fraction, error: int, clear: int) -> Weight:
    """What a change of ``by`` points is worth where ``error`` and ``clear`` are those of its scale."""
    if abs(by) >= clear:
        return Weight.IMPORTANT
    return Weight.MAY_BE_ERROR if abs(by) >= error else Weight.WITHIN_ERROR


def psfs_change(diary: Diary, day: date, since: date | None = None) -> Fraction | None:
    """How the mean of the activities has changed from the first time on or after ``since`` to the newest.

    ``None`` with fewer than two times, or where the two share no activity.
    """
    found = taken(diary, MeasureKind.PSFS, day, since)
    return mean_change(found[-1], found[0]) if len(found) > 1 else None


def falls(diary: Diary, day: date, since: date | None = None) -> tuple[Change, ...]:
    """What has fallen by an important amount from its best earlier value on or after ``since`` (RR6).

    That is the mean of the activities by 2 points, one activity by 3, or the LEFS by 9. Of the earlier
    values the first of the best counts.
    """
    worst: dict[tuple[MeasureKind, str], Change] = {}
    for kind in _FALLING:
        found = taken(diary, kind, day, since)
        for before in found[:-1]:
            for change in changes(found[-1], before):
                known = worst.get((kind, change.name))
                if change.by < 0 and (known is None or change.by < known.by):
                    worst[kind, change.name] = change
    return tuple(change for change in worst.values() if change.weight is Weight.IMPORTANT)


def due(diary: Diary, schedule: tuple[MeasureDue, ...], day: date) -> tuple[Due, ...]:
    """The measures of a programme's ``schedule`` that are due on ``day``, each with the day since when.

    One that was never taken is due from the start of the programme on.
    """
    found = []
    for measure in schedule:
        last = latest(diary, measure.kind, day)
        since = last.day + timedelta(days=measure.every_days) if last else diary.starts
        if since <= day:
            found.append(Due(measure, since))
    return tuple(found)


def points_text(points: Fraction | int, *, signed: bool = False) -> str:
    """Points with at most one decimal, cut towards zero, so that no number looks larger than it is."""
    tenths = abs(Fraction(points)) * 10 // 1
    whole, rest = divmod(tenths, 10)
    sign = "-" if points < 0 and tenths else "+" if signed and tenths else ""
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def _because(name: str, one: MeasureTaken, other: MeasureTaken) -> Because:
    if name == MEAN and one.kind is MeasureKind.PSFS:
        value: int | str = points_text(mean({key: score for key, score, _ in shared(other, one)}))
    else:
        value = one.scores[known_as(name, one.scores) or name]
    return Because(one.entry, one.day, f"{one.kind.value} {name}", value)
