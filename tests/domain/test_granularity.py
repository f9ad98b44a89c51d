"""The granularity exception: after enough full weeks one step may pass the percent (CE §1.6)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.because import Because
from rehab.domain.case import Case
from rehab.domain.decision_table import matching
from rehab.domain.diary import Diary, Override, PhaseStart, RestDay
from rehab.domain.rule import weeks_for_one_step
from rehab.domain.series_rows import granted, weeks_to_wait
from rehab.domain.standing import SeriesWeek, Standing, close
from rehab.domain.volume_table import volume_weeks
from rehab.domain.words import DecisionKind as Kind
from tests.domain.cases import case, exception, ruled, series_week, stood
from tests.samples import (
    diary,
    mornings,
    phase,
    prescription,
    programme,
    records,
    start_of,
    train,
    with_entries,
)

NINE = programme(phase(prescription(entry=(1, 9), target=(1, 30), days=1), deload=False))


def green(weeks: int, reference: int = 9, step: int = 1, **changes: object) -> Case:
    """So many full weeks at R behind the case, with an exception in force."""
    standing = stood(reference, green=weeks, green_at=reference, previous=series_week(reference, reference))
    dose = prescription(entry=(1, reference), target=(3, 30), step=step)
    return case(**{"standing": standing, "prescription": dose, "exception": exception(), **changes})


@pytest.mark.parametrize(
    ("reference", "step", "weeks", "percent"),
    [
        (1, 1, 8, 100),
        (2, 1, 5, 50),
        (3, 1, 4, 34),
        (5, 1, 2, 20),
        (8, 1, 2, 13),
        (9, 1, 2, 12),
        (24, 3, 2, 13),
    ],
)
def test_one_step_follows_after_the_weeks_of_the_table(
    reference: int, step: int, weeks: int, percent: int
) -> None:
    assert not granted(green(weeks - 1, reference, step))
    allowed = green(weeks, reference, step)
    assert granted(allowed)
    (row,) = matching(allowed)
    assert (row.rule, row.kind, row.ceiling) == ("P13", Kind.PROGRESS, reference + step)
    assert row.text == (
        f"After {weeks} weeks at {reference} reps one step to {reference + step} reps follows, "
        f"{percent} % more in one week: the granularity exception of Dr A, physiotherapist."
    )


def test_a_step_of_ten_percent_needs_one_week_and_so_no_exception() -> None:
    assert weeks_for_one_step(30, 3) == 1
    (row,) = matching(green(0, 30, 3))
    assert (row.kind, row.ceiling) == (Kind.PROGRESS, 33)
    assert "exception" not in row.text


def test_the_exception_is_cited_with_the_weeks_and_r() -> None:
    (row,) = matching(green(3))
    assert row.because == (
        Because("o1", date(2026, 3, 2), "override", "granularity"),
        Because(None, None, "green_weeks", 3),
        Because(None, None, "reference", 9),
    )


def test_the_wait_is_told_where_an_exception_is_on_record_and_not_without_one() -> None:
    (row,) = matching(green(1))
    assert (row.kind, row.ceiling) == (Kind.HOLD, 9)
    assert row.text == (
        "One step more than 9 reps would pass 10 %, so the week stays there. "
        "The exception on record allows one step after 2 weeks like it."
    )
    (row,) = matching(green(9, exception=None))
    assert (row.kind, row.ceiling) == (Kind.HOLD, 9)
    assert row.text == "One step more than 9 reps would pass 10 %, so the week stays there."


def test_a_percent_of_zero_never_allows_a_step() -> None:
    stuck = green(99, percent=0)
    assert weeks_to_wait(stuck) is None
    assert not granted(stuck)
    (row,) = matching(stuck)
    assert (row.kind, row.ceiling) == (Kind.HOLD, 9)
    assert row.text == "One step more than 9 reps would pass 0 %, so the week stays there."


def test_a_lower_percent_waits_longer_and_nothing_grows_from_zero() -> None:
    assert weeks_to_wait(green(0, percent=5)) == 3
    assert weeks_to_wait(green(0, 0)) is None


def test_weeks_at_another_r_do_not_count() -> None:
    other = replace(green(5).standing, green_at=8)
    assert not granted(green(5, standing=other))


@pytest.mark.parametrize(
    ("changes", "qualifies", "count"),
    [
        ({}, True, 3),
        ({"done": 10}, True, 3),
        ({"done": 8}, True, 0),
        ({}, False, 0),
        ({"ruling": ruled("P7", Kind.HOLD, 9)}, True, 0),
        ({"base": 10, "done": 10}, True, 1),
        ({"base": 1, "done": 1}, True, 1),
        ({"base": 0, "done": 0}, True, 0),
    ],
)
def test_full_weeks_under_p13_are_counted_and_anything_else_begins_anew(
    changes: dict[str, object], qualifies: bool, count: int
) -> None:
    week = replace(series_week(9, 9), **changes)
    after = close(stood(9, green=2, green_at=9), week, qualifies=qualifies, due=9)
    assert (after.green, after.green_at) == (count, week.base)


def test_nothing_is_counted_before_the_first_week() -> None:
    assert (Standing().green, Standing().green_at) == (0, 0)


def told(*overrides: Override) -> Diary:
    return replace(diary(NINE, weekdays=(0,)), overrides=overrides)


def lived(book: Diary, *weeks: int) -> Diary:
    """A session of so many reps in each week, every morning 0, and the first morning after."""
    for number, reps in enumerate(weeks):
        book = train(book, number, (reps,) if reps else ())
    return with_entries(book, *mornings(start_of(book, len(weeks)), 1))


def last(book: Diary, weeks: int) -> SeriesWeek:
    return records(book, weeks + 1)[-1]


def test_the_exception_is_off_unless_somebody_turns_it_on_for_this_exercise() -> None:
    assert last(lived(told(), 9, 9), 2).limit == 9
    assert last(lived(told(exception(exercise="bridge")), 9, 9), 2).limit == 9
    allowed = last(lived(told(exception()), 9, 9), 2)
    assert (allowed.limit, allowed.planned, allowed.override, allowed.guards) == (10, 10, "o1", ())
    assert last(lived(told(exception()), 9), 1).limit == 9


@pytest.mark.parametrize(
    ("begins", "ends", "allowed"),
    [(14, None, True), (15, None, False), (0, 14, True), (0, 13, False), (0, 20, True)],
)
def test_the_exception_counts_on_the_weeks_first_day(begins: int, ends: int | None, allowed: bool) -> None:
    start = diary().starts
    until = None if ends is None else start + timedelta(days=ends)
    book = lived(told(exception(day=start + timedelta(days=begins), until=until)), 9, 9)
    found = last(book, 2)
    assert (found.limit, found.override) == ((10, "o1") if allowed else (9, None))


def test_the_count_restarts_when_r_changes_or_a_week_is_not_full() -> None:
    book = lived(told(exception()), 9, 9, 10, 10, 8, 10, 10)
    limits = [week.limit for week in records(book, 8)]
    assert limits == [9, 9, 10, 11, 11, 10, 11, 11], "from 10 on a step is 10 %, and needs no exception"
    book = lived(told(exception()), 9, 8, 9, 9, 9)
    assert [week.limit for week in records(book, 6)] == [9, 9, 9, 9, 9, 10], "P11 holds the third week"


def test_a_week_that_does_not_qualify_begins_the_count_anew() -> None:
    book = train(told(exception()), 0, (9,))
    book = train(book, 1, (9,), scored=2)
    book = with_entries(book, *mornings(start_of(book, 2), 1))
    assert last(book, 2).limit == 9


def test_the_week_of_the_step_is_over_the_rule_and_says_who_allowed_it() -> None:
    book = lived(told(exception()), 9, 9, 10)
    found = volume_weeks(book, start_of(book, 3))
    (line,) = found[2].lines
    assert (line.actual, line.over) == (10, True)
    assert line.record is not None
    assert line.record.override == "o1"
    assert "12 % more in one week" in line.record.ruling.text
    assert [week.lines[0].over for week in found[:2]] == [False, False]


def test_other_rows_still_rule_over_the_exception() -> None:
    book = lived(told(exception()), 9, 9)
    book = replace(book, bouts=(book.bouts[0], replace(book.bouts[1], pain_during=6)))
    found = last(book, 2)
    assert (found.ruling.rule, found.limit, found.override) == ("P7", 9, None)


def test_the_step_passes_the_minutes_guard_and_nothing_else_does() -> None:
    grown = last(lived(told(exception()), 9, 9), 2)
    before = last(lived(told(), 9, 9), 2)
    assert (grown.planned, before.planned) == (10, 9)
    assert grown.guards == (), "10 reps take 30 s and 9 take 27 s, more than 110 %"


def test_the_step_goes_no_further_than_the_target() -> None:
    of = programme(phase(prescription(entry=(1, 8), target=(1, 10), days=1, step=4), deload=False))
    book = replace(diary(of, weekdays=(0,)), overrides=(exception(),))
    for number in range(5):
        book = train(book, number, (8,))
    book = with_entries(book, *mornings(start_of(book, 5), 1))
    found = records(book, 6)[-1]
    assert (found.limit, found.target, found.planned) == (12, 10, 8)


def test_entries_of_other_kinds_do_not_stand_in_the_way() -> None:
    book = lived(told(exception()), 9, 9)
    rest = RestDay("r", book.starts + timedelta(days=1))
    start = PhaseStart("p", book.starts, "strengthen", "Dr A", "physiotherapist")
    assert last(replace(with_entries(book, rest), phases=(start,)), 2).limit == 10
