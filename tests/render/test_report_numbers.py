"""The numbers of one report are the same in every format, read back out of each."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from rehab.actions.demo import STORIES, make_demo
from rehab.actions.events import record_event
from rehab.actions.report import report_facts, write_report
from rehab.domain.report import Report
from rehab.domain.words import EventKind
from tests.render.report_reading import (
    Numbers,
    from_csv,
    from_json,
    from_tables,
    html_tables,
    markdown_tables,
    text_tables,
)
from tests.render.test_letter import markdown_read, plain, visible
from tests.tiers import heavy_but

TODAY = date(2026, 5, 6)


@pytest.fixture(scope="module", params=heavy_but(STORIES, "flare", "absent"))
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return lived(request.param, tmp_path_factory.mktemp("demo") / "diary.db")


def lived(story: str, path: Path) -> Report:
    """The report of a demo story, with a treatment and a question in it."""
    desk = make_demo(path, story, 6, TODAY)
    record_event(desk, EventKind.MEDICINE, what="ibuprofen 400")
    record_event(desk, EventKind.QUESTION, note="May I swim?")
    report = report_facts(desk)
    desk.database.close()
    return report


def written(found: Report, form: str) -> str:
    text = write_report(found, form)
    assert isinstance(text, str)
    return text


@pytest.fixture(scope="module")
def numbers(found: Report) -> Numbers:
    return from_json(json.loads(written(found, "json")))


def test_the_numbers_are_those_of_the_diary(found: Report, numbers: Numbers) -> None:
    for week in found.weeks:
        for line in week.volume.lines:
            sums = found.diary.day_sums.get((line.series, line.unit), {})
            name = line.record.exercise.name if line.record else line.series.exercise
            done = sum(sums.get(day, 0) for day in week.week.days)
            shown = numbers.volume[name, line.series.side.value, str(week.week.start)][0]
            assert (shown or 0) == done
    for bout in found.diary.bouts:
        if bout.day >= found.first and bout.pain_during is not None:
            during = numbers.scores[str(bout.day)][1]
            assert during is not None
            assert during >= bout.pain_during
    assert len(numbers.pain) == len(found.weeks) == 6


def test_text_has_the_numbers_of_the_json(found: Report, numbers: Numbers) -> None:
    text = written(found, "text")
    assert from_tables(text_tables(text), plain(text)) == numbers


def test_markdown_has_the_numbers_of_the_json(found: Report, numbers: Numbers) -> None:
    text = written(found, "markdown")
    assert from_tables(markdown_tables(text), markdown_read(text)[0]) == numbers


def test_html_has_the_numbers_of_the_json(found: Report, numbers: Numbers) -> None:
    text = written(found, "html")
    assert from_tables(html_tables(text), visible(text)) == numbers


def test_csv_has_the_numbers_of_the_json(found: Report, numbers: Numbers) -> None:
    assert from_csv(written(found, "csv")) == numbers


def test_pdf_has_every_row_of_the_html(found: Report, numbers: Numbers) -> None:
    data = write_report(found, "pdf")
    assert isinstance(data, bytes)
    sheets = PdfReader(io.BytesIO(data)).pages
    shown = bare("".join(sheet.extract_text() for sheet in sheets))
    tables = html_tables(written(found, "html"))
    assert sum(len(rows) for _, rows in tables) > len(numbers.scores)
    lost = [row for _, rows in tables for row in rows if bare("".join(row.values())) not in shown]
    assert lost == []
    for label, counts in numbers.counts.items():
        assert label == "sessions" or _counted(label, counts) in shown
    foot = bare(f"diary {found.diary.head[:16]}, {found.diary.entries} entries")
    assert all(foot in bare(sheet.extract_text()) for sheet in sheets)


def _counted(label: str, counts: tuple[int, ...]) -> str:
    colon = ":" if label[0].isupper() else ""
    return bare(f"{label}{colon} {' of '.join(map(str, counts))}")


def bare(text: str) -> str:
    """A text without any blank: lines and columns of a sheet break where they like."""
    return "".join(text.replace("\u200b", "").replace("\xad", "").split())
