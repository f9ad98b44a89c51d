"""A page as one HTML file that loads nothing, runs nothing and prints well."""

from collections.abc import Iterator
from html import escape

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

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """\
:root { color-scheme: light; }
body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; color: #111111; background: #ffffff;
  font: 1rem/1.5 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1, h2, h3, caption { line-height: 1.25; break-after: avoid; }
h2 { margin-top: 2rem; border-bottom: 1px solid #444444; }
h3 { margin-bottom: 0; }
.first { padding: 0.75rem; border: 3px solid #111111; font-weight: bold; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.25rem 1rem; }
dt { font-weight: bold; }
dd { margin: 0; }
table { width: 100%; margin: 1rem 0; border-collapse: collapse; break-inside: avoid; }
caption { padding: 0.25rem 0; text-align: left; font-weight: bold; }
th, td { padding: 0.25rem 0.5rem; border: 1px solid #444444; text-align: left; vertical-align: top; }
thead th { background: #eeeeee; }
tr.next > * { border-top-width: 3px; }
li { break-inside: avoid; }
figure { margin: 1rem 0; break-inside: avoid; break-after: avoid; }
figure svg { width: 100%; height: auto; }
footer { margin-top: 2rem; padding-top: 0.25rem; border-top: 1px solid #444444; font-size: 0.85rem; }
@page { margin: 13mm 15mm 15mm; @bottom-right { content: "Page " counter(page) " of " counter(pages);
  font: 8.5pt Georgia, "Times New Roman", serif; color: #111111; } }
@media print {
  body { display: table; width: 100%; max-width: none; margin: 0; padding: 0; font-size: 9pt;
    line-height: 1.25; }
  h1 { margin: 0 0 0.5rem; }
  h2 { margin: 0.7rem 0 0.3rem; font-size: 1.2em; break-inside: avoid; }
  h3 { margin-top: 0.6rem; }
  p, ul, dl, figure { margin: 0.35rem 0; }
  ul { padding-left: 1.2rem; }
  dl { gap: 0.1rem 0.8rem; }
  table { margin: 0.35rem 0; }
  th, td { padding: 0.1rem 0.4rem; }
  .first { padding: 0.4rem 0.6rem; }
  .front { font-size: 8.3pt; line-height: 1.15; }
  .front h2 { margin: 0.5em 0 0.2em; }
  .front p, .front ul, .front dl, .front table { margin: 0.2em 0; }
  .front th, .front td { padding: 0 0.4rem; }
  caption, .front caption { padding: 0 0 0.1rem; }
  .front + section:not(.front) { break-before: page; }
  main { display: table-row-group; }
  footer { display: table-footer-group; break-inside: avoid; font-size: 8.5pt; }
  footer::before { content: ""; display: block; height: 5pt; margin-bottom: 2pt;
    border-bottom: 1px solid #444444; } }"""
"""In print a footer group of a table stands at the foot of every sheet, and the text keeps clear of it."""


def page_html(page: Page) -> str:
    """The whole page as a self-contained document. Every text is escaped; there is no link in it."""
    title = _text(page.title)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}\n</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{title}</h1>",
        *_blocks(page.lead),
    ]
    for number, section in enumerate(page.sections, 1):
        opened = '<section class="front">' if number <= page.first_sheet else "<section>"
        lines += [opened, f"<h2>{_text(section.title)}</h2>", *_blocks(section.blocks), "</section>"]
    foot = [f"<footer>{_text(page.foot)}</footer>"] if page.foot else []
    return "\n".join([*lines, "</main>", *foot, "</body>", "</html>"])


def _text(text: str) -> str:
    return escape(one_line(text))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text, strong):
                yield f'<p class="first">{_text(text)}</p>' if strong else f"<p>{_text(text)}</p>"
            case Heading(text):
                yield f"<h3>{_text(text)}</h3>"
            case Bullets(items):
                yield "<ul>"
                yield from (f"<li>{_text(item)}</li>" for item in items)
                yield "</ul>"
            case Pairs(rows):
                yield "<dl>"
                yield from (f"<dt>{_text(label)}</dt><dd>{_text(text)}</dd>" for label, text in rows)
                yield "</dl>"
            case Figure():
                yield from _figure(block)
            case Table():
                yield from _table(block)


def _figure(figure: Figure) -> Iterator[str]:
    """The drawing, its words beside it for everybody, and its numbers."""
    yield "<figure>"
    yield figure.svg
    words = f"<strong>{_text(figure.title)}.</strong> {_text(figure.text_alternative)}"
    yield f"<figcaption>{words}</figcaption>"
    yield "</figure>"
    yield from _table(figure.table)


def _table(table: Table) -> Iterator[str]:
    yield f"<table>\n<caption>{_text(table.caption)}</caption>"
    head = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in table.head)
    yield f"<thead><tr>{head}</tr></thead>\n<tbody>"
    starts = group_starts(table)
    for number, (name, *cells) in enumerate(table.rows):
        empty = [""] * (len(table.head) - 1 - len(cells))
        rest = "".join(f"<td>{_text(cell)}</td>" for cell in (*cells, *empty))
        opened = '<tr class="next">' if number in starts else "<tr>"
        yield f'{opened}<th scope="row">{_text(name)}</th>{rest}</tr>'
    yield "</tbody>\n</table>"
