"""Diaries with entries that nobody made: what is imagined, and what stays as it was told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.days import Week, week_of
from rehab.domain.diary import Diary, Morning
from rehab.domain.fold import fold
from rehab.domain.imagined import capped, week_completed
from tests.samples import MONDAY, bout, diary, with_entries


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def told(scores: dict[int, int | None]) -> Diary:
    """A diary with a morning on each of these days, counted from the start."""
    return with_entries(diary(), *(Morning(f"m{n}", day(n), score) for n, score in scores.items()))


def imagined(book: Diary, today: date) -> dict[date, int | None]:
    """The mornings that the rest of today's week is given, by day."""
    record = list(fold(book, week_of(MONDAY, today), today))[-1]
    done = week_completed(book, record, today, 0)
    return {m.day: m.score for m in done.mornings if m not in book.mornings}


def test_scores_are_capped_in_the_week_and_on_the_morning_after_it_alone() -> None:
    days = (6, 7, 13, 14, 15)
    book = with_entries(told(dict.fromkeys(days, 6)), *(bout(day(n), 8, pain_during=6) for n in days))
    calm = capped(book, Week(day(7)), 3)
    assert [m.score for m in calm.mornings] == [6, 3, 3, 3, 6]
    assert [b.pain_during for b in calm.bouts] == [6, 3, 3, 6, 6]


def test_a_cap_raises_nothing_and_gives_no_score_that_was_not_told() -> None:
    morning = Morning("m", MONDAY, 1, rest_pain=None, stiffness_min=45)
    book = with_entries(diary(), morning, bout(MONDAY, 8, pain_before=None, pain_during=2, pain_after=5))
    calm = capped(book, Week(MONDAY), 3)
    assert calm.mornings == (morning,), "stiffness has no cap of its own"
    assert capped(book, Week(MONDAY), 3, 20).mornings == (replace(morning, stiffness_min=20),)
    (lower,) = calm.bouts
    assert (lower.pain_before, lower.pain_during, lower.pain_after) == (None, 2, 3)


@pytest.mark.parametrize(
    ("scores", "score"),
    [
        ({}, 0),
        ({0: 0, 2: 1}, 1),
        ({0: 1, 2: 0}, 0),
        ({0: 1, 2: None}, 1),
        ({0: 1, 2: 7}, 2),
        ({0: 1, 3: 2}, 1),
    ],
    ids=["none", "newest", "not the worst", "newest that tells", "low at most", "none from later"],
)
def test_the_mornings_to_come_are_as_the_newest_one_and_low_at_most(
    scores: dict[int, int | None], score: int
) -> None:
    found = imagined(told(scores), day(2))
    assert found == {day(n): score for n in range(2, 8) if n not in scores}
