"""Between what an entry says and its detail rows, in both directions."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from rehab.domain.days import parse_weekdays, weekday_text
from rehab.domain.diary import Bout, Diagnosis, Morning, Person, PhaseStart, Profile, RestDay
from rehab.domain.doses import SetDone
from rehab.domain.record import AssignmentText, Payload
from rehab.domain.words import BreakReason, Complaint, Side, Unit
from rehab.store.chain import canonical
from rehab.store.rows import Details, Row

_KINDS: dict[type[Any], str] = {
    Bout: "bout",
    Morning: "morning",
    RestDay: "rest",
    Profile: "profile",
    Diagnosis: "diagnosis",
    AssignmentText: "assignment",
    PhaseStart: "phase",
    Person: "person",
}


def kind_of(payload: Payload) -> str:
    """The kind of entry that a payload is."""
    return _KINDS[type(payload)]


def entry_of(payload: Payload) -> str:
    """The client-made id of the entry; a person's is the patient's id."""
    return payload.id if isinstance(payload, Person) else payload.entry


def day_of(payload: Payload, recorded: date) -> date:
    """The day that an entry is about; a person has none and gets the day of recording."""
    if isinstance(payload, Person):
        return recorded
    return payload.starts if isinstance(payload, AssignmentText) else payload.day


def details_of(payload: Payload) -> Details:
    """The detail rows of a payload, without patient and ``seq``."""
    return _TO_ROWS[type(payload)](payload)


def payload_of(kind: str, entry: str, day: date, details: Details) -> Payload:
    """The payload that the detail rows of a revision say. Raises ValueError or KeyError for foreign rows."""
    table, read = _FROM_ROWS[kind]
    (row,) = details[table]
    return read(entry, day, row, details)


def bout(entry: str, day: date, row: Row, sets: tuple[SetDone, ...]) -> Bout:
    """A bout from its row and its sets."""
    return Bout(
        entry,
        day,
        row["exercise"],
        Side(row["side"]),
        Unit(row["unit"]),
        sets,
        row["pain_before"],
        row["pain_during"],
        row["pain_after"],
        row["effort"],
        row["minutes"],
        row["note"],
        row["origin"],
    )


def _bout_rows(said: Bout) -> Details:
    names = ("exercise", "side", "unit", "pain_before", "pain_during", "pain_after", "effort")
    row = _pick(said, *names, "minutes", "note", "origin")
    sets = [
        {"position": position, "amount": one.amount, "load_g": one.load_g}
        for position, one in enumerate(said.sets, start=1)
    ]
    return {"bout": [row], "bout_set": sets} if sets else {"bout": [row]}


def _read_bout(entry: str, day: date, row: Row, details: Details) -> Bout:
    sets = tuple(SetDone(one["amount"], one["load_g"]) for one in details.get("bout_set", ()))
    return bout(entry, day, row, sets)


def _read_morning(entry: str, day: date, row: Row, _: Details) -> Morning:
    scores = (row["score"], row["rest_pain"], row["stiffness_min"], row["woken"])
    return Morning(entry, day, *scores, row["note"])


def _read_rest(entry: str, day: date, row: Row, _: Details) -> RestDay:
    return RestDay(entry, day, BreakReason(row["why"]) if row["why"] is not None else None, row["note"])


def _diagnosis_rows(said: Diagnosis) -> Details:
    return {"diagnosis": [{"text": said.text, "made_by": said.by, "made_on": said.on}]}


def _assignment_rows(said: AssignmentText) -> Details:
    row = {
        "weekdays": weekday_text(tuple(said.weekdays)),
        "programme_text": said.text,
        "programme_hash": said.hash,
    }
    return {"assignment": [row]}


def _read_assignment(entry: str, day: date, row: Row, _: Details) -> AssignmentText:
    days = parse_weekdays(row["weekdays"])
    return AssignmentText(entry, day, days, row["programme_text"], row["programme_hash"])


def _read_person(entry: str, _day: date, row: Row, _: Details) -> Person:
    return Person(entry, row["name"], row["born"], Complaint(row["complaint"]), row["emergency_number"])


def _pick(said: object, *names: str) -> Row:
    # Words of an enumeration are stored as plain text.
    found = {name: getattr(said, name) for name in names}
    return {name: str(value) if isinstance(value, str) else value for name, value in found.items()}


_TO_ROWS: dict[type[Any], Callable[[Any], Details]] = {
    Bout: _bout_rows,
    Morning: lambda said: {"morning": [_pick(said, "score", "rest_pain", "stiffness_min", "woken", "note")]},
    RestDay: lambda said: {"rest": [_pick(said, "why", "note")]},
    Profile: lambda said: {"profile": [{"facts": canonical(dict(said.facts))}]},
    Diagnosis: _diagnosis_rows,
    AssignmentText: _assignment_rows,
    PhaseStart: lambda said: {"phase_start": [{"phase": said.phase, "said_by": said.by, "role": said.role}]},
    Person: lambda said: {"person": [_pick(said, "name", "born", "complaint", "emergency_number")]},
}

_FROM_ROWS: dict[str, tuple[str, Callable[[str, date, Row, Details], Payload]]] = {
    "bout": ("bout", _read_bout),
    "morning": ("morning", _read_morning),
    "rest": ("rest", _read_rest),
    "profile": ("profile", lambda entry, day, row, _: Profile(entry, day, json.loads(row["facts"]))),
    "diagnosis": (
        "diagnosis",
        lambda entry, day, row, _: Diagnosis(entry, day, row["text"], row["made_by"], row["made_on"]),
    ),
    "assignment": ("assignment", _read_assignment),
    "phase": (
        "phase_start",
        lambda entry, day, row, _: PhaseStart(entry, day, row["phase"], row["said_by"], row["role"]),
    ),
    "person": ("person", _read_person),
}
