"""A page as plain text, 80 columns wide where its words allow it."""

from collections.abc import Iterator
from textwrap import wrap

from rehab.render.page_parts import Block, Bullets, Figure, Heading, Page, Pairs, Paragraph, Table, one_line

_WIDTH = 80


def page_text(page: Page) -> str:
    """The whole page. Texts that somebody wrote stay within the line they are given in, or indented."""
    lines = [*_underlined(page.title, "="), *_blocks(page.lead)]
    for section in page.sections:
        lines += ["", *_underlined(section.title, "-"), *_blocks(section.blocks)]
    if page.foot:
        lines += ["", *_wrapped(page.foot, "", "")]
    return "\n".join(line.rstrip() for line in lines)


def _underlined(title: str, line: str) -> list[str]:
    text = one_line(title)
    return [text, line * len(text)]


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield ""
        match block:
            case Paragraph(text, strong):
                yield from _wrapped(text, "! " if strong else "", "  " if strong else "")
            case Heading(text):
                yield from _wrapped(text, "", "   ")
            case Bullets(items):
                for item in items:
                    yield from _wrapped(item, "- ", "  ")
            case Pairs(rows):
                for label, text in rows:
                    yield from _wrapped(f"{label}: {text}", "", "    ")
            case Figure(title, text, _, table):
                yield from _wrapped(f"{title}. {text}", "", "")
                yield ""
                yield from _table(table)
            case Table():
                yield from _table(block)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    line = one_line(text)
    return wrap(line, _WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [first]


def _table(table: Table) -> Iterator[str]:
    yield from _wrapped(table.caption, "  ", "    ")
    cells = [[one_line(cell) for cell in row] for row in (table.head, *table.rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(table.head))]
    if sum(widths) + 2 * len(widths) > _WIDTH:
        yield from _records(cells)
        return
    for row in cells:
        yield "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))


def _records(cells: list[list[str]]) -> Iterator[str]:
    """A table that is wider than the page: each row as a paragraph that names every cell."""
    (_, *labels), *rows = cells
    for name, *values in rows:
        pairs = (f"{label}: {value}" for label, value in zip(labels, values, strict=True) if value)
        yield from _wrapped(f"{name}: {'; '.join(pairs)}", "  ", "      ")
