"""What child processes do to a diary. Each is started fresh, without connections of its parent."""

import os
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from rehab.store.backup import backup
from rehab.store.database import create_database, open_database
from rehab.store.entries import add, amend
from rehab.store.schema import Schema
from rehab.store.troubles import Trouble
from tests.store.samples import P, bout, change, stamp

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["sqlmodel", "tests.store.workers"])


def together(count: int, work: Callable[..., Any], *args: object) -> list[Any]:
    """Run ``work(number, *args)`` in ``count`` processes at once and return what each says."""
    with ProcessPoolExecutor(count, mp_context=PROCESSES) as pool:
        return [one.result() for one in [pool.submit(work, n, *args) for n in range(count)]]


def gather(number: int, gate: Path, count: int) -> None:
    """Wait until all ``count`` processes have come this far."""
    gate.mkdir(exist_ok=True)
    (gate / str(number)).touch()
    while len(os.listdir(gate)) < count:
        time.sleep(0.002)


def stock_increments(number: int, path: Path, count: int, tries: int) -> int:
    """Read, add one, write, with the engine as it comes; returns how many seemed to succeed."""
    engine = create_engine(f"sqlite:///{path}")
    gather(number, path.parent / "gate", count)
    done = 0
    for tried in range(tries):
        try:
            with engine.begin() as connection:
                found = connection.execute(text("SELECT n FROM counter")).scalar_one()
                if tried == 0:
                    # All have read before any writes, so that the loss does not hang on luck.
                    gather(number, path.parent / "read", count)
                connection.execute(text("UPDATE counter SET n = :n"), {"n": found + 1})
            done += 1
        except Exception as error:
            if "locked" not in str(error):
                raise
    engine.dispose()
    return done


def log_entries(number: int, path: Path, count: int, tries: int) -> list[float]:
    """Add one bout after the other; returns the seconds of each."""
    database = open_database(path)
    gather(number, path.parent / "gate", count)
    times = []
    for n in range(tries):
        started = time.perf_counter()
        name = f"w{number}-{n}"
        with database.write() as session:
            assert add(session, P, [bout(name)], change(name), stamp()) == 1
        times.append(time.perf_counter() - started)
    database.close()
    return times


def correct(number: int, path: Path, count: int, entry: str, races: int) -> list[str]:
    """Amend the same revision at the same moment as every other process, ``races`` times."""
    database = open_database(path)
    said = []
    for expected in range(1, races + 1):
        gather(number, path.parent / f"gate{expected}", count)
        try:
            with database.write() as session:
                name = f"{entry}-{expected}-by-{number}"
                amend(session, P, entry, expected, bout(entry, note=name), change(name), stamp(), "typo")
            said.append("saved")
        except Trouble as trouble:
            said.append(type(trouble).__name__)
    database.close()
    return said


def log_until_killed(path: Path, told: Path, name: str) -> None:
    """Save batches for ever; a line in ``told`` acknowledges each after it was saved."""
    database = open_database(path)
    acknowledged = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for n in range(1_000_000):
        batch = f"{name}-{n}"
        with database.write() as session:
            add(session, P, [bout(f"{batch}-{i}") for i in range(3)], change(batch), stamp())
        os.write(acknowledged, f"{batch}\n".encode())


def back_up_until_killed(path: Path, folder: Path) -> None:
    """Make backups for ever."""
    while True:
        backup(path, folder, stamp().at)


def create_small(_number: int, path: Path, most_bytes: int) -> tuple[str, int]:
    """Create a diary where files may not grow beyond ``most_bytes``; the error's name and exit code."""
    # A module compiled under the limit would be left cut short for every later run.
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        create_database(path).close()
        return "created", 0
    except Trouble as trouble:
        return type(trouble).__name__, trouble.exit_code


def modes_while_writing(_number: int, path: Path, umask: int) -> dict[str, int]:
    """Create and write under ``umask``; the mode of each file and folder seen in a write block."""
    os.umask(umask)
    database = create_database(path)
    with database.write() as session:
        session.connection().exec_driver_sql("CREATE TABLE grown (x)")
        seen = {one.name: one.stat().st_mode & 0o777 for one in [path.parent, *path.parent.iterdir()]}
    kept = backup(database, path.parent / "backups", stamp().at)
    seen |= {"backup": kept.stat().st_mode & 0o777, "backups": kept.parent.stat().st_mode & 0o777}
    database.close()
    return seen


def open_with(number: int, path: Path, count: int, schema: Schema) -> str:
    """Open, and thereby migrate, together with others."""
    gather(number, path.parent / "gate", count)
    open_database(path, schema).close()
    with sqlite3.connect(path) as connection:
        found = str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    connection.close()
    return found
