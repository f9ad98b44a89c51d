"""Daily pain tables of other programs: the worst rating of a day, as one score of its morning entry."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rehab.domain.diary import Morning
from rehab.readers.foreign import ForeignLog, Rejected, counted, entry_id, listed
from rehab.readers.pain_symptoms import rows_of
from rehab.readers.pain_table import Columns, Rating, check_day_numbers, rating
from rehab.readers.tables import Table


class PainSlot(StrEnum):
    """Where a day's rating is kept: as pain at rest over the last 24 hours, or of the first hour up."""

    REST = "rest"
    MORNING = "morning"


@dataclass(frozen=True, slots=True)
class PainChoices:
    """What a pain table cannot tell by itself.

    ``starts`` is the date of day number 1; ``symptom`` the one to take where the table names several;
    ``rounding`` rounds decimals to the nearest whole number, halves up.
    """

    slot: PainSlot = PainSlot.REST
    starts: date | None = None
    symptom: str | None = None
    rounding: bool = False


AS_WRITTEN = PainChoices()
"""Whole numbers only, one symptom, dates, kept as pain at rest."""


def read_pain(table: Table, columns: Columns, file: str, today: date, choices: PainChoices) -> ForeignLog:
    """Read a daily pain table into one morning entry for each day with a rating from 0 to 10.

    Of several ratings on one day the worst counts; a blank one is missing, never 0. A decimal is in
    ``rejected`` unless ``choices`` rounds it; its note keeps the value as it was. Raises ImportRefused
    when the table has day numbers or several symptoms, and nothing says which date or symptom is meant.
    """
    rows, symptom, remarks = rows_of(table.rows, columns.get("symptom"), file, choices.symptom)
    check_day_numbers(rows, columns, file, choices.starts)
    ratings: list[Rating] = []
    rejected: list[Rejected] = []
    blank = 0
    for row in rows:
        try:
            found = rating(row, columns, today, starts=choices.starts, rounding=choices.rounding)
        except ValueError as error:
            rejected.append(Rejected(row.line, str(error)))
            continue
        if found is None:
            blank += 1
        else:
            ratings.append(found)
    rounded = sum(one.rounded for one in ratings)
    days = _by_day(ratings)
    return ForeignLog(
        file=file,
        format="pain_diary",
        workouts=0,
        sets=0,
        mornings=tuple(_morning(day, days[day], symptom, choices.slot) for day in sorted(days)),
        rejected=tuple(rejected),
        remarks=(
            _slot_told(choices.slot),
            *remarks,
            *_told(days, rounded, blank),
            *_left_out(table, columns),
        ),
        rounded=rounded,
    )


def _by_day(ratings: Iterable[Rating]) -> dict[date, list[Rating]]:
    days: dict[date, list[Rating]] = defaultdict(list)
    for one in ratings:
        days[one.day].append(one)
    return days


def _morning(day: date, ratings: list[Rating], symptom: str, slot: PainSlot) -> Morning:
    """The day's entry. Its id is the day's alone, so that no second table adds a second one."""
    worst = max(ratings, key=lambda one: one.value)
    note = f"Daily pain from a pain diary: {f'{symptom} ' if symptom else ''}{worst.value:f}"
    note += f", rounded to {worst.whole}" if worst.rounded else ""
    note += f"; the worst of {len(ratings)}" if len(ratings) > 1 else ""
    score, rest = (worst.whole, None) if slot is PainSlot.MORNING else (None, worst.whole)
    return Morning(entry_id("pain_diary", day), day, score=score, rest_pain=rest, note=f"{note}.")


def _slot_told(slot: PainSlot) -> str:
    if slot is PainSlot.MORNING:
        return "Each day's pain is kept as that of the first hour up, as --slot morning says."
    return "Each day's pain is kept as pain at rest over the last 24 hours (--slot rest)."


def _told(days: Mapping[date, list[Rating]], rounded: int, blank: int) -> Iterable[str]:
    several = sum(len(found) > 1 for found in days.values())
    if several:
        yield f"{counted(several, 'day')} with more than one rating: the worst counts."
    if rounded:
        yield (
            f"{counted(rounded, 'decimal')} rounded to the nearest whole number, halves up; "
            "the notes keep what was written."
        )
    if blank:
        yield f"{counted(blank, 'row')} without a rating left out: missing is not 0."


def _left_out(table: Table, columns: Columns) -> Iterable[str]:
    read = {column.name for column in columns.values()}
    others = [name for name in table.header if name and name not in read]
    if others:
        yield f"Columns left out: {listed(others)}."
