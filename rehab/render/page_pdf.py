"""A page as a tagged PDF (PDF/UA-1) for print, on A4 or Letter."""

import json
import re
from importlib.resources import files
from typing import Any, Final

from rehab.render.page_parts import (
    Block,
    Bullets,
    Figure,
    Heading,
    Page,
    Pairs,
    Paragraph,
    Table,
    group_starts,
    one_line,
)

PAPERS: Final = {"a4": "a4", "letter": "us-letter"}
"""The sizes of paper by name, with what typst calls them."""
_LONG = re.compile(r"\S{24}(?=\S)")
"""Where a word without an end may be broken, so that no text runs off the paper."""
_BREAK = "\u200b"
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_CODE = re.compile(r"\\u\{(\w+)\}")
_NARROW, _WIDE = 18, 60
"""A column of at most so many characters is as wide as they are; wider ones share the rest by their texts."""
POINTS: Final = 10
"""The size of the text, where nobody asks for another; tables are set a little smaller, wide ones more so."""
_TABLE, _WIDE_TABLE, _MANY_COLUMNS = 0.9, 0.75, 9
_SMALLEST: Final = 8
"""A first sheet that is to stand by itself is set as small as this, in points, before it runs on."""
_WHOLE = 1200
"""What has no more characters than this stands on one sheet whole: it fits on any."""


class NoPrinter(ValueError):
    """The library that sets a page in print is not installed."""


class NoGlyph(ValueError):
    """No font at hand has some characters of the page."""


def page_pdf(page: Page, paper: str = "a4", points: int = POINTS) -> bytes:
    """The whole page as a PDF; the same page gives the same bytes where the same fonts are used.

    ``points`` is the size of the text.

    The fonts that come with typst are tried first, then those of the system. A PDF/UA-1 never leaves a
    character out in silence. Raises NoPrinter without typst, NoGlyph where a character has no font, and
    KeyError for a paper that is not in ``PAPERS``.
    """
    try:
        import typst
    except ImportError:
        raise NoPrinter(
            "A PDF needs the package typst, which is not installed. "
            "Install rehab with it (`pip install 'rehab[pdf]'`), or choose html and print that."
        ) from None
    sources: Any = _sources(page, PAPERS[paper], points)
    missing: list[str] = []
    for ignored in (True, False):
        try:
            return typst.compile(sources, pdf_standards="ua-1", ignore_system_fonts=ignored)
        except typst.TypstError as error:
            missing = _MISSING.findall(error.diagnostic)
            if not missing:
                raise
    shown = ", ".join(_CODE.sub(lambda found: f"U+{found[1].upper()}", one) for one in dict.fromkeys(missing))
    raise NoGlyph(f"No font here has these characters: {shown}. Choose html instead, and print that.")


def _sources(page: Page, paper: str, points: int) -> dict[str, bytes]:
    """The template with the page's texts as data and its drawings as files beside it."""
    drawings: dict[str, bytes] = {}
    data = {
        "title": _text(page.title),
        "foot": _text(page.foot),
        "paper": paper,
        "points": points,
        "smallest": min(points, _SMALLEST),
        "first_sheet": page.first_sheet,
        "lead": [_block(block, drawings) for block in page.lead],
        "sections": [
            {"title": _text(part.title), "blocks": [_block(block, drawings) for block in part.blocks]}
            for part in page.sections
        ],
    }
    template = files("rehab.render").joinpath("page.typ").read_bytes()
    return {"main.typ": template, "page.json": json.dumps(data).encode(), **drawings}


def _block(block: Block, drawings: dict[str, bytes]) -> dict[str, Any]:
    match block:
        case Paragraph(text, strong):
            return {"kind": "paragraph", "text": _text(text), "strong": strong}
        case Heading(text):
            return {"kind": "heading", "text": _text(text)}
        case Bullets(items):
            return {"kind": "bullets", "items": [_text(item) for item in items]}
        case Pairs(rows):
            pairs = [[_text(label), _text(text)] for label, text in rows]
            return {"kind": "pairs", "rows": pairs, "whole": _short(pairs)}
        case Table():
            return _table(block)
        case Figure(title, text, svg, table):
            name = f"figure-{len(drawings) + 1}.svg"
            drawings[name] = svg.encode()
            words = {"title": _text(title), "text": _text(text)}
            return {"kind": "figure", "file": name, "table": _table(table), **words}


def _table(table: Table) -> dict[str, Any]:
    columns = len(table.head)
    rows = [[_text(cell) for cell in (*row, *("",) * (columns - len(row)))] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.head, *rows, strict=True)]
    return {
        "kind": "table",
        "caption": _text(table.caption),
        "head": [_text(cell) for cell in table.head],
        "rows": rows,
        "whole": _short(rows),
        "starts": [number + 1 for number in sorted(group_starts(table))],
        "shares": [0 if width <= _NARROW else min(width, _WIDE) for width in widths],
        "size": _TABLE if columns < _MANY_COLUMNS else _WIDE_TABLE,
    }


def _short(rows: list[list[str]]) -> bool:
    return sum(10 + len(cell) for row in rows for cell in row) <= _WHOLE


def _text(text: str) -> str:
    return _LONG.sub(lambda found: found.group() + _BREAK, one_line(text))
