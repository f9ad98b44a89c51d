"""Exporting: CSV for spreadsheets, JSON Lines for everything, and files that only their owner reads."""

import os
from pathlib import Path

from rehab.actions.desk import Desk, given_path
from rehab.actions.refusals import Refused
from rehab.domain.text import clean
from rehab.render.csv_table import csv_text
from rehab.render.jsonl import jsonl_text
from rehab.store.history import revisions


def export_csv(desk: Desk) -> str:
    """What stands in the diary as CSV in the program's own columns."""
    return csv_text(desk.diary())


def export_jsonl(desk: Desk) -> str:
    """Every revision ever recorded, in order, one JSON object a line."""
    with desk.database.read() as session:
        found = revisions(session, desk.patient)
    return jsonl_text(found)


def write_new(path: str, data: str | bytes) -> Path:
    """Write a new file that only its owner may read. Raises Refused when something is there already."""
    target = given_path(path)
    name = clean(str(target), limit=200)
    try:
        number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileExistsError:
        raise Refused(f"{name} exists already and was not changed. Choose another name.") from None
    except (OSError, ValueError):
        raise Refused(f"{name} cannot be written. Check the folder.") from None
    try:
        with os.fdopen(number, "wb") as out:
            out.write(data if isinstance(data, bytes) else data.encode())
    except OSError:
        target.unlink(missing_ok=True)
        raise Refused(
            f"{name} could not be written whole, and was removed. Check the room on the disk."
        ) from None
    return target
