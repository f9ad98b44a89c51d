"""What differs between two programmes is told part by part, and nothing twice."""

from dataclasses import replace

import pytest

from rehab.domain.programme_changes import ProgrammeChange, other_units, programme_changes
from rehab.domain.programmes import Programme, SetPlan, Stage
from rehab.domain.words import Unit
from tests.samples import exercise, phase, prescription, programme

OLD = programme()


def changes(new: Programme) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.where, one.what, one.before, one.after) for one in programme_changes(OLD, new)]


def test_the_same_programme_differs_in_nothing() -> None:
    assert changes(programme()) == []


def test_a_dose_a_ceiling_and_the_percent() -> None:
    higher = replace(phase(prescription(target=(3, 20))), ceiling=3)
    assert changes(programme(higher, percent=5)) == [
        ("programme", "percent", "10 %", "5 %"),
        ("phase strengthen", "pain ceiling", "5", "3"),
        ("dose of raise in strengthen", "target", "3×15", "3×20"),
    ]


def test_new_and_gone_parts_are_told_whole() -> None:
    other = programme(phase(prescription("squat")), exercises=(exercise("squat"),))
    assert changes(other) == [
        ("exercise raise", "", "name Raise, unit reps, side none, loading yes", None),
        (
            *("dose of raise in strengthen", ""),
            *("entry 3×8, target 3×15, days a week 3, rest days between 1", None),
        ),
        ("exercise squat", "", None, "name Squat, unit reps, side none, loading yes"),
        (
            *("dose of squat in strengthen", "", None),
            "entry 3×8, target 3×15, days a week 3, rest days between 1",
        ),
    ]


@pytest.mark.parametrize(
    ("field", "value", "what", "now"),
    [
        ("cues", ("fast",), "cues", "fast"),
        ("stages", (Stage(540, 60),), "stages", "walk 540 s, run 60 s"),
        ("loading", False, "loading", "no"),
        ("rest_s", 90, "rest between sets", "90 s"),
    ],
)
def test_every_field_of_an_exercise_counts(field: str, value: object, what: str, now: str) -> None:
    new = programme(exercises=(replace(exercise(), **{field: value}),))
    assert [(one.what, one.after) for one in programme_changes(OLD, new)] == [(what, now)]


def test_a_load_is_told_with_the_dose() -> None:
    loaded = replace(prescription(), entry=SetPlan(3, 8, 2500), load_step_g=500)
    found = programme_changes(OLD, programme(phase(loaded)))
    assert ProgrammeChange("dose of raise in strengthen", "entry", "3×8", "3×8 @ 2.5kg") in found
    assert ProgrammeChange("dose of raise in strengthen", "load step", "none", "0.5kg") in found


def test_an_exercise_counted_otherwise_has_no_volume_to_carry_over() -> None:
    assert other_units(OLD, programme(exercises=(exercise(unit=Unit.SECONDS),))) == ("raise",)
    assert other_units(OLD, programme(exercises=(exercise(loaded=True),))) == ("raise",)
    assert other_units(OLD, programme(exercises=(exercise(), exercise("squat", Unit.SECONDS)))) == ()
