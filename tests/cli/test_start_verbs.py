"""init and demo, and ``rehab`` alone without a terminal."""

import json
import sqlite3
import time
from pathlib import Path

import pytest

from rehab.cli.main import main
from rehab.render.words import STATEMENT
from tests.cli.shell import FACTS, START, TODAY, Shell, init_flags
from tests.tiers import heavy

STORIES = {
    "steady": "▲ PROGRESS",
    "flare": "▼ REGRESS",
    "overreach": "= HOLD",
    "absent": "↺ RE-ENTRY",
    "referral": "‖ PAUSE",
}
RULES = {"steady": "(P13)", "flare": "(P4)", "overreach": "(P8)", "absent": "(P5)", "referral": "(P2)"}
ASKS_FOR_SOMEBODY = ("flare", "absent", "referral")
"""Pain that rises, and weeks without a score, are for the physiotherapist."""


def test_init_with_every_flag(nobody: Shell, profile: Path) -> None:
    told = nobody.ok(*init_flags(profile, phase="strengthen-1"))
    assert told.out == f"The diary of Sam Sample is set up in {nobody.diary}.\n"
    assert STATEMENT in told.err
    plan = nobody.ok("plan", "--json").json
    assert (plan["phase"], plan["week"]["start"]) == ("strengthen-1", START)
    assert "Sam Sample, born 1990" in nobody.ok("today").out


def test_init_with_the_least(nobody: Shell) -> None:
    nobody.ok("init", "--yes", "--name", "Alex", "--born", "1980-02-29", "--side", "both")
    found = nobody.ok("history", "--json").json["revisions"]
    assert found[0]["data"]["complaint"] == "both"
    assert (found[1]["data"]["starts"], found[1]["data"]["days"]) == (TODAY, "daily")
    assert nobody("plan").code == 3


def test_init_from_a_programme_file(nobody: Shell, profile: Path, tmp_path: Path) -> None:
    from rehab.actions.plans import shipped

    own = tmp_path / "own.toml"
    own.write_text(shipped()["psoas-settle-strengthen"])
    nobody.ok(*init_flags(profile, programme=str(own)))
    own.write_text("broken")
    assert nobody.ok("plan").code == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"name": None},
        {"born": None},
        {"side": None},
        {"name": " "},
        {"side": "none"},
        {"side": "up"},
        {"born": "1.5.1990"},
        {"born": "2026-03-05"},
        {"born": "1899-12-31"},
        {"starts": "soon"},
        {"starts": "9999-12-30"},
        {"starts": "1900-01-01"},
        {"days": "mon,xyz"},
        {"programme": "psoas"},
        {"programme": "none.toml"},
        {"phase": "strengthen-9"},
        {"diagnosis": None},
        {"diagnosed_by": None},
        {"diagnosis": "  "},
        {"diagnosed_by": " "},
        {"diagnosed_on": "2026-03-05"},
        {"emergency_number": "1" * 41},
        {"diagnosed_by": "x" * 2001},
    ],
)
def test_init_refuses_what_does_not_fit_and_makes_no_file(
    nobody: Shell, profile: Path, changes: dict[str, str | None]
) -> None:
    nobody.refused(*init_flags(profile, **changes))
    assert not nobody.diary.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "nul",
        "{",
        '{"pregnant": 1}',
        '{"pregnant": "maybe"}',
        '{"preganant": false}',
        '{"pregnant": NaN}',
        '{"pregnant": true, "pregnant": false}',
        "[" * 100000,
        '{"pregnant": ' + "9" * 5000 + "}",
        "�",
    ],
)
def test_init_refuses_a_bad_profile(nobody: Shell, profile: Path, text: str) -> None:
    profile.write_bytes(text.encode("utf-8", "surrogatepass"))
    said = nobody.refused(*init_flags(profile)).err
    assert not nobody.diary.exists()
    if "preganant" in text:
        assert "Did you mean pregnant?" in said


def test_init_refuses_a_profile_that_is_missing_or_large(nobody: Shell, profile: Path) -> None:
    nobody.refused(*init_flags(profile.with_name("none.json")))
    profile.write_text('{"pregnant": "' + "x" * 70_000 + '"}')
    nobody.refused(*init_flags(profile))
    nobody.refused(*init_flags(profile.parent))


def test_init_twice(sam: Shell, profile: Path) -> None:
    assert "Sam Sample is already set up in this diary." in sam.refused(*init_flags(profile)).err
    assert "rehab amend" in sam.refused(*init_flags(profile, name="sam sample", born="1991-01-01")).err
    sam.ok(*init_flags(profile, name="Kim Other"))
    sam.refused("today")


def test_init_asks_in_a_terminal(
    nobody: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(
        [
            "Kim",
            "1985-06-07",
            "left",
            "mon,thu",
            "tendinopathy",
            "Dr C",
            "2026-02-27",
            "",
            "City Hospital",
            "116117",
            *"nnnnx",
            "n",
            *"nuyn",
            *[""] * 9,
            *"wbyb",
            *["n"] * 43,
            *["s", "what", "y"],
        ]
    )
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    assert main(["init"]) == 0
    capsys.readouterr()
    monkeypatch.undo()
    told = nobody.ok("--diary", str(nobody.diary), "--today", TODAY, "history", "--json").json["revisions"]
    assert told[0]["data"]["emergency_number"] == "112, 911, 999 or 000"
    assert told[0]["data"]["same_day_service"] == "116117"
    (screen,) = (r["data"] for r in told if r["kind"] == "screen")
    assert (screen["full"], len(screen["answers"])) == (True, 44)
    assert [key for key, value in screen["answers"].items() if value is not False] == ["low_mood_or_fear"]
    (diagnosis,) = (r["data"] for r in told if r["kind"] == "diagnosis")
    assert (diagnosis["by"], diagnosis["on"]) == ("Dr C", "2026-02-27")
    facts = told[2]["data"]["facts"]
    assert [facts[key] for key in FACTS] == [False] * 6
    assert (facts["cancer_history"], facts["immunosuppression"], facts["hiv"]) == ("unsure", True, False)
    assert facts["diabetes"] is None
    assert "y, n or u? " in asked


def test_an_end_of_input_while_asked_makes_no_file(
    nobody: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", ended)
    assert main(["init"]) == 130
    assert not nobody.diary.exists()
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("story", STORIES)
def test_each_story_shows_its_decision(nobody: Shell, story: str) -> None:
    told = nobody.ok("demo", "--story", story)
    lines = [line for line in told.lines if not line.startswith("!")]
    assert told.out.startswith("!") is (story in ASKS_FOR_SOMEBODY)
    assert lines[0] == f"Demo Patient, born 1988 — Wed {TODAY}, today"
    assert STORIES[story] in lines[2]
    assert RULES[story] in lines[2]
    assert "·" in told.out
    assert nobody.ok("demo", "--story", story).out == told.out
    assert not nobody.diary.exists()


def test_demo_never_touches_the_diary(sam: Shell, tmp_path: Path) -> None:
    before, when = sam.bytes(), sam.diary.stat().st_mtime_ns
    sam.ok("demo")
    sam.ok("demo", "--to", str(tmp_path / "demo.db"))
    assert (sam.bytes(), sam.diary.stat().st_mtime_ns) == (before, when)


def test_demo_to_a_file(nobody: Shell, tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    told = nobody.ok("demo", "--to", str(path), "--story", "flare", "--weeks", "8")
    assert (told.out, "Written to" in told.err) == ("", True)
    assert path.stat().st_mode & 0o777 == 0o600
    here = ("--diary", str(path))
    assert "REGRESS" in nobody(*here, "today").out
    assert len(nobody.ok(*here, "volume", "--all", "--json").json["weeks"]) == 9
    assert nobody.refused(*here, "undo")
    before = path.read_bytes()
    assert "A file is already there" in nobody.refused("demo", "--to", str(path), code=73).err
    assert path.read_bytes() == before
    assert nobody.refused("demo", "--to", str(tmp_path), code=73)


@pytest.mark.parametrize("weeks", ["0", "-1", "521", "x", "1.5", "-", ""])
def test_demo_refuses_other_lengths(nobody: Shell, weeks: str) -> None:
    nobody.refused("demo", f"--weeks={weeks}")
    nobody.refused("demo", "--story", "nobody")


@pytest.mark.parametrize("weeks", ["1", heavy("2"), heavy("13")])
def test_demo_of_any_length(nobody: Shell, weeks: str) -> None:
    for story in STORIES:
        assert nobody.ok("demo", "--weeks", weeks, "--story", story).out


@pytest.mark.heavy
def test_demo_of_ten_years(nobody: Shell, tmp_path: Path) -> None:
    began = time.monotonic()
    nobody.ok("demo", "--weeks", "520", "--to", str(tmp_path / "demo.db"))
    print(f"520 weeks took {time.monotonic() - began:.1f} s")
    with sqlite3.connect(tmp_path / "demo.db") as connection:
        (count,) = connection.execute("SELECT count(*) FROM revision").fetchone()
    assert count > 5_000


def test_a_demo_is_the_same_every_time(nobody: Shell, tmp_path: Path) -> None:
    found = []
    for name in ("a.db", "b.db"):
        nobody.ok("demo", "--story", "overreach", "--to", str(tmp_path / name))
        lines = nobody.ok("--diary", str(tmp_path / name), "export", "--format", "jsonl").lines
        found.append(
            [{k: v for k, v in json.loads(x).items() if k in ("entry", "day", "data")} for x in lines]
        )
    assert [x for x in found[0] if x["data"]["kind"] in ("bout", "morning", "rest")] == [
        x for x in found[1] if x["data"]["kind"] in ("bout", "morning", "rest")
    ]


def test_rehab_alone_without_a_terminal_prints_today(sam: Shell) -> None:
    assert sam.ok().out == sam.ok("today").out


def test_rehab_alone_without_a_diary_says_how_to_begin(nobody: Shell) -> None:
    assert "`rehab init` makes a new one." in nobody.refused(code=66).err
