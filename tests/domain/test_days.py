"""Civil days and training weeks: every day has one week, whatever the calendar does."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.domain.days import (
    Week,
    parse_date,
    parse_day,
    parse_weekdays,
    week_of,
    weekday_text,
    weeks_between,
)

TODAY = date(2026, 3, 10)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("starts", [date(2026, 3, 2), date(2024, 2, 29), date(2020, 12, 31)])
def test_weeks_partition_every_day_from_1990_to_2100(starts: date) -> None:
    day, previous = date(1990, 1, 1), week_of(starts, date(1989, 12, 31))
    while day <= date(2100, 12, 31):
        week = week_of(starts, day)
        assert day in week
        assert week in (previous, previous.shifted(1))
        assert (week == previous) == (day.weekday() != starts.weekday())
        assert week.start.weekday() == starts.weekday()
        day, previous = day + timedelta(days=1), week


@given(days, days)
def test_the_week_of_a_day_holds_it_and_its_end_does_not(starts: date, day: date) -> None:
    week = week_of(starts, day)
    assert day in week
    assert day in week.days
    assert week.end not in week
    assert week.end - week.start == timedelta(days=7)
    assert (week.start - starts).days % 7 == 0


def test_a_year_of_53_weeks_and_a_leap_day_are_ordinary() -> None:
    first, last = Week(date(2020, 12, 28)), Week(date(2021, 1, 4))
    assert week_of(first.start, date(2021, 1, 3)) == first
    assert list(weeks_between(first, last)) == [first, last]
    assert len(list(weeks_between(Week(date(2020, 1, 6)), Week(date(2021, 1, 4))))) == 53
    assert date(2024, 2, 29) in week_of(date(2024, 2, 26), date(2024, 3, 1))


def test_weeks_between_of_a_later_first_week_is_empty() -> None:
    assert list(weeks_between(Week(date(2026, 3, 9)), Week(date(2026, 3, 2)))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", TODAY),
        ("yesterday", date(2026, 3, 9)),
        ("2024-02-29", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
    ],
)
def test_days_that_people_type(text: str, expected: date) -> None:
    assert parse_day(text, TODAY) == expected


def test_only_a_plan_may_name_a_day_to_come() -> None:
    assert parse_date("tomorrow", TODAY) == date(2026, 3, 11)
    with pytest.raises(ValueError, match=r"2026-03-11 is in the future\. Give a day up to 2026-03-10\."):
        parse_day("tomorrow", TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.3.2026",
        "2026-3-1",
        "2026-02-30",
        "2025-02-29",
        "1899-12-31",
        "2026-03-10T08:00",
        "٢٠٢٦-٠٣-١٠",
        "x" * 999,
    ],
)
def test_other_texts_are_refused_with_two_sentences(text: str) -> None:
    with pytest.raises(ValueError, match=r"[^.]+\. [A-Z][^.]+\.$") as caught:
        parse_day(text, TODAY)
    assert len(str(caught.value)) < 160


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon,wed,fri", (0, 2, 4)),
        ("fri mon", (0, 4)),
        ("Monday, Sunday", (0, 6)),
        ("tues thurs", (1, 3)),
        ("daily", tuple(range(7))),
        ("every day", tuple(range(7))),
        ("tue,tue", (1,)),
    ],
)
def test_weekdays_that_people_type(text: str, expected: tuple[int, ...]) -> None:
    assert parse_weekdays(text) == expected


@pytest.mark.parametrize("text", ["", " , ", "mo", "funday", "mon;tue", "monkey", "mondaytuesday", "0"])
def test_other_weekdays_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Write days such as mon,wed,fri, or daily\."):
        parse_weekdays(text)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_weekdays_read_back(chosen: set[int]) -> None:
    assert parse_weekdays(weekday_text(tuple(sorted(chosen)))) == tuple(sorted(chosen))


def test_every_day_of_the_week_is_called_daily_and_fewer_by_their_names() -> None:
    assert weekday_text(tuple(range(7))) == "daily"
    assert weekday_text(tuple(range(6))) == "mon,tue,wed,thu,fri,sat"
