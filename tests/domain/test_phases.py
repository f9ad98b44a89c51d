"""Phase changes: what an exercise keeps, and from where it starts or returns."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rehab.domain.course import TWICE_REGRESSED
from rehab.domain.days import week_of
from rehab.domain.diary import Assignment, Clearance, Diary, PhaseStart, Raised
from rehab.domain.fold import fold
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import Urgency
from tests.samples import (
    MONDAY,
    bout,
    diary,
    exercise,
    mornings,
    phase,
    prescription,
    programme,
    start_of,
    train,
    with_entries,
)

FULL = ((8, 8, 8), (8, 8, 8), (8, 8, 8))
OTHER = exercise("bridge")
FIRST = phase(prescription(), name="first")
BOTH = phase(prescription(entry=(2, 10)), prescription("bridge", entry=(2, 8)), name="both")
WITHOUT = phase(prescription("bridge", entry=(2, 8)), name="without")
OF = programme(FIRST, BOTH, WITHOUT, exercises=(exercise(), OTHER))


def moved(book: Diary, *changes: tuple[int, str]) -> Diary:
    """Phases beginning on days counted from the programme's start."""
    starts = (PhaseStart(f"p{n}", MONDAY + timedelta(days=n), to, "Dr A", "GP") for n, to in changes)
    return replace(book, phases=tuple(starts))


def in_week(book: Diary, week: int) -> dict[str, SeriesWeek]:
    first = start_of(book, week)
    record = list(fold(book.upto(first), week_of(book.starts, first), first))[-1]
    return {series.exercise: item for series, item in record.series.items()}


def test_an_exercise_done_lately_keeps_its_reference_and_a_new_one_starts_at_entry() -> None:
    book = train(moved(diary(OF), (7, "both")), 0, *FULL)
    week = in_week(with_entries(book, *mornings(start_of(book, 1), 1)), 1)
    carried, new = week["raise"], week["bridge"]
    assert (carried.reference, carried.limit, carried.entry) == (72, 79, 60)
    assert (new.first, new.reference, new.limit) == (True, 48, 48)


@pytest.mark.parametrize(("day", "week"), [(7, 1), (8, 2), (13, 2), (14, 2)])
def test_a_change_takes_effect_at_a_weeks_start(day: int, week: int) -> None:
    book = moved(diary(OF), (day, "both"))
    assert [("bridge" in in_week(book, n)) for n in range(4)] == [n >= week for n in range(4)]


@pytest.mark.parametrize(("away", "limit"), [(1, 54), (2, 36), (3, 36), (4, 36), (5, 36)])
def test_an_exercise_that_a_phase_left_out_comes_back_by_the_break_table(away: int, limit: int) -> None:
    book = moved(diary(OF), (7, "without"), (7 * (1 + away), "first"))
    week = in_week(train(book, 0, *FULL), 1 + away)["raise"]
    assert (week.reference, week.ruling.rule, week.limit) == (72, "P5", limit)


def test_more_than_28_days_away_the_lower_of_half_and_the_entry_dose_counts() -> None:
    small = phase(prescription(entry=(1, 8)), name="small")
    of = programme(FIRST, WITHOUT, small, exercises=(exercise(), OTHER))
    book = train(moved(diary(of), (7, "without"), (35, "small")), 0, *FULL)
    week = in_week(book, 5)["raise"]
    assert (week.gap_days, week.entry, week.limit) == (31, 24, 24)


def test_a_week_with_breaches_is_never_the_clean_one_though_the_exercise_paused_after_it() -> None:
    book = moved(diary(OF), (14, "without"), (21, "first"))
    book = train(book, 0, (18,), (18,))
    book = train(book, 1, *FULL, pain_during=6)
    book = train(book, 2, *FULL, name="bridge")
    book = train(book, 3, (18,), (18,), (18,), pain_during=6)
    raised = Raised("again", start_of(book, 2), TWICE_REGRESSED, Urgency.ROUTINE, "Led back twice.", {})
    seen = Clearance("c1", start_of(book, 4), ("again",), "Dr A", "GP", "Go on.")
    book = replace(book, raised=(raised,), clearances=(seen,))
    week = in_week(with_entries(book, *mornings(start_of(book, 4), 1)), 4)["raise"]
    assert week.reference == 54
    assert (week.ruling.rule, week.limit) == ("P4", 36), "the clean week was the first, with 36"


def test_a_new_phase_starts_the_count_to_a_lighter_week_anew() -> None:
    strong = programme(
        phase(prescription(target=(3, 90)), name="a"), phase(prescription(target=(3, 90)), name="b")
    )
    stay, change = diary(strong), moved(diary(strong), (14, "b"))
    found = []
    for book in (stay, change):
        for week in range(3):
            planned = in_week(with_entries(book, *mornings(start_of(book, week), 1)), week)["raise"].sessions
            book = with_entries(book, *mornings(start_of(book, week), 7), *(bout(d, n) for d, n in planned))
        found.append(in_week(with_entries(book, *mornings(start_of(book, 3), 1)), 3)["raise"].ruling.rule)
    assert found == ["P10", "P13"]


def test_an_unknown_phase_changes_nothing() -> None:
    assert "bridge" not in in_week(moved(diary(OF), (0, "nowhere")), 1)


def test_going_back_to_a_phase_is_a_change_like_any_other() -> None:
    book = moved(diary(OF), (7, "without"), (14, "first"))
    assert [sorted(in_week(book, n)) for n in range(3)] == [["raise"], ["bridge"], ["raise"]]


def test_a_later_programme_replaces_the_first_and_keeps_the_weeks() -> None:
    book = train(diary(OF), 0, *FULL)
    later = programme(phase(prescription(days=2), name="other"), percent=5)
    change = Assignment("a2", start_of(book, 1), (1, 4), later, "hash2")
    book = replace(book, assignments=(*book.assignments, change))
    week = in_week(with_entries(book, *mornings(start_of(book, 1), 1)), 1)["raise"]
    assert (week.reference, week.limit, week.percent) == (72, 75, 5)
    assert [day.weekday() for day, _ in week.sessions] == [1, 4]
