"""Training logs that other people published go through the command line and come out in weeks."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import DATA, Shell, init_flags

STRENGTH = DATA / "strength"
FILES = [
    *("hevy_distance_miles.csv", "hevy_en_1478.csv", "hevy_en_330.csv", "strong_de_header_ruhezeit.csv"),
    *("strong_en_12col_de_titles.csv", "strong_en_rest_timer_rows.csv", "strong_fixture_alt.csv"),
    *("strong_en_small_trailing_blank_lines.csv", "strong_fixture_semicolon_a.csv"),
    *("strong_fixture_semicolon_b.csv", "strong_lb_header_crlf.csv", "strong_sample_10col.csv"),
    *("strong_sample_legacy.csv", "strong_semicolon_kg_header.csv"),
]
pytestmark = pytest.mark.heavy
GRAMS = {True: 453.59237, False: 1000.0}
"""Grams in one unit of a file's weights, by whether it is the one in pounds."""


def corpus(name: str) -> Path:
    path = STRENGTH / name
    if not path.is_file():
        pytest.skip("the corpus of published logs is not here")
    return path


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(corpus("expected.json").read_text("utf-8"))["files"][name]
    return found


def monday_diary(shell: Shell, monkeypatch: pytest.MonkeyPatch, profile: Path, name: str) -> None:
    """A diary that starts on the Monday of the file's first week, looked at just after its last."""
    figures = expected(name)
    first = date.fromisoformat(figures["first"][:10])
    last = date.fromisoformat(figures["last"][:10])
    monkeypatch.setenv("REHAB_TODAY", str(last + timedelta(days=1)))
    starts = first - timedelta(days=first.weekday())
    shell.ok(*init_flags(profile, starts=str(starts), diagnosed_on=None))


def weights(name: str) -> list[str]:
    return ["--weight-unit", "kg"] if "undeclared" in expected(name)["unit"] else []


def iso_week(start: str) -> str:
    year, week, _ = date.fromisoformat(start).isocalendar()
    return f"{year}-W{week:02}"


def sums(lines: list[dict[str, Any]], grams: float) -> tuple[int, int, float]:
    reps = [line for line in lines if line["unit"] == "reps"]
    return (
        sum(line["sets"] for line in lines),
        sum(line["reps"] for line in lines),
        sum(line["gram_reps"] for line in reps) / grams,
    )


def same(found: tuple[int, int, float], wanted: list[float], grams: float) -> bool:
    """Equal sets and reps; each set's weight was rounded to a gram."""
    return found[:2] == tuple(wanted[:2]) and abs(found[2] - wanted[2]) <= wanted[1] / 2 / grams + 0.001


@pytest.mark.parametrize("name", FILES)
def test_a_published_log_in_weeks(
    nobody: Shell, monkeypatch: pytest.MonkeyPatch, profile: Path, name: str
) -> None:
    figures, argv = expected(name), ["import", str(corpus(name)), *weights(name), "--json"]
    monday_diary(nobody, monkeypatch, profile, name)
    new = nobody.bytes()
    (dry,) = nobody.ok(*argv, "--dry-run").json
    assert nobody.bytes() == new
    (told,) = nobody.ok(*argv).json
    assert {**dry, "dry_run": False} == told
    assert (told["workouts"], told["sets"], told["rejected"]) == (figures["workouts"], figures["sets"], [])
    assert (told["added"], told["already_there"]) == (told["bouts"], 0)
    once = nobody.bytes()
    (again,) = nobody.ok(*argv).json
    assert (again["added"], again["already_there"]) == (0, told["bouts"])
    assert nobody.bytes() == once
    grams = GRAMS["lb" in figures["unit"]]
    weeks = {
        iso_week(w["start"]): w["exercises"] for w in nobody.ok("volume", "--all", "--json").json["weeks"]
    }
    done = {week: [line for line in lines if line["bouts"]] for week, lines in weeks.items()}
    for week, wanted in figures["weekly_total_sets_reps_tonnage"].items():
        assert same(sums(done[week], grams), wanted, grams), week
    assert {week for week, lines in done.items() if lines} == set(figures["weekly_total_sets_reps_tonnage"])
    for exercise, top in figures["top_exercises"].items():
        for week, wanted in top["weeks"].items():
            mine = [line for line in done[week] if line["exercise"] == exercise]
            assert same(sums(mine, grams), wanted, grams), (exercise, week)
    assert all(line["limit"] is None and line["over"] is None for lines in done.values() for line in lines)


@pytest.mark.parametrize("name", ["hevy_en_330.csv", "strong_en_12col_de_titles.csv"])
def test_a_corpus_import_is_taken_back_by_one_undo_and_comes_again(
    nobody: Shell, monkeypatch: pytest.MonkeyPatch, profile: Path, name: str
) -> None:
    monday_diary(nobody, monkeypatch, profile, name)
    argv = ["import", str(corpus(name)), *weights(name), "--json"]
    nobody.ok("log", "bridge", "3x12")
    before = nobody.export()
    (first,) = nobody.ok(*argv).json
    full = nobody.export()
    assert f"import {name} ({first['added']} entries)" in nobody.ok("undo").out
    assert nobody.export() == before
    (again,) = nobody.ok(*argv).json
    assert (again["added"], again["already_there"]) == (first["added"], 0)
    assert Counter(nobody.export().splitlines()) == Counter(full.splitlines())


def test_the_broken_corpus_file_is_refused_with_its_lines(sam: Shell) -> None:
    path = corpus("strong_fixture_broken.csv")
    for flags in ([], ["--weight-unit", "kg"], ["--dry-run"], ["--json"]):
        said = sam.refused("import", str(path), *flags).err
        assert len(said.splitlines()) == 1
        assert "line " in said


@pytest.mark.parametrize("name", ["fitnotes_lbs_435.csv", "jefit_excerpt_multisection.csv"])
def test_a_corpus_file_of_another_format_is_refused(sam: Shell, name: str) -> None:
    sam.refused("import", str(corpus(name)))
    sam.refused("import", str(corpus(name)), "--from", "strong")


def test_corpus_weights_without_a_unit_need_one(sam: Shell) -> None:
    path = str(corpus("strong_sample_10col.csv"))
    later = ("--today", "2026-12-31")
    assert "--weight-unit" in sam.refused("import", path, *later).err
    (kilograms,) = sam.ok("import", path, "--weight-unit", "kg", "--json", *later).json
    sam.ok("undo")
    (pounds,) = sam.ok("import", path, "--weight-unit", "lb", "--json", *later).json
    assert kilograms["sets"] == pounds["sets"]
    sam.refused("import", path, "--weight-unit", "stone")


def test_two_corpus_files_in_one_command(sam: Shell) -> None:
    first, second = str(corpus("hevy_en_330.csv")), str(corpus("strong_semicolon_kg_header.csv"))
    later = ("--today", "2026-12-31")
    told = sam.ok("import", first, second, first, "--json", *later).json
    assert [one["file"] for one in told] == [
        "hevy_en_330.csv",
        "strong_semicolon_kg_header.csv",
        "hevy_en_330.csv",
    ]
    assert (told[0]["added"], told[2]["added"]) == (told[0]["bouts"], 0)
    sam.ok("undo")
    sam.refused("undo")
    sam.refused("import", first, str(corpus("strong_fixture_broken.csv")), *later)
    assert sam.ok("import", first, "--json", *later).json[0]["added"] == told[0]["added"]
