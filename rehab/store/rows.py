"""Rows as plain dictionaries, read through the columns that the file really has."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Table, inspect, select

from rehab.store.tables import CHANGE, DETAILS

T = TypeVar("T")
Row = dict[str, Any]
Details = dict[str, list[Row]]
"""What one revision says: rows by the name of their detail table."""

_AT_ONCE = 500
"""How many values one IN list holds; old builds of SQLite allow 999."""


def chunks(values: Collection[T]) -> Iterator[list[T]]:
    """The values in lists that fit into one IN."""
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def table_rows(connection: Connection, table: Table, *where: ColumnElement[bool]) -> list[Row]:
    """The rows of a table in the order of its primary key, without columns that the file lacks."""
    return _rows(connection, table, _present(connection, table), where)


def changes_by_id(connection: Connection, patient_id: str) -> dict[str, Row]:
    """The changes of a patient by their id."""
    return {row["id"]: row for row in table_rows(connection, CHANGE, CHANGE.c.patient_id == patient_id)}


def details_by_seq(
    connection: Connection, patient_id: str, seqs: Collection[int] | None = None
) -> dict[int, Details]:
    """The details of a patient's revisions by ``seq``: of all of them, or only of ``seqs``."""
    found: dict[int, Details] = {}
    for table in DETAILS:
        columns = _present(connection, table)
        mine = table.c.patient_id == patient_id
        picks = [(mine,)] if seqs is None else [(mine, table.c.seq.in_(some)) for some in chunks(seqs)]
        for where in picks:
            for row in _rows(connection, table, columns, where):
                found.setdefault(row["seq"], {}).setdefault(table.name, []).append(row)
    return found


def pick(said: object, *names: str) -> Row:
    """These fields of a record as the columns of a row."""
    # Words of an enumeration are stored as plain text.
    found = {name: getattr(said, name) for name in names}
    return {name: str(value) if isinstance(value, str) else value for name, value in found.items()}


def yes(value: int | None) -> bool | None:
    """The yes or no behind the number in a column."""
    return None if value is None else bool(value)


def flag(value: bool | None) -> int | None:
    """A yes or no as the number that its column holds."""
    return None if value is None else int(value)


def _present(connection: Connection, table: Table) -> list[Column[Any]]:
    """The columns of a table that the file has: one of an older schema may lack some, or all."""
    looking = inspect(connection)
    if not looking.has_table(table.name):
        return []
    names = {column["name"] for column in looking.get_columns(table.name)}
    return [column for column in table.c if column.name in names]


def _rows(
    connection: Connection, table: Table, columns: list[Column[Any]], where: tuple[ColumnElement[bool], ...]
) -> list[Row]:
    if not columns:
        return []
    asked = select(*columns).where(*where).order_by(*table.primary_key)
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in connection.execute(asked)]
