"""The frame of a chart: its time axis, its scale, its marks and its legend, as parts of an SVG."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from html import escape

from rehab.render.chart_parts import Mark, MarkKind
from rehab.render.page_parts import one_line

WIDTH = 720
LEFT, RIGHT = 76, 12
"""Charts of the same days keep the same margins, so that they share one time axis when stacked."""
PLOT, LOW_PLOT = 190, 88
"""The height of a plot, and of one of many that stand under each other."""
INK, QUIET, GRID = "#111111", "#4a4a4a", "#d4d4d4"
BAR = "#2f6690"
SERIES = ("#1f5f85", "#a33b00", "#5b3a8c")
"""Colours only decorate: shape and words tell the series apart, also in grey."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CHAR = 7
"""The width of a digit and of most letters, in pixels."""
_TICKS_MOST, _ROW = 9, 17
_SIGNS = {
    MarkKind.PHASE: "m-4-5h8l-3 5l3 5h-8z",
    MarkKind.DELOAD: "m-5-4h10l-5 9z",
    MarkKind.TREATMENT: "m-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
    MarkKind.FINDING: "m0-6l6 6l-6 6l-6-6z",
}


@dataclass(frozen=True)
class Frame:
    """Where days and values lie. ``top`` is the largest value, ``plot`` the height; marks stand above it."""

    first: date
    end: date
    top: int
    marks: tuple[Mark, ...]
    plot: int = PLOT

    @cached_property
    def rows(self) -> tuple[MarkKind, ...]:
        """The kinds of marks that there are, each in a row of its own."""
        shown = {mark.kind for mark in self._within()}
        return tuple(kind for kind in MarkKind if kind in shown)

    @property
    def ceiling(self) -> int:
        """The y of the largest value."""
        return 18 + _ROW * len(self.rows)

    @property
    def floor(self) -> int:
        """The y of 0."""
        return self.ceiling + self.plot

    def x(self, day: date, share: float = 0.0) -> float:
        """The x of a day's beginning, or of a share of it."""
        wide = WIDTH - LEFT - RIGHT
        return LEFT + wide * ((day - self.first).days + share) / (self.end - self.first).days

    def y(self, value: int) -> float:
        """The y of a value."""
        return self.floor - self.plot * value / self.top

    def scale(self, ticks: Iterable[tuple[int, str]]) -> Iterator[str]:
        """The grid lines with their values."""
        for value, text in ticks:
            y = number(self.y(value))
            yield f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="{GRID}"/>'
            yield label(LEFT - 6, self.y(value) + 4, text, anchor="end")
        yield f'<path d="M{LEFT} {self.floor}H{WIDTH - RIGHT}" stroke="{INK}"/>'

    def time(self) -> Iterator[str]:
        """The days under the plot: first days of weeks, as many as can be read."""
        weeks = -(-(self.end - self.first).days // 7)
        apart = -(-weeks // _TICKS_MOST)
        year = None
        for n in range(0, weeks, apart):
            day = self.first + timedelta(weeks=n)
            x = self.x(day)
            yield f'<path d="M{number(x)} {self.floor}v5" stroke="{INK}"/>'
            yield label(x, self.floor + 19, f"{day.day} {_MONTHS[day.month - 1]}", anchor="middle")
            if day.year != year:
                yield label(x, self.floor + 34, str(day.year), anchor="middle")
            year = day.year

    def signs(self) -> Iterator[str]:
        """The marks in their rows above the plot; each says what it is to who points at it."""
        for row, kind in enumerate(self.rows):
            y = 12 + _ROW * row
            yield label(LEFT - 12, y + 4, kind.value, anchor="end")
            marks = [mark for mark in self._within() if mark.kind is kind]
            for mark, following in zip(marks, [*marks[1:], None], strict=True):
                yield from self._sign(mark, following, y)

    def _sign(self, mark: Mark, following: Mark | None, y: int) -> Iterator[str]:
        x = self.x(mark.day)
        said = escape(f"{mark.day}, {mark.kind.value}: {one_line(mark.text)}")
        yield f'<path d="M{number(x)} {y + 7}V{self.floor}" stroke="{QUIET}" stroke-dasharray="1 4"/>'
        yield f'<path d="M{number(x)} {y}{_SIGNS[mark.kind]}" fill="{INK}"><title>{said}</title></path>'
        if mark.kind is MarkKind.PHASE:
            room = (self.x(following.day) if following else WIDTH - RIGHT) - x - 14
            if text := cut(mark.text, int(room / CHAR)):
                yield label(x + 8, y + 4, text)

    def _within(self) -> list[Mark]:
        """The marks of the chart's days in order; a phase that began before stands on the first day."""
        before = [mark for mark in self.marks if mark.day < self.first and mark.kind is MarkKind.PHASE]
        began = [Mark(self.first, MarkKind.PHASE, mark.text) for mark in sorted(before, key=_day)[-1:]]
        inside = [mark for mark in self.marks if self.first <= mark.day < self.end]
        if any(mark.kind is MarkKind.PHASE and mark.day == self.first for mark in inside):
            began = []
        return sorted([*began, *inside], key=_day)


def _day(mark: Mark) -> date:
    return mark.day


def svg(title: str, described: str, height: int, parts: Iterable[str]) -> str:
    """A whole drawing that scales with its page, with its name and its description inside."""
    name, text = escape(one_line(title)), escape(one_line(described))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-label="{name}" '
        f'font-family="Arial, Helvetica, sans-serif" font-size="13" fill="none">'
    )
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, f"<title>{name}</title>", f"<desc>{text}</desc>", ground, *parts, "</svg>"])


def legend(y: int, items: Sequence[tuple[str, str]]) -> tuple[list[str], int]:
    """A row of signs with their words, broken where it is full, and how many rows it took.

    Each item is the drawing of a sign, 22 wide around (11, 0), and its words.
    """
    drawn, x, row = [], LEFT, 0
    for sign, words in items:
        wide = 34 + CHAR * len(words)
        if x > LEFT and x + wide > WIDTH - RIGHT:
            x, row = LEFT, row + 1
        drawn.append(f'<g transform="translate({x} {y + 20 * row})">{sign}</g>')
        drawn.append(label(x + 27, y + 20 * row + 4, words))
        x += wide
    return drawn, row + 1


def label(x: float, y: float, text: str, *, anchor: str = "start", colour: str = INK) -> str:
    """A text in the drawing. It is never markup."""
    words = escape(one_line(text))
    return f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, or nothing where hardly any of it would be left."""
    line = one_line(text)
    if len(line) <= most:
        return line
    return f"{line[: most - 1]}…" if most > 3 else ""


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")
