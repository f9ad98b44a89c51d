"""Which tests meet a mutant, in which order, and when a run is good."""

from pathlib import Path

from tests.mutation.baseline import TestFile
from tests.mutation.hunt import KILLED, SURVIVED, TIMEOUT, Verdict, stages
from tests.mutation.mutants import mutants_of
from tests.mutation.places import Mutant
from tests.mutation.report import draft, good, reasons, store, survived_in, table

SOURCE = b"def over(n: int) -> bool:\n    return n > 10\n\n\nLEAST = 3\n"


def mutant(after: str) -> Mutant:
    return next(one for one in mutants_of("rule.py", SOURCE, {}) if one.after == after)


def checked_by(path: str, seconds: float, calls: set[int], *, imports: bool = False) -> TestFile:
    names = frozenset({"rule.py"} if imports else ())
    called = {f"{path}::test_it": {"rule.py": frozenset(calls)}}
    return TestFile(path, seconds, names, frozenset({"rule.py"}), called, {f"{path}::test_it": seconds})


OWN = checked_by("tests/domain/test_rule.py", 2.0, {1}, imports=True)
NEAR = checked_by("tests/domain/test_breaks.py", 0.5, {1}, imports=True)
LONG = checked_by("tests/domain/test_volume.py", 9.0, {1}, imports=True)
FAR = checked_by("tests/domain/test_plan.py", 0.1, {1})
OTHER = checked_by("tests/render/test_pages.py", 0.1, {1})
ELSEWHERE = checked_by("tests/domain/test_text.py", 0.1, {7})
EVERY = (FAR, LONG, OTHER, NEAR, ELSEWHERE, OWN)


def test_the_likeliest_tests_come_first_and_those_that_never_call_the_function_do_not_come() -> None:
    assert stages(mutant("return n >= 10"), EVERY) == [(OWN, NEAR), (LONG, FAR), (OTHER,)]


def test_what_runs_at_import_meets_every_test_that_loads_the_module() -> None:
    met = [test for stage in stages(mutant("LEAST = 4"), EVERY) for test in stage]
    assert sorted(test.path for test in met) == sorted(test.path for test in EVERY)


def test_a_function_that_no_test_calls_has_no_stage() -> None:
    assert stages(mutant("return n >= 10"), [ELSEWHERE]) == []


def test_a_run_is_good_when_enough_died_and_each_survivor_has_its_reason(tmp_path: Path) -> None:
    killed = Verdict(mutant("return n > 11"), KILLED, "test", 0.1)
    over_time = Verdict(mutant("return n > 9"), TIMEOUT, "", 0.1)
    alive = Verdict(mutant("LEAST = 4"), SURVIVED, "", 0.1)
    run = [killed] * 18 + [over_time, alive]
    assert not good(run, {})
    listed = tmp_path / "survivors.toml"
    listed.write_text("\n".join(draft(run, {})).replace('reason = ""', 'reason = "any number does"'))
    assert good(run, reasons(listed))
    assert not good([*run, alive], reasons(listed)), "19 of 21 is below 95 %"
    assert list(draft(run, reasons(listed))) == []
    assert list(table(run))[-1].split() == ["all", "20", "18", "1", "1", "95.0"]


def test_a_stored_run_knows_its_survivors(tmp_path: Path) -> None:
    alive, dead = mutant("LEAST = 4"), mutant("return n > 11")
    store(tmp_path / "run.json", [Verdict(alive, SURVIVED, "", 0.1), Verdict(dead, KILLED, "test", 0.1)])
    assert survived_in(tmp_path / "run.json") == {alive.key}
