"""The rows about the whole person, P0–P4, P6, P7, P9 and P12: conditions, words, numbers and facts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.because import Because
from rehab.domain.case import Case, Met
from rehab.domain.eligibility import Obstacle
from rehab.domain.entries import Raised
from rehab.domain.evidence import Evidence
from rehab.domain.pain import Breach
from rehab.domain.person_rows import (
    breached_once,
    emergency,
    masked,
    obstacle,
    regress,
    same_day,
    sore,
    too_little_known,
    two_weeks,
)
from rehab.domain.standing import Standing
from rehab.domain.trends import Rise
from rehab.domain.words import Urgency
from tests.domain import cases
from tests.samples import MONDAY, exercise

Condition = Callable[[Case], Iterator[Met]]
FACT = Because("e1", MONDAY, "pain_during", 6)
REFERENCE = Because(None, None, "reference", 72)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def case(*, loading: bool = True, sore_weeks: int = 0, clean: int | None = None, **found: object) -> Case:
    """The second week of an exercise with R = 72 and an entry dose of 40, and what was found before it."""
    return cases.case(
        exercise=exercise(loading=loading),
        entry=40,
        standing=cases.stood(clean=clean),
        evidence=replace(Evidence(applies=True, obstacles=()), **found),
        sore_weeks=sore_weeks,
    )


def met(condition: Condition, of: Case) -> Met:
    (found,) = condition(of)
    return found


def flag(number: int, urgency: Urgency, text: str = "A reason.", cause: str = "") -> Raised:
    return Raised(f"r{number}", day(number), f"E0{number}", urgency, text, {}, cause)


def breach(number: int, name: str | None = "Raise", score: int = 6, rule: str = "PM1") -> Breach:
    return Breach(rule, day(number), Because(f"b{number}", day(number), "pain_during", score), name)


def rise(*, by_much: bool, field: str = "morning", before: int = 3, now: int = 7) -> Rise:
    return Rise(field, before, now, by_much, (Because("m9", day(9), field, 4),))


FLAGGED = [(emergency, Urgency.EMERGENCY), (same_day, Urgency.SAME_DAY), (two_weeks, Urgency.TWO_WEEKS)]
NO_PLAN = "There is no plan until a clinician's clearance is on record."
ENDS = {
    emergency: f"This needs emergency care now. {NO_PLAN}",
    same_day: f"This needs a doctor today. {NO_PLAN}",
    two_weeks: "This needs a doctor within two weeks. Loading exercises wait; "
    "gentle movement stays in the plan.",
}


@pytest.mark.parametrize(("condition", "urgency"), FLAGGED)
def test_p0_p1_p2_answer_to_their_own_urgency_alone(condition: Condition, urgency: Urgency) -> None:
    others = tuple(flag(n, other) for n, other in enumerate(Urgency) if other is not urgency)
    assert not list(condition(case(flags=others)))
    assert not list(condition(case()))
    found = met(condition, case(flags=(*others, flag(8, urgency, "Fever."))))
    assert found.text == f"Fever. {ENDS[condition]}"
    assert found.because == (Because("r8", day(8), "E08", urgency.value),)


@pytest.mark.parametrize(("condition", "urgency"), FLAGGED)
def test_p0_p1_p2_say_a_reason_once_and_cite_each_cause(condition: Condition, urgency: Urgency) -> None:
    flags = (
        flag(1, urgency, "Fever.", "s1"),
        flag(2, urgency, "A limp.", "s1"),
        flag(3, urgency, "Fever.", "s3"),
    )
    found = met(condition, case(flags=flags))
    assert found.text.startswith(f"Fever. A limp. {ENDS[condition][:10]}")
    assert [(b.entry, b.field) for b in found.because] == [("s1", "E01"), ("s1", "E02"), ("s3", "E03")]


def test_p0_and_p1_stop_gentle_exercises_too_p2_and_p3_do_not() -> None:
    flags = tuple(flag(n, urgency) for n, urgency in enumerate(Urgency))
    gentle = case(loading=False, flags=flags, obstacles=(Obstacle("no diagnosis", FACT),))
    assert [len(list(one(gentle))) for one in (emergency, same_day, two_weeks, obstacle)] == [1, 1, 0, 0]


def test_p3_names_every_obstacle_with_its_fact() -> None:
    assert not list(obstacle(case()))
    other = Because(None, None, "diagnosis", None)
    found = met(obstacle, case(obstacles=(Obstacle("age under 18", FACT), Obstacle("no diagnosis", other))))
    assert found.text == (
        "Loading exercises wait: age under 18; no diagnosis. Gentle movement stays in the plan."
    )
    assert found.because == (FACT, other)


SEVERE = Because("e8", day(3), "pain_after", 9)
FLARE = tuple(Because(f"f{n}", day(n), "rest_pain", 6) for n in (1, 2, 3))
MEDIAN = Because(None, day(6), "median_now", "4")


@pytest.mark.parametrize(
    ("found", "reason", "facts"),
    [
        ({"severe": (SEVERE, FACT)}, "A severe score was given (9/10).", (SEVERE, FACT)),
        (
            {"breaches": (breach(0, None), breach(2, None))},
            "Pain broke its rule on 2 days of last week.",
            (breach(0).because, breach(2).because),
        ),
        (
            {"rises": (rise(by_much=True),)},
            "The middle of the week's morning pain rose from 1.5 to 3.5.",
            rise(by_much=True).because,
        ),
        (
            {"rises": (rise(by_much=True, field="stiffness_min", before=20, now=61),)},
            "The middle of the week's morning stiffness rose from 10 to 30.5 minutes.",
            rise(by_much=True, field="stiffness_min").because,
        ),
        ({"flare": FLARE}, "Pain was above 5 on three days running.", FLARE),
        ({"worsening": (MEDIAN,)}, "The pain is getting worse over the weeks.", (MEDIAN,)),
    ],
    ids=["PM6", "two breaches", "PM4", "PM4 in minutes", "PM5", "TR4"],
)
def test_p4_by_each_cause_alone(found: dict[str, object], reason: str, facts: tuple[Because, ...]) -> None:
    row = met(regress, case(**found))
    assert row.text == f"{reason} The week goes back to 57 reps."
    assert row.outcome == "The week goes back to 57 reps."
    assert row.because == (*facts, REFERENCE)
    assert row.ceiling == 57


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"breaches": (breach(2),)},
        {"breaches": (breach(2), breach(2, "Bridge"), breach(2, None, rule="PM3"))},
        {"rises": (rise(by_much=False), rise(by_much=False, field="stiffness_min"))},
        {"masked": (FACT,), "sore": (FACT,), "high_before": (FACT,), "few_scores": (FACT,), "covered": 0},
    ],
    ids=["nothing", "one breach", "three breaches of one day", "rises that hold", "what holds"],
)
def test_p4_just_missed(found: dict[str, object]) -> None:
    assert not list(regress(case(**found)))


def test_p4_takes_nothing_before_the_first_bout() -> None:
    early = case(severe=(SEVERE,))
    assert not list(regress(replace(early, standing=Standing())))


@pytest.mark.parametrize(
    ("clean", "ceiling"),
    [(None, 57), (72, 57), (58, 57), (57, 57), (56, 56), (21, 21), (20, 20), (19, 20), (0, 20)],
)
def test_p4_is_the_lower_of_80_percent_and_the_last_clean_week_not_below_half_the_entry_dose(
    clean: int | None, ceiling: int
) -> None:
    row = met(regress, case(severe=(SEVERE,), clean=clean))
    assert (row.ceiling, row.outcome) == (ceiling, f"The week goes back to {ceiling} reps.")


def test_p4_says_all_its_reasons_in_order_and_each_fact_once() -> None:
    both = (rise(by_much=False), rise(by_much=True, field="stiffness_min", before=20, now=60))
    row = met(
        regress,
        case(
            severe=(breach(0).because,),
            breaches=(breach(0), breach(2)),
            rises=both,
            flare=(breach(2).because, *FLARE),
            worsening=(MEDIAN,),
        ),
    )
    assert row.text == (
        "A severe score was given (6/10). Pain broke its rule on 2 days of last week. "
        "The middle of the week's morning stiffness rose from 10 to 30 minutes. "
        "Pain was above 5 on three days running. The pain is getting worse over the weeks. "
        "It hurt in Raise: ease that, or leave it out and ask your physiotherapist. "
        "The week goes back to 57 reps."
    )
    facts = (breach(0).because, breach(2).because, *both[1].because, *FLARE, MEDIAN, REFERENCE)
    assert row.because == facts


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["A"], "It hurt in A:"),
        (["A", "B", "C"], "It hurt in A, B, C:"),
        (["A", "B", "C", "D"], "It hurt in A, B, C and 1 more:"),
        (["D", "B", "A", "C", "E", "B", None], "It hurt in D, B, A and 2 more:"),
    ],
)
def test_p4_names_three_exercises_at_most(names: list[str | None], said: str) -> None:
    breaches = tuple(breach(n % 7, name) for n, name in enumerate([*names, None]))
    assert f" {said} ease that" in met(regress, case(breaches=breaches)).text


def test_p4_by_another_cause_names_one_breach_but_does_not_count_it() -> None:
    row = met(regress, case(severe=(SEVERE,), breaches=(breach(2),)))
    assert "Pain broke its rule" not in row.text
    assert "It hurt in Raise: ease that" in row.text
    assert row.because == (SEVERE, breach(2).because, REFERENCE)


def test_p4_names_no_exercise_where_only_mornings_hurt() -> None:
    breaches = (breach(0, None, rule="PM3"), breach(1, None, rule="PM3"))
    assert "It hurt in" not in met(regress, case(breaches=breaches)).text


UNKNOWN = tuple(Because(None, day(n), "morning", None) for n in (3, 5))
SCREEN = Because("s1", MONDAY, "screen", None)
FEW = (Because(None, day(6), "scored_days", 3), Because(None, day(-8), "scored_days", 0))
BEFORE = Because("b1", day(1), "pain_before", 3)
HELD = "The week is held at 72 reps."
REASONS: list[tuple[dict[str, object], str, tuple[Because, ...]]] = [
    (
        {"covered": 4},
        "Only 4 of last week's 7 days have an entry; 5 are needed.",
        (Because(None, None, "covered_days", 4),),
    ),
    (
        {"unknown_mornings": UNKNOWN, "covered": 5},
        f"The morning after loading is not known ({day(3)}, {day(5)}). Give it with m, or `rehab morning N`.",
        (Because(None, None, "covered_days", 5), *UNKNOWN),
    ),
    (
        {"screen_overdue": (SCREEN,)},
        "The weekly questions about serious causes are overdue (`rehab screen`).",
        (SCREEN,),
    ),
    (
        {"few_scores": FEW},
        f"Pain has a score on 3 of the 7 days up to {day(6)}; 4 are needed to see its course.",
        FEW,
    ),
    (
        {"high_before": (BEFORE,)},
        "A score before the exercise was already above the settle ceiling.",
        (BEFORE,),
    ),
]


@pytest.mark.parametrize(("found", "reason", "facts"), REASONS, ids=[next(iter(r[0])) for r in REASONS])
def test_p6_by_each_reason_alone(found: dict[str, object], reason: str, facts: tuple[Because, ...]) -> None:
    row = met(too_little_known, case(**found))
    assert (row.text, row.outcome) == (f"{reason} {HELD}", HELD)
    assert row.because == facts
    assert row.ceiling is None, "R, as the row says"


def test_p6_gives_the_first_of_its_reasons_in_their_order() -> None:
    for place, (_, reason, _) in enumerate(REASONS):
        rest = {key: value for found, _, _ in reversed(REASONS[place:]) for key, value in found.items()}
        assert met(too_little_known, case(**rest)).text == f"{reason} {HELD}"


def test_p6_just_missed() -> None:
    assert not list(too_little_known(case(covered=5)))
    unasked = Evidence(applies=False, obstacles=(), covered=0, unknown_mornings=UNKNOWN)
    assert not list(too_little_known(replace(case(), evidence=unasked))), "no window before the start"


@pytest.mark.parametrize(
    ("breaches", "text"),
    [
        ((breach(2, score=7, rule="PM2"),), "Pain broke its rule on one day (7/10, PM2)."),
        ((breach(2), breach(2, "Bridge", 9, "PM2")), "Pain broke its rule on one day (6/10, PM1)."),
    ],
)
def test_p7_by_one_day_of_breaches(breaches: tuple[Breach, ...], text: str) -> None:
    row = met(breached_once, case(breaches=breaches, rises=(rise(by_much=False),)))
    assert (row.text, row.outcome) == (f"{text} {HELD}", HELD)
    assert row.because == tuple(b.because for b in breaches)


@pytest.mark.parametrize(
    ("field", "now", "text"),
    [
        ("morning", 5, "The middle of the week's morning pain rose from 1.5 to 2.5 (PM4)."),
        ("stiffness_min", 14, "The middle of the week's morning stiffness rose from 1.5 to 7 minutes (PM4)."),
    ],
)
def test_p7_by_a_rise_that_only_holds(field: str, now: int, text: str) -> None:
    holds = rise(by_much=False, field=field, now=now)
    row = met(breached_once, case(rises=(holds,)))
    assert (row.text, row.outcome) == (f"{text} {HELD}", HELD)
    assert row.because == holds.because
    last = Rise("stiffness_min", 10, 20, False, (FACT,))
    both = met(breached_once, case(rises=(rise(by_much=True), holds, last)))
    assert (both.text, both.because) == (f"{text} The week is held at 57 reps.", holds.because)


@pytest.mark.parametrize(
    "found", [{}, {"breaches": (breach(1), breach(2))}, {"rises": (rise(by_much=True),)}, {"severe": (FACT,)}]
)
def test_p7_just_missed(found: dict[str, object]) -> None:
    assert not list(breached_once(case(**found)))


def test_p9_holds_with_the_marks_it_rests_on() -> None:
    marks = tuple(Because(f"m{n}", day(n), "painkiller", True) for n in (0, 2))
    row = met(masked, case(masked=marks))
    text = "A painkiller was taken on 2 of the training days, so that their scores tell little."
    assert (row.text, row.outcome, row.because) == (f"{text} {HELD}", HELD, marks)
    assert not list(masked(case()))


@pytest.mark.parametrize(("weeks", "holds"), [(1, True), (2, False), (3, True), (4, False), (5, True)])
def test_p12_holds_in_the_first_of_each_two_weeks(weeks: int, holds: bool) -> None:
    found = list(sore(case(sore=(FACT,), sore_weeks=weeks)))
    text = "Most sessions of last week hurt 3 to 5. If another such week passes, the next may grow."
    assert [(one.text, one.outcome, one.because) for one in found] == [
        (f"{text} {HELD}", HELD, (FACT,))
    ] * holds


def test_p12_is_asked_of_a_sore_week_alone() -> None:
    assert not list(sore(case(sore_weeks=1)))
    assert not list(sore(case(sore=(FACT,), sore_weeks=0)))
