"""Where a change may stand: the exact bytes of a node or of an operator between two operands."""

import ast
import re
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, order=True)
class Mutant:
    """One change: bytes ``start`` to ``end`` of ``file`` become ``text``.

    ``within`` is the function or class around it, and ``lines`` the first and last line of that function;
    ``None`` for what runs at import. ``before`` and ``after`` are the changed source lines.
    """

    file: str
    start: int
    end: int
    text: str
    kind: str
    line: int
    column: int
    within: str
    lines: tuple[int, int] | None
    before: str
    after: str

    @property
    def key(self) -> tuple[str, ...]:
        """What stays the same when lines above it come and go."""
        return self.file, self.within, self.kind, self.before, self.after

    def of(self, source: bytes) -> bytes:
        """The whole module with the change in it."""
        return source[: self.start] + self.text.encode() + source[self.end :]


class Places(ast.NodeVisitor):
    """Knows where in the source a node stands, and notes the changes found there."""

    def __init__(self, file: str, source: bytes) -> None:
        self.file, self.source = file, source
        self.found: list[Mutant] = []
        self.names: list[str] = []
        self.functions: list[Function] = []
        self._line_starts = [0]
        for line in source.splitlines(keepends=True):
            self._line_starts.append(self._line_starts[-1] + len(line))

    def start_of(self, node: ast.expr | ast.stmt) -> int:
        return self._line_starts[node.lineno - 1] + node.col_offset

    def end_of(self, node: ast.expr | ast.stmt) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._line_starts[node.end_lineno - 1] + node.end_col_offset

    def text_of(self, node: ast.expr | ast.stmt) -> str:
        return self.source[self.start_of(node) : self.end_of(node)].decode()

    def add(self, kind: str, start: int, end: int, text: str) -> None:
        line = self.source.count(b"\n", 0, start)
        first = self._line_starts[line]
        stop = self.source.find(b"\n", end)
        last = len(self.source) if stop < 0 else stop
        before = self.source[first:last].decode()
        after = (self.source[first:start] + text.encode() + self.source[end:last]).decode()
        lines = None
        if self.functions:
            function = self.functions[-1]
            starts = min([function.lineno, *(step.lineno for step in function.decorator_list)])
            lines = (starts, function.end_lineno or starts)
        column = len(self.source[first:start].decode()) + 1
        place = (self.file, start, end, text, kind, line + 1, column, ".".join(self.names), lines)
        self.found.append(Mutant(*place, _flat(before), _flat(after)))

    def replace(self, kind: str, node: ast.expr | ast.stmt, *texts: str) -> None:
        for text in texts:
            if text != self.text_of(node):
                self.add(kind, self.start_of(node), self.end_of(node), text)

    def between(self, kind: str, start: int, end: int, pattern: str, text: str) -> None:
        """Replace the operator that stands between two operands, whatever brackets stand with it."""
        gap = re.sub(rb"#[^\n]*", lambda comment: b" " * len(comment[0]), self.source[start:end])
        words = rf"\b(?:{pattern})\b" if pattern[0].isalpha() else pattern
        if operator := re.search(words.encode(), gap):
            self.add(kind, start + operator.start(), start + operator.end(), text)


def _flat(lines: str) -> str:
    return " ".join(lines.split())
