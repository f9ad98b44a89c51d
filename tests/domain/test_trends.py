"""The course of pain over weeks: TR1–TR5, PM4 and PM5, on both sides of every number (CE §2.3, §2.5)."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from statistics import median

import pytest

from rehab.domain.days import Week
from rehab.domain.diary import Diary, Morning
from rehab.domain.trends import (
    Course,
    Trend,
    course,
    flare,
    points_text,
    trend_unknown,
    twice_median,
    weekly_rise,
    window_median,
    worsening,
    worst_score,
)
from tests.samples import MONDAY, bout, diary, with_entries

Scores = Mapping[int, int]
LAST = 20
"""The day of the diary on which the trend over three weeks is asked for."""
BARELY = {0: 0, 1: 1, 3: 0, 8: 0, 9: 0, 10: 1, 12: 2, 15: 1, 17: 1, 18: 2, 19: 2, 20: 2}
"""Twelve scores whose middle slope is a tenth of a point a day, and whose first week is thin."""


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def scored(scores: Scores) -> Diary:
    """A diary of mornings: the scores by day, counted from the start."""
    return with_entries(diary(), *(Morning(f"m{n}", day(n), score) for n, score in scores.items()))


def run(first: int, *scores: int | None) -> dict[int, int]:
    """Scores on days in a row, ``None`` for a day without one."""
    return {first + n: score for n, score in enumerate(scores) if score is not None}


def level(first: int, twice: int, days: int = 7) -> dict[int, int]:
    """Days whose median is half of ``twice``: where it is no whole number, the last day has no score."""
    low, high = twice // 2, twice - twice // 2
    if low == high:
        return run(first, *[low] * days)
    even = days // 2 * 2
    return run(first, *[low, high] * (even // 2))


def theil_sen(scores: Scores) -> Fraction:
    return median(Fraction(b - a, n - m) for (m, a), (n, b) in combinations(sorted(scores.items()), 2))


@pytest.mark.parametrize(
    ("values", "twice"),
    [((3,), 6), ((3, 4), 7), ((9, 0, 4), 8), ((1, 9, 2, 4), 6), ((0, 0), 0), ((7, 7, 1, 0, 2), 4)],
)
def test_a_median_is_kept_twice_as_large(values: tuple[int, ...], twice: int) -> None:
    assert twice_median(iter(values)) == twice


def test_there_is_no_median_of_nothing() -> None:
    with pytest.raises(ValueError, match="no median of nothing"):
        twice_median(())


@pytest.mark.parametrize(("twice", "text"), [(0, "0"), (1, "0.5"), (6, "3"), (7, "3.5"), (20, "10")])
def test_half_points_are_said(twice: int, text: str) -> None:
    assert points_text(twice) == text


def test_the_worst_score_of_a_day_is_of_the_morning_at_rest_or_of_a_bout() -> None:
    book = with_entries(
        scored({0: 2, 1: 0}),
        Morning("rest", day(2), 1, rest_pain=4),
        Morning("none", day(3), None, stiffness_min=30),
        bout(day(0), 8, pain_before=1, pain_during=3, pain_after=None),
        bout(day(4), 8, pain_before=None, pain_during=None, pain_after=None),
        bout(day(5), 8, pain_before=5, pain_during=None, pain_after=2),
    )
    assert [worst_score(book, day(n)) for n in range(7)] == [3, 0, 4, None, None, 5, None]


@pytest.mark.parametrize(
    ("days", "count", "known"), [(7, 3, False), (7, 4, True), (14, 7, False), (14, 8, True)]
)
def test_a_window_wants_four_of_seven_days(days: int, count: int, known: bool) -> None:
    inside = scored(dict.fromkeys(range(days - count, days), 3))
    assert window_median(inside, day(days - 1), days) == (6 if known else None)
    beside = scored({**dict.fromkeys(range(1, count), 3), -1: 9, days: 9})
    assert window_median(beside, day(days - 1), days) is None, "the days next to the window are not of it"


def test_a_window_begins_and_ends_on_its_days() -> None:
    book = scored({-1: 10, 0: 1, 1: 1, 5: 3, 6: 3, 7: 10})
    assert window_median(book, day(6), 7) == 4


@pytest.mark.parametrize(
    ("first", "last", "trend"),
    [
        (20, 14, Trend.IMPROVING),
        (20, 15, Trend.SLIGHTLY_IMPROVING),
        (13, 9, Trend.IMPROVING),
        (14, 10, Trend.SLIGHTLY_IMPROVING),
        (17, 12, Trend.SLIGHTLY_IMPROVING),
        (4, 0, Trend.IMPROVING),
        (4, 1, Trend.SLIGHTLY_IMPROVING),
        (20, 18, Trend.SLIGHTLY_IMPROVING),
        (20, 19, Trend.STABLE),
        (6, 5, Trend.SLIGHTLY_IMPROVING),
        (7, 6, Trend.STABLE),
        (1, 0, Trend.SLIGHTLY_IMPROVING),
        (6, 6, Trend.STABLE),
        (0, 0, Trend.STABLE),
        (6, 7, Trend.STABLE),
        (4, 6, Trend.HIGHER),
    ],
    ids=[
        "TR1 by exactly 30 %, 10 to 7",
        "25 % is TR2",
        "TR1 by exactly 2 points, 6.5 to 4.5",
        "2 points of 7 are 28 %",
        "2.5 points of 8.5 are 29.4 %",
        "to none",
        "a point and a half is TR2",
        "TR2 by exactly a point, 10 to 9",
        "half a point of 10 is stable",
        "TR2 by half a point of 3, 16 %",
        "half a point of 3.5 is 14 %",
        "the last half point",
        "the same",
        "none all along",
        "half a point up is stable",
        "a point up is no rule",
    ],
)
def test_the_course_compares_the_last_two_weeks_with_the_first(first: int, last: int, trend: Trend) -> None:
    book = scored({**level(0, first, 14), **level(14, last, 14)})
    assert course(book, day(27)) == Course(trend, first, last)


@pytest.mark.parametrize(
    ("first", "last", "known"),
    [(range(8), range(15, 23), True), (range(7), range(14, 22), False), (range(8), range(14, 21), False)],
)
def test_tr5_is_a_window_of_the_course_with_fewer_than_eight_of_fourteen(
    first: range, last: range, known: bool
) -> None:
    found = course(scored(dict.fromkeys((*first, *last), 2)), day(27))
    assert (found.trend is Trend.UNKNOWN) is not known
    assert (found.first, found.last) == (4 if len(first) > 7 else None, 4 if len(last) > 7 else None)


def test_the_course_is_unknown_until_the_windows_no_longer_overlap() -> None:
    book = scored(dict.fromkeys(range(28), 2))
    assert [course(book, day(n)).trend for n in (26, 27)] == [Trend.UNKNOWN, Trend.STABLE]


def test_the_course_names_the_worsening_with_what_shows_it() -> None:
    book = scored({**level(7, 0), **level(14, 4), **level(21, 4)})
    found = course(book, day(27))
    assert found == Course(Trend.WORSENING, None, None, worsening(book, day(27)))
    assert found.because


@pytest.mark.parametrize(
    ("weeks", "worse"),
    [
        ((0, 0, 4), True),
        ((0, 0, 3), False),
        ((3, 3, 7), True),
        ((4, 4, 7), False),
        ((0, 4, 4), True),
        ((0, 4, 3), False),
        ((4, 0, 4), False),
        ((4, 4, 0), False),
    ],
)
def test_tr4_by_two_points_in_two_weeks(weeks: tuple[int, int, int], worse: bool) -> None:
    few = {n: score for week, twice in enumerate(weeks) for n, score in level(7 * week, twice, 4).items()}
    few.pop(7)  # eleven scores: the slope does not speak
    assert bool(worsening(scored(few), day(LAST))) is worse


@pytest.mark.parametrize(
    ("middle", "last", "worse"), [(2, 4, True), (2, 3, False), (1, 4, True), (1, 3, False)]
)
def test_tr4_by_a_point_in_each_of_two_weeks(middle: int, last: int, worse: bool) -> None:
    few = {**level(0, 0, 4), **level(7, middle, 3), **level(14, last, 4)}
    assert bool(worsening(scored(few), day(LAST))) is worse


@pytest.mark.parametrize(("first", "last", "worse"), [(4, 4, True), (3, 4, False), (4, 3, False)], ids=str)
def test_tr4_wants_four_scores_in_both_weeks(first: int, last: int, worse: bool) -> None:
    few = {**run(0, *[0] * first), **run(LAST - last + 1, *[5] * last)}
    assert bool(worsening(scored(few), day(LAST))) is worse


def test_tr4_by_medians_cites_both_and_the_scores_of_the_week() -> None:
    book = scored({**level(0, 1), 13: 5, **run(14, 2, None, 4, 2, 3, 5, 1)})
    facts = [(b.entry, b.day, b.field, b.value) for b in worsening(book, day(LAST))]
    assert facts == [
        (None, day(20), "median_now", "2.5"),
        (None, day(6), "median_before", "0.5"),
        ("m14", day(14), "morning", 2),
        ("m16", day(16), "morning", 4),
        ("m17", day(17), "morning", 2),
        ("m18", day(18), "morning", 3),
        ("m19", day(19), "morning", 5),
        ("m20", day(20), "morning", 1),
    ]


def test_tr4_by_a_slope_of_exactly_a_tenth_of_a_point_a_day_with_twelve_scores() -> None:
    assert (len(BARELY), theil_sen(BARELY)) == (12, Fraction(1, 10))
    facts = worsening(scored(BARELY), day(LAST))
    assert [(b.entry, b.day, b.field, b.value) for b in facts] == [
        (None, day(20), "slope_per_week", "+0.7"),
        ("m0", day(0), "morning", 0),
        ("m20", day(20), "morning", 2),
    ]


def test_tr4_by_a_slope_does_not_speak_with_eleven_scores() -> None:
    for left_out in BARELY:
        eleven = {n: score for n, score in BARELY.items() if n != left_out}
        assert not worsening(scored(eleven), day(LAST))
    assert any(theil_sen({n: s for n, s in BARELY.items() if n != out}) > Fraction(1, 10) for out in BARELY)


def test_tr4_by_a_slope_just_under_a_tenth_is_none() -> None:
    less = {1: 0, 2: 0, 4: 0, 5: 0, 6: 0, 8: 0, 10: 1, 11: 2, 13: 1, 14: 1, 16: 1, 19: 2}
    assert (len(less), theil_sen(less)) == (12, Fraction(21, 220))
    assert not worsening(scored(less), day(LAST))


def test_tr4_by_a_slope_leaves_gaps_in_the_dates_as_gaps() -> None:
    """The same twelve scores in a row would rise faster; a day outside the three weeks is none of them."""
    spread = dict(
        zip((0, 1, 2, 8, 9, 10, 11, 16, 17, 18, 19, 20), (0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1), strict=True)
    )
    close = dict(enumerate(spread.values(), start=9))
    assert theil_sen(spread) < Fraction(1, 10) <= theil_sen(close)
    assert not worsening(scored(spread), day(LAST))
    assert worsening(scored(close), day(LAST))
    beside = {-1: 0, **BARELY, 21: 9}
    beside.pop(0)
    assert not worsening(scored(beside), day(LAST)), "eleven, and one on each side"


@pytest.mark.parametrize(
    ("scores", "a_week"),
    [
        ({n: 1 + n // 6 for n in range(8, 21)}, "+1.2"),
        ({n: 1 + n // 4 for n in range(8, 20)}, "+1.5"),
        ({n: 1 + n // 3 for n in range(8, 20)}, "+2.3"),
        ({n: (n - 9) // 2 for n in range(9, 21)}, "+3.5"),
        ({n: n // 10 for n in range(21)}, None),
        ({n: (2 * n) // 21 for n in range(21)}, None),
        ({n: n % 3 for n in range(21)}, None),
        ({n: 4 - n // 6 for n in range(21)}, None),
        (dict.fromkeys(range(21), 4), None),
    ],
)
def test_the_middle_slope_is_theil_sens_and_is_said_by_week(scores: Scores, a_week: str | None) -> None:
    slope = theil_sen(scores)
    assert (slope >= Fraction(1, 10)) is (a_week is not None)
    found = [b.value for b in worsening(scored(scores), day(LAST)) if b.field == "slope_per_week"]
    assert found == ([] if a_week is None else [a_week])
    assert a_week is None or a_week == f"+{float(7 * slope):.1f}"


@pytest.mark.parametrize(("since", "worse"), [(-9, True), (0, True), (1, False), (14, False)])
@pytest.mark.parametrize("scores", [{**level(0, 0), **level(14, 4)}, BARELY], ids=["medians", "slope"])
def test_a_window_that_reaches_before_since_is_not_applicable(
    scores: Scores, since: int, worse: bool
) -> None:
    assert bool(worsening(scored(scores), day(LAST), day(since))) is worse


@pytest.mark.parametrize(
    ("first", "last", "since", "facts"),
    [
        (4, 4, 0, []),
        (4, 3, 0, [(20, 3)]),
        (3, 4, 0, [(6, 3)]),
        (0, 0, 0, [(20, 0), (6, 0)]),
        (3, 3, 1, [(20, 3)]),
        (3, 3, 14, [(20, 3)]),
        (3, 3, 15, []),
        (3, 3, -5, [(20, 3), (6, 3)]),
    ],
)
def test_tr5_names_the_weeks_with_too_few_scores(
    first: int, last: int, since: int, facts: list[tuple[int, int]]
) -> None:
    book = scored({**dict.fromkeys(range(7, 14), 1), **run(0, *[1] * first), **run(14, *[1] * last)})
    found = trend_unknown(book, day(LAST), day(since))
    assert [(b.entry, b.day, b.field, b.value) for b in found] == [
        (None, day(n), "scored_days", count) for n, count in facts
    ]


def rise(
    before: Scores, now: Scores, since: int = 0, field: str = "score"
) -> list[tuple[str, int, int, bool]]:
    """PM4 for the second week, from values on days of the first and the second week."""
    values = {**before, **{7 + n: value for n, value in now.items()}}
    book = with_entries(diary(), *(Morning(f"m{n}", day(n), **{field: v}) for n, v in values.items()))
    found = weekly_rise(book, Week(day(7)), day(since))
    return [(one.field, one.before, one.now, one.regress) for one in found]


@pytest.mark.parametrize(
    ("before", "now", "regress"),
    [
        (0, 1, None),
        (0, 2, False),
        (0, 3, False),
        (0, 4, True),
        (4, 6, False),
        (5, 7, False),
        (6, 7, None),
        (6, 8, True),
        (7, 9, False),
        (8, 10, False),
        (10, 12, False),
        (10, 13, True),
        (11, 14, False),
        (16, 20, True),
        (4, 4, None),
        (8, 2, None),
    ],
    ids=[
        "half a point is nothing",
        "a point holds",
        "a point and a half too",
        "two points go back",
        "50 % from a base of 2",
        "40 % from a base of 2.5",
        "half a point from 3",
        "33 % from a base of exactly 3",
        "28 % from 3.5",
        "25 % from 4",
        "20 % from 5",
        "exactly 30 %: 5 to 6.5",
        "27 % from 5.5",
        "two points from 8",
        "the same",
        "lower",
    ],
)
def test_pm4_morning_pain(before: int, now: int, regress: bool | None) -> None:
    found = rise(level(0, before), level(0, now))
    assert found == ([] if regress is None else [("morning", before, now, regress)])


@pytest.mark.parametrize(
    ("before", "now", "regress"),
    [
        (0, 4, None),
        (0, 5, False),
        (0, 60, False),
        (2, 30, False),
        (3, 12, False),
        (3, 13, True),
        (20, 29, False),
        (20, 30, True),
        (30, 39, False),
        (33, 43, True),
        (34, 44, False),
        (40, 52, True),
        (40, 51, False),
        (40, 44, None),
        (40, 45, False),
        (40, 10, None),
    ],
    ids=[
        "4 minutes are nothing",
        "5 hold",
        "an hour from none holds",
        "nor from a base of 2",
        "9 minutes from a base of 3",
        "10 minutes from a base of exactly 3",
        "45 % but 9 minutes",
        "10 minutes and 50 %",
        "exactly 30 % but 9 minutes",
        "10 minutes and just over 30 %",
        "10 minutes and 29 %",
        "exactly 30 %, 12 minutes",
        "27 %, 11 minutes",
        "4 minutes from 40",
        "5 minutes from 40",
        "lower",
    ],
)
def test_pm4_morning_stiffness_in_minutes(before: int, now: int, regress: bool | None) -> None:
    found = rise(run(0, *[before] * 3), run(0, *[now] * 3), field="stiffness_min")
    assert found == ([] if regress is None else [("stiffness_min", 2 * before, 2 * now, regress)])


def test_pm4_keeps_half_minutes_of_stiffness() -> None:
    def found(*now: int, before: tuple[int, ...] = (10, 10, 10)) -> list[tuple[str, int, int, bool]]:
        return rise(run(0, *before), run(0, *now), field="stiffness_min")

    assert found(14, 14, 15, 15) == []
    assert found(15, 15, 15, 15) == [("stiffness_min", 20, 30, False)]
    assert found(19, 19, 20, 20) == [("stiffness_min", 20, 39, False)]
    assert found(20, 20, 20, 20) == [("stiffness_min", 20, 40, True)]
    before = 33, 33, 34, 34
    assert found(43, 43, 44, 44, before=before) == [("stiffness_min", 67, 87, False)], "29.9 %"


@pytest.mark.parametrize(
    ("before", "now", "found"), [(3, 3, True), (2, 7, False), (7, 2, False), (0, 0, False)]
)
@pytest.mark.parametrize("field", ["score", "stiffness_min"])
def test_pm4_wants_three_values_in_each_week(before: int, now: int, found: bool, field: str) -> None:
    assert bool(rise(run(0, *[2] * before), run(0, *[9] * now), field=field)) is found


@pytest.mark.parametrize(("since", "applies"), [(0, True), (1, False), (7, False), (-7, True)])
def test_pm4_does_not_compare_with_a_week_from_before_since(since: int, applies: bool) -> None:
    assert bool(rise(level(0, 0), level(0, 4), since)) is applies


def test_pm4_cites_the_mornings_of_the_week_and_both_medians() -> None:
    book = with_entries(
        diary(),
        *(Morning(f"a{n}", day(n), 1, stiffness_min=10) for n in range(3)),
        *(Morning(f"b{n}", day(7 + n), n, stiffness_min=20 + n) for n in (1, 2, 3)),
        Morning("b6", day(13), None, stiffness_min=None, rest_pain=9),
    )
    pain, stiff = weekly_rise(book, Week(day(7)), MONDAY)
    assert (pain.field, pain.before, pain.now, pain.regress) == ("morning", 2, 4, False)
    assert (stiff.field, stiff.before, stiff.now, stiff.regress) == ("stiffness_min", 20, 44, True)
    assert [(b.entry, b.day, b.field, b.value) for b in pain.because] == [
        (f"b{n}", day(7 + n), "morning", n) for n in (1, 2, 3)
    ]
    assert [(b.entry, b.day, b.field, b.value) for b in stiff.because] == [
        (f"b{n}", day(7 + n), "stiffness_min", 20 + n) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("scores", "days"),
    [
        (run(7, 6, 6, 6), (7, 8, 9)),
        (run(7, 6, 6), ()),
        (run(7, 6, 6, 5), ()),
        (run(7, 5, 6, 6), ()),
        (run(7, 6, 5, 6, 6), ()),
        (run(7, 6, None, 6, 6), ()),
        (run(5, 6, 6, 6), (5, 6, 7)),
        (run(4, 6, 6, 6), ()),
        (run(11, 6, 6, 6), (11, 12, 13)),
        (run(12, 6, 6, 6), ()),
        (run(8, 9, 9, 9, 9, 9), (8, 9, 10)),
        ({}, ()),
    ],
    ids=[
        "three days",
        "two days",
        "5 is not over 5",
        "nor on the first of them",
        "a better day between",
        "a day without a score between",
        "begun in the week before, ended in the week",
        "ended in the week before",
        "to the last day of the week",
        "ends after the week",
        "the first three of more",
        "nothing",
    ],
)
def test_pm5_is_above_five_on_three_days_running(scores: Scores, days: tuple[int, ...]) -> None:
    found = flare(scored(scores), Week(day(7)).days, MONDAY)
    assert [(b.entry, b.day, b.field, b.value) for b in found] == [
        (f"m{n}", day(n), "morning", scores[n]) for n in days
    ]


@pytest.mark.parametrize(("since", "found"), [(7, True), (8, False), (0, True)])
def test_pm5_looks_back_to_since_and_no_further(since: int, found: bool) -> None:
    assert bool(flare(scored(run(7, 6, 6, 6)), Week(day(7)).days, day(since))) is found


def test_pm5_counts_scores_of_any_kind() -> None:
    book = with_entries(
        scored({7: 6}),
        bout(day(8), 8, pain_before=6, pain_during=2, pain_after=2),
        Morning("m9", day(9), 0, rest_pain=6),
    )
    assert [b.field for b in flare(book, Week(day(7)).days, MONDAY)] == [
        "morning",
        "pain_before",
        "rest_pain",
    ]
