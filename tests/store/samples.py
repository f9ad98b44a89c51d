"""Payloads, changes and stamps with plausible values."""

import random
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.dialects import sqlite

from rehab.domain.diary import (
    Bout,
    Clearance,
    ClinicianNote,
    CriterionAnswer,
    Diagnosis,
    Event,
    MeasureTaken,
    Morning,
    Override,
    Person,
    PhaseStart,
    Profile,
    Raised,
    RestDay,
    ReviewDate,
    Screen,
)
from rehab.domain.doses import SetDone
from rehab.domain.record import AssignmentText, Payload
from rehab.domain.words import (
    BreakReason,
    Complaint,
    EventKind,
    MeasureKind,
    OverrideKind,
    Side,
    Unit,
    Urgency,
)
from rehab.store.records import Change, Stamp
from rehab.store.tables import CATALOGUE

P = "5f7c1d3e-0000-4000-8000-000000000001"
MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def sql_type(table: str, column: str) -> str:
    """VARCHAR, INTEGER, DATE or DATETIME."""
    return CATALOGUE.tables[table].c[column].type.compile(sqlite.dialect())


def stamp(minutes: int = 0) -> Stamp:
    return Stamp(NOON + timedelta(minutes=minutes), "Europe/Berlin", "patient")


def change(name: str, *, kind: str = "entry", description: str = "") -> Change:
    return Change(f"change-{name}", description or f"did {name}", kind)


def person() -> Person:
    return Person(P, "Ann Example", date(1980, 5, 1), Complaint.LEFT, "112", "City", "116117")


def assignment(text: str = "id = 'x'\nname = 'y'\n") -> AssignmentText:
    return AssignmentText("assignment-1", MONDAY, (0, 2, 4), text, "f" * 64)


def bout(entry: str = "bout-1", day: date = MONDAY, **changed: object) -> Bout:
    said = {
        "exercise": "hip_flexion",
        "side": Side.LEFT,
        "unit": Unit.REPS,
        "sets": (SetDone(8), SetDone(7, 5000)),
        "pain_during": 3,
        "effort": 5,
        "minutes": 12,
        "note": "two\nlines",
        "origin": "typed",
        "stage": 3,
    }
    return Bout(entry, day, **{**said, **changed})  # type: ignore[arg-type]


def one_of_each() -> tuple[Payload, ...]:
    day = MONDAY + timedelta(days=1)
    return (
        bout(),
        Morning("morning-1", day, 2, None, 15, 0, "stiff", False, True),
        RestDay("rest-1", day, BreakReason.ILL, "a cold"),
        Profile("profile-1", MONDAY, {"smoker": False, "falls": 2, "numb": "unsure", "fever": None}),
        Diagnosis("diagnosis-1", MONDAY, "psoas strain", "Dr. Who", date(2026, 2, 20)),
        PhaseStart("phase-1", MONDAY, "strengthen", "Dr. Who", "clinician", True),
        Screen("screen-1", MONDAY, True, {"fever_or_chills": True, "age": 40, "temp_c": "38.5"}),
        Raised("finding-1", day, "S01", Urgency.SAME_DAY, "Fever.", {"temp_c": "38.5"}, "screen-1", True),
        Clearance("clearance-1", day, ("finding-1",), "Dr. Who", "doctor", "a cold", True),
        Event("event-1", day, EventKind.MEDICINE, "ibuprofen", Side.LEFT, "after lunch"),
        MeasureTaken("measure-1", day, MeasureKind.PSFS, {"climbing stairs": 4, "Läufe": 0}, "tired"),
        CriterionAnswer("answer-1", day, "strengthen", "stairs", False, "Ann Example", "patient"),
        Override("override-1", day, OverrideKind.GRANULARITY, "step-up", "Kim", "physio", "one step", MONDAY),
        Override(
            *("override-2", day, OverrideKind.DOSE, "step-up", "Kim", "physio", "sore", None),
            *(day, 6, 3, 2500),
        ),
        ClinicianNote("note-1", day, "Go on.\nCall me.", "Kim", "physio", day),
        ReviewDate("review-1", day, date(2026, 4, 1), "Kim", "physio"),
    )


def random_payload(chance: random.Random, entry: str) -> Payload:
    day = MONDAY + timedelta(days=chance.randrange(60))
    score = chance.choice([None, *range(11)])
    if chance.random() < 0.6:
        sets = tuple(SetDone(chance.randrange(500), chance.choice([None, 0, 2500])) for _ in range(3))
        return bout(entry, day, sets=sets, pain_after=score, note=f"note {chance.random()}")
    return Morning(entry, day, score, chance.choice([None, 0, 4]), None, None, "")
