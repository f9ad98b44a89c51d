"""What migrations make tables of: columns, named constraints, and the rebuilding of a table."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

OWNED = ("patient_id", "seq")
"""The key of a table that says what a revision says."""


def detail(name: str, columns: list[Any], key: Sequence[str] = OWNED, **bounds: Any) -> None:
    """A table that says what a revision says."""
    rules = [
        sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"),
        reference(name, OWNED, "revision", OWNED),
    ]
    table(name, [text("patient_id"), whole("seq"), *columns, *rules], **bounds)


def table(
    name: str,
    parts: list[Any],
    *,
    wholes: dict[str, tuple[int, int]] | None = None,
    lengths: dict[str, tuple[int, int]] | None = None,
    words: dict[str, str] | None = None,
    days: Sequence[str] = (),
    instead: bool = False,
) -> None:
    """A table with a CHECK for every bounded column.

    ``instead`` of the table that has the name: its rows move over, and columns that it does not have stay
    empty. Its indexes go with it. Foreign keys must be off, so that a parent's children stay.
    """
    rules = {
        column: f"{column} BETWEEN {low} AND {high} AND {column} = CAST({column} AS INTEGER)"
        for column, (low, high) in (wholes or {}).items()
    }
    for column, (low, high) in (lengths or {}).items():
        rules[column] = f"length({column}) BETWEEN {low} AND {high}"
    rules |= {column: f"{column} IN ({listed})" for column, listed in (words or {}).items()}
    rules |= {column: f"{column} BETWEEN '1900-01-01' AND '9999-12-31'" for column in days}
    checks = [sa.CheckConstraint(rule, name=op.f(f"ck_{name}_{column}")) for column, rule in rules.items()]
    op.create_table(f"new_{name}" if instead else name, *parts, *checks)
    if instead:
        _take_over(name)


def _take_over(name: str) -> None:
    columns = ", ".join(f'"{column["name"]}"' for column in sa.inspect(op.get_bind()).get_columns(name))
    op.execute(f'INSERT INTO "new_{name}" ({columns}) SELECT {columns} FROM "{name}"')
    op.drop_table(name)
    op.rename_table(f"new_{name}", name)


def reference(table: str, columns: Sequence[str], to: str, there: Sequence[str]) -> sa.ForeignKeyConstraint:
    """A foreign key, named by its table and columns."""
    name = f"fk_{table}_{'_'.join(columns)}"
    return sa.ForeignKeyConstraint(columns, [f"{to}.{column}" for column in there], name=name)


def index(table: str, *columns: str) -> None:
    """An index, named by its table and columns."""
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """A column of text."""
    return sa.Column(name, sa.String(), nullable=nullable)


def whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """A column of whole numbers."""
    return sa.Column(name, sa.Integer(), nullable=nullable)


def day(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """A column of plain days."""
    return sa.Column(name, sa.Date(), nullable=nullable)


def instant(name: str) -> sa.Column[Any]:
    """A column of instants."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
