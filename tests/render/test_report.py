"""The report's page in each format: every part, inert texts, plain words, and what is cut is said."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from rehab.domain.diary import (
    Bout,
    ClinicianNote,
    Diary,
    Event,
    MeasureTaken,
    Override,
    PhaseStart,
    Raised,
    ReviewDate,
)
from rehab.domain.report import Report
from rehab.domain.words import EventKind, MeasureKind, OverrideKind, Urgency
from rehab.render.page_html import page_html
from rehab.render.page_markdown import page_markdown
from rehab.render.page_parts import Figure, Page, Section, Table, one_line
from rehab.render.page_text import page_text
from rehab.render.record_parts import NOTHING_OPEN
from rehab.render.report_csv import COLUMNS, report_csv
from rehab.render.report_json import report_json
from rehab.render.report_page import report_page
from rehab.render.report_record import AMENDMENTS_SHOWN
from rehab.render.report_weeks import week_section
from tests.cli.shell import CONTROL
from tests.domain.test_letter import DAY, days_ago, ill, unscreened
from tests.domain.test_report import of, revision
from tests.render.test_letter import HOSTILE, hostile, markdown_read, parsed, plain, visible
from tests.samples import MONDAY, bout, start_of, train, with_entries
from tests.test_house import BANNED
from tests.tiers import each

DATA = Path("/work/shared/data/hostile/csv_injection_payloads.txt")
PAGES = [page_text, page_markdown, page_html]
Form = Callable[[Page], str]


def shown(found: Report, form: Form) -> str:
    """What a person reads in a format, with one space for any blank."""
    text = form(report_page(found))
    if form is page_html:
        return visible(text)
    return markdown_read(text)[0] if form is page_markdown else plain(text)


def full(text: str = "word") -> Diary:
    """A diary with every kind of entry that the report tells, every text in it being ``text``."""
    book = hostile(text)
    now, who = days_ago(1), (text, text)
    return replace(
        book,
        events=(*book.events, Event("q", now, EventKind.QUESTION, note=text)),
        overrides=(Override("o", now, OverrideKind.GRANULARITY, text, *who, text),),
        notes=(ClinicianNote("n", now, text, *who),),
        reviews=(ReviewDate("v", now, DAY + timedelta(days=9), *who),),
    )


def amended(text: str = "word") -> Report:
    one = bout(days_ago(1), 8, name=text, note=text)
    first, second = revision(one, 1, 1), revision(one, 2, 2)
    withdrawn = revision(one, 3, 3, state="void")
    record = (first, replace(second, reason=text, actor=text), replace(withdrawn, reason=text, actor=text))
    return of(full(text), revisions=record)


FACTS = (
    *("Sam Sample", "1990-05-01 (35 years)", "Most urgent open finding: EMERGENCY, now."),
    "EMERGENCY, now: ",
    "STOP: no plan until a clinician has cleared it (P0)",
    "2 times, first on Sun 2026-03-08",
    "Period of this report: Mon 2026-03-02 to Wed 2026-03-18: 3 training weeks",
    "May I swim?",
    "steroid injection, triamcinolone, right.",
    "days without an entry 5 of 17",
    "The week from 2026-03-16, which has not ended",
    *("Week from Mon 2026-03-09", "Week from Mon 2026-03-16"),
    "by Dr Bell, GP, as told by the patient: “Strength is full.”",
    "Entries of this period were amended 0 and withdrawn 0 times.",
    *("Staying within 10 % a week is a cautious convention.", "0123456789abcdef", "It does not diagnose"),
)


@pytest.mark.parametrize("form", PAGES)
def test_every_fact_stands_in_every_format(form: Form) -> None:
    asked = Event("q", days_ago(2), EventKind.QUESTION, note="May I swim?")
    book = ill()
    read = shown(of(replace(book, events=(*book.events, asked))), form).replace(" :", ":")
    pattern = {re.escape(fact).replace("report:", "report:?") for fact in FACTS}
    assert [fact for fact in pattern if not re.search(fact, read)] == []
    assert read.count("question") < read.count("May I swim?") + 40
    assert "0123456789abcdef0" not in read


@pytest.mark.parametrize("form", PAGES)
def test_a_diary_with_nothing_in_it_says_so(form: Form) -> None:
    for day in (MONDAY, start_of(unscreened(), 5)):
        read = shown(of(unscreened(), day), form)
        assert read.count(NOTHING_OPEN) == 2
        for words in ("none on record", "None is on record.", "None in this period.", "no score given"):
            assert words in read
        assert not BANNED.search(read)


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("days", [-9, -1])
def test_a_programme_that_has_not_begun_has_a_report(form: Form, days: int) -> None:
    read = shown(of(unscreened(), MONDAY + timedelta(days=days)), form)
    assert NOTHING_OPEN in read
    assert "No session had fallen due." in read


@pytest.mark.parametrize("form", PAGES)
def test_a_week_over_the_rule_and_one_without_a_bout_are_marked(form: Form) -> None:
    book = train(train(unscreened(), 0, (8, 8, 8), (8, 8, 8), (8, 8, 8)), 1, (20, 20), (20, 20))
    read = shown(of(book), form)
    assert "! 80 reps" in read
    assert "no bout" in read
    assert "+11 %" in read


@pytest.mark.parametrize("form", PAGES)
def test_amendments_are_told_and_what_is_cut_is_counted(form: Form) -> None:
    one = bout(days_ago(1), 8)
    many = [revision(one, n, n) for n in range(1, AMENDMENTS_SHOWN + 10)]
    read = shown(of(unscreened(), revisions=many), form)
    assert f"amended {AMENDMENTS_SHOWN + 8} and withdrawn 0 times" in read
    assert read.count("amended by patient in revision") == AMENDMENTS_SHOWN
    assert "because: a slip" in read
    assert "8 older amendments of entries of this period" in read
    assert "withdrawn by word" in shown(amended(), form)


@pytest.mark.parametrize("form", PAGES)
def test_measures_stand_on_the_first_sheet_and_in_the_detail(form: Form) -> None:
    first, second = {"stairs": 4, "running": 2}, {"stairs": 8, "running": 3}
    taken = (
        MeasureTaken("p1", days_ago(10), MeasureKind.PSFS, first),
        MeasureTaken("p2", days_ago(1), MeasureKind.PSFS, second),
    )
    read = shown(of(replace(unscreened(), measures=taken)), form)
    assert read.count("mean: +2.5, an important change") == 2
    assert "A change counts from 2 points of the mean" in read


@pytest.mark.parametrize("text", each(HOSTILE, 4))
def test_hostile_text_is_inert_in_html(text: str) -> None:
    html = page_html(report_page(amended(text)))
    seen, known = parsed(html), parsed(page_html(report_page(amended())))
    assert Counter(tag for tag, _ in seen.tags) == Counter(tag for tag, _ in known.tags)
    names = {name for _, attributes in seen.tags for name in attributes}
    assert names == {name for _, attributes in known.tags for name in attributes}
    assert one_line(text) in visible(html)
    assert "<!--" not in html
    assert not CONTROL.search(html)


def test_html_holds_no_script_link_or_resource() -> None:
    html = page_html(report_page(amended("<a href='x' onclick='y'>")))
    seen = parsed(html)
    tags = {tag for tag, _ in seen.tags}
    assert tags <= {
        *("html", "head", "meta", "title", "style", "body", "main", "footer", "section", "h1", "h2", "h3"),
        *("p", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
        *("figure", "figcaption", "strong"),
        *("svg", "path", "text", "g", "desc", "line", "rect", "circle", "tspan"),
    }
    names = {name for _, attributes in seen.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("href", "src", "xlink:href")}
    assert "url(" not in html
    assert "http" not in re.sub(r'http-equiv|"http://www.w3.org/2000/svg"', "", html)


@pytest.mark.parametrize("text", each(HOSTILE, 4))
def test_hostile_text_is_inert_in_markdown_and_text(text: str) -> None:
    markdown = page_markdown(report_page(amended(text)))
    tokens = Counter(token.type for token in MarkdownIt("gfm-like").parse(markdown))
    known = MarkdownIt("gfm-like").parse(page_markdown(report_page(amended())))
    assert tokens == Counter(token.type for token in known)
    _, kinds = markdown_read(markdown)
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "code_inline", "fence", "em_open"}
    plain_text = page_text(report_page(amended(text)))
    assert not CONTROL.search(plain_text.replace("\n", ""))
    rules = re.findall(r"(?m)^(?:-{3,}|={3,})$", page_text(report_page(amended())))
    assert len(re.findall(r"(?m)^(?:-{3,}|={3,})$", plain_text)) == len(rules)


@pytest.mark.parametrize("form", PAGES)
def test_what_a_clinician_set_stands_on_the_first_sheet_and_whole_in_the_detail(form: Form) -> None:
    names = ("raise", "bridge", "clam", "step", "squat")
    lighter = Override("o", days_ago(1), OverrideKind.DELOAD, "", "Kim Lee", "physio", "sore", since=DAY)
    book = replace(
        unscreened(),
        overrides=tuple(replace(lighter, entry=f"o-{name}", exercise=name) for name in names),
        notes=(ClinicianNote("n", days_ago(1), "Slower down than up.", "Kim Lee", "physio"),),
    )
    read = shown(of(book), form)
    assert read.count("deload exception for raise, bridge, clam and 2 more, from") == 1
    assert read.count("deload exception for raise, bridge, clam, step, squat, from") == 1
    assert re.search(r"A clinician's note:? .*by Kim Lee, physio: “Slower down than up.”", read)


@pytest.mark.parametrize("form", PAGES)
def test_an_exception_that_begins_later_is_told_and_not_only_counted(form: Form) -> None:
    later = DAY + timedelta(days=9)
    agreed = Override("o", DAY, OverrideKind.DELOAD, "raise", "Kim", "physio", "sore", since=later)
    read = shown(of(replace(unscreened(), overrides=(agreed,))), form)
    assert read.count(f"deload exception for raise, from {later}") == 2
    assert "planned after its period" not in read


@pytest.mark.parametrize("form", PAGES)
def test_what_is_to_be_done_about_several_findings_is_said_once_on_the_first_sheet(form: Form) -> None:
    raised = tuple(
        Raised(f"r{item}", days_ago(1), item, Urgency.TWO_WEEKS, "", {}) for item in ("U01", "U02")
    )
    found = of(replace(unscreened(), raised=raised))
    (first, second), page = found.findings, report_page(found)
    front = replace(page, sections=page.sections[: page.first_sheet])
    read = plain(page_text(front))
    assert first.finding.action == second.finding.action
    assert read.count(first.finding.action) == 1
    assert all(f"({one.finding.id}, since" in read for one in found.findings)
    assert first.finding.action in shown(found, form)


def test_the_first_sheet_holds_the_summary_and_says_what_a_session_is() -> None:
    page = report_page(of(ill()))
    titles = [section.title for section in page.sections[: page.first_sheet]]
    assert titles == [
        *("Who", "Open findings", "This week's decision", "This week's volume", "Pain"),
        "Done, noted, asked, missing",
    ]
    assert "A session is one exercise on one side on one day." in plain(page_text(page))
    html = page_html(page)
    assert html.count('<section class="front">') == page.first_sheet


def test_all_charts_share_one_time_axis_and_a_phase_is_named_once() -> None:
    book = train(train(unscreened(), 0, (8, 8, 8)), 1, (8, 8, 8))
    start = PhaseStart("p", start_of(book, 1), "strengthen", "Kim", "physio")
    swim = bout(start_of(book, 2), 9, name="swim")
    page = report_page(of(with_entries(replace(book, phases=(start,)), swim)))
    figures = [b for section in page.sections for b in section.blocks if isinstance(b, Figure)]
    assert len(figures) == 3
    ticks = [re.findall(r'd="M([\d.]+) [\d.]+v5"', figure.svg) for figure in figures]
    assert ticks[0] == ticks[1] == ticks[2]
    assert len(ticks[0]) == 3
    for figure in figures:
        assert f"{start.day} phase: strengthen." in figure.text_alternative
        assert "phase strengthen" not in figure.svg.replace("phase: strengthen", "")


def test_a_long_report_in_print_tells_the_newest_weeks_one_by_one_and_counts_the_others() -> None:
    book = train(train(unscreened(), 0, (8, 8, 8)), 1, (8, 8, 8))
    found = of(book)
    whole, printed = report_page(found), report_page(found, len(found.weeks) - 1)
    assert report_page(found, len(found.weeks)) == report_page(found, 1000) == whole
    first, *newer = found.weeks
    titles = [section.title for section in printed.sections]
    assert [title for title in titles if title.startswith("Week from")] == [
        week_section(week).title for week in newer
    ]
    before, after = ([b for part in page.sections for b in part.blocks] for page in (whole, printed))
    for one, other in zip(*([b for b in bs if isinstance(b, Figure)] for bs in (before, after)), strict=True):
        assert other.svg == one.svg
        assert other.table.rows == tuple(row for row in one.table.rows if row[0] != str(first.week.start))
        assert other.table.caption == f"{one.table.caption}; 1 older week is left out"
    told = plain(page_text(printed))
    assert f"The oldest 1 of {len(found.weeks)} training weeks one by one" in told
    assert "one by one" not in plain(page_text(whole))


def test_a_week_that_has_not_ended_is_told_from_one_without_a_programme() -> None:
    book = with_entries(unscreened(), bout(MONDAY, 8))
    assert "Counts as a full week: not known before it has ended" in plain(page_text(report_page(of(book))))


def payloads() -> list[str]:
    lines = DATA.read_text("utf-8").splitlines() if DATA.is_file() else []
    return [*HOSTILE, "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", *lines]


def test_no_cell_of_the_csv_begins_a_formula() -> None:
    for text in payloads():
        rows = list(csv.reader(io.StringIO(report_csv(amended(text)), newline="")))
        assert tuple(rows[0]) == COLUMNS
        assert {len(row) for row in rows} == {len(COLUMNS)}
        cells = [cell for row in rows for cell in row if not re.fullmatch(r"-\d+", cell)]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_every_value_of_the_json_is_a_row_of_the_csv() -> None:
    found = amended()
    facts = json.loads(json.dumps(report_json(found)))
    rows = list(csv.DictReader(io.StringIO(report_csv(found), newline="")))

    def leaves(value: object) -> int:
        if isinstance(value, dict):
            return sum(leaves(one) for one in value.values())
        return sum(map(leaves, value)) if isinstance(value, list) else 1

    assert len(rows) == leaves(facts)
    scores = [row for row in rows if row["section"] == "weeks" and row["key"] == "days.during"]
    given = [(day.day, day.during) for week in found.weeks for day in week.days]
    assert [(row["day"], row["value"]) for row in scores] == [
        (str(day), "" if score is None else str(score)) for day, score in given
    ]


@pytest.mark.parametrize("form", PAGES)
def test_no_report_reassures(form: Form) -> None:
    for book in (ill(), unscreened(), replace(ill(), raised=())):
        assert not BANNED.search(form(report_page(of(book))))


def test_text_stays_within_eighty_columns() -> None:
    long = with_entries(ill(), *(_long(days_ago(n)) for n in range(3)))
    lines = page_text(report_page(of(long))).splitlines()
    assert [line for line in lines if len(line) > 80 or line != line.rstrip()] == []


def _long(day: date) -> Bout:
    return bout(day, 12, name="an exercise with quite a long name that somebody gave it", entry=f"long-{day}")


def test_a_figure_stands_as_words_and_numbers_where_nothing_is_drawn() -> None:
    table = Table("numbers", ("week", "done"), (("one", "1"),))
    figure = Figure("Squats", "Volume by week.", "<svg></svg>", table)
    page = Page("Title", (), (Section("Part", (figure,)),), "whose, which rules")
    assert page_text(page) == (
        "Title\n=====\n\nPart\n----\n\nSquats. Volume by week.\n\n"
        "  numbers\n  week  done\n  one   1\n\nwhose, which rules"
    )
    assert page_markdown(page) == (
        "# Title\n\n## Part\n\nSquats. Volume by week.\n\n**numbers**\n\n"
        "| week | done |\n| --- | --- |\n| one | 1 |\n\nwhose, which rules"
    )
    html = page_html(page)
    assert (
        "<figure>\n<svg></svg>\n<figcaption><strong>Squats.</strong> Volume by week.</figcaption>\n</figure>"
        in html
    )
    assert "<footer>whose, which rules</footer>" in html


def test_a_table_wider_than_the_page_names_each_cell_in_text() -> None:
    table = Table("wide", ("row", "a" * 40, "b" * 40), (("one", "1", "2"), ("two", "", "3")))
    shown = page_text(Page("T", (), (Section("P", (table,)),)))
    assert shown.endswith(f"  wide\n  one: {'a' * 40}: 1;\n      {'b' * 40}: 2\n  two: {'b' * 40}: 3")
