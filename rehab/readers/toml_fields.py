"""Reading the fields of a TOML table: each answers its value, or notes a fault and answers a stand-in."""

import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from rehab.domain.limits import NAME_MAX, NOTE_MAX
from rehab.domain.text import clean, nearest
from rehab.readers.toml_lines import FAULTS_MAX, Fault, Lines, Path, ProgrammeFault, field_name, load_toml

Word = TypeVar("Word", bound=StrEnum)
LIST_MAX = 50
SLUG = "a-z0-9-"
"""The characters of a programme's ids; a source key may also have capitals."""
SOURCE_KEY = "A-Za-z0-9-"
_SHOWN = 60
_ENOUGH = 24
"""Words listed as allowed in one message; beyond that the list helps nobody."""


class Faults:
    """The faults of one file, each at the line of its path."""

    def __init__(self, file: str, lines: Lines) -> None:
        self.file = file
        self._lines = lines
        self._found: list[Fault] = []

    def add(self, path: Path, found: str, allowed: str) -> None:
        """Note what was found at ``path`` and what is allowed there."""
        self._add(path, found, allowed, None)

    def add_word(self, path: Path, found: str, word: str, known: Collection[str]) -> None:
        """Note an unknown ``word`` at ``path``, described by ``found``, with its nearest known spelling."""
        if len(self._found) < FAULTS_MAX:
            names = tuple(known)
            more = ", …" if len(names) > _ENOUGH else ""
            listed = ", ".join(names[:_ENOUGH]) + more or "none: the file defines none"
            self._add(path, found, listed, nearest(word[:_SHOWN], names))

    def _add(self, path: Path, found: str, allowed: str, near: str | None) -> None:
        if len(self._found) < FAULTS_MAX:
            self._found.append(Fault(self._lines.of(path), field_name(path), found, allowed, near))

    def check(self) -> None:
        """Raise ProgrammeFault with every fault noted so far, in line order; do nothing without one."""
        if self._found:
            raise ProgrammeFault(self.file, tuple(sorted(self._found, key=lambda fault: fault.line)))


class Table:
    """One table at ``path``. Fields are asked for by name; ``close`` reports the names left over."""

    def __init__(self, values: dict[str, Any], path: Path, faults: Faults) -> None:
        self.path = path
        self.faults = faults
        self._values = values
        self._asked: dict[str, None] = {}

    def close(self) -> None:
        """Note a fault for every key that no one asked for."""
        for key in self._values:
            if key not in self._asked:
                self.faults.add_word((*self.path, key), f"the unknown key {_quote(key)}", key, self._asked)

    def text(self, key: str, limit: int = NAME_MAX) -> str:
        """A text of 1 to ``limit`` characters, cleaned; line breaks become spaces."""
        allowed = f"a text of 1 to {limit} characters"
        value = self._get(key, str, allowed)
        if value is None:
            return ""
        if not value.strip() or len(value) > limit:
            self.faults.add((*self.path, key), _describe(value), allowed)
        return clean(value.strip(), limit=limit)

    def slug(self, key: str, characters: str = SLUG) -> str:
        """An identifier of 2 to 60 of the ``characters``."""
        allowed = f"2 to 60 characters out of {characters}"
        value = self._get(key, str, allowed)
        if value is not None and not re.fullmatch(f"[{characters}]{{2,60}}", value):
            self.faults.add((*self.path, key), _describe(value), allowed)
            return ""
        return value or ""

    def whole(self, key: str, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``; true, false and 1.0 are no whole numbers."""
        allowed = f"a whole number from {low} to {high}" if low < high else str(low)
        value = self._get(key, int, allowed)
        if value is None:
            return low
        if not low <= value <= high:
            self.faults.add((*self.path, key), _describe(value), allowed)
            return low
        return int(value)

    def day(self, key: str) -> date:
        """A day, written 2027-11-01."""
        return self._get(key, date, "a day such as 2027-11-01") or date.min

    def names(self) -> tuple[str, ...]:
        """The keys that the table has, for tables whose keys are names of their own."""
        return tuple(self._values)

    def has(self, key: str) -> bool:
        """Whether the table has a key; from here on it is one of the keys that the table may have."""
        self._asked[key] = None
        return key in self._values

    def anything(self, key: str) -> Any:
        """A value of any kind, which the caller reads; a fault where it is missing."""
        self._asked[key] = None
        if key not in self._values:
            self.faults.add((*self.path, key), "nothing", "a value")
        return self._values.get(key)

    def whole_or_none(self, key: str, low: int, high: int) -> int | None:
        """As ``whole``; ``None`` where the key is absent."""
        self._asked[key] = None
        return self.whole(key, low, high) if key in self._values else None

    def flag(self, key: str, default: bool | None = None) -> bool:
        """``true`` or ``false``; an absent key gives ``default``, or a fault where there is none."""
        self._asked[key] = None
        if key not in self._values and default is not None:
            return default
        return bool(self._get(key, bool, "true or false"))

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        """One of the ``known`` words."""
        value = self._get(key, str, " or ".join(known))
        if value is not None and value not in known:
            self.faults.add_word((*self.path, key), _describe(value), value, known)
        return value if value in known else known[0]

    def word(self, key: str, kind: type[Word]) -> Word:
        """A member of the enumeration ``kind``."""
        return kind(self.one_of(key, tuple(member.value for member in kind)))

    def texts(self, key: str, least: int) -> tuple[str, ...]:
        """A list of ``least`` to 50 texts, cleaned."""
        return tuple(clean(value, limit=NOTE_MAX) for _, value in self._list(key, least))

    def refs(self, key: str, known: Collection[str], least: int) -> tuple[str, ...]:
        """A list of ``least`` to 50 keys out of ``known``, each once."""
        values = self._list(key, least)
        for n, (path, value) in enumerate(values):
            if value not in known:
                self.faults.add_word(path, _describe(value), value, known)
            elif any(value == other for _, other in values[:n]):
                self.faults.add(path, f"{_describe(value)} twice", "each key once")
        return tuple(value for _, value in values)

    def ref(self, key: str, known: Collection[str]) -> str:
        """One key out of ``known``."""
        value = self._get(key, str, "one of the ids of this file")
        if value is not None and value not in known:
            self.faults.add_word((*self.path, key), _describe(value), value, known)
        return value or ""

    def table(self, key: str) -> "Table":
        """A table; an empty one where it is missing, so that its own fields need no fault each."""
        value = self._get(key, dict, "a table")
        if value is None:
            return Table({}, (*self.path, key), Faults(self.faults.file, Lines("")))
        return Table(value, (*self.path, key), self.faults)

    def tables(self, key: str, most: int) -> list["Table"]:
        """An array of 1 to ``most`` tables, written ``[[key]]``."""
        allowed = f"1 to {most} tables written [[{key}]]"
        values = self._get(key, list, allowed)
        path = (*self.path, key)
        if values is None:
            return []
        if not 1 <= len(values) <= most or not all(isinstance(value, dict) for value in values):
            self.faults.add(path, _describe(values), allowed)
            return []
        return [Table(value, (*path, n), self.faults) for n, value in enumerate(values)]

    def _get(self, key: str, kind: type, allowed: str) -> Any:
        """The value when it is exactly of ``kind``; else ``None`` and a fault."""
        self._asked[key] = None
        if key not in self._values:
            self.faults.add((*self.path, key), "nothing", allowed)
            return None
        value = self._values[key]
        if type(value) is not kind:
            self.faults.add((*self.path, key), _describe(value), allowed)
            return None
        return value

    def _list(self, key: str, least: int) -> list[tuple[Path, str]]:
        allowed = f"a list of {least} to {LIST_MAX} texts of 1 to {NOTE_MAX} characters"
        values = self._get(key, list, allowed)
        path = (*self.path, key)
        if values is None:
            return []
        if not least <= len(values) <= LIST_MAX:
            self.faults.add(path, _describe(values), allowed)
            return []
        good = []
        for n, value in enumerate(values):
            if isinstance(value, str) and value.strip() and len(value) <= NOTE_MAX:
                good.append(((*path, n), value.strip()))
            else:
                self.faults.add((*path, n), _describe(value), allowed)
        return good


def open_file(text: str, file: str) -> Table:
    """The whole file as a table, ``format = 1`` already checked. Raises ProgrammeFault."""
    values, lines = load_toml(text, file)
    top = Table(values, (), Faults(file, lines))
    top.whole("format", 1, 1)
    top.faults.check()
    return top


def _describe(value: object) -> str:
    """A value as it is shown in a fault: short, cleaned, and with its kind where that is the fault."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"a text of {len(value)} characters" if len(value) > _SHOWN else _quote(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**12 else "a very large number"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "a table"
    return clean(f"{value} (a {type(value).__name__})", limit=_SHOWN)


def _quote(text: str) -> str:
    return f"“{clean(text, limit=_SHOWN)}”"
