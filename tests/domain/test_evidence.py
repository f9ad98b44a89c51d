"""What the seven days before a week say about the whole person, from the entries to the rows P4–P12."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.because import Because
from rehab.domain.days import Week
from rehab.domain.diary import Diary, Morning, Raised, RestDay, Screen
from rehab.domain.eligibility import Obstacle
from rehab.domain.evidence import Evidence, gather, is_loading, severe_bouts
from rehab.domain.pain import Breach
from rehab.domain.programmes import Phase
from rehab.domain.trends import Rise
from rehab.domain.words import DecisionKind, PhaseKind, Urgency
from tests.samples import (
    MONDAY,
    bout,
    diary,
    exercise,
    mornings,
    phase,
    programme,
    records,
    start_of,
    train,
    with_entries,
)

FULL = ((8, 8, 8), (8, 8, 8), (8, 8, 8))
TWO = programme(exercises=(exercise(), exercise("walk", loading=False)))
FACT = Because("e1", MONDAY, "pain_during", 6)
BREACH = Breach("PM1", MONDAY, FACT)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def before(book: Diary, week: int = 1, of: Phase | None = None, *, today: int | None = None) -> Evidence:
    """The evidence for a week, on its first day unless told otherwise."""
    first = start_of(book, week)
    return gather(book, Week(first), first if today is None else day(today), of or phase(), MONDAY)


def sessions(days: tuple[int, ...], **fields: object) -> Diary:
    return with_entries(diary(TWO), *(bout(day(n), 8, **fields) for n in days), *mornings(MONDAY, 8))


@pytest.mark.parametrize(("score", "severe"), [(7, False), (8, True)])
@pytest.mark.parametrize("number", [0, 6])
def test_a_severe_score_of_a_bout_counts_in_its_week(score: int, severe: bool, number: int) -> None:
    found = before(sessions((number,), pain_after=score))
    expected = (Because(f"raise-{day(number)}-none", day(number), "pain_after", score),)
    assert found.severe == (expected if severe else ())
    assert found.regress is severe


@pytest.mark.parametrize(
    ("number", "week", "counts"),
    [(0, 1, True), (1, 1, True), (7, 1, True), (8, 1, False), (7, 2, False), (8, 2, True), (14, 2, True)],
)
def test_a_severe_morning_counts_with_the_day_before_it(number: int, week: int, counts: bool) -> None:
    """The programme's first morning, which has no such day, counts with the first week."""
    book = with_entries(diary(), Morning("m", day(number), 0, rest_pain=7))
    expected = (Because("m", day(number), "rest_pain", 7),)
    assert before(book, week).severe == (expected if counts else ())


def test_severe_bouts_are_given_with_their_bouts() -> None:
    book = sessions((0, 2, 4), pain_during=8)
    found = list(severe_bouts(book, (day(2), day(3))))
    assert [(one, b.day) for one, b in found] == [(book.bouts[1], day(2))]


@pytest.mark.parametrize(
    ("evidence", "regress"),
    [
        ({}, False),
        ({"severe": (FACT,)}, True),
        ({"flare": (FACT,)}, True),
        ({"worsening": (FACT,)}, True),
        ({"rises": (Rise("morning", 0, 2, False, ()),)}, False),
        ({"rises": (Rise("morning", 0, 2, False, ()), Rise("stiffness_min", 0, 40, True, ()))}, True),
        ({"breaches": (BREACH, replace(BREACH, rule="PM2"))}, False),
        ({"breaches": (BREACH, replace(BREACH, day=day(1)))}, True),
    ],
)
def test_pain_asks_for_less_by_any_of_five_signs(evidence: dict[str, object], regress: bool) -> None:
    assert Evidence(applies=True, obstacles=(), **evidence).regress is regress


@pytest.mark.parametrize(
    ("evidence", "passed"),
    [
        ({}, True),
        ({"applies": False}, False),
        ({"breaches": (BREACH,)}, False),
        ({"severe": (FACT,)}, False),
        ({"covered": 4}, False),
        ({"covered": 5}, True),
        ({"unknown_mornings": (FACT,)}, False),
        ({"rises": (Rise("morning", 0, 2, False, ()),)}, False),
        ({"flare": (FACT,)}, False),
        ({"worsening": (FACT,)}, False),
        ({"sore": (FACT,), "masked": (FACT,), "few_scores": (FACT,), "screen_overdue": (FACT,)}, True),
    ],
)
def test_a_week_has_passed_when_enough_is_known_and_no_pain_rule_broke(
    evidence: dict[str, object], passed: bool
) -> None:
    assert replace(Evidence(applies=True, obstacles=()), **evidence).passed is passed


@pytest.mark.parametrize(
    ("urgency", "waits"),
    [
        (Urgency.ROUTINE, False),
        (Urgency.TWO_WEEKS, True),
        (Urgency.SAME_DAY, True),
        (Urgency.EMERGENCY, True),
    ],
)
def test_a_week_waits_under_an_urgent_flag_or_an_obstacle(urgency: Urgency, waits: bool) -> None:
    flags = (Raised("r", MONDAY, "S01", urgency, "Fever.", {}),)
    assert Evidence(applies=True, obstacles=(), flags=flags).waits is waits
    assert Evidence(applies=True, obstacles=(Obstacle("no diagnosis", FACT),)).waits
    assert not Evidence(applies=True, obstacles=()).waits


def test_flags_and_obstacles_are_those_of_the_weeks_last_day() -> None:
    raised = tuple(Raised(f"r{n}", day(n), "S01", Urgency.SAME_DAY, "Fever.", {}) for n in (13, 14))
    book = replace(diary(), raised=raised, diagnoses=(replace(diary().diagnoses[0], day=day(13)),))
    assert [one.entry for one in before(book).flags] == ["r13"]
    assert [len(before(book, week).obstacles) for week in (0, 1)] == [1, 0]


def test_before_the_start_there_is_no_window_and_nothing_is_unknown() -> None:
    found = before(replace(diary(), screens=()), 0)
    assert (found.applies, found.thin, found.passed, found.covered) == (False, False, False, 7)
    assert found.screen_overdue == found.few_scores == ()
    assert before(diary(), 1).applies
    assert before(diary(), 1).covered == 0


def test_breaches_are_of_the_seven_days_and_their_next_mornings() -> None:
    book = with_entries(
        diary(),
        *(Morning(f"m{n}", day(n), 0) for n in range(7)),
        Morning("m7", day(7), 2),
        *(bout(day(n), 8, pain_during=6) for n in (0, 6, 7)),
    )
    found = before(book).breaches
    assert [(b.rule, b.day, b.because.day) for b in found] == [
        ("PM1", day(0), day(0)),
        ("PM1", day(6), day(6)),
        ("PM3", day(6), day(7)),
    ]
    assert before(book).breach_days == {day(0), day(6)}
    assert not before(book).breach_free


@pytest.mark.parametrize(
    ("days", "marked", "holds"),
    [
        ((0, 2, 4), (0,), False),
        ((0, 2, 4), (0, 4), True),
        ((0, 2), (2,), True),
        ((0, 1, 2, 4), (1, 4), True),
        ((0, 1, 2, 4), (4,), False),
        ((0, 2, 4), (1, 3, 5), False),
        ((), (0, 1, 2), False),
        ((0,), (), False),
        ((6,), (6,), True),
    ],
    ids=[
        "a third",
        "two thirds",
        "half of two",
        "half of four",
        "one less than half",
        "not on the training days",
        "no sessions",
        "no mark",
        "the only one",
    ],
)
def test_p9_is_a_painkiller_on_half_of_the_training_days(
    days: tuple[int, ...], marked: tuple[int, ...], holds: bool
) -> None:
    book = replace(sessions(days), mornings=())
    book = with_entries(book, *(Morning(f"m{n}", day(n), 0, painkiller=n in marked) for n in range(8)))
    facts = tuple(Because(f"m{n}", day(n), "painkiller", True) for n in marked)
    assert before(book).masked == (facts if holds else ())
    week = records(book, 2)[-1]
    assert ("P9" in [row.rule for row in week.rows]) is holds


def test_p9_asks_after_loading_alone() -> None:
    book = with_entries(sessions((0,), name="walk"), bout(day(2), 8), Morning("a", day(0), painkiller=True))
    assert before(book).masked == ()
    assert before(with_entries(book, Morning("b", day(2), painkiller=True))).masked != ()


def test_gentle_exercises_of_the_programme_do_not_load_and_unknown_ones_do() -> None:
    book = diary(TWO)
    assert [is_loading(book, bout(MONDAY, 8, name=name)) for name in ("raise", "walk", "swim")] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ((3, 0, 0), ()),
        ((3, 5, 0), (0, 1)),
        ((3, 5, 4), (0, 1, 2)),
        ((3, 2), ()),
        ((3, 3, 2, 2), ()),
        ((3, 3, 3, 2), (0, 1, 2)),
        ((2, 2, 2), ()),
        ((6, 6, 3), ()),
        ((6, 3, 3), (1, 2)),
        ((None, 3, 3), (1, 2)),
        ((None, None, 3), ()),
        ((3,), (0,)),
        ((), ()),
    ],
    ids=str,
)
def test_p12_is_three_to_five_in_more_than_half_of_the_sessions(
    scores: tuple[int | None, ...], found: tuple[int, ...]
) -> None:
    book = with_entries(diary(), *(bout(day(n), 8, pain_during=score) for n, score in enumerate(scores)))
    facts = tuple(Because(f"raise-{day(n)}-none", day(n), "pain_during", scores[n]) for n in found)
    assert before(book).sore == facts


def test_p12_takes_the_worst_score_of_a_day_and_gentle_bouts_aside() -> None:
    book = with_entries(
        diary(TWO),
        bout(day(0), 8, pain_during=1),
        bout(day(0), 8, name="swim", pain_during=4),
        bout(day(0), 8, name="walk", pain_during=9),
        bout(day(1), 8, name="walk", pain_during=2),
    )
    assert before(book).sore == (Because(f"swim-{day(0)}-none", day(0), "pain_during", 4),)
    worse = with_entries(book, bout(day(0), 8, name="row", pain_during=6))
    assert before(worse).sore == ()


def test_p12_cites_the_same_of_two_equal_scores_in_whatever_order_they_were_recorded() -> None:
    bouts = (bout(day(0), 8, name="swim", pain_during=4), bout(day(0), 8, name="row", pain_during=4))
    for order in (bouts, bouts[::-1]):
        assert [b.entry for b in before(with_entries(diary(), *order)).sore] == [f"row-{day(0)}-none"]


@pytest.mark.parametrize(
    ("missing", "today", "unknown"),
    [
        ((), 7, ()),
        ((1,), 7, ()),
        ((5,), 7, (5,)),
        ((1, 3), 7, (1, 3)),
        ((1, 5), 7, (1, 5)),
        ((1, 3, 5), 7, (1, 3, 5)),
        ((5,), 5, (5,)),
        ((5,), 4, ()),
        ((3, 5), 4, ()),
        ((1, 3, 5), 4, (1, 3)),
    ],
)
def test_p6_misses_two_mornings_after_loading_or_the_last_once_they_are_due(
    missing: tuple[int, ...], today: int, unknown: tuple[int, ...]
) -> None:
    book = train(diary(), 0, *FULL, scored=8)
    book = replace(book, mornings=tuple(m for m in book.mornings if (m.day - MONDAY).days not in missing))
    found = before(book, today=today)
    assert found.unknown_mornings == tuple(Because(None, day(n), "morning", None) for n in unknown)


def test_p6_asks_for_no_morning_after_a_gentle_bout() -> None:
    book = with_entries(diary(TWO), *(bout(day(n), 8, name="walk") for n in (0, 2, 4)))
    assert before(book).unknown_mornings == ()


@pytest.mark.parametrize(
    ("screens", "overdue"),
    [((0,), False), ((6,), False), ((13,), False), ((14,), True), ((-1,), True), ((), True)],
)
def test_p6_the_weekly_questions_count_for_their_week_and_the_next(
    screens: tuple[int, ...], overdue: bool
) -> None:
    given = tuple(Screen(f"s{n}", day(n), False, {}) for n in screens)
    found = before(replace(diary(), screens=given)).screen_overdue
    last = next(iter(screens), 14)
    known = Because(f"s{last}", day(last), "screen", None) if last < 0 else None
    assert found == (((known or Because(None, None, "screen", None)),) if overdue else ())


def test_p6_cites_the_newest_weekly_answer_and_no_other() -> None:
    told = [(-9, True), (-2, True), (-5, True), (-1, False), (3, False)]
    given = tuple(Screen(f"s{n}", day(n), False, {}, weekly=weekly) for n, weekly in told)
    assert before(replace(diary(), screens=given)).screen_overdue == (
        Because("s-2", day(-2), "screen", None),
    )


@pytest.mark.parametrize(("score", "high"), [(2, False), (3, True), (None, False)])
def test_p6_settles_before_scores_above_its_ceiling(score: int | None, high: bool) -> None:
    book = sessions((0, 6), pain_before=score)
    settle = phase(kind=PhaseKind.SETTLE)
    facts = tuple(Because(f"raise-{day(n)}-none", day(n), "pain_before", score) for n in (0, 6))
    assert before(book, of=settle).high_before == (facts if high else ())
    assert before(book).high_before == ()
    assert before(sessions((0,), pain_before=6)).high_before == (), "other phases have no such rule"


def test_settles_before_scores_are_each_bouts_own() -> None:
    book = with_entries(
        sessions((0,), pain_before=1),
        bout(day(0), 8, name="swim", pain_before=3),
        bout(day(0), 8, name="row", pain_before=None),
    )
    found = before(book, of=phase(kind=PhaseKind.SETTLE)).high_before
    assert [(b.entry, b.value) for b in found] == [(f"swim-{day(0)}-none", 3)]


STEADY = programme(phase(deload=False))


def course_of(*weekly: int) -> Diary:
    """Weeks trained as ever, with pain at rest of a level each."""
    book = diary(STEADY)
    for week, level in enumerate(weekly):
        first = start_of(book, week)
        book = with_entries(book, *(bout(first + timedelta(days=n), 24) for n in (0, 2, 4)))
        found = (first + timedelta(days=n) for n in range(7))
        book = with_entries(book, *(Morning(f"m{d}", d, 0, rest_pain=level) for d in found))
    return with_entries(book, *mornings(start_of(book, len(weekly)), 1))


@pytest.mark.parametrize(
    ("weekly", "rule"),
    [((0, 0, 2), "P4"), ((0, 1, 2), "P4"), ((0, 0, 1), "P13"), ((0, 2), "P13"), ((2, 0, 2), "P13")],
)
def test_p4_by_a_course_that_gets_worse(weekly: tuple[int, ...], rule: str) -> None:
    week = records(course_of(*weekly), len(weekly) + 1)[-1]
    assert week.ruling.rule == rule
    if rule == "P4":
        assert "The pain is getting worse over the weeks." in week.ruling.text
        assert week.ruling.because[0] == Because(None, day(20), "median_now", "2")


@pytest.mark.parametrize(("rest", "days", "rule"), [(6, 3, "P4"), (6, 2, "P13"), (5, 3, "P13")])
def test_p4_by_a_flare_at_rest(rest: int, days: int, rule: str) -> None:
    found = (Morning(f"m{n}", day(n), 0, rest_pain=rest if n < days else 0) for n in range(8))
    book = with_entries(train(diary(), 0, *FULL, scored=0), *found)
    assert records(book, 2)[-1].ruling.rule == rule


@pytest.mark.parametrize(
    ("scores", "rule"),
    [
        ((1, 2, 2, 2, 2, 2, 2), "P4"),
        ((1, 1, 1, 1, 2, 2, 2), "P7"),
        ((0, 0, 0, 0, 1, 1, 1), "P13"),
    ],
)
def test_p4_or_p7_by_a_weekly_rise_that_no_morning_shows(scores: tuple[int, ...], rule: str) -> None:
    book = course_of(0, 0)
    book = replace(book, mornings=tuple(m for m in book.mornings if m.day < day(14)))
    later = (Morning(f"m{n}", day(14 + n), score) for n, score in enumerate((*scores, scores[-1])))
    book = with_entries(book, *(bout(day(n), 24) for n in (14, 16, 18)), *later)
    week = records(book, 4)[-1]
    assert week.ruling.rule == rule
    assert [row.rule for row in week.rows if row.rule in ("P4", "P7")] == ([rule] if rule != "P13" else [])


@pytest.mark.parametrize(
    ("now", "rule", "text"),
    [
        (14, "P13", None),
        (15, "P7", "The middle of the week's morning stiffness rose from 10 to 15 minutes (PM4)."),
        (20, "P4", "The middle of the week's morning stiffness rose from 10 to 20 minutes."),
    ],
)
def test_stiffness_holds_by_five_minutes_and_goes_back_by_ten(now: int, rule: str, text: str | None) -> None:
    book = course_of(0, 0)
    stiff = (replace(m, stiffness_min=10 if m.day < day(7) else now) for m in book.mornings)
    week = records(replace(book, mornings=tuple(stiff)), 3)[-1]
    assert week.ruling.rule == rule
    assert text is None or text in week.ruling.text


def sore_weeks(*during: int | None) -> Diary:
    """Weeks of three sessions with a score during each; ``None`` leaves the week's mornings out."""
    book = diary()
    for week, score in enumerate(during):
        book = train(book, week, *FULL, scored=7 if score is not None else 1, pain_during=score or 3)
    return with_entries(book, *mornings(start_of(book, len(during)), 1))


@pytest.mark.parametrize(
    ("during", "held"),
    [
        ((3,), "P12"),
        ((3, 3), "P12 -"),
        ((3, 3, 3), "P12 - P12"),
        ((3, 3, 3, 3), "P12 - P12 -"),
        ((3, 1, 3, 3), "P12 - P12 -"),
        ((3, 6, 3, 3), "P12 - P12 -"),
        ((3, None, 3, 3), "P12 - P12 -"),
    ],
    ids=[
        "the first week",
        "the second",
        "the third",
        "the fourth",
        "a week without pain",
        "a week of breaches",
        "a thin week",
    ],
)
def test_p12_counts_the_weeks_running_and_starts_again(during: tuple[int | None, ...], held: str) -> None:
    weeks = records(sore_weeks(*during), len(during) + 1)
    assert ["P12" if week.matched("P12") else "-" for week in weeks] == ["-", *held.split()]


def test_p12_holds_at_r_and_the_second_such_week_may_grow() -> None:
    weeks = records(sore_weeks(3, 3), 3)
    assert [(w.ruling.rule, w.ruling.kind, w.limit) for w in weeks[1:]] == [
        ("P12", DecisionKind.HOLD, 72),
        ("P13", DecisionKind.PROGRESS, 79),
    ]


def test_a_rest_day_covers_its_day_and_scores_nothing() -> None:
    book = with_entries(diary(), *(RestDay(f"r{n}", day(n)) for n in range(7)))
    found = before(book)
    assert (found.covered, found.thin) == (7, False)
    assert found.few_scores == (Because(None, day(6), "scored_days", 0),)


@pytest.mark.parametrize(("more", "rules"), [((), ["P6", "P13"]), ((6,), ["P13"])])
def test_scores_on_four_days_are_enough_and_on_three_are_not(more: tuple[int, ...], rules: list[str]) -> None:
    book = train(diary(), 0, *FULL, scored=0, pain_before=None, pain_during=None, pain_after=None)
    book = with_entries(book, *(Morning(f"m{n}", day(n), 0) for n in (1, 3, 5, *more, 7)))
    week = records(with_entries(book, RestDay("r", day(6))), 2)[-1]
    assert [row.rule for row in week.rows] == rules
    assert ("Pain has a score on 3 of the 7 days up to 2026-03-08" in week.ruling.text) is not bool(more)
