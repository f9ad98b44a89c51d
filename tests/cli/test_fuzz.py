"""Random command lines: only documented exit codes, no traceback, no control character, a whole chain."""

import random

import pytest

from rehab.store.database import check, open_database
from tests.cli.shell import Shell
from tests.cli.test_everywhere import VERBS
from tests.tiers import heavy_but

VALUES = [
    *(
        "",
        " ",
        "-",
        "--",
        "0",
        "1",
        "10",
        "11",
        "-1",
        "5.5",
        "1e9",
        "9" * 30,
        "٣",
        "x",
        "é",
        "[/]",
        "[b]",
        "\x1b[31m",
    ),
    *(
        "=1+1",
        "\u202e",
        "\ud800",
        "\udc80",
        "a\nb",
        "\t",
        "'",
        '"',
        "`id`",
        "$(id)",
        "%s",
        "{0}",
        "{",
        "\\",
        "/",
        ".",
        "..",
        "~",
    ),
    *(
        "today",
        "yesterday",
        "tomorrow",
        "this",
        "next",
        "2026-03-02",
        "2026-03-04",
        "2026-02-30",
        "9999-12-31",
    ),
    *(
        "1899-12-31",
        "0000-00-00",
        "bridge",
        "Bridge",
        "bri",
        "seated",
        "pelvic-tilt",
        "easy-walking",
        "swim",
        "3x8",
    ),
    *(
        "8,8,7",
        "30min",
        "5km",
        "3x8@5kg",
        "51x1",
        "3x",
        "1/2/3",
        "-/3/-",
        "1/2",
        "11/0/0",
        "left",
        "right",
        "none",
    ),
    *(
        "note=x",
        "dose=3x7",
        "before=3",
        "day=yesterday",
        "exercise=bridge",
        "=",
        "a=b",
        "pain",
        "ill",
        "csv",
        "json",
    ),
    *(
        "jsonl",
        "text",
        "list",
        "show",
        "check",
        "phase",
        "strengthen-1",
        "psoas-settle-strengthen",
        "kg",
        "lb",
        "hevy",
    ),
    *("profile.json", "none.csv", "diary.db", "x" * 300, "daily", "mon,wed", "steady", "bash", "zsh", "both"),
]
OPTIONS = [
    *(
        "--json",
        "--on",
        "--side",
        "--outside",
        "--pain",
        "--effort",
        "--minutes",
        "--note",
        "--fill",
        "--why",
    ),
    *(
        "--rest",
        "--stiffness",
        "--woken",
        "--last",
        "--void",
        "--reason",
        "--redo",
        "--week",
        "--format",
        "--weeks",
    ),
    *(
        "--all",
        "--from",
        "--map",
        "--weight-unit",
        "--slot",
        "--round",
        "--symptom",
        "--dry-run",
        "--by",
        "--role",
        "--patient",
        "--today",
        "--help",
    ),
    *(
        "--name",
        "--born",
        "--programme",
        "--starts",
        "--days",
        "--diagnosis",
        "--profile",
        "--yes",
        "--story",
        "-h",
    ),
]
SLOW = ("demo", "programme", "forecast")
"""Verbs that simulate many weeks; a few runs of them are enough."""


def random_line(dice: random.Random) -> list[str]:
    verb = dice.choice([v for v in VERBS if v not in SLOW] * 6 + [*SLOW, "", "nonsense"])
    words = [dice.choice(VALUES) for _ in range(dice.choice((0, 1, 1, 2, 2, 3)))]
    for _ in range(dice.choice((0, 0, 1, 2, 3))):
        option = dice.choice(OPTIONS)
        words += [option] if dice.random() < 0.3 else [option, dice.choice(VALUES)]
        words += [f"{option}={dice.choice(VALUES)}"] if dice.random() < 0.3 else []
    if dice.random() < 0.3:
        dice.shuffle(words)
    return [verb, *words]


def sensible_line(dice: random.Random) -> list[str]:
    """A command with the right parts and a random value in each place."""
    value = lambda: dice.choice(VALUES)  # noqa: E731
    return dice.choice(
        [
            lambda: ["log", value(), value(), *dice.choice(([], ["--outside"])), f"--note={value()}"],
            lambda: ["log", "bridge", "1x5", f"--pain={value()}", f"--effort={value()}", f"--on={value()}"],
            lambda: ["morning", value(), f"--rest={value()}", f"--note={value()}"],
            lambda: ["rest", f"--note={value()}", f"--on={value()}"],
            lambda: ["amend", dice.choice("0123456789abcdef"), f"{value()}={value()}", f"--reason={value()}"],
            lambda: ["amend", dice.choice("0123456789abcdef"), f"note={value()}", "--reason", "x"],
            lambda: ["phase", "answer", value(), "yes"],
            lambda: ["physio", "check", "settle-walking", "no", f"--by={value()}", f"--role={value()}"],
            lambda: ["physio", "check", value(), "yes", "--by=x", "--role=y", f"--note={value()}"],
            lambda: ["forecast", "bridge", value(), "--missed", "1"],
            lambda: ["undo"],
            lambda: ["undo", "--redo"],
            lambda: ["done", f"--note={value()}"],
            lambda: ["days", value()],
            lambda: ["plan", f"--week={value()}"],
            lambda: ["why", value()],
            lambda: ["physio", "phase", value(), f"--by={value()}", f"--role={value()}", f"--week={value()}"],
            lambda: [
                "init",
                "--yes",
                f"--name={value()}",
                f"--born={value()}",
                "--side=left",
                f"--days={value()}",
            ],
            lambda: ["import", value(), f"--map={value()}"],
            lambda: ["--patient", "sam", "today"],
        ]
    )()


def fuzzed(shell: Shell, seed: int, turns: int) -> None:
    shell.scan = False
    print(f"seed {seed}")
    dice = random.Random(seed)
    for _ in range(turns):
        line = random_line(dice) if dice.random() < 0.5 else sensible_line(dice)
        shell(*(["--patient", "sam"] if dice.random() < 0.8 else []), *line)
    database = open_database(shell.diary)
    check(database)
    database.close()
    for verb in ("today", "plan", "why", "volume", "history", "export"):
        assert shell("--patient", "sam", verb).code in (0, 2, 3, 10)


def test_random_command_lines(sam: Shell, profile: object) -> None:
    fuzzed(sam, 1, 75)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(100, 103))
def test_many_random_command_lines(sam: Shell, profile: object, seed: int) -> None:
    fuzzed(sam, seed, 500)


@pytest.mark.parametrize(
    "option", heavy_but(["--note", "--pain", "--effort", "--minutes", "--on", "--side"], "--note", "--on")
)
def test_any_text_in_an_option_is_taken_or_refused(sam: Shell, option: str) -> None:
    sam.scan = False
    for value in random.Random(option).sample(VALUES, 30):
        assert sam("log", "bridge", "1x5", f"{option}={value}").code in (0, 2)


@pytest.mark.soak
@pytest.mark.parametrize(
    "argv", [["log", "bridge", "1x5"], ["morning", "1"], ["rest"], ["done"], ["plan"], ["why"]]
)
def test_every_text_in_every_option_is_taken_or_refused(sam: Shell, argv: list[str]) -> None:
    sam.scan = False
    for option in OPTIONS:
        for value in VALUES:
            sam(*argv, f"{option}={value}")
