"""What the cells of a daily pain table mean: its columns, its days, its ratings from 0 to 10."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from rehab.domain.limits import PAIN_MAX
from rehab.domain.text import clean
from rehab.readers.foreign import ImportRefused
from rehab.readers.numbers import decimal, read_moment
from rehab.readers.tables import Column, Row, Table, find_columns, plain_name

_MEANINGS = {
    "pain": "pain, intensity, pain level, pain intensity, pain score, pain rating, nrs",
    "date": "date, timestamp, datetime, date time",
    "day": "day, startday, start day",
    "month": "month, startmonth, start month",
    "year": "year, startyear, start year",
    "symptom": "name, symptom",
}
_NAMES = {name.strip(): meaning for meaning, names in _MEANINGS.items() for name in names.split(",")}
_OTHERS = frozenset({"kind", "exercise", "exercise name", "exercise title"})
"""Columns that no pain table has."""
_NOT_GIVEN = frozenset({"", "-", "na", "n/a"})

Columns = dict[str, Column]
"""The columns of a table by meaning."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating of pain, 0–10, as it was written."""

    day: date
    value: Decimal

    @property
    def whole(self) -> int:
        """The nearest whole number, halves up."""
        return int(self.value.to_integral_value(ROUND_HALF_UP))

    @property
    def rounded(self) -> bool:
        """Whether the whole number is not what was written."""
        return self.whole != self.value


def pain_columns(table: Table, file: str) -> Columns | None:
    """The columns of a daily pain table by meaning, or ``None`` when ``table`` is not one.

    Raises ImportRefused when two columns have one meaning.
    """
    names = {plain_name(name) for name in table.header}
    if _OTHERS & names or not any(_NAMES.get(name) == "pain" for name in names):
        return None
    columns = find_columns(table.header, _NAMES, file)
    return columns if {"date", "day"} & columns.keys() else None


def check_day_numbers(rows: Iterable[Row], columns: Columns, file: str, starts: date | None) -> None:
    """Raise ImportRefused where days are numbered without a date of day 1, ``starts``, or the reverse."""
    numbered = any(_day_number(row, columns) is not None for row in rows)
    if starts is not None and not numbered:
        raise ImportRefused(f"{file} has no day numbers. Leave --starts out; nothing was imported.")
    if starts is None and numbered:
        raise ImportRefused(
            f"{file} numbers its days. Give the date of day 1 with --starts YYYY-MM-DD; nothing was imported."
        )


def rating(row: Row, columns: Columns, today: date, *, starts: date | None, rounding: bool) -> Rating | None:
    """The rating of a row, or ``None`` where none is given.

    ``starts`` is the date of day number 1. Raises ValueError in two sentences for a day that is none or
    lies in the future, for a rating outside 0 to 10, and for a decimal unless ``rounding``.
    """
    value = _score(row.cells[columns["pain"].name], rounding=rounding)
    return None if value is None else Rating(_day(row, columns, today, starts), value)


def _day_number(row: Row, columns: Columns) -> int | None:
    """The number of a day that is counted from the first; ``None`` where days are dates."""
    if "date" in columns or {"month", "year"} <= columns.keys():
        return None
    text = row.cells[columns["day"].name].strip()
    return int(text) if re.fullmatch("[0-9]{1,5}", text) else None


def _day(row: Row, columns: Columns, today: date, starts: date | None) -> date:
    number = _day_number(row, columns)
    if number == 0:
        raise ValueError("0 is no number of a day. The first day is 1.")
    if number is not None and starts is not None:
        day = starts + timedelta(days=number - 1)
    else:
        day = _calendar_day(_written(row, columns))
    if day > today:
        raise ValueError(f"{day} is in the future. Mend the day, or wait for it.")
    return day


def _written(row: Row, columns: Columns) -> str:
    if "date" not in columns and {"month", "year"} <= columns.keys():
        return "-".join(row.cells[columns[name].name].strip() for name in ("year", "month", "day"))
    return row.cells[columns["date" if "date" in columns else "day"].name]


def _calendar_day(text: str) -> date:
    try:
        return read_moment(text)[0]
    except ValueError as error:
        raise ValueError(f"{error} Write it as YYYY-MM-DD.") from None


def _score(text: str, *, rounding: bool) -> Decimal | None:
    """A rating from 0 to 10, or ``None`` where it is not given. Raises ValueError in two sentences."""
    if text.strip().casefold() in _NOT_GIVEN:
        return None
    wrong = f"{clean(text.strip(), limit=20)} is not a whole number from 0 to {PAIN_MAX}."
    try:
        value = decimal(text)
    except ValueError:
        value = None
    if value is None or not 0 <= value <= PAIN_MAX:
        raise ValueError(f"{wrong} Mend it, or clear it where no pain was given.")
    if value != int(value) and not rounding:
        raise ValueError(f"{wrong} Give --round to round to the nearest one, halves up.")
    return value
