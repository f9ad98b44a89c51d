"""The shipped programme and bibliography: they load, lint clean, and hold every row of the templates."""

from pathlib import Path

import pytest

from rehab.domain.programme_lints import BANNED, lint_programme
from rehab.domain.programmes import Prescription, Programme, SetPlan, Source
from rehab.domain.rule import cap
from rehab.domain.rules import all_rules
from rehab.domain.words import PhaseKind, SideRule, Unit
from rehab.readers.programme_file import read_programme
from rehab.readers.sources_file import read_sources

PLANS = Path(__file__).parents[2] / "plans"
BLOCKS = ("strengthen-1", "strengthen-2", "strengthen-3", "strengthen-4")


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    """The shipped bibliography."""
    return read_sources((PLANS / "sources.toml").read_text("utf-8"), "plans/sources.toml")


@pytest.fixture(scope="module")
def programme(sources: dict[str, Source]) -> Programme:
    """The shipped programme."""
    name = "psoas-settle-strengthen.toml"
    return read_programme((PLANS / name).read_text("utf-8"), f"plans/{name}", sources)


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
    (BLOCKS[2:], "single-leg-mini-squat", (3, 10), (3, 20), 3, 1, SideRule.EACH, "JOHNSTON99-STANDING"),
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
    load = 500 if name == "straight-leg-raise-loaded" else None
    for phase in programme.phases:
        dose = phase.prescription(name)
        if dose is not None:
            assert (dose.entry, dose.target) == (SetPlan(*entry, load), SetPlan(*target, load))
            assert (dose.days_per_week, dose.min_rest_days) == (days, rest)
            assert source in dose.sources


def test_nothing_else_is_in_it(programme: Programme) -> None:
    assert {exercise.id for exercise in programme.exercises} == {row[1] for row in ROWS}


def test_it_lints_clean_and_is_a_draft(programme: Programme) -> None:
    assert lint_programme(programme) == ()
    assert (programme.status, programme.percent) == ("draft", 10)


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


def test_exit_criteria_are_told(programme: Programme) -> None:
    settle, *blocks = (" ".join(phase.criteria) for phase in programme.phases)
    for words in ("2 weeks", "rest is 0 or 1", "30 minutes of walking", "morning rule", "Stairs"):
        assert words in settle
    for words in ("Resisted hip flexion", "10 % or less", "Ten controlled", "Patient-Specific"):
        assert words in blocks[-1]
    assert all(blocks)


def _perfect_weeks(dose: Prescription, percent: int) -> int:
    """Weeks in which someone who does all that is allowed arrives at the target; the first is 1."""
    volume, goal, weeks = dose.entry.total * dose.days_per_week, dose.target.total * dose.days_per_week, 1
    while volume < goal:
        volume, weeks = cap(volume, percent, dose.step), weeks + 1
    return weeks


def test_exit_exercises_can_be_reached_within_the_phase(programme: Programme) -> None:
    for phase in programme.phases:
        exits = [dose for dose in phase.prescriptions if dose.exit]
        assert exits
        for dose in exits:
            assert _perfect_weeks(dose, programme.percent) <= phase.weeks, dose.exercise


def test_every_source_that_is_not_published_is_joined_by_the_mark_of_a_choice(
    programme: Programme, sources: dict[str, Source]
) -> None:
    doses = [dose for phase in programme.phases for dose in phase.prescriptions]
    weak = [dose for dose in doses if not any(sources[key].mark == "published" for key in dose.sources)]
    for dose in weak:
        marks = {sources[key].mark for key in dose.sources}
        assert marks & {"secondary", "project rule"}, dose.exercise


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
