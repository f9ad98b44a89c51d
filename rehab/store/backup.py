"""Backups: verified copies of a live file, never under their name before they are whole."""

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from rehab.store.database import Database, check
from rehab.store.ddl import VERSION_TABLE
from rehab.store.engine import connect, file_engine
from rehab.store.files import fresh_file
from rehab.store.tables import CATALOGUE
from rehab.store.troubles import Damaged, filed
from rehab.store.writing import utc


def backup(source: Database | Path, folder: Path, at: datetime) -> Path:
    """Copy a diary into ``folder`` and return the copy, named by the UTC time ``at`` and its schema.

    The copy holds one state of the source and has passed ``check``: pages, references, counts and
    chains. Raises Damaged, and writes nothing, when the source does not pass; and other Troubles.
    """
    path = source.path if isinstance(source, Database) else source
    with filed(path):
        return _copy(path, folder, utc(at).astimezone(UTC))


def _copy(path: Path, folder: Path, at: datetime) -> Path:
    with closing(connect(path)) as source:
        source.execute("BEGIN")
        version = source.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()[0]
        stem = f"{path.stem}-{at:%Y%m%dT%H%M%SZ}-{version}"
        names = (folder / f"{stem}{f'-{n}' if n else ''}.db" for n in count())
        while True:
            target = next(name for name in names if not name.exists())
            # Another process may take the name meanwhile; then the next one is tried.
            with suppress(FileExistsError):
                with fresh_file(target) as draft:
                    _fill(draft, source)
                return target


def _fill(draft: Path, source: sqlite3.Connection) -> None:
    with closing(connect(draft)) as copy:
        source.backup(copy)
        if _counts(copy) != _counts(source):
            raise Damaged
    check(Database(draft, file_engine(draft, pooled=False)))


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in sorted(present & set(CATALOGUE.tables))
    }
