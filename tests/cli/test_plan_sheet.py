"""The plan sheet: what stands on it, in every format, and events that a calendar updates."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from rehab.render.words import STATEMENT, WEEKLY_STATEMENT
from tests.cli.shell import START, Shell

NOW = datetime(2026, 3, 4, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOW)


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("rehab.actions.plan_files.utc_now", lambda: now)


def plan(sam: Shell, form: str, *more: str) -> str:
    return sam.ok("plan", "--format", form, *more).out


def calendar(text: str) -> dict[str, tuple[date, date, str, str, str, int]]:
    """What a calendar library reads, by UID."""
    return {
        str(e["UID"]): (
            e["DTSTART"].dt,
            e["DTEND"].dt,
            str(e["SUMMARY"]),
            str(e["DESCRIPTION"]),
            str(e["STATUS"]),
            int(e["SEQUENCE"]),
        )
        for e in Calendar.from_ical(text).walk("VEVENT")
    }


def pdf_text(path: Path) -> str:
    whole = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(path.read_bytes())).pages)
    return " ".join(whole.replace("\u200b", "").split())


def test_the_sheet_tells_doses_limits_the_pain_rule_and_the_statements(sam: Shell) -> None:
    page = plan(sam, "markdown")
    assert page.startswith("# Plan from Mon 2026-03-02\n")
    assert "* **Valid:** Mon 2026-03-02 to Sun 2026-03-08" in page
    assert "* **For:** Sam Sample, born 1990" in page
    assert "| Mon 2026-03-02 | Bridge | 3×12 | ☐ | " in page
    assert "| Bridge | 108 | 108 | 108 | 108 | " in page
    assert "HOLD: no increase (P13)" in page
    assert "too much is a score above 2 that is also above the score before, or any score above 5" in page
    assert "A score of 8 or more: stop that exercise for this week." in page
    assert (WEEKLY_STATEMENT in page, STATEMENT in page) == (True, True)
    assert re.search(
        r"Sam Sample, born 1990 — written on 2026-03-04 — rules version \d+, diary [0-9a-f]{16}", page
    )


def test_every_day_of_the_week_stands_on_the_sheet(sam: Shell) -> None:
    page = plan(sam, "markdown")
    days = [date.fromisoformat(START) + timedelta(days=n) for n in range(7)]
    assert [str(day) in page for day in days] == [True] * 7
    assert "| Sun 2026-03-08 | no session" in page or "| Sun 2026-03-08 | Easy walking" in page


def test_what_was_done_is_ticked_and_mornings_are_filled_in(sam: Shell) -> None:
    sam.ok("log", "bridge", "3x12", "--on", START)
    sam.ok("morning", "3", "--on", START)
    page = plan(sam, "markdown")
    assert "| Mon 2026-03-02 | Bridge | 3×12 | ☑ | " in page
    assert "| Wed 2026-03-04 | Bridge | 3×12 | ☐ | " in page
    assert "| Score | 3 | " in page


def test_markdown_html_and_pdf_hold_the_same_numbers_as_json(sam: Shell, tmp_path: Path) -> None:
    sam.ok("plan", "--format", "pdf", "-o", str(tmp_path / "plan.pdf"))
    pages = (plan(sam, "markdown"), plan(sam, "html"), pdf_text(tmp_path / "plan.pdf"))
    flat = [re.sub(r"<[^>]*>|[|\\]", " ", page) for page in pages]
    for item in sam.ok("plan", "--json").json["exercises"]:
        if item["unit"] == "reps":
            numbers = " ".join(str(item[key]) for key in ("reference", "cap", "limit", "planned"))
            assert all(numbers in " ".join(page.split()) for page in flat), (item["exercise"], numbers)


def test_the_pdf_is_made_for_either_paper_and_only_for_its_owner(sam: Shell, tmp_path: Path) -> None:
    for paper, width in (("a4", 595), ("letter", 612)):
        path = tmp_path / f"{paper}.pdf"
        told = sam.ok("plan", "--format", "pdf", "--paper", paper, "-o", str(path))
        assert told.out == ""
        assert told.err.strip() == f"Written to {path}."
        assert round(PdfReader(path).pages[0].mediabox.width) == width
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_pdf_is_not_written_to_a_terminal(sam: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    told = sam("plan", "--format", "pdf")
    assert (told.code, told.out) == (2, "")
    assert "A terminal cannot show this format. Name a new file with -o." in told.err


def test_a_pdf_that_cannot_be_made_changes_nothing(sam: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    assert "Install rehab with it" in sam.refused("plan", "--format", "pdf", "-o", "x.pdf").err
    assert not Path("x.pdf").exists()


def test_a_sheet_of_a_stopped_week_says_so_and_ends_with_3(sam: Shell, tmp_path: Path) -> None:
    stopped(sam, tmp_path)
    for form in ("markdown", "html"):
        told = sam("plan", "--format", form)
        assert told.code == 3
        assert "STOP" in told.out
        assert "EMERGENCY, now" in told.out
        assert "3×12" not in told.out


def stopped(sam: Shell, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"urinary_retention": true}')
    told = sam("screen", "--facts", str(facts), "--record")
    assert told.code == 13, told


def test_a_calendar_reads_one_all_day_event_for_each_day_with_a_session(sam: Shell) -> None:
    events = calendar(plan(sam, "ics"))
    days = {s["day"] for e in sam.ok("plan", "--json").json["exercises"] for s in e["sessions"]}
    assert {str(first) for first, *_ in events.values()} == days
    for first, end, summary, description, status, _ in events.values():
        assert end - first == timedelta(days=1)
        assert re.fullmatch(r"Rehab: \d+ exercises?, about \d+ min", summary)
        assert status == "CONFIRMED"
        assert "Easy walking or cycling: " in description
        assert WEEKLY_STATEMENT in description
        assert description.endswith(STATEMENT)


def test_imported_twice_it_gives_the_same_events(sam: Shell) -> None:
    first, again = calendar(plan(sam, "ics")), calendar(plan(sam, "ics"))
    assert first == again
    assert first


def test_a_later_import_of_the_week_updates_its_events(sam: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    first = calendar(plan(sam, "ics"))
    sam.ok("morning", "1")
    at(monkeypatch, NOW + timedelta(hours=2))
    later = calendar(plan(sam, "ics"))
    assert set(first) == set(later)
    assert all(later[uid][5] > first[uid][5] for uid in first)


def test_other_weeks_and_other_patients_have_other_events(sam: Shell) -> None:
    this, following = calendar(plan(sam, "ics")), calendar(plan(sam, "ics", "--week", "next"))
    assert not set(this) & set(following)


def test_a_stopped_week_cancels_the_days_to_come(sam: Shell, tmp_path: Path) -> None:
    before = calendar(plan(sam, "ics"))
    stopped(sam, tmp_path)
    told = sam("plan", "--format", "ics")
    assert told.code == 3
    after = calendar(told.out)
    assert {uid for uid, e in before.items() if e[0] >= NOW.date()} <= set(after)
    assert {(e[2], e[4]) for e in after.values()} == {("No session", "CANCELLED")}


def test_calendar_lines_are_folded_and_texts_escaped(sam: Shell) -> None:
    sam.ok("plan", "--format", "ics", "-o", "plan.ics")
    data = Path("plan.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
