"""Bringing an older file to the present schema: a verified backup, then one transaction or nothing."""

import os
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, select

from rehab.domain.text import clean
from rehab.store.backup import backup
from rehab.store.chain import verify
from rehab.store.ddl import VERSION_TABLE, protect
from rehab.store.engine import APPLICATION_ID, file_engine, writing
from rehab.store.schema import MIGRATIONS, Schema
from rehab.store.tables import PATIENT
from rehab.store.troubles import Damaged, Trouble, filed


class NotMigrated(Trouble):
    """A step to a newer schema failed; the file is as it was."""

    exit_code = 74


def migrate(path: Path, schema: Schema) -> None:
    """Back the file up into ``backups`` beside it and bring it to the head of ``schema``.

    The backup is named by the time of the last change of the file. Two processes may do this at
    once: the second finds nothing left to do. Raises NotMigrated, with the file as it was.
    """
    with filed(path):
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        kept = backup(path, path.parent / "backups", changed)
        try:
            upgrade(path, schema)
        except Trouble:
            raise
        except Exception as error:
            raise NotMigrated(
                "The diary could not be brought to this version, and it was not changed "
                f"({type(error).__name__}). Install the earlier version; a backup is at {clean(str(kept))}."
            ) from None


def upgrade(path: Path, schema: Schema) -> None:
    """Run the missing migrations in one transaction. An empty file gets every one of them."""
    # Foreign keys are off before BEGIN: a rebuilt parent table must not touch its children.
    engine = file_engine(path, pooled=False, foreign_keys=False)
    with writing(engine).begin() as connection:
        if _version(connection) == schema.head:
            return
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        command.upgrade(_config(connection, schema), schema.head)
        protect(connection)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise Damaged
        for patient_id in connection.execute(select(PATIENT.c.id)).scalars().all():
            verify(connection, patient_id)


def _version(connection: Connection) -> str | None:
    """The version inside the transaction: another process may have migrated meanwhile."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return str(connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar())


def _config(connection: Connection, schema: Schema) -> Config:
    config = Config()
    options = {
        "script_location": str(MIGRATIONS),
        "path_separator": "os",
        "version_locations": os.pathsep.join(map(str, schema.folders)),
    }
    for name, value in options.items():
        config.set_main_option(name, value.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
