"""The arithmetic of the 10 % rule on its vectors, and on every whole number up to 200,000."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.domain.rule import cap, cut, floor_step, half_entry, over, share, weeks_for_one_step

MOST = 200_000
amounts = st.integers(0, 1_000_000)
steps = st.integers(1, 600)
percents = st.integers(0, 10)


@pytest.mark.parametrize(
    ("reference", "step", "expected"),
    [
        (0, 1, 0),
        (0, 60, 0),
        (300, 60, 300),
        (300, 30, 330),
        (9, 1, 9),
        (10, 1, 11),
        (15, 1, 16),
        (24, 1, 26),
        (29, 1, 31),
        (3600, 300, 3900),
        (100, 1, 110),
    ],
)
def test_cap_vectors(reference: int, step: int, expected: int) -> None:
    assert cap(reference, 10, step) == expected


@pytest.mark.parametrize(
    ("volume", "step", "weeks"),
    [(1, 1, 8), (2, 1, 5), (3, 1, 4), (5, 1, 2), (8, 1, 2), (24, 3, 2), (30, 3, 1)],
)
def test_weeks_for_one_step(volume: int, step: int, weeks: int) -> None:
    assert weeks_for_one_step(volume, step) == weeks


@pytest.mark.parametrize("volume", [0, -1])
def test_weeks_for_one_step_has_no_meaning_from_zero(volume: int) -> None:
    with pytest.raises(ValueError, match=r"no meaning from zero\. Give a starting volume\."):
        weeks_for_one_step(volume, 1)


def test_every_whole_number_exactly_ten_percent_is_never_over_and_one_more_always_is() -> None:
    wrong = [
        n
        for n in range(1, MOST + 1)
        if over(n * 110 // 100, n, 10) or not over(n * 110 // 100 + 1, n, 10) or over(n, n, 10)
    ]
    assert wrong == []


def test_every_multiple_of_ten_plus_exactly_ten_percent_is_not_over() -> None:
    wrong = [
        n for n in range(10, MOST + 1, 10) if over(n // 10 * 11, n, 10) or not over(n // 10 * 11 + 1, n, 10)
    ]
    assert wrong == []


def test_every_cap_is_the_largest_volume_that_is_not_over() -> None:
    wrong = [
        n
        for n in range(1, MOST + 1)
        if cap(n, 10, 1) * 100 > 110 * n or (cap(n, 10, 1) + 1) * 100 <= 110 * n or over(cap(n, 10, 1), n, 10)
    ]
    assert wrong == []


def test_floats_would_report_exactly_ten_percent_as_over() -> None:
    wrong = [km for km in range(1, 100) if (km * 1.1 - km) / km > 0.10 or (km * 11 / 10 - km) / km > 0.10]
    assert wrong, "the control: this is why the rule counts in whole numbers"


@given(amounts, percents, steps)
def test_a_cap_is_in_whole_steps_and_the_largest_such_one(reference: int, percent: int, step: int) -> None:
    most = cap(reference, percent, step)
    assert most % step == 0
    assert not over(most, reference, percent)
    assert over(most + step, reference, percent)


@given(amounts, amounts, percents)
def test_over_is_the_cross_multiplication(done: int, reference: int, percent: int) -> None:
    assert over(done, reference, percent) is (done * 100 - reference * 100 > reference * percent)


@given(amounts, st.integers(0, 100), steps)
def test_a_share_is_rounded_down_to_whole_steps(reference: int, percent: int, step: int) -> None:
    part = share(reference, percent, step)
    assert part % step == 0
    assert part * 100 <= reference * percent < (part + step) * 100


@given(amounts, steps)
def test_floor_step_loses_less_than_a_step(amount: int, step: int) -> None:
    floored = floor_step(amount, step)
    assert floored % step == 0
    assert 0 <= amount - floored < step
    assert floor_step(floored, step) == floored


@given(amounts, amounts, amounts, steps)
def test_a_cut_never_raises_and_stops_at_half_the_entry_dose(
    reference: int, ceiling: int, entry: int, step: int
) -> None:
    left = cut(reference, ceiling, entry, step)
    assert left <= reference
    assert left >= min(reference, half_entry(entry, step))
    assert left in (reference, ceiling, half_entry(entry, step))


def test_the_floor_under_a_cut_never_lifts_a_small_reference() -> None:
    assert cut(10, 5, 100, 1) == 10
    assert cut(100, 5, 72, 1) == 36
    assert cut(100, 80, 72, 1) == 80
    assert half_entry(30, 20) == 0
