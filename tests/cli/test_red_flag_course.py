"""Findings that nobody was asked about: from the course of the diary, the profile, and amended answers."""

import json
from pathlib import Path

import pytest

from rehab.store.troubles import Busy
from tests.cli.shell import NOTHING_TO_REPORT, TODAY, Shell, init_flags
from tests.cli.test_screen_verbs import facts, open_ids, recorded

DAYS = [f"2026-03-{day:02}" for day in range(2, 16)]


@pytest.fixture
def screened(sam: Shell) -> Shell:
    assert recorded(sam, dict(NOTHING_TO_REPORT)) == 0
    return sam


def first_entry(shell: Shell, kind: str) -> str:
    """The id of the newest entry of a kind."""
    found = [r for r in shell("history", "--json").json["revisions"] if r["kind"] == kind]
    return str(found[-1]["entry"])


def test_nights_that_pain_broke_raise_a_finding_that_no_undo_takes_back(screened: Shell) -> None:
    for day in DAYS:
        woken = "1" if DAYS.index(day) % 7 < 3 else "0"
        screened("--today", day, "morning", "1", "--woken", woken)
    told = screened("--today", DAYS[-1], "today", "--json")
    assert (told.code, [one["id"] for one in told.json["findings"]]) == (11, ["U03"])
    for _ in range(5):
        screened("--today", DAYS[-1], "undo")
    assert [one["id"] for one in screened("--today", DAYS[-1], "today", "--json").json["findings"]] == ["U03"]


def test_a_limp_is_raised_at_once_and_is_one_finding(screened: Shell) -> None:
    assert open_ids(screened) == []
    screened("morning", "1", "--no-limp")
    assert open_ids(screened) == []
    screened("morning", "1", "--limp")
    screened("log", "split-squat", "8")
    (found,) = screened("today", "--json").json["findings"]
    assert (found["id"], found["count"]) == ("U15", 1)


def test_a_cleared_limp_is_not_raised_by_the_next_entry(screened: Shell) -> None:
    screened("morning", "1", "--limp")
    screened("physio", "clear", "U15", "--by", "Dr B", "--role", "doctor", "--text", "seen")
    screened("log", "split-squat", "8")
    assert open_ids(screened) == []


def test_a_yes_of_the_profile_is_raised_without_any_screen(nobody: Shell, tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    profile.write_text(json.dumps({"cancer_history": True, "pregnant": False}))
    nobody.ok(*init_flags(profile, screen=None))
    assert open_ids(nobody) == ["U02"]


@pytest.mark.parametrize(
    ("kind", "field", "item"),
    [("screen", "saddle_numbness=yes", "E01"), ("screen", "hot_swollen_joint=unsure", "S03"),
     ("profile", "immunosuppression=yes", "U06")],
)  # fmt: skip
def test_an_answer_amended_to_yes_raises_its_finding(
    screened: Shell, kind: str, field: str, item: str
) -> None:
    screened.ok("amend", first_entry(screened, kind), field, "--reason", "wrong key")
    assert open_ids(screened) == [item]
    key = field.split("=")[0]
    screened("amend", first_entry(screened, kind), f"{key}=no", "--reason", "wrong key")
    assert open_ids(screened) == [item]


def test_init_with_answers_that_are_not_understood_makes_no_diary(nobody: Shell, profile: Path) -> None:
    nobody.refused(*init_flags(profile, screen=facts(nobody, {"saddle_numbnes": True})))
    assert not nobody.diary.exists()


def test_an_emergency_of_the_first_answers_is_the_first_thing_that_init_says(
    nobody: Shell, profile: Path
) -> None:
    answers = facts(nobody, {**NOTHING_TO_REPORT, "saddle_numbness": True})
    told = nobody(*init_flags(profile, screen=answers))
    assert told.err.splitlines()[0].startswith("■ Sam Sample, born 1990: EMERGENCY, now: Numbness")


def test_an_undo_says_what_it_passes_over(sam: Shell) -> None:
    sam.ok("log", "split-squat", "8")
    recorded(sam, dict(NOTHING_TO_REPORT))
    said = sam.ok("undo")
    assert "log split-squat 8" in said.out
    assert "Passed over, because it stays on record: full screen." in said.err


def test_severe_pain_asks_all_questions_at_once(screened: Shell) -> None:
    told = screened("--today", "2026-03-05", "log", "split-squat", "8", "--pain", "1/9/2").err
    assert "A severe score was given" in told
    assert "Please answer the questions about serious causes now" in told


def test_the_history_tells_the_urgency(screened: Shell) -> None:
    assert screened.ok("history", "--json").json["urgency"] == "none"
    recorded(screened, {**NOTHING_TO_REPORT, "saddle_numbness": True})
    assert screened("history", "--json").json["urgency"] == "emergency"


def test_findings_of_a_file_are_counted_and_outlive_its_undo(screened: Shell, tmp_path: Path) -> None:
    log = tmp_path / "other.csv"
    log.write_text(
        f"day,kind,exercise,dose,note\n{TODAY},finding,E01,emergency,numb\n{TODAY},bout,split-squat,8,\n"
    )
    dry = screened("import", str(log), "--dry-run", "--json").json[0]
    assert (dry["added"], dry["findings"]) == (2, 1)
    said = screened("import", str(log))
    assert "1 open findings came with it; an undo leaves them standing." in said.err
    assert screened("import", str(log), "--json").json[0]["findings"] == 0
    screened("undo")
    assert open_ids(screened) == ["E01"]


def test_a_finding_row_keeps_to_the_urgencies_of_its_item(screened: Shell, tmp_path: Path) -> None:
    log = tmp_path / "other.csv"
    for urgency in ("two_weeks", "routine"):
        log.write_text(f"day,kind,exercise,dose,note\n{TODAY},finding,E01,{urgency},numb\n")
        assert f"E01 is never {urgency}" in screened.refused("import", str(log)).err
    log.write_text(f"day,kind,exercise,dose,note\n{TODAY},finding,U01,two_weeks,nothing at all\n")
    screened("import", str(log))
    (found,) = screened("today", "--json").json["findings"]
    assert found["text"] == "Weight lost without trying."


def test_an_entry_is_not_stored_without_the_finding_that_it_raises(
    screened: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill or a fault between the two would lose the flag."""

    def fault(*_: object) -> None:
        raise Busy

    screen = first_entry(screened, "screen")
    monkeypatch.setattr("rehab.actions.red_flags.add", fault)
    screened.refused("amend", screen, "saddle_numbness=yes", "--reason", "wrong key", code=Busy.exit_code)
    screened.refused("morning", "1", "--limp", code=Busy.exit_code)


def test_a_screen_that_loses_an_answer_is_no_longer_whole(screened: Shell) -> None:
    assert "P3" not in screened("plan", "--json").json["decision"]["rule"]
    found = [r["entry"] for r in screened("history", "--json").json["revisions"] if r["kind"] == "screen"]
    for entry in found:
        screened.ok("amend", entry, "testicular_pain=-", "--reason", "not asked")
    assert screened("plan", "--json").json["decision"]["rule"] == "P3"
    assert "weekly screen: " in screened.ok("history").out
