"""Lints of programmes built by hand: what no reader stands before, said in sentences with names."""

from dataclasses import replace

from rehab.domain.dose_lints import session_minutes
from rehab.domain.programme_lints import lint_programme
from rehab.domain.programmes import Criterion, Exercise, MeasureDue, Phase, SetPlan, Stage
from rehab.domain.words import CriterionKind, Measured, MeasureKind, SideRule, Unit
from tests import samples

SOURCE = ("project-rule",)
CLEAN = Criterion(
    "clean",
    CriterionKind.MEASURED,
    "Two clean weeks.",
    SOURCE,
    measure=Measured.CLEAN_WEEKS,
    at_least=2,
)


def walk_run(*stages: Stage) -> tuple[Exercise, Phase]:
    """An exercise with stages, and a phase that doses it from stage 0 on."""
    exercise = samples.exercise("run-walk", Unit.SECONDS, unit_seconds=1, rest_s=0, stages=stages)
    dose = replace(samples.prescription("run-walk", (1, 1800), (1, 1800), step=60), entry_stage=0)
    return exercise, samples.phase(dose, name="run", deload=False)


def lints_of(exercise: Exercise, phase: Phase, **fields: object) -> tuple[str, ...]:
    """The lints of a programme of one exercise and one phase."""
    return lint_programme(replace(samples.programme(phase, exercises=(exercise,)), **fields))  # type: ignore[arg-type]


def test_a_programme_without_fault_has_no_lint() -> None:
    assert lints_of(samples.exercise(), replace(samples.phase(), exit=(CLEAN,))) == ()
    assert lints_of(*walk_run(Stage(600, 0), Stage(300, 300), Stage(0, 600))) == ()


def test_a_criterion_and_a_measure_need_a_source() -> None:
    phase = replace(samples.phase(), exit=(replace(CLEAN, sources=()),))
    measures = (MeasureDue(MeasureKind.PSFS, 14, ()),)
    assert lints_of(samples.exercise(), phase, measures=measures) == (
        "phase strengthen, exit criterion clean, source: found no source; allowed at least one source.",
        "measure psfs, source: found no source; allowed at least one source.",
    )


def test_an_entry_criterion_is_named_as_one() -> None:
    phase = replace(samples.phase(), entry=(CLEAN,))
    assert lints_of(samples.exercise(), phase) == (
        "phase strengthen, entry criterion clean, measure: found clean_weeks before the first phase; "
        "allowed a self_report or a clinician_check.",
    )


def test_sessions_at_a_stage_need_an_exercise_with_stages() -> None:
    sessions = replace(CLEAN, measure=Measured.STAGE_SESSIONS, exercise="raise", stage=1)
    phase = replace(samples.phase(), exit=(sessions,))
    assert lints_of(samples.exercise(), phase) == (
        "phase strengthen, exit criterion clean, exercise: found “raise”; allowed an exercise with stages.",
    )


def test_an_easier_exercise_must_exist() -> None:
    assert lints_of(samples.exercise(variant_of="lift"), samples.phase()) == (
        "exercise raise, variant_of: found “lift”; allowed an exercise of this programme.",
    )


def test_a_load_in_one_phase_asks_for_a_load_in_every_other() -> None:
    dose = samples.prescription()
    loaded = replace(dose, entry=SetPlan(3, 8, 500), target=SetPlan(3, 15, 500))
    phases = (
        replace(samples.phase(loaded, name="one"), exit=(CLEAN,)),
        samples.phase(dose, name="two"),
    )
    programme = samples.programme(*phases, exercises=(samples.exercise(loaded=True),))
    allowed = "found no load; allowed a load in every dose of an exercise that has one."
    assert lint_programme(programme) == (
        f"phase two, dose raise, entry: {allowed}",
        f"phase two, dose raise, target: {allowed}",
    )


def test_a_session_counts_both_sides_the_rests_and_the_target() -> None:
    dose = samples.prescription(target=(3, 20))
    for side, minutes in (
        (SideRule.NONE, 5),
        (SideRule.EACH, 10),
        (SideRule.AFFECTED, 10),
        (SideRule.UNAFFECTED, 5),
    ):
        programme = samples.programme(samples.phase(dose), exercises=(samples.exercise(side=side),))
        assert session_minutes(programme, programme.phases[0]) == minutes


def test_a_session_may_take_two_hours_and_no_minute_more() -> None:
    exercise = samples.exercise(unit=Unit.SECONDS, unit_seconds=1, rest_s=0)
    for seconds, lints in ((2 * 3600, 0), (2 * 3600 + 1, 1)):
        phase = samples.phase(samples.prescription(target=(1, seconds)))
        assert len(lints_of(exercise, phase)) == lints


def test_the_share_of_running_may_stay_but_not_fall() -> None:
    assert lints_of(*walk_run(Stage(300, 300), Stage(60, 60), Stage(59, 60))) == ()
    assert lints_of(*walk_run(Stage(300, 300), Stage(61, 60))) == (
        "exercise run-walk, run_s: found less running than in an earlier stage; "
        "allowed stages in rising order.",
    )


def test_no_text_of_a_programme_may_promise_anything() -> None:
    bad = "It is SAFE."
    exercise, phase = samples.exercise(), samples.phase()
    asked = Criterion("asked", CriterionKind.CLINICIAN_CHECK, bad, SOURCE)
    places = {
        "programme, title": lints_of(exercise, phase, title=bad),
        "programme, patient": lints_of(exercise, phase, patient=bad),
        "programme, clinician": lints_of(exercise, phase, clinician=bad),
        "exercise raise, name": lints_of(replace(exercise, name=bad), phase),
        "exercise raise, cue": lints_of(replace(exercise, cues=(bad,)), phase),
        "exercise raise, stop_if": lints_of(replace(exercise, stop_if=(bad,)), phase),
        "phase strengthen, title": lints_of(exercise, replace(phase, title=bad)),
        "phase strengthen, patient": lints_of(exercise, replace(phase, patient=bad)),
        "phase strengthen, clinician": lints_of(exercise, replace(phase, clinician=bad)),
        "phase strengthen, criteria": lints_of(exercise, replace(phase, criteria=(bad,))),
        "phase strengthen, entry criterion asked, text": lints_of(exercise, replace(phase, entry=(asked,))),
        "phase strengthen, exit criterion asked, text": lints_of(exercise, replace(phase, exit=(asked,))),
    }
    for place, found in places.items():
        assert found == (f"{place}: found a text with “safe”; allowed words that promise nothing.",)


def test_an_exercise_needs_a_source_and_a_dose_an_exercise() -> None:
    assert lints_of(samples.exercise(sources=()), samples.phase()) == (
        "exercise raise, source: found no source; allowed at least one source.",
    )
    phase = samples.phase(samples.prescription(), samples.prescription("lift"))
    assert lints_of(samples.exercise(), phase) == (
        "phase strengthen, dose lift, exercise: found “lift”; allowed an exercise of this programme.",
    )


def test_an_exercise_is_once_in_a_phase() -> None:
    phase = samples.phase(samples.prescription(), samples.prescription())
    assert lints_of(samples.exercise(), phase) == (
        "phase strengthen, dose: found “raise” 2 times; allowed each exercise once in a phase.",
    )


def test_an_entry_week_of_twenty_steps_is_enough() -> None:
    exercise = samples.exercise()
    dose = samples.prescription(entry=(1, 10), target=(3, 10), days=2)
    assert lints_of(exercise, samples.phase(dose)) == ()
    assert lints_of(exercise, samples.phase(replace(dose, entry=SetPlan(1, 9)))) == (
        "phase strengthen, dose raise, entry: found an entry week of 18; "
        "allowed at least 20 steps of 1 a week.",
    )


def test_an_entry_session_of_two_steps_is_enough() -> None:
    dose = samples.prescription(entry=(1, 6), target=(1, 6), days=7, rest=0, step=3)
    (found,) = lints_of(samples.exercise(), samples.phase(dose))
    assert "an entry week of 42" in found
    found, _ = lints_of(samples.exercise(), samples.phase(replace(dose, entry=SetPlan(1, 3))))
    assert "at least two steps of 3" in found


def test_sessions_and_rest_days_may_fill_the_week() -> None:
    dose = samples.prescription(entry=(3, 8), days=1, rest=6)
    assert lints_of(samples.exercise(), samples.phase(dose)) == ()
    (found,) = lints_of(samples.exercise(), samples.phase(replace(dose, days_per_week=2)))
    assert "found 2 days with 6 rest days after each" in found


def test_a_set_may_be_as_large_as_one_that_can_be_logged() -> None:
    exercise = samples.exercise(unit_seconds=1)
    dose = samples.prescription(target=(1, 500))
    assert lints_of(exercise, samples.phase(dose)) == ()
    (found,) = lints_of(exercise, samples.phase(replace(dose, target=SetPlan(1, 501))))
    assert "found 501 reps in a set; allowed at most 500 reps" in found


def test_every_phase_but_the_last_has_a_way_out() -> None:
    """Criteria in words, which older files have, are one too."""

    def lints(first: Phase) -> tuple[str, ...]:
        last = replace(samples.phase(), id="last")
        return lint_programme(samples.programme(first, last, exercises=(samples.exercise(),)))

    phase = samples.phase()
    assert lints(phase) == (
        "phase strengthen, exit: found no way out; "
        "allowed at least one exit criterion, except in the last phase.",
    )
    assert lints(replace(phase, criteria=("When it is time.",))) == ()
    assert lints(replace(phase, exit=(CLEAN,))) == ()
    shown = replace(CLEAN, id="shown", required=False)
    assert lints(replace(phase, exit=(shown, CLEAN))) == ()
    assert lints(replace(phase, exit=(shown,), criteria=("When it is time.",))) == ()
    assert lints(replace(phase, exit=(shown,))) == (
        "phase strengthen, exit: found no required criterion; allowed at least one that is required.",
    )


def test_a_change_of_activities_needs_them_among_the_measures() -> None:
    phase = replace(samples.phase(), exit=(replace(CLEAN, measure=Measured.PSFS_CHANGE),))
    psfs, lefs = (MeasureDue(kind, 14, SOURCE) for kind in (MeasureKind.PSFS, MeasureKind.LEFS))
    assert lints_of(samples.exercise(), phase, measures=(lefs, psfs)) == ()
    for measures in ((), (lefs,)):
        (found,) = lints_of(samples.exercise(), phase, measures=measures)
        assert "allowed psfs among the measures that are asked for" in found
    (found,) = lints_of(samples.exercise(), samples.phase(), measures=(psfs, lefs, psfs))
    assert found == "measure psfs, kind: found psfs a second time; allowed each measure once."


def test_what_is_found_at_a_stage_is_named() -> None:
    exercise, phase = walk_run(Stage(600, 0), Stage(300, 300))
    sessions = replace(CLEAN, measure=Measured.STAGE_SESSIONS, exercise="run-walk")
    dose = phase.prescriptions[0]
    for stage, found in ((None, "no stage"), (2, "2")):
        (lint,) = lints_of(exercise, replace(phase, exit=(replace(sessions, stage=stage),)))
        assert f"stage: found {found}; allowed a stage of this phase, 0 to 1." in lint
        (lint,) = lints_of(exercise, replace(phase, prescriptions=(replace(dose, entry_stage=stage),)))
        assert f"entry_stage: found {found}; allowed a stage of the exercise, 0 to 1." in lint


def test_a_circle_of_variants_is_told_for_each_that_is_in_it() -> None:
    names = ("one", "two", "three", "led")
    easier = dict(zip(names, ("two", "three", "one", "two"), strict=True))
    exercises = tuple(samples.exercise(name, variant_of=easier[name]) for name in names)
    phase = samples.phase(*(samples.prescription(name) for name in names))
    allowed = "allowed a way that ends at an easiest one."
    assert lint_programme(samples.programme(phase, exercises=exercises)) == (
        f"exercise one, variant_of: found one → two → three → one; {allowed}",
        f"exercise two, variant_of: found two → three → one → two; {allowed}",
        f"exercise three, variant_of: found three → one → two → three; {allowed}",
    )


def test_an_exercise_of_one_stage_has_sessions_at_it() -> None:
    exercise, phase = walk_run(Stage(0, 600))
    sessions = replace(CLEAN, measure=Measured.STAGE_SESSIONS, exercise="run-walk", stage=0)
    assert lints_of(exercise, replace(phase, exit=(sessions,))) == ()


def test_an_entry_measures_the_phase_before_it() -> None:
    pain = replace(CLEAN, measure=Measured.DURING_PAIN, at_least=None, at_most=2, days=7, entries=3)
    names = ("one", "two", "three")
    phases = [
        replace(samples.phase(samples.prescription(name), name=name), criteria=("When ready.",))
        for name in names
    ]
    exercises = tuple(samples.exercise(name) for name in names)

    def lints(asked: str) -> tuple[str, ...]:
        last = replace(phases[2], entry=(replace(pain, exercise=asked),))
        return lint_programme(samples.programme(*phases[:2], last, exercises=exercises))

    assert lints("two") == ()
    for name in ("one", "three"):
        (found,) = lints(name)
        assert f"found “{name}”; allowed an exercise that phase two doses." in found


def test_a_load_step_fits_the_rise_of_the_load() -> None:
    dose = replace(samples.prescription(), entry=SetPlan(3, 8, 500), target=SetPlan(3, 15, 1500))

    def lints(target_g: int, step_g: int | None) -> tuple[str, ...]:
        target = replace(dose.target, load_g=target_g)
        phase = samples.phase(replace(dose, target=target, load_step_g=step_g))
        found = lints_of(samples.exercise(loaded=True), phase)
        return tuple(lint.removeprefix("phase strengthen, dose raise, load_step_g: ") for lint in found)

    assert lints(1500, 500) == lints(500, None) == ()
    assert lints(1500, None) == ("found no step; allowed a step that divides the rise of 1000 g.",)
    assert lints(1500, 300) == ("found 300 g; allowed a step that divides the rise of 1000 g.",)
    assert lints(500, 100) == ("found 100 g; allowed no step where the load stays.",)


def test_sessions_at_a_stage_of_an_exercise_that_is_missing_are_told_too() -> None:
    sessions = replace(CLEAN, measure=Measured.STAGE_SESSIONS, exercise="lift", stage=1)
    phase = samples.phase(samples.prescription(), samples.prescription("lift"))
    assert lints_of(samples.exercise(), replace(phase, exit=(sessions,))) == (
        "phase strengthen, exit criterion clean, exercise: found “lift”; allowed an exercise with stages.",
        "phase strengthen, dose lift, exercise: found “lift”; allowed an exercise of this programme.",
    )


def test_a_step_is_held_against_earlier_phases_alone() -> None:
    """Two doses of an exercise in one phase are one fault, whatever their steps."""
    fine, coarse = samples.prescription(), samples.prescription(target=(3, 16), step=4)
    twice = "phase strengthen, dose: found “raise” 2 times; allowed each exercise once in a phase."
    assert twice in lints_of(samples.exercise(), samples.phase(fine, coarse))
    assert not any("step: " in lint for lint in lints_of(samples.exercise(), samples.phase(fine, coarse)))
    one = replace(samples.phase(fine, name="one"), exit=(CLEAN,))
    programme = samples.programme(one, samples.phase(coarse, name="two"), exercises=(samples.exercise(),))
    assert any("step: found 4 after 1 in phase one" in lint for lint in lint_programme(programme))
