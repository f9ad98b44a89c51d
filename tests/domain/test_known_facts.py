"""What is known without asking: the profile, the treatments, and trends of the diary."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.actions.plans import screening
from rehab.domain.diary import Diary, Event, Fact, Morning, Profile, Screen
from rehab.domain.known_facts import answered, known_facts, risen, together
from rehab.domain.trends import worsening, worst_score
from rehab.domain.triage import triage
from rehab.domain.words import EventKind, Urgency
from tests.samples import MONDAY, bout, diary, with_entries

TODAY = MONDAY + timedelta(days=40)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def known(book: Diary, day: date = TODAY) -> dict[str, Fact]:
    return known_facts(screening(), book, day)


def scored(scores: dict[int, int]) -> Diary:
    """A diary with a morning score so many days ago."""
    return with_entries(diary(), *(Morning(f"m{n}", ago(n), score) for n, score in scores.items()))


def woken(*nights: int) -> Diary:
    return with_entries(diary(), *(Morning(f"m{n}", ago(n), 1, woken=1) for n in nights))


def limping(told: dict[int, bool | None]) -> Diary:
    return with_entries(diary(), *(Morning(f"m{n}", ago(n), limp=limp) for n, limp in told.items()))


def test_the_age_is_known_to_the_day_and_an_empty_diary_tells_no_more() -> None:
    book = diary(cleared=False)
    birthday = date(2026, 5, 1)
    assert known(book, birthday) == {"age": 36}
    assert known(book, birthday - timedelta(days=1)) == {"age": 35}


def test_the_newest_profile_counts_with_its_aliases() -> None:
    book = replace(
        diary(),
        profiles=(
            Profile("f1", MONDAY, {"steroids": True, "anticoagulant": True, "shoe_size": True}),
            Profile("f2", ago(1), {"steroids": False, "steroid_use": "unsure", "hiv": None}),
            Profile("f3", TODAY + timedelta(days=1), {"diabetes": True}),
        ),
    )
    assert known(book) == {"age": 35, "steroid_use": "unsure"}
    assert known(book, ago(2)) == {"age": 35, "steroid_use": True, "anticoagulant": True}


def test_a_lasting_answer_of_a_screen_is_known_from_its_day_on() -> None:
    screen = Screen("s1", TODAY, True, {"diabetes": True, "fever_or_chills": True})
    book = replace(diary(cleared=False), screens=(screen,))
    assert known(book, ago(1)) == {"age": 35}
    assert known(book) == {"age": 35, "diabetes": True}
    assert known(book, TODAY + timedelta(days=60)) == {"age": 36, "diabetes": True}


@pytest.mark.parametrize("kind", EventKind)
def test_a_treatment_is_a_fact_from_its_day_on(kind: EventKind) -> None:
    book = replace(diary(cleared=False), events=(Event("e1", TODAY, kind),))
    key = screening().events.get(kind)
    assert known(book, ago(1)) == {"age": 35}
    assert known(book) == {"age": 35} | ({key: True} if key else {})


def test_every_treatment_that_gates_has_an_item_that_waits() -> None:
    gates = ("steroid_injection", "surgery", "antibiotics", "drainage", "cancer_therapy")
    for kind in gates:
        (hit,) = triage(screening(), {screening().events[EventKind(kind)]: True}).hits
        assert (hit.urgency, hit.item.pauses) == (Urgency.ROUTINE, True)
    for kind in ("opioid", "methadone", "walking_aid"):
        assert triage(screening(), {screening().events[EventKind(kind)]: True}).urgency is Urgency.TWO_WEEKS


@pytest.mark.parametrize(
    ("nights", "persistent"),
    [
        ((0, 3, 6, 7, 10, 13), True),
        ((0, 1, 2, 3, 4, 5, 6), False),
        ((0, 3, 7, 10, 13), False),
        ((0, 3, 6, 7, 10), False),
        ((0, 3, 6, 7, 10, 14), False),
        ((-1, 3, 6, 7, 10, 13), False),
    ],
    ids=["met", "one week only", "two nights", "two nights before", "a night too old", "not yet"],
)
def test_woken_on_three_nights_in_each_of_two_weeks(nights: tuple[int, ...], persistent: bool) -> None:
    assert known(woken(*nights)).get("night_or_rest_pain") is (True if persistent else None)


def test_nights_that_are_not_told_or_slept_through_are_no_pain() -> None:
    mornings = (Morning(f"m{n}", ago(n), 1, woken=(0 if n % 2 else None)) for n in range(14))
    assert "night_or_rest_pain" not in known(with_entries(diary(), *mornings))


@pytest.mark.parametrize(
    ("told", "limp", "new"),
    [
        ({}, False, False),
        ({0: True}, True, False),
        ({3: True, 0: None}, True, False),
        ({3: True, 1: False}, False, False),
        ({13: True}, True, False),
        ({14: True}, False, False),
        ({0: False}, False, False),
        ({20: False, 3: True}, True, True),
        ({20: False, 13: True}, True, True),
        ({20: False, 14: True, 2: True}, True, False),
        ({30: True, 20: False, 3: True}, True, True),
        ({-1: True}, False, False),
    ],
)
def test_a_limp_is_what_the_newest_morning_tells_and_new_only_after_one_without(
    told: dict[int, bool | None], limp: bool, new: bool
) -> None:
    found = known(limping(told))
    assert found.get("gait_change", False) is limp
    assert found.get("limp_is_new", False) is new


def test_a_limp_counts_as_long_until_it_is_known_to_be_new() -> None:
    assert triage(screening(), known(limping({0: True}))).urgency is Urgency.TWO_WEEKS
    assert triage(screening(), known(limping({9: False, 0: True}))).urgency is Urgency.ROUTINE
    assert triage(screening(), known(limping({30: False, 15: True, 0: True}))).urgency is Urgency.TWO_WEEKS


def days(*values: tuple[range, int]) -> dict[int, int]:
    return {n: score for which, score in values for n in which}


@pytest.mark.parametrize(
    ("scores", "worse"),
    [
        (days((range(7), 4), (range(14, 21), 2)), True),
        (days((range(7), 3), (range(14, 21), 2)), False),
        (days((range(4), 4), (range(14, 18), 2)), True),
        (days((range(3), 4), (range(14, 21), 2)), False),
        (days((range(7), 4), (range(14, 17), 2)), False),
        (days((range(4), 4), (range(7, 11), 3), (range(14, 18), 2)), True),
        (days((range(4), 4), (range(7, 11), 4), (range(14, 18), 3)), False),
        (days((range(3), 4), (range(7, 11), 3), (range(14, 18), 2)), False),
        ({}, False),
    ],
    ids=[
        "two points in two weeks",
        "one point in two weeks",
        "four days are enough",
        "three are not",
        "nor three before",
        "one point in each of two weeks",
        "one point in one of them",
        "thin week",
        "nothing",
    ],
)
def test_worsening_by_weekly_medians(scores: dict[int, int], worse: bool) -> None:
    assert bool(worsening(scored(scores), TODAY)) is worse
    assert known(scored(scores)).get("worsening", False) is worse


def test_worsening_by_a_slope_over_three_weeks() -> None:
    """A tenth of a point a day, with weekly medians that rise by one in all."""
    rising = {20: 2, 19: 2, 18: 2, 10: 3, 9: 3, 8: 3, 2: 4, 1: 4, 0: 4}
    more = {**rising, 17: 2, 11: 3, 7: 3}
    assert not worsening(scored(rising), TODAY)  # nine scores
    assert worsening(scored(more), TODAY)  # twelve
    assert not worsening(scored(dict.fromkeys(more, 3)), TODAY)
    assert not worsening(scored({n: 6 - score for n, score in more.items()}), TODAY)


def test_the_worst_score_of_a_day_is_of_any_slot_and_missing_is_not_zero() -> None:
    book = with_entries(
        diary(),
        Morning("m1", ago(1), None, rest_pain=2),
        replace(bout(ago(1), 8), pain_before=1, pain_during=None, pain_after=5),
        Morning("m2", ago(2), 0),
        Morning("m3", ago(3), None),
    )
    assert [worst_score(book, ago(n)) for n in range(4)] == [None, 5, 0, None]


def test_answers_that_were_skipped_or_not_given_are_no_answers() -> None:
    said: dict[str, Fact] = {"a": True, "b": False, "c": "unsure", "d": "skip", "e": None, "n": 0}
    assert answered(said) == {"a": True, "b": False, "c": "unsure", "n": 0}


def test_a_no_hides_nothing_that_is_known_and_other_facts_are_as_said() -> None:
    said: dict[str, Fact] = {
        "cancer_history": False,
        "gait_change": "unsure",
        "hiv": True,
        "fever_or_chills": "skip",
        "temp_c": 37,
        "improving": True,
        "strange": True,
    }
    before: dict[str, Fact] = {"cancer_history": True, "gait_change": True, "hiv": False, "temp_c": 39}
    assert together(screening(), before, said) == {
        "cancer_history": True,
        "gait_change": True,
        "hiv": True,
        "temp_c": 37,
        "improving": True,
        "strange": True,
    }


def test_risen_are_the_facts_that_were_not_there_all_along() -> None:
    book = woken(0, 3, 6, 7, 10, 13)
    assert risen(screening(), book, ago(5), TODAY) == {"night_or_rest_pain"}
    assert risen(screening(), book, TODAY, TODAY) == frozenset()
    old = replace(diary(), profiles=(Profile("f1", MONDAY, {"hiv": True}),))
    assert risen(screening(), old, MONDAY, TODAY) == frozenset()
    assert risen(screening(), old, MONDAY - timedelta(days=1), TODAY) == {"hiv"}
