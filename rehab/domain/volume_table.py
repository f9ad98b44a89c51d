"""Weekly volumes of everything in the diary, with references and limits where a programme governs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rehab.domain.days import Week, week_of, weeks_between
from rehab.domain.diary import Bout, Diary
from rehab.domain.doses import gram_reps
from rehab.domain.fold import WeekRecord, fold
from rehab.domain.programmes import Series
from rehab.domain.rule import over
from rehab.domain.standing import SeriesWeek
from rehab.domain.volume import coverage
from rehab.domain.words import Unit


@dataclass(frozen=True, slots=True)
class VolumeLine:
    """One exercise, side and unit in one week.

    ``sets`` and ``reps`` count what was logged, warm-ups too; exercises in seconds or metres have no reps.
    ``gram_reps`` is load times amount, as logged.
    ``record`` is ``None`` where no programme governs the exercise.
    """

    series: Series
    unit: Unit
    actual: int
    bouts: int
    sets: int
    reps: int
    gram_reps: int
    record: SeriesWeek | None

    @property
    def over(self) -> bool | None:
        """Whether the week is over the rule (design §4.2); ``None`` where none governs."""
        return None if self.record is None else over(self.actual, self.record.reference, self.record.percent)


@dataclass(frozen=True, slots=True)
class VolumeWeek:
    """A training week with its lines; ``qualifies`` is ``None`` before the start and until it ends."""

    week: Week
    qualifies: bool | None
    covered: int
    lines: tuple[VolumeLine, ...]


def volume_weeks(diary: Diary, today: date, last: int | None = None) -> tuple[VolumeWeek, ...]:
    """Contiguous weeks up to today's, from the first bout or the start; only the ``last`` n if given."""
    diary = diary.upto(today)
    end = week_of(diary.starts, max(today, diary.starts))
    records = {record.week: record for record in fold(diary, end, today)}
    first = min((b.day for b in diary.bouts), default=diary.starts)
    begin = week_of(diary.starts, min(first, diary.starts))
    if last is not None:
        begin = max(begin, end.shifted(1 - last))
    bouts: dict[Week, list[Bout]] = {}
    for bout in diary.bouts:
        bouts.setdefault(week_of(diary.starts, bout.day), []).append(bout)
    return tuple(
        _volume_week(diary, week, bouts.get(week, []), records.get(week))
        for week in weeks_between(begin, end)
    )


def _volume_week(diary: Diary, week: Week, bouts: list[Bout], record: WeekRecord | None) -> VolumeWeek:
    records = record.series if record else {}
    governed = {(s, r.exercise.volume_unit): r for s, r in records.items()}
    groups: dict[tuple[Series, Unit], list[Bout]] = {key: [] for key in governed}
    for bout in bouts:
        weighed = bout.unit is Unit.REPS and (bout.series, Unit.GRAM_REPS) in governed
        groups.setdefault((bout.series, Unit.GRAM_REPS if weighed else bout.unit), []).append(bout)
    lines = tuple(_line(*key, found, governed.get(key)) for key, found in groups.items())
    return VolumeWeek(week, record.qualifies if record else None, coverage(diary, week), lines)


def _line(series: Series, unit: Unit, bouts: Iterable[Bout], record: SeriesWeek | None) -> VolumeLine:
    found = list(bouts)
    amount = sum(b.amount for b in found)
    return VolumeLine(
        series,
        unit,
        actual=record.done if record and unit is Unit.GRAM_REPS else amount,
        bouts=len(found),
        sets=sum(len(b.sets) for b in found),
        reps=amount if unit in (Unit.REPS, Unit.GRAM_REPS) else 0,
        gram_reps=sum(gram_reps(b.sets) for b in found),
        record=record,
    )
