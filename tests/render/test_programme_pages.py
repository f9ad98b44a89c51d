"""A programme on paper and as JSON: stages, loads, variants, criteria, measures, and every source."""

import json

import pytest

from rehab.actions.plans import parsed, shipped, sources
from rehab.domain.programmes import Programme
from rehab.render.programme_json import programmes_json
from rehab.render.programme_text import programme_page

PROGRAMMES = {name: parsed(text, name) for name, text in shipped().items()}
STRENGTHEN = PROGRAMMES["psoas-settle-strengthen"]
RUNNING = PROGRAMMES["psoas-return-to-running"]


def page_of(programme: Programme) -> list[str]:
    """The page as lines without their indent."""
    return [line.strip() for line in programme_page(programme, sources()).splitlines()]


def test_each_stage_is_shown_with_the_running_that_it_holds() -> None:
    lines = page_of(RUNNING)
    assert "30 min, 3 days a week, from stage 1, to exit" in lines
    assert "stage 0: walk throughout; 0 min of running a session" in lines
    assert "stage 1: walk 9 min, run 1 min in turn; 3 min of running a session" in lines
    assert "stage 2: walk 8 min, run 2 min in turn; 6 min of running a session" in lines
    assert "stage 10: run throughout; 30 min of running a session" in lines


def test_loads_and_variants_are_shown() -> None:
    lines = page_of(STRENGTHEN)
    assert "3×8 @ 0.5 kg rising to 3×12 @ 2 kg, 3 days a week, load by 250 g at a time" in lines
    name = "Straight-leg raise, weight (straight-leg-raise-loaded, side: affected, takes the place of "
    assert f"{name}straight-leg-raise-60)" in lines


def test_criteria_are_shown_with_who_tells_and_how_long_it_counts() -> None:
    lines = page_of(RUNNING)
    walk = "Can you walk briskly for 30 minutes without pain and without a limp?"
    assert f"Ready to begin: {walk} (the patient says, counts for 14 days)" in lines
    runs = "Six clean sessions, two weeks, of 30 minutes of running."
    measured = "measured: stage sessions at least 6, stage 10, run-walk"
    assert f"Ready to move on: {runs} ({measured})" in lines
    assert any(line.endswith("(a clinician checks, counts for 28 days)") for line in lines)
    rest = "measured: rest pain at most 1, 4 scores in 7 days"
    assert any(line.endswith(f"({rest})") for line in page_of(STRENGTHEN))


def test_measures_and_reviews_are_shown() -> None:
    lines = page_of(STRENGTHEN)
    assert any(line.startswith("Asked every 14 days: ") for line in lines)
    assert "Settle (settle), 3 weeks, review after 5, pain ceiling 2 of 10" in lines


@pytest.mark.parametrize("name", sorted(PROGRAMMES))
def test_every_criterion_and_dose_is_followed_by_its_sources(name: str) -> None:
    programme, lines = PROGRAMMES[name], page_of(PROGRAMMES[name])
    cited = [measure.sources for measure in programme.measures]
    for phase in programme.phases:
        cited += [dose.sources for dose in phase.prescriptions]
        cited += [criterion.sources for criterion in (*phase.entry, *phase.exit)]
    assert sum(line.startswith("source: ") for line in lines) == sum(map(len, cited))


@pytest.mark.parametrize("name", sorted(PROGRAMMES))
def test_the_json_holds_every_criterion_dose_and_stage(name: str) -> None:
    programme = PROGRAMMES[name]
    told = json.loads(json.dumps(programmes_json((programme,))))["programmes"][0]
    assert [m["kind"] for m in told["measures"]] == [m.kind for m in programme.measures]
    for phase, shown in zip(programme.phases, told["phases"], strict=True):
        assert shown["review_weeks"] == phase.review_weeks
        for criteria, key in ((phase.entry, "entry"), (phase.exit, "exit")):
            assert [c["criterion"] for c in shown[key]] == [c.id for c in criteria]
            assert [c["stale_days"] for c in shown[key]] == [c.stale_days for c in criteria]
            assert [c["measure"] for c in shown[key]] == [c.measure for c in criteria]
            assert all(c["sources"] for c in shown[key])
        for dose, told_dose in zip(phase.prescriptions, shown["doses"], strict=True):
            exercise = programme.exercise(dose.exercise)
            assert exercise is not None
            assert len(told_dose["stages"]) == len(exercise.stages)
            assert told_dose["variant_of"] == exercise.variant_of
            assert told_dose["load_step_g"] == dose.load_step_g
            assert told_dose["entry_stage"] == dose.entry_stage


def test_what_is_only_shown_says_so() -> None:
    text = shipped()["psoas-return-to-running"]
    shown = 'id = "ten-hops"\n  required = false'
    lines = page_of(parsed(text.replace('id = "ten-hops"', shown)))
    assert any(line.endswith("(a clinician checks, counts for 14 days, shown only)") for line in lines)
