"""The verb ``report``: the progress report to stdout and to a file, and what the patient asks in it."""

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from rehab.cli.report import FORMATS
from tests.cli.shell import TODAY, Shell, init_flags, spawned

TEXTS = [form for form in FORMATS if form != "pdf"]


@pytest.mark.parametrize("form", TEXTS)
def test_the_report_goes_to_stdout_and_into_a_new_file_of_its_owner(
    sam: Shell, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "report.out"
    shown = sam.ok("report", "--format", form).out
    assert "Sam Sample" in shown
    told = sam.ok("report", "--format", form, "-o", str(path))
    assert (told.out, told.err) == ("", f"Written to {path}.\n")
    assert path.read_text("utf-8").splitlines() == shown.splitlines()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "exists already" in sam.refused("report", "-o", str(path)).err


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_report_as_pdf_goes_into_a_file(sam: Shell, tmp_path: Path, paper: str) -> None:
    path = tmp_path / "report.pdf"
    sam.ok("report", "--format", "pdf", "--paper", paper, "-o", str(path))
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_pdf_goes_to_what_is_no_terminal_as_it_is(sam: Shell, tmp_path: Path) -> None:
    with (tmp_path / "piped.pdf").open("wb") as out:
        told = spawned("report", "--format", "pdf", diary=sam.diary, capture_output=False, stdout=out)
    assert told.returncode == 0
    data = (tmp_path / "piped.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")


def test_json_is_a_format_and_an_option(sam: Shell) -> None:
    facts = sam.ok("report", "--json").json
    assert facts == sam.ok("report", "--format", "json").json
    assert facts["urgency"] == "none"
    assert facts["day"] == TODAY
    last = sam.ok("history", "--json").json["revisions"][-1]["hash"]
    assert facts["fingerprint"] == last


def test_the_json_has_the_shape_that_help_tells(sam: Shell) -> None:
    sam.ok("log", "pelvic-tilt", "2x10", "--pain", "1/2/1")
    facts = sam.ok("report", "--json").json
    text = sam.ok("report", "--help").out
    names = {*facts, *(name for value in facts.values() if isinstance(value, dict) for name in value)}
    week = facts["weeks"][-1]
    names |= {*week["pain"], *week["adherence"], *week["days"][0], *facts["courses"][0]}
    assert {name for name in names if f'"{name}"' not in text} == set()


def test_weeks_are_counted_from_the_running_one_back(sam: Shell) -> None:
    assert sam.ok("report", "--json", "--today", "2026-04-20").json["period"]["weeks"] == 6
    facts = sam.ok("report", "--weeks", "2", "--json", "--today", "2026-04-20").json
    assert [week["start"] for week in facts["weeks"]] == ["2026-04-13", "2026-04-20"]
    assert sam.ok("report", "--weeks", "10000", "--json").json["period"]["weeks"] == 1
    for wrong in ("0", "10001", "-1", "two"):
        sam.refused("report", "--weeks", wrong)


def test_writing_a_report_changes_nothing(sam: Shell) -> None:
    before = sam.bytes()
    for form in TEXTS:
        sam.ok("report", "--format", form)
    assert sam.bytes() == before


def test_before_the_programme_begins_every_format_is_written(sam: Shell, tmp_path: Path) -> None:
    for form in TEXTS:
        assert sam.ok("--today", "2026-02-25", "report", "--format", form).out
    pdf = str(tmp_path / "early.pdf")
    sam.ok("--today", "2026-02-25", "report", "--format", "pdf", "-o", pdf)


def test_what_was_amended_and_withdrawn_is_told(sam: Shell) -> None:
    one = sam.logged("log", "pelvic-tilt", "2x10", "--pain", "1/2/1")
    two = sam.logged("log", "pelvic-tilt", "1x5", "--outside")
    sam.ok("amend", one, "during=3", "--reason", "typed wrong")
    sam.ok("amend", two, "--void", "--reason", "not mine")
    changed = sam.ok("report", "--json").json["changed"]
    assert (changed["amended"], changed["withdrawn"], changed["elsewhere"]) == (1, 1, 0)
    first = changed["amendments"][0]
    assert (first["before"]["pain_during"], first["data"]["pain_during"], first["reason"]) == (
        *(2, 3),
        "typed wrong",
    )
    text = sam.ok("report").out
    assert "amended 1 and withdrawn 1 times" in text
    assert "because: typed wrong" in " ".join(text.split())
    assert "because: not mine" in " ".join(text.split())


def test_a_question_stands_in_the_report_and_in_the_letter(sam: Shell) -> None:
    said = sam.ok("event", "question", "May", "I", "swim?").out
    assert "question — May I swim?" in said
    sam.ok("event", "question", "--note", "=How long?")
    sam.ok("event", "medicine", "--what", "ibuprofen 400")
    facts = sam.ok("report", "--json").json
    assert [one["note"] for one in facts["questions"]] == ["May I swim?", "=How long?"]
    assert [one["what"] for one in facts["treatments"]] == ["ibuprofen 400"]
    rows = csv.DictReader(io.StringIO(sam.ok("report", "--format", "csv").out, newline=""))
    notes = [row["value"] for row in rows if (row["section"], row["key"]) == ("questions", "note")]
    assert notes == ["May I swim?", "'=How long?"]
    for command in (("report",), ("report", "--letter")):
        text = " ".join(sam.ok(*command).out.split())
        assert "What the patient asks" in text
        assert f"- Wed {TODAY}: “May I swim?” - Wed {TODAY}: “=How long?”" in text
    assert sam.ok("undo").code == 0
    assert sam.ok("report", "--json").json["treatments"] == []


def test_a_question_without_words_or_with_more_is_refused(sam: Shell) -> None:
    assert "no words" in sam.refused("event", "question").err
    assert "no words" in sam.refused("event", "question", "  ").err
    for more in (("--what", "x"), ("--side", "left"), ("--note", "x")):
        assert "has words only" in sam.refused("event", "question", "May I?", *more).err


def test_the_report_of_an_open_emergency_says_so_first(sam: Shell, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"saddle_numbness": True}))
    sam("screen", "--record", "--facts", str(path))
    told = sam("report")
    assert told.code == 0
    assert told.out.split("\n")[3] == "! Most urgent open finding: EMERGENCY, now."
    assert sam("report", "--json").json["urgency"] == "emergency"


def test_the_fhir_bundle_has_codes_of_snomed_only_when_asked_for(sam: Shell, tmp_path: Path) -> None:
    sam.ok("log", "pelvic-tilt", "2x10", "--pain", "1/2/1")
    assert "snomed" not in sam.ok("report", "--format", "fhir").out
    coded = sam.ok("report", "--format", "fhir", "--snomed")
    assert coded.json["resourceType"] == "Bundle"
    assert "229065009" in coded.out
    assert "--format fhir" in sam.refused("report", "--snomed").err
    path = str(tmp_path / "bundle.json")
    sam.ok("report", "--format", "fhir", "-o", path)
    assert sam.ok("diary", "verify", "--against", path, "--json").json["extends"] is True


def test_nothing_of_another_patient_is_in_the_bundle(sam: Shell, profile: Path) -> None:
    sam.ok("morning", "2")
    alone = sam.ok("report", "--format", "fhir").out
    assert sam(*init_flags(profile, name="Bo Urgent", born="1971-02-03")).code == 0
    sam("--patient", "Bo", "morning", "7", "--note", "not for Sam")
    sam.ok("--patient", "Bo", "log", "pelvic-tilt", "3x8", "--pain", "1/2/1")
    of_sam = sam.ok("--patient", "Sam", "report", "--format", "fhir")
    assert of_sam.out == alone
    of_bo = sam("--patient", "Bo", "report", "--format", "fhir")
    for words in ("Bo Urgent", "1971"):
        assert words in of_bo.out
        assert words not in of_sam.out
    ids = [{entry["fullUrl"] for entry in told.json["entry"]} for told in (of_sam, of_bo)]
    assert not ids[0] & ids[1]
