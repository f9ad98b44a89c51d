"""The plan of a week: what stands, what shrinks while the week runs, and what falls away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.days import Week
from rehab.domain.diary import Diary, Morning
from rehab.domain.plan import WeekPlan, current_week, week_plan
from rehab.domain.words import Complaint, DecisionKind, SideRule
from tests.samples import (
    MONDAY,
    bout,
    diary,
    exercise,
    mornings,
    phase,
    prescription,
    programme,
    start_of,
    train,
    with_entries,
)

FULL = ((8, 8, 8), (8, 8, 8), (8, 8, 8))
TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 4))


def plan(book: Diary, today: date, ahead: int = 0) -> WeekPlan:
    return week_plan(book, current_week(book, today).shifted(ahead), today)


def totals(found: WeekPlan, n: int = 0) -> list[int]:
    return [session.total for session in found.exercises[n].sessions]


def test_a_new_plan_is_the_entry_dose_on_the_training_days() -> None:
    item = plan(diary(), MONDAY).exercises[0]
    assert [(s.day, s.sets) for s in item.sessions] == [(d, (8, 8, 8)) for d in (MONDAY, WEDNESDAY, FRIDAY)]
    assert (item.planned, item.left, item.logged) == (72, 72, 0)
    assert item.sessions[0].seconds == 24 * 3 + 2 * 60
    assert item.on(TUESDAY) is None
    assert item.on(MONDAY) == item.sessions[0]


def test_logging_more_shrinks_what_is_still_to_come() -> None:
    book = with_entries(diary(), bout(MONDAY, 40))
    assert totals(plan(book, TUESDAY)) == [24, 24, 8]
    assert plan(book, TUESDAY).exercises[0].left == 32


def test_logging_all_of_the_limit_leaves_nothing_to_come() -> None:
    book = with_entries(diary(), bout(MONDAY, 80))
    assert totals(plan(book, TUESDAY)) == [24]
    assert plan(book, TUESDAY).exercises[0].left == 0


def test_a_missed_session_stays_in_the_plan_and_moves_nowhere() -> None:
    assert totals(plan(with_entries(diary(), bout(WEDNESDAY, 24)), FRIDAY)) == [24, 24, 24]


def test_todays_own_bout_does_not_shrink_todays_session() -> None:
    book = with_entries(diary(), bout(MONDAY, 24), bout(WEDNESDAY, 30))
    assert totals(plan(book, WEDNESDAY)) == [24, 24, 18]


def test_shrunk_sessions_stay_in_whole_steps() -> None:
    of = programme(phase(prescription(entry=(2, 20), step=10)))
    book = with_entries(diary(of), bout(MONDAY, 75))
    assert totals(plan(book, TUESDAY)) == [40, 40]
    assert plan(book, TUESDAY).exercises[0].sessions[1].day == WEDNESDAY


def test_a_past_week_keeps_its_plan() -> None:
    book = with_entries(diary(), bout(MONDAY, 80))
    past = week_plan(book, Week(MONDAY), start_of(book, 1))
    assert totals(past) == [24, 24, 24]


TWO = programme(
    phase(prescription(), prescription("bridge"), prescription("walk")),
    exercises=(exercise(), exercise("bridge"), exercise("walk", loading=False)),
)


def test_a_severe_bout_stops_its_exercise_for_the_week_and_no_other() -> None:
    book = with_entries(diary(TWO), bout(MONDAY, 24, pain_during=8))
    found = plan(book, MONDAY)
    assert [totals(found, n) for n in range(3)] == [[24], [24, 24, 24], [24, 24, 24]]
    dropped = found.exercises[0].dropped
    assert dropped is not None
    assert (dropped.entry, dropped.value) == (f"raise-{MONDAY}-none", 8)
    assert found.exercises[1].dropped is None


@pytest.mark.parametrize(("score", "rest"), [(8, None), (0, 7)])
def test_a_severe_morning_stops_all_loading_for_the_week(score: int, rest: int | None) -> None:
    book = with_entries(diary(TWO), bout(MONDAY, 24), Morning("m", TUESDAY, score, rest))
    found = plan(book, TUESDAY)
    assert [totals(found, n) for n in range(3)] == [[24], [24], [24, 24, 24]]


def test_a_severe_score_of_last_week_drops_nothing_and_regresses() -> None:
    book = train(diary(), 0, *FULL, pain_after=8)
    found = plan(with_entries(book, *mornings(start_of(book, 1), 1)), start_of(book, 1))
    assert found.exercises[0].dropped is None
    assert (found.decision.rule, found.exercises[0].planned) == ("P4", 57)


def test_next_weeks_plan_is_provisional_until_this_week_has_ended() -> None:
    book = train(diary(), 0, *FULL)
    assert plan(book, FRIDAY, ahead=1).provisional
    assert not plan(book, FRIDAY).provisional
    assert not plan(with_entries(book, *mornings(start_of(book, 1), 1)), start_of(book, 1)).provisional


def test_before_the_start_there_is_a_first_plan_and_nothing_in_it_is_provisional() -> None:
    today = MONDAY - timedelta(days=20)
    book = diary()
    book = replace(
        book,
        profiles=(replace(book.profiles[0], day=today),),
        diagnoses=(replace(book.diagnoses[0], day=today),),
        screens=(replace(book.screens[0], day=today),),
    )
    found = plan(book, today)
    assert (found.week.start, found.provisional, totals(found)) == (MONDAY, False, [24, 24, 24])


@pytest.mark.parametrize("weeks", [-1, 2, 50])
def test_plans_reach_from_the_start_to_next_week(weeks: int) -> None:
    with pytest.raises(ValueError, match=r"no plan for the week of .+\. Plans reach from 2026-03-02 to"):
        week_plan(diary(), Week(MONDAY).shifted(weeks), MONDAY)


def test_a_running_week_does_not_raise_the_next() -> None:
    book = with_entries(diary(), bout(MONDAY, 40), bout(TUESDAY, 40), *mornings(MONDAY, 2))
    ahead = plan(book, TUESDAY, ahead=1).exercises[0].record
    assert (ahead.reference, ahead.limit) == (72, 72)


def test_sessions_not_yet_due_are_not_missed() -> None:
    book = train(diary(), 0, *FULL)
    monday = start_of(book, 1)
    book = with_entries(book, *mornings(monday, 2), bout(monday, 26))
    ahead = plan(book, monday + timedelta(days=1), ahead=1).exercises[0].record
    assert ahead.reference == 72


def test_entries_after_today_change_nothing() -> None:
    book = train(diary(), 0, *FULL)
    later = with_entries(train(book, 1, *FULL, pain_during=9), *mornings(start_of(book, 2), 7, 9))
    assert plan(book, FRIDAY) == plan(later.upto(FRIDAY), FRIDAY) == plan(later, FRIDAY)


def test_the_weeks_decision_is_the_topmost_of_its_exercises() -> None:
    book = train(diary(TWO), 0, *FULL)
    bridges = [replace(b, entry=f"b{b.day}", exercise="bridge") for b in book.bouts]
    found = plan(with_entries(book, *bridges[:2], *mornings(start_of(book, 1), 1)), start_of(book, 1))
    assert [e.record.ruling.rule for e in found.exercises] == ["P13", "P11", "P13"]
    assert found.decision.rule == "P11"
    assert found.of(found.exercises[1].series) == found.exercises[1]


def test_a_severe_first_morning_stops_loading_this_week_and_counts_for_the_next() -> None:
    book = with_entries(diary(), Morning("m0", MONDAY, 9))
    assert plan(book, MONDAY).exercises[0].sessions == ()
    book = train(book, 0, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    after = plan(with_entries(book, *mornings(start_of(book, 1), 1)), start_of(book, 1))
    assert after.decision.rule == "P4"


def test_a_phase_without_exercises_for_the_side_plans_nothing_and_says_so() -> None:
    only = programme(exercises=(exercise(side=SideRule.UNAFFECTED),))
    found = plan(diary(only, complaint=Complaint.BOTH), MONDAY)
    assert (found.exercises, found.decision.kind) == ((), DecisionKind.HOLD)
    assert "no exercise" in found.decision.text
