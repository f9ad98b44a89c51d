"""What could be otherwise: each thing is asked for only where it is lacking, and named with its days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.days import Week
from rehab.domain.diary import Diary, Fact, Morning, Profile, Raised
from rehab.domain.eligibility import KEYS
from rehab.domain.hypotheses import Hypothesis, hypotheses
from rehab.domain.plan import week_plan
from rehab.domain.words import Urgency
from tests.samples import MONDAY, diary, mornings, start_of, train, with_entries

FULL = ((8, 8, 8), (8, 8, 8), (8, 8, 8))
DAY = timedelta(days=1)


def asked(book: Diary, week: int, today: date | None = None) -> list[Hypothesis]:
    """The hypotheses for a training week, as the diary stands on its first day or on ``today``."""
    first = start_of(book, week)
    today = today or first
    return list(hypotheses(book.upto(today), week_plan(book, Week(first), today).record, Week(first), today))


def texts(book: Diary, week: int, today: date | None = None) -> list[str]:
    return [one.text(2) for one in asked(book, week, today)]


def without_a_score(book: Diary, week: int) -> Diary:
    return train(book, week, *FULL, scored=0, pain_before=None, pain_during=None, pain_after=None)


@pytest.mark.parametrize("weeks", [0, 1, 2])
def test_where_nothing_is_lacking_nothing_is_asked_for(weeks: int) -> None:
    book = diary()
    for week in range(weeks):
        book = train(book, week, *FULL)
    assert asked(with_entries(book, *mornings(start_of(book, weeks), 1)), weeks) == []


@pytest.mark.parametrize(
    ("scored", "names"),
    [
        ((), "Thursday 2026-03-05, Friday 2026-03-06, Saturday 2026-03-07 and Sunday 2026-03-08"),
        ((5,), "Thursday 2026-03-05, Friday 2026-03-06 and Sunday 2026-03-08"),
        ((0, 4, 6), "Saturday 2026-03-07"),
    ],
)
def test_as_many_of_the_last_days_without_a_score_as_a_week_lacks_to_four(
    scored: tuple[int, ...], names: str
) -> None:
    given = (Morning(f"m-{n}", MONDAY + n * DAY, 1) for n in scored)
    book = with_entries(without_a_score(diary(), 0), *given)
    book = with_entries(train(train(book, 1, *FULL), 2, *FULL), *mornings(start_of(book, 3), 1))
    verb = "get a pain score (`rehab morning N --on DAY`) of 2 or less"
    assert texts(book, 3) == [f"if {names} {verb}"]


def test_no_score_is_asked_for_of_a_day_to_come() -> None:
    book = train(train(diary(), 0, *FULL), 1, *FULL)
    thursday = start_of(book, 2) + 3 * DAY
    (found,) = [one for one in asked(book, 3, thursday) if "get a pain score" in one.text(2)]
    given = [one.day for one in found.diary(2).mornings if one.day >= start_of(book, 2)]
    assert given == [start_of(book, 2) + n * DAY for n in range(4)]


def test_a_profile_that_is_completed_keeps_what_it_says() -> None:
    known: dict[str, Fact] = {"pregnant": True, "diabetes": "unsure", "hiv": None}
    (found,) = asked(replace(diary(), profiles=(Profile("part", MONDAY, known),)), 0)
    noes: dict[str, Fact] = dict.fromkeys(KEYS, False)
    assert found.diary(0).profiles[-1].facts == {**noes, "pregnant": True, "diabetes": "unsure"}


def test_a_finding_of_the_week_that_runs_is_cleared_today() -> None:
    tuesday, wednesday = MONDAY + DAY, MONDAY + 2 * DAY
    flag = Raised("flag", tuesday, "X01", Urgency.SAME_DAY, "Something.", {"x": True})
    (found,) = asked(replace(diary(), raised=(flag,)), 0, wednesday)
    assert found.text(0) == "if a clinician’s clearance of X01 is on record"
    assert [(one.day, one.clears) for one in found.diary(0).clearances] == [(wednesday, ("flag",))]


def test_a_finding_that_stops_nothing_needs_no_clearance() -> None:
    routine = Raised("r", MONDAY, "R03", Urgency.ROUTINE, "Something.", {"x": True})
    urgent = Raised("u", MONDAY, "X01", Urgency.TWO_WEEKS, "Something.", {"y": True})
    assert texts(replace(diary(), raised=(routine,)), 0) == []
    both = replace(diary(), raised=(routine, urgent))
    assert texts(both, 0) == ["if a clinician’s clearance of X01 is on record"]
