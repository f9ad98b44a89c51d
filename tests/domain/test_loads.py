"""Loads: gram·reps, one step heavier after the target's repetitions, and never more repetitions with it."""

from dataclasses import replace

import pytest

from rehab.domain.case import Case
from rehab.domain.days import week_of
from rehab.domain.diary import Diary
from rehab.domain.doses import SetDone
from rehab.domain.loads import most_at, week_load
from rehab.domain.plan import week_plan
from rehab.domain.programmes import SetPlan
from rehab.domain.standing import close
from rehab.domain.volume_table import volume_weeks
from rehab.domain.words import DecisionKind as Kind
from rehab.domain.words import Unit
from tests.domain.cases import SERIES, case, loaded, planned, ruled, series_week, stood
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
    start_of,
    with_entries,
)

GROWS = ruled("P13", Kind.PROGRESS, 99_000)


def lifted(done: int = 90_000, load: int | None = 1000, **changes: object) -> Case:
    """An exercise that stood at 90 reps of its load last week: 3×10, the target, three times."""
    standing = stood(done, load_g=load)
    return case(
        **{"prescription": loaded(), "exercise": exercise(loaded=True), "standing": standing, **changes}
    )


def test_an_exercise_without_a_load_has_none() -> None:
    assert week_load(case(), GROWS, 3) is None
    assert most_at(case(), ruled("P13", Kind.PROGRESS, 79), None, 3) == 79
    assert most_at(case(target=75), ruled("P13", Kind.PROGRESS, 79), None, 3) == 75


@pytest.mark.parametrize(("done", "load"), [(89_999, 1000), (90_000, 1500)])
def test_the_load_grows_by_a_step_once_the_targets_reps_were_done_in_the_whole_week(
    done: int, load: int
) -> None:
    assert week_load(lifted(done), GROWS, 3) == load


def test_the_targets_reps_count_at_the_load_they_were_done_with() -> None:
    assert week_load(lifted(134_999, 1500), GROWS, 3) == 1500
    assert week_load(lifted(135_000, 1500), GROWS, 3) == 2000


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PROGRESS])
def test_the_load_grows_only_with_progress(kind: Kind) -> None:
    assert week_load(lifted(), ruled("P7", kind, 99_000), 3) == 1000


def test_the_load_does_not_grow_after_a_week_without_the_exercise() -> None:
    gone = stood(90_000, load_g=1000, previous=None)
    assert week_load(lifted(standing=gone), GROWS, 3) == 1000
    older = stood(
        90_000,
        load_g=1000,
        previous=replace(series_week(90_000, 90_000), week=week_of(MONDAY, MONDAY).shifted(-1)),
    )
    assert week_load(lifted(standing=older), GROWS, 3) == 1000


def test_a_dose_without_a_load_step_keeps_its_load() -> None:
    assert week_load(lifted(prescription=loaded(step_g=None)), GROWS, 3) == 1000


def test_before_the_first_bout_the_load_is_the_entrys() -> None:
    assert week_load(lifted(load=None, prescription=loaded(1250)), ruled("P13", Kind.HOLD, 99_000), 3) == 1250


def test_the_load_never_passes_the_targets() -> None:
    assert week_load(lifted(162_000, 1800), ruled("P13", Kind.PROGRESS, 178_000), 3) == 2000
    assert week_load(lifted(180_000, 2000), ruled("P13", Kind.PROGRESS, 198_000), 3) == 2000
    assert week_load(lifted(270_000, 3000), ruled("P13", Kind.PROGRESS, 297_000), 3) == 2000


@pytest.mark.parametrize(("ceiling", "load"), [(53_999, 1000), (54_000, 1500)])
def test_a_step_leaves_at_least_half_of_the_entrys_reps(ceiling: int, load: int) -> None:
    assert week_load(lifted(), ruled("P13", Kind.PROGRESS, ceiling), 3) == load


def test_half_of_the_entrys_reps_must_fit_the_target_too() -> None:
    assert week_load(lifted(target=53_999), GROWS, 3) == 1000
    assert week_load(lifted(target=54_000), GROWS, 3) == 1500


def test_a_week_plans_no_more_than_the_targets_reps_of_its_load() -> None:
    assert most_at(lifted(), GROWS, 1000, 3) == 90_000
    assert most_at(lifted(), GROWS, 1000, 2) == 60_000
    assert most_at(lifted(), GROWS, 2000, 3) == 99_000, "the limit"
    assert most_at(lifted(target=80_000), GROWS, 1000, 3) == 80_000


def test_a_heavier_week_has_no_more_reps_than_the_week_before() -> None:
    room = ruled("P13", Kind.PROGRESS, 170_000)
    assert most_at(lifted(80_999), room, 1500, 3) == 80 * 1500
    assert most_at(lifted(95_000), room, 1500, 3) == 90 * 1500
    assert most_at(lifted(80_999), room, 1000, 3) == 90_000, "the same load has the target's"
    assert most_at(lifted(80_999, None), room, 1500, 3) == 90 * 1500
    gone = stood(80_999, load_g=1000, previous=None)
    assert most_at(lifted(standing=gone), room, 1500, 3) == 90 * 1500


def test_the_load_last_used_is_carried_and_a_week_without_a_bout_changes_none() -> None:
    week = replace(series_week(90_000, 60_000), load_g=1500)
    assert close(stood(load_g=1000), week, qualifies=True, due=0).load_g == 1500
    assert close(stood(load_g=1000), replace(week, done=0), qualifies=True, due=0).load_g == 1000


def test_a_loaded_weeks_steps() -> None:
    assert loaded().volume_step == 500
    assert loaded(step_g=None).volume_step == 1000
    assert prescription().volume_step == 1
    week = replace(series_week(), prescription=loaded(), load_g=1500, sessions=planned(3000, 4500))
    assert (week.step, week.lay_step, week.planned, week.largest_planned) == (500, 1500, 7500, 4500)
    assert series_week().lay_step == 1


WEIGHED = programme(
    phase(replace(loaded(), target=SetPlan(3, 9, 2000)), deload=False), exercises=(exercise(loaded=True),)
)


def lived(weeks: int) -> Diary:
    """So many weeks in which every planned session is done at its load, and every morning is 0."""
    book = diary(WEIGHED)
    for week in range(weeks):
        book = with_entries(book, *mornings(start_of(book, week), 7 if week else 8))
        today = start_of(book, week)
        plan = week_plan(book, week_of(book.starts, today), today)
        for session in plan.exercises[0].sessions:
            done = tuple(SetDone(reps, session.load_g) for reps in session.sets)
            book = with_entries(book, replace(bout(session.day), sets=done))
    return with_entries(book, *mornings(start_of(book, weeks), 1))


def test_a_patient_grows_in_reps_then_in_load_and_stays_within_the_cap() -> None:
    weeks = records(lived(9), 10)
    told = [(week.load_g, [amount // (week.load_g or 1) for _, amount in week.sessions]) for week in weeks]
    assert told[:4] == [
        (1000, [24, 24, 24]),
        (1000, [26, 26, 26]),
        (1000, [27, 27, 27]),
        (1500, [19, 19, 19]),
    ]
    reps = [sum(found) for _, found in told]
    for before, week, reps_before, now in zip(weeks, weeks[1:], reps, reps[1:], strict=False):
        assert week.planned <= week.limit <= week.base * 110 // 100
        assert (week.load_g or 0) - (before.load_g or 0) in (0, 500)
        assert week.load_g == before.load_g or now <= reps_before
    assert all(amount % (week.load_g or 1) == 0 for week in weeks for _, amount in week.sessions)


def test_a_set_without_a_load_counts_with_the_lightest_dosed() -> None:
    book = with_entries(diary(WEIGHED), *mornings(MONDAY, 8))
    mixed = replace(bout(MONDAY), sets=(SetDone(8), SetDone(8, 1500), SetDone(4, 500)))
    book = with_entries(book, mixed)
    assert book.day_sums[(SERIES, Unit.GRAM_REPS)] == {MONDAY: 8000 + 12_000 + 2000}
    assert records(book, 2)[0].done == 22_000


def test_a_volume_line_tells_reps_and_gram_reps_as_logged() -> None:
    book = with_entries(diary(WEIGHED), *mornings(MONDAY, 8))
    book = with_entries(book, replace(bout(MONDAY), sets=(SetDone(8), SetDone(8, 1500))))
    (line,) = volume_weeks(book, start_of(book, 1))[0].lines
    assert (line.unit, line.actual, line.gram_reps) == (Unit.GRAM_REPS, 20_000, 12_000)
    assert (line.bouts, line.sets, line.reps) == (1, 2, 16)
    assert line.over is False
    plain = with_entries(diary(), replace(bout(MONDAY), sets=(SetDone(8), SetDone(8, 1500))))
    (line,) = volume_weeks(plain, MONDAY)[0].lines
    assert (line.unit, line.actual, line.reps, line.gram_reps) == (Unit.REPS, 16, 16, 12_000)


def test_planned_sessions_are_in_whole_reps_with_their_load_and_time() -> None:
    book = lived(3)
    today = start_of(book, 3)
    item = week_plan(book, week_of(book.starts, today), today).exercises[0]
    first = item.sessions[0]
    assert (first.load_g, first.total, first.volume, sum(first.sets)) == (1500, 19, 28_500, 19)
    assert (first.seconds, first.stage) == (19 * 3 + 2 * 60, None)
    assert item.planned == 57 * 1500
