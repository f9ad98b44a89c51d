"""The first schema. Its bounds are written out, because later versions may have others."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

_OWNED = ("patient_id", "seq")


def upgrade() -> None:
    """Make every table; triggers are put on afterwards."""
    _records()
    _shown()
    _bouts()
    _days()
    _person_and_programme()


def _records() -> None:
    _table(
        "patient",
        [_text("id"), _instant("created_at"), sa.PrimaryKeyConstraint("id", name="pk_patient")],
        lengths={"id": (1, 200)},
    )
    _table(
        "change",
        [
            *(_text("id"), _text("patient_id"), _instant("at"), _text("description"), _text("kind")),
            _text("undoes", nullable=True),
            sa.PrimaryKeyConstraint("id", name="pk_change"),
            sa.UniqueConstraint("patient_id", "id", name="uq_change_patient_id_id"),
            _reference("change", ("patient_id", "undoes"), "change", ("patient_id", "id")),
            _reference("change", ("patient_id",), "patient", ("id",)),
        ],
        lengths={"id": (1, 200), "description": (0, 500), "kind": (1, 40)},
    )
    _index("change", "patient_id", "undoes")
    unique = (("patient_id", "entry_id", "revision"), ("patient_id", "seq"), ("uid",))
    _table(
        "revision",
        [
            *(_whole("seq"), _text("uid"), _text("patient_id"), _text("entry_id"), _whole("revision")),
            *(_text("state"), _text("kind"), _day("day"), _instant("recorded_at"), _text("tz")),
            *(_text("actor"), _text("reason"), _text("change_id"), _text("prev_hash"), _text("hash")),
            sa.PrimaryKeyConstraint("seq", name="pk_revision"),
            *(sa.UniqueConstraint(*names, name=f"uq_revision_{'_'.join(names)}") for names in unique),
            _reference("revision", ("patient_id", "change_id"), "change", ("patient_id", "id")),
            _reference("revision", ("patient_id",), "patient", ("id",)),
        ],
        wholes={"seq": (1, 2147483647), "revision": (1, 1000000)},
        lengths={
            **{"uid": (1, 200), "entry_id": (1, 200), "tz": (0, 200), "actor": (0, 200)},
            **{"reason": (0, 500), "prev_hash": (0, 64), "hash": (64, 64)},
        },
        words={
            "state": "'active', 'void'",
            "kind": "'bout', 'morning', 'rest', 'profile', 'diagnosis', 'assignment', 'phase', 'person'",
        },
        days=("day",),
    )
    _index("revision", "patient_id", "change_id")
    _index("revision", "patient_id", "kind", "day")


def _shown() -> None:
    _table(
        "shown",
        [
            *(_whole("seq"), _text("patient_id"), _instant("shown_at"), _text("what"), _day("day")),
            *(_day("week_start", nullable=True), _text("chain_head"), _text("programme_hash")),
            *(_text("rule_version"), _text("content"), _text("prev_hash"), _text("hash")),
            sa.PrimaryKeyConstraint("seq", name="pk_shown"),
            sa.UniqueConstraint("patient_id", "seq", name="uq_shown_patient_id_seq"),
            _reference("shown", ("patient_id",), "patient", ("id",)),
        ],
        wholes={"seq": (1, 2147483647)},
        lengths={
            **{"what": (1, 40), "chain_head": (0, 64), "programme_hash": (0, 200), "rule_version": (0, 200)},
            **{"content": (2, 2000000), "prev_hash": (0, 64), "hash": (64, 64)},
        },
        days=("day", "week_start"),
    )
    _index("shown", "patient_id", "what", "week_start")


def _bouts() -> None:
    scores = ("pain_before", "pain_during", "pain_after", "effort")
    _detail(
        "bout",
        [
            *(_text("exercise"), _text("side"), _text("unit")),
            *(_whole(name, nullable=True) for name in (*scores, "minutes")),
            *(_text("note"), _text("origin")),
        ],
        wholes={**dict.fromkeys(scores, (0, 10)), "minutes": (0, 1440)},
        lengths={"exercise": (1, 200), "note": (0, 2000), "origin": (0, 500)},
        words={"side": "'left', 'right', 'none'", "unit": "'reps', 'seconds', 'metres'"},
    )
    _detail(
        "bout_set",
        [_whole("position"), _whole("amount"), _whole("load_g", nullable=True)],
        key=(*_OWNED, "position"),
        wholes={"position": (1, 500), "amount": (0, 1000000), "load_g": (0, 500000)},
    )


def _days() -> None:
    scores = ("score", "rest_pain", "stiffness_min", "woken")
    _detail(
        "morning",
        [*(_whole(name, nullable=True) for name in scores), _text("note")],
        wholes={"score": (0, 10), "rest_pain": (0, 10), "stiffness_min": (0, 1440), "woken": (0, 50)},
        lengths={"note": (0, 2000)},
    )
    _detail(
        "rest",
        [_text("why", nullable=True), _text("note")],
        lengths={"note": (0, 2000)},
        words={"why": "'pain', 'ill', 'time'"},
    )


def _person_and_programme() -> None:
    _detail("profile", [_text("facts")], lengths={"facts": (2, 20000)})
    _detail(
        "diagnosis",
        [_text("text"), _text("made_by"), _day("made_on")],
        lengths={"text": (1, 2000), "made_by": (0, 200)},
        days=("made_on",),
    )
    _detail(
        "assignment",
        [_text("weekdays"), _text("programme_text"), _text("programme_hash")],
        lengths={"weekdays": (3, 40), "programme_text": (1, 1000000), "programme_hash": (1, 200)},
    )
    _detail(
        "phase_start",
        [_text("phase"), _text("said_by"), _text("role")],
        lengths={"phase": (1, 200), "said_by": (0, 200), "role": (0, 200)},
    )
    _detail(
        "person",
        [_text("name"), _day("born"), _text("complaint"), _text("emergency_number")],
        lengths={"name": (1, 200), "emergency_number": (0, 40)},
        words={"complaint": "'left', 'right', 'both'"},
        days=("born",),
    )


def _detail(name: str, columns: list[Any], key: Sequence[str] = _OWNED, **bounds: Any) -> None:
    rules = [
        sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"),
        _reference(name, _OWNED, "revision", _OWNED),
    ]
    _table(name, [_text("patient_id"), _whole("seq"), *columns, *rules], **bounds)


def _table(
    name: str,
    parts: list[Any],
    *,
    wholes: dict[str, tuple[int, int]] | None = None,
    lengths: dict[str, tuple[int, int]] | None = None,
    words: dict[str, str] | None = None,
    days: Sequence[str] = (),
) -> None:
    rules = {
        column: f"{column} BETWEEN {low} AND {high} AND {column} = CAST({column} AS INTEGER)"
        for column, (low, high) in (wholes or {}).items()
    }
    for column, (low, high) in (lengths or {}).items():
        rules[column] = f"length({column}) BETWEEN {low} AND {high}"
    rules |= {column: f"{column} IN ({listed})" for column, listed in (words or {}).items()}
    rules |= {column: f"{column} BETWEEN '1900-01-01' AND '9999-12-31'" for column in days}
    checks = [sa.CheckConstraint(rule, name=op.f(f"ck_{name}_{column}")) for column, rule in rules.items()]
    op.create_table(name, *parts, *checks)


def _reference(table: str, columns: Sequence[str], to: str, there: Sequence[str]) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{'_'.join(columns)}"
    return sa.ForeignKeyConstraint(columns, [f"{to}.{column}" for column in there], name=name)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _instant(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
