"""What a week's plan keeps to at its edges: the week after, the limit used up, what has not fallen due."""

from dataclasses import replace

from rehab.domain.days import week_of
from rehab.domain.plan import WeekPlan, week_plan
from rehab.domain.plan_week import plan_series
from rehab.domain.standing import close
from rehab.domain.words import Complaint, SideRule
from rehab.domain.words import DecisionKind as Kind
from tests.domain.cases import SECOND, SERIES, case, day, exception, planned, series_week, stood
from tests.samples import (
    MONDAY,
    bout,
    diary,
    exercise,
    mornings,
    phase,
    prescription,
    programme,
    records,
    train,
    with_entries,
)

FULL = ((8, 8, 8), (8, 8, 8), (8, 8, 8))


def sessions(found: WeekPlan) -> list[tuple[int, int]]:
    return [((s.day - found.week.start).days, s.volume) for s in found.exercises[0].sessions]


def test_the_last_session_keeps_its_rest_days_to_the_next_weeks_first() -> None:
    book = with_entries(diary(weekdays=(0, 2, 5)), *mornings(MONDAY, 8))
    book = with_entries(book, *(bout(day(n), 24) for n in (-7, -5, -1)))
    # On Sunday last Sunday's 24 would be out of the seven days, but Monday is too near.
    assert sessions(week_plan(book, SECOND, day(0))) == [(0, 26), (2, 26), (5, 3)]


def test_a_limit_used_up_leaves_nothing_though_the_week_before_had_more() -> None:
    book = train(train(diary(), 0, *FULL), 1, (26,), (26,))
    third = SECOND.shifted(1)
    book = with_entries(book, *mornings(third.start, 1))
    week = records(book, 3)[-1]
    assert (week.limit, week.limit_before, week.ruling.rule) == (72, 79, "P11")
    book = with_entries(book, bout(third.start, 72))
    assert sessions(week_plan(book, third, third.start)) == [(0, 24)]


def test_a_severe_score_drops_sessions_of_its_own_week_only_while_that_week_runs() -> None:
    book = train(diary(), 0, *FULL, pain_during=8)
    (item,) = week_plan(book, week_of(MONDAY, MONDAY), day(0)).exercises
    assert item.dropped is None
    assert len(item.sessions) == 3


def test_before_a_week_has_ended_what_has_fallen_due_counts_as_missed() -> None:
    book = with_entries(train(diary(), 0, *FULL), *mornings(day(0), 4), bout(day(0), 10))
    ahead = SECOND.shifted(1)
    assert week_plan(book, ahead, day(2)).exercises[0].record.reference == 72, "26 due, 10 done"
    missed = week_plan(book, ahead, day(3))
    assert missed.provisional
    assert missed.exercises[0].record.reference == 54, "52 due, 10 done: three quarters of R"


def test_the_headline_names_the_exercise_that_it_is_about() -> None:
    book = with_entries(train(diary(), 0, *FULL), *mornings(day(0), 1))
    found = week_plan(book, SECOND, day(0))
    assert found.decision.text.startswith("Raise: From 72 reps, up to 79 reps may follow")
    assert (found.decision.rule, found.decision.ceiling) == ("P13", 79)


def test_a_headline_about_the_whole_person_names_the_exercise_at_its_end() -> None:
    book = with_entries(train(diary(), 0, *FULL), *mornings(day(0), 1))
    book = replace(book, bouts=(replace(book.bouts[0], pain_during=6), *book.bouts[1:]))
    text = week_plan(book, SECOND, day(0)).decision.text
    assert text == "Pain broke its rule on one day (6/10, PM1). Raise: The week is held at 72 reps."


def test_a_headline_that_stops_or_pauses_names_no_exercise() -> None:
    plan = week_plan(diary(cleared=False), week_of(MONDAY, MONDAY), MONDAY)
    assert plan.decision.text.startswith("Loading exercises wait:")


def test_the_headline_is_of_a_loading_exercise_before_a_gentle_one() -> None:
    both = (exercise(loading=False), exercise("bridge"))
    of = programme(phase(prescription(), prescription("bridge")), exercises=both)
    assert week_plan(diary(of), week_of(MONDAY, MONDAY), MONDAY).decision.text.startswith("Bridge: Until")


def test_a_plan_is_provisional_on_the_day_of_the_morning_that_it_waits_for_and_no_longer() -> None:
    book = with_entries(diary(weekdays=(1, 3, 6)), *mornings(MONDAY, 7))
    book = with_entries(book, *(bout(day(n), 24) for n in (-6, -4, -1)))
    found = [week_plan(book, SECOND, day(n)) for n in (0, 1)]
    assert [(one.decision.rule, one.provisional) for one in found] == [("P6", True), ("P6", False)]


def test_a_day_without_a_session_is_no_cut_of_a_guard() -> None:
    few = case(standing=stood(2), percent=0, target=2)
    week = plan_series(diary(), SERIES, few, [day(n) for n in (0, 2, 4)])
    assert (week.sessions, week.guards) == (((day(0), 1), (day(2), 1)), ())
    nothing = plan_series(diary(), SERIES, case(target=0), [day(n) for n in (0, 2, 4)])
    assert (nothing.sessions, nothing.guards) == ((), ())


def test_a_week_without_a_training_day_plans_nothing() -> None:
    week = plan_series(diary(), SERIES, case(), [])
    assert (week.sessions, week.limit, week.planned) == ((), 79, 0)


def test_a_regress_counts_once_any_exercise_has_begun() -> None:
    of = programme(phase(prescription(), prescription("bridge")), exercises=(exercise(), exercise("bridge")))
    book = diary(of)
    for number in range(2):
        book = train(book, number, (8,), (8,), (8,), pain_during=8)
    third = SECOND.shifted(1)
    found = week_plan(with_entries(book, *mornings(third.start, 1)), third, third.start)
    assert (found.decision.rule, found.decision.because[0].field) == ("P3", "regress_weeks")


def test_a_phase_without_an_exercise_for_the_side_holds_at_nothing() -> None:
    only = programme(exercises=(exercise(side=SideRule.UNAFFECTED),))
    book = diary(only, complaint=Complaint.BOTH)
    found = week_plan(book, week_of(MONDAY, MONDAY), MONDAY).decision
    assert (found.rule, found.kind, found.ceiling) == ("P13", Kind.HOLD, 0)


def test_an_exception_on_record_is_named_only_by_the_week_that_rests_on_it() -> None:
    book = with_entries(train(diary(), 0, *FULL), *mornings(day(0), 1))
    found = records(replace(book, overrides=(exception(),)), 2)
    assert [(week.limit, week.override) for week in found] == [(72, None), (79, None)]


def test_all_that_was_planned_is_no_shortfall_though_it_is_less_than_r() -> None:
    week = series_week(72, 66, sessions=planned(22, 22, 22))
    assert close(stood(), week, qualifies=True, due=66).shortfalls == (False,)
    assert close(stood(), replace(week, done=65), qualifies=True, due=66).shortfalls == (True,)
    assert close(stood(), replace(week, done=72), qualifies=True, due=73).shortfalls == (False,)
    before = stood(shortfalls=(True, False, False))
    assert close(before, week, qualifies=True, due=67).shortfalls == (False, False, True)
