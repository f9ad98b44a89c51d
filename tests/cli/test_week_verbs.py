"""plan, why and volume: shapes, weeks, pauses and the sources of every decision."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from rehab.render.words import STATEMENT, WEEKLY_STATEMENT
from tests.cli.shell import START, Shell, init_flags

PLAN_KEYS = {"urgency", "week", "provisional", "phase", "decision", "exercises", "findings"}
EXERCISE_KEYS = {
    *("exercise", "variant", "stage", "side", "unit", "phase", "step", "percent", "entry", "first"),
    *("reference", "cap", "limit", "target", "planned", "logged", "decision", "rule", "text", "matched"),
    *("override", "sources", "because", "sessions", "guards", "load_g"),
    *("running_seconds", "running_seconds_before"),
}
VOLUME_KEYS = {
    *("exercise", "variant", "side", "unit", "phase", "step", "percent", "entry", "first", "actual"),
    *("reference", "cap", "limit", "decision", "rule", "planned", "largest_planned", "gap_days", "override"),
    *("over", "bouts", "sets", "reps", "target", "gram_reps"),
}
KINDS = {"progress", "hold", "deload", "re_entry", "regress", "pause", "stop"}
MARKS = {"published", "secondary", "unverified", "project rule"}


def lived(sam: Shell, weeks: int) -> None:
    """Do what the plan says on every day of some weeks, with a morning of 1."""
    first = date.fromisoformat(START)
    for n in range(7 * weeks):
        day = str(first + timedelta(days=n))
        sam.ok("--today", day, "morning", "1")
        if n % 7 in (0, 2, 4):
            sam.ok("--today", day, "done", "--pain", "0/1/1")


def whole_numbers(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        for value in node.values():
            yield from whole_numbers(value)
    elif isinstance(node, list):
        for value in node:
            yield from whole_numbers(value)
    elif isinstance(node, int | float) and not isinstance(node, bool):
        yield node


def test_the_plan_as_text_has_its_reason_and_both_statements(sam: Shell) -> None:
    out = sam.ok("plan").out
    assert out.startswith("Sam Sample, born 1990 — plan for 2026-03-02 to 2026-03-08, Settle\n")
    assert "HOLD: no increase (P13)" in out
    assert out.rstrip().endswith(STATEMENT)
    assert WEEKLY_STATEMENT in out
    assert "Bridge: HOLD (P13) — 108 → 108 → 108 → 108 (+0 %)" in out
    assert "Mon 3×12; Wed 3×12; Fri 3×12" in out


@pytest.mark.parametrize("flags", [("--json",), ("--format", "json")])
def test_the_plan_as_json_has_its_shape(sam: Shell, flags: tuple[str, ...]) -> None:
    sam.ok("log", "bridge", "3x12", "--on", START)
    plan = sam.ok("plan", *flags).json
    assert set(plan) == PLAN_KEYS
    assert plan["week"] == {"start": START, "end": "2026-03-09"}
    assert (plan["provisional"], plan["phase"], plan["urgency"]) == (False, "settle", "none")
    assert plan["decision"]["kind"] in KINDS
    for item in plan["exercises"]:
        assert set(item) == EXERCISE_KEYS
        assert item["sources"]
        assert item["planned"] <= item["limit"] <= item["cap"]
        assert item["rule"] in item["matched"]
        for session in item["sessions"]:
            assert set(session) == {"day", "sets", "load_g", "seconds", "stage"}
            assert START <= session["day"] < "2026-03-09"
    assert not [n for n in whole_numbers(plan) if isinstance(n, float)]
    bridge = next(e for e in plan["exercises"] if e["exercise"] == "bridge")
    assert (bridge["logged"], bridge["planned"], bridge["first"]) == (36, 108, True)


def test_the_plan_of_next_week_is_provisional(sam: Shell) -> None:
    plan = sam.ok("plan", "--week", "next", "--json").json
    assert (plan["week"]["start"], plan["provisional"]) == ("2026-03-09", True)
    assert "Provisional:" in sam.ok("plan", "--week", "2026-03-11").out
    for week in ("last", "2026-02-30", "2027-01-01", "2026-02-01", "9999-12-31"):
        sam.refused("plan", "--week", week)
        sam.refused("why", "--week", week)


def test_a_week_done_as_planned_raises_the_limit_by_ten_percent(sam: Shell) -> None:
    lived(sam, 1)
    plan = sam.ok("plan", "--today", "2026-03-09", "--json").json
    assert (plan["decision"]["kind"], plan["decision"]["rule"]) == ("progress", "P13")
    bridge = next(e for e in plan["exercises"] if e["exercise"] == "bridge")
    assert (bridge["reference"], bridge["cap"], bridge["limit"]) == (108, 118, 118)
    assert [b for b in plan["decision"]["because"] if b["entry"]] or bridge["because"]


def test_the_plan_into_a_file(sam: Shell, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    told = sam.ok("plan", "-o", str(path))
    assert (told.out, told.err) == ("", f"Written to {path}.\n")
    assert path.read_text() == sam.ok("plan").out
    assert path.stat().st_mode & 0o777 == 0o600
    assert "exists already" in sam("plan", "-o", str(path)).err
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    assert sam("plan", "-o", str(link)).code == 2
    assert not (tmp_path / "elsewhere").exists()


def test_what_was_shown_is_kept_once(sam: Shell) -> None:
    before = sam.bytes()
    for verb in ("volume", "history", "export"):
        sam.ok(verb)
    assert sam.bytes() == before
    sam.ok("plan")
    assert sam.bytes() != before
    for verb in ("plan", "why", "today"):
        sam.ok(verb)
    once = sam.bytes()
    for verb in ("plan", "why", "today", "volume"):
        sam.ok(verb)
    assert sam.bytes() == once


@pytest.mark.parametrize("missing", ["diagnosis", "profile", "both"])
def test_without_diagnosis_or_profile_only_gentle_movement_is_planned(
    nobody: Shell, profile: Path, missing: str
) -> None:
    left_out: dict[str, str | None] = {}
    if missing in ("diagnosis", "both"):
        left_out |= dict.fromkeys(("diagnosis", "diagnosed_by", "diagnosed_on"))
    nobody.ok(*init_flags(profile if missing == "diagnosis" else None, **left_out))
    told = nobody("plan")
    assert told.code == 3
    assert "PAUSE: loading exercises wait (P3)" in told.out
    assert "Easy walking or cycling: " in told.out
    assert STATEMENT in told.out
    plan = nobody.ok("plan", "--json").json
    assert (plan["decision"]["kind"], plan["decision"]["rule"]) == ("pause", "P3")
    planned = {e["exercise"] for e in plan["exercises"] if e["planned"]}
    assert "easy-walking" in planned
    assert not planned & {"bridge", "isometric-hip-flexion", "seated-external-rotation"}
    assert nobody.ok("plan", "--format", "json").code == 0
    assert {e["exercise"] for e in nobody.ok("done", "--json").json["entries"]} == planned


@pytest.mark.parametrize(
    ("changes", "answers"),
    [
        ({"born": "2010-05-01"}, {}),
        ({}, {"pregnant": True}),
        ({}, {"current_cancer": "unsure"}),
        ({}, {"anticoagulant": True, "recent_fall": True}),
        ({}, {"recent_fracture": None}),
    ],
)
def test_what_needs_a_clinician_pauses(
    nobody: Shell, profile: Path, changes: dict[str, str], answers: dict[str, object]
) -> None:
    import json

    profile.write_text(json.dumps(json.loads(profile.read_text()) | answers))
    nobody.ok(*init_flags(profile, **changes))
    assert nobody("plan").code == 3


def test_why_cites_a_source_with_its_mark_for_every_decision(sam: Shell) -> None:
    lived(sam, 1)
    sam.ok("log", "bridge", "5x30", "--pain", "0/9/6", "--today", "2026-03-09")
    found = sam.ok("why", "--today", "2026-03-16", "--json").json
    assert set(found) == {"urgency", "week", "trend", "decisions", "findings"}
    assert set(found["trend"]) == {"id", "median_now", "median_first"}
    for decision in found["decisions"]:
        assert set(decision) == {"exercise", "side", "ruling", "matched", "changes", "next_week"}
        for change in [*decision["changes"], *filter(None, [decision["next_week"]])]:
            assert set(change) == {"if", "kind", "rule", "before", "after"}
            assert change["kind"] in KINDS
        for row in [decision["ruling"], *decision["matched"]]:
            assert {
                *("kind", "rule", "text", "because", "ceiling", "title", "version", "grade"),
                *("clinician", "sources", "change"),
            } == set(row)
            assert row["sources"], row["rule"]
            assert {source["mark"] for source in row["sources"]} <= MARKS
            assert row["title"]
            assert row["clinician"]
    assert {d["ruling"]["rule"] for d in found["decisions"]} >= {"P4"}
    text = sam.ok("why", "--today", "2026-03-16").out
    assert text.count("  rule P") <= text.count("source: ")
    for line in text.splitlines():
        if line.strip().startswith("source: "):
            assert line.rsplit("(", 1)[1].rstrip(")") in MARKS, line


def test_why_of_one_exercise(sam: Shell) -> None:
    found = sam.ok("why", "bridge", "--json").json["decisions"]
    assert {d["exercise"] for d in found} == {"bridge"}
    assert "Pelvic tilt" not in sam.ok("why", "bri").out
    sam.refused("why", "seated")
    sam.refused("why", "burpees")


def test_volume_as_json_has_its_shape_and_no_gap(sam: Shell) -> None:
    sam.ok("log", "bridge", "3x12@5kg", "--on", START)
    sam.ok("log", "swim", "20min", "--outside", "--on", "2026-01-20")
    later = ("--today", "2026-03-25")
    for flags in (("--all",), ("--weeks", "3"), ()):
        found = sam.ok("volume", *flags, "--json", *later).json
        assert set(found) == {"urgency", "weeks"}
        starts = [date.fromisoformat(week["start"]) for week in found["weeks"]]
        assert [b - a for a, b in pairwise(starts)] == [timedelta(7)] * (len(starts) - 1)
        for week in found["weeks"]:
            assert set(week) == {"start", "qualifies", "covered", "exercises"}
            for line in week["exercises"]:
                assert set(line) == VOLUME_KEYS
                assert line["side"] in ("left", "right", "none")
                if line["exercise"] == "swim":
                    assert (line["reference"], line["cap"], line["limit"], line["over"]) == (None,) * 4
    weeks = {w["start"]: w for w in sam.ok("volume", "--all", "--json", *later).json["weeks"]}
    assert next(iter(weeks)) == "2026-01-19"
    bridge = next(e for e in weeks[START]["exercises"] if e["exercise"] == "bridge")
    assert (bridge["actual"], bridge["reps"], bridge["sets"], bridge["bouts"]) == (36, 36, 3, 1)
    assert bridge["gram_reps"] == 36 * 5000
    assert weeks["2026-03-23"]["qualifies"] is None
    assert weeks[START]["qualifies"] is False
    assert len(sam.ok("volume", "--weeks", "3", "--json", *later).json["weeks"]) == 3


def test_volume_as_text(sam: Shell) -> None:
    sam.ok("log", "bridge", "4x40")
    out = sam.ok("volume").out
    assert f"{START} easy-walking" in out
    assert any("bridge" in line and line.endswith("over") for line in out.splitlines())
    for weeks in ("0", "-1", "x", "10001", "1.5"):
        sam.refused("volume", f"--weeks={weeks}")
    sam.refused("volume", "--weeks", "2", "--all")


def test_before_the_programme_begins(nobody: Shell, profile: Path) -> None:
    nobody.ok(*init_flags(profile, starts="2026-04-01"))
    assert "The programme has not begun on this day." in nobody.ok("today").out
    assert nobody.ok("plan", "--json").json["week"]["start"] == "2026-04-01"
    assert nobody.ok("volume", "--all").code == 0
    nobody.ok("log", "swim", "20min", "--outside")
    nobody.ok("log", "bridge", "3x12")
    assert nobody.ok("volume", "--all", "--json").json["weeks"]
    assert nobody.ok("why").code == 0
    nobody.refused("done")
