"""One door for logs: Strong, Hevy, daily pain and the program's own CSV, told apart by their columns."""

from datetime import date

from rehab.domain.limits import NAME_MAX
from rehab.domain.text import clean
from rehab.readers.bouts import bouts_of
from rehab.readers.foreign import ForeignLog, ImportRefused
from rehab.readers.hevy import hevy_layout
from rehab.readers.own_csv import is_own, read_own
from rehab.readers.pain_diary import AS_WRITTEN, PainChoices, read_pain
from rehab.readers.pain_table import pain_columns
from rehab.readers.set_rows import Layout, SetReader
from rehab.readers.strong import strong_layout
from rehab.readers.tables import Table, read_table

FORMATS = {
    "strong": "Date, Workout Name, Exercise Name, Set Order, Weight, Reps",
    "hevy": "title, start_time, exercise_title, set_type, weight_kg, reps",
    "rehab": "day, kind, exercise, dose",
    "pain_diary": "date, pain",
}
"""The formats that can be read, each with the columns that are typical of it."""


def read_log(
    data: bytes,
    file: str,
    *,
    today: date,
    form: str | None = None,
    weight_unit: str | None = None,
    pain: PainChoices = AS_WRITTEN,
) -> ForeignLog:
    """Read a log; ``file`` is the name to use in messages.

    ``form`` is one of ``FORMATS``, or ``None`` to tell by the columns. ``weight_unit``, kg or lb,
    is for weights whose unit the file does not declare, ``pain`` for what a pain table cannot
    tell. Rows that are well formed but have an unusable value come back in ``rejected``. Raises
    UnitNeeded when weights have no unit, and ImportRefused when the file as a whole cannot be read.
    """
    file = clean(file, limit=NAME_MAX)
    if form is not None and form not in FORMATS:
        known = ", ".join(FORMATS)
        raise ImportRefused(f"“{clean(form, limit=40)}” is not a format of logs. Give one of {known}.")
    if data.lstrip()[:1] == b"{":
        raise ImportRefused(f"{file} holds JSON, which cannot be imported. Export it as CSV.")
    table = read_table(data, file)
    columns = pain_columns(table, file) if form in (None, "pain_diary") else None
    if columns is not None:
        return read_pain(table, columns, file, today, pain)
    if form == "rehab" or (form is None and is_own(table)):
        return read_own(table, file, today)
    layout = _layout(table, file, form)
    reader = SetReader(layout, file, today, weight_unit)
    reader.read(table.rows)
    return ForeignLog(
        file=file,
        format=layout.format,
        workouts=len(reader.workouts),
        sets=len(reader.sets),
        bouts=bouts_of(layout.format, reader.sets, reader.notes),
        rejected=tuple(reader.rejected),
        remarks=reader.remarks(),
    )


def _layout(table: Table, file: str, form: str | None) -> Layout:
    for name, find in (("hevy", hevy_layout), ("strong", strong_layout)):
        layout = find(table, file) if form in (None, name) else None
        if layout is not None:
            return layout
    found = clean(", ".join(table.header), limit=120)
    named = "log that can be read" if form is None else f"{form.capitalize().replace('_', ' ')} log"
    expected = "; or ".join(columns for name, columns in FORMATS.items() if form in (None, name))
    raise ImportRefused(
        f"{file} is not a {named}: its columns are {found}. "
        f"Export it again as CSV, with columns such as {expected}; nothing was imported."
    )
