"""Line numbers of keys, and the bounds that stand before the TOML parser."""

import tomllib
from contextlib import suppress
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab.readers.toml_lines import FILE_BYTES, Fault, Lines, Path, ProgrammeFault, load_toml

TEXT = '''# a comment = 1
format = 1
"quoted key" = "a # no comment"

[programme]
title = """
[not a table]
id = "not a key"
"""
source = [
  "one",  # first
  "two",
]

[[phase]]
id = "a"
[[phase.dose]]
entry = { sets = 1, each = 2 }
[[phase.dose]]
entry.sets = 3

[[phase]]
id = 'b'
  [[phase.dose]]
  step = 5
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("format",), 2),
        (("quoted key",), 3),
        (("programme",), 5),
        (("programme", "title"), 6),
        (("programme", "id"), 5),
        (("programme", "source"), 10),
        (("programme", "source", 0), 11),
        (("programme", "source", 1), 12),
        (("phase", 0, "id"), 16),
        (("phase", 0, "dose", 0), 17),
        (("phase", 0, "dose", 0, "entry", "each"), 18),
        (("phase", 0, "dose", 1, "entry", "sets"), 20),
        (("phase", 0, "dose", 1, "step"), 19),
        (("phase", 1, "id"), 23),
        (("phase", 1, "dose", 0, "step"), 25),
        (("nowhere",), 1),
    ],
)
def test_each_key_has_its_line(path: Path, line: int) -> None:
    assert Lines(TEXT).of(path) == line


def _fault(text: str) -> Fault:
    with pytest.raises(ProgrammeFault) as caught:
        load_toml(text, "a.toml")
    (fault,) = caught.value.faults
    return fault


def test_a_syntax_error_has_the_line_and_the_key() -> None:
    fault = _fault('[programme]\nid = "a"\ntitle = \n')
    assert (fault.line, fault.field) == (3, "programme.title")
    assert "not TOML" in fault.found


def test_an_unclosed_header_does_not_spoil_the_field() -> None:
    fault = _fault("format = 1\n[programme\nid = 3")
    assert (fault.line, fault.field) == (2, "programme")


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("a" + ".a" * 1_500 + " = 1", 1, "a key with many dots"),
        ("x = 1\n[" + "a." * 1_500 + "a]", 2, "a key with many dots"),
        ("x = { " + "a." * 1_500 + "a = 1 }", 1, "a key with many dots"),
        ("x = " + "[" * 1_500 + "]" * 1_500, 1, "deeply nested brackets"),
        ("x = " + "[\n" * 50_000, 13, "deeply nested brackets"),
        ("x = " + "{a=" * 1_000 + "1" + "}" * 1_000, 1, "deeply nested brackets"),
        ("x = '" + "a" * 5_000 + "'", 1, "a line of 5006 bytes"),
        ("# ok\n" * (FILE_BYTES // 5 + 1), 1, f"{(FILE_BYTES // 5 + 1) * 5} bytes"),
    ],
)
def test_bounds_are_checked_before_the_parser(text: str, line: int, found: str) -> None:
    began = perf_counter()
    fault = _fault(text)
    assert (fault.line, fault.field, fault.found) == (line, "file", found)
    assert perf_counter() - began < 2


@pytest.mark.parametrize(
    "text",
    [
        '"""\\\n' * 60_000,
        "'\n" * 100_000,
        '"' * 4_000 + "\n",
        "x = 0x" + "f" * 4_000,
        "[[a]]\n" * 40_000,
        "\ufeffformat = 1",
        "a = 1\ra = 2",
        "x = \ud800",
        "]]]]}}}}\n=.=.",
    ],
)
def test_hostile_text_is_read_or_refused_quickly(text: str) -> None:
    began = perf_counter()
    with suppress(ProgrammeFault):
        load_toml(text, "a.toml")
    assert perf_counter() - began < 5


def test_a_message_cannot_drive_the_terminal() -> None:
    with pytest.raises(ProgrammeFault) as caught:
        load_toml('"\x1b]0;x\x07" = \x1b', "\x1b]0;x\x07.toml")
    assert "\x1b" not in str(caught.value)


def _paths(value: Any, path: Path = ()) -> list[Path]:
    found = [path] if path else []
    for key, inner in value.items() if isinstance(value, dict) else ():
        found += _paths(inner, (*path, key))
    for n, inner in enumerate(value) if isinstance(value, list) else ():
        found += _paths(inner, (*path, n))
    return found


@settings(max_examples=500)
@given(st.lists(st.sampled_from(["[[a]]", "[[a.b]]", "x = 1", "y.z = [1,\n2]", "# = ", 'w = "]"'])))
def test_every_path_that_the_parser_finds_has_a_line_of_its_own_text(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines, rows = Lines(text), text.split("\n")
    for path in _paths(values):
        names = [part for part in path if isinstance(part, str)]
        row = rows[lines.of(path) - 1]
        assert names[-1] in row or row == "2]"
