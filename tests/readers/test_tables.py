"""Decoding, delimiters, strict records with their lines, and columns by meaning."""

import pytest

from rehab.domain.limits import IMPORT_BYTES, IMPORT_FIELD, IMPORT_ROWS
from rehab.readers.foreign import ImportRefused
from rehab.readers.tables import Column, find_columns, read_table


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_table(data, "log.csv")
    return str(refused.value)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_first_line_tells_the_delimiter_outside_quotes(mark: str) -> None:
    other = ";;;;" if mark == "," else ",,,,"
    table = read_table(f'a{mark}"b{other}"{mark}c\n1{mark}2{mark}3\n'.encode(), "log.csv")
    assert table.header == ("a", f"b{other}", "c")
    assert table.rows[0].cells == {"a": "1", f"b{other}": "2", "c": "3"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_physical_lines_of_the_start_of_a_record(end: str) -> None:
    text = f'a,b{end}1,"two{end}lines"{end}{end},{end}3,4{end}{end}{end}'
    table = read_table(b"\xef\xbb\xbf" + text.encode(), "log.csv")
    assert [row.line for row in table.rows] == [2, 6]
    assert table.rows[0].cells == {"a": "1", "b": f"two{end}lines"}


def test_only_line_ends_split_lines() -> None:
    table = read_table("a,b\n1,x\u2028y\x0bz\n".encode(), "log.csv")
    assert table.rows[0].cells["b"] == "x\u2028y\x0bz"


def test_empty_cells_after_the_last_column_are_no_fault() -> None:
    table = read_table(b"a,b,,\n1,2,,,\n3,4\n", "log.csv")
    assert table.header == ("a", "b")
    assert [row.cells for row in table.rows] == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


def test_all_structural_faults_are_named_with_their_lines() -> None:
    told = refusal(b'a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,"2"x,3\n"open,2,3\n')
    assert told == (
        "log.csv cannot be read: line 2 has 2 of 3 columns, line 4 has 4 columns instead of 3, "
        "line 5 has text after a closing quote, line 6 has an unclosed quote. "
        "Export the log again or mend these lines; nothing was imported."
    )


def test_a_long_list_of_faults_is_cut() -> None:
    told = refusal(b"a,b\n" + b"1\n" * 18)
    assert "line 7 has 1 of 2 columns and 12 more." in told
    assert "line 8" not in told


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n \n,,\n", "is empty"),
        (b"a,b\n1,\xff\n", "not UTF-8 text from line 2"),
        (b"a,b\n1,2\n1,\0\n", "line 3 has a NUL byte"),
        ("a,b\n1,2\n".encode("utf-16"), "not a text file: line 1"),
        (b'"a,b\n1,2\n', "line 1 has an unclosed quote"),
        (b"a,b,A\n1,2,3\n", "two columns named “A”|two columns named “a”"),
        (b"a,b\n1," + b"x" * (IMPORT_FIELD + 1) + b"\n", "line 2 has a field of more than 10,000"),
        (b'a,b\n"' + b"x\n" * 140_000, "line 2 has an unclosed quote"),
        (b"a," * 200 + b"a", "more than 200 columns"),
        (b"a\n" + b"x" * IMPORT_BYTES, "larger than 10 MB"),
        (b"a\n" + b"1\n" * (IMPORT_ROWS + 1), "more than 100,000 rows"),
    ],
)
def test_unreadable_files_are_refused(data: bytes, words: str) -> None:
    told = refusal(data)
    assert any(word in told for word in words.split("|"))
    assert told.startswith("log.csv")
    assert told.endswith("nothing was imported.")


def test_limits_are_inclusive() -> None:
    table = read_table(b"a\n" + b"1\n" * IMPORT_ROWS, "log.csv")
    assert len(table.rows) == IMPORT_ROWS
    field = b"x" * IMPORT_FIELD
    assert len(read_table(b"a\n" + field + b"\n", "log.csv").rows) == 1


@pytest.mark.parametrize(
    ("name", "meaning", "unit"),
    [
        ("Weight", "weight", ""),
        ("Weight (kg)", "weight", "kg"),
        ("WEIGHT (lbs)", "weight", "lb"),
        ("weight_kg", "weight", "kg"),
        ("weight_lbs", "weight", "lb"),
        ("lb", "weight", "lb"),
        ("Distance (meters)", "distance", "m"),
        ("distance_miles", "distance", "mi"),
        ("mi", "distance", "mi"),
        ("distance_km", "distance", "km"),
        ("Workout-Name", "workout", ""),
        ("Wiederh.", "reps", ""),
    ],
)
def test_columns_are_found_by_meaning_and_unit(name: str, meaning: str, unit: str) -> None:
    names = {"weight": "weight", "distance": "distance", "workout name": "workout", "wiederh": "reps"}
    assert find_columns((name, "Item", "Weight (stone)"), names, "f") == {meaning: Column(name, unit)}


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(ImportRefused, match=r"“weight_kg” and “weight_lbs”\. Delete one"):
        find_columns(("weight_kg", "weight_lbs"), {"weight": "weight"}, "f")
