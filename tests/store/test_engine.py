"""The settings of every connection, and what they are for."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from rehab.store.database import Database, open_database
from rehab.store.diary_rows import load
from rehab.store.engine import file_engine, writing
from rehab.store.entries import add
from rehab.store.troubles import DiskFault, DiskFull, ReadOnly, Refused
from tests.store.samples import P, bout, change, stamp

EFFECTIVE = {
    "foreign_keys": 1,
    "journal_mode": "delete",
    "synchronous": 3,
    "fullfsync": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "mmap_size": 0,
    "busy_timeout": 30_000,
}


def pragmas(session: object) -> dict[str, object]:
    run = session.connection().exec_driver_sql  # type: ignore[attr-defined]
    return {name: run(f"PRAGMA {name}").scalar() or 0 for name in EFFECTIVE}


def test_every_connection_has_effective_pragmas(database: Database) -> None:
    for _ in range(2):
        with database.read() as one, database.read() as other, database.write() as writer:
            assert [pragmas(s) for s in (one, other, writer)] == [EFFECTIVE] * 3
        database.close()


def test_write_block_takes_the_lock_at_its_beginning(database: Database, path: Path) -> None:
    with database.write():
        other = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_block_that_fails_saves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.write() as session:
            add(session, P, [bout()], change("a"), stamp())
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        fail()
    with database.read() as session:
        assert load(session, P).bouts == ()


def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(Refused), database.write() as session:
        session.connection().exec_driver_sql("INSERT INTO rest VALUES ('nobody', 77, NULL, '')")


def test_copy_of_the_single_file_while_open_is_complete(database: Database, path: Path) -> None:
    for n in range(20):
        with database.write() as session:
            add(session, P, [bout(f"b{n}")], change(f"{n}"), stamp())
    with database.read() as session:
        copy = path.parent / "copy.db"
        expected = load(session, P)
        shutil.copy(path, copy)
    copied = open_database(copy)
    with copied.read() as session:
        assert load(session, P) == expected
    copied.close()
    assert [one.name for one in path.parent.iterdir() if one.name.startswith("diary.db-")] == []


def fill(database: Database) -> None:
    with database.write() as session:
        connection = session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")
        add(session, P, [bout(f"big{n}", note="x" * 2000) for n in range(200)], change("big"), stamp())


def test_full_disk_saves_nothing_and_heals(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout("kept")], change("kept"), stamp())
    with pytest.raises(DiskFull) as told:
        fill(database)
    assert told.value.exit_code == 74
    with database.write() as session:
        assert [b.entry for b in load(session, P).bouts] == ["kept"]
        assert add(session, P, [bout("after", note="x" * 2000)], change("after"), stamp()) == 1


def save_protected(database: Database) -> None:
    with database.write() as session:
        session.connection().exec_driver_sql("PRAGMA query_only=ON")
        add(session, P, [bout()], change("a"), stamp())


def test_write_protected_diary_can_be_read(database: Database) -> None:
    with pytest.raises(ReadOnly) as told:
        save_protected(database)
    assert told.value.exit_code == 73
    with database.read() as session:
        assert load(session, P).person.name == "Ann Example"


def test_engine_whose_settings_do_not_hold_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    sqlite3.connect(path).close()
    monkeypatch.setattr("rehab.store.engine._PRAGMAS", ("journal_mode=DELETE", "synchronous=OFF"))
    with pytest.raises(DiskFault):
        writing(file_engine(path, pooled=False)).connect()
