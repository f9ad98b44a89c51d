"""Every trouble has an exit code and two sentences."""

import re
import sqlite3
from pathlib import Path

import pytest

from rehab.store import troubles
from rehab.store.troubles import Trouble, filed, of_sqlite

CODES = {
    "DiskFull": 74,
    "DiskFault": 74,
    "Busy": 75,
    "Conflict": 75,
    "ReadOnly": 73,
    "AlreadyThere": 73,
    "Missing": 66,
    "NotOurs": 65,
    "Empty": 65,
    "Damaged": 65,
    "Newer": 65,
    "Refused": 65,
}
KINDS = {
    name: kind
    for name, kind in vars(troubles).items()
    if isinstance(kind, type) and issubclass(kind, Trouble)
}


def test_exit_codes() -> None:
    assert {name: kind.exit_code for name, kind in KINDS.items() if name != "Trouble"} == CODES


@pytest.mark.parametrize("name", sorted(KINDS))
def test_two_sentences_that_promise_nothing(name: str) -> None:
    said = str(KINDS[name]())
    assert len(re.findall(r"[.?](?:\s|$)", said)) == 2, said
    assert not re.search(r"\b(safe|all clear|nothing serious|prevents?)\b", said)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (sqlite3.SQLITE_FULL, "DiskFull"),
        (sqlite3.SQLITE_IOERR_WRITE, "DiskFault"),
        (sqlite3.SQLITE_IOERR_FSYNC, "DiskFault"),
        (sqlite3.SQLITE_BUSY, "Busy"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "Busy"),
        (sqlite3.SQLITE_LOCKED, "Busy"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "ReadOnly"),
        (sqlite3.SQLITE_CANTOPEN, "Missing"),
        (sqlite3.SQLITE_NOTADB, "NotOurs"),
        (sqlite3.SQLITE_CORRUPT, "Damaged"),
        (sqlite3.SQLITE_ERROR, "Damaged"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, "Conflict"),
        (sqlite3.SQLITE_CONSTRAINT_CHECK, "Refused"),
        (sqlite3.SQLITE_CONSTRAINT_TRIGGER, "Refused"),
    ],
)
def test_codes_of_sqlite(code: int, name: str) -> None:
    error = sqlite3.OperationalError("canary")
    error.sqlite_errorcode = code
    assert type(of_sqlite(error)).__name__ == name


def test_path_in_a_text_is_cleaned(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as told, filed(tmp_path / "a\x1b[2J"):
        raise FileNotFoundError(2, "none")
    assert "\x1b" not in str(told.value)
    with pytest.raises(Trouble) as told, filed(tmp_path):
        raise PermissionError(13, "no")
    assert told.value.exit_code == 73
