"""The course of the outcome measures, by example and by property."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.domain.because import Because
from rehab.domain.diary import Diary, MeasureTaken
from rehab.domain.measures import (
    Due,
    Weight,
    changes,
    due,
    earlier,
    falls,
    latest,
    mean,
    points_text,
    psfs_change,
    taken,
)
from rehab.domain.programmes import MeasureDue
from rehab.domain.words import MeasureKind
from tests.samples import MONDAY, diary

PSFS, LEFS, HAGOS = MeasureKind.PSFS, MeasureKind.LEFS, MeasureKind.HAGOS
IMPORTANT, DOUBTFUL, SMALL = Weight.IMPORTANT, Weight.MAY_BE_ERROR, Weight.WITHIN_ERROR


def measure(week: int, kind: MeasureKind, **scores: int) -> MeasureTaken:
    day = MONDAY + timedelta(weeks=week)
    return MeasureTaken(f"{kind}-{week}", day, kind, {k.replace("_", " "): v for k, v in scores.items()})


def book(*measures: MeasureTaken) -> Diary:
    return replace(diary(), measures=measures)


def week(n: int) -> date:
    return MONDAY + timedelta(weeks=n)


LATER = week(20)


def weighed(before: MeasureTaken, now: MeasureTaken) -> dict[str, tuple[Fraction, Weight]]:
    return {one.name: (one.by, one.weight) for one in changes(now, before)}


def test_measures_are_taken_in_the_order_of_their_days_within_the_days_asked() -> None:
    first, second, other = measure(0, LEFS, total=40), measure(2, LEFS, total=50), measure(1, HAGOS, pain=5)
    found = book(second, other, first)
    assert taken(found, LEFS, week(2)) == (first, second)
    assert taken(found, LEFS, week(2), since=week(0)) == (first, second)
    assert taken(found, LEFS, week(2), since=week(0) + timedelta(1)) == (second,)
    assert taken(found, LEFS, week(2) - timedelta(1)) == (first,)
    assert latest(found, LEFS, week(2)) == second
    assert latest(found, LEFS, week(1)) == first
    assert latest(found, PSFS, LATER) is None
    assert earlier(found, second) == (first,)
    assert earlier(found, first) == ()


def test_of_one_day_the_one_recorded_last_is_the_newest() -> None:
    one, other = measure(0, LEFS, total=40), replace(measure(0, LEFS, total=41), entry="again")
    assert latest(book(one, other), LEFS, week(0)) == other
    assert earlier(book(one, other), other) == (one,)
    assert earlier(book(one, other), one) == ()


def test_means_are_exact() -> None:
    assert mean({"a": 1, "b": 1, "c": 2}) == Fraction(4, 3)


@pytest.mark.parametrize(
    ("points", "plain", "signed"),
    [
        (0, "0", "0"),
        (3, "3", "+3"),
        (-3, "-3", "-3"),
        (Fraction(16, 3), "5.3", "+5.3"),
        (Fraction(-5, 3), "-1.6", "-1.6"),
        (Fraction(199, 100), "1.9", "+1.9"),
        (Fraction(1, 20), "0", "0"),
        (Fraction(-1, 20), "0", "0"),
        (Fraction(1, 10), "0.1", "+0.1"),
        (Fraction(-1, 10), "-0.1", "-0.1"),
        (12, "12", "+12"),
    ],
)
def test_points_are_cut_and_never_rounded_up(points: Fraction | int, plain: str, signed: str) -> None:
    assert points_text(points) == plain
    assert points_text(points, signed=True) == signed


def test_the_mean_is_compared_only_over_activities_that_both_times_have() -> None:
    before = measure(0, PSFS, stairs=2, running=0)
    now = measure(1, PSFS, Stairs=4, sitting=10)
    assert weighed(before, now) == {"mean": (Fraction(2), IMPORTANT), "Stairs": (Fraction(2), SMALL)}
    assert weighed(measure(0, PSFS, a=1), measure(1, PSFS, b=1)) == {}


@pytest.mark.parametrize(
    ("kind", "name", "by", "weight"),
    [
        (PSFS, "stairs", 2, SMALL),
        (PSFS, "stairs", 3, IMPORTANT),
        (LEFS, "total", 8, SMALL),
        (LEFS, "total", 9, IMPORTANT),
        (HAGOS, "pain", 17, SMALL),
        (HAGOS, "pain", 18, DOUBTFUL),
        (HAGOS, "pain", 33, DOUBTFUL),
        (HAGOS, "pain", 34, IMPORTANT),
        (MeasureKind.IHOT12, "total", 8, SMALL),
        (MeasureKind.IHOT12, "total", 9, IMPORTANT),
    ],
)
def test_a_change_counts_from_the_change_value_of_its_measure_on(
    kind: MeasureKind, name: str, by: int, weight: Weight
) -> None:
    low, high = measure(0, kind, **{name: 5}), measure(1, kind, **{name: 5 + by})
    assert weighed(low, high)[name] == (by, weight)
    assert weighed(high, low)[name] == (-by, weight)


@pytest.mark.parametrize(("sums", "weight"), [((15, 20), SMALL), ((15, 21), IMPORTANT)])
def test_the_mean_counts_from_two_whole_points_on(sums: tuple[int, int], weight: Weight) -> None:
    before, now = (
        measure(n, PSFS, a=total // 3, b=total // 3, c=total - 2 * (total // 3))
        for n, total in enumerate(sums)
    )
    assert weighed(before, now)["mean"] == (Fraction(sums[1] - sums[0], 3), weight)


def test_a_global_change_is_told_by_its_word_alone() -> None:
    kind = MeasureKind.GLOBAL_CHANGE
    assert changes(measure(1, kind, change=3), measure(0, kind, change=-3)) == ()


def test_each_change_names_its_entries_days_and_values() -> None:
    before, now = measure(0, PSFS, a=4, b=3), measure(1, PSFS, a=1, b=1)
    average, one, _ = changes(now, before)
    assert average.because == (
        Because("psfs-0", week(0), "psfs mean", "3.5"),
        Because("psfs-1", week(1), "psfs mean", "1"),
    )
    assert one.because == (
        Because("psfs-0", week(0), "psfs a", 4),
        Because("psfs-1", week(1), "psfs a", 1),
    )


def test_a_mean_is_told_over_the_activities_that_both_times_have() -> None:
    average = changes(measure(1, PSFS, A=1, c=9), measure(0, PSFS, a=4, b=9))[0]
    assert [one.value for one in average.because] == ["4", "1"]


def test_the_change_of_the_mean_runs_from_the_first_on_or_after_a_day() -> None:
    found = book(measure(0, PSFS, a=0), measure(4, PSFS, a=3), measure(8, PSFS, a=5))
    assert psfs_change(found, LATER) == 5
    assert psfs_change(found, LATER, since=week(1)) == 2
    assert psfs_change(found, week(4)) == 3
    assert psfs_change(found, LATER, since=week(5)) is None
    assert psfs_change(book(), LATER) is None
    assert psfs_change(book(measure(0, PSFS, a=1), measure(1, PSFS, b=1)), LATER) is None


@pytest.mark.parametrize(
    ("kind", "before", "now", "names"),
    [
        (PSFS, {"a": 6, "b": 6}, {"a": 4, "b": 4}, ["mean"]),
        (PSFS, {"a": 6, "b": 6}, {"a": 4, "b": 5}, []),
        (PSFS, {"a": 6, "b": 6}, {"a": 3, "b": 6}, ["a"]),
        (PSFS, {"a": 6, "b": 6}, {"a": 3, "b": 5}, ["mean", "a"]),
        (PSFS, {"a": 6}, {"a": 9}, []),
        (LEFS, {"total": 60}, {"total": 51}, ["total"]),
        (LEFS, {"total": 60}, {"total": 52}, []),
        (HAGOS, {"pain": 90}, {"pain": 10}, []),
    ],
)
def test_what_has_fallen_by_an_important_amount(
    kind: MeasureKind, before: dict[str, int], now: dict[str, int], names: list[str]
) -> None:
    found = falls(book(measure(0, kind, **before), measure(1, kind, **now)), LATER)
    assert [one.name for one in found] == names


def test_a_fall_is_counted_from_the_best_earlier_value_since_a_day() -> None:
    found = book(*(measure(n, LEFS, total=total) for n, total in enumerate((70, 50, 55, 55, 45))))
    (fall,) = falls(found, LATER)
    assert (fall.before.day, fall.now.day, fall.by) == (week(0), week(4), -25)
    (fall,) = falls(found, LATER, since=week(1))
    assert (fall.before.day, fall.by) == (week(2), -10)
    assert falls(found, LATER, since=week(4)) == ()
    assert falls(found, week(3), since=week(1)) == ()


def test_measures_are_due_from_the_start_and_again_after_so_many_days() -> None:
    schedule = (MeasureDue(PSFS, 14, ()), MeasureDue(LEFS, 28, ()))
    assert due(book(), schedule, MONDAY - timedelta(1)) == ()
    assert due(book(), schedule, MONDAY) == tuple(Due(one, MONDAY) for one in schedule)
    given_once = book(measure(1, PSFS, a=1), measure(0, LEFS, total=9))
    assert due(given_once, schedule, week(3) - timedelta(1)) == ()
    assert due(given_once, schedule, week(3)) == (Due(schedule[0], week(3)),)
    assert due(given_once, schedule, week(4)) == (Due(schedule[0], week(3)), Due(schedule[1], week(4)))


SCORES = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 10), min_size=1)


@given(SCORES, SCORES)
def test_going_there_and_back_changes_the_sign_and_nothing_else(
    one: dict[str, int], other: dict[str, int]
) -> None:
    there, back = measure(0, PSFS, **one), measure(0, PSFS, **other)
    forth = weighed(there, back)
    assert {name: (-by, w) for name, (by, w) in weighed(back, there).items()} == forth
    assert set(forth) - {"mean"} == set(one) & set(other)


@given(st.lists(SCORES, min_size=1, max_size=6))
def test_an_improvement_of_every_activity_is_never_a_fall(courses: list[dict[str, int]]) -> None:
    before = [measure(n, PSFS, **scores) for n, scores in enumerate(courses)]
    best = measure(9, PSFS, **dict.fromkeys("abcde", 10))
    assert falls(book(*before, best), LATER) == ()
