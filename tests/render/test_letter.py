"""The letter in its three formats: every fact in each, and no text of a person's is markup in any."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from rehab.domain.diary import Clearance, Diagnosis, Diary, Event, MeasureTaken, Morning, Profile
from rehab.domain.eligibility import KEYS
from rehab.domain.letter import Letter
from rehab.domain.words import EventKind, MeasureKind
from rehab.render.letter_page import letter_page
from rehab.render.page_html import page_html
from rehab.render.page_markdown import escaped, page_markdown
from rehab.render.page_parts import Bullets, Heading, Page, Pairs, Paragraph, Section, Table, one_line
from rehab.render.page_text import page_text
from rehab.render.record_parts import A_NAME, NOTHING_OPEN
from rehab.render.words import STATEMENT
from tests.cli.shell import CONTROL
from tests.domain.test_letter import DAY, days_ago, ill, of, unscreened
from tests.samples import MONDAY, bout, start_of, train, with_entries
from tests.test_house import BANNED
from tests.tiers import each

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "'><a href='https://evil.example'>x</a>",
    "[x](javascript:1)",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "https://evil.example www.evil.example evil.example a@evil.example",
    "[ref]\n\n[ref]: https://evil.example",
    "# h",
    "a\n# h\n",
    "a\n===\nb\n---",
    "- a",
    "+ a",
    "1. a",
    "2) a",
    "---",
    "***",
    "===",
    "| a | b |\n| - | - |\n| c | d |",
    "> quote",
    "    code",
    "\tcode",
    "```\ncode",
    "~~~\ncode",
    "`code` **bold** _em_ ~~gone~~ $x$ <!-- c -->",
    "&lt;b&gt; &#60;script&#62; &amp;",
    "back\\slash \\",
    "\x1b[31mred\x1b]52;c;eA==\x07",
    "\u202egnp.exe\u2066",
    "line\x0bfeed\x0cform\u2028sep\x85nel",
    "{{7*7}} %s {0} ${x}",
    "=HYPERLINK(1)",
    "</style></title></main>",
    "]]> --> */",
)


def rendered(found: Letter, form: Callable[[Page], str]) -> str:
    return form(letter_page(found))


def visible(html: str) -> str:
    """The text of an HTML page, one space for any blank, its style aside."""
    return " ".join(" ".join(parsed(html).texts).split())


class Seen(HTMLParser):
    """What a browser would see: tags with attributes, and texts outside of the style."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ends: list[str] = []
        self.texts: list[str] = []
        self.style = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.ends.append(tag)

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "style" and "style" not in self.ends:
            self.style += data
        else:
            self.texts.append(data)


def parsed(html: str) -> Seen:
    seen = Seen()
    seen.feed(html)
    seen.close()
    return seen


def markdown_read(text: str) -> tuple[str, set[str]]:
    """What a Markdown reader shows, and the kinds of its tokens, addresses linked as far as it goes."""
    tokens = MarkdownIt("gfm-like").parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    shown = " ".join("".join(c.content for c in token.children or ()) for token in tokens if token.children)
    return " ".join(shown.split()), {token.type for token in (*tokens, *inner)}


def plain(text: str) -> str:
    """A text letter without its signs and line breaks."""
    return " ".join(text.split())


def read_back(form: str, found: Letter) -> str:
    """What a person reads in a format, with one space for any blank."""
    if form == "html":
        return visible(rendered(found, page_html))
    if form == "markdown":
        return markdown_read(rendered(found, page_markdown))[0]
    return plain(rendered(found, page_text))


FACTS = (
    *("Sam Sample", "1990-05-01 (35 years)", "iliopsoas syndrome, by Dr A on Mon 2026-03-02"),
    *("Most urgent open finding: EMERGENCY, now.", "1. EMERGENCY, now: ", "2. Within two weeks: "),
    *("Reported once", "Reported 2 times, first on Sun 2026-03-08", "(E01)", "(U13)"),
    f"Mon {days_ago(2)}, rated within two weeks",
    "numbness or changed feeling between the thighs, around the genitals or back passage: yes. [screen-o]",
    *("Stop exercising now.", "Call 112 or go to", "(published)", "Evidence grade"),
    "STOP: no plan until a clinician has cleared it (P0)",
    f"Sun {days_ago(3)}, morning: 6, at rest 7",
    f"Tue {days_ago(1)}, Raise: before 0, during 9, after not given",
    *("72 reps", "33 reps", "5 reps", "The week from 2026-03-16 has not ended."),
    f"Thu {days_ago(6)}: steroid injection, triamcinolone, right.",
    f"Fri {days_ago(12)}: medicine, ibuprofen 400. Note: “twice a day”",
    *("Do you have diabetes?: yes", "Do you inject drugs?: not sure", "Do you have HIV?"),
    "U13: a numb patch or shooting pain down one leg that is not settling: yes on Sun 2026-03-08",
    *(f"No on Sat {days_ago(4)}", f"No on Sun {days_ago(10)}"),
    "E10: sudden severe pain in a testicle: skipped on Sun 2026-03-08",
    "E04: new loss of feeling or function during sex, with back or leg pain: skipped on Sat 2026-03-14",
    f"“fever last night, and a limp” (named: fever, limp; not asked about since: S01, S05)",  # noqa: F541
    f"Tue {days_ago(8)}, by Dr Bell, GP, as told by the patient: “Strength is full.” It answers S06",
    *(A_NAME, STATEMENT, "0123456789abcdef", "2026.1", "version 2"),
)
LABELLED = (
    *(("Last full screen", f"Sun {days_ago(10)}"), ("Imaging", "not on record")),
    *(("Written on", f"Wed {DAY}"), ("Diary fingerprint", "0123456789abcdef")),
    *(("Entries in the diary", "29"), ("Side of the complaint", "right")),
)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_fact_stands_in_every_format(form: str) -> None:
    shown = read_back(form, of(ill()))
    assert [fact for fact in FACTS if fact not in shown] == []
    pattern = r"{}:? {}".format
    wrong = [pair for pair in LABELLED if not re.search(pattern(*map(re.escape, pair)), shown)]
    assert wrong == []
    assert shown.index("(E01)") < shown.index("(U13)")
    assert "0123456789abcdef0" not in shown


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_diary_with_nothing_in_it_says_so(form: str) -> None:
    empty = replace(unscreened(), profiles=(), diagnoses=())
    for day in (MONDAY - timedelta(days=9), MONDAY, start_of(empty, 5)):
        shown = read_back(form, of(empty, day))
        assert shown.count(NOTHING_OPEN) == 2
        questions = len(of(empty).screening.questions)
        assert f"Without an answer since the last full screen: {questions} of {questions} questions" in shown
        assert [item.id for item in of(empty).screening.questions if f"{item.id}: " not in shown] == []
        assert shown.count("never asked") == 2
        assert "none by a clinician is on record" in shown
        assert "None on record." in shown
        assert "None was answered." in shown
        assert "Due now" in shown
        assert re.search(r"Imaging:? not on record", shown)
        assert "Do you have HIV?" in shown
        assert "Do you have HIV?: " not in shown
        assert not BANNED.search(shown)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_measures_stand_with_their_changes_and_whose_they_are(form: str) -> None:
    first, second = {"stairs": 4, "running": 2}, {"stairs": 8, "running": 3}
    totals = [(f"l{n}", n, MeasureKind.LEFS, {"total": 40 + n}) for n in range(8)]
    given = [("p1", 10, MeasureKind.PSFS, first), ("p2", 1, MeasureKind.PSFS, second)]
    given += [("g", 1, MeasureKind.GLOBAL_CHANGE, {"change": -1}), *totals]
    taken = tuple(MeasureTaken(entry, days_ago(ago), *rest) for entry, ago, *rest in given)  # type: ignore[arg-type]
    book = replace(unscreened(), measures=taken)
    shown = read_back(form, of(book))
    for words in (
        "running 3, stairs 8; mean 5.5",
        "mean: +2.5, an important change; running: +1, within the measurement error; stairs: +4, an",
        "A change counts from 2 points of the mean, or 3 of one activity.",
        "Stratford 1995, Physiotherapy Canada 47:258-263",
        "slightly worse (-1)",
        "40 of 80",
        "2 between the first and the newest are left out.",
        "total: -7, within the measurement error",
        "The questionnaire itself is filled in elsewhere",
    ):
        assert words in shown
    assert "45 of 80" not in shown
    assert "None is on record." in read_back(form, of(unscreened()))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_painkillers_are_told_beside_the_pain(form: str) -> None:
    book = with_entries(unscreened(), Morning("m", MONDAY, 2, painkiller=True))
    shown = read_back(form, of(book, MONDAY))
    assert "A painkiller masks the scores of 1 day in these weeks: 2026-03-02." in shown
    assert "The patient has noted no day with a painkiller" in read_back(form, of(unscreened(), MONDAY))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_score_not_given_is_never_zero(form: str) -> None:
    book = with_entries(unscreened(), bout(MONDAY, 8, pain_before=None, pain_during=None, pain_after=None))
    shown = read_back(form, of(book, MONDAY + timedelta(days=2)))
    row = ("2026-03-02", "1 of 3", "0 of 3", "not given", "not given", "0 of 3", "not given")
    assert "".join(row).replace(" ", "") in shown.replace(" ", "")
    nothing = read_back(form, of(train(book, 0, (8,)), start_of(book, 1) + timedelta(days=1)))
    assert nothing.count("no bout") > 1


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_break_and_a_past_review_day_are_told(form: str) -> None:
    book = train(unscreened(), 0, (8, 8, 8), (8, 8, 8))
    shown = read_back(form, of(book, start_of(book, 6)))
    assert "Found from the diary:" in shown
    assert "Routine: Exercises are taken up again" in shown
    late = replace(of(book), day=of(book).screening.review_by + timedelta(days=1))
    assert "review was due by" in read_back(form, late)


def hostile(text: str) -> Diary:
    """A diary in which every text that a person can write is ``text``."""
    book = ill(note=f"{text} fever")
    person = replace(book.person, name=text, emergency_number=text)
    base = book.assignments[0]
    return replace(
        book,
        person=person,
        diagnoses=(Diagnosis("d", MONDAY, text, text, MONDAY),),
        bouts=(*book.bouts, bout(days_ago(2), 5, name=text, pain_after=9)),
        profiles=(Profile("f", MONDAY, {**dict.fromkeys(KEYS, False), "cancer_history": text, text: True}),),
        screens=(*book.screens, replace(book.screens[1], day=days_ago(1), answers={text: text})),
        raised=tuple(replace(one, text=text, facts={text: text}) for one in book.raised),
        clearances=(Clearance("c", days_ago(1), ("r4",), text, text, text),),
        events=(Event("e", days_ago(1), EventKind.IMAGING, text, note=text),),
        measures=(
            MeasureTaken("p1", days_ago(9), MeasureKind.PSFS, {text: 4}, text),
            MeasureTaken("p2", days_ago(1), MeasureKind.PSFS, {text: 7}, text),
        ),
        assignments=(replace(base, programme=replace(base.programme, title=text, version=text)),),
        mornings=(*book.mornings, Morning("m-x", days_ago(0), 9, note=f"limp {text}")),
    )


SHAPE = of(hostile("word"))


def counted(tags: list[tuple[str, dict[str, str | None]]]) -> Counter[str]:
    return Counter(f"{tag} {sorted(attributes.items())}" for tag, attributes in tags)


@pytest.mark.parametrize("text", each(HOSTILE, 4))
def test_hostile_text_is_inert_in_html(text: str) -> None:
    html = rendered(of(hostile(text)), page_html)
    seen, known = parsed(html), parsed(rendered(SHAPE, page_html))
    assert counted(seen.tags) == counted(known.tags), "no text adds a tag or an attribute"
    assert Counter(seen.ends) == Counter(known.ends)
    assert one_line(text) in visible(html)
    assert "<!--" not in html
    assert not CONTROL.search(html)


def test_html_holds_no_script_link_or_resource() -> None:
    seen = parsed(rendered(of(hostile("<a href='x' onclick='y'>")), page_html))
    tags = {tag for tag, _ in seen.tags}
    assert tags <= {
        *("html", "head", "meta", "title", "style", "body", "main", "footer", "section", "h1", "h2", "h3"),
        *("p", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
    names = {name for _, attributes in seen.tags for name in attributes}
    assert names == {"lang", "charset", "http-equiv", "content", "name", "class", "scope"}
    assert "url(" not in seen.style
    assert "@import" not in seen.style
    policy = next(a["content"] for _, a in seen.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert ("meta", {"charset": "utf-8"}) in seen.tags
    assert ("html", {"lang": "en"}) in seen.tags


def test_html_tables_name_their_rows_and_columns() -> None:
    html = rendered(of(ill()), page_html)
    seen = parsed(html)
    count = [tag for tag, _ in seen.tags].count
    assert count("table") == count("caption") == count("thead") == count("tbody") > 1
    scopes = [attributes.get("scope") for tag, attributes in seen.tags if tag == "th"]
    assert set(scopes) == {"col", "row"}
    assert count("tr") == count("table") + scopes.count("row")
    opened = sorted(tag for tag, _ in seen.tags if tag != "meta")
    assert opened == sorted(seen.ends)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_html_has_contrast() -> None:
    style = parsed(rendered(of(ill()), page_html)).style
    inks = set(re.findall(r"(?<!-)\bcolor: (#\w{6})|solid (#\w{6})", style))
    papers = set(re.findall(r"background: (#\w{6})", style))
    assert inks
    assert papers
    assert len(re.findall("#", style)) == len(re.findall(r"#[0-9a-f]{6}\b", style))
    for ink in filter(None, (colour for pair in inks for colour in pair)):
        for paper in papers:
            light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 7, (ink, paper)


@pytest.mark.parametrize("text", each(HOSTILE, 4))
def test_hostile_text_is_inert_in_markdown(text: str) -> None:
    markdown = rendered(of(hostile(text)), page_markdown)
    tokens = Counter(t.type for t in MarkdownIt("gfm-like").parse(markdown))
    known = MarkdownIt("gfm-like").parse(rendered(SHAPE, page_markdown))
    assert tokens == Counter(t.type for t in known)
    shown, kinds = markdown_read(markdown)
    banned = {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "code_inline",
        "code_block",
        "fence",
        "em_open",
    }
    assert not kinds & {
        *banned,
        "s_open",
        "blockquote_open",
        "hr",
        "ordered_list_open",
        "softbreak",
        "hardbreak",
    }
    assert one_line(text) in shown
    assert not CONTROL.search(markdown)
    levels = {line.split(" ")[0] for line in markdown.splitlines() if line.startswith("#")}
    assert levels == {"#", "##", "###"}


@pytest.mark.parametrize("text", [*HOSTILE, "", " ", "2.5 kg", "10 % a week, 3–4", "fever: 39.5"])
def test_an_escaped_text_reads_as_it_was(text: str) -> None:
    shown, kinds = markdown_read(escaped(text))
    assert shown == one_line(text)
    assert kinds <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}


def test_plain_words_and_numbers_are_not_escaped() -> None:
    for text in ("Mon 2026-03-02: 8 of 10 (severe), 2.5 kg.", "No finding is open.", "“quoted” – 10 %"):
        assert escaped(text) == text


@pytest.mark.parametrize("text", each(HOSTILE, 4))
def test_hostile_text_begins_no_line_of_its_own_in_text(text: str) -> None:
    found = rendered(of(hostile(text)), page_text)
    assert not CONTROL.search(found.replace("\n", ""))
    titles = [line for line in rendered(SHAPE, page_text).splitlines() if re.fullmatch(r"-{3,}|={3,}", line)]
    assert [line for line in found.splitlines() if re.fullmatch(r"-{3,}|={3,}", line)] == titles


@pytest.mark.parametrize("form", [page_text, page_markdown, page_html])
def test_no_letter_reassures(form: Callable[[Page], str]) -> None:
    for book in (ill(), unscreened(), replace(ill(), raised=())):
        assert not BANNED.search(rendered(of(book), form))


def test_text_stays_within_eighty_columns() -> None:
    lines = rendered(of(ill()), page_text).splitlines()
    assert [line for line in lines if len(line) > 80 or line != line.rstrip()] == []


def test_each_part_has_its_form() -> None:
    blocks = (
        *(Heading("h"), Bullets(("a", "b")), Pairs((("label", "text"),)), Paragraph("p", strong=True)),
        Table("c", ("one", "two"), (("x", "1"),)),
    )
    page = Page("Title", (Paragraph("lead"),), (Section("Part", blocks),))
    assert page_markdown(page) == (
        "# Title\n\nlead\n\n## Part\n\n### h\n\n- a\n- b\n\n* **label:** text\n\n**p**\n\n**c**\n\n"
        "| one | two |\n| --- | --- |\n| x | 1 |"
    )
    assert page_text(page) == (
        "Title\n=====\n\nlead\n\nPart\n----\n\nh\n\n- a\n- b\n\nlabel: text\n\n! p\n\n"
        "  c\n  one  two\n  x    1"
    )


def test_sides_with_the_same_numbers_stand_together() -> None:
    from rehab.domain.words import Side

    book = unscreened()
    for side in (Side.LEFT, Side.RIGHT):
        book = with_entries(book, bout(MONDAY, 5, name="swim", side=side))
    assert "swim, left and right (each)" in rendered(of(book), page_text)
    apart = with_entries(book, bout(MONDAY, 6, name="swim", side=Side.LEFT, entry="more"))
    found = rendered(of(apart), page_text)
    assert "  swim, left\n" in found
    assert "  swim, right\n" in found
    assert "no rule governs it" in found
