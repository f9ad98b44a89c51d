"""The hash chain: every column of every record is hashed, and each hash covers the one before it.

A column that is NULL is left out, so that a column added by a later migration, empty for what was
recorded before, does not change the hashes of older records.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from rehab.store.rows import Details, changes_by_id, details_by_seq, table_rows
from rehab.store.tables import PATIENT, REVISION, SHOWN
from rehab.store.troubles import Damaged, readable


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, ASCII, no spaces; days and instants in ISO form.

    Raises ValueError for a number that is not finite and TypeError for what JSON cannot hold.
    """
    return _JSON.encode(value)


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be stored. Give text, whole numbers or days.")


_JSON = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False, default=_iso
)


def link(prev_hash: str, record: object) -> str:
    """The hash of ``record`` after the record with ``prev_hash`` ("" for the first)."""
    return hashlib.sha256((prev_hash + canonical(record)).encode("ascii")).hexdigest()


def document(
    patient: Mapping[str, Any], change: Mapping[str, Any], header: Mapping[str, Any], details: Details
) -> dict[str, object]:
    """Everything that one revision says, with its change and patient, without NULLs and its own hash."""
    return {
        "patient": _given(patient),
        "change": _given(change),
        "revision": _given(header),
        "details": {table: [_given(row) for row in rows] for table, rows in details.items()},
    }


def shown_hash(row: Mapping[str, Any]) -> str:
    """The hash of a row of what was shown."""
    return link(row["prev_hash"], _given(row))


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and name != "hash"}


def verify(connection: Connection, patient_id: str) -> None:
    """Recompute both chains of a patient. Raises Damaged when any stored value is not as it was saved."""
    with readable():
        patient = table_rows(connection, PATIENT, PATIENT.c.id == patient_id)[0]
        changes = changes_by_id(connection, patient_id)
        details = details_by_seq(connection, patient_id)
        headers = table_rows(connection, REVISION, REVISION.c.patient_id == patient_id)
        hashes = [
            link(
                row["prev_hash"],
                document(patient, changes[row["change_id"]], row, details.pop(row["seq"], {})),
            )
            for row in headers
        ]
        shown = table_rows(connection, SHOWN, SHOWN.c.patient_id == patient_id)
        _follow(headers, hashes)
        _follow(shown, [shown_hash(row) for row in shown])
    if details or set(changes) != {row["change_id"] for row in headers}:
        raise Damaged


def _follow(rows: Sequence[Mapping[str, Any]], hashes: Sequence[str]) -> None:
    before = ""
    for row, computed in zip(rows, hashes, strict=True):
        if row["prev_hash"] != before or row["hash"] != computed:
            raise Damaged
        before = computed
