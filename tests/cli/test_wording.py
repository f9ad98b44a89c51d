"""Nothing the program can say reassures: every text in the source, and what the plans bring along."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shell import BANNED, ROOT

MODULES = sorted((ROOT / "rehab").rglob("*.py"))
FILES = sorted([*(ROOT / "plans").glob("*.toml"), *(ROOT / "rehab").rglob("*.md"), ROOT / "README.md"])


def spoken(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string of a module that is no docstring: what it may say to somebody."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value


def test_no_text_of_the_source_reassures() -> None:
    """All but the lint that looks for the very words in programme files."""
    found = [
        (module.name, line, text)
        for module in MODULES
        for line, text in spoken(ast.parse(module.read_text("utf-8")))
        if BANNED.search(text) and module.name != "programme_lints.py"
    ]
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_that_is_shown_reassures(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    found = [(n, line) for n, line in enumerate(lines, 1) if BANNED.search(line) and "cite" not in line]
    assert found == []


def test_the_words_are_looked_for() -> None:
    for text in ("You are safe.", "All clear!", "It is nothing serious", "this prevents injury", "SAFE"):
        assert BANNED.search(text)
    assert not BANNED.search("unsafe, safely and safety are other words")
