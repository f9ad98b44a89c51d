"""Several processes at one diary, and processes that are killed."""

import random
import sqlite3
import time
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from rehab.store.database import Database, check, open_database
from rehab.store.diary_rows import load
from rehab.store.entries import add
from rehab.store.history import revisions
from tests.store.samples import P, bout, change, stamp
from tests.store.workers import (
    PROCESSES,
    correct,
    log_entries,
    log_until_killed,
    stock_increments,
    together,
)


def test_stock_engine_loses_updates_control(tmp_path: Path) -> None:
    path = tmp_path / "stock.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE counter (n INTEGER)")
        connection.execute("INSERT INTO counter VALUES (0)")
    connection.close()
    done = sum(together(2, stock_increments, path, 2, 200))
    with sqlite3.connect(path) as connection:
        counted = connection.execute("SELECT n FROM counter").fetchone()[0]
    connection.close()
    assert counted < done, "the race shows no loss: these tests have lost their teeth"


def writers_lose_nothing(database: Database, path: Path, tries: int) -> None:
    times = sorted(chain.from_iterable(together(8, log_entries, path, 8, tries)))
    with database.read() as session:
        found = {b.entry for b in load(session, P).bouts}
    assert found == {f"w{w}-{n}" for w in range(8) for n in range(tries)}
    assert times[int(len(times) * 0.99)] < 5, "a writer waited too long"
    check(database)


def test_eight_writers_lose_nothing(database: Database, path: Path) -> None:
    writers_lose_nothing(database, path, 25)


@pytest.mark.heavy
def test_eight_writers_lose_nothing_for_long(database: Database, path: Path) -> None:
    writers_lose_nothing(database, path, 250)


@pytest.mark.parametrize("races", [10, pytest.param(100, marks=pytest.mark.heavy)])
def test_two_corrections_one_wins(database: Database, path: Path, races: int) -> None:
    with database.write() as session:
        add(session, P, [bout("b")], change("b"), stamp())
    for said in zip(*together(2, correct, path, 2, "b", races), strict=True):
        assert sorted(said) == ["Conflict", "saved"]
    with database.read() as session:
        assert [r.number for r in revisions(session, P, "b")] == list(range(1, races + 2))


@pytest.mark.heavy
@pytest.mark.parametrize("kills", [30, pytest.param(300, marks=pytest.mark.heavy)])
def test_sigkills_keep_every_acknowledged_entry(database: Database, path: Path, kills: int) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    told = path.parent / "told"
    for n in range(kills):
        child = PROCESSES.Process(target=log_until_killed, args=(path, told, f"run{n}"))
        child.start()
        before = told.stat().st_size if told.exists() else 0
        while child.is_alive() and (not told.exists() or told.stat().st_size == before):
            time.sleep(0.001)
        assert child.is_alive(), "the diary could not be opened after a kill"
        time.sleep(chance.random() * 0.03)
        child.kill()
        child.join()
        child.close()
    reopened = open_database(path)
    with reopened.read() as session:
        saved = Counter(b.entry.rpartition("-")[0] for b in load(session, P).bouts)
    acknowledged = set(told.read_text().split())
    assert len(acknowledged) >= kills
    assert acknowledged <= set(saved)
    assert set(saved.values()) == {3}, "a batch was saved in part"
    check(reopened)
    reopened.close()
