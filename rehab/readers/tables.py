"""CSV bytes to records: decoding, the delimiter, strict reading, and columns by their meaning."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rehab.domain.limits import IMPORT_BYTES, IMPORT_FIELD, IMPORT_ROWS
from rehab.domain.text import clean
from rehab.readers.foreign import ImportRefused

_SHOWN_FAULTS = 6
_COLUMNS_MAX = 200
_COMMENTS = re.compile(r"(?:#(?![,;\t])[^\r\n]*|[\r\n]+)++")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it starts on, from 1, and its cells by column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A whole file: column names as written, stripped, and the records that are not blank."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column found by meaning: its name in the file and the unit its name declares, or ``""``."""

    name: str
    unit: str = ""


def read_table(data: bytes, file: str) -> Table:
    """Read CSV bytes, split by the comma, semicolon or tab that the first line uses most.

    Lines above that one that begin with ``#`` are comments, unless a delimiter follows.
    Raises ImportRefused naming the lines when the file is too big, is not UTF-8, or has any record
    with faulty quotes or a wrong number of columns.
    """
    text = _decode(data, file)
    above = _above_header(text)
    text = text[len(above) :]
    records = _records(text, _delimiter(text), _line_ends(above))
    first = next(records, None)
    if first is None:
        raise ImportRefused(f"{file} is empty. Export the log again; nothing was imported.")
    if isinstance(first[1], str):
        raise _unreadable(file, [f"line {first[0]} {first[1]}"])
    header = _header(first[1], file)
    rows: list[Row] = []
    faults: list[str] = []
    for line, found in records:
        fault = found if isinstance(found, str) else _column_fault(found, len(header))
        if fault:
            faults.append(f"line {line} {fault}")
        else:
            rows.append(Row(line, dict(zip(header, found, strict=False))))
        if len(rows) + len(faults) > IMPORT_ROWS:
            raise ImportRefused(f"{file} has more than {IMPORT_ROWS:,} rows. Split it; nothing was imported.")
    if faults:
        raise _unreadable(file, faults)
    return Table(header, tuple(rows))


def find_columns(header: tuple[str, ...], names: Mapping[str, str], file: str) -> dict[str, Column]:
    """The columns whose meaning ``names`` knows, by meaning; other columns are left out.

    ``names`` maps a column name in plain spelling (see ``plain_name``) to a meaning. A unit may
    follow the name, as in ``Weight (kg)`` or ``distance_miles``, or be the whole name, as in ``lb``.
    Raises ImportRefused when two columns have one meaning.
    """
    found: dict[str, Column] = {}
    for name in header:
        meaning, unit = _meaning(plain_name(name), names)
        if meaning is None:
            continue
        if meaning in found:
            pair = f"“{clean(found[meaning].name, limit=40)}” and “{clean(name, limit=40)}”"
            raise ImportRefused(
                f"{file} gives one thing in two columns, {pair}. Delete one of them; nothing was imported."
            )
        found[meaning] = Column(name, unit)
    return found


def plain_name(name: str) -> str:
    """A column name for comparing: lower case, single spaces for ``_`` and ``-``, no final dot."""
    return re.sub(r"[\s_-]+", " ", name.casefold()).strip(" .:")


_MASS = {"kg": "kg", "kgs": "kg", "lb": "lb", "lbs": "lb"}
_LENGTH = {"m": "m", "meter": "m", "meters": "m", "metres": "m"}
_LENGTH |= {"km": "km", "mi": "mi", "mile": "mi", "miles": "mi"}
_NAME_AND_UNIT = re.compile(r"([^(\[]*?) ?[(\[]?\b([a-z]{1,6})[)\]]?")


def _meaning(name: str, names: Mapping[str, str]) -> tuple[str | None, str]:
    if name in names:
        return names[name], ""
    match = _NAME_AND_UNIT.fullmatch(name)
    if match is None:
        return None, ""
    for units, meaning in ((_MASS, "weight"), (_LENGTH, "distance")):
        unit = units.get(match[2])
        if unit and (not match[1] or names.get(match[1]) == meaning):
            return meaning, unit
    return None, ""


def _decode(data: bytes, file: str) -> str:
    if len(data) > IMPORT_BYTES:
        limit = IMPORT_BYTES // (1024 * 1024)
        raise ImportRefused(f"{file} is larger than {limit} MB. Split it; nothing was imported.")
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise ImportRefused(
            f"{file} is not a text file: line {line} has a NUL byte. "
            "Export the log again as CSV in UTF-8; nothing was imported."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportRefused(
            f"{file} is not UTF-8 text from line {line} on. "
            "Export or save it as CSV in UTF-8; nothing was imported."
        ) from None


def _above_header(text: str) -> str:
    """The comments and empty lines before the first line of the table."""
    found = _COMMENTS.match(text)
    return found[0] if found else ""


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _delimiter(text: str) -> str:
    first = re.split(r"[\r\n]", text.lstrip("\r\n ")[: 4 * IMPORT_FIELD], maxsplit=1)[0]
    return max(",;\t", key=re.sub('"[^"]*"', "", first).count)


def _records(text: str, delimiter: str, above: int) -> Iterator[tuple[int, list[str] | str]]:
    """Every record that is not blank with its first line, ``above`` lines further down: cells, or a fault."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = above + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, _quote_fault(error)
            if "larger than" in str(error):
                # What follows starts in the middle of a field, so its faults would mean nothing.
                return
            continue
        if any(len(cell) > IMPORT_FIELD for cell in cells):
            yield line, f"has a field of more than {IMPORT_FIELD:,} characters"
        elif any(cell.strip() for cell in cells):
            yield line, cells


def _quote_fault(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "has an unclosed quote"
    if "larger than" in str(error):
        return "has an unclosed quote or a field that is too long"
    return "has text after a closing quote"


def _header(cells: list[str], file: str) -> tuple[str, ...]:
    names = [cell.strip() for cell in cells]
    while not names[-1]:
        names.pop()
    if len(names) > _COLUMNS_MAX:
        raise ImportRefused(
            f"{file} has more than {_COLUMNS_MAX} columns. Export the log again; nothing was imported."
        )
    lowered = [name.casefold() for name in names if name]
    double = next((name for name in names if lowered.count(name.casefold()) > 1), None)
    if double is not None:
        raise ImportRefused(
            f"{file} has two columns named “{clean(double, limit=40)}”. "
            "Rename or delete one of them; nothing was imported."
        )
    return tuple(names)


def _column_fault(cells: list[str], width: int) -> str:
    """What is wrong with the number of cells, or ``""``; empty cells after the last column are none."""
    if len(cells) < width:
        return f"has {len(cells)} of {width} columns"
    if any(cell.strip() for cell in cells[width:]):
        return f"has {len(cells)} columns instead of {width}"
    return ""


def _unreadable(file: str, faults: list[str]) -> ImportRefused:
    more = len(faults) - _SHOWN_FAULTS
    shown = ", ".join(faults[:_SHOWN_FAULTS]) + (f" and {more} more" if more > 0 else "")
    mend = "this line" if len(faults) == 1 else "these lines"
    return ImportRefused(
        f"{file} cannot be read: {shown}. Export the log again or mend {mend}; nothing was imported."
    )
