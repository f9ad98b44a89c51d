"""Routine referrals: raised by the course of the diary, recorded with the entry, cleared by name."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import NOTHING_TO_REPORT, START, Shell
from tests.cli.test_screen_verbs import facts, open_ids, recorded

CLEAR = ("--by", "Kim", "--role", "physio", "--text", "seen together")


def on(days: int) -> str:
    return str(date.fromisoformat(START) + timedelta(days=days))


@pytest.fixture
def worse(sam: Shell, kept: dict[str, bytes]) -> Shell:
    """Mornings of 1 for two weeks, then of 3 for one."""
    if "worse" not in kept:
        assert recorded(sam, dict(NOTHING_TO_REPORT)) == 0
        for n in range(21):
            sam("--today", on(n), "morning", "1" if n < 14 else "3")
        kept["worse"] = sam.diary.read_bytes()
    sam.diary.write_bytes(kept["worse"])
    return sam


def findings(shell: Shell, day: str) -> list[tuple[str, str]]:
    told = shell("--today", day, "today", "--json")
    return [(one["id"], one["urgency"]) for one in told.json["findings"]]


def revisions(shell: Shell, *wanted: str) -> list[dict[str, Any]]:
    return [r for r in shell("history", "--json").json["revisions"] if r["kind"] in wanted]


def kinds(shell: Shell, *wanted: str) -> list[str]:
    return [r["kind"] for r in revisions(shell, *wanted)]


def test_pain_that_gets_worse_is_recorded_and_outlives_the_undo(worse: Shell) -> None:
    told = worse("--today", on(20), "today")
    assert told.code == 10
    assert "! The pain is getting worse. See your physiotherapist within one week." in told.err
    assert kinds(worse, "finding") == ["finding"]
    for _ in range(7):
        worse("--today", on(20), "undo")
    assert findings(worse, on(20)) == [("RR3", "routine")]
    assert "(RR3)" in worse("--today", on(20), "why", "RR3").out


def test_a_referral_is_cleared_by_its_name_and_stays_so(worse: Shell) -> None:
    said = worse("--today", on(20), "physio", "clear", "rr3", *CLEAR)
    assert said.code == 0
    assert findings(worse, on(20)) == []
    worse("--today", on(21), "morning", "3")
    assert findings(worse, on(21)) == []
    again = worse.refused("--today", on(21), "physio", "clear", "RR3", *CLEAR)
    assert "Open are: none" in again.err


def test_what_only_the_diary_asks_for_is_recorded_by_its_clearance(sam: Shell) -> None:
    recorded(sam, dict(NOTHING_TO_REPORT))
    found = findings(sam, on(42))
    assert found == [("RR2", "routine"), ("RR11", "routine")]
    sam("--today", on(42), "morning", "2")
    assert kinds(sam, "finding", "clearance") == []
    wrong = sam.refused("--today", on(42), "physio", "clear", "RR4", *CLEAR)
    assert "Open are: RR2, RR11." in wrong.err
    sam.refused("--today", on(42), "physio", "clear", "RR2", "--by", "Sam Sample", "--role", "patient",
                "--text", "fine")  # fmt: skip
    assert sam("--today", on(42), "physio", "clear", "RR2", *CLEAR).code == 0
    assert kinds(sam, "finding", "clearance") == ["finding", "clearance"]
    assert findings(sam, on(42)) == []
    assert findings(sam, on(83)) == []
    assert findings(sam, on(84)) == [("RR4", "routine"), ("RR2", "routine"), ("RR11", "routine")]


def test_an_answer_about_mood_is_one_finding_of_the_screen(sam: Shell) -> None:
    recorded(sam, {**NOTHING_TO_REPORT, "low_mood_or_fear": True})
    assert open_ids(sam) == ["R07"]
    assert sam("physio", "clear", "R07", *CLEAR).code == 0
    assert open_ids(sam) == []


def test_a_screen_records_the_referral_that_it_brings(sam: Shell) -> None:
    answers = facts(sam, {**NOTHING_TO_REPORT, "snapping": True})
    for day in (0, 20, 42):
        assert sam("--today", on(day), "screen", "--facts", answers, "--record").code == 10
    assert [r["data"]["item"] for r in revisions(sam, "finding")] == ["R03", "R03", "R03", "RR8"]
    assert ("RR8", "routine") in findings(sam, on(42))


def test_a_referral_goes_into_the_letter_and_through_a_file(worse: Shell, tmp_path: Path) -> None:
    letter = worse("--today", on(20), "report", "--letter").out
    assert "The pain is getting worse. (RR3)" in letter
    assert "See your physiotherapist within one week." in letter
    log = tmp_path / "all.csv"
    assert worse("--today", on(20), "export", "--format", "csv", "-o", str(log)).code in (0, 10)
    assert "RR3" in log.read_text("utf-8")
    worse("--today", on(20), "physio", "clear", "RR3", *CLEAR)
    assert worse("--today", on(20), "import", str(log), "--json").json[0]["findings"] == 0
    log.write_text(f"day,kind,exercise,dose,note\n{on(19)},finding,RR7,routine,all fine\n")
    worse("--today", on(20), "import", str(log))
    assert findings(worse, on(20)) == [("RR7", "routine")]
    assert "Led back twice." in worse("--today", on(20), "today").err
    log.write_text(f"day,kind,exercise,dose,note\n{on(19)},finding,RR7,emergency,all fine\n")
    assert worse("--today", on(20), "import", str(log)).code == 2
