"""What a clinician tells, assigns and looks at: notes, reviews, programmes, and the caseload."""

from pathlib import Path

import pytest

from rehab.actions.plans import shipped
from rehab.cli.main import main
from tests.cli.shell import Shell, init_flags

KIM = ("--by", "Kim Lee", "--role", "physiotherapist")
TEXT = shipped()["psoas-settle-strengthen"]


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The programme with a new version and a higher dose of one exercise."""
    text = TEXT.replace('version = "0.2.0"', 'version = "0.3.0"', 1)
    text = text.replace("target = { sets = 3, each = 12 }", "target = { sets = 3, each = 15 }", 1)
    path = tmp_path / "newer.toml"
    path.write_text(text)
    assert text != TEXT
    return path


def test_a_note_is_the_first_thing_on_today_with_who_and_when(sam: Shell) -> None:
    told = sam.ok("physio", "note", "Ease the step-up.\nCall me.", *KIM, "--until", "2026-03-06")
    assert "The note of Kim Lee, physiotherapist, is shown on Today until 2026-03-06." in told.out
    line = "From Kim Lee, physiotherapist, Wed 2026-03-04: Ease the step-up. Call me."
    assert sam.ok("today").lines[1] == line
    assert sam.ok("today", "--json").json["note"]["text"] == "Ease the step-up.\nCall me."
    assert line in sam("today", "--today", "2026-03-06").out
    assert line not in sam("today", "--today", "2026-03-07").out
    assert line not in sam.ok("today", "--on", "2026-03-03").out, "it was not said yet"


def test_the_last_note_takes_the_place_of_those_before(sam: Shell) -> None:
    for words in ("First.", "Second."):
        sam.ok("physio", "note", words, *KIM)
    page = sam.ok("today").out
    assert "Second." in page
    assert "First." not in page
    assert "note by Kim Lee, physiotherapist: First." in sam.ok("history").out


def test_the_next_review_is_on_today_until_it_has_passed(sam: Shell) -> None:
    sam.ok("physio", "review", "2026-03-20", *KIM)
    sam.ok("physio", "review", "2026-03-18", *KIM)
    assert "Next review: Wed 2026-03-18, Kim Lee." in sam.ok("today").lines
    assert sam.ok("today", "--json").json["next_review"] == "2026-03-18"
    assert sam("today", "--json", "--today", "2026-03-19").json["next_review"] is None


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["note", "…", *KIM], "A note needs words"),
        (["note", "x" * 2001, *KIM], "longer than 2000 characters"),
        (["note", "Hi.", *KIM, "--until", "2026-03-03"], "2026-03-03 is past"),
        (["note", "Hi.", "--by", "Sam Sample", "--role", "pt"], "A patient cannot write"),
        (["note", "Hi.", "--by", "Kim", "--role", "-"], "A note needs words"),
        (["review", "2026-03-03", *KIM], "2026-03-03 is past"),
        (["review", "soon", *KIM], "is not a day"),
        (["review", "2026-03-20", "--by", "-", "--role", "pt"], "needs a clinician's name and role"),
        (["review", "2026-03-20", "--by", "Kim", "--role", "patient"], "A patient cannot write"),
    ],
)
def test_what_cannot_be_said_is_refused(sam: Shell, argv: list[str], words: str) -> None:
    assert words in sam.refused("physio", *argv).err


@pytest.mark.parametrize("part", [["note", "Hi."], ["review", "2026-04-01"], ["assign", "x"]])
def test_name_and_role_must_be_given(sam: Shell, part: list[str]) -> None:
    assert main(["physio", *part, *KIM[:2]]) == 2
    assert main(["physio", *part, *KIM[2:]]) == 2


@pytest.mark.parametrize("part", [["note", "Hi."], ["review", "2026-04-01"]])
def test_a_note_or_review_is_withdrawn_and_neither_amended_nor_undone(sam: Shell, part: list[str]) -> None:
    made = sam.ok("physio", *part, *KIM).out.split()[0]
    assert "is not amended" in sam.refused("amend", made, "text=y", "--reason", "x").err
    sam.refused("undo")
    assert "Withdrawn: " in sam.ok("amend", made, "--void", "--reason", "mistake").out
    page = sam.ok("today", "--json").json
    assert (page["note"], page["next_review"]) == (None, None)


def test_a_new_version_is_assigned_with_what_differs(sam: Shell, newer: Path) -> None:
    seen = sam.ok("physio", "assign", str(newer), *KIM, "--dry-run")
    assert "~ programme, version: 0.2.0 → 0.3.0" in seen.lines
    assert any(line.startswith("~ dose of ") and "target: 3×12 → 3×15" in line for line in seen.lines)
    assert "Would be assigned: psoas-settle-strengthen 0.3.0" in seen.out
    assert len([r for r in _revisions(sam) if r["kind"] == "assignment"]) == 1
    told = sam.ok("physio", "assign", str(newer), *KIM)
    assert "Assigned: psoas-settle-strengthen 0.3.0" in told.out
    assert "from the week of 2026-03-09 on, in phase settle." in told.out
    made = [r for r in _revisions(sam) if r["kind"] == "assignment"][-1]
    assert (made["actor"], made["data"]["starts"]) == ("Kim Lee, physiotherapist", "2026-03-09")
    assert made["data"]["days"] == "mon,wed,fri"
    sam.refused("undo")


def test_assign_as_json_has_its_shape(sam: Shell, newer: Path) -> None:
    page = sam.ok("physio", "assign", str(newer), *KIM, "--dry-run", "--json").json
    assert set(page) == {
        *("urgency", "programme", "version", "hash", "starts", "phase", "stored", "changes", "decisions"),
    }
    assert (page["stored"], page["version"], page["starts"]) == (False, "0.3.0", "2026-03-09")
    assert page["changes"][0] == {
        **{"where": "programme", "what": "version", "before": "0.2.0", "after": "0.3.0"},
    }


def test_exercises_of_both_programmes_keep_r(sam: Shell, newer: Path) -> None:
    for day in ("02", "03", "04", "05", "06", "07", "08"):
        sam("morning", "0", "--today", f"2026-03-{day}")
        sam("done", "--today", f"2026-03-{day}")
    late = ("--today", "2026-03-09")
    before = sam("plan", "--json", *late).json["exercises"]
    sam.ok("physio", "assign", str(newer), *KIM, "--week", "this", *late)
    after = sam("plan", "--json", *late).json["exercises"]
    numbers = ("exercise", "side", "reference", "limit", "planned")
    assert [[e[n] for n in numbers] for e in after] == [[e[n] for n in numbers] for e in before]


def test_another_programme_begins_with_its_first_phase_or_the_one_named(sam: Shell) -> None:
    seen = sam.ok("physio", "assign", "psoas-return-to-running", *KIM, "--dry-run")
    assert "in phase walk-run." in seen.out
    assert "- phase settle: kind settle" in seen.out
    told = sam.ok("physio", "assign", "psoas-return-to-running", *KIM, "--phase", "running")
    assert "in phase running." in told.out
    assert [r["kind"] for r in _revisions(sam)][-2:] == ["assignment", "phase"]


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["psoas-settle-strengthen", *KIM], "has just this programme already"),
        (["nothing", *KIM], "There is no programme"),
        (["psoas-return-to-running", *KIM, "--phase", "settle"], "The programme has no phase “settle”"),
        (["psoas-return-to-running", *KIM, "--week", "2026-02-01"], "is past"),
        (["psoas-return-to-running", "--by", "sam sample", "--role", "pt"], "A patient cannot assign"),
        (["psoas-return-to-running", "--by", "-", "--role", "pt"], "An assignment needs"),
    ],
)
def test_what_cannot_be_assigned_is_refused(sam: Shell, argv: list[str], words: str) -> None:
    assert words in sam.refused("physio", "assign", *argv).err


def _revisions(sam: Shell) -> list[dict[str, object]]:
    found: list[dict[str, object]] = sam.ok("history", "--json").json["revisions"]
    return found


@pytest.fixture
def clinic(sam: Shell, profile: Path) -> Shell:
    """Sam, who logs; Ann, who never did; and Bo, with an emergency."""
    sam.ok("morning", "2")
    for name in ("Ann Quiet", "Bo Urgent"):
        assert sam(*init_flags(profile, name=name, born="1971-02-03")).code == 0
    facts = profile.with_name("facts.json")
    facts.write_text('{"saddle_numbness": true}')
    assert sam("--patient", "Bo", "screen", "--facts", str(facts), "--record").code == 13
    return sam


def test_the_caseload_has_the_most_urgent_first_and_every_name_with_its_birth_year(clinic: Shell) -> None:
    clinic.ok("--patient", "Sam", "physio", "review", "2026-03-20", *KIM)
    rows = clinic.ok("physio", "caseload").lines
    assert [row.split(", born")[0].lstrip("■!· ") for row in rows[1:4]] == [
        *("Bo Urgent", "Ann Quiet", "Sam Sample"),
    ]
    assert rows[1].startswith("■  Bo Urgent, born 1971")
    assert "emergency" in rows[1].lower()
    assert "no entry yet" in rows[2]
    assert "none open" in rows[3]
    assert "2026-03-04, today" in rows[3]
    assert rows[3].endswith("2026-03-20")


def test_the_caseload_as_json(clinic: Shell) -> None:
    page = clinic.ok("physio", "caseload", "--json").json
    assert set(page) == {"urgency", "day", "patients", "unread", "left_out"}
    assert (page["urgency"], page["unread"], page["left_out"]) == ("emergency", [], 0)
    bo, ann, sam = page["patients"]
    assert (bo["name"], bo["born"], bo["urgency"]) == ("Bo Urgent", "1971-02-03", "emergency")
    assert (ann["last_entry"], ann["days_since"], ann["next_review"]) == (None, None, None)
    assert (sam["last_entry"], sam["days_since"], sam["trend"]) == ("2026-03-04", 0, "unknown")
    assert set(sam["adherence"]) == {"weeks", "planned", "done", "extra", "percent"}


@pytest.mark.parametrize(("text", "names"), [("ann", ["Ann Quiet"]), ("1971", ["Bo Urgent", "Ann Quiet"])])
def test_a_filter_keeps_some_and_counts_the_others(clinic: Shell, text: str, names: list[str]) -> None:
    told = clinic.ok("physio", "caseload", "--json", "--filter", text)
    assert [one["name"] for one in told.json["patients"]] == names
    assert told.json["left_out"] == 3 - len(names)
    assert (
        f"{3 - len(names)} more do not fit the filter."
        in clinic.ok("physio", "caseload", "--filter", text).err
    )


def test_a_filter_that_fits_nobody_says_so(clinic: Shell) -> None:
    assert "Nobody here fits “zzz”" in clinic("physio", "caseload", "--filter", "zzz").err
