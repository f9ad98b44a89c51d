"""The parts of a page, such as a letter or a report: plain texts, tables and figures, for any format.

No text here is markup, whoever wrote it. Each format makes every text inert in its own way.
"""

from dataclasses import dataclass
from itertools import pairwise

from rehab.domain.text import clean

_TEXT_MAX = 12_000
"""Longer than any line that a page makes of texts as long as the diary takes them."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``strong`` ones must be seen first."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their texts."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names the row, and no row is longer than ``head``."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with what it shows in words, and the numbers behind it.

    ``text_alternative`` is whole sentences that follow the title. ``svg`` is a whole ``<svg>`` element that
    this program drew; formats that draw nothing show the words.
    """

    title: str
    text_alternative: str
    svg: str
    table: Table


Block = Paragraph | Heading | Bullets | Pairs | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the page."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page: its title, what stands under it, its sections, and what stands on every sheet.

    The lead and as many sections as ``first_sheet`` says stand on the first sheet by themselves, where they
    fit on one; 0 lets everything run on.
    """

    title: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    foot: str = ""
    first_sheet: int = 0


def group_starts(table: Table) -> frozenset[int]:
    """The rows that begin another group of rows of one name; none where no name stands twice running."""
    names = [row[0] for row in table.rows]
    pairs = list(pairwise(names))
    if all(before != after for before, after in pairs):
        return frozenset()
    return frozenset(n for n, (before, after) in enumerate(pairs, 1) if before != after)


def one_line(text: str) -> str:
    """A text as one clean line: what comes in with breaks cannot begin a line of its own."""
    return " ".join(clean(text, limit=_TEXT_MAX).split())
