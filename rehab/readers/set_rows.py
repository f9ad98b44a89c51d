"""Records of an app's export to sets: whole amounts, grams, and remarks on what was interpreted."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rehab.domain.limits import EFFORT_MAX, LOAD_MAX_G, NAME_MAX, NOTE_MAX, STORED_AMOUNT_MAX
from rehab.domain.text import clean
from rehab.readers.foreign import ImportRefused, Rejected, UnitNeeded, counted
from rehab.readers.numbers import GRAMS, METRES, decimal, nearest_whole, read_moment, rounded_down
from rehab.readers.tables import Column, Row

_SET_LABEL = re.compile(r"[0-9]{0,4}\s?[a-z]{0,2}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns of a format hold what, and the set labels of records that are not sets.

    Meanings: date, workout, exercise, label, weight, weight unit, reps, distance, distance unit,
    seconds, rpe, note, workout note. Labels are in lower case.
    """

    format: str
    columns: Mapping[str, Column]
    rest_labels: frozenset[str] = frozenset()
    note_labels: frozenset[str] = frozenset()

    def text(self, row: Row, meaning: str) -> str:
        """The cell of ``row`` with this meaning, stripped; ``""`` where there is no such column."""
        column = self.columns.get(meaning)
        return "" if column is None else row.cells[column.name].strip()

    def unit(self, row: Row, meaning: str) -> str:
        """The unit declared for weight or distance, by the column's name or the unit's own cell."""
        column = self.columns.get(meaning)
        declared = column.unit if column else ""
        return declared or self.text(row, f"{meaning} unit").casefold().strip(".")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One exercise in one workout: its day, a stamp that orders it, the time as written, and names.

    Two ways to write one time are one occasion.
    """

    day: date
    stamp: str
    written: str = field(compare=False)
    workout: str
    exercise: str


@dataclass(frozen=True, slots=True)
class SetRow:
    """One set as logged. Amounts are whole and 0 where nothing was logged; ``load_g`` in grams."""

    line: int
    occasion: Occasion
    reps: int
    seconds: int
    metres: int
    load_g: int | None
    rpe: Decimal | None


@dataclass
class SetReader:
    """Reads the records of one file; afterwards its fields tell what was found.

    ``notes`` holds every distinct note of an occasion in file order, ``workouts`` the distinct pairs
    of written time and workout name.
    """

    layout: Layout
    file: str
    today: date
    weight_unit: str | None = None
    sets: list[SetRow] = field(default_factory=list)
    notes: dict[Occasion, list[str]] = field(default_factory=dict)
    workouts: set[tuple[str, str]] = field(default_factory=set)
    rejected: list[Rejected] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)
    _labels: Counter[str] = field(default_factory=Counter)
    _occasions: dict[tuple[str, str, str], Occasion] = field(default_factory=dict)
    _unit_missing: bool = False

    def read(self, rows: Iterable[Row]) -> None:
        """Read every record. Raises UnitNeeded when a weight has no unit and none was given."""
        if self.weight_unit is not None and self.weight_unit.casefold() not in GRAMS:
            given = clean(self.weight_unit, limit=20)
            raise ImportRefused(
                f"“{given}” is not a unit of weight. Give --weight-unit kg or --weight-unit lb."
            )
        for row in rows:
            label = self.layout.text(row, "label").casefold()
            if label in self.layout.rest_labels:
                continue
            try:
                occasion = self._occasion(row)
                if label not in self.layout.note_labels:
                    self._set(row, occasion, label)
                self._note(row, occasion)
            except ValueError as error:
                self.rejected.append(Rejected(row.line, str(error)))
        if self._unit_missing:
            raise UnitNeeded(
                f"The weights in {self.file} have no unit. Give --weight-unit kg or --weight-unit lb."
            )

    def _occasion(self, row: Row) -> Occasion:
        """The occasion of a record; the many records of one exercise share one."""
        text = self.layout.text
        key = (text(row, "date"), text(row, "workout"), text(row, "exercise"))
        if key not in self._occasions:
            self._occasions[key] = _occasion(*key, self.today)
        return self._occasions[key]

    def _set(self, row: Row, occasion: Occasion, label: str) -> None:
        reps = self._whole(row, "reps")
        seconds = self._whole(row, "seconds")
        metres = self._metres(row)
        found = SetRow(row.line, occasion, reps, seconds, metres, self._load(row), self._rpe(row))
        self.sets.append(found)
        self.workouts.add((occasion.written, occasion.workout))
        self._seen["reps and time"] += bool(reps and seconds)
        if not _SET_LABEL.fullmatch(label):
            self._labels[clean(label, limit=40)] += 1

    def _note(self, row: Row, occasion: Occasion) -> None:
        kept = self.notes.setdefault(occasion, [])
        for meaning in ("note", "workout note"):
            note = self.layout.text(row, meaning)
            if note and note not in kept:
                kept.append(note)
                self._seen["long note"] += len(note) > NOTE_MAX

    def _number(self, row: Row, meaning: str) -> Decimal:
        """The number in a cell, 0 when empty, with the meaning named in the error."""
        try:
            return decimal(self.layout.text(row, meaning)) or Decimal(0)
        except ValueError as error:
            raise ValueError(f"The {meaning} cannot be read: {error}") from None

    def _whole(self, row: Row, meaning: str) -> int:
        value = self._number(row, meaning)
        if not 0 <= value <= STORED_AMOUNT_MAX:
            raise ValueError(f"The {meaning}, {value}, are not between 0 and {STORED_AMOUNT_MAX:,}.")
        self._seen["fraction"] += value != rounded_down(value)
        return rounded_down(value)

    def _metres(self, row: Row) -> int:
        value = self._number(row, "distance")
        if not value:
            return 0
        unit = self.layout.unit(row, "distance")
        if not unit:
            unit = "mi" if self._mass_unit(row).startswith("lb") else "km"
            self._seen[f"distance in {unit}"] += 1
        if unit not in METRES:
            raise ValueError(f"“{clean(unit, limit=20)}” is not a unit of distance that can be read.")
        metres = nearest_whole(value * METRES[unit])
        if not 0 <= metres <= STORED_AMOUNT_MAX:
            raise ValueError(
                f"The distance, {value} {unit}, is not between 0 and {STORED_AMOUNT_MAX // 1000} km."
            )
        return metres

    def _mass_unit(self, row: Row) -> str:
        return self.layout.unit(row, "weight") or (self.weight_unit or "").casefold()

    def _load(self, row: Row) -> int | None:
        value = self._number(row, "weight")
        self._seen["assisted"] += value < 0
        if value <= 0:
            return None
        unit = self._mass_unit(row)
        if not unit:
            self._unit_missing = True
            return None
        if unit not in GRAMS:
            raise ValueError(f"“{clean(unit, limit=20)}” is not a unit of weight that can be read.")
        declared = self.layout.unit(row, "weight")
        if self.weight_unit and declared and GRAMS[declared] != GRAMS[self.weight_unit.casefold()]:
            self._seen["unit declared"] += 1
        grams = nearest_whole(value * GRAMS[unit])
        if grams > LOAD_MAX_G:
            raise ValueError(f"The weight, {value} {unit}, is above {LOAD_MAX_G // 1000} kg.")
        return grams or None

    def _rpe(self, row: Row) -> Decimal | None:
        if not self.layout.text(row, "rpe"):
            return None
        value = self._number(row, "rpe")
        if not 0 <= value <= EFFORT_MAX:
            raise ValueError(f"The rpe, {value}, is not between 0 and {EFFORT_MAX}.")
        return value

    def remarks(self) -> tuple[str, ...]:
        """One sentence on each thing that was interpreted, with how often."""
        told = (
            ("assisted", "{} with a negative weight (assistance): read without load."),
            ("reps and time", "{} with both reps and a time: counted in reps."),
            ("fraction", "{} with a part of a rep or second: rounded down."),
            ("unit declared", "{} with a unit of weight in the file: it was used, not --weight-unit."),
            ("distance in km", "{} with a distance without a unit: read as kilometres."),
            (
                "distance in mi",
                "{} with a distance without a unit: read as miles, as the weights are in pounds.",
            ),
        )
        found = [text.format(counted(self._seen[key], "set")) for key, text in told if self._seen[key]]
        for label, count in self._labels.items():
            found.append(f"{counted(count, 'record')} labelled “{label}”: counted as sets.")
        if self._seen["long note"]:
            notes = counted(self._seen["long note"], "note")
            found.append(f"{notes} longer than {NOTE_MAX:,} characters: cut there.")
        return tuple(found)


def _occasion(written: str, workout: str, exercise: str, today: date) -> Occasion:
    day, stamp = read_moment(written)
    if day > today:
        raise ValueError(f"{day} is in the future.")
    name = clean(exercise, limit=NAME_MAX)
    if not name:
        raise ValueError("The exercise has no name.")
    return Occasion(day, stamp, clean(written, limit=NAME_MAX), clean(workout, limit=NAME_MAX), name)
