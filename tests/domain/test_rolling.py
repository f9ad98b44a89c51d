"""The rolling guard: what seven days leave, and how sessions move, shrink and fall away."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rehab.domain.days import week_of
from rehab.domain.diary import Diary
from rehab.domain.plan import week_plan
from rehab.domain.plan_week import rolled_in
from rehab.domain.rolling import Room, roll
from rehab.domain.words import DecisionKind as Kind
from tests.domain.cases import SECOND, day, ruled, series_week
from tests.samples import MONDAY, bout, diary, mornings, records, with_entries


def days(amounts: Mapping[int, int]) -> dict[date, int]:
    return {day(number): amount for number, amount in amounts.items()}


def room(done: Mapping[int, int] | None = None, **changes: Any) -> Room:
    """A week of at most 72 after one of 60, planned on its first morning, a rest day between sessions."""
    plain = Room(SECOND, 72, 60, days(done or {}), MONDAY, SECOND.start, day(7), 2, 1)
    return replace(plain, **changes)


def rolled(sessions: Mapping[int, int], at: Room) -> dict[int, int]:
    found = roll(tuple(days(sessions).items()), at)
    return {(one - SECOND.start).days: amount for one, amount in found}


def test_within_the_week_its_own_limit_leaves_the_room() -> None:
    assert room(limit_before=99).left(day(6), days({0: 24, 2: 24})) == 24
    assert room(limit_before=99).left(day(5), days({0: 24, 2: 24})) == 51, "the sixth day looks across"


@pytest.mark.parametrize(("before", "left"), [(60, 30), (72, 30), (80, 38)])
def test_across_the_border_the_higher_limit_of_both_counts(before: int, left: int) -> None:
    assert room({-6: 20, -4: 22}, limit_before=before).left(day(0), {}) == left


def test_seven_days_count_and_the_eighth_does_not() -> None:
    assert room({-6: 20, -7: 30}).left(day(0), {}) == 52
    assert room({-6: 20}).left(day(1), {}) == 72
    assert room().left(day(4), days({-3: 10, -2: 5, 4: 1, 5: 50})) == 66


def test_days_before_the_start_do_not_count() -> None:
    done = {-4: 20, -3: 10}
    assert room(done, since=day(-3)).left(day(0), {}) == 62
    assert room(done, since=day(-4)).left(day(0), {}) == 42
    assert room(done, since=day(0), limit_before=99).left(day(0), {}) == 72, "the week before is no week"


def test_days_not_lived_yet_when_the_plan_was_made_do_not_count() -> None:
    done = {-1: 10, 0: 20, 1: 30}
    assert room(done).left(day(2), {}) == 62
    assert room(done, known=day(1)).left(day(2), {}) == 42
    assert room(done, known=SECOND.end).left(day(2), {}) == 12


def test_what_fits_stays_as_it_is() -> None:
    assert rolled({0: 24, 2: 24, 4: 24}, room({-7: 24, -5: 24, -3: 24})) == {0: 24, 2: 24, 4: 24}
    assert rolled({0: 72}, room()) == {0: 72}


TIGHT = {-6: 24, -4: 24, -1: 24}
"""A day that leaves seven days' sum between the first and the second day of the week."""


def test_a_session_moves_by_a_day_before_it_shrinks() -> None:
    assert rolled({0: 24, 3: 24}, room(TIGHT)) == {1: 24, 3: 24}
    assert rolled({0: 20, 3: 24}, room({-6: 53})) == {1: 20, 3: 24}
    assert rolled({0: 19, 3: 24}, room({-6: 53})) == {0: 19, 3: 24}, "exactly the room needs no move"


def test_a_session_moves_only_where_the_day_after_has_more_room() -> None:
    assert rolled({0: 24, 3: 24}, room({-5: 24, -4: 24, -1: 20})) == {0: 4, 3: 24}


def test_a_moved_session_shrinks_to_what_is_left() -> None:
    assert rolled({0: 24, 3: 24}, room({-6: 10, -5: 30, -3: 30})) == {1: 12, 3: 24}


@pytest.mark.parametrize(("following", "found"), [(2, {2: 24}), (3, {1: 24, 3: 24})])
def test_a_session_never_moves_closer_to_the_next_than_its_rest_days(
    following: int, found: dict[int, int]
) -> None:
    assert rolled({0: 24, following: 24}, room(TIGHT)) == found


@pytest.mark.parametrize(
    ("next_day", "apart", "moves"), [(7, 2, False), (8, 2, True), (7, 1, True), (9, 4, False), (10, 4, True)]
)
def test_the_last_session_keeps_its_distance_to_the_next_weeks_first(
    next_day: int, apart: int, moves: bool
) -> None:
    at = room({-1: 60}, next_day=day(next_day), apart=apart)
    assert rolled({5: 24}, at) == ({6: 24} if moves else {5: 12})


def test_a_session_never_moves_out_of_the_week() -> None:
    at = room({0: 60}, next_day=day(14), known=day(1), apart=1)
    assert rolled({6: 24}, at) == {6: 12}


def test_a_session_never_moves_onto_a_day_with_a_bout() -> None:
    at = room({0: 60, 6: 5}, known=SECOND.end, next_day=day(14), limit_before=72)
    assert at.left(day(5), {}) == 12
    assert rolled({5: 24}, replace(at, done=days({-1: 60, 6: 5}))) == {5: 12}
    assert rolled({5: 24}, replace(at, done=days({-1: 60, 6: 0}))) == {6: 24}


def test_a_bout_that_was_not_done_yet_moves_nothing() -> None:
    assert rolled({0: 24, 3: 24}, room(TIGHT | {1: 24})) == {1: 24, 3: 24}


def test_a_session_shrinks_in_whole_steps_and_is_left_out_at_nothing() -> None:
    done = {-5: 30, -4: 25}
    assert rolled({0: 20, 2: 20}, room(done, step=5)) == {0: 15, 2: 20}
    assert rolled({0: 20}, room({-5: 68}, step=5)) == {}
    assert rolled({0: 20}, room({-5: 67}, step=5)) == {0: 5}
    assert rolled({0: 20}, room({-5: 90}, step=5)) == {}
    assert rolled({}, room()) == {}


def test_the_sum_counts_what_was_placed_and_not_what_was_wanted() -> None:
    assert rolled({0: 40, 2: 40, 4: 40}, room({-5: 60}, limit=80)) == {0: 20, 2: 40, 4: 20}


@pytest.mark.parametrize(("largest", "amount"), [(-29, 33), (-30, 22)])
def test_a_moved_session_keeps_within_the_session_guard_of_its_new_day(largest: int, amount: int) -> None:
    record = series_week(week=SECOND, ruling=ruled("P13", Kind.PROGRESS, 45))
    done = {day(largest): 30, day(-6): 20}
    # On the first day 110 % of 30 may be done, but seven days leave 25; a day later 30 days hold less.
    found = rolled_in(record, [(day(0), 33)], done, day(-60), day(0), [day(0)])
    assert found == ((day(1), amount),)


def lived(*done: tuple[int, int], weekdays: tuple[int, ...] = (0, 2, 4)) -> Diary:
    """A first week with bouts on the given days, counted from the second week's first, all mornings 0."""
    book = with_entries(diary(weekdays=weekdays), *mornings(MONDAY, 8))
    return with_entries(book, *(bout(day(number), reps) for number, reps in done))


def laid(book: Diary, weeks: int = 2) -> list[tuple[int, int]]:
    """The second week's sessions, as the diary stands on the first day of the last of so many weeks."""
    return [((one - SECOND.start).days, amount) for one, amount in records(book, weeks)[1].sessions]


def test_a_week_after_a_late_session_is_laid_within_seven_days() -> None:
    book = lived((-7, 24), (-5, 24), (-2, 24))
    week = records(book, 2)[-1]
    # Friday's seven days hold 24 + 26 + 26 already, of 79; a day later last Saturday is out of them.
    assert laid(book) == [(0, 26), (2, 26), (5, 26)]
    assert week.guards == ("SESSION", "ROLLING"), "79 allowed, 26 a session at most"
    book = with_entries(book, bout(day(-1), 24))
    week = records(book, 2)[-1]
    assert (week.ruling.rule, week.limit, week.guards) == ("P8", 72, ("ROLLING",))
    assert laid(book) == [(2, 24), (5, 24)], "the six days before Monday hold 72 of 72"


MOVED = ((-6, 30), (-4, 18))
"""A first week that moves the second's Monday session to Tuesday."""


def test_a_plan_stays_as_it_was_made_whatever_is_done_in_its_week() -> None:
    book = lived(*MOVED, weekdays=(0, 3))
    assert laid(book) == [(1, 26), (3, 26)]
    assert laid(with_entries(book, bout(day(1), 26)), 3) == [(1, 26), (3, 26)]


def plan_on(book: Diary, number: int) -> list[tuple[int, int]]:
    """The sessions of the second week as they stand on one of its days."""
    plan = week_plan(book, week_of(book.starts, SECOND.start), day(number))
    return [((s.day - SECOND.start).days, s.volume) for s in plan.exercises[0].sessions]


def test_in_the_running_week_what_was_logged_takes_the_room_of_what_comes() -> None:
    book = lived((-7, 24), (-5, 24), (-3, 24))
    assert plan_on(book, 0) == [(0, 26), (2, 26), (4, 26)]
    more = with_entries(book, bout(day(0), 40))
    # Wednesday looks back to last Friday's 24: 79 − 24 − 40. Friday has what the week's limit leaves.
    assert plan_on(more, 0) == [(0, 26), (2, 15), (4, 13)]
    assert plan_on(with_entries(book, bout(day(0), 26)), 1) == [(0, 26), (2, 26), (4, 26)]
    assert plan_on(with_entries(book, bout(day(0), 79)), 1) == [(0, 26)]


def test_in_the_running_week_a_moved_session_counts_as_done_on_its_new_day() -> None:
    book = lived(*MOVED, weekdays=(0, 3))
    assert plan_on(book, 0) == [(1, 26), (3, 26)]
    assert plan_on(with_entries(book, bout(day(1), 30)), 2) == [(1, 26), (3, 22)]
