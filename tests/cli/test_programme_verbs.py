"""programme list, show and check, and the clinician's phase."""

import json
from pathlib import Path

import pytest

from rehab.actions.plans import shipped, sources
from tests.cli.shell import START, Shell

PLAN = "psoas-settle-strengthen"


def test_list_and_show(nobody: Shell) -> None:
    assert nobody.ok("programme").out == nobody.ok("programme", "list").out
    assert nobody.ok("programme", "list").out.startswith(PLAN)
    page = nobody.ok("programme", "show", PLAN).out
    assert "At most 10 % more a week." in page
    for text in ("Settle (settle)", "pain ceiling", "stop if: ", "source: ", "Ready to move on: ", "gentle"):
        assert text in page
    for line in page.splitlines():
        if line.strip().startswith("source: "):
            assert line.rstrip().endswith(tuple(f"({source.mark})" for source in sources().values()))


@pytest.mark.parametrize("name", sorted(shipped()))
def test_what_is_shipped_has_no_fault(nobody: Shell, name: str) -> None:
    told = nobody.ok("programme", "check", name, "--json").json
    assert told["lints"] == []
    assert set(told["patients"]) == {"perfect", "flaring", "absent"}
    for weeks in told["patients"].values():
        assert weeks
        assert all(w["planned"] <= w["limit"] for w in weeks)
    assert "no fault found" in nobody.ok("programme", "check", name).out


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
