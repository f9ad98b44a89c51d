"""A page as Markdown, in which no text that somebody wrote is markup."""

import re
from collections.abc import Iterator

from rehab.render.page_parts import Block, Bullets, Figure, Heading, Page, Pairs, Paragraph, Table, one_line

_SPECIAL = re.compile(
    r"[\\`*_\[\]<>&|~$#@]"  # emphasis, code, links, markup, entities, tables, strikes, formulas, headings
    r"|:(?=\S)"  # addresses such as https://
    r"|(?<=\w)\.(?=[^\W\d])"  # bare addresses such as www.example.org
)
_FIRST = re.compile(r"^([-+=]|\d+(?=[.)]))")
"""What would make a list or an underline of a line that begins with it."""


def page_markdown(page: Page) -> str:
    """The whole page as CommonMark with tables."""
    lines = [f"# {escaped(page.title)}", *_blocks(page.lead)]
    for section in page.sections:
        lines += ["", f"## {escaped(section.title)}", *_blocks(section.blocks)]
    if page.foot:
        lines += ["", escaped(page.foot)]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """A text as one line that Markdown shows as it is."""
    line = _SPECIAL.sub(lambda found: "\\" + found.group(), one_line(text))
    if not (first := _FIRST.match(line)):
        return line
    start = first.group()
    return f"{start}\\{line[len(start) :]}" if start.isdigit() else f"\\{line}"


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield ""
        match block:
            case Paragraph(text, strong):
                yield f"**{escaped(text)}**" if strong else escaped(text)
            case Heading(text):
                yield f"### {escaped(text)}"
            case Bullets(items):
                yield from (f"- {escaped(item)}" for item in items)
            case Pairs(rows):
                # Another sign than that of a list keeps a list before it apart.
                yield from (f"* **{escaped(label)}:** {escaped(text)}" for label, text in rows)
            case Figure(title, text, _, table):
                yield escaped(f"{title}. {text}")
                yield ""
                yield from _table(table)
            case Table():
                yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    yield ""
    yield _row(table.head)
    yield "|" + " --- |" * len(table.head)
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"
