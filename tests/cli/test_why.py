"""Why a plan is as it is: each reason once, what would change it, and the page of a finding."""

from datetime import date, timedelta
from pathlib import Path

from tests.cli.shell import START, Shell, init_flags

RUNNING = "psoas-return-to-running"
NEXT = "2026-03-09"


def lived(sam: Shell, **given: str) -> None:
    """The first week as planned, the mornings 1 unless given by day."""
    first = date.fromisoformat(START)
    for n in range(7):
        day = str(first + timedelta(days=n))
        if given.get(day, "1") != "-":
            sam.ok("--today", day, "morning", given.get(day, "1"))
        if n in (0, 2, 4):
            sam.ok("--today", day, "done", "--pain", "0/1/1")


def test_each_rule_and_each_reason_stands_once(sam: Shell) -> None:
    lived(sam)
    sam.ok("log", "bridge", "3x12", "--pain", "0/9/6", "--on", "2026-03-08", "--today", "2026-03-08")
    out = sam("why", "--today", NEXT).out
    assert out.count("A severe score was given (9/10).") == 1
    assert out.count("rule P4, version") == 1
    assert out.count("as above.") >= 4
    assert "because pain during: 9 on Sun 2026-03-08 [" in out
    assert "It hurt in Bridge: ease that" in out


def test_what_would_change_it_is_decided_anew(sam: Shell) -> None:
    lived(sam, **{"2026-03-07": "-"})
    sam.ok("rest", "--on", "2026-03-07", "--today", "2026-03-07")
    sam.ok("--today", NEXT, "morning", "1")
    out = sam("why", "bridge", "--today", NEXT).out
    assert "HOLD: no increase (P6)" in out
    assert "If Saturday 2026-03-07’s morning pain is logged and is 2 or less:" in out
    assert "▲ PROGRESS (P13): Bridge 108 → 118" in out
    assert "Next week\n  If this week is done as planned" in out
    asked = sam("why", "bridge", "--today", NEXT, "--json").json["decisions"][0]
    assert [change["after"] for change in asked["changes"]] == [118]
    sam.ok("--today", NEXT, "morning", "2", "--on", "2026-03-07")
    assert "PROGRESS: a little more (P13)" in sam("why", "bridge", "--today", NEXT).out


def test_why_of_a_finding_is_its_page(sam: Shell) -> None:
    sam("morning", "1", "--limp")
    out = sam("why", "U15").out
    assert "A limp, or trouble putting weight on the leg. (U15)" in out
    assert "What to do:" in out
    assert "U15" in [one["id"] for one in sam("why", "u15", "--json").json["findings"]]
    assert "nor an open finding" in sam.refused("why", "E01").err


def test_a_walk_run_session_is_logged_as_the_planned_stage(nobody: Shell, profile: Path) -> None:
    nobody.ok(*init_flags(profile, programme=RUNNING, days="mon,wed,fri"))
    told = nobody.ok("log", "run-walk", "30min", "--on", START)
    assert "Logged as stage 1, as planned; --stage says otherwise." in told.err
    above = nobody.ok("log", "run-walk", "30min", "--stage", "4", "--json")
    assert above.json["entries"][0]["stage"] == 4
    assert "Stage 4 is above this week's stage 1." in above.err
    assert "has the stages 0 to 10" in nobody.refused("log", "run-walk", "30min", "--stage", "11").err
    assert "has no stages" in nobody.refused("log", "easy-walking", "10min", "--stage", "1").err
    out = nobody("plan").out
    assert "stage 1: walk 9 min, run 1 min in turn; running a week 0 min → 9 min" in out


def test_a_load_left_out_is_the_planned_one(nobody: Shell, profile: Path) -> None:
    nobody.ok(*init_flags(profile, phase="strengthen-4", days="mon,wed,fri"))
    told = nobody.ok("log", "straight-leg-raise-loaded", "3x8", "--json")
    assert {one["load_g"] for one in told.json["entries"][0]["sets"]} == {500}
    assert "Logged with the planned load of 0.5kg" in told.err
    heavy = nobody.ok("log", "straight-leg-raise-loaded", "3x8@5kg")
    assert "more than 110 % of" in heavy.err
    line = next(
        e for e in nobody("plan", "--json").json["exercises"] if e["exercise"] == "straight-leg-raise-loaded"
    )
    assert (line["unit"], line["entry"], line["logged"]) == ("gram_reps", 36_000, 12_000 + 120_000)
