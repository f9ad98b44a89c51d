"""The screen, treatments and clearances from the shell: what is asked, seen, and never lost."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehab.actions.plans import screening
from rehab.cli.main import main
from rehab.domain.words import EventKind
from tests.cli.shell import NOTHING_TO_REPORT, ROOT, TODAY, Shell
from tests.cli.test_everywhere import VERBS
from tests.tiers import heavy_but

EMERGENCY = {**NOTHING_TO_REPORT, "saddle_numbness": True}
CLEARED = ("--by", "Dr B", "--role", "doctor", "--text", "seen and examined")
EXITS = {"routine": 10, "two_weeks": 11, "same_day": 12, "emergency": 13}


def facts(shell: Shell, told: dict[str, object], name: str = "facts.json") -> str:
    path = shell.diary.parent / name
    path.write_text(json.dumps(told))
    return str(path)


def recorded(shell: Shell, told: dict[str, object]) -> int:
    return shell("screen", "--facts", facts(shell, told), "--record").code


def open_ids(shell: Shell) -> list[str]:
    return [one["id"] for one in shell("today", "--json").json["findings"]]


@pytest.fixture
def emergency(sam: Shell, kept: dict[str, bytes]) -> Shell:
    """Sam, with an open emergency."""
    if "emergency" not in kept:
        assert recorded(sam, EMERGENCY) == 13
        kept["emergency"] = sam.diary.read_bytes()
    sam.diary.write_bytes(kept["emergency"])
    return sam


@pytest.mark.parametrize(
    ("told", "urgency"),
    [
        ({}, "none"),
        ({"snapping": True}, "routine"),
        ({"weight_loss": True}, "two_weeks"),
        ({"fever_or_chills": True}, "same_day"),
        ({"fever_or_chills": True, "can_bear_weight": False}, "emergency"),
    ],
)
def test_facts_of_a_file_are_told_and_nothing_is_stored(
    sam: Shell, told: dict[str, object], urgency: str
) -> None:
    before = sam.bytes()
    found = sam("screen", "--facts", facts(sam, told), "--json")
    assert found.code == EXITS.get(urgency, 0)
    assert found.json["urgency"] == urgency
    assert (found.json["recorded"], found.json["open"]) == (False, [])
    assert set(found.json["unknown"]) <= {item.id for item in screening().questions}
    for one in found.json["findings"]:
        assert set(one) == {"id", "urgency", "text", "action", "facts", "sources", "unsure"}
    page = sam("screen", "--facts", facts(sam, told))
    assert (page.code, "Nothing was stored." in page.out) == (found.code, True)
    assert sam.bytes() == before


def test_facts_need_no_diary(nobody: Shell) -> None:
    assert nobody("screen", "--facts", facts(nobody, {"temp_c": 39.5}), "--json").code == 12
    assert not nobody.diary.exists()


def test_an_empty_result_rules_nothing_out(sam: Shell) -> None:
    page = sam.ok("screen", "--facts", facts(sam, NOTHING_TO_REPORT)).out
    assert "Nothing you entered today asks for urgent care. That does not rule out a serious cause." in page


@pytest.mark.parametrize(
    "text",
    ["[]", "{", '{"hiv": true, "hiv": false}', "NaN", '{"temp_c": NaN}'],
)
def test_a_file_that_is_no_facts_is_refused(sam: Shell, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_text(text)
    sam.refused("screen", "--facts", str(tmp_path / "bad.json"))


def test_names_that_are_not_understood_are_told_and_the_rest_counts(sam: Shell) -> None:
    found = sam("screen", "--facts", facts(sam, {"saddle_numbnes": True, "weight_loss": True}), "--json").json
    assert found["urgency"] == "two_weeks"
    assert found["not_understood"] == ["saddle_numbnes (did you mean saddle_numbness?)"]


@pytest.mark.parametrize("told", [{"saddle_numbnes": True}, {"temp_c": [1]}, {"age": True}, {"onset": 3}])
def test_what_is_not_understood_never_ends_in_an_empty_result(sam: Shell, told: dict[str, object]) -> None:
    path = facts(sam, told)
    asked = sam("screen", "--facts", path)
    page = asked.out
    assert asked.code == 2
    assert page.startswith("Part of what was given is not understood, and it may matter.")
    assert "Nothing you entered today" not in page
    found = sam("screen", "--facts", path, "--json").json
    sam.refused("screen", "--facts", path, "--record")
    assert (len(found["not_understood"]), found["advice"][:4]) == (1, "Part")


def test_the_questions_need_a_terminal_or_a_file(sam: Shell) -> None:
    sam.refused("screen")
    sam.refused("screen", "--record")


def asked(shell: Shell, monkeypatch: pytest.MonkeyPatch, answers: list[str], *argv: str) -> int:
    given = iter(answers)

    def answer(_: str) -> str:
        found = next(given, None)
        if found is None:
            raise EOFError
        return found

    with monkeypatch.context() as patch:
        patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        patch.setattr("builtins.input", answer)
        return main(["screen", *argv])


def test_answers_are_stored_after_the_summary_only(sam: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    weekly = len(screening().asked(short=True))
    before = sam.bytes()
    assert asked(sam, monkeypatch, ["y", *["n"] * (weekly - 1), "n"]) == 13
    assert asked(sam, monkeypatch, ["y", "n"]) == 130
    assert sam.bytes() == before
    assert asked(sam, monkeypatch, ["w", "x", "y", "b", "u", *["n"] * (weekly - 1), "maybe", "y"]) == 13
    assert open_ids(sam) == ["E01"]


def test_an_emergency_is_told_at_once_and_not_only_at_the_end(
    sam: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(sam, monkeypatch, ["n", "y"]) == 130
    said = capsys.readouterr().err
    assert said.count("■ EMERGENCY, NOW: Stop exercising now.") == 1
    assert "Call 112" in said


def test_what_is_understood_is_told_even_where_nothing_is_stored(sam: Shell) -> None:
    before = sam.bytes()
    told = sam("screen", "--facts", facts(sam, {"saddle_numbness": True, "xx": True}), "--record")
    assert (told.code, sam.bytes()) == (13, before)
    assert told.out.startswith("■ EMERGENCY, NOW")
    assert "nothing was stored" in told.err


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ({"fever": True}, {"can_bear_weight": "no"}, 13),
        ({"anticoagulant": True}, {"hip_held_flexed": True}, 13),
        ({"cancer_history": True}, {"leg_weakness": True}, 13),
        ({"infection_risk_with_new_pain": True}, {"feels_feverish": True}, 12),
    ],
)
def test_answers_of_different_hours_count_together(
    sam: Shell, first: dict[str, object], second: dict[str, object], code: int
) -> None:
    assert recorded(sam, first) < code
    assert recorded(sam, second) == code
    assert sam("today", "--json").code == code


def test_a_history_still_counts_when_its_finding_is_cleared(sam: Shell) -> None:
    recorded(sam, {**NOTHING_TO_REPORT, "cancer_history": True})
    sam.ok("physio", "clear", "U02", *CLEARED)
    assert open_ids(sam) == []
    sam("morning", "3", "--limp")
    assert open_ids(sam)[0] == "E06"


def test_a_clearance_can_be_withdrawn_and_that_is_not_undone(emergency: Shell) -> None:
    emergency.ok("physio", "clear", "E01", *CLEARED)
    assert open_ids(emergency) == []
    clearances = [r for r in emergency("history", "--json").json["revisions"] if r["kind"] == "clearance"]
    emergency("amend", clearances[-1]["entry"], "--void", "--reason", "mixed up")
    assert open_ids(emergency) == ["E01"]
    emergency("undo")
    assert open_ids(emergency) == ["E01"]


def heard_until(terminal: int, heard: bytes, expected: bytes) -> bytes:
    """What a program has printed on a terminal once the expected words are there."""
    while expected not in heard:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, f"{expected!r} is not printed: {heard!r}"
        heard += os.read(terminal, 65536)
    return heard


def test_a_kill_between_answer_and_save_stores_nothing(sam: Shell) -> None:
    import pty

    before = sam.bytes()
    above, below = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "REHAB_DIARY": str(sam.diary), "REHAB_TODAY": TODAY}
    argv = [sys.executable, "-m", "rehab", "screen"]
    process = subprocess.Popen(argv, stdin=below, stdout=below, stderr=below, env=env)
    os.close(below)
    heard = heard_until(above, b"", b"1 of 11.")
    for expected in (b"2 of 11.", b"3 of 11.", b"4 of 11."):
        os.write(above, b"y\n")
        heard = heard_until(above, heard, expected)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    os.close(above)
    assert sam.bytes() == before


def test_one_cause_is_one_finding_with_a_count(emergency: Shell) -> None:
    recorded(emergency, EMERGENCY)
    (one,) = emergency("today", "--json").json["findings"]
    assert (one["id"], one["count"], one["since"]) == ("E01", 2, TODAY)
    recorded(emergency, {**NOTHING_TO_REPORT, "fever_with_pain": "unsure"})
    assert open_ids(emergency) == ["E01", "S01"]


def survivors(shell: Shell) -> Iterator[str]:
    """What a person may do to be rid of a finding, one thing after the other."""
    entries = {r["kind"]: r["entry"] for r in shell.ok("history", "--json").json["revisions"]}
    yield "at once"
    recorded(shell, NOTHING_TO_REPORT)
    yield "answered with no later"
    screens = [r for r in shell.ok("history", "--json").json["revisions"] if r["kind"] == "screen"]
    raised_by = next(r for r in screens if r["data"]["answers"]["saddle_numbness"] is True)
    shell.ok("amend", raised_by["entry"], "saddle_numbness=no", "--reason", "wrong key")
    yield "the answer amended"
    shell.ok("amend", raised_by["entry"], "--void", "--reason", "wrong key")
    yield "the answer withdrawn"
    shell.refused("amend", entries["finding"], "--void", "--reason", "go away")
    shell.refused("amend", entries["finding"], "text=x", "--reason", "go away")
    yield "the finding withdrawn"
    for _ in range(10):
        shell("undo")
    yield "ten undos"


def test_a_finding_survives_everything_but_a_clearance(emergency: Shell, tmp_path: Path) -> None:
    for what in survivors(emergency):
        assert open_ids(emergency) == ["E01"], what
        told = emergency("plan")
        assert (told.code, "STOP" in told.out) == (3, True), what
    emergency.scan = False
    emergency.ok("physio", "clear", "e01", *CLEARED)
    assert open_ids(emergency) == []
    assert "clearance of 1 by Dr B, doctor: seen and examined" in emergency.ok("history").out
    assert emergency.ok("plan").code == 0


def test_looking_from_an_earlier_day_hides_no_finding(emergency: Shell) -> None:
    for day in ("2026-03-03", "2026-03-02", "2026-02-01"):
        told = emergency("--today", day, "today", "--json")
        assert (told.code, told.json["urgency"]) == (13, "emergency")
        assert told.err.startswith("■ Sam Sample")
    assert emergency("--today", "2026-03-03", "plan").code == 3


def test_a_finding_goes_with_an_export_into_a_new_diary(
    emergency: Shell, enrolled: bytes, tmp_path: Path
) -> None:
    emergency.ok("log", "bridge", "3x12")
    text = emergency.export()
    (tmp_path / "mine.csv").write_text(text, newline="")
    emergency.diary.write_bytes(enrolled)
    assert open_ids(emergency) == []
    emergency("import", "mine.csv")
    assert open_ids(emergency) == ["E01"]
    assert emergency.export() == text
    emergency("undo")
    assert open_ids(emergency) == ["E01"]
    assert "bridge" not in emergency.export()
    (told,) = emergency("import", "mine.csv", "--json").json
    assert told["added"] == 1
    (one,) = emergency("today", "--json").json["findings"]
    assert one["count"] == 1


@pytest.mark.parametrize("row", ["E01,,emergency,", ",,emergency,x", "E01,,soon,x", "E01,,none,x"])
def test_a_finding_row_must_be_whole(sam: Shell, tmp_path: Path, row: str) -> None:
    item, side, dose, note = row.split(",")
    text = f"day,kind,exercise,side,dose,note\n{TODAY},finding,{item},{side},{dose},{note}\n"
    (tmp_path / "rows.csv").write_text(text)
    told = sam("import", "rows.csv")
    assert (told.code, "line 2" in told.err) == (2, True)
    assert open_ids(sam) == []


def test_a_clearance_needs_an_open_finding_and_words(emergency: Shell) -> None:
    for argv in (
        ("E02", *CLEARED),
        ("E01", "--by", " ", "--role", "doctor", "--text", "x"),
        ("E01", "--by", "B", "--role", " ", "--text", "x"),
        ("E01", "--by", "B", "--role", "doctor", "--text", " "),
        ("E01", "--by", "B", "--role", "doctor", "--text", "\u200b."),
        ("E01", "--by", "B", "--role", "Patient", "--text", "x"),
        ("E01", "--by", "B", "--role", "the pat ient.", "--text", "x"),
        ("E01", "--by", "B", "--role", "her mother", "--text", "x"),
        ("E01", "--by", "sam sample", "--role", "doctor", "--text", "x"),
    ):
        assert emergency("physio", "clear", *argv).code == 2
    assert emergency("physio", "clear", "E01").code == 2


def test_what_a_clinician_told_the_patient_is_marked(emergency: Shell) -> None:
    told = emergency.ok("physio", "clear", "E01", *CLEARED, "--told-by-patient")
    assert "as told by the patient" in told.out
    assert "as told by the patient" in emergency.ok("history").out
    (clearance,) = [
        r for r in emergency.ok("history", "--json").json["revisions"] if r["kind"] == "clearance"
    ]
    assert clearance["data"]["told_by_patient"] is True


VERB_LINES: dict[str, list[str]] = {
    "demo": ["demo", "--weeks", "1"],
    "init": ["init", "--yes"],
    "days": ["days", "mon,fri"],
    "log": ["log", "bridge", "3x12"],
    "morning": ["morning", "1"],
    "screen": ["screen", "--template"],
    "event": ["event", "medicine"],
    "amend": ["amend", "x", "note=y", "--reason", "z"],
    "report": ["report", "--letter"],
    "import": ["import", "none.csv"],
    "programme": ["programme", "list"],
    "physio": ["physio", "clear", "E02", *CLEARED],
    "completion": ["completion", "bash"],
}


@pytest.mark.parametrize("verb", VERBS)
def test_an_open_emergency_is_the_first_line_of_every_verb(emergency: Shell, verb: str) -> None:
    told = emergency(*VERB_LINES.get(verb, [verb]))
    first = told.err.splitlines()[0]
    assert first.startswith("■ Sam Sample, born 1990: EMERGENCY, now: Numbness")
    assert "Call 112" in first


@pytest.mark.parametrize("argv", [["frob"], ["log", "--frob"], ["today", "--help"], ["log", "x", "--diary"]])
def test_an_open_emergency_comes_before_a_mistyped_command(emergency: Shell, argv: list[str]) -> None:
    assert emergency(*argv).err.splitlines()[0].startswith("■ Sam Sample, born 1990: EMERGENCY, now")


def test_an_emergency_stops_the_plan_everywhere(emergency: Shell) -> None:
    for week in ("this", "next"):
        told = emergency("plan", "--week", week)
        assert (told.code, "×" in told.out) == (3, False)
        plan = emergency("plan", "--week", week, "--json").json
        assert (plan["decision"]["kind"], plan["decision"]["rule"]) == ("stop", "P0")
        assert plan["urgency"] == "emergency"
        assert {e["limit"] for e in plan["exercises"]} == {0}
        assert not any(e["sessions"] for e in plan["exercises"])
    assert emergency("today").code == 13
    assert emergency("done").code == 3
    emergency("log", "bridge", "3x12")
    assert "bridge" in emergency.export()


def test_a_two_week_finding_pauses_loading_and_keeps_the_gentle(sam: Shell) -> None:
    assert recorded(sam, {**NOTHING_TO_REPORT, "weight_loss": True}) == 11
    plan = sam("plan", "--json").json
    assert (plan["decision"]["kind"], plan["decision"]["rule"]) == ("pause", "P2")
    limits = {e["exercise"]: e["limit"] for e in plan["exercises"]}
    assert limits["bridge"] == 0
    assert limits["easy-walking"] > 0


def test_no_loading_before_the_first_full_screen(nobody: Shell, profile: Path) -> None:
    from tests.cli.shell import init_flags

    nobody.ok(*init_flags(profile, screen=None))
    told = nobody("plan")
    assert (told.code, "questions about serious causes are not answered" in told.out) == (3, True)
    assert recorded(nobody, {"saddle_numbness": False}) == 0
    assert nobody("plan").code == 3
    assert recorded(nobody, NOTHING_TO_REPORT) == 0
    assert nobody.ok("plan").code == 0


def test_a_weekly_screen_that_is_overdue_holds(sam: Shell) -> None:
    for day in range(2, 9):
        sam.ok("--today", f"2026-03-0{day}", "morning", "0")
        if day in (2, 4, 6):
            sam.ok("--today", f"2026-03-0{day}", "done", "--pain", "0/0/0")
    weekly = {str(item.asks): False for item in screening().asked(short=True)}
    late = ("--today", "2026-03-16")
    for day in range(9, 16):
        sam.ok("--today", f"2026-03-{day:02}", "morning", "0")
        sam("--today", f"2026-03-{day:02}", "done", "--pain", "0/0/0")
    sam.ok(*late, "morning", "0")
    held = sam.ok(*late, "plan", "--json").json["decision"]
    assert (held["rule"], "overdue" in held["text"]) == ("P6", True)
    sam.ok(*late, "screen", "--facts", facts(sam, weekly), "--record")
    assert sam.ok(*late, "plan", "--json").json["decision"]["rule"] != "P6"


GATES = {
    "steroid_injection": ("T01", "pause"),
    "anaesthetic_injection": ("T01", "pause"),
    "surgery": ("T02", "pause"),
    "antibiotics": ("T03", "pause"),
    "drainage": ("T04", "pause"),
    "cancer_therapy": ("T05", "pause"),
    "opioid": ("U16", "pause"),
    "methadone": ("U16", "pause"),
    "walking_aid": ("T06", "pause"),
    "antineuropathic": ("T07", "hold"),
}


@pytest.mark.parametrize(
    "kind",
    heavy_but(
        [kind for kind in EventKind if kind is not EventKind.QUESTION],
        *(EventKind.SURGERY, EventKind.OPIOID, EventKind.ANTINEUROPATHIC, EventKind.MEDICINE),
    ),
)
def test_every_treatment_is_kept_and_those_that_gate_do(sam: Shell, kind: EventKind) -> None:
    told = sam.ok("event", kind.value, "--what", "as prescribed", "--side", "left", "--json").json
    assert told["event"]["event"] == kind.value
    assert kind.value.replace("_", " ") + ", as prescribed, left" in sam.ok("history").out
    item, effect = GATES.get(kind.value, (None, "hold"))
    assert open_ids(sam) == ([item] if item else [])
    assert sam("plan", "--json").json["decision"]["kind"] == effect
    sam("undo")
    assert sam.ok("history", "--json").json["revisions"][-1]["state"] in ("void", "active")
    assert open_ids(sam) == ([item] if item else [])
    if item:
        sam.ok("physio", "clear", item, *CLEARED)
        assert sam("plan", "--json").json["decision"]["kind"] == "hold"


def test_an_unknown_treatment_is_refused_with_the_nearest(sam: Shell) -> None:
    assert "Did you mean surgery?" in sam.refused("event", "sugery").err


def test_a_word_in_a_note_asks_and_never_raises(sam: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    sam.ok("--today", "2026-03-05", "log", "bridge", "3x12", "--note=felt feverish, my leg was numb")
    assert open_ids(sam) == []
    told = sam.ok("--today", "2026-03-05", "morning", "1", "--note=chills and fever")
    assert "Your note says “fever”, “chills”" in told.err or "“fever”" in told.err
    late = ("--today", "2026-03-06")
    assert "? A note names something" in sam.ok("today", *late).err
    questions: list[str] = []

    def answer(question: str) -> str:
        questions.append(question)
        return "n" if len(questions) <= 11 else "y"

    with monkeypatch.context() as patch:
        patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        patch.setattr("builtins.input", answer)
        assert main(["screen", *late]) == 0
    assert any("Temperature of 38" in question for question in questions)
    assert any("between your inner thighs" in question for question in questions)
    assert sam("today", "--json", *late).json["findings"] == []
