"""The CSV that the Hevy app exports: its column names. Every record is a set."""

from rehab.readers.set_rows import Layout
from rehab.readers.tables import Table, find_columns

_NAMES = {
    "title": "workout",
    "start time": "date",
    "description": "workout note",
    "exercise title": "exercise",
    "exercise notes": "note",
    "weight": "weight",
    "reps": "reps",
    "distance": "distance",
    "duration seconds": "seconds",
    "duration s": "seconds",
    "rpe": "rpe",
}


def hevy_layout(table: Table, file: str) -> Layout | None:
    """How ``table`` lays out a Hevy log, or ``None`` when it is not one.

    Raises ImportRefused when two columns have one meaning.
    """
    columns = find_columns(table.header, _NAMES, file)
    if not {"date", "exercise"} <= columns.keys():
        return None
    if not {"reps", "seconds", "distance"} & columns.keys():
        return None
    return Layout("hevy", columns)
