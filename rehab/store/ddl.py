"""What the catalogue of tables cannot say: triggers that refuse changes, and the version of the schema."""

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect

from rehab.store.engine import APPLICATION_ID
from rehab.store.tables import CATALOGUE

VERSION_TABLE = "alembic_version"
_VERSION = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
)


def build(connection: Connection, version: str) -> None:
    """Make every table, trigger and mark in an empty database, as the migrations would."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    CATALOGUE.create_all(connection)
    protect(connection)
    # Alembic's own table, made here because importing Alembic takes longer than the whole start.
    _VERSION.create(connection)
    connection.execute(insert(_VERSION), {"version_num": version})


def protect(connection: Connection) -> None:
    """Refuse UPDATE and DELETE on every table; a migration that rebuilds a table drops its triggers."""
    for table in sorted(inspect(connection).get_table_names()):
        if table == VERSION_TABLE:
            continue
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f'CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON "{table}" '
                "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
            )
