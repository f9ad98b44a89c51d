"""Backups are whole, verified and private, or they are not there."""

import random
import time
from datetime import datetime
from pathlib import Path

import pytest

from rehab.store.backup import backup
from rehab.store.database import Database, check, open_database
from rehab.store.diary_rows import load
from rehab.store.entries import add
from rehab.store.history import revisions
from rehab.store.schema import CURRENT
from rehab.store.troubles import Damaged, Missing
from tests.store.samples import NOON, P, bout, change, stamp
from tests.store.test_chain import tamper
from tests.store.workers import PROCESSES, back_up_until_killed, log_until_killed


def test_backup_is_a_diary_of_its_own(database: Database, path: Path) -> None:
    folder = path.parent / "backups"
    kept = [backup(source, folder, NOON) for source in (database, path)]
    assert [one.name for one in kept] == [
        f"diary-20260302T120000Z-{CURRENT.head}.db",
        f"diary-20260302T120000Z-{CURRENT.head}-1.db",
    ]
    assert sorted(folder.iterdir()) == sorted(kept)
    for one in kept:
        copy = open_database(one)
        check(copy)
        with copy.read() as session, database.read() as source:
            assert load(session, P) == load(source, P)
        copy.close()


def test_backup_leaves_an_open_write_out(database: Database, path: Path) -> None:
    with database.write() as session:
        add(session, P, [bout()], change("a"), stamp())
        kept = backup(path, path.parent, NOON)
    copy = open_database(kept)
    with copy.read() as session:
        assert load(session, P).bouts == ()
    copy.close()


def test_no_backup_is_made_from_a_damaged_source(database: Database, path: Path) -> None:
    with database.write() as session:
        add(session, P, [bout()], change("a"), stamp())
    tamper(database, path, "UPDATE bout SET note = 'other'")
    before = path.read_bytes()
    with pytest.raises(Damaged):
        backup(database, path.parent / "backups", NOON)
    assert not (path.parent / "backups").exists()
    assert path.read_bytes() == before


def test_backup_needs_a_source_and_an_aware_time(database: Database, path: Path) -> None:
    with pytest.raises(Missing):
        backup(path.parent / "none.db", path.parent, NOON)
    with pytest.raises(ValueError, match="no zone"):
        backup(path, path.parent, datetime(2026, 1, 1))
    assert [one.name for one in path.parent.iterdir()] == ["diary.db"]


@pytest.mark.heavy
@pytest.mark.parametrize("kills", [10, pytest.param(300, marks=pytest.mark.heavy)])
def test_kills_during_backup_leave_no_bad_file(database: Database, path: Path, kills: int) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    with database.write() as session:
        add(session, P, [bout(f"b{n}") for n in range(200)], change("a"), stamp())
    folder = path.parent / "backups"
    backup(path, folder, NOON)
    for _ in range(kills):
        before = set(folder.iterdir())
        child = PROCESSES.Process(target=back_up_until_killed, args=(path, folder))
        child.start()
        while set(folder.iterdir()) == before:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.05)
        child.kill()
        child.join()
        child.close()
    names = [one for one in folder.iterdir() if not one.name.startswith(".")]
    assert names
    for one in names:
        copy = open_database(one)
        check(copy)
        with copy.read() as session:
            assert len(load(session, P).bouts) == 200
        copy.close()


def test_backup_under_a_writer_is_a_committed_prefix(database: Database, path: Path) -> None:
    told = path.parent / "told"
    child = PROCESSES.Process(target=log_until_killed, args=(path, told, "w"))
    child.start()
    while not told.exists():
        time.sleep(0.005)
    kept = [backup(path, path.parent / "backups", NOON) for _ in range(3)]
    child.kill()
    child.join()
    child.close()
    whole = open_database(path)
    with whole.read() as session:
        all_of_it = revisions(session, P)
    whole.close()
    for one in kept:
        copy = open_database(one)
        with copy.read() as session:
            some = revisions(session, P)
        copy.close()
        assert some == all_of_it[: len(some)]
        assert len(some) % 3 == 2, "a batch was copied in part"
