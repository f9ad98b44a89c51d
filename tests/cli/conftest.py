"""A patient's diary in a file of its own, and a shell about it."""

import json
from functools import cache
from pathlib import Path

import pytest

from rehab.cli.main import main
from rehab.cli.parser import build_parser
from tests.cli.shell import FACTS, NOTHING_TO_REPORT, TODAY, Shell, init_flags

one_parser = cache(build_parser)
"""The parser keeps nothing between two command lines, and making it takes longer than most verbs."""


@pytest.fixture(scope="session", autouse=True)
def _once(diaries_once: None) -> None:
    """Statements are compiled, and equal diaries folded, once."""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what is outside its own folder, and today is the same day for all."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("REHAB_DIARY", str(tmp_path / "diary.db"))
    monkeypatch.setenv("REHAB_TODAY", TODAY)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rehab.cli.parser.build_parser", one_parser)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(FACTS))
    path.with_name("screen.json").write_text(json.dumps(NOTHING_TO_REPORT))
    return path


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a diary after a complete ``init`` and a full screen, made once."""
    folder = tmp_path_factory.mktemp("enrolled")
    (folder / "profile.json").write_text(json.dumps(FACTS))
    (folder / "screen.json").write_text(json.dumps(NOTHING_TO_REPORT))
    path = folder / "diary.db"
    argv = ["--diary", str(path), "--today", TODAY, *init_flags(folder / "profile.json")]
    assert main(argv) == 0
    return path.read_bytes()


@pytest.fixture(scope="session")
def kept() -> dict[str, bytes]:
    """Diaries that several tests begin with, by a name; the first one that needs it makes it."""
    return {}


@pytest.fixture
def nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell where no diary is yet."""
    return Shell(tmp_path / "diary.db", capsys)


@pytest.fixture
def sam(nobody: Shell, enrolled: bytes) -> Shell:
    """A shell about the diary of a patient who may load, in the first week."""
    nobody.diary.write_bytes(enrolled)
    return nobody
