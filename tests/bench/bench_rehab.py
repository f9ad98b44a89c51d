"""Benchmarks: each group holds a floor and ours, so that the table's brackets are the ratios.

Run: pytest tests/bench/bench_*.py -n0 --benchmark-only --benchmark-group-by=group
"""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rehab.actions.daily import log
from rehab.actions.demo import demo_diary, make_demo
from rehab.actions.desk import Desk
from rehab.domain.days import week_of
from rehab.domain.plan import week_plan
from tests.bench.conftest import TODAY


@pytest.mark.benchmark(group="start a process")
def bench_floor_bare_interpreter(benchmark: Callable[..., object]) -> None:
    benchmark(lambda: subprocess.run([sys.executable, "-c", ""], check=True))


@pytest.mark.benchmark(group="start a process")
def bench_version(benchmark: Callable[..., object]) -> None:
    command = [sys.executable, "-m", "rehab", "--version"]
    benchmark(lambda: subprocess.run(command, check=True, capture_output=True))


@pytest.mark.benchmark(group="save one entry")
def bench_floor_one_committed_row(benchmark: Callable[..., object], tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "floor.db", isolation_level=None)
    database.execute("PRAGMA synchronous=EXTRA")
    database.execute("CREATE TABLE entry (note TEXT)")

    def insert() -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO entry VALUES ('3x8')")
        database.execute("COMMIT")

    benchmark(insert)
    database.close()


@pytest.mark.benchmark(group="save one entry")
def bench_log_one_bout(benchmark: Callable[..., object], tmp_path: Path) -> None:
    desk = make_demo(tmp_path / "six.db", "steady", 6, TODAY)
    benchmark(lambda: log(desk, "ball-squeeze", "3x10"))


@pytest.mark.benchmark(group="read ten years")
def bench_floor_read_all_rows(benchmark: Callable[..., object], ten_years: Desk) -> None:
    database = sqlite3.connect(ten_years.database.path)
    query = "SELECT * FROM bout JOIN bout_set USING (seq)"
    benchmark(lambda: database.execute(query).fetchall())
    database.close()


@pytest.mark.benchmark(group="read ten years")
def bench_load_diary(benchmark: Callable[..., object], ten_years: Desk) -> None:
    benchmark(ten_years.diary)


@pytest.mark.benchmark(group="plan")
def bench_floor_plan_of_six_weeks(benchmark: Callable[..., object]) -> None:
    diary, _ = demo_diary("steady", 6, TODAY)
    benchmark(lambda: week_plan(diary, week_of(diary.starts, TODAY), TODAY))


@pytest.mark.benchmark(group="plan")
def bench_plan_of_ten_years(benchmark: Callable[..., object], ten_years: Desk) -> None:
    diary = ten_years.diary()
    benchmark(lambda: week_plan(diary, week_of(diary.starts, TODAY), TODAY))
