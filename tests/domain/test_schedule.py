"""Training days, the spread of a week's volume over them, and the sets of a session."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.domain.days import Week
from rehab.domain.schedule import exercise_days, lay_sets, session_days, session_seconds, spread
from rehab.domain.words import Unit
from tests.samples import DAILY, MON_WED_FRI, MONDAY, exercise, prescription

weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))


@pytest.mark.parametrize(
    ("days", "wanted", "rest", "expected"),
    [
        (MON_WED_FRI, 3, 1, (0, 2, 4)),
        (DAILY, 7, 0, DAILY),
        (DAILY, 2, 1, (0, 3)),
        ((0, 1, 2), 3, 1, (0, 2)),
        ((5, 6), 2, 1, (5,)),
        ((0, 6), 2, 1, (0,)),
        ((2,), 7, 0, (2,)),
        (DAILY, 3, 2, (0, 3)),
    ],
)
def test_days_of_an_exercise(
    days: tuple[int, ...], wanted: int, rest: int, expected: tuple[int, ...]
) -> None:
    assert exercise_days(days, wanted, rest) == expected


@given(weekdays, st.integers(1, 7), st.integers(0, 3))
def test_days_are_training_days_with_rest_also_across_the_weeks_end(
    days: tuple[int, ...], wanted: int, rest: int
) -> None:
    chosen = exercise_days(days, wanted, rest)
    assert set(chosen) <= set(days)
    assert 1 <= len(chosen) <= wanted
    around = [*chosen, chosen[0] + 7]
    assert all(b - a > rest for a, b in pairwise(around)) or len(chosen) == 1


def test_positions_count_from_the_weeks_first_day() -> None:
    thursday = Week(MONDAY.replace(day=5))
    assert session_days(thursday, prescription(), MON_WED_FRI) == (1, 4, 6)


@pytest.mark.parametrize(
    ("amount", "guards", "step", "expected"),
    [
        (79, (27, 27, 27), 1, (27, 26, 26)),
        (79, (26, 26, 26), 1, (26, 26, 26)),
        (79, (40, 10, 40), 1, (35, 10, 34)),
        (330, (200, 200), 30, (180, 150)),
        (335, (200, 200), 30, (180, 150)),
        (5, (9, 9, 9), 10, (0, 0, 0)),
        (0, (9, 9), 1, (0, 0)),
        (50, (), 1, ()),
        (60, (29, 29), 10, (20, 20)),
    ],
)
def test_a_week_laid_over_its_sessions(
    amount: int, guards: tuple[int, ...], step: int, expected: tuple[int, ...]
) -> None:
    assert spread(amount, guards, step) == expected


@given(st.integers(0, 5000), st.lists(st.integers(0, 900), min_size=1, max_size=7), st.integers(1, 60))
def test_the_spread_sums_to_all_that_finds_room(amount: int, guards: list[int], step: int) -> None:
    laid = spread(amount, guards, step)
    assert all(n % step == 0 and 0 <= n <= guard for n, guard in zip(laid, guards, strict=True))
    assert sum(laid) == min(amount // step * step, sum(guard // step * step for guard in guards))


@given(st.integers(0, 5000), st.integers(1, 7), st.integers(1, 60))
def test_without_a_guard_in_the_way_sessions_differ_by_one_step_at_most(
    amount: int, sessions: int, step: int
) -> None:
    laid = spread(amount, [10_000] * sessions, step)
    assert max(laid) - min(laid) in (0, step)
    assert list(laid) == sorted(laid, reverse=True)


@pytest.mark.parametrize(
    ("total", "sets"),
    [
        (24, (8, 8, 8)),
        (26, (9, 9, 8)),
        (45, (15, 15, 15)),
        (46, (12, 12, 11, 11)),
        (2, (1, 1)),
        (1, (1,)),
        (0, ()),
    ],
)
def test_a_session_is_laid_over_the_sets_of_the_entry_dose(total: int, sets: tuple[int, ...]) -> None:
    assert lay_sets(total, prescription(entry=(3, 8), target=(3, 15))) == sets


@given(st.integers(1, 400), st.integers(1, 5), st.sampled_from([1, 5, 30]))
def test_sets_sum_to_the_session_in_whole_steps(units: int, sets: int, step: int) -> None:
    dose = prescription(entry=(sets, 8 * step), target=(sets + 1, 12 * step), step=step)
    laid = lay_sets(units * step, dose)
    assert sum(laid) == units * step
    assert all(n > 0 and n % step == 0 for n in laid)
    assert max(laid) - min(laid) <= step
    assert max(laid) <= 12 * step


def test_session_time_counts_work_and_the_rests_between_sets() -> None:
    assert session_seconds(exercise(), (8, 8, 8)) == 24 * 3 + 2 * 60
    assert session_seconds(exercise(unit=Unit.SECONDS), (30, 30)) == 60 + 60
    assert session_seconds(exercise(), ()) == 0
