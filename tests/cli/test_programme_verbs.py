"""programme list, show and check, and the clinician's phase."""

import json
from pathlib import Path

import pytest

from rehab.actions.plans import shipped, sources
from tests.cli.shell import START, Shell
from tests.tiers import heavy_but

PLAN = "psoas-settle-strengthen"


def test_list_and_show(nobody: Shell) -> None:
    assert nobody.ok("programme").out == nobody.ok("programme", "list").out
    assert all(name in nobody.ok("programme", "list").out for name in shipped())
    page = nobody.ok("programme", "show", PLAN).out
    assert "At most 10 % more a week." in page
    for text in ("Settle (settle)", "pain ceiling", "stop if: ", "source: ", "Ready to move on: ", "gentle"):
        assert text in page
    for line in page.splitlines():
        if line.strip().startswith("source: "):
            assert line.rstrip().endswith(tuple(f"({source.mark})" for source in sources().values()))


@pytest.mark.parametrize("name", heavy_but(sorted(shipped()), PLAN))
def test_what_is_shipped_has_no_fault(nobody: Shell, name: str) -> None:
    told = nobody.ok("programme", "check", name, "--json").json
    assert told["lints"] == []
    assert set(told["patients"]) == {"perfect", "flaring", "absent"}
    for weeks in told["patients"].values():
        assert weeks
        assert all(w["planned"] <= w["limit"] for w in weeks)


def test_a_check_prints_the_weeks_of_each_patient_and_the_verdict(nobody: Shell) -> None:
    page = nobody.ok("programme", "check", PLAN).out
    assert [f"A {name} patient" in page for name in ("perfect", "flaring", "absent")] == [True] * 3
    assert page.splitlines()[-1].endswith(": no fault found.")


def test_a_file_with_faults_names_each_line(nobody: Shell, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = shipped()[PLAN]
    path.write_text(text.replace("format = 1", "formt = 1", 1))
    said = nobody.refused("programme", "check", str(path)).err
    assert "own.toml:" in said
    assert "format" in said
    nobody.refused("programme", "show", str(path))
    path.write_text(text)
    assert json.loads(nobody.ok("programme", "check", str(path), "--json").out)["programme"] == PLAN


@pytest.mark.parametrize("name", ["psoas", "none.toml", "/", ".", "", "../plans", "sources", "/dev/null"])
def test_what_is_no_programme_is_refused(nobody: Shell, name: str) -> None:
    nobody.refused("programme", "check", name)
    nobody.refused("programme", "show", name)


def test_the_parts_of_programme_and_physio(nobody: Shell) -> None:
    nobody.refused("programme", "sing")
    nobody.refused("programme", "show")
    nobody.refused("physio")
    nobody.refused("physio", "sing")
    nobody.refused("physio", "phase", "settle")


def test_a_phase_begins_with_a_week_by_name_and_role(sam: Shell) -> None:
    who = ("--by", "Kim Lee", "--role", "physiotherapist")
    told = sam.ok("physio", "phase", "strengthen-1", *who)
    assert told.out == "Phase strengthen-1 begins with the week of 2026-03-09, by Kim Lee, physiotherapist.\n"
    assert sam.ok("plan", "--json").json["phase"] == "settle"
    assert sam.ok("plan", "--week", "next", "--json").json["phase"] == "strengthen-1"
    last = sam.ok("history", "--last", "1", "--json").json["revisions"][0]
    assert last["actor"] == "Kim Lee, physiotherapist"
    assert sam.ok("physio", "phase", "settle", "--week", START, *who)
    for week in ("2026-02-28", "last"):
        sam.refused("physio", "phase", "settle", "--week", week, *who)
    assert "Did you mean strengthen-1?" in sam.refused("physio", "phase", "strengthn-1", *who).err
    for missing in (
        ("--by", " ", "--role", "x"),
        ("--by", "x", "--role", ""),
        ("--by", "x"),
        ("--role", "x"),
    ):
        sam.refused("physio", "phase", "settle", *missing)


def test_a_programme_is_simulated_with_the_true_change_of_running(nobody: Shell) -> None:
    page = nobody.ok("programme", "simulate", "psoas-return-to-running", "--as", "perfect").out
    assert "A perfect patient (reference → cap → limit → done, a week and side):" in page
    assert "stage 3→4, running 27 → 36 min, +33 %" in page
    assert "Reached: walk-run in week 1, running in week 12." in page
    assert "Everything is met in the last phase." in page
    told = nobody.ok("programme", "simulate", "psoas-return-to-running", "--as", "perfect", "--json").json
    (outcome,) = told["patients"].values()
    assert outcome["reached"] == [{"phase": "walk-run", "week": 1}, {"phase": "running", "week": 12}]
    runs = [row for row in outcome["weeks"] if row["exercise"] == "run-walk"]
    (fourth,) = [row for row in runs if (row["stage_before"], row["stage"]) == (3, 4)]
    assert (fourth["running_before"], fourth["running"]) == (27 * 60, 36 * 60)


def test_who_does_not_arrive_is_told_why_and_what_to_do(nobody: Shell) -> None:
    page = nobody.ok("programme", "simulate", PLAN, "--weeks", "12").out
    perfect, flaring, absent = page.split("\n\nA ")
    assert "strengthen-4 in week 9" in perfect
    assert "REGRESS" in flaring
    assert "RE-ENTRY" in absent
    for patient in (flaring, absent):
        assert "missing: " in patient
        assert "This phase has lasted" in patient or "Until then the week's plan stands." in patient


def test_a_simulation_is_asked_for_in_range(nobody: Shell) -> None:
    for weeks in ("0", "261", "x"):
        nobody.refused("programme", "simulate", PLAN, "--weeks", weeks)
    nobody.refused("programme", "simulate", PLAN, "--as", "lazy")
    nobody.refused("programme", "simulate", "psoas")
    one = nobody.ok("programme", "simulate", PLAN, "--as", "absent", "--weeks", "1", "--json").json
    assert {row["week"] for row in one["patients"]["absent"]["weeks"]} == {1}


def test_a_phase_that_even_a_perfect_patient_cannot_leave_is_a_fault(nobody: Shell, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = shipped()[PLAN].replace("weeks = 3\nreview_weeks", "weeks = 2\nreview_weeks", 1)
    bridge = 'exercise = "bridge"\n'
    assert bridge in text
    path.write_text(text.replace(bridge, f"{bridge}  exit = true\n", 1))
    told = nobody("programme", "check", str(path))
    assert told.code == 2
    assert "phase settle: a perfect patient does not leave it within 2 weeks. Missing: Bridge" in told.err
