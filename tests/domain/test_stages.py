"""Walk–run stages: what is a clean session, and when a week's stage goes up, down, or stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rehab.domain.because import Because
from rehab.domain.case import Case
from rehab.domain.days import week_of
from rehab.domain.diary import Bout, Diary, Morning
from rehab.domain.evidence import Evidence
from rehab.domain.plan import week_plan
from rehab.domain.programmes import Series, Stage
from rehab.domain.stages import clean_sessions, running_done, week_stage
from rehab.domain.standing import Standing, close
from rehab.domain.words import DecisionKind as Kind
from rehab.domain.words import Side, Unit
from tests.domain.cases import PROGRESS, SECOND, case, day, planned, ruled, series_week, stood
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

RUN = Series("run", Side.NONE)
STAGES = (Stage(240, 60), Stage(180, 120), Stage(120, 180), Stage(60, 240))
RUNNING = exercise("run", Unit.SECONDS, stages=STAGES, unit_seconds=1, rest_s=0)
DOSE = replace(prescription("run", entry=(1, 1200), target=(1, 1200), step=60), entry_stage=1)
OF = programme(phase(DOSE, deload=False), exercises=(RUNNING,))
SEVERE = Evidence(True, (), severe=(Because("m1", day(-1), "morning", 8),))


def ran(number: int, stage: int | None = 1, **fields: object) -> Bout:
    """Twenty minutes at a stage, on a day counted from the second week's first."""
    fields = {"name": "run", "unit": Unit.SECONDS, "stage": stage, **fields}
    return bout(day(number), 1200, **fields)


def book(*bouts: Bout, without: tuple[int, ...] = ()) -> Diary:
    """A first week of these bouts, with a morning of 0 on every day but those ``without``."""
    found = (m for m in mornings(MONDAY, 8) if m.day not in {day(n) for n in without})
    return with_entries(diary(OF), *found, *bouts)


WEEK = (ran(-7), ran(-5), ran(-3))


def clean(of: Diary, stage: int = 1, since: int = -7, before: int = 0) -> int:
    return clean_sessions(of, RUN, OF.phases[0], stage, day(since), day(before))


def at(stage: int | None = 1, since: int = -7, **changes: object) -> Case:
    """A week at R = the target, so that its minutes do not rise."""
    standing = stood(3600, stage=stage, stage_since=day(since))
    return case(**{"exercise": RUNNING, "prescription": DOSE, "standing": standing, **changes})


def staged(
    found: Case, of: Diary | None = None, planned_s: int = 3600, ruling: object = PROGRESS
) -> int | None:
    return week_stage(found, ruling, planned_s, of or book(*WEEK), RUN)  # type: ignore[arg-type]


def test_a_session_is_clean_at_its_stage_or_above_it() -> None:
    assert clean(book(*WEEK)) == 3
    assert clean(book(*WEEK), stage=0) == 3
    assert clean(book(*WEEK), stage=2) == 0
    assert clean(book(ran(-7, 0), ran(-5, 2), ran(-3, None))) == 1


def test_sessions_are_counted_from_a_day_and_up_to_the_week() -> None:
    assert clean(book(*WEEK), since=-6) == 2
    assert clean(book(*WEEK), since=-5) == 2
    assert clean(book(*WEEK), before=-3) == 2
    assert clean(book(*WEEK), before=-2) == 3


def test_a_day_counts_once_and_only_when_all_of_it_was_at_the_stage() -> None:
    assert clean(book(*WEEK, ran(-3, 2))) == 3
    assert clean(book(*WEEK, ran(-3, 0))) == 2
    assert clean(book(*WEEK, ran(-3, 0, name="raise"))) == 3, "another exercise is not of the series"
    assert clean(book(*WEEK, ran(-3, 0, side=Side.LEFT))) == 3


@pytest.mark.parametrize(("score", "count"), [(5, 3), (6, 2), (None, 3)])
def test_a_breach_on_the_day_is_not_clean(score: int | None, count: int) -> None:
    assert clean(book(*WEEK[:2], ran(-3, pain_during=score))) == count
    assert clean(book(*WEEK[:2], ran(-3, pain_after=score))) == count


@pytest.mark.parametrize(("score", "count"), [(0, 3), (1, 3), (2, 2), (None, 2)])
def test_the_next_morning_must_be_known_and_have_passed(score: int | None, count: int) -> None:
    assert clean(with_entries(book(*WEEK, without=(-2,)), Morning("x", day(-2), score))) == count
    assert clean(book(*WEEK, without=(-2,))) == 2


@pytest.mark.parametrize(("bouts", "stage"), [(WEEK, 2), (WEEK[1:], 1)])
def test_a_stage_up_takes_three_clean_sessions(bouts: tuple[Bout, ...], stage: int) -> None:
    assert staged(at(), book(*bouts)) == stage


def test_only_sessions_at_the_plans_own_stage_earn_the_next() -> None:
    assert staged(at(), book(ran(-7, 2), ran(-5, 2), ran(-3, 2))) == 1
    assert staged(at(), book(ran(-7, 1), ran(-5, 1), ran(-3, 1), ran(-3, 2))) == 2
    assert staged(at(), book(ran(-7, 1), ran(-5, 1), ran(-3, 1), ran(-3, None))) == 1, "a bout of no stage"


def test_the_three_count_from_the_weeks_in_which_the_stage_is_held() -> None:
    assert staged(at(since=-7)) == 2
    assert staged(at(since=-6)) == 1
    since_start = at(standing=stood(3600, stage=1), starts=day(-6))
    assert staged(since_start) == 1
    assert staged(replace(since_start, starts=day(-7))) == 2


@pytest.mark.parametrize(("planned_s", "stage"), [(3600, 2), (3540, 2), (3601, 1), (3660, 1)])
def test_a_stage_never_rises_in_a_week_in_which_minutes_rise(planned_s: int, stage: int) -> None:
    assert staged(at(), planned_s=planned_s) == stage


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PROGRESS])
def test_a_stage_rises_only_with_progress(kind: Kind) -> None:
    assert staged(at(), ruling=ruled("P13", kind, 3600)) == 1


def test_a_stage_never_passes_the_last() -> None:
    high = book(ran(-7, 3), ran(-5, 3), ran(-3, 3))
    assert staged(at(2), book(ran(-7, 2), ran(-5, 2), ran(-3, 2))) == 3
    assert staged(at(2), high) == 2, "what was not allowed earns nothing"
    assert staged(at(3), high) == 3
    assert staged(at(9), high) == 3, "a programme that lost its last stages"


def test_before_the_first_bout_the_stage_is_the_entrys_and_stays() -> None:
    new = Standing(reference=3600)
    assert staged(at(standing=new), ruling=ruled("P13", Kind.HOLD, 3600)) == 1
    assert staged(at(standing=new)) == 1, "not even by progress"
    assert staged(at(standing=new, prescription=replace(DOSE, entry_stage=None))) == 0
    assert staged(at(None)) == 2


def test_an_exercise_without_stages_has_none() -> None:
    assert staged(at(exercise=exercise())) is None


def test_one_stage_down_after_a_regress_or_a_break() -> None:
    for stage, lower in ((3, 2), (1, 0), (0, 0)):
        assert staged(at(stage, evidence=SEVERE)) == lower
        assert staged(at(stage, gap_days=8)) == lower
        assert staged(at(stage, gap_days=8, evidence=SEVERE)) == lower, "one, not two"
    assert staged(at(3, gap_days=7), ruling=ruled("P7", Kind.HOLD, 3600)) == 3


@pytest.mark.parametrize(
    ("gap", "stage", "found"), [(27, 3, 2), (28, 3, 1), (28, 1, 0), (28, 0, 0), (89, 3, 1), (90, 3, 1)]
)
def test_from_28_days_on_at_most_the_entry_stage(gap: int, stage: int, found: int) -> None:
    assert staged(at(stage, gap_days=gap)) == found


def test_from_28_days_on_without_an_entry_stage_at_most_the_first() -> None:
    assert staged(at(3, gap_days=28, prescription=replace(DOSE, entry_stage=None))) == 0


def staged_week(stage: int | None, done: int, *rows: str) -> dict[str, object]:
    matched = tuple(ruled(rule, Kind.REGRESS, 2000) for rule in rows)
    week = series_week(3600, done, stage=stage, rows=matched, exercise=RUNNING, prescription=DOSE)
    after = close(stood(3600, stage=2, stage_since=day(-21)), week, qualifies=True, due=0)
    return {"stage": after.stage, "since": after.stage_since}


def test_a_stage_is_carried_once_it_was_done() -> None:
    assert staged_week(3, 1200) == {"stage": 3, "since": MONDAY}
    assert staged_week(3, 0) == {"stage": 2, "since": day(-21)}
    assert staged_week(2, 1200) == {"stage": 2, "since": day(-21)}, "held since it was reached"
    assert staged_week(None, 1200) == {"stage": 2, "since": day(-21)}


def test_weeks_away_do_not_add_up_and_a_regress_does() -> None:
    assert staged_week(1, 0, "P5") == {"stage": 2, "since": day(-21)}
    assert staged_week(1, 0, "P4") == {"stage": 1, "since": MONDAY}
    assert staged_week(1, 1200, "P5") == {"stage": 1, "since": MONDAY}


@pytest.mark.parametrize(("seconds", "running"), [(300, 120), (299, 119), (301, 120), (2, 0), (3, 1), (0, 0)])
def test_running_seconds_are_rounded_down(seconds: int, running: int) -> None:
    assert Stage(180, 120).running(seconds) == running


def test_the_running_done_goes_by_the_stage_of_each_bout() -> None:
    done = book(ran(-7, 0), ran(-5, 1), ran(-3, None), ran(-1, 9))
    week = week_of(MONDAY, MONDAY)
    assert running_done(done, RUN, RUNNING, week) == 240 + 480 + 960
    assert running_done(done, RUN, RUNNING, week.shifted(1)) == 0
    assert running_done(with_entries(done, ran(0)), RUN, RUNNING, SECOND) == 480
    assert running_done(done, Series("run", Side.LEFT), RUNNING, week) == 0
    assert running_done(done, RUN, exercise(), week) is None


def test_the_running_planned_is_of_each_session_and_none_without_stages() -> None:
    week = series_week(exercise=RUNNING, stage=1, sessions=planned(1201, 1201, 4))
    assert week.running == 480 + 480 + 1
    assert series_week(sessions=planned(10)).running is None


def test_a_patient_climbs_a_stage_a_week_at_the_target() -> None:
    lived = diary(OF)
    for week in range(4):
        lived = with_entries(lived, *mornings(start_of(lived, week), 7))
        today = start_of(lived, week)
        plan = week_plan(lived, week_of(MONDAY, today), today)
        for session in plan.exercises[0].sessions:
            done = replace(ran(0, session.stage), day=session.day, entry=f"run-{session.day}")
            lived = with_entries(lived, done)
    lived = with_entries(lived, *mornings(start_of(lived, 4), 1))
    weeks = records(lived, 5)
    assert [week.stage for week in weeks] == [1, 2, 3, 3, 3]
    assert [week.stage_before for week in weeks] == [None, 1, 2, 3, 3]
    assert [week.running for week in weeks] == [1440, 2160, 2880, 2880, 2880]
    assert [week.running_before for week in weeks] == [0, 1440, 2160, 2880, 2880]
    away = with_entries(lived, *mornings(start_of(lived, 4), 43))
    assert [week.stage for week in records(away, 10)][5:] == [2, 2, 2, 1, 1]
    assert start_of(away, 10) - start_of(away, 4) == timedelta(weeks=6)
