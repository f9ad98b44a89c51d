"""How a SQLite file is opened: settings that keep every acknowledged entry, and our own BEGIN.

Everything here is for SQLite only; the tables know nothing of it.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, Pool, QueuePool, create_engine, event

from rehab.store.troubles import DiskFault

APPLICATION_ID = 0x52454842
"""The mark in the header of our files: the letters REHB."""

BUSY_SECONDS = 30
"""How long a connection waits for others that are writing: SQLite's waiting is not a queue, so that
eight busy writers on two cores can keep a ninth waiting longer than the usual few seconds."""

_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "fullfsync=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "mmap_size=0",
)


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open an existing file with the driver alone, never making it; ``mode`` goes into the URI."""
    uri = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def file_engine(path: Path, *, pooled: bool = True, foreign_keys: bool = True) -> Engine:
    """An engine on an existing file. Transactions are deferred unless ``writing`` engines begin them.

    ``foreign_keys=False`` is for migrations, which check them before they commit.
    """
    pool: type[Pool] = QueuePool if pooled else NullPool

    def settled(dbapi: Any, _record: object) -> None:
        _settle(dbapi, foreign_keys)

    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=pool, hide_parameters=True)
    event.listen(engine, "connect", settled)
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The same connections, with transactions that take the right to write at their beginning."""
    return engine.execution_options(sqlite_begin="IMMEDIATE")


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {how}")


def _settle(dbapi: sqlite3.Connection, foreign_keys: bool) -> None:
    dbapi.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
    for pragma in _PRAGMAS:
        dbapi.execute(f"PRAGMA {pragma}")
    effective = tuple(
        dbapi.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("foreign_keys", "synchronous", "journal_mode")
    )
    # A file in WAL mode cannot be switched while another process has it open; with EXTRA it is as durable.
    if effective[:2] != (int(foreign_keys), 3) or effective[2] not in ("delete", "wal"):
        raise DiskFault("Not opened: SQLite refuses the settings that keep entries. Update SQLite.")
