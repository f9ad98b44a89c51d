"""Simulated patients: the perfect one arrives, the flaring one goes back, the absent one returns."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise

import pytest

from rehab.actions.plans import parsed, shipped
from rehab.domain.course import TWICE_REGRESSED
from rehab.domain.diary import Raised
from rehab.domain.fold import fold
from rehab.domain.plan import week_plan
from rehab.domain.programme_trial import PATIENTS, Trial, try_out, unreached
from rehab.domain.programmes import Criterion, MeasureDue, Series
from rehab.domain.simulated_care import attend
from rehab.domain.simulation import _START, ABSENT, FLARING, PERFECT, LivedWeek, Patient, healthy_diary, live
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import CriterionKind, Measured, MeasureKind, Side, Urgency
from rehab.domain.words import DecisionKind as Kind
from rehab.render.phase_text import found_text, next_step, stuck_text
from tests.samples import phase, prescription, programme
from tests.tiers import heavy_but

OF = programme(phase(prescription(target=(3, 12)), weeks=10))


def lived(patient: Patient, weeks: int = 10) -> list[SeriesWeek]:
    return [next(iter(w.record.series.values())) for w in live(healthy_diary(OF), weeks, patient)]


def test_the_perfect_patient_reaches_the_target_and_stays_there() -> None:
    done = [week.done for week in lived(PERFECT)]
    assert done[0] == 72
    assert max(done) == 108
    assert {week.ruling.rule for week in lived(PERFECT)} == {"P13", "P10"}
    assert all(week.done == week.planned for week in lived(PERFECT))


def test_the_flaring_patient_regresses_after_a_flare_and_grows_again() -> None:
    weeks = lived(FLARING, 8)
    kinds = [week.ruling.kind for week in weeks]
    assert [n for n, kind in enumerate(kinds) if kind is Kind.REGRESS] == [4]
    assert all(week.planned > 0 for week in weeks)
    assert weeks[4].limit < weeks[4].reference
    assert weeks[7].limit > weeks[4].limit


def test_the_flaring_patient_gives_every_score_and_hurts_in_training_alone() -> None:
    last = list(live(healthy_diary(OF), 4, FLARING))[-1].diary
    assert {(one.pain_before, one.pain_during, one.pain_after) for one in last.bouts} == {
        (0, 0, 0),
        (0, 7, 7),
    }
    assert {(one.score, one.rest_pain) for one in last.mornings} == {(0, 0)}


def test_the_absent_patient_re_enters_lower_and_grows_again() -> None:
    weeks = lived(ABSENT)
    assert [week.done == 0 for week in weeks[:6]] == [False, False, True, True, True, False]
    assert [week.ruling.kind for week in weeks[3:6]] == [Kind.RE_ENTRY] * 3
    assert 0 < weeks[5].done <= weeks[5].reference // 2
    assert weeks[8].done > weeks[5].done


def test_living_week_by_week_tells_the_same_as_the_whole_fold() -> None:
    for patient in (PERFECT, FLARING, ABSENT):
        weeks = list(live(healthy_diary(OF), 8, patient))
        last, end = weeks[-1].record.week, weeks[-1].record.week.end
        whole = list(fold(weeks[-1].diary, last, end))
        assert [record.series for record in whole] == [week.record.series for week in weeks]
        today = last.start
        assert (
            week_plan(weeks[-1].diary, last, today).record.series.keys()
            == weeks[-1].plan.record.series.keys()
        )


def test_a_perfect_patient_who_cannot_leave_a_phase_is_told_with_what_is_missing() -> None:
    near = replace(prescription(target=(3, 8)), exit=True)
    far = replace(prescription(target=(3, 80)), exit=True)
    last = phase(near, name="last", weeks=2)
    assert unreached(programme(phase(near, weeks=1), last)) == ()
    (text,) = unreached(programme(phase(far, weeks=4), last))
    assert text.startswith("phase strengthen: a perfect patient does not leave it within 4 weeks. Missing:")
    assert "Raise is done at its target, 720 reps a week." in text


def test_what_the_stated_weeks_have_met_is_not_missing() -> None:
    far = replace(prescription(target=(3, 80)), exit=True)
    clean = Criterion("clean", CriterionKind.MEASURED, "Clean.", ("S",), measure=Measured.CLEAN_WEEKS)
    held = replace(phase(far, name="one", weeks=2), exit=(replace(clean, at_least=2),))
    assert unreached(programme(held, phase(name="two"))) == (
        "phase one: a perfect patient does not leave it within 2 weeks. "
        "Missing: Raise is done at its target, 720 reps a week.",
    )


def test_only_the_first_phase_that_holds_a_perfect_patient_is_told() -> None:
    far = replace(prescription(target=(3, 80)), exit=True)
    of = programme(phase(name="one", weeks=1), phase(far, name="two", weeks=2), phase(far, name="three"))
    (text,) = unreached(of)
    assert text.startswith("phase two:")


def test_targets_out_of_reach_in_the_last_phase_are_told() -> None:
    near = replace(prescription(target=(3, 8)), exit=True)
    far = replace(prescription(target=(3, 80)), exit=True)
    assert unreached(programme(phase(near, weeks=1))) == ()
    (text,) = unreached(programme(phase(far, weeks=4)))
    assert "does not get there within 4 weeks: Raise is done at its target" in text
    assert unreached(programme(phase(prescription(target=(3, 80)), weeks=4))) == ()


def test_without_anybody_around_a_simulated_patient_stays_in_the_first_phase() -> None:
    of = programme(phase(name="a", weeks=2), phase(name="b", weeks=3))
    weeks = list(live(healthy_diary(of), 4, PERFECT))
    assert {week.record.phase.id for week in weeks} == {"a"}
    assert weeks[-1].diary.phases == ()


def test_a_phase_begins_in_the_first_week_for_which_everything_is_met() -> None:
    clean = Criterion("clean", CriterionKind.MEASURED, "Clean.", ("S",), measure=Measured.CLEAN_WEEKS)
    first = replace(phase(name="a", weeks=2), exit=(replace(clean, at_least=2),))
    trial = try_out(programme(first, phase(name="b", weeks=3)), "perfect")
    assert trial.reached == (("a", 1), ("b", 3))
    assert [start.phase for start in trial.weeks[-1].diary.phases] == ["b"]
    assert not any(start.minutes_confirmed for start in trial.weeks[-1].diary.phases)


def test_the_people_around_answer_yes_while_pain_is_low_and_no_when_it_is_not() -> None:
    own = Criterion("walk", CriterionKind.SELF_REPORT, "Walk?", ("S",), stale_days=14)
    check = Criterion("hop", CriterionKind.CLINICIAN_CHECK, "Hops.", ("S",))
    far = replace(prescription(target=(3, 80)), exit=True)
    first = replace(phase(far, name="a", weeks=6), exit=(own,))
    trial = try_out(programme(first, replace(phase(name="b"), entry=(check,))), "flaring")
    answers = trial.weeks[-1].diary.answers
    given = [((one.day - _START).days // 7, one.criterion, one.met, one.role) for one in answers]
    assert given[:2] == [(0, "walk", True, "patient"), (0, "hop", True, "physiotherapist")]
    assert (4, "hop", False, "physiotherapist") in given, "after the week that hurts"
    assert "walk" not in [name for week, name, _, _ in given if week == 4], "REGRESS made it stale"
    assert (5, "walk", True, "patient") in given


def test_own_activities_are_scored_when_due_and_get_better_without_pain() -> None:
    of = replace(OF, measures=(MeasureDue(MeasureKind.PSFS, 14, ("S",)),))
    taken = try_out(of, "perfect").weeks[-1].diary.measures
    assert [(one.day - _START).days for one in taken] == [0, 14, 28, 42, 56]
    assert [set(one.scores.values()) for one in taken[1:]] == [{4}, {5}, {6}, {7}]
    away = try_out(of, "absent").weeks[-1].diary.measures
    assert [(one.day - _START).days // 7 for one in away] == [0, 5, 7, 9], "nobody comes while away"
    worse = try_out(of, "flaring").weeks[-1].diary.measures
    assert [next(iter(one.scores.values())) for one in worse] == [3, 4, 3, 4, 3]


def test_a_second_regress_in_the_first_phase_is_cleared_after_a_week() -> None:
    trial = try_out(OF, "flaring", 14)
    last = trial.weeks[-1].diary
    (raised,) = last.raised
    (clearance,) = last.clearances
    assert raised.item == TWICE_REGRESSED
    assert (clearance.clears, clearance.day - raised.day) == ((raised.entry,), timedelta(days=7))
    kinds = [next(iter(week.record.series.values())).ruling.kind for week in trial.weeks]
    paused = [n for n, kind in enumerate(kinds) if kind is Kind.PAUSE]
    assert paused == [(raised.day - _START).days // 7]
    assert kinds[-1] is not Kind.PAUSE


def test_no_other_finding_is_cleared_by_the_people_around() -> None:
    other = Raised("raised", _START, "RR2", Urgency.ROUTINE, "Not better.", {})
    last = list(live(replace(healthy_diary(OF), raised=(other,)), 4, PERFECT, attend))[-1].diary
    assert (last.raised, last.clearances) == ((other,), ())


@cache
def shipped_trial(name: str, patient: str) -> Trial:
    """What became of a patient in the stated weeks of a shipped programme."""
    return try_out(parsed(shipped()[name], name), patient)


def assert_within_the_rules(week: LivedWeek) -> None:
    for item in week.record.series.values():
        assert item.planned <= min(item.limit, item.target), item.series
        assert item.limit <= item.cap
        assert item.stage_before is None or item.stage <= item.stage_before + 1  # type: ignore[operator]


@pytest.mark.parametrize("patient", PATIENTS)
@pytest.mark.parametrize("name", heavy_but(sorted(shipped()), "psoas-settle-strengthen"))
def test_no_simulated_week_of_a_shipped_programme_passes_its_limit_or_cap(name: str, patient: str) -> None:
    for week in shipped_trial(name, patient).weeks:
        assert_within_the_rules(week)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_nor_does_a_week_of_three_training_days(name: str) -> None:
    book = healthy_diary(parsed(shipped()[name], name), weekdays=(0, 2, 4))
    for week in live(book, 8, PERFECT, attend):
        assert_within_the_rules(week)


def test_a_perfect_patient_finishes_the_shipped_strengthening_in_its_stated_weeks() -> None:
    of = parsed(shipped()["psoas-settle-strengthen"], "psoas-settle-strengthen")
    trial = shipped_trial("psoas-settle-strengthen", "perfect")
    begun = dict(trial.reached)
    assert list(begun) == [one.id for one in of.phases]
    assert all(begun[b.id] - begun[a.id] <= a.weeks for a, b in pairwise(of.phases))
    assert (trial.after.missing, trial.after.stuck) == ((), False)


def test_a_perfect_runner_reaches_stage_ten_in_time_and_each_stage_shows_its_running() -> None:
    of = parsed(shipped()["psoas-return-to-running"], "psoas-return-to-running")
    trial = shipped_trial("psoas-return-to-running", "perfect")
    runs = [week.record.series[Series("run-walk", Side.NONE)] for week in trial.weeks]
    stages = [run.stage for run in runs]
    assert stages.index(10) < of.phases[0].weeks
    assert [b - a for a, b in pairwise(stages)].count(1) == 9  # type: ignore[operator]
    assert dict(trial.reached)["running"] <= of.phases[0].weeks + 1
    third = runs[stages.index(4)]
    assert (third.stage_before, third.running_before, third.running) == (3, 27 * 60, 36 * 60)
    for before, run in pairwise(runs):
        assert run.stage == before.stage or run.planned <= before.planned, "never while minutes rise"


def test_a_flaring_patient_goes_back_and_recovers_and_an_absent_one_re_enters() -> None:
    run, name = Series("run-walk", Side.NONE), "psoas-return-to-running"
    flaring = [week.record.series[run] for week in shipped_trial(name, "flaring").weeks]
    assert [week.ruling.kind for week in flaring][4] is Kind.REGRESS
    assert flaring[4].stage < flaring[3].stage  # type: ignore[operator]
    assert flaring[7].limit > flaring[4].limit
    absent = [week.record.series[run] for week in shipped_trial(name, "absent").weeks]
    assert absent[5].ruling.kind is Kind.RE_ENTRY
    assert absent[-1].stage > absent[5].stage  # type: ignore[operator]


@pytest.mark.parametrize("patient", PATIENTS)
@pytest.mark.parametrize("name", sorted(shipped()))
def test_nobody_is_stuck_without_being_told_why_and_what_to_do(name: str, patient: str) -> None:
    after = shipped_trial(name, patient).after
    assert next_step(after)
    if after.stuck and after.missing:
        assert after.missing[0].criterion.id in stuck_text(after)
        assert "physiotherapist" in stuck_text(after)
    assert all(found_text(one) for one in after.missing)
