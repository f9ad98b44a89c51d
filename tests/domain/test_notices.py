"""What a person is told right after an entry, at the bounds of each notice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rehab.domain.days import week_of
from rehab.domain.diary import Bout, Diary, Morning, Raised
from rehab.domain.doses import SetDone
from rehab.domain.notices import bout_notices, morning_notices
from rehab.domain.plan import week_plan
from rehab.domain.programmes import Stage
from rehab.domain.words import Unit, Urgency
from tests.domain.cases import loaded
from tests.samples import (
    MONDAY,
    bout,
    diary,
    exercise,
    mornings,
    phase,
    prescription,
    programme,
    train,
    with_entries,
)

WEDNESDAY = MONDAY + timedelta(days=2)
LATER = MONDAY + timedelta(days=7)
BEFORE = train(diary(), 0, (10, 10, 10), (8, 8, 8), scored=8)
"""A week whose largest session is 30 reps; the entry session is 24."""
LIFTING = diary(programme(phase(loaded()), exercises=(exercise(loaded=True),)))
RUN = replace(prescription("run", entry=(1, 1200), target=(1, 1200), step=60), entry_stage=1)
RUNNING = exercise("run", Unit.SECONDS, stages=(Stage(240, 60), Stage(180, 120), Stage(120, 180)))
RUNNER = diary(programme(phase(RUN), exercises=(RUNNING,)))


def told(book: Diary, new: Bout) -> tuple[str, ...]:
    """What is said of a new bout by the plan of its week, as it stands on that day."""
    held = with_entries(book, new)
    return bout_notices(held, new, week_plan(held, week_of(held.starts, new.day), new.day))


def lifted(load_g: int) -> Bout:
    return replace(bout(WEDNESDAY, 8), sets=(SetDone(8, load_g),) * 3)


def ran(stage: int | None) -> Bout:
    return bout(MONDAY, 1200, name="run", unit=Unit.SECONDS, stage=stage)


def test_an_ordinary_bout_calls_for_nothing() -> None:
    assert told(BEFORE, bout(LATER, 8, 8, 8)) == ()


@pytest.mark.parametrize(("reps", "spikes", "holds"), [(33, 0, 0), (34, 1, 0), (39, 1, 0), (40, 1, 1)])
def test_a_session_is_held_against_the_largest_of_the_last_30_days(
    reps: int, spikes: int, holds: int
) -> None:
    spike = f"{reps} on one day is more than 110 % of the largest session of the last 30 days (30)."
    hold = " It is above 130 %: next week will hold."
    assert told(BEFORE, bout(LATER, reps)) == (spike + hold * holds,) * spikes


@pytest.mark.parametrize(("reps", "spikes"), [(26, False), (27, True)])
def test_a_first_session_is_held_against_the_entry_session(reps: int, spikes: bool) -> None:
    said = (f"{reps} on one day is more than 110 % of the entry session (24).",)
    assert told(diary(), bout(MONDAY, reps)) == (said if spikes else ())


def test_before_the_start_no_session_is_held_against_anything() -> None:
    early = bout(MONDAY - timedelta(days=1), 90)
    assert bout_notices(with_entries(diary(), early), early, None) == ()


def test_a_first_session_in_another_unit_or_outside_the_plan_has_no_entry_session() -> None:
    assert told(diary(), bout(MONDAY, 600, unit=Unit.SECONDS)) == ()
    assert told(diary(), bout(MONDAY, 90, name="walk")) == ()


def test_what_the_plan_does_not_know_is_held_against_what_was_done_before() -> None:
    walks = with_entries(diary(), bout(MONDAY, 20, name="walk"))
    (said,) = told(walks, bout(WEDNESDAY, 24, name="walk"))
    assert said == "24 on one day is more than 110 % of the largest session of the last 30 days (20)."


def test_a_loaded_session_is_held_against_the_largest_load_times_reps() -> None:
    book = with_entries(LIFTING, replace(lifted(1000), day=MONDAY, entry="first"))
    assert told(book, lifted(1000)) == ()
    (said,) = told(book, lifted(1200))
    assert said.startswith("28.8 kg·reps on one day is more than 110 % of the largest session")


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (None, ()),
        (0, ()),
        (1, ()),
        (2, ("Stage 2 is above this week's stage 1. Go back to stage 1 next time.",)),
    ],
)
def test_a_stage_above_the_planned_one_is_told(stage: int | None, said: tuple[str, ...]) -> None:
    assert told(RUNNER, ran(stage)) == said


def test_a_stage_of_an_exercise_without_a_planned_one_calls_for_nothing() -> None:
    assert told(BEFORE, bout(LATER, 8, 8, 8, stage=2)) == ()
    assert bout_notices(with_entries(RUNNER, ran(2)), ran(2), None) == ()


def test_a_week_above_its_limit_is_told_and_one_at_it_is_not() -> None:
    book = with_entries(train(diary(), 0, (8, 8, 8), (8, 8, 8)), *mornings(MONDAY + timedelta(days=4), 1))
    last = MONDAY + timedelta(days=4)
    assert told(book, bout(last, 8, 8, 8)) == ()
    (said,) = told(book, bout(last, 8, 8, 9))
    assert (
        said == "This week holds 73 reps now, more than its limit of 72 reps. Rest from it until next week."
    )


def test_an_open_finding_that_stops_is_told_instead_of_the_limit() -> None:
    flag = Raised("flag", MONDAY, "E01", Urgency.EMERGENCY, "Something.", {"x": True})
    (said,) = told(replace(BEFORE, raised=(flag,)), bout(LATER, 8, 8, 8))
    assert said.startswith("A finding that stops the plan is open: do not train")


@pytest.mark.parametrize(("score", "severe"), [(7, False), (8, True)])
def test_severe_pain_is_told_first(score: int, severe: bool) -> None:
    said = told(BEFORE, bout(LATER, 34, pain_during=score))
    assert said[0].startswith(f"A score of {score} is severe") is severe
    assert len(said) == 1 + severe


@pytest.mark.parametrize(("score", "count"), [(7, 0), (8, 1), (None, 0)])
def test_a_severe_morning_stops_all_loading(score: int | None, count: int) -> None:
    said = morning_notices(Morning("m", MONDAY, score))
    assert len(said) == count
    assert all("stop all loading exercises for this week" in one for one in said)
