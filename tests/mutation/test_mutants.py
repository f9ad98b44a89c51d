"""The mutants themselves: each change is one that a test ought to notice, and wording is none."""

from random import Random

import pytest

from tests.mutation.mutants import enum_members, every_mutant, mutants_of
from tests.mutation.places import Mutant
from tests.mutation.sample import sampled, shared

SOURCE = '''"""A tiny module: 3 < 4 and not 5."""

from dataclasses import dataclass
from enum import StrEnum

WEEKS = 2
"""Whole weeks, at least 1."""


class Kind(StrEnum):
    HOLD = "hold"
    GO = "go"


@dataclass(frozen=True, slots=True)
class Row:
    texts: "tuple[str, 3]"
    strict: bool = False


def kept(rows: list[Row], least: int = 1) -> tuple[Row, ...]:
    """Rows over 7."""
    if not rows or least > WEEKS:
        raise ValueError(f"There are {len(rows) + 1} rows. Give 2 or more.")
    return tuple(row for row in rows if row.strict)


def total(sizes: list[int], kind: "Kind | None") -> int:
    count = 0
    for size, _ in zip(sizes, sizes, strict=True):
        count += size  # not + but a sum
    while count >= 100:
        count = min(count % 9, sizes[0])
    return count if kind is Kind.HOLD and str(kind) != "go" else -(
        count  # 1 + 1
        // 3
    )
'''


def found_in(source: str) -> list[Mutant]:
    return mutants_of("tiny.py", source.encode(), enum_members(source.encode()))


def changes(source: str) -> list[tuple[str, str]]:
    """Each mutant as its kind and the changed text of its line, blanks aside."""
    return [(one.kind, one.after) for one in found_in(source)]


def test_a_tiny_module_has_these_mutants() -> None:
    last = 'return count if kind is Kind.HOLD and str(kind) != "go" else -('
    assert changes(SOURCE) == [
        ("integer", "WEEKS = 1"),
        ("integer", "WEEKS = 3"),
        ("boolean", "strict: bool = True"),
        ("integer", "def kept(rows: list[Row], least: int = 0) -> tuple[Row, ...]:"),
        ("integer", "def kept(rows: list[Row], least: int = 2) -> tuple[Row, ...]:"),
        ("not removed", "if rows or least > WEEKS:"),
        ("condition", "if False:"),
        ("condition", "if True:"),
        ("and/or", "if not rows and least > WEEKS:"),
        ("comparison", "if not rows or least >= WEEKS:"),
        ("statement deleted", "pass"),
        ("return value", "return ()"),
        ("condition", "return tuple(row for row in rows if False)"),
        ("condition", "return tuple(row for row in rows if True)"),
        ("integer", "count = -1"),
        ("integer", "count = 1"),
        ("statement deleted", "pass # not + but a sum"),
        ("arithmetic", "count -= size # not + but a sum"),
        ("condition", "while False:"),
        ("comparison", "while count > 100:"),
        ("integer", "while count >= 101:"),
        ("integer", "while count >= 99:"),
        ("min/max, any/all", "count = max(count % 9, sizes[0])"),
        ("arithmetic", "count = min(count // 9, sizes[0])"),
        ("integer", "count = min(count % 10, sizes[0])"),
        ("integer", "count = min(count % 8, sizes[0])"),
        ("integer", "count = min(count % 9, sizes[-1])"),
        ("integer", "count = min(count % 9, sizes[1])"),
        ("return value", "return 0"),
        ("condition", last.replace('kind is Kind.HOLD and str(kind) != "go"', "False")),
        ("condition", last.replace('kind is Kind.HOLD and str(kind) != "go"', "True")),
        ("comparison", last.replace("is", "is not")),
        ("enum member", last.replace("HOLD", "GO")),
        ("and/or", last.replace("and", "or")),
        ("comparison", last.replace("!=", "==")),
        ("identifier", last.replace('"go"', "'go_'")),
        ("arithmetic", "* 3"),
        ("integer", "// 2"),
        ("integer", "// 4"),
    ]


def test_every_mutant_compiles_and_differs() -> None:
    mutants = found_in(SOURCE)
    sources = {one.of(SOURCE.encode()) for one in mutants}
    assert len(sources) == len(mutants)
    assert SOURCE.encode() not in sources
    for source in sources:
        compile(source, "tiny.py", "exec")


def test_a_mutant_knows_its_place() -> None:
    one = next(one for one in found_in(SOURCE) if one.kind == "not removed")
    assert (one.line, one.column, one.within) == (SOURCE[: one.start].count("\n") + 1, 8, "kept")
    assert one.lines is not None
    first, last = one.lines
    assert SOURCE.splitlines()[first - 1].startswith("def kept")
    assert SOURCE.splitlines()[last - 1].strip().startswith("return tuple")


def test_places_count_letters_and_not_bytes() -> None:
    (one,) = [m for m in found_in('NAMES = ("größer", "…"), 1 < 2\n') if m.kind == "comparison"]
    assert (one.column, one.after) == (28, 'NAMES = ("größer", "…"), 1 <= 2')


def test_lines_above_a_mutant_leave_its_key_alone() -> None:
    assert [one.key for one in found_in(SOURCE)] == [one.key for one in found_in("import re\n\n\n" + SOURCE)]


@pytest.mark.parametrize(
    "source",
    [
        '"""1 < 2"""\n',
        '__all__ = ["P4"]\n',
        'TEXT = "Rest for 2 days."\n',
        "@lru_cache(maxsize=7)\ndef f() -> str:\n    return g()\n",
        'def f(n: int) -> str:\n    return f"{n + 1} of {n if n else 2}" + "s"\n',
    ],
)
def test_wording_annotations_and_decorators_have_no_mutants(source: str) -> None:
    assert changes(source) == []


def test_a_sample_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    mutants = dict(every_mutant({"a.py": SOURCE.encode(), "b.py": SOURCE.encode()}))
    assert sampled(mutants, 20, 1) == sampled(mutants, 20, 1)
    assert sampled(mutants, 20, 1) != sampled(mutants, 20, 2)
    assert len(sampled(mutants, 20, 1)) == 20
    assert len(sampled(mutants, 1000, 1)) == sum(map(len, mutants.values()))


def test_each_module_gets_its_share() -> None:
    assert shared({"large.py": 70, "small.py": 30}, 10) == {"large.py": 7, "small.py": 3}
    assert shared({"a.py": 5, "b.py": 5, "c.py": 5}, 4) == {"a.py": 2, "b.py": 1, "c.py": 1}
    for seed in range(100):
        chance = Random(seed)
        sizes = {name: chance.randint(0, 40) for name in "abcdef"}
        count = chance.randint(0, 250)
        parts = shared(sizes, count)
        assert sum(parts.values()) == min(count, sum(sizes.values()))
        assert all(0 <= parts[name] <= size for name, size in sizes.items())
