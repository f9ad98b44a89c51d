"""What the tests do with the tree as it is: each test file's time, and the functions that it reaches."""

import ast
import builtins
import importlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType

import pytest

from tests.mutation.children import Children, CodeFinder, Quick, run_pytest
from tests.mutation.places import Mutant

ROOMS = ("domain", "readers", "render", "actions")
"""The rooms whose tests look for mutants, the domain's own first."""
DOMAIN = "rehab/domain"
REACHED = "__reached__"
"""What the observed functions call, by this name among the builtins."""
ENOUGH = 600
"""Processor seconds that no test file takes."""


@dataclass(frozen=True)
class TestFile:
    """A test file, its processor seconds, and what it needs of the domain.

    ``imports`` are the files named in its import lines, ``loads`` all that are loaded in the end; ``calls``
    the lines of the functions called, by test (``""``: at collection) and by file of the domain.
    """

    __test__ = False

    path: str
    seconds: float
    imports: frozenset[str]
    loads: frozenset[str]
    calls: Mapping[str, Mapping[str, frozenset[int]]]
    times: Mapping[str, float]

    @property
    def room(self) -> str:
        """The room of the house that it tests."""
        return self.path.split("/")[1]

    def reached_by(self, mutant: Mutant) -> frozenset[str]:
        """The tests that call the function in which the mutant lives; all of them for an import's mutant."""
        if mutant.lines is None:
            return frozenset(self.times) if mutant.file in self.loads else frozenset()
        first, last = mutant.lines
        return frozenset(
            test
            for test, files in self.calls.items()
            if any(first <= line <= last for line in files.get(mutant.file, ()))
        )


class _Observer:
    """A pytest plugin that notes which functions of the domain each test calls."""

    def __init__(self) -> None:
        self.calls: dict[str, set[tuple[str, int]]] = {"": set()}
        self.times: dict[str, float] = {}
        self._seen = self.calls[""].add

    def reached(self, file: str, line: int) -> None:
        self._seen((file, line))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._seen = self.calls.setdefault(item.nodeid, set()).add
        started = time.process_time()
        result = yield
        self.times[item.nodeid] = time.process_time() - started
        self._seen = self.calls[""].add
        return result


def baseline(jobs: int) -> tuple[list[TestFile], list[str]]:
    """Run every test file once, each in a process of its own, on the tree as it is.

    Gives the files that pass, and the names of those that fail: they would prove nothing about a mutant.
    """
    paths = [str(p) for room in ROOMS for p in sorted(Path("tests", room).glob("test_*.py"))]
    _warm(paths)
    modules = sorted(Path(DOMAIN).resolve().glob("*.py"))
    codes = {f"rehab.domain.{path.stem}": _observed(path) for path in modules if path.stem != "__init__"}
    waiting = list(paths)
    found: dict[str, TestFile] = {}
    failed: list[str] = []
    with Children(jobs) as children:
        while waiting or len(children):
            while waiting and not children.full:
                path = waiting.pop(0)
                children.start(path, partial(_observe, codes, path), ENOUGH)
            for tag, end in children.ended():
                path = str(tag)
                if end.survived:
                    found[path] = _test_file(path, end.told)
                else:
                    failed.append(path)
    return [found[path] for path in paths if path in found], sorted(failed)


def _warm(paths: list[str]) -> None:
    """Import what the tests import from outside the house, so that no child has to."""
    told = b""
    with Children(1) as children:
        children.start("warm", partial(_collect, paths), ENOUGH)
        while len(children):
            for _, end in children.ended():
                told = end.told
    for name in told.decode().split():
        try:
            importlib.import_module(name)
        except Exception:  # a module that only works where it was first imported stays with the child
            continue


def _collect(paths: list[str], tell: int) -> int:
    code = run_pytest(("--collect-only", *paths), Quick(frozenset(), {}, tell))
    names = [name for name in sys.modules if name.split(".")[0] not in ("rehab", "tests", "__main__")]
    os.write(tell, " ".join(names).encode())
    return code


def _observe(codes: Mapping[str, CodeType], path: str, tell: int) -> int:
    observer = _Observer()
    setattr(builtins, REACHED, observer.reached)
    sys.meta_path.insert(0, CodeFinder(codes))
    code = run_pytest((path,), observer)
    seconds = time.process_time()
    calls = {test: _by_file(places) for test, places in observer.calls.items()}
    loads = [name.rpartition(".")[2] + ".py" for name in sys.modules if name.startswith("rehab.domain.")]
    with os.fdopen(os.dup(tell), "w") as pipe:
        json.dump({"seconds": seconds, "loads": loads, "calls": calls, "times": observer.times}, pipe)
    return code


def _by_file(places: set[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for file, line in sorted(places):
        found.setdefault(file, []).append(line)
    return found


def _observed(path: Path) -> CodeType:
    """A module's code in which every function first says that it was reached."""
    tree = ast.parse(path.read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = ast.parse(f"{REACHED}({path.name!r}, {node.lineno})").body
            place = 1 if ast.get_docstring(node, clean=False) is not None else 0
            node.body[place:place] = [ast.copy_location(step, node) for step in said]
    return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


def _test_file(path: str, told: bytes) -> TestFile:
    facts = json.loads(told)
    calls = {
        test: {file: frozenset(lines) for file, lines in files.items()}
        for test, files in facts["calls"].items()
    }
    imports = {
        f"{name.rpartition('.')[2]}.py"
        for node in ast.walk(ast.parse(Path(path).read_bytes()))
        if isinstance(node, ast.ImportFrom)
        for name in (node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names))
        if name.startswith("rehab.domain.")
    }
    return TestFile(
        path, facts["seconds"], frozenset(imports), frozenset(facts["loads"]), calls, facts["times"]
    )
