"""A diary file: making it, opening it, and the two blocks in which it is read and written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, select
from sqlmodel import Session as Session

from rehab.domain.text import clean
from rehab.store.chain import verify
from rehab.store.ddl import VERSION_TABLE, build
from rehab.store.engine import APPLICATION_ID, connect, file_engine, writing
from rehab.store.files import fresh_file
from rehab.store.schema import CURRENT, Schema
from rehab.store.tables import PATIENT
from rehab.store.troubles import (
    AlreadyThere,
    Damaged,
    DiskFault,
    DiskFull,
    Empty,
    Missing,
    Newer,
    NotOurs,
    filed,
    missing,
    reported,
)


class Database:
    """An open diary file. Blocks are short: no prompt, no screen and no ``await`` inside."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._writing = writing(engine)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A block that sees one state of the file and changes nothing. Raises Trouble."""
        with reported(self.path), Session(self._engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A block that alone may write, from its first line on.

        It is saved as a whole at its end, and not at all when anything is raised in it. Raises Trouble.
        """
        try:
            with (
                reported(self.path),
                Session(self._writing, expire_on_commit=False) as session,
                session.begin(),
            ):
                session.connection()
                yield session
        except (DiskFull, DiskFault):
            # After a failed write or sync nothing that a connection remembers is certain.
            self.close()
            raise

    def close(self) -> None:
        """Close every connection; the next block opens a new one."""
        self._engine.dispose()


def create_database(path: Path) -> Database:
    """Make a new diary at ``path``, mode 0600, and its missing folders, mode 0700.

    Raises AlreadyThere when there is a file, DiskFull, DiskFault or ReadOnly; then nothing stays behind.
    """
    with filed(path):
        if path.exists() or path.is_symlink():
            raise AlreadyThere
        with fresh_file(path) as draft:
            engine = file_engine(draft, pooled=False)
            with writing(engine).begin() as connection:
                build(connection, CURRENT.head)
    return open_database(path)


def open_database(path: Path, schema: Schema = CURRENT) -> Database:
    """Open an existing diary, migrating an older one after a verified backup. Never makes a file.

    Raises Missing, Empty, NotOurs, Newer or Damaged, with the file unchanged, and Busy or ReadOnly.
    """
    with filed(path):
        _check_file(path)
        version = _probe(path)
        if version not in schema.versions:
            found = clean(version, limit=32)
            raise Newer(
                f"This diary was made by a newer version of rehab (schema {found}; this is {schema.head}), "
                "and it was not changed. Install the newer version."
            )
        if version != schema.head:
            # Imported here because it brings Alembic, which takes longer than everything else together.
            from rehab.store.migrate import migrate

            migrate(path, schema)
        database = Database(path, file_engine(path))
        with database.read() as session:
            session.connection()
    return database


def check(database: Database) -> None:
    """Check pages, references and the hash chains of every patient. Raises Damaged; silent when all fit."""
    with database.read() as session:
        connection = session.connection()
        if connection.exec_driver_sql("PRAGMA quick_check").scalars().all() != ["ok"]:
            raise Damaged
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise Damaged
        for patient_id in connection.execute(select(PATIENT.c.id)).scalars().all():
            verify(connection, patient_id)


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise Missing(f"{clean(str(path))} is a folder, not a diary. Name the file in it.")
    if not path.exists():
        raise missing(path)
    # Only the size is asked: opening the file beside SQLite would drop the locks of this process.
    if path.stat().st_size == 0:
        raise Empty


def _probe(path: Path) -> str:
    """The version of the schema. A foreign file is recognised by its header and left alone."""
    # "immutable" reads the header without a lock, and touches no journal or WAL of another program.
    with closing(connect(path, "ro&immutable=1")) as connection:
        try:
            _check_mark(connection)
        except sqlite3.DatabaseError as error:
            # A commit under way, or cut short by a kill, looks like damage until its journal is used.
            if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT:
                raise
    with closing(connect(path)) as connection:
        _check_mark(connection)
        rows = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()
    if len(rows) != 1:
        raise Damaged
    return str(rows[0][0])


def _check_mark(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotOurs
