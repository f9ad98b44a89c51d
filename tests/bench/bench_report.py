"""The report of ten years in each format: seconds and memory, each beside reading the same rows alone.

Every one runs in a process of its own. The benchmarks' table has the seconds on the clock; one of its own has
those of the processor, which a busy machine changes less, the memory, and the ratios of both to the floor.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from rehab.actions.desk import Desk
from rehab.cli.report import FORMATS
from tests.bench.conftest import TODAY

FLOOR = "read the rows"
_ROUNDS = 3
_READ = """
import gc, sys
gc.disable()
from rehab.actions.desk import open_desk
open_desk(sys.argv[1], None, sys.argv[2]).diary()
"""
# What a process takes at most counts from its parent's size on, which is that of the whole test run:
# so a bare interpreter starts it, measures it and tells.
_MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[2:], check=True, stdout=open(sys.argv[1], "wb"), stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
Measured = dict[str, tuple[float, int, int]]
"""The fewest processor seconds, the largest memory in KiB and the bytes written, by name."""


@pytest.fixture(scope="module")
def measured(request: pytest.FixtureRequest) -> Iterator[Measured]:
    found: Measured = {}
    yield found
    if FLOOR not in found:
        return
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled() if capture else nullcontext():
        head = f"{'seconds':>9}{'ratio':>8}{'memory':>9}{'ratio':>8}{'written':>10}"
        print(f"\n\n{'report of ten years':20}{head}")
        for name, (seconds, memory, written) in sorted(found.items(), key=lambda one: one[1]):
            ratios = seconds / found[FLOOR][0], memory / found[FLOOR][1]
            print(
                f"{name:20}{seconds:7.1f} s{ratios[0]:8.1f}{memory / 1024:6.0f} MB{ratios[1]:8.1f}"
                f"{written / 1e6:7.1f} MB"
            )


def _run(found: Measured, name: str, output: Path, *command: str) -> None:
    measuring = [sys.executable, "-c", _MEASURE, str(output), sys.executable, *command]
    told = subprocess.run(measuring, check=True, capture_output=True, text=True).stdout.split()
    seconds, memory, _ = found.get(name, (float("inf"), 0, 0))
    best = min(seconds, float(told[0])), max(memory, int(told[1]))
    found[name] = (*best, output.stat().st_size)


@pytest.mark.benchmark(group="report of ten years")
def bench_floor_read_the_rows(
    benchmark: Callable[..., object], ten_years: Desk, measured: Measured, tmp_path: Path
) -> None:
    command = ("-c", _READ, str(ten_years.database.path), str(TODAY))
    benchmark.pedantic(  # type: ignore[attr-defined]
        _run, args=(measured, FLOOR, tmp_path / "none", *command), rounds=_ROUNDS
    )


@pytest.mark.benchmark(group="report of ten years")
@pytest.mark.parametrize("form", FORMATS)
def bench_report(
    benchmark: Callable[..., object], ten_years: Desk, measured: Measured, tmp_path: Path, form: str
) -> None:
    diary = ("--diary", str(ten_years.database.path), "--today", str(TODAY))
    command = ("-m", "rehab", *diary, "report", "--weeks", "520", "--format", form)
    benchmark.pedantic(  # type: ignore[attr-defined]
        _run, args=(measured, form, tmp_path / f"report.{form}", *command), rounds=_ROUNDS
    )
