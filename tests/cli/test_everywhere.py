"""What holds for every verb: global options, help, unknown words, today's day."""

from pathlib import Path

import pytest

from rehab.cli import main as cli_main
from rehab.cli.parser import build_parser
from tests.cli.shell import START, TODAY, Shell

VERBS = [
    "demo",
    "init",
    "days",
    "today",
    "log",
    "done",
    "rest",
    "morning",
    "screen",
    "event",
    "history",
    "amend",
    "undo",
    "plan",
    "why",
    "volume",
    "phase",
    "forecast",
    "report",
    "import",
    "export",
    "programme",
    "physio",
    "diary",
    "completion",
]
WITH_JSON = [
    "today",
    "log",
    "done",
    "rest",
    "morning",
    "screen",
    "event",
    "history",
    "plan",
    "why",
    "volume",
    "phase",
    "forecast",
    "import",
]


def test_the_verbs_are_those_of_the_design(nobody: Shell) -> None:
    out = nobody.ok("--help").out
    assert [verb for verb in VERBS if f"    {verb} " not in out] == []
    assert f"invalid choice: 'x' (choose from {', '.join(map(repr, VERBS))})" in nobody.refused("x").err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(nobody: Shell, verb: str) -> None:
    out = nobody.ok(verb, "--help").out
    assert out.startswith(f"usage: rehab {verb}")
    for option in ("--diary", "--patient", "--today"):
        assert option in out


@pytest.mark.parametrize(
    "verb",
    [
        *WITH_JSON,
        *("programme check", "programme simulate", "physio assign", "physio caseload", "diary verify"),
    ],
)
def test_help_of_a_verb_with_json_ends_with_its_shape(nobody: Shell, verb: str) -> None:
    out = nobody.ok(*verb.split(), "--help").out
    head, _, shape = out.partition("with --json:\n")
    assert "--json" in head
    assert shape.startswith(("{", "["))
    assert shape.rstrip().splitlines()


def test_global_options_stand_before_or_after_the_verb(sam: Shell, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sam.diary.rename(other)
    assert sam.refused("today", code=66)
    before = sam.ok("--diary", str(other), "--patient", "sam", "--today", START, "today").out
    after = sam.ok("today", "--diary", str(other), "--patient", "sam", "--today", START).out
    assert before == after
    assert f"Mon {START}, today" in before


def test_an_option_wins_over_the_environment(sam: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"Wed {TODAY}, today" in sam.ok("today").out
    assert "Thu 2026-03-05, today" in sam.ok("today", "--today", "2026-03-05").out
    monkeypatch.setenv("REHAB_TODAY", "2026-03-06")
    assert "Fri 2026-03-06, today" in sam.ok("today").out
    monkeypatch.setenv("REHAB_TODAY", "soon")
    assert "“soon” is not a day" in sam.refused("today").err


@pytest.mark.parametrize(
    "day", ["2026-13-01", "2026-02-30", "1899-12-31", "9999-12-31", "04/03/2026", "now", "2026"]
)
def test_a_today_that_is_no_day_is_refused(sam: Shell, day: str) -> None:
    sam.refused("--today", day, "today")
    sam.refused("plan", "--today", day)


def test_unknown_options_are_refused(sam: Shell) -> None:
    assert "Unrecognized arguments: --frob" in sam.refused("today", "--frob").err
    sam.refused("--frob")
    sam.refused("log", "pelvic-tilt")
    sam.refused("today", "--json", "extra")


def test_an_error_repeats_no_control_character(sam: Shell) -> None:
    sam.refused("log", "pelvic-tilt", "2x10", "\x1b]52;c;eA==\x07")
    sam.refused("\x1b[31mlog", "pelvic-tilt", "2x10")
    sam.refused("log", "\x1b[31mpelvic", "2x10")
    sam.refused("log", "pelvic-tilt", "2x\x9b31m10")


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(nobody: Shell, flag: str) -> None:
    from rehab import __version__

    assert nobody.ok(flag).out == f"rehab {__version__}\n"
    assert nobody.ok(flag, "today").out == f"rehab {__version__}\n"


def test_which_patient_must_be_clear(sam: Shell, profile: Path) -> None:
    from tests.cli.shell import init_flags

    sam.ok(*init_flags(profile, name="Alex Other"))
    said = sam.refused("today").err
    assert "More than one patient fits" in said
    assert "Sam Sample" in said
    assert "Alex Other, born" in sam.ok("--patient", "alex", "today").out
    sam.refused("--patient", "nobody", "today")


def test_an_interruption_says_what_to_look_at(
    sam: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for stop in (KeyboardInterrupt, EOFError):

        def interrupted(*_: object, stop: type[BaseException] = stop) -> None:
            raise stop

        monkeypatch.setattr("rehab.actions.week.today", interrupted)
        assert cli_main.main(["today"]) == 130
        assert capsys.readouterr().err == "\nStopped before the end. `rehab history` shows what is saved.\n"


def test_a_bug_names_its_line_and_no_value(
    sam: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ArithmeticError("canary-4711")

    monkeypatch.setattr("rehab.actions.week.today", broken)
    assert cli_main.main(["today"]) == 1
    said = capsys.readouterr().err
    assert "ArithmeticError in test_everywhere.py line" in said
    assert "please report" in said
    assert "canary" not in said


def test_prefixes_of_options_name_the_same_for_every_verb() -> None:
    """Each verb's handler is set, so that no verb falls back to opening the screens."""
    verbs = next(a for a in build_parser()._actions if a.choices and "log" in a.choices)
    assert list(verbs.choices or ()) == VERBS
    for name, verb in dict(verbs.choices or {}).items():
        assert verb.get_default("handler") is not None, name
