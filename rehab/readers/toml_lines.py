"""TOML with line numbers: bounds on the text, where each key stands, and faults that name the place."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rehab.domain.text import clean

Path = tuple[str | int, ...]
"""Where a value stands: keys, and a number for each element of a list or array of tables."""
FILE_BYTES = 256 * 1024
LINE_BYTES = 4 * 1024
KEY_PARTS = 8
NESTING = 12
FAULTS_MAX = 200
"""Faults told of one file; a file with more is not a programme, and telling them takes time."""
_FOUND = 60

_TOKEN = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?(?:"{3,5}|\Z)|' + r"'''.*?(?:'{3,5}|\Z)|"
    r'"(?:\\[^\n]|[^"\\\n])*"?|' + r"'[^'\n]*'?)"
    r"|(?P<skip>\#[^\n]*|[^\S\n]+)|(?P<sign>[\[\]{}=,.\n])|(?P<word>[^\s\[\]{}=,.\#\"']+)",
    re.DOTALL,
)
_Token = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its line and field, what was found, what is allowed, the nearest known spelling."""

    line: int
    field: str
    found: str
    allowed: str
    nearest: str | None = None

    def __str__(self) -> str:
        hint = f"; did you mean “{self.nearest}”?" if self.nearest else ""
        return f"field `{self.field}`: found {self.found}; allowed {self.allowed}{hint}"


class ProgrammeFault(ValueError):
    """A file under ``plans/`` that cannot be used. ``faults`` are in line order, at most 200."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        name = clean(file, limit=_FOUND * 4)
        super().__init__("\n".join(f"{name}:{fault.line}: {fault}" for fault in faults))


class Lines:
    """The line of every key, table and list element of one TOML text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        for statement in _statements(text):
            self._note(statement)

    def of(self, path: Path) -> int:
        """The line of ``path``, or of the nearest table above it that the text names."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def at(self, line: int) -> Path:
        """The last key that begins on or before ``line``; empty where there is none."""
        before = (path for path, start in self._lines.items() if start <= line)
        return max(before, key=lambda path: self._lines[path], default=())

    def _note(self, statement: list[_Token]) -> None:
        line, first = statement[0]
        if first == "[":
            self._header([piece for _, piece in statement], line)
            return
        pieces = [piece for _, piece in statement]
        end = pieces.index("=") if "=" in pieces else len(pieces)
        path = self._table + _parts(pieces[:end])
        for size in range(len(self._table) + 1, len(path) + 1):
            self._lines.setdefault(path[:size], line)
        if pieces[end + 1 : end + 2] == ["["]:
            self._elements(path, statement[end + 2 :])

    def _header(self, pieces: list[str], line: int) -> None:
        end = next((n for n, piece in enumerate(pieces) if piece in "]=\n"), len(pieces))
        *above, last = _parts(pieces[:end]) or ("",)
        path: Path = ()
        for part in above:
            path = (*path, part)
            self._lines.setdefault(path, line)
            path = self._newest(path)
        path = (*path, last)
        if pieces[1:2] == ["["]:
            self._counts[path] = self._counts.get(path, 0) + 1
        self._table = self._newest(path)
        self._lines.setdefault(path, line)
        self._lines.setdefault(self._table, line)

    def _newest(self, path: Path) -> Path:
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _elements(self, path: Path, tokens: list[_Token]) -> None:
        depth, index = 0, 0
        for line, piece in tokens:
            if piece == "," and depth == 0:
                index += 1
            elif piece not in ("\n", ","):
                self._lines.setdefault((*path, index), line)
            depth += (piece in "[{") - (piece in "]}")


def field_name(path: Path) -> str:
    """``path`` as people write it, ``phase.dose.entry``; ``file`` for the whole text."""
    return clean(".".join(part[:_FOUND] for part in path if isinstance(part, str)), limit=200) or "file"


def load_toml(text: str, file: str) -> tuple[dict[str, Any], Lines]:
    """Read TOML within bounds. Raises ProgrammeFault for text that is too large, too deep or not TOML."""
    _check_size(text, file)
    try:
        lines = Lines(text)
    except _TooDeep as deep:
        raise ProgrammeFault(file, (deep.fault,)) from None
    try:
        return tomllib.loads(text), lines
    except (ValueError, RecursionError) as error:
        said = clean(str(error), limit=200)
        place = re.search(r" \(at line (\d+), column \d+\)$", said)
        line = int(place[1]) if place else text.count("\n") + 1
        what = said[: place.start()] if place else said
        found = f"text that is not TOML ({what})"
        fault = Fault(line, field_name(lines.at(line)), found, 'TOML, such as key = "text"')
        raise ProgrammeFault(file, (fault,)) from None


class _TooDeep(Exception):
    """Carries the fault of text nested deeper than any programme needs."""

    def __init__(self, line: int, found: str, allowed: str) -> None:
        self.fault = Fault(line, "file", found, allowed)


def _check_size(text: str, file: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > FILE_BYTES:
        fault = Fault(1, "file", f"{size} bytes", f"at most {FILE_BYTES} bytes")
        raise ProgrammeFault(file, (fault,))
    for number, line in enumerate(text.split("\n"), 1):
        size = len(line.encode("utf-8", "surrogatepass"))
        if size > LINE_BYTES:
            fault = Fault(number, "file", f"a line of {size} bytes", f"lines of at most {LINE_BYTES} bytes")
            raise ProgrammeFault(file, (fault,))


def _statements(text: str) -> Iterator[list[_Token]]:
    """The text's headers and assignments, each as its tokens; a bracket joins its lines to one."""
    statement: list[_Token] = []
    line, depth, dots = 1, 0, 0
    for match in _TOKEN.finditer(text):
        piece = match[0]
        if match.lastgroup != "skip":
            depth = max(0, depth + (piece in "[{") - (piece in "]}"))
            dots = dots + (piece == ".") if piece == "." or match.lastgroup != "sign" else 0
            if depth > NESTING:
                raise _TooDeep(line, "deeply nested brackets", f"at most {NESTING} levels")
            if dots >= KEY_PARTS:
                raise _TooDeep(line, "a key with many dots", f"keys of at most {KEY_PARTS} parts")
            if piece != "\n" or depth:
                statement.append((line, piece))
            elif statement:
                yield statement
                statement = []
        line += piece.count("\n")
    if statement:
        yield statement


def _parts(pieces: list[str]) -> tuple[str, ...]:
    """The keys among ``pieces``, without quotes."""
    return tuple(p[1:-1] if p[0] in "\"'" else p for p in pieces if p not in "[].\n")
