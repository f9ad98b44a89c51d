"""The pain rules score by score: ceilings, morning rises, severe scores, and what stays unknown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rehab.domain.because import Because
from rehab.domain.diary import Diary, Morning
from rehab.domain.evidence import severe_mornings
from rehab.domain.pain import (
    Zone,
    day_breaches,
    lowest_before,
    morning_verdict,
    severe_in_bout,
    severe_in_morning,
    zone,
)
from rehab.domain.words import PhaseKind
from tests.samples import MONDAY, bout, diary, exercise, mornings, phase, programme, with_entries

NEXT = MONDAY + timedelta(days=1)
SETTLE, STRENGTHEN = phase(kind=PhaseKind.SETTLE), phase()


def scored(before: int | None = 0, during: int | None = 0, after: int | None = 0) -> Diary:
    return with_entries(diary(), bout(MONDAY, 24, pain_before=before, pain_during=during, pain_after=after))


def rules(book: Diary, of: object = STRENGTHEN) -> list[str]:
    return [b.rule for b in day_breaches(book, MONDAY, of)]


def woke(first: int | None, second: int | None, before: int | None = None) -> bool | None:
    book = scored(before)
    for day, score in ((MONDAY, first), (NEXT, second)):
        book = with_entries(book, *mornings(day, 1, score)) if score is not None else book
    return morning_verdict(book, MONDAY)


@pytest.mark.parametrize(
    ("during", "after", "expected"),
    [
        (5, 5, []),
        (6, 0, ["PM1"]),
        (0, 6, ["PM2"]),
        (6, 7, ["PM1", "PM2"]),
        (None, None, []),
        (None, 6, ["PM2"]),
    ],
)
def test_a_strengthening_phase_allows_up_to_five(
    during: int | None, after: int | None, expected: list[str]
) -> None:
    assert rules(scored(0, during, after)) == expected


@pytest.mark.parametrize(
    ("before", "during", "breach"),
    [
        (0, 2, False),
        (0, 3, True),
        (2, 3, True),
        (3, 3, False),
        (4, 3, False),
        (4, 5, True),
        (5, 5, False),
        (6, 6, True),
        (9, 6, True),
        (None, 2, False),
        (None, 3, True),
        (3, None, False),
    ],
)
def test_settle_breaches_above_two_and_above_the_score_before(
    before: int | None, during: int | None, breach: bool
) -> None:
    assert rules(scored(before, during, None), SETTLE) == (["PM1"] if breach else [])


def test_the_lowest_score_before_of_the_day_is_the_measure() -> None:
    late = bout(MONDAY, 10, name="march", pain_before=4, pain_during=4)
    assert rules(with_entries(scored(1), late), SETTLE) == ["PM1"]
    assert rules(with_entries(scored(4), late), SETTLE) == []


@pytest.mark.parametrize(
    ("first", "second", "before", "expected"),
    [
        (0, 0, None, True),
        (3, 2, None, True),
        (3, 4, None, True),
        (3, 5, None, False),
        (0, 2, None, False),
        (5, 6, None, False),
        (8, 6, None, False),
        (3, None, 0, None),
        (None, 4, 3, True),
        (None, 5, 3, False),
        (4, 5, 0, True),
        (None, 0, None, True),
        (None, 1, None, True),
        (None, 2, None, None),
        (None, 5, None, None),
        (None, 6, None, False),
    ],
)
def test_the_morning_after(
    first: int | None, second: int | None, before: int | None, expected: bool | None
) -> None:
    assert woke(first, second, before) is expected


def test_a_morning_without_a_score_is_not_a_zero() -> None:
    book = with_entries(scored(), Morning("m", NEXT, None, stiffness_min=10))
    assert morning_verdict(book, MONDAY) is None


def test_a_morning_breach_cites_the_morning() -> None:
    book = with_entries(scored(), *mornings(MONDAY, 1), *mornings(NEXT, 1, 3))
    (found,) = day_breaches(book, MONDAY, STRENGTHEN)
    assert (found.rule, found.day) == ("PM3", MONDAY)
    assert (found.because.entry, found.because.field, found.because.value) == (f"m-{NEXT}", "morning", 3)


@pytest.mark.parametrize("field", ["pain_before", "pain_during", "pain_after"])
@pytest.mark.parametrize(("score", "severe"), [(7, False), (8, True), (10, True), (None, False)])
def test_severe_from_eight_on_in_any_slot(field: str, score: int | None, severe: bool) -> None:
    because = severe_in_bout(bout(MONDAY, 24, **{field: score}))
    assert (because is not None) is severe
    if because:
        assert (because.field, because.value) == (field, score)


@pytest.mark.parametrize(
    ("score", "rest", "field"),
    [(7, 6, None), (8, None, "morning"), (0, 7, "rest_pain"), (None, 7, "rest_pain"), (None, None, None)],
)
def test_severe_mornings_and_pain_at_rest(score: int | None, rest: int | None, field: str | None) -> None:
    because = severe_in_morning(Morning("m", MONDAY, score, rest))
    assert (because.field if because else None) == field
    book = with_entries(diary(), Morning("m", MONDAY, score, rest))
    assert [one.field for one in severe_mornings(book, MONDAY)] == [field] * (field is not None)
    assert list(severe_mornings(book, NEXT)) == []


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0, Zone.LOW),
        (2, Zone.LOW),
        (3, Zone.ACCEPTABLE),
        (5, Zone.ACCEPTABLE),
        (6, Zone.HIGH),
        (10, Zone.HIGH),
    ],
)
def test_pm0_the_zones_of_a_score(score: int, expected: Zone) -> None:
    assert zone(score) is expected


def test_pm1_and_pm2_cite_the_bout_and_name_its_exercise() -> None:
    book = with_entries(
        diary(programme(exercises=(replace(exercise(), name="Leg raise"),))),
        bout(MONDAY, 24, pain_during=6, pain_after=7),
        bout(MONDAY, 10, name="swim", pain_during=8),
    )
    found = [
        (b.rule, b.day, b.exercise, b.because.entry, b.because.day, b.because.field, b.because.value)
        for b in day_breaches(book, MONDAY, STRENGTHEN)
    ]
    assert found == [
        ("PM1", MONDAY, "Leg raise", f"raise-{MONDAY}-none", MONDAY, "pain_during", 6),
        ("PM2", MONDAY, "Leg raise", f"raise-{MONDAY}-none", MONDAY, "pain_after", 7),
        ("PM1", MONDAY, "swim", f"swim-{MONDAY}-none", MONDAY, "pain_during", 8),
    ], "one that the programme does not know goes by the name it was logged with"


@pytest.mark.parametrize(
    ("ceiling", "score", "breach"), [(3, 3, False), (3, 4, True), (0, 0, False), (0, 1, True)]
)
def test_pm1_and_pm2_go_by_a_lower_ceiling_of_the_phase(ceiling: int, score: int, breach: bool) -> None:
    lower = replace(STRENGTHEN, ceiling=ceiling)
    assert rules(scored(0, score, 0), lower) == ["PM1"] * breach
    assert rules(scored(5, 0, score), lower) == ["PM2"] * breach, "only settle goes by the score before"


def test_a_breach_of_the_day_is_not_one_of_the_day_before_or_after() -> None:
    book = scored(0, 6, 6)
    assert [bool(day_breaches(book, MONDAY + timedelta(days=n), STRENGTHEN)) for n in (-1, 0, 1)] == [
        False,
        True,
        False,
    ]


def test_pm3_is_no_exercises() -> None:
    book = with_entries(scored(), *mornings(MONDAY, 1), *mornings(NEXT, 1, 2))
    assert [(b.rule, b.exercise) for b in day_breaches(book, MONDAY, STRENGTHEN)] == [("PM3", None)]


@pytest.mark.parametrize(
    ("days_ago", "known", "score", "expected"),
    [
        (2, 0, 2, None),
        (2, 0, 3, False),
        (3, 0, 3, None),
        (3, 0, 4, False),
        (3, 2, 5, None),
        (4, 0, 4, None),
        (4, 0, 5, False),
        (7, 0, 5, None),
        (8, 0, 5, None),
    ],
)
def test_pm3_without_a_baseline_a_rise_that_no_tolerated_steps_explain_breaches(
    days_ago: int, known: int, score: int, expected: bool | None
) -> None:
    """``days_ago`` counts from the morning after: a rise of one on each day since is tolerated."""
    book = with_entries(
        scored(None), *mornings(NEXT - timedelta(days=days_ago), 1, known), *mornings(NEXT, 1, score)
    )
    assert morning_verdict(book, MONDAY) is expected


def test_pm3_goes_by_the_last_known_morning_alone() -> None:
    book = with_entries(
        scored(None),
        *mornings(NEXT - timedelta(days=3), 1, 0),
        *mornings(NEXT - timedelta(days=2), 1, 3),
        *mornings(NEXT, 1, 5),
    )
    assert morning_verdict(book, MONDAY) is None


def test_the_lowest_before_score_of_a_day_is_of_those_given() -> None:
    book = with_entries(scored(None), bout(MONDAY, 5, pain_before=4), bout(NEXT, 5, pain_before=1))
    assert lowest_before(book, MONDAY) == 4
    assert lowest_before(with_entries(book, bout(MONDAY, 5, name="swim", pain_before=0)), MONDAY) == 0
    assert lowest_before(scored(None), MONDAY) is None


def test_pm6_cites_the_first_severe_score_of_a_bout_and_of_a_morning() -> None:
    hurt = severe_in_bout(bout(MONDAY, 24, pain_before=7, pain_during=8, pain_after=9))
    assert hurt == Because(f"raise-{MONDAY}-none", MONDAY, "pain_during", 8)
    assert severe_in_morning(Morning("m", MONDAY, 8, 9)) == Because("m", MONDAY, "morning", 8)
    assert severe_in_morning(Morning("m", MONDAY, 7, 7)) == Because("m", MONDAY, "rest_pain", 7)
