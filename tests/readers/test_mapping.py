"""The file that ties foreign names to programme exercises."""

import pytest

from rehab.domain.words import Side
from rehab.readers.foreign import ImportRefused
from rehab.readers.mapping import Mapped, read_map


def test_both_ways_to_write_a_line() -> None:
    text = '# mine\n"Calf Raise" = "heel-raise"\n"Lunge (Left)" = {exercise = "lunge", side = "left"}\n'
    assert read_map(b"\xef\xbb\xbf" + text.encode(), "map.toml") == {
        "Calf Raise": Mapped("heel-raise", None),
        "Lunge (Left)": Mapped("lunge", Side.LEFT),
    }
    assert read_map(b"", "map.toml") == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"a" = \n', "map.toml is not valid TOML: Invalid value (at line 1"),
        ('"a" = "b"\n"a" = "c"\n', "at line 2"),
        ('x = "y"\n"a" = 5\n', "map.toml line 2, “a”: the value is not an exercise"),
        ('"a" = {exercise = "b", sied = "left"}', "“sied” is not a field. Did you mean side?"),
        ('Bench.Press = "b"', "Put names with dots in quotes"),
        ('"a" = {exercise = "b", side = "up"}', "“up” is not a side"),
        ('"a" = {side = "left"}', "no exercise is given"),
        ('"a" = " "', "no exercise is given"),
        ('"a" = ' + "[" * 2000, "is not valid TOML"),
        ('"a" = "' + "x" * 5000 + '"', "map.toml line 1 is longer than 4 KB"),
        ("#\n" * 40_000, "larger than 64 KB"),
        ('"a" = "b"\n\udcff', "not UTF-8 text from line 2"),
    ],
)
def test_refusals_name_the_file_and_the_line(text: str, words: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_map(text.encode("utf-8", "surrogateescape"), "map.toml")
    assert words in str(refused.value)
    assert str(refused.value).startswith("map.toml")


def test_names_are_cleaned_as_the_names_of_logs_are() -> None:
    assert read_map(b'"A\\u202Eb" = "x"', "m") == {"A\ufffdb": Mapped("x")}
