"""The session guard: the largest of the last 30 days, its edges, and session spikes."""

from datetime import date, timedelta

import pytest

from rehab.domain.days import Week
from rehab.domain.session_guard import guards, session_bound, spike
from tests.samples import MONDAY, prescription

EARLY = MONDAY - timedelta(days=365)
WEEK = Week(MONDAY)


def guard_on(days: dict[date, int], position: int = 0, since: date = EARLY) -> int:
    day = MONDAY + timedelta(days=position)
    return guards(days, WEEK, [day], prescription(), since=since, without=24)[0]


def ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("largest", "step", "bound"),
    [
        (24, 1, 26),
        (9, 1, 12),
        (10, 1, 12),
        (13, 1, 14),
        (19, 1, 20),
        (20, 1, 22),
        (1, 1, 12),
        (100, 30, 120),
        (300, 30, 330),
    ],
)
def test_bound_of_a_session(largest: int, step: int, bound: int) -> None:
    dose = prescription(entry=(3, 8), step=step) if step == 1 else prescription(entry=(1, 120), step=step)
    assert session_bound(largest, dose) == bound


def test_one_step_more_where_ten_percent_is_less_than_a_step() -> None:
    tiny = prescription(entry=(1, 2))
    assert [session_bound(n, tiny) for n in range(1, 12)] == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


def test_thirty_days_count_and_thirty_one_do_not() -> None:
    assert guard_on({ago(30): 30}) == 33
    assert guard_on({ago(31): 30}) == 24
    assert guard_on({ago(31): 90, ago(30): 30}) == 33


def test_a_bout_leaves_the_window_during_the_week() -> None:
    days = {ago(28): 50, ago(1): 20}
    assert guard_on(days, 2) == 55
    assert guard_on(days, 3) == 22, "the day on which 28 days ago has become 31"


def test_bouts_before_the_start_never_count() -> None:
    assert guard_on({ago(3): 90}, since=MONDAY) == 24
    assert guard_on({ago(3): 90, ago(2): 20}, since=ago(2)) == 22


def test_bouts_of_the_week_itself_do_not_lift_its_own_guard() -> None:
    assert guard_on({ago(1): 20, MONDAY: 90}, 2) == 22


@pytest.mark.parametrize(("done", "found"), [(31, False), (32, True), (0, False)])
def test_a_spike_is_above_130_percent_of_the_largest(done: int, found: bool) -> None:
    day = spike({ago(3): 24, MONDAY: done}, WEEK, prescription(), since=EARLY)
    assert day == (MONDAY if found else None)


def test_without_a_bout_the_entry_session_is_the_measure_of_a_spike() -> None:
    assert spike({MONDAY: 31}, WEEK, prescription(), since=EARLY) is None
    assert spike({MONDAY: 32}, WEEK, prescription(), since=EARLY) == MONDAY


def test_a_spike_is_measured_against_the_days_before_it_also_of_its_own_week() -> None:
    second = MONDAY + timedelta(days=2)
    assert spike({MONDAY: 30, second: 39}, WEEK, prescription(), since=EARLY) is None
    assert spike({MONDAY: 30, second: 40}, WEEK, prescription(), since=EARLY) == second
