"""The progress report as one table: every value of its JSON in a row of its own, for spreadsheets."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rehab.domain.own_format import guarded
from rehab.domain.report import Report
from rehab.domain.text import clean
from rehab.render.report_json import report_json

COLUMNS = ("section", "item", "week", "day", "exercise", "side", "key", "value")
"""``section`` is a part of the report and ``key`` a value in it; the others say of which item, week, day,
exercise and side. An empty value was not given."""
_VALUE_MAX = 12_000


@dataclass(frozen=True)
class _Place:
    """Where in the report a value stands."""

    section: str
    item: str = ""
    week: str = ""
    day: str = ""
    exercise: str = ""
    side: str = ""

    def within(self, facts: Mapping[str, Any]) -> "_Place":
        """The place of what a group of facts tells, by the names that it has itself."""
        week = facts.get("week", facts.get("start") if self.section == "weeks" else None)
        known = {"week": week, **{name: facts.get(name) for name in ("day", "exercise", "side")}}
        return replace(self, **{name: value for name, value in known.items() if isinstance(value, str)})

    @cached_property
    def cells(self) -> tuple[str | int, ...]:
        """The place as the first cells of a row."""
        where = (self.section, self.item, self.week, self.day, self.exercise, self.side)
        return tuple(map(_cell, where))


def report_csv(report: Report) -> str:
    """The whole report as CSV in ``COLUMNS``; no cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for name, value in report_json(report).items():
        for place, key, said in _values(_Place(name), "", value):
            writer.writerow([*place.cells, _cell(key or name), _cell(said)])
    return out.getvalue()


def _values(place: _Place, key: str, value: Any) -> Iterator[tuple[_Place, str, Any]]:
    if isinstance(value, Mapping):
        inner = place.within(value)
        for name, one in value.items():
            yield from _values(inner, f"{key}.{name}" if key else name, one)
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            item = f"{place.item}.{number}" if place.item else str(number)
            yield from _values(replace(place, item=item), key, one)
    else:
        yield place, key, value


def _cell(value: Any) -> str | int:
    """A number as it is, so that a spreadsheet can count with it; anything else as an inert text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value
    return "" if value is None else guarded(clean(str(value), multiline=True, limit=_VALUE_MAX))
