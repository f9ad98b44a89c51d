"""The forecast: what the real planner allows, and when it says that a goal is not reached."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.ahead import Ahead
from rehab.domain.days import week_of
from rehab.domain.diary import Diary, Override, PhaseStart, Raised
from rehab.domain.forecast import LEFT_OUT, Forecast, Goal, forecasts
from rehab.domain.plan import Session, week_plan
from rehab.domain.programmes import Exercise, SetPlan, Stage
from rehab.domain.words import OverrideKind, Side, SideRule, Unit, Urgency
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
RAISE = exercise()


def begun(weeks: int = 1, **fields: object) -> Diary:
    """A diary after some full weeks at the entry dose, read on the first day of the next."""
    book = diary(programme(phase(deload=False)))
    for week in range(weeks):
        book = train(book, week, *FULL, **fields)
    return with_entries(book, *mornings(start_of(book, weeks), 1))


def told(book: Diary, goal: Goal, today: date, of: Exercise = RAISE, **more: object) -> dict[str, Forecast]:
    sides = more.pop("sides", (Side.NONE,))
    return {one.patient: one for one in forecasts(book, of, sides, goal, today, **more)}  # type: ignore[arg-type]


def test_the_perfect_patient_grows_by_ten_percent_a_week() -> None:
    book = begun()
    found = told(book, Goal(26), start_of(book, 1))["perfect"]
    assert (found.reached, found.weeks, found.why) == (start_of(book, 1), 0, "")
    assert told(book, Goal(27), start_of(book, 1))["perfect"].weeks == 1
    assert told(book, Goal(45), start_of(book, 1))["perfect"].weeks == 7


def test_missed_weeks_come_later_and_later() -> None:
    book = begun(2)
    found = told(book, Goal(36), start_of(book, 2))
    weeks = [found[name].weeks for name in ("perfect", "1 missed week", "2 missed weeks", "3 missed weeks")]
    assert None not in weeks
    assert weeks == sorted(weeks)  # type: ignore[type-var]
    assert weeks[0] != weeks[1] != weeks[2]
    assert list(told(book, Goal(36), start_of(book, 2), missed=(5,)))[2:] == ["5 missed weeks"]


def test_one_missed_week_costs_a_re_entry_at_three_quarters() -> None:
    book = begun(1)
    today = start_of(book, 1)
    assert told(book, Goal(24), today, missed=(1,))["1 missed week"].weeks == 0
    later = told(book, Goal(27), today, missed=(1,))["1 missed week"]
    assert later.weeks is not None
    assert later.weeks > 2


def test_every_fifth_session_left_out_is_never_faster() -> None:
    book = begun(2)
    found = told(book, Goal(45), start_of(book, 2))["80 % adherence"]
    assert (found.reached, found.weeks) == (None, None)
    assert "comes to a stand at" in found.why
    assert "sessions left out" in found.why


def test_both_sides_of_an_exercise_are_one_session_of_the_five() -> None:
    both = exercise(side=SideRule.EACH)
    book = diary(programme(phase(deload=False), exercises=(both,)))
    patient = Ahead(MONDAY, every=LEFT_OUT)
    done: list[tuple[int, Side]] = []
    for week in range(4):
        this = week_of(book.starts, start_of(book, week))
        book = patient.wake(book, this)
        book = patient.act(book, week_plan(book, this, this.start))
    for one in book.bouts:
        done.append(((one.day - MONDAY).days, one.side))
    days = sorted({day for day, _ in done})
    assert {(day, side) for day in days for side in (Side.LEFT, Side.RIGHT)} == set(done)
    assert [day for day in (0, 2, 4, 7, 9, 11, 14, 16, 18, 21, 23, 25) if day not in days] == [9, 21]
    assert patient.count == 12, "sessions, those left out too"


def test_a_goal_counts_on_each_side() -> None:
    both = exercise(side=SideRule.EACH)
    book = diary(programme(phase(deload=False), exercises=(both,)))
    book = train(train(book, 0, *FULL, side=Side.LEFT), 0, *FULL, side=Side.RIGHT)
    book = train(book, 1, (8, 8, 9), (9, 9, 8), (9, 8, 9), side=Side.LEFT)
    book = train(book, 1, *FULL, side=Side.RIGHT)
    book = with_entries(book, *mornings(start_of(book, 2), 1))
    today = start_of(book, 2)
    left = told(book, Goal(28), today, both, sides=(Side.LEFT,))["perfect"].weeks
    right = told(book, Goal(28), today, both, sides=(Side.RIGHT,))["perfect"].weeks
    assert left is not None
    assert right is not None
    assert left < right
    assert told(book, Goal(28), today, both, sides=(Side.LEFT, Side.RIGHT))["perfect"].weeks == right


def test_above_the_target_nothing_is_planned() -> None:
    book = begun()
    found = told(book, Goal(46), start_of(book, 1))
    assert {one.reached for one in found.values()} == {None}
    assert "target of 45 reps a session" in found["perfect"].why
    loaded = told(book, Goal(24, load_g=1000), start_of(book, 1))["perfect"]
    assert "target load" in loaded.why
    assert "has no stages" in told(book, Goal(stage=1), start_of(book, 1))["perfect"].why


def test_the_target_load_itself_can_be_reached() -> None:
    dose = replace(prescription(), entry=SetPlan(3, 8, 500), target=SetPlan(3, 15, 1000), load_step_g=500)
    heavy = exercise(loaded=True)
    book = diary(programme(phase(dose, deload=False), exercises=(heavy,)))
    assert told(book, Goal(24, load_g=500), MONDAY, heavy)["perfect"].weeks == 0
    assert told(book, Goal(24, load_g=1000), MONDAY, heavy)["perfect"].reached is not None
    assert "target load of 1000 g" in told(book, Goal(24, load_g=1001), MONDAY, heavy)["perfect"].why


def test_a_clearance_that_is_awaited_is_told() -> None:
    book = begun()
    flag = Raised("f1", start_of(book, 0), "U01", Urgency.TWO_WEEKS, "Weight loss.", {})
    found = told(replace(book, raised=(flag,)), Goal(30), start_of(book, 1))["perfect"]
    assert found.reached is None
    assert found.why.startswith("A clinician's clearance is awaited.")
    assert "Weight loss." in found.why


def test_a_step_that_would_pass_ten_percent_stands_still_unless_an_exception_allows_it() -> None:
    walk, long = exercise("walk", Unit.SECONDS), prescription("walk", (1, 1800), (1, 1800), step=60)
    one = prescription(entry=(1, 2), target=(1, 4))
    book = diary(programme(phase(one, long, deload=False), exercises=(RAISE, walk)))
    book = train(book, 0, (2,), (2,), (2,))
    book = train(book, 0, (1800,), (1800,), (1800,), name="walk", unit=Unit.SECONDS, scored=0)
    book = with_entries(book, *mornings(start_of(book, 1), 1))
    today = start_of(book, 1)
    found = told(book, Goal(3), today)["perfect"]
    assert found.reached is None
    assert "would pass 10 %" in found.why
    granted = Override("o", MONDAY, OverrideKind.GRANULARITY, "raise", "Kim", "physiotherapist", "small")
    assert told(replace(book, overrides=(granted,)), Goal(3), today)["perfect"].weeks == 1


def test_stages_rise_after_three_clean_sessions() -> None:
    stages = tuple(Stage(600 - 60 * n, 60 * n) for n in range(11))
    run = exercise("run", Unit.SECONDS, stages=stages)
    dose = replace(
        prescription("run", step=60), entry=SetPlan(1, 1800), target=SetPlan(1, 1800), entry_stage=1
    )
    book = diary(programme(phase(dose, deload=False), exercises=(run,)))
    assert told(book, Goal(stage=1), MONDAY, run)["perfect"].weeks == 0
    assert told(book, Goal(stage=10), MONDAY, run)["perfect"].weeks == 9
    assert "The last stage is 10." in told(book, Goal(stage=11), MONDAY, run)["perfect"].why


def test_it_stays_in_the_present_phase() -> None:
    first, second = phase(name="one", deload=False), phase(prescription(target=(3, 8)), name="two")
    book = train(diary(programme(first, second)), 0, *FULL)
    start = PhaseStart("p", start_of(book, 2), "two", "Kim", "physiotherapist")
    book = with_entries(replace(book, phases=(start,)), *mornings(start_of(book, 1), 1))
    assert told(book, Goal(30), start_of(book, 1))["perfect"].weeks == 2


def test_in_the_midst_of_a_week_the_rest_of_it_is_still_to_come() -> None:
    book = begun()
    day = start_of(book, 1) + timedelta(3)
    book = with_entries(book, bout(start_of(book, 1), 8, 9, 9), *mornings(start_of(book, 1), 4)[1:])
    found = told(book, Goal(26), day)["perfect"]
    assert (found.reached, found.weeks) == (start_of(book, 1), 0), "Friday's session reaches it"
    friday = start_of(book, 1) + timedelta(4)
    assert told(book, Goal(26), friday)["perfect"].weeks == 0, "on the day itself it is still to come"
    after = told(book, Goal(26), start_of(book, 1) + timedelta(6))["perfect"]
    assert after.weeks is not None
    assert after.weeks >= 1


def test_before_the_start_it_counts_from_the_first_week() -> None:
    book = diary(programme(phase(deload=False)))
    found = told(book, Goal(24), MONDAY - timedelta(10))["perfect"]
    assert (found.reached, found.weeks) == (MONDAY, 0)


def test_what_the_present_phase_does_not_plan_is_not_reached() -> None:
    found = told(begun(), Goal(8), start_of(begun(), 1), exercise("other"))["perfect"]
    assert (found.reached, found.why) == (None, "It is not in the plan of the present phase.")


@pytest.mark.parametrize("today_in", [20, 40])
def test_what_lies_far_back_changes_no_forecast(monkeypatch: pytest.MonkeyPatch, today_in: int) -> None:
    book = begun(20)
    today = start_of(book, today_in)
    short = forecasts(book, RAISE, (Side.NONE,), Goal(40), today)
    monkeypatch.setattr("rehab.domain.ahead.RECENT_WEEKS", 1000)
    assert forecasts(book, RAISE, (Side.NONE,), Goal(40), today) == short


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (Goal(24), True),
        (Goal(25), False),
        (Goal(24, load_g=500), True),
        (Goal(24, load_g=501), False),
        (Goal(stage=2), True),
        (Goal(stage=3), False),
    ],
)
def test_a_session_reaches_a_goal_by_amount_load_and_stage(goal: Goal, met: bool) -> None:
    assert goal.met(Session(MONDAY, (8, 8, 8), 500, 300, stage=2)) is met
    assert not goal.met(Session(MONDAY, (), 500, 0, stage=9))


def test_a_light_session_has_no_load() -> None:
    assert not Goal(1, load_g=1).met(Session(MONDAY, (8,), None, 10))
