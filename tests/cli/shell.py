"""A shell in which the tests type ``rehab`` commands, in this process or in one of its own.

Every command that is typed is checked for what holds always: a documented exit code, no traceback, no
control character, none of the words that would reassure, and an error in sentences.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rehab.actions.plans import screening
from rehab.cli.main import main

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
TODAY = "2026-03-04"
"""A Wednesday; the diaries of these tests start on the Monday before."""
START = "2026-03-02"
STOPPED_WELL = (0, 10, 11, 12, 13)
DOCUMENTED = {*STOPPED_WELL, 2, 3, *range(65, 76)}
BANNED = re.compile(r"\b(safe|all clear|nothing serious|prevents?)\b", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FACTS = dict.fromkeys(
    ("pregnant", "recent_surgery", "recent_fracture", "current_cancer", "anticoagulant", "recent_fall"), False
)
NOTHING_TO_REPORT = {str(item.asks): False for item in screening().questions}
"""The full screen, every question answered with no."""


@dataclass(frozen=True)
class Told:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def judged(argv: tuple[str, ...], told: Told, *, scan: bool) -> Told:
    """What holds for every command. ``scan`` is off where a person's own words are in the output."""
    both = (told.out + told.err).replace("\r\n", "\n")
    assert told.code in DOCUMENTED, (argv, told)
    assert "Traceback" not in both, argv
    assert "Something went wrong" not in both, (argv, both)
    assert not CONTROL.search(both), (argv, CONTROL.search(both))
    if scan:
        assert not BANNED.search(both), (argv, BANNED.search(both))
    if told.code not in STOPPED_WELL and told.code != 3 and not told.out:
        assert_error(told.err)
    return told


def assert_error(text: str) -> None:
    """One sentence says what is wrong, and one says what to do; open emergencies may come before."""
    text = "\n".join(line for line in text.splitlines() if not line.startswith("■ "))
    assert text.startswith("rehab: "), text
    assert re.search(r"[.?:)”][ \n]+\S", text), text
    assert text.rstrip().endswith((".", "?")), text


@dataclass
class Shell:
    """Types commands about one diary."""

    diary: Path
    capsys: pytest.CaptureFixture[str]
    scan: bool = True

    def __call__(self, *argv: str) -> Told:
        self.capsys.readouterr()
        code = main(list(argv))
        out, err = self.capsys.readouterr()
        return judged(argv, Told(code, out, err), scan=self.scan)

    def ok(self, *argv: str) -> Told:
        told = self(*argv)
        assert told.code == 0, told
        return told

    def refused(self, *argv: str, code: int = 2) -> Told:
        """The command ends with ``code``, says nothing on stdout and leaves every byte as it was."""
        before = self.bytes()
        told = self(*argv)
        assert (told.code, told.out) == (code, ""), (argv, told)
        assert_error(told.err)
        assert self.bytes() == before, argv
        return told

    def bytes(self) -> bytes | None:
        return self.diary.read_bytes() if self.diary.is_file() else None

    def logged(self, *argv: str) -> str:
        """Log something and return the whole id of its first entry."""
        return str(self.ok(*argv, "--json").json["entries"][0]["id"])

    def export(self) -> str:
        return self.ok("export").out


def init_flags(profile: Path | None, **changes: str | None) -> list[str]:
    """The flags of a complete ``init``; ``changes`` replace one, or leave it out where ``None``."""
    flags: dict[str, str | None] = {
        "name": "Sam Sample",
        "born": "1990-05-01",
        "side": "right",
        "programme": "psoas-settle-strengthen",
        "starts": START,
        "days": "mon,wed,fri",
        "diagnosis": "iliopsoas syndrome",
        "diagnosed_by": "Dr A. Example",
        "diagnosed_on": "2026-02-20",
        "emergency_number": "112",
        "profile": str(profile) if profile else None,
        "screen": str(profile.with_name("screen.json")) if profile else None,
        **changes,
    }
    words = ["init", "--yes"]
    for name, value in flags.items():
        if value is not None:
            words += [f"--{name.replace('_', '-')}", value]
    return words


def spawned(
    *argv: str, diary: Path | None = None, env: Mapping[str, str] | None = None, **more: Any
) -> subprocess.CompletedProcess[str]:
    """``rehab`` in a process of its own."""
    settings = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "REHAB_TODAY": TODAY,
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        **({"REHAB_DIARY": str(diary)} if diary else {}),
        **(env or {}),
    }
    return subprocess.run(
        [sys.executable, "-m", "rehab", *argv],
        env=settings,
        text=True,
        check=False,
        **{"stdin": subprocess.DEVNULL, "capture_output": True, **more},
    )
