"""A page as PDF: tagged, reproducible, inert, on either paper, and honest about missing characters."""

import io
import sys

import pytest
from pypdf import PdfReader

from rehab.render.chart_figures import pain_figure, volume_figure
from rehab.render.page_parts import Bullets, Heading, Page, Pairs, Paragraph, Section, Table
from rehab.render.page_pdf import NoGlyph, NoPrinter, page_pdf
from tests.render.test_charts import pain, volume

HOSTILE = (
    '#panic("x") $x^2$ *b* _i_ `c` <label> @ref \\u{41} // c /* */ [a] #let a = 1 = h \\ ~ -- --- ... '
    "https://example.org/ javascript:alert(1) <script>alert(1)</script> ]} \" ' #{sys.inputs}"
)
ROWS = tuple((f"row {n}", str(n)) for n in range(90))


def page(*blocks: object, title: str = "A page", foot: str = "Sam Sample, born 1990") -> Page:
    return Page(title, (), (Section("Part", blocks),), foot)


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    whole = "\n".join(sheet.extract_text() for sheet in read(data).pages)
    return " ".join(whole.replace("\u200b", "").split())


def tags(data: bytes) -> list[str]:
    """The kinds of the structure elements, in the order of the tree."""
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            walk(node.get("/K"))

    walk(read(data).trailer["/Root"]["/StructTreeRoot"])
    return found


def test_the_pdf_is_tagged_and_says_that_it_is_pdf_ua_1() -> None:
    table = Table("Numbers", ("what", "how many"), (("a", "1"), ("b", "2")))
    blocks = (
        Paragraph("first", strong=True),
        Heading("In it"),
        Bullets(("x", "y")),
        Pairs((("k", "v"),)),
        table,
    )
    data = page_pdf(page(*blocks, volume_figure(volume((1, 2)))))
    root = read(data).trailer["/Root"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en-GB")
    assert read(data).metadata.title == "A page"
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Caption"} <= set(
        tags(data)
    )


def test_a_figure_has_its_words_as_alternative_text() -> None:
    figure = pain_figure(pain(1, 2, None, 3))
    data = page_pdf(page(figure))
    assert any(str(found) == figure.text_alternative for found in alternatives(data))
    assert figure.text_alternative in text_of(data)
    assert figure.table.rows[0][0] in text_of(data)


def alternatives(data: bytes) -> list[object]:
    reader = read(data)
    objects = (reader.get_object(n) for n in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1))
    return [found["/Alt"] for found in objects if isinstance(found, dict) and "/Alt" in found]


def test_the_same_page_gives_the_same_bytes_and_no_date() -> None:
    first, again = (page_pdf(page(Paragraph("x"), volume_figure(volume((1, 2))))) for _ in range(2))
    assert first == again
    assert read(first).metadata.creation_date is None


def test_nothing_that_somebody_wrote_is_read_as_markup() -> None:
    table = Table(HOSTILE, (HOSTILE, "b"), ((HOSTILE, HOSTILE),))
    blocks = (Paragraph(HOSTILE), Paragraph(HOSTILE, strong=True), Heading(HOSTILE), Bullets((HOSTILE,)))
    data = page_pdf(page(*blocks, Pairs(((HOSTILE, HOSTILE),)), table, title=HOSTILE, foot=HOSTILE))
    assert text_of(data).count('#panic("x") $x^2$ *b* _i_ `c` <label> @ref') >= 6
    for key in (
        b"/JavaScript",
        b"/JS",
        b"/AA",
        b"/OpenAction",
        b"/URI",
        b"/Launch",
        b"/EmbeddedFile",
        b"/AcroForm",
    ):
        assert key not in data
    assert not [sheet for sheet in read(data).pages if sheet.get("/Annots")]


def test_every_sheet_has_the_foot_and_its_number_and_tables_repeat_their_head() -> None:
    data = page_pdf(page(Table("Long", ("the name", "the number"), ROWS)))
    sheets = [" ".join(sheet.extract_text().split()) for sheet in read(data).pages]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert "Sam Sample, born 1990" in sheet
        assert f"Page {number} of {len(sheets)}" in sheet
        assert "the name the number" in sheet
    assert all(f"row {n} {n}" in " ".join(sheets) for n in range(90))


def sheets_of(data: bytes) -> list[str]:
    return [" ".join(sheet.extract_text().split()) for sheet in read(data).pages]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("rows", "alone"), [(10, True), (44, True), (90, False)])
def test_the_first_sheet_stands_by_itself_where_it_fits(paper: str, rows: int, alone: bool) -> None:
    front = Section("Front", (Table("t", ("the name", "n"), ROWS[:rows]), Paragraph("the last of the front")))
    parts = (front, Section("Detail", (Paragraph("the detail"),)))
    sheets = sheets_of(page_pdf(Page("T", (), parts, "foot", 1), paper))
    assert ("the last of the front" in sheets[0]) == alone
    assert "the detail" not in sheets[0]
    assert "the detail" in sheets[-1]
    assert len(sheets) == (2 if alone else len(sheets))


def test_a_page_that_is_all_first_sheet_has_no_empty_sheet_after_it() -> None:
    assert len(sheets_of(page_pdf(Page("T", (), (Section("S", (Paragraph("x"),)),), "foot", 1)))) == 1


@pytest.mark.parametrize("before", range(30, 50, 3))
def test_small_tables_and_what_announces_something_are_not_torn_apart(before: int) -> None:
    table = Table("The caption", ("name", "n"), tuple((f"small {n}", "1") for n in range(6)))
    filler = tuple(Paragraph(f"line {n}") for n in range(before))
    sheets = sheets_of(page_pdf(page(*filler, Paragraph("It follows:"), Bullets(("the bullet",)), table)))
    (with_table,) = [sheet for sheet in sheets if "small 0" in sheet]
    assert all(f"small {n}" in with_table for n in range(6))
    assert "The caption" in with_table
    assert all(("It follows:" in sheet) == ("the bullet" in sheet) for sheet in sheets)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_either_paper(paper: str, size: tuple[int, int]) -> None:
    box = read(page_pdf(page(Paragraph("x")), paper)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_a_word_without_an_end_stays_on_the_paper() -> None:
    word = "W" * 400
    data = page_pdf(page(Paragraph(word), Table("t", ("a", "b"), ((word, word),))))
    right = read(data).pages[0].mediabox.width
    places: list[float] = []

    def place(text: str, _cm: object, at: list[float], _font: object, size: float) -> None:
        places.append(at[4] if text.strip() else 0)

    read(data).pages[0].extract_text(visitor_text=place)
    assert max(places) < right
    assert text_of(data).replace(" ", "").count("W") == 3 * 400


def test_rows_may_be_shorter_than_the_head_and_tables_empty() -> None:
    data = page_pdf(page(Table("t", ("a", "b", "c"), (("only",),)), Table("none", ("a",), ()), Bullets(())))
    assert "only" in text_of(data)


def test_characters_without_a_font_are_named_and_html_is_offered() -> None:
    with pytest.raises(NoGlyph, match=r"these characters: U\+10F123, U\+10F124\. Choose html"):
        page_pdf(page(Paragraph("a \U0010f123 and \U0010f124, \U0010f123 again")))


def test_signs_of_the_program_have_a_font_that_comes_with_the_printer() -> None:
    signs = "■ ‖ ▼ ↺ = ▽ ▲ → × – — “ ” ’ … · ⌊ ⌋ ≥ ½ ° ☐ ☑ ′ é ß Ж"
    assert "☑" in text_of(page_pdf(page(Paragraph(signs))))


def test_without_the_printer_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(
        NoPrinter, match=r"not installed\. Install rehab with it \(`pip install 'rehab\[pdf\]'`\)"
    ):
        page_pdf(page(Paragraph("x")))


def test_another_paper_is_an_error() -> None:
    with pytest.raises(KeyError):
        page_pdf(page(), "a3")
