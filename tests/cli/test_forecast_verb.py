"""The verb forecast: weeks for patients of several kinds, reasons where there are none, refusals."""

from tests.cli.shell import START, Shell


def test_a_forecast_tells_the_week_for_each_kind_of_patient(sam: Shell) -> None:
    page = sam("forecast", "bridge", "3x13").out
    assert page.startswith("Bridge: 3x13, in phase Settle\n")
    names = [line[2:18].strip() for line in page.splitlines()[1:6]]
    assert names == ["perfect", "80 % adherence", "1 missed week", "2 missed weeks", "3 missed weeks"]
    assert "perfect          the week of 2026-03-" in page
    assert "80 % adherence leaves out every fifth session of all." in page


def test_what_is_planned_already_is_this_week(sam: Shell) -> None:
    assert f"perfect          this week, of {START}" in sam("forecast", "bridge", "3x12").out


def test_the_json_has_its_documented_shape(sam: Shell) -> None:
    told = sam("forecast", "bridge", "3x13", "--missed", "4", "--json").json
    assert {key: told[key] for key in ("exercise", "side", "unit", "goal")} == {
        "exercise": "bridge",
        "side": "none",
        "unit": "reps",
        "goal": "3x13",
    }
    perfect, adherent, missed = told["forecasts"]
    assert (perfect["patient"], perfect["reached"] > START, perfect["why"]) == ("perfect", True, None)
    assert perfect["weeks"] > 0
    assert adherent["patient"] == "80 % adherence"
    assert missed["patient"] == "4 missed weeks"
    both = sam("forecast", "seated-external", "3x20", "--json").json
    assert both["side"] == "both"
    one = sam("forecast", "seated-external", "3x20", "--side", "left", "--json").json
    assert one["side"] == "left"


def test_not_reached_is_an_answer_with_its_reason(sam: Shell) -> None:
    page = sam.ok("forecast", "bridge", "3x21").out
    assert "perfect          not reached. It is above the programme's target of 60 reps a session" in page
    told = sam("forecast", "bridge", "3x21", "--json").json["forecasts"][0]
    assert (told["reached"], told["weeks"]) == (None, None)
    assert "This exercise has no stages." in sam("forecast", "bridge", "stage", "3").out


def test_a_goal_is_a_dose_of_an_exercise_in_the_present_phase(sam: Shell) -> None:
    assert "is not in the plan of Settle" in sam.refused("forecast", "clam", "3x20").err
    assert "3x8" in sam.refused("forecast", "bridge", "many").err
    assert "counted in reps" in sam.refused("forecast", "bridge", "30min").err
    assert "such as stage 10" in sam.refused("forecast", "bridge", "stage", "100").err
    sam.refused("forecast", "bridge", "stage", "ten")
    sam.refused("forecast", "bridge")
    sam.refused("forecast", "nothing", "3x8")
    sam.refused("forecast", "bridge", "3x8", "--side", "left")
    for missed in ("0", "53", "x"):
        sam.refused("forecast", "bridge", "3x13", "--missed", missed)
