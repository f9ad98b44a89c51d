"""The program's own CSV, which ``export`` writes and a person can type in a spreadsheet."""

import re
from collections import Counter
from datetime import date

from rehab.domain.days import parse_day
from rehab.domain.diary import Bout, Morning, Raised, RestDay
from rehab.domain.doses import Dose, SetDone, dose_code, parse_dose, unit_of
from rehab.domain.limits import (
    EFFORT_MAX,
    LOAD_MAX_G,
    MINUTES_MAX,
    NAME_MAX,
    NOTE_MAX,
    PAIN_MAX,
    STAGE_MAX,
    WOKEN_MAX,
)
from rehab.domain.own_format import (
    BOUT_COLUMNS,
    COLUMNS,
    MORNING_ANSWERS,
    MORNING_COLUMNS,
    MORNING_SCORES,
    YES_NO,
    unguarded,
)
from rehab.domain.text import clean, nearest
from rehab.domain.words import Side, Urgency
from rehab.readers.foreign import ForeignLog, ImportRefused, Rejected, entry_id
from rehab.readers.numbers import GRAMS, decimal, nearest_whole
from rehab.readers.tables import Table

_MAXIMA = {
    "minutes": MINUTES_MAX,
    "effort": EFFORT_MAX,
    "pain_before": PAIN_MAX,
    "pain_during": PAIN_MAX,
    "pain_after": PAIN_MAX,
    "morning": PAIN_MAX,
    "rest_pain": PAIN_MAX,
    "stiffness_min": MINUTES_MAX,
    "woken": WOKEN_MAX,
    "stage": STAGE_MAX,
}
_SIDES = {"": Side.NONE, "none": Side.NONE, "left": Side.LEFT, "l": Side.LEFT}
_SIDES |= {"right": Side.RIGHT, "r": Side.RIGHT}

_URGENCIES = tuple(u.value for u in Urgency if u is not Urgency.NONE)

_Cells = dict[str, str]
_Occurrences = Counter[tuple[object, ...]]


def is_own(table: Table) -> bool:
    """Whether the columns are those of the program's own CSV."""
    return bool({"day", "kind"} & {name.casefold() for name in table.header})


def read_own(table: Table, file: str, today: date) -> ForeignLog:
    """Read a table in the program's own columns.

    Rows with an unusable value are in ``rejected``. Raises ImportRefused for an unknown or a
    missing column.
    """
    _check_columns(table, file)
    bouts: list[Bout] = []
    mornings: list[Morning] = []
    rests: list[RestDay] = []
    findings: list[Raised] = []
    rejected: list[Rejected] = []
    occurrences: _Occurrences = Counter()
    for row in table.rows:
        cells = {name.casefold(): text for name, text in row.cells.items()}
        try:
            kind = cells["kind"].strip().casefold()
            if kind == "bout":
                bouts.append(_bout(cells, today, occurrences))
            elif kind == "morning":
                mornings.append(_morning(cells, today, occurrences))
            elif kind == "rest":
                rests.append(_rest(cells, today, occurrences))
            elif kind == "finding":
                findings.append(_finding(cells, today, occurrences))
            else:
                raise ValueError(
                    f"“{clean(kind, limit=20)}” is not a kind. Write bout, morning, rest or finding."
                )
        except ValueError as error:
            rejected.append(Rejected(row.line, str(error)))
    return ForeignLog(
        file=file,
        format="rehab",
        workouts=len({bout.day for bout in bouts}),
        sets=sum(len(bout.sets) for bout in bouts),
        bouts=tuple(bouts),
        mornings=tuple(mornings),
        rests=tuple(rests),
        findings=tuple(findings),
        rejected=tuple(rejected),
    )


def _check_columns(table: Table, file: str) -> None:
    names = [name.casefold() for name in table.header]
    if "" in names:
        number = names.index("") + 1
        raise ImportRefused(
            f"{file} has no name over column {number}. Name or delete it; nothing was imported."
        )
    for name in names:
        if name not in COLUMNS:
            near = nearest(name, COLUMNS)
            meant = f"Did you mean {near}?" if near else f"Columns are {', '.join(COLUMNS)}."
            raise ImportRefused(
                f"{file} has an unknown column “{clean(name, limit=40)}”. {meant} Nothing was imported."
            )
    missing = next((name for name in ("day", "kind") if name not in names), None)
    if missing:
        raise ImportRefused(f"{file} has no column {missing}. Add it to every row; nothing was imported.")


def _bout(cells: _Cells, today: date, occurrences: _Occurrences) -> Bout:
    _refuse(cells, MORNING_COLUMNS, "A bout row cannot give {}. Write that in a morning row.")
    day = _day(cells, today)
    exercise = clean(_text(cells, "exercise").strip(), limit=NAME_MAX)
    if not exercise:
        raise ValueError("The bout names no exercise. Write one in the column exercise.")
    side = _side(cells)
    dose = _dose(cells)
    return Bout(
        entry=_entry(occurrences, day, "bout", exercise, side, dose_code(dose.unit, dose.sets)),
        day=day,
        exercise=exercise,
        side=side,
        unit=dose.unit,
        sets=dose.sets,
        pain_before=_whole(cells, "pain_before"),
        pain_during=_whole(cells, "pain_during"),
        pain_after=_whole(cells, "pain_after"),
        effort=_whole(cells, "effort"),
        minutes=_whole(cells, "minutes"),
        note=clean(_text(cells, "note"), multiline=True),
        origin=f"rehab:{day}",
        stage=_whole(cells, "stage"),
    )


def _morning(cells: _Cells, today: date, occurrences: _Occurrences) -> Morning:
    _refuse(cells, BOUT_COLUMNS, "A morning row cannot give {}. Write that in a bout row.")
    day = _day(cells, today)
    scores = {name: _whole(cells, name) for name in MORNING_SCORES}
    answers = {name: _yes_no(cells, name) for name in MORNING_ANSWERS}
    note = clean(_text(cells, "note"), multiline=True)
    if not note and all(given is None for given in (*scores.values(), *answers.values())):
        raise ValueError("The morning row gives nothing. Write a score, or delete the row.")
    # Only what is given: a row of a file without these columns keeps the id that it always had.
    answered = [f"{name}={given}" for name, given in answers.items() if given is not None]
    return Morning(
        entry=_entry(occurrences, day, "morning", *scores.values(), note, *answered),
        day=day,
        score=scores["morning"],
        rest_pain=scores["rest_pain"],
        stiffness_min=scores["stiffness_min"],
        woken=scores["woken"],
        note=note,
        limp=answers["limp"],
        painkiller=answers["painkiller"],
    )


def _rest(cells: _Cells, today: date, occurrences: _Occurrences) -> RestDay:
    told = "A rest row cannot give {}. Write that in a bout or morning row."
    _refuse(cells, (*BOUT_COLUMNS, *MORNING_COLUMNS), told)
    day = _day(cells, today)
    note = clean(_text(cells, "note"), multiline=True)
    return RestDay(entry=_entry(occurrences, day, "rest", note), day=day, note=note)


def _finding(cells: _Cells, today: date, occurrences: _Occurrences) -> Raised:
    """An open red flag that another diary exported."""
    names = (*(name for name in BOUT_COLUMNS if name not in ("exercise", "dose")), *MORNING_COLUMNS)
    _refuse(cells, names, "A finding row cannot give {}. Clear that cell.")
    day = _day(cells, today)
    item = clean(_text(cells, "exercise").strip(), limit=40)
    urgent = cells.get("dose", "").strip().casefold()
    text = clean(_text(cells, "note"), limit=NOTE_MAX)
    if not item or not text.strip() or urgent not in _URGENCIES:
        allowed = ", ".join(_URGENCIES)
        raise ValueError(
            f"The finding row is not whole. Write its item in exercise, one of {allowed} in dose, and a note."
        )
    return Raised(_entry(occurrences, day, "finding", item, urgent), day, item, Urgency(urgent), text, {})


def _entry(occurrences: _Occurrences, *identity: object) -> str:
    """An id for the nth row of one identity: equal rows stay apart, and order among others is free.

    A bout's scores and note are no part of it, so that correcting them in the file does not count
    its volume twice.
    """
    occurrences[identity] += 1
    return entry_id("rehab", *identity, occurrences[identity])


def _refuse(cells: _Cells, names: tuple[str, ...], told: str) -> None:
    given = [name for name in names if cells.get(name, "").strip()]
    if given:
        raise ValueError(told.format(", ".join(given)))


def _text(cells: _Cells, name: str) -> str:
    """A text cell without the one ``'`` that keeps a spreadsheet from running it as a formula."""
    return unguarded(cells.get(name, ""))


def _day(cells: _Cells, today: date) -> date:
    text = cells["day"].strip()
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        written = clean(text, limit=40)
        raise ValueError(f"“{written}” is not a day. Write it as YYYY-MM-DD, such as {today}.")
    return parse_day(text, today)


def _side(cells: _Cells) -> Side:
    text = cells.get("side", "").strip().casefold()
    if text not in _SIDES:
        raise ValueError(f"“{clean(text, limit=20)}” is not a side. Write left, right or none.")
    return _SIDES[text]


def _dose(cells: _Cells) -> Dose:
    text = clean(cells.get("dose", "").strip())
    if not text:
        raise ValueError("The bout has no dose. Write one in the column dose, such as 3x8.")
    dose = parse_dose(text, unit_of(text), typed=False)
    load_g = _load(cells)
    if load_g is None:
        return dose
    return Dose(dose.unit, tuple(SetDone(one.amount, one.load_g or load_g) for one in dose.sets))


def _load(cells: _Cells) -> int | None:
    kilograms = decimal(cells.get("load_kg", ""))
    if kilograms is None:
        return None
    grams = nearest_whole(kilograms * GRAMS["kg"])
    if not 0 <= grams <= LOAD_MAX_G:
        raise ValueError(f"load_kg is {kilograms}. Give 0 to {LOAD_MAX_G // 1000}.")
    return grams or None


def _whole(cells: _Cells, name: str) -> int | None:
    text = cells.get(name, "").strip()
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,6}", text) or int(text) > _MAXIMA[name]:
        written = clean(text, limit=20)
        raise ValueError(f"{name} is “{written}”. Give a whole number from 0 to {_MAXIMA[name]}.")
    return int(text)


def _yes_no(cells: _Cells, name: str) -> bool | None:
    text = cells.get(name, "").strip().casefold()
    if not text:
        return None
    if text not in YES_NO:
        written = clean(text, limit=20)
        raise ValueError(f"{name} is “{written}”. Write yes or no, or leave it empty.")
    return text == YES_NO[True]
