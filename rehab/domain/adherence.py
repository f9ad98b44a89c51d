"""What was done of what was planned, counted in sessions: nothing here decides anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rehab.domain.diary import Diary
from rehab.domain.standing import SeriesWeek
from rehab.domain.volume_table import VolumeWeek


@dataclass(frozen=True, slots=True)
class Adherence:
    """Sessions that had fallen due, how many of them were done, and how many were done beside them.

    A session is one exercise on one side on one day. One done on another day of its week counts.
    """

    planned: int
    done: int
    extra: int

    @property
    def percent(self) -> int | None:
        """The sessions done in percent of those due, rounded down; ``None`` where none was due."""
        return 100 * self.done // self.planned if self.planned else None


def adherence(diary: Diary, week: VolumeWeek, day: date) -> Adherence:
    """The sessions of a training week as the diary stands on ``day``, whose own are not due before its end.

    Exercises outside the programme are neither planned nor extra.
    """
    records = [line.record for line in week.lines if line.record is not None]
    return together(_of(diary, record, day) for record in records)


def together(parts: Iterable[Adherence]) -> Adherence:
    """Several counts as one."""
    found = tuple(parts)
    return Adherence(
        sum(one.planned for one in found),
        sum(one.done for one in found),
        sum(one.extra for one in found),
    )


def _of(diary: Diary, record: SeriesWeek, day: date) -> Adherence:
    sums = diary.day_sums.get((record.series, record.exercise.volume_unit), {})
    trained = sum(1 for one in record.week.days if sums.get(one))
    due = sum(1 for on, amount in record.sessions if amount and on < day)
    # What is planned for the day itself and already done is neither due nor extra.
    coming = sum(1 for on, amount in record.sessions if amount and on >= day)
    done = min(trained, due)
    return Adherence(due, done, max(0, trained - due - coming))
