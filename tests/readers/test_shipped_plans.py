"""The shipped programmes and bibliography: they load, lint clean, and hold every row of the templates."""

from itertools import pairwise
from pathlib import Path

import pytest

from rehab.domain.programme_lints import BANNED, lint_programme
from rehab.domain.programme_trial import unreached
from rehab.domain.programmes import Criterion, Programme, SetPlan, Source, Stage
from rehab.domain.rules import all_rules
from rehab.domain.words import CriterionKind, Measured, MeasureKind, PhaseKind, SideRule, Unit
from rehab.readers.programme_file import read_programme
from rehab.readers.sources_file import read_sources

PLANS = Path(__file__).parents[2] / "plans"
BLOCKS = ("strengthen-1", "strengthen-2", "strengthen-3", "strengthen-4")
SETTLE, RUNNING, DANCE = NAMES = (
    "psoas-settle-strengthen",
    "psoas-return-to-running",
    "psoas-return-to-dance",
)


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    """The shipped bibliography."""
    return read_sources((PLANS / "sources.toml").read_text("utf-8"), "plans/sources.toml")


@pytest.fixture(scope="module")
def shipped(sources: dict[str, Source]) -> dict[str, Programme]:
    """Every shipped programme, by id."""
    return {
        name: read_programme((PLANS / f"{name}.toml").read_text("utf-8"), f"plans/{name}.toml", sources)
        for name in NAMES
    }


@pytest.fixture(scope="module")
def programme(shipped: dict[str, Programme]) -> Programme:
    """Settle, then strengthen."""
    return shipped[SETTLE]


def criteria_of(programme: Programme) -> list[Criterion]:
    """Every criterion of a programme, of entry and of exit."""
    return [criterion for phase in programme.phases for criterion in (*phase.entry, *phase.exit)]


Row = tuple[tuple[str, ...], str, tuple[int, int], tuple[int, int], int, int, SideRule, str]
"""Phases, exercise, entry, target, days a week, rest days between, side, one source that must be cited."""
T1 = ("settle",)
ROWS: list[Row] = [
    ((*T1, *BLOCKS), "easy-walking", (1, 600), (1, 1800), 7, 0, SideRule.NONE, "seed-overview"),
    (T1, "isometric-hip-flexion", (10, 10), (10, 30), 7, 0, SideRule.AFFECTED, "project-rule"),
    (T1, "seated-external-rotation", (3, 20), (3, 20), 7, 0, SideRule.EACH, "JOHNSTON99-DOSES"),
    (T1, "seated-internal-rotation", (3, 20), (3, 20), 7, 0, SideRule.AFFECTED, "JOHNSTON99-DOSES"),
    (T1, "bridge", (3, 12), (3, 20), 3, 1, SideRule.NONE, "HIP-TRIAL"),
    (T1, "pelvic-tilt", (2, 10), (2, 10), 7, 0, SideRule.NONE, "seed-psoas"),
    (T1, "half-kneeling-stretch", (3, 30), (3, 30), 7, 0, SideRule.AFFECTED, "HIP-TRIAL"),
    (BLOCKS[:1], "clam", (3, 20), (3, 20), 3, 1, SideRule.EACH, "JOHNSTON99-DOSES"),
    (BLOCKS[:1], "band-hip-flexion-15rm", (3, 15), (3, 15), 3, 1, SideRule.AFFECTED, "THORBORG16"),
    (BLOCKS[1:2], "band-hip-flexion-12rm", (3, 12), (3, 12), 3, 1, SideRule.AFFECTED, "THORBORG16"),
    (BLOCKS[2:], "band-hip-flexion-8rm", (3, 8), (3, 8), 3, 1, SideRule.AFFECTED, "RAUSEO17"),
    (BLOCKS, "split-squat", (3, 8), (3, 12), 3, 1, SideRule.EACH, "HIP-TRIAL"),
    (BLOCKS, "step-up", (3, 8), (3, 12), 3, 1, SideRule.EACH, "HIP-TRIAL"),
    (BLOCKS[1:2], "straight-leg-raise-45", (3, 8), (3, 12), 3, 1, SideRule.AFFECTED, "JUAN24"),
    (BLOCKS[2:3], "straight-leg-raise-60", (3, 8), (3, 12), 3, 1, SideRule.AFFECTED, "JUAN24"),
    (BLOCKS[3:], "straight-leg-raise-loaded", (3, 8), (3, 12), 3, 1, SideRule.AFFECTED, "RATAMESS09"),
    (BLOCKS, "ball-squeeze", (3, 10), (3, 10), 3, 1, SideRule.NONE, "YOUSEFZADEH18"),
    (BLOCKS, "side-plank", (4, 15), (10, 15), 3, 1, SideRule.EACH, "YOUSEFZADEH18"),
    (BLOCKS[2:], "single-leg-mini-squat", (1, 12), (3, 20), 3, 1, SideRule.EACH, "JOHNSTON99-STANDING"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_every_row_of_the_templates_is_there_with_its_dose(programme: Programme, row: Row) -> None:
    phases, name, entry, target, days, rest, side, source = row
    exercise = programme.exercise(name)
    assert exercise is not None
    assert exercise.side is side
    assert exercise.cues
    assert exercise.stop_if
    assert tuple(phase.id for phase in programme.phases if phase.prescription(name)) == phases
    light, heavy = (500, 2000) if name == "straight-leg-raise-loaded" else (None, None)
    for phase in programme.phases:
        dose = phase.prescription(name)
        if dose is not None:
            assert (dose.entry, dose.target) == (SetPlan(*entry, light), SetPlan(*target, heavy))
            assert (dose.days_per_week, dose.min_rest_days) == (days, rest)
            assert source in dose.sources


def test_nothing_else_is_in_it(programme: Programme) -> None:
    assert {exercise.id for exercise in programme.exercises} == {row[1] for row in ROWS}


@pytest.mark.parametrize("name", NAMES)
def test_each_lints_clean_and_is_a_draft(shipped: dict[str, Programme], name: str) -> None:
    programme = shipped[name]
    assert lint_programme(programme) == ()
    assert (programme.id, programme.status, programme.percent) == (name, "draft", 10)
    assert [measure.kind for measure in programme.measures] == [MeasureKind.PSFS]


@pytest.mark.parametrize("name", NAMES)
def test_a_perfect_patient_reaches_every_exit_exercise(shipped: dict[str, Programme], name: str) -> None:
    assert all(any(dose.exit for dose in phase.prescriptions) for phase in shipped[name].phases)
    assert unreached(shipped[name]) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_pause_leaves_something_gentle_in_every_phase(shipped: dict[str, Programme], name: str) -> None:
    gentle = {exercise.id for exercise in shipped[name].exercises if not exercise.loading}
    assert all(gentle & {dose.exercise for dose in phase.prescriptions} for phase in shipped[name].phases)


def test_no_programme_is_left_out() -> None:
    others = {"screening", "sources"}
    assert {path.stem for path in PLANS.glob("*.toml")} == {*NAMES, *others}


def test_phases_have_their_weeks_ceilings_and_deloads(programme: Programme) -> None:
    assert [
        (phase.id, phase.kind, phase.weeks, phase.ceiling, phase.working_target, phase.deload)
        for phase in programme.phases
    ] == [
        ("settle", PhaseKind.SETTLE, 3, 2, 2, False),
        *((block, PhaseKind.STRENGTHEN, 2, 5, 3, True) for block in BLOCKS),
    ]


def test_gentle_exercises_and_units(programme: Programme) -> None:
    gentle = {exercise.id for exercise in programme.exercises if not exercise.loading}
    assert gentle == {"easy-walking", "pelvic-tilt"}
    seconds = {exercise.id for exercise in programme.exercises if exercise.unit is Unit.SECONDS}
    assert seconds == {"easy-walking", "isometric-hip-flexion", "half-kneeling-stretch", "side-plank"}
    squeeze = programme.exercise("ball-squeeze")
    assert squeeze is not None
    assert (squeeze.unit, squeeze.unit_seconds) == (Unit.REPS, 10)


Bound = tuple[Measured, int | None, int | None, int | None, int | None]
"""Measure, at most, at least, days, entries."""


def bounds(criteria: tuple[Criterion, ...]) -> set[Bound]:
    """What is measured by the criteria."""
    return {(c.measure, c.at_most, c.at_least, c.days, c.entries) for c in criteria if c.measure is not None}


def test_the_settle_phase_ends_by_its_five_criteria(programme: Programme) -> None:
    settle = programme.phases[0]
    assert bounds(settle.exit) == {
        (Measured.DAYS_IN_PHASE, None, 14, None, None),
        (Measured.REST_PAIN, 1, None, 7, 4),
        (Measured.CLEAN_WEEKS, None, 2, None, None),
    }
    asked = [c for c in settle.exit if c.kind is CriterionKind.SELF_REPORT]
    assert [(c.id, c.stale_days) for c in asked] == [("settle-walking", 14), ("settle-stairs", 14)]
    assert "30 minutes with pain of 2" in asked[0].text
    assert "stairs with pain of 3" in asked[1].text


def test_every_block_ends_by_two_clean_weeks_and_little_pain(programme: Programme) -> None:
    for phase in programme.phases[1:]:
        assert bounds(phase.exit) >= {
            (Measured.CLEAN_WEEKS, None, 2, None, None),
            (Measured.DURING_PAIN, 2, None, 7, 3),
        }
    last = programme.phases[-1].exit
    assert (Measured.PSFS_CHANGE, None, 2, None, None) in bounds(last)
    checks = [c.id for c in last if c.kind is CriterionKind.CLINICIAN_CHECK]
    assert checks == ["resisted-hip-flexion", "side-difference", "single-leg-squats"]
    assert "SIDE-DIFFERENCE" in next(c.sources for c in last if c.id == "side-difference")


def test_a_stay_longer_than_half_as_long_again_is_reviewed(shipped: dict[str, Programme]) -> None:
    for programme in shipped.values():
        for phase in programme.phases:
            assert phase.review_weeks == -(-3 * phase.weeks // 2), phase.id


def test_bands_and_leg_raises_are_ladders_of_variants(programme: Programme) -> None:
    assert {e.id: e.variant_of for e in programme.exercises if e.variant_of} == {
        "band-hip-flexion-12rm": "band-hip-flexion-15rm",
        "band-hip-flexion-8rm": "band-hip-flexion-12rm",
        "straight-leg-raise-60": "straight-leg-raise-45",
        "straight-leg-raise-loaded": "straight-leg-raise-60",
    }


def test_the_loaded_leg_raise_grows_by_250_grams(programme: Programme) -> None:
    exercise = programme.exercise("straight-leg-raise-loaded")
    dose = programme.phases[-1].prescription("straight-leg-raise-loaded")
    assert exercise is not None
    assert exercise.loaded
    assert dose is not None
    assert (dose.step, dose.load_step_g, dose.volume_step) == (1, 250, 250)
    assert [e.id for e in programme.exercises if e.loaded] == ["straight-leg-raise-loaded"]


def test_running_rises_through_ten_stages_of_half_an_hour(shipped: dict[str, Programme]) -> None:
    programme = shipped[RUNNING]
    run = programme.exercise("run-walk")
    assert run is not None
    assert run.stages == tuple(Stage(600 - 60 * n, 60 * n) for n in range(11))
    assert [stage.running(1800) // 60 for stage in run.stages] == [3 * n for n in range(11)]
    first, then = programme.phases
    assert [(p.id, p.kind, p.weeks, p.deload) for p in programme.phases] == [
        ("walk-run", PhaseKind.RETURN, 12, False),
        ("running", PhaseKind.RETURN, 8, False),
    ]
    doses = [phase.prescription("run-walk") for phase in (first, then)]
    assert [(d.entry.total, d.target.total, d.entry_stage, d.exit) for d in doses if d] == [
        (1800, 1800, 1, True),
        (1800, 2700, 10, True),
    ]
    assert all((d.days_per_week, d.min_rest_days, d.step) == (3, 1, 60) for d in doses if d)


def test_running_begins_by_a_walk_and_a_clinician_and_ends_its_stages_by_six_runs(
    shipped: dict[str, Programme],
) -> None:
    first, then = shipped[RUNNING].phases
    assert [(c.id, c.kind) for c in first.entry] == [
        ("brisk-walk", CriterionKind.SELF_REPORT),
        ("ten-hops", CriterionKind.CLINICIAN_CHECK),
        ("strong-enough-to-run", CriterionKind.CLINICIAN_CHECK),
    ]
    assert bounds(first.exit) == {
        (Measured.STAGE_SESSIONS, None, 6, None, None),
        (Measured.CLEAN_WEEKS, None, 2, None, None),
        (Measured.DURING_PAIN, 3, None, 7, 3),
    }
    assert next(c.stage for c in first.exit if c.measure is Measured.STAGE_SESSIONS) == 10
    assert "from 3 to 6 a session" in first.clinician
    assert "true change of the running minutes" in first.clinician
    run = shipped[RUNNING].exercise("run-walk")
    assert run is not None
    signs = " ".join(run.stop_if)
    assert all(word in signs for word in ("limp", "above 3 of 10 that rises", "night"))
    held = {"split-squat", "band-hip-flexion-8rm", "side-plank"}
    for phase in (first, then):
        strength = {d.exercise: d for d in phase.prescriptions if d.exercise in held}
        assert set(strength) == held
        assert all(d.entry == d.target and d.days_per_week == 2 for d in strength.values())


def test_dance_returns_in_five_stages_of_class_and_jumps(shipped: dict[str, Programme]) -> None:
    programme = shipped[DANCE]
    classes = ["class-45", "class-60", "class-90", "class-90", "full-class"]
    assert [p.id for p in programme.phases] == [f"dance-{n}" for n in range(1, 6)]
    for phase, name in zip(programme.phases, classes, strict=True):
        assert phase.kind is PhaseKind.RETURN
        assert [d.exercise for d in phase.prescriptions if d.exit] == [name]
        assert bounds(phase.exit) >= {
            (Measured.CLEAN_WEEKS, None, 2, None, None),
            (Measured.DURING_PAIN, 2, None, 7, 3),
        }
    units = {e.id: e.unit for e in programme.exercises}
    assert {units[name] for name in classes} == {Unit.SECONDS}
    jumps = [[n for n in ("small-jumps", "medium-jumps") if p.prescription(n)] for p in programme.phases]
    assert jumps == [[], [], ["small-jumps"], ["medium-jumps"], ["medium-jumps"]]
    assert {units["small-jumps"], units["medium-jumps"], units["high-leg-lifts"]} == {Unit.REPS}


def test_a_stage_of_dance_begins_with_no_more_minutes_than_the_one_before_reached(
    shipped: dict[str, Programme],
) -> None:
    doses = [d for p in shipped[DANCE].phases for d in p.prescriptions if d.exit]
    for before, after in pairwise(doses):
        assert after.entry.total <= before.target.total


def test_dance_says_what_it_is_not_and_whom_it_needs(shipped: dict[str, Programme]) -> None:
    programme = shipped[DANCE]
    for text in (programme.patient, programme.clinician):
        assert "No published graded dance programme for this condition was found" in text
        assert "teacher and physiotherapist must agree" in text
        assert "under 18" in text
    assert {c.kind for c in programme.phases[0].entry} == {CriterionKind.CLINICIAN_CHECK}
    assert "of-age-or-treated" in {c.id for c in programme.phases[0].entry}
    own = [e for e in programme.exercises if e.variant_of or "class" in e.id or "jumps" in e.id]
    assert all(exercise.sources == ("LAIBLE13", "project-rule") for exercise in own)


def test_the_same_exercise_keeps_its_unit_and_step_through_all_programmes(
    shipped: dict[str, Programme],
) -> None:
    """So that what was built up before is not rounded away when the next programme takes over."""
    found: dict[str, set[tuple[Unit, SideRule, int]]] = {}
    for programme in shipped.values():
        for dose in (d for phase in programme.phases for d in phase.prescriptions):
            exercise = programme.exercise(dose.exercise)
            assert exercise is not None
            found.setdefault(exercise.id, set()).add((exercise.unit, exercise.side, dose.step))
    assert all(len(ways) == 1 for ways in found.values())


def test_every_source_that_is_not_published_is_joined_by_the_mark_of_a_choice(
    shipped: dict[str, Programme], sources: dict[str, Source]
) -> None:
    for programme in shipped.values():
        doses = [(d.exercise, d.sources) for phase in programme.phases for d in phase.prescriptions]
        for name, keys in (*doses, *((c.id, c.sources) for c in criteria_of(programme))):
            assert {sources[key].mark for key in keys} & {"published", "secondary", "project rule"}, name


def test_marks_are_honest(sources: dict[str, Source]) -> None:
    marks = {
        "project-rule": "project rule",
        "seed-overview": "published",
        "BUIST08": "published",
        "GABBETT20": "unverified",
        "THOMEE97": "unverified",
        "STEVENS10": "secondary",
        "JOHNSTON99-DOSES": "secondary",
        "JOHNSTON99-STANDING": "unverified",
    }
    assert {key: sources[key].mark for key in marks} == marks
    assert sources["project-rule"].cite == "Project rule, for clinical review"


def test_every_rule_cites_a_shipped_source(sources: dict[str, Source]) -> None:
    assert {key for rule in all_rules() for key in rule.sources} <= set(sources)


def test_no_citation_has_a_banned_word(sources: dict[str, Source]) -> None:
    for source in sources.values():
        assert not any(word in source.cite.lower() for word in BANNED)
