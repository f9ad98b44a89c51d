"""A diary of one patient in a file of its own, for every test of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rehab.store.database import Database, create_database, open_database
from rehab.store.entries import add
from tests.store.samples import P, assignment, change, person, stamp


@pytest.fixture(scope="session", autouse=True)
def _once(diaries_once: None) -> None:
    """Statements are compiled, and equal diaries folded, once."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "diary.db"


@pytest.fixture(scope="session")
def new_diary(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a diary after setup, made once."""
    path = tmp_path_factory.mktemp("new") / "diary.db"
    made = create_database(path)
    with made.write() as session:
        add(session, P, [person(), assignment()], change("setup", kind="setup"), stamp())
    made.close()
    return path.read_bytes()


@pytest.fixture
def database(path: Path, new_diary: bytes) -> Iterator[Database]:
    path.parent.mkdir(mode=0o700)
    path.write_bytes(new_diary)
    opened = open_database(path)
    yield opened
    opened.close()
