"""The verb ``report``: the referral letter from the command line, to stdout and to a file."""

import json
import stat
from pathlib import Path

import pytest

from rehab.actions.report import FORMATS as WRITTEN
from rehab.actions.report import PAGES
from rehab.cli.report import FORMATS, LETTER_FORMATS
from tests.cli.shell import TODAY, Shell
from tests.render.test_letter import markdown_read, parsed, plain, visible

FORMS = ["text", "markdown", "html"]


def read(form: str, text: str) -> str:
    """What a person reads in a letter, with one space for any blank."""
    if form == "html":
        return visible(text)
    return markdown_read(text)[0] if form == "markdown" else plain(text)


def answer(sam: Shell, tmp_path: Path, **facts: object) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(facts))
    sam("screen", "--record", "--facts", str(path))


def test_what_the_letter_is_not_written_as_is_refused(sam: Shell) -> None:
    said = sam.refused("report", "--letter", "--format", "csv").err
    assert said.startswith("rehab: The letter is not written as csv. Give one of text, markdown, html, pdf")
    sam.refused("report", "--letter", "--json")
    assert "Leave out --weeks" in sam.refused("report", "--letter", "--weeks", "3").err


def test_the_formats_are_those_that_can_be_written() -> None:
    assert {*LETTER_FORMATS} == {*PAGES, "pdf"}
    assert {*FORMATS} == {*WRITTEN, "pdf"}
    assert list(PAGES) == FORMS


def test_the_letter_goes_into_a_pdf(sam: Shell, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    sam.ok("report", "--letter", "--format", "pdf", "--paper", "letter", "-o", str(path))
    assert path.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_help_tells_the_formats(nobody: Shell) -> None:
    out = nobody.ok("report", "--help").out
    for form in FORMATS:
        assert f"\n  {form} " in out


@pytest.mark.parametrize("form", FORMS)
def test_the_letter_without_a_finding(sam: Shell, form: str) -> None:
    shown = read(form, sam.ok("report", "--letter", "--format", form).out)
    assert "Sam Sample" in shown
    assert "1990-05-01" in shown
    assert "iliopsoas syndrome, by Dr A. Example on Fri 2026-02-20" in shown
    assert "No finding is open. That does not rule out a serious cause." in shown
    assert f"Wed {TODAY}" in shown
    assert "Do you have HIV?" in shown, "a profile question that was not answered"


@pytest.mark.parametrize("form", FORMS)
def test_the_letter_with_an_open_emergency(sam: Shell, tmp_path: Path, form: str) -> None:
    sam.ok("log", "pelvic-tilt", "2x10", "--pain", "1/9/2", "--note", "fever & <b>chills</b>", "--outside")
    answer(sam, tmp_path, saddle_numbness=True, nerve_pain=True)
    told = sam("report", "--letter", "--format", form)
    assert told.code == 0
    assert "EMERGENCY, now" in told.err.splitlines()[0]
    shown = read(form, told.out)
    for text in ("1. EMERGENCY, now: ", "(E01)", "2. Within two weeks: ", "(U13)", "during 9", "20 reps"):
        assert text in shown
    assert "“fever & <b>chills</b>” (named: fever; " in shown
    if form == "html":
        assert "b" not in {tag for tag, _ in parsed(told.out).tags}


def test_an_answer_of_no_changes_no_finding(sam: Shell, tmp_path: Path) -> None:
    answer(sam, tmp_path, saddle_numbness=True)
    answer(sam, tmp_path, saddle_numbness=False)
    assert "(E01)" in plain(sam("report", "--letter").out)


@pytest.mark.parametrize("form", FORMS)
def test_the_letter_goes_into_a_new_file_of_its_owner(sam: Shell, tmp_path: Path, form: str) -> None:
    path = tmp_path / "letter.out"
    shown = sam.ok("report", "--letter", "--format", form).out
    told = sam.ok("report", "--letter", "--format", form, "-o", str(path))
    assert (told.out, told.err) == ("", f"Written to {path}.\n")
    assert path.read_text("utf-8") == shown
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "exists already" in sam.refused("report", "--letter", "-o", str(path)).err
    assert path.read_text("utf-8") == shown
    sam.refused("report", "--letter", "-o", str(tmp_path / "none" / "letter.txt"))


def test_writing_a_letter_changes_nothing(sam: Shell) -> None:
    before = sam.bytes()
    sam.ok("report", "--letter")
    assert sam.bytes() == before


def test_the_fingerprint_is_that_of_the_diary(sam: Shell) -> None:
    last = sam.ok("history", "--json").json["revisions"][-1]["hash"]
    assert f"Diary fingerprint: {last[:16]}\n" in sam.ok("report", "--letter").out
