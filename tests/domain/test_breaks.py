"""The break table on both sides of every edge."""

import pytest

from rehab.domain.breaks import TABLE, break_row, re_entry


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (7, None),
        (8, 75),
        (13, 75),
        (14, 50),
        (27, 50),
        (28, 36),
        (89, 36),
        (90, 36),
        (1000, 36),
        (None, None),
        (0, None),
    ],
)
def test_first_week_back_after_a_gap(days: int | None, expected: int | None) -> None:
    row = break_row(days)
    assert (re_entry(row, 100, 36, 1) if row else None) == expected


@pytest.mark.parametrize(
    ("days", "confirmation", "anew"),
    [(27, False, False), (28, True, False), (89, True, False), (90, True, True)],
)
def test_what_a_long_gap_asks_for(days: int, confirmation: bool, anew: bool) -> None:
    row = break_row(days)
    assert row is not None
    assert (row.confirmation, row.new_baseline) == (confirmation, anew)


def test_half_of_the_reference_counts_where_it_is_lower_than_the_entry_dose() -> None:
    row = break_row(28)
    assert row is not None
    assert re_entry(row, 60, 36, 1) == 30


def test_no_return_under_half_the_entry_dose_and_never_a_raise() -> None:
    row = break_row(28)
    assert row is not None
    assert re_entry(row, 40, 72, 1) == 36
    assert re_entry(row, 20, 72, 1) == 20


def test_rounding_is_down_to_whole_steps() -> None:
    row = break_row(8)
    assert row is not None
    assert re_entry(row, 90, 20, 20) == 60


def test_longer_gaps_never_leave_more() -> None:
    left = [re_entry(row, 240, 72, 1) for row in reversed(TABLE)]
    assert left == sorted(left, reverse=True)
