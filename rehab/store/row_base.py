"""What every table is made of: named constraints, CHECKs from the bounds, and one catalogue."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, MetaData
from sqlmodel import SQLModel

from rehab.domain.limits import FIRST_DAY
from rehab.store.bounds import CHOICE, DAYS, LENGTH, WHOLE

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def checks(table: str) -> tuple[CheckConstraint, ...]:
    """The CHECK constraints of a table; a column that is NULL passes those on its value."""
    found = []
    for name, span in WHOLE.get(table, {}).items():
        # The CAST refuses fractions and words, which SQLite would keep in an INTEGER column.
        rule = f"{name} BETWEEN {span.low} AND {span.high} AND {name} = CAST({name} AS INTEGER)"
        found.append(CheckConstraint(rule, name=name))
    for name, span in LENGTH.get(table, {}).items():
        found.append(CheckConstraint(f"length({name}) BETWEEN {span.low} AND {span.high}", name=name))
    for name, words in CHOICE.get(table, {}).items():
        listed = ", ".join(f"'{word}'" for word in words)
        found.append(CheckConstraint(f"{name} IN ({listed})", name=name))
    for name in DAYS.get(table, ()):
        found.append(CheckConstraint(f"{name} BETWEEN '{FIRST_DAY}' AND '9999-12-31'", name=name))
    return tuple(found)


def detail(table: str) -> tuple[Any, ...]:
    """The constraints of a table that says what a revision says."""
    owner = ForeignKeyConstraint(["patient_id", "seq"], ["revision.patient_id", "revision.seq"])
    return (owner, *checks(table))


class Row(SQLModel):
    """The base of every table: one catalogue, with a name for every constraint."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)
