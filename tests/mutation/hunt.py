"""The hunt for mutants: each one meets the likeliest tests first, and only a survivor meets the rest."""

import math
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.mutation.baseline import DOMAIN, TestFile
from tests.mutation.children import Children, CodeFinder, Ended, Quick, run_pytest
from tests.mutation.places import Mutant

FIRST_SECONDS = 3.0
"""The first stage takes the module's own tests, and those that import it up to this many seconds in all."""
KILLED, TIMEOUT, SURVIVED = "killed", "timeout", "survived"
Stage = tuple[TestFile, ...]


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant, the first test that failed (or why none could), and the seconds it took."""

    mutant: Mutant
    outcome: str
    by: str
    seconds: float


def stages(mutant: Mutant, tests: Iterable[TestFile]) -> list[Stage]:
    """The test files that reach a mutant: the likeliest, then the rest of the domain's, then the others'."""
    own = f"test_{mutant.file}"
    reached = sorted(
        (test for test in tests if test.reached_by(mutant)),
        key=lambda test: (not test.path.endswith(own), mutant.file not in test.imports, test.seconds),
    )
    first: list[TestFile] = []
    for test in reached:
        near = test.path.endswith(own) or mutant.file in test.imports
        if not first or (near and sum(t.seconds for t in first) + test.seconds <= FIRST_SECONDS):
            first.append(test)
    rest = [test for test in reached if test not in first]
    domain = [test for test in rest if test.room == "domain"]
    others = [test for test in rest if test.room != "domain"]
    return [tuple(stage) for stage in (first, domain, others) if stage]


class Hunt:
    """A hunt for some mutants in one tree: ``run`` gives the verdict on each."""

    def __init__(
        self, sources: Mapping[str, bytes], tests: Sequence[TestFile], progress: Callable[[Verdict], None]
    ) -> None:
        self.sources, self.tests, self.progress = sources, tests, progress
        self._found: dict[Mutant, Verdict] = {}
        self._left: dict[Mutant, list[Stage]] = {}
        self._spent: dict[Mutant, float] = {}

    def run(self, mutants: Sequence[Mutant], jobs: int) -> list[Verdict]:
        """The verdicts in the order of the mutants; after Ctrl+C those that were found so far."""
        waiting = list(reversed(mutants))
        try:
            with Children(jobs) as children:
                while waiting or len(children):
                    while waiting and not children.full:
                        self._start(waiting.pop(), children)
                    for tag, end in children.ended():
                        assert isinstance(tag, Mutant)
                        self._spent[tag] += end.seconds
                        if end.survived:
                            waiting.append(tag)
                        else:
                            self._over(tag, *_death(end))
        except KeyboardInterrupt:
            print("\nStopped by hand. What was found so far:", file=sys.stderr)
        return [self._found[mutant] for mutant in mutants if mutant in self._found]

    def _start(self, mutant: Mutant, children: Children) -> None:
        """Let a mutant meet its next stage; one that has met all of them survived."""
        if mutant not in self._left:
            self._left[mutant], self._spent[mutant] = stages(mutant, self.tests), 0.0
        if self._left[mutant]:
            stage = self._left[mutant].pop(0)
            children.start(mutant, partial(_meet, mutant, self.sources[mutant.file], stage), _limit(stage))
        else:
            self._over(mutant, SURVIVED, "" if self._spent[mutant] else "no test calls it")

    def _over(self, mutant: Mutant, outcome: str, by: str) -> None:
        self._found[mutant] = Verdict(mutant, outcome, by, self._spent[mutant])
        self.progress(self._found[mutant])


def _death(end: Ended) -> tuple[str, str]:
    if end.code is None:
        return TIMEOUT, "over its time"
    return KILLED, end.told.decode(errors="replace") or f"pytest ended with {end.code}"


def _limit(stage: Stage) -> int:
    """Processor seconds: the stage's own time as it is, fourfold."""
    return math.ceil(2 + 4 * sum(test.seconds for test in stage))


def _meet(mutant: Mutant, source: bytes, stage: Stage, tell: int) -> int:
    """The child's work: the changed module takes the place of the module, and the tests of the stage run."""
    path = Path(DOMAIN, mutant.file).resolve()
    code = compile(mutant.of(source), path, "exec", dont_inherit=True)
    sys.meta_path.insert(0, CodeFinder({f"rehab.domain.{path.stem}": code}))
    likely = frozenset[str]().union(*(test.reached_by(mutant) for test in stage))
    times = {name: seconds for test in stage for name, seconds in test.times.items()}
    return run_pytest(tuple(test.path for test in stage), Quick(likely, times, tell))


class Progress:
    """One line on stderr that always says how far the hunt is; every 25th mutant where it is no terminal."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.survived, self.started = total, 0, 0, time.monotonic()

    def __call__(self, verdict: Verdict) -> None:
        self.done += 1
        self.survived += verdict.outcome == SURVIVED
        seconds = time.monotonic() - self.started
        left = seconds / self.done * (self.total - self.done)
        line = f"{self.done}/{self.total}, {self.survived} survived, {seconds:.0f} s, about {left:.0f} s left"
        if os.isatty(2):
            end = "\n" if self.done == self.total else ""
            print(f"\r\x1b[K{line}  {verdict.mutant.file}", end=end, file=sys.stderr, flush=True)
        elif self.done % 25 == 0 or self.done == self.total:
            print(line, file=sys.stderr, flush=True)
