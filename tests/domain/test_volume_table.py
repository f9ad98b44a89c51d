"""The table of weekly volumes: contiguous weeks, foreign exercises, and what is over the rule."""

from datetime import date, timedelta

from rehab.domain.days import Week
from rehab.domain.diary import Diary
from rehab.domain.doses import SetDone
from rehab.domain.programmes import Series
from rehab.domain.volume import coverage, gap_days, largest_session, week_sum
from rehab.domain.volume_table import VolumeLine, VolumeWeek, volume_weeks
from rehab.domain.words import Side, Unit
from tests.samples import MONDAY, bout, diary, mornings, start_of, train, with_entries

FULL = ((8, 8, 8), (8, 8, 8), (8, 8, 8))


def line(week: VolumeWeek, name: str = "raise") -> VolumeLine:
    return next(found for found in week.lines if found.series.exercise == name)


def table(book: Diary, weeks: int, last: int | None = None) -> tuple[VolumeWeek, ...]:
    return volume_weeks(book, start_of(book, weeks) - timedelta(days=1), last)


def test_a_governed_week_counts_sets_reps_and_bouts() -> None:
    found = line(table(train(diary(), 0, *FULL), 1)[0])
    assert (found.actual, found.bouts, found.sets, found.reps) == (72, 3, 9, 72)
    assert found.record is not None
    assert found.over is False


def test_over_is_more_than_ten_percent_above_the_reference() -> None:
    for extra, over in ((7, False), (8, True)):
        found = line(table(train(diary(), 0, (24,), (24,), (24 + extra,)), 1)[0])
        assert found.over is over


def test_weeks_are_contiguous_also_where_nothing_was_logged() -> None:
    book = train(train(diary(), 0, *FULL), 4, *FULL)
    weeks = table(book, 6)
    assert [w.week.start for w in weeks] == [start_of(book, n) for n in range(6)]
    assert [line(w).actual for w in weeks] == [72, 0, 0, 0, 72, 0]
    assert [w.covered for w in weeks] == [7, 0, 0, 0, 7, 0]


def test_a_week_qualifies_only_once_it_has_ended() -> None:
    book = train(diary(), 0, *FULL)
    running, done = (
        volume_weeks(book, start_of(book, 1) - timedelta(days=1)),
        volume_weeks(book, start_of(book, 1)),
    )
    assert [w.qualifies for w in running] == [None]
    assert [w.qualifies for w in done] == [True, None]


def test_weeks_before_the_start_show_their_bouts_and_no_rule() -> None:
    early = bout(MONDAY - timedelta(days=10), 50)
    weeks = table(with_entries(train(diary(), 0, *FULL), early), 1)
    assert [w.week.start for w in weeks] == [start_of(diary(), n) for n in (-2, -1, 0)]
    first = weeks[0].lines[0]
    assert (first.actual, first.record, first.over, weeks[0].qualifies) == (50, None, None, None)
    assert weeks[1].lines == ()
    governed = line(weeks[2]).record
    assert governed is not None
    assert governed.reference == 72


def test_foreign_exercises_keep_their_own_lines_and_units() -> None:
    swim = bout(MONDAY, 500, name="swim", unit=Unit.METRES)
    held = bout(MONDAY, 30, unit=Unit.SECONDS)
    (week,) = table(with_entries(train(diary(), 0, *FULL), swim, held), 1)
    found = {(x.series.exercise, x.unit): (x.actual, x.reps, x.record is None) for x in week.lines}
    assert found == {
        ("raise", Unit.REPS): (72, 72, False),
        ("swim", Unit.METRES): (500, 0, True),
        ("raise", Unit.SECONDS): (30, 0, True),
    }


def test_loads_are_told_in_gram_reps() -> None:
    loaded = bout(MONDAY, 8, sets=(SetDone(8, 5000), SetDone(8), SetDone(6, 2500)))
    (week,) = table(with_entries(diary(), loaded), 1)
    assert (line(week).gram_reps, line(week).actual, line(week).sets) == (55_000, 22, 3)


def test_the_last_weeks_only() -> None:
    book = train(train(diary(), 0, *FULL), 3, *FULL)
    assert [w.week.start for w in table(book, 4, last=2)] == [start_of(book, 2), start_of(book, 3)]
    assert len(table(book, 4, last=99)) == 4


def test_before_the_start_only_the_first_week_shows() -> None:
    (week,) = volume_weeks(diary(), MONDAY - timedelta(days=30))
    assert (week.week.start, line(week).actual) == (MONDAY, 0)


def test_sums_by_day_and_week() -> None:
    days = {date(2026, 3, 1): 5, MONDAY: 7, date(2026, 3, 8): 9, date(2026, 3, 9): 11}
    assert week_sum(days, Week(MONDAY)) == 16
    assert largest_session(days, date(2026, 3, 9), since=MONDAY) == 9
    assert largest_session(days, MONDAY, since=MONDAY) is None
    assert coverage(with_entries(diary(), *mornings(MONDAY, 3), bout(MONDAY, 5)), Week(MONDAY)) == 3


def test_gap_days_count_from_the_last_bout_since_the_start() -> None:
    book = with_entries(diary(), bout(MONDAY - timedelta(days=3), 5), bout(MONDAY + timedelta(days=4), 5))
    week = Week(MONDAY)
    series = Series("raise", Side.NONE)
    assert gap_days(book, series, Unit.REPS, week) is None, "a bout before the start starts no count"
    assert gap_days(book, series, Unit.REPS, week.shifted(1)) == 3
    assert gap_days(book, series, Unit.REPS, week.shifted(4)) == 24
    assert gap_days(book, series, Unit.SECONDS, week.shifted(4)) is None
