"""Logs that other people published: every figure equals one computed independently."""

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rehab.domain.diary import Bout
from rehab.domain.words import Unit
from rehab.readers.foreign import ForeignLog, ImportRefused, UnitNeeded
from rehab.readers.logs import read_log

CORPUS = Path(__file__).parents[2].parent / "shared" / "data" / "strength"
TODAY = date(2026, 12, 31)
FILES = [
    "hevy_distance_miles.csv",
    "hevy_en_1478.csv",
    "hevy_en_330.csv",
    "strong_de_header_ruhezeit.csv",
    "strong_en_12col_de_titles.csv",
    "strong_en_rest_timer_rows.csv",
    "strong_en_small_trailing_blank_lines.csv",
    "strong_fixture_alt.csv",
    "strong_fixture_semicolon_a.csv",
    "strong_fixture_semicolon_b.csv",
    "strong_lb_header_crlf.csv",
    "strong_sample_10col.csv",
    "strong_sample_legacy.csv",
    "strong_semicolon_kg_header.csv",
]


def corpus_bytes(name: str) -> bytes:
    path = CORPUS / name
    if not path.is_file():
        pytest.skip("the corpus of published logs is not here")
    return path.read_bytes()


def read(name: str) -> tuple[ForeignLog, Decimal]:
    """The log, and how many grams one unit of its weights has."""
    data = corpus_bytes(name)
    try:
        log = read_log(data, name, today=TODAY)
    except UnitNeeded:
        log = read_log(data, name, today=TODAY, weight_unit="kg")
    return log, Decimal("453.59237") if "_lb_" in name else Decimal(1000)


def figures(bouts: list[Bout], unit_g: Decimal) -> tuple[int, int, Decimal]:
    """Sets, reps and weight times reps in the file's own unit."""
    counted = [bout for bout in bouts if bout.unit is Unit.REPS]
    grams = sum(one.amount * (one.load_g or 0) for bout in counted for one in bout.sets)
    return sum(len(bout.sets) for bout in bouts), sum(bout.amount for bout in counted), grams / unit_g


def same(found: tuple[int, int, Decimal], expected: list[float], unit_g: Decimal) -> bool:
    """Equal sets and reps; weights differ by at most the half gram that each set was rounded by."""
    sets, reps, tonnage = expected
    slack = Decimal(reps) / 2 / unit_g + Decimal("0.001")
    return found[:2] == (sets, reps) and abs(found[2] - Decimal(str(tonnage))) <= slack


def by_week(bouts: tuple[Bout, ...]) -> dict[str, list[Bout]]:
    weeks: dict[str, list[Bout]] = defaultdict(list)
    for bout in bouts:
        year, week, _ = bout.day.isocalendar()
        weeks[f"{year}-W{week:02}"].append(bout)
    return weeks


def of(bouts: list[Bout], exercise: str) -> list[Bout]:
    return [bout for bout in bouts if bout.exercise == exercise]


@pytest.mark.parametrize("name", FILES)
def test_every_figure_equals_the_expected_one(name: str) -> None:
    log, unit_g = read(name)
    expected: dict[str, Any] = json.loads(corpus_bytes("expected.json"))["files"][name]
    weeks = by_week(log.bouts)
    assert log.rejected == ()
    assert log.format == name.split("_")[0]
    assert (log.sets, log.workouts) == (expected["sets"], expected["workouts"])
    assert len({bout.day for bout in log.bouts}) == expected["training_days"]
    assert len({bout.exercise for bout in log.bouts}) == expected["exercises"]
    assert sum(bout.amount for bout in log.bouts if bout.unit is Unit.REPS) == expected["total_reps"]
    assert weeks.keys() == expected["weekly_total_sets_reps_tonnage"].keys()
    for week, figure in expected["weekly_total_sets_reps_tonnage"].items():
        assert same(figures(weeks[week], unit_g), figure, unit_g), week
    for exercise, told in expected["top_exercises"].items():
        mine = of(list(log.bouts), exercise)
        assert same(figures(mine, unit_g), [told["sets"], told["reps"], told["tonnage"]], unit_g), exercise
        for week, figure in told["weeks"].items():
            assert same(figures(of(weeks[week], exercise), unit_g), figure, unit_g), (exercise, week)
    for week, exercises in expected["sample_weeks_by_exercise"].items():
        assert {bout.exercise for bout in weeks[week]} == exercises.keys()
        for exercise, figure in exercises.items():
            assert same(figures(of(weeks[week], exercise), unit_g), figure, unit_g), (exercise, week)


@pytest.mark.parametrize("name", FILES)
def test_reading_again_gives_the_same_entries(name: str) -> None:
    log, _ = read(name)
    assert read(name)[0] == log
    assert len({bout.entry for bout in log.bouts}) == len(log.bouts)


def test_every_readable_file_is_in_the_list() -> None:
    corpus_bytes("expected.json")
    names = {path.name for form in ("strong", "hevy") for path in CORPUS.glob(f"{form}*.csv")}
    assert names == {*FILES, "strong_fixture_broken.csv"}


def test_the_broken_file_is_refused_with_its_lines() -> None:
    name = "strong_fixture_broken.csv"
    with pytest.raises(ImportRefused) as refused:
        read_log(corpus_bytes(name), name, today=TODAY)
    assert str(refused.value) == (
        "strong_fixture_broken.csv cannot be read: line 2 has 4 of 13 columns, line 3 has an unclosed quote. "
        "Export the log again or mend these lines; nothing was imported."
    )


def test_logs_of_other_apps_are_refused() -> None:
    for name in ("fitnotes_lbs_435.csv", "jefit_excerpt_multisection.csv"):
        with pytest.raises(ImportRefused):
            read_log(corpus_bytes(name), name, today=TODAY)
