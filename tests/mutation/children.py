"""Forked children that run pytest on one tree each: the parent stays warm and never imports ``rehab``."""

import contextlib
import importlib.util
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import Self

import pytest
from hypothesis import Phase, settings

MEMORY = 4 << 30
"""Bytes of address space a child may take; a mutant that asks for more fails."""
PYTEST = (
    *(
        "-o",
        "addopts=",
        "-o",
        "faulthandler_timeout=0",
        "-m",
        "not heavy and not soak",
        "-x",
        "--assert=plain",
        "--tb=no",
        "-q",
    ),
    *("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:benchmark"),
)
SURVIVED = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


class CodeFinder:
    """The first place that the import system asks: it gives other code for some modules of the house."""

    def __init__(self, codes: Mapping[str, CodeType]) -> None:
        self.codes = codes

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self.codes:
            return None
        file = self.codes[name].co_filename
        loader = _CodeLoader(name, file)
        loader.code = self.codes[name]
        return importlib.util.spec_from_file_location(name, file, loader=loader)


class _CodeLoader(SourceFileLoader):
    """Gives code that is there already, and leaves no bytecode behind."""

    code: CodeType

    def get_code(self, fullname: str) -> CodeType:
        return self.code


class Quick:
    """A pytest plugin: no shrinking, the likeliest tests first, and the first failure is told at once."""

    def __init__(self, likely: frozenset[str], seconds: dict[str, float], tell: int) -> None:
        self.likely, self.seconds, self.tell = likely, seconds, tell

    def pytest_configure(self) -> None:
        settings.register_profile(
            "mutation", settings.default, max_examples=100, phases=[Phase.explicit, Phase.generate]
        )
        settings.load_profile("mutation")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: (item.nodeid not in self.likely, self.seconds.get(item.nodeid, 0.0)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.tell, report.nodeid.encode()[:500])


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code (``None``: over its time), what it told, and its wall seconds."""

    code: int | None
    told: bytes
    seconds: float

    @property
    def survived(self) -> bool:
        """Whether no test failed."""
        return self.code in SURVIVED


@dataclass
class _Child:
    pid: int
    pipe: int
    started: float
    deadline: float
    told: bytes = b""


Work = Callable[[int], int]
"""What a child does: it may write to the descriptor it is given, and returns its exit code."""


class Children:
    """Up to ``jobs`` children at a time, each with a tag of the caller's."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._running: dict[object, _Child] = {}

    @property
    def full(self) -> bool:
        """Whether another child has to wait."""
        return len(self._running) >= self.jobs

    def __len__(self) -> int:
        return len(self._running)

    def start(self, tag: object, work: Work, cpu_seconds: int) -> None:
        """Fork a child for ``work``, ended after its processor seconds or, far later, by the clock."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _live(work, writing, cpu_seconds)
        os.close(writing)
        now = time.monotonic()
        self._running[tag] = _Child(pid, reading, now, now + 30 + 4 * cpu_seconds)

    def ended(self) -> Iterator[tuple[object, Ended]]:
        """Wait until something happens; give the children that are over, none when none runs."""
        if not self._running:
            return
        pipes = [child.pipe for child in self._running.values()]
        ready, _, _ = select.select(pipes, [], [], 1.0)
        now = time.monotonic()
        for tag, child in list(self._running.items()):
            if child.pipe in ready:
                told = os.read(child.pipe, 1 << 16)
                child.told += told
                if told:
                    continue
            elif now < child.deadline:
                continue
            yield tag, self._bury(tag, child, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """End every child that still runs."""
        for tag, child in list(self._running.items()):
            self._bury(tag, child, child.deadline)

    def _bury(self, tag: object, child: _Child, now: float) -> Ended:
        del self._running[tag]
        if now >= child.deadline:
            _kill(child.pid)
        os.close(child.pipe)
        # Left unreaped, its number stays its own until whatever it started is ended too.
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        _kill(child.pid)
        _, status = os.waitpid(child.pid, 0)
        code: int | None = os.waitstatus_to_exitcode(status)
        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            code = None
        return Ended(code, child.told, now - child.started)


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _live(work: Work, tell: int, cpu_seconds: int) -> None:
    """The child's whole life; it never returns."""
    code = 70
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        code = work(tell)
    except BaseException as error:
        os.write(tell, f"{type(error).__name__}: {error}".encode()[:500])
    finally:
        os._exit(code)


def run_pytest(files: tuple[str, ...], plugin: object) -> int:
    """Run these test files in this process."""
    sys.argv = ["pytest", *files]
    return int(pytest.main([*PYTEST, *files], plugins=[plugin]))
