"""history, amend and undo: every field, the whole trail, and the stack of changes."""

import json
from pathlib import Path

import pytest

from tests.cli.shell import START, TODAY, Shell
from tests.tiers import each

REVISION_KEYS = {
    *("entry", "revision", "state", "kind", "day", "recorded_at", "tz", "actor", "reason", "change"),
    *("hash", "data"),
}
WHY = ("--reason", "typo")


def now(sam: Shell, entry: str) -> dict[str, object]:
    data: dict[str, object] = sam.ok("history", entry, "--json").json["revisions"][-1]["data"]
    return data


def entry_of(sam: Shell, kind: str) -> str:
    found = sam.ok("history", "--json").json["revisions"]
    return next(str(r["entry"]) for r in found if r["kind"] == kind)


def test_history_shows_what_set_up_the_diary(sam: Shell) -> None:
    told = sam.ok("history")
    assert [line.split("  ")[2].split(" ")[0].rstrip(":") for line in told.lines] == [
        "patient",
        "programme",
        "profile",
        "diagnosis",
        "full",
    ]
    found = sam.ok("history", "--json").json
    assert found["urgency"] == "none"
    assert all(set(r) == REVISION_KEYS for r in found["revisions"])
    assert [r["kind"] for r in found["revisions"]] == [
        "person",
        "assignment",
        "profile",
        "diagnosis",
        "screen",
    ]
    programme = found["revisions"][1]["data"]
    assert programme["days"] == "mon,wed,fri"
    assert 'id = "psoas-settle-strengthen"' in programme["programme_text"]
    assert len({r["hash"] for r in found["revisions"]}) == 5


def test_history_of_one_entry_and_of_the_last(sam: Shell) -> None:
    bout = sam.logged("log", "bridge", "3x12")
    assert len(sam.ok("history", bout[:8]).lines) == 1
    assert len(sam.ok("history", "--last", "2").lines) == 2
    assert len(sam.ok("history", "--last", "99").lines) == 6
    assert "Nothing is recorded yet" in sam.ok("history", "--last", "0").out
    sam.refused("history", "--last", "-1")
    sam.refused("history", "zz")
    sam.refused("history", "")


def test_an_id_that_two_entries_share_is_refused(sam: Shell) -> None:
    starts: dict[str, int] = {}
    for _ in range(20):
        first = sam.logged("log", "bridge", "1x1")[0]
        starts[first] = starts.get(first, 0) + 1
        if starts[first] == 2:
            break
    shared = next(first for first, count in starts.items() if count == 2)
    assert f"entries begin with “{shared}”. Give more of the id." in sam.refused("history", shared).err
    sam.refused("amend", shared, "note=x", *WHY)


@pytest.mark.parametrize(
    ("field", "value", "attribute", "stored"),
    each(
        [
            ("day", "2026-03-03", "day", "2026-03-03"),
            ("day", "yesterday", "day", "2026-03-03"),
            ("exercise", "pelvic-tilt", "exercise", "pelvic-tilt"),
            ("exercise", " something else ", "exercise", "something else"),
            ("dose", "3x7", "dose", "3x7"),
            ("dose", "8,8,7@5kg", "dose", "2x8,7@5kg"),
            ("before", "2", "pain_before", 2),
            ("during", "5", "pain_during", 5),
            ("after", "-", "pain_after", None),
            ("effort", "6", "effort", 6),
            ("minutes", "12", "minutes", 12),
            ("stage", "3", "stage", 3),
            ("note", "two = signs=", "note", "two = signs="),
            ("note", "", "note", ""),
        ],
        3,
    ),
)
def test_every_field_of_a_bout_can_be_amended(
    sam: Shell, field: str, value: str, attribute: str, stored: object
) -> None:
    bout = sam.logged("log", "bridge", "3x12", "--pain", "0/1/1", "--note", "first")
    told = sam.ok("amend", bout[:8], f"{field}={value}", *WHY)
    assert told.lines[0].startswith("Was: Wed 2026-03-04  bridge: 3×12, pain 0/1/1")
    assert told.lines[1].startswith("Now: ")
    assert now(sam, bout)[attribute] == stored
    assert sam.ok("history", bout).lines[-1].endswith("[amended, revision 2: typo]")
    sam.ok("undo")
    assert now(sam, bout)["dose"] == "3x12"


def test_the_side_of_a_bout_can_be_amended(sam: Shell) -> None:
    bout = sam.logged("log", "seated-external-rotation", "3x20", "--side", "left")
    sam.ok("amend", bout, "side=right", *WHY)
    assert now(sam, bout)["side"] == "right"
    sam.refused("amend", bout, "side=none", *WHY)
    sam.refused("amend", bout, "exercise=bridge", *WHY)
    sam.ok("amend", bout, "exercise=bridge", "side=none", *WHY)
    assert (now(sam, bout)["exercise"], now(sam, bout)["side"]) == ("bridge", "none")
    assert "counted in seconds" in sam.refused("amend", bout, "exercise=easy-walking", *WHY).err


@pytest.mark.parametrize(
    ("field", "value", "attribute", "stored"),
    each(
        [
            ("day", START, "day", START),
            ("morning", "4", "morning", 4),
            ("rest", "3", "rest_pain", 3),
            ("stiffness", "20", "stiffness_min", 20),
            ("woken", "2", "woken", 2),
            ("limp", "yes", "limp", True),
            ("painkiller", "no", "painkiller", False),
            ("note", "stiff", "note", "stiff"),
        ],
        3,
    ),
)
def test_every_field_of_a_morning_can_be_amended(
    sam: Shell, field: str, value: str, attribute: str, stored: object
) -> None:
    morning = sam.logged("morning", "1", "--stiffness", "5")
    sam.ok("amend", morning, f"{field}={value}", *WHY)
    assert now(sam, morning)[attribute] == stored


def test_every_field_of_a_rest_day_can_be_amended(sam: Shell) -> None:
    rest = sam.logged("rest", "--why", "ill")
    sam.ok("amend", rest, "why=time", "note=at work", f"day={START}", *WHY)
    assert now(sam, rest) == {"id": rest, "kind": "rest", "day": START, "why": "time", "note": "at work"}
    sam.ok("amend", rest, "why=-", *WHY)
    assert now(sam, rest)["why"] is None
    sam.refused("amend", rest, "why=bored", *WHY)


def test_the_profile_the_diagnosis_and_the_person_can_be_amended(sam: Shell) -> None:
    profile, diagnosis, person = (entry_of(sam, kind) for kind in ("profile", "diagnosis", "person"))
    sam.ok("amend", profile, "pregnant=unsure", "recent_fall=yes", "diabetes=-", *WHY)
    facts = now(sam, profile)["facts"]
    assert isinstance(facts, dict)
    assert (facts["pregnant"], facts["recent_fall"], facts["diabetes"]) == ("unsure", True, None)
    assert "PAUSE: loading exercises wait (P3)" in sam("plan").out
    sam.refused("amend", profile, "pregnant=maybe", *WHY)
    sam.refused("amend", profile, "preganant=no", *WHY)
    sam.ok("amend", diagnosis, "text=tendinopathy", "by=Dr B", f"on={START}", *WHY)
    assert now(sam, diagnosis)["text"] == "tendinopathy"
    sam.ok("amend", person, "name=Sam Other", "born=1991-01-02", "side=both", "emergency_number=911", *WHY)
    assert sam.ok("today").lines[0].startswith("Sam Other, born 1991")
    for change in ("name= ", "born=2027-01-01", "side=none", f"emergency_number={'1' * 41}"):
        sam.refused("amend", person, change, *WHY)
    for change in ("text=", "text= ", "by= ", "on=2026-03-05"):
        sam.refused("amend", diagnosis, change, *WHY)


def test_the_programme_and_the_patient_stay(sam: Shell) -> None:
    programme = entry_of(sam, "assignment")
    assert "`rehab days`" in sam.refused("amend", programme, "days=tue,thu,sat", *WHY).err
    assert "`rehab days`" in sam.refused("amend", programme, "--void", *WHY).err
    sam.refused("amend", entry_of(sam, "person"), "--void", *WHY)


def test_a_phase_that_a_clinician_began_stays_on_record(sam: Shell) -> None:
    sam.ok("physio", "phase", "strengthen-1", "--week", "this", "--by", "Kim", "--role", "physiotherapist")
    phase = entry_of(sam, "phase")
    for change in ("phase=settle", "--void"):
        assert "rehab physio phase" in sam.refused("amend", phase, change, *WHY).err
    assert sam.ok("plan", "--json").json["phase"] == "strengthen-1"


@pytest.mark.parametrize(
    "change",
    each(
        [
            "day=2026-03-05",
            "day=1899-01-01",
            "day=x",
            "exercise=",
            "exercise= ",
            "dose=",
            "dose=3x",
            "dose=30min",
            "before=11",
            "during=-1",
            "after=5.5",
            "effort=11",
            "minutes=1441",
            "side=both",
            "nte=x",
            "zz=x",
            "=x",
            "note",
            f"exercise={'x' * 3000}",
            "dose=3x12",
            "note=",
        ],
        3,
    ),
)
def test_an_amendment_that_cannot_be_is_refused(sam: Shell, change: str) -> None:
    bout = sam.logged("log", "bridge", "3x12")
    if change.startswith("exercise=x"):
        sam.refused("amend", bout, change, *WHY)
        return
    said = sam.refused("amend", bout, change, *WHY).err
    if change == "nte=x":
        assert "Did you mean note?" in said


def test_a_change_of_the_record_needs_a_reason(sam: Shell) -> None:
    bout = sam.logged("log", "bridge", "3x12")
    sam.refused("amend", bout, "dose=3x7")
    sam.refused("amend", bout, "dose=3x7", "--reason", " ")
    sam.refused("amend", bout, "--void", "--reason", "")
    sam.refused("amend", bout, *WHY)
    sam.refused("amend", bout, "dose=3x7", "--void", *WHY)


def test_a_morning_cannot_be_amended_to_nothing(sam: Shell) -> None:
    morning = sam.logged("morning", "3")
    assert "The morning gives nothing." in sam.refused("amend", morning, "morning=-", *WHY).err


def test_a_withdrawn_entry_stays_in_the_history(sam: Shell) -> None:
    bout = sam.logged("log", "bridge", "3x12")
    assert sam.ok("amend", bout, "--void", *WHY).lines[0] == f"Withdrawn: Wed {TODAY}  bridge: 3×12"
    assert "[withdrawn, revision 2: typo]" in sam.ok("history", bout).lines[-1]
    assert sam.ok("today", "--json").json["outside"] == []
    assert "That entry is withdrawn." in sam.refused("amend", bout, "dose=3x7", *WHY).err
    sam.refused("amend", bout, "--void", *WHY)
    sam.ok("undo")
    assert sam.ok("history", bout, "--json").json["revisions"][-1]["state"] == "active"


def test_changes_are_a_stack(sam: Shell) -> None:
    empty = sam.export()
    bout = sam.logged("log", "bridge", "3x12")
    sam.ok("morning", "2")
    sam.ok("amend", bout, "dose=3x7", *WHY)
    full = sam.export()
    told = [sam.ok("undo").out for _ in range(3)]
    assert told == [
        f"Taken back: amend bout of {TODAY} (1 entry).\n",
        f"Taken back: morning {TODAY} (1 entry).\n",
        "Taken back: log bridge 3x12 (1 entry).\n",
    ]
    assert sam.export() == empty
    assert "There is nothing to undo." in sam.refused("undo").err
    assert [sam.ok("undo", "--redo").code for _ in range(3)] == [0, 0, 0]
    assert sam.export() == full
    assert "There is no undo to take back." in sam.refused("undo", "--redo").err
    sam.ok("undo")
    sam.ok("log", "pelvic-tilt", "1x1")
    sam.refused("undo", "--redo")


def test_setup_and_a_clinicians_change_are_never_undone(sam: Shell) -> None:
    sam.refused("undo")
    sam.ok("log", "bridge", "3x12")
    sam.ok("physio", "phase", "strengthen-1", "--by", "Kim Lee", "--role", "physiotherapist")
    assert "log bridge" in sam.ok("undo").out
    sam.refused("undo")
    assert "phase strengthen-1 begins, by Kim Lee, physiotherapist" in sam.ok("history").out


def test_training_days_of_next_week_can_be_undone(sam: Shell) -> None:
    assert "Training days from 2026-03-09 on: tue,fri." in sam.ok("days", "tue fri").out
    days = [s["day"] for s in sam.ok("plan", "--week", "next", "--json").json["exercises"][0]["sessions"]]
    assert days == ["2026-03-10", "2026-03-13"]
    sam.ok("undo")
    assert len(sam.ok("plan", "--week", "next", "--json").json["exercises"][0]["sessions"]) == 3
    sam.refused("days", "someday")
    sam.refused("days", "")


def test_undo_of_an_import_takes_back_exactly_it(sam: Shell, tmp_path: Path) -> None:
    sam.ok("log", "bridge", "3x12")
    before = sam.export()
    (tmp_path / "more.csv").write_text(
        "day,kind,exercise,dose\n2026-03-03,bout,swim,20min\n2026-03-02,rest,,\n"
    )
    sam.ok("import", "more.csv")
    sam.ok("morning", "2")
    sam.ok("undo")
    assert sam.ok("undo").out == "Taken back: import more.csv (2 entries).\n"
    assert sam.export() == before


def test_the_record_is_a_chain(sam: Shell) -> None:
    bout = sam.logged("log", "bridge", "3x12")
    sam.ok("amend", bout, "note=x", *WHY)
    sam.ok("undo")
    lines = sam.ok("export", "--format", "jsonl").lines
    found = [json.loads(line) for line in lines]
    assert [r["hash"] for r in found] == [r["hash"] for r in sam.ok("history", "--json").json["revisions"]]
    assert [(r["revision"], r["state"]) for r in found[5:]] == [(1, "active"), (2, "active"), (3, "active")]
    assert {r["actor"] for r in found} == {"patient"}


def test_an_amendment_tells_first_which_decisions_it_changes(sam: Shell) -> None:
    bout = sam.logged("log", "bridge", "3x12", "--pain", "0/2/1")
    before = sam.ok("history", bout).out
    told = sam.ok("amend", bout, "during=9", *WHY, "--dry-run")
    assert told.lines[2] == "This changes decisions:"
    assert any("bridge" in line and "REGRESS (P4)" in line for line in told.lines)
    assert "Nothing was stored." in told.err
    assert sam.ok("history", bout).out == before
    assert sam.ok("amend", bout, "during=9", *WHY).lines == told.lines
    assert sam.ok("amend", bout, "note=sore", *WHY).lines[-1] == "No decision changes by this."


def test_a_terminal_is_asked_before_an_amendment_is_stored(
    sam: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    bout = sam.logged("log", "bridge", "3x12")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter(["perhaps", "n", "y"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert "Nothing was stored." in sam.ok("amend", bout, "dose=3x7", *WHY).err
    assert "3×12" in sam.ok("history", bout).lines[-1]
    sam.ok("amend", bout, "dose=3x7", *WHY)
    assert "3×7" in sam.ok("history", bout).lines[-1]
    sam.ok("amend", bout, "dose=3x6", *WHY, "--yes")
    assert next(answers, None) is None
