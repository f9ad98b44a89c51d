"""The kinds of entry: what each says in the domain, its table, and how it becomes rows and is read again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from rehab.domain.record import AssignmentText, Payload
from rehab.store import clinician_rows, daily_rows, flag_rows, setup_rows
from rehab.store.rows import Details, Row


@dataclass(frozen=True, slots=True)
class _Form:
    """One kind of entry; ``table`` holds its one main row."""

    kind: str
    made: type[Any]
    table: str
    rows: Callable[[Any], Details]
    read: Callable[[str, date, Row, Details], Payload]


_FORMS = (
    _Form("bout", Bout, "bout", daily_rows.bout_rows, daily_rows.read_bout),
    _Form("morning", Morning, "morning", daily_rows.morning_rows, daily_rows.read_morning),
    _Form("rest", RestDay, "rest", daily_rows.rest_rows, daily_rows.read_rest),
    _Form("event", Event, "event", daily_rows.event_rows, daily_rows.read_event),
    _Form("measure", MeasureTaken, "measure", daily_rows.measure_rows, daily_rows.read_measure),
    _Form("person", Person, "person", setup_rows.person_rows, setup_rows.read_person),
    _Form("profile", Profile, "profile", setup_rows.profile_rows, setup_rows.read_profile),
    _Form("diagnosis", Diagnosis, "diagnosis", setup_rows.diagnosis_rows, setup_rows.read_diagnosis),
    _Form("assignment", AssignmentText, "assignment", setup_rows.assignment_rows, setup_rows.read_assignment),
    _Form("screen", Screen, "screen", flag_rows.screen_rows, flag_rows.read_screen),
    _Form("finding", Raised, "finding", flag_rows.finding_rows, flag_rows.read_finding),
    _Form("clearance", Clearance, "clearance", flag_rows.clearance_rows, flag_rows.read_clearance),
    _Form("phase", PhaseStart, "phase_start", clinician_rows.phase_rows, clinician_rows.read_phase),
    _Form("answer", CriterionAnswer, "answer", clinician_rows.answer_rows, clinician_rows.read_answer),
    _Form("override", Override, "override", clinician_rows.override_rows, clinician_rows.read_override),
    _Form("note", ClinicianNote, "note", clinician_rows.note_rows, clinician_rows.read_note),
    _Form("review", ReviewDate, "review", clinician_rows.review_rows, clinician_rows.read_review),
)
_BY_KIND = {form.kind: form for form in _FORMS}
_BY_TYPE = {form.made: form for form in _FORMS}


def kind_of(payload: Payload) -> str:
    """The kind of entry that a payload is."""
    return _BY_TYPE[type(payload)].kind


def table_of(kind: str) -> str:
    """The table that holds the one main row of entries of a kind."""
    return _BY_KIND[kind].table


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
    return _BY_TYPE[type(payload)].rows(payload)


def payload_of(kind: str, entry: str, day: date, details: Details) -> Payload:
    """The payload that the detail rows of a revision say. Raises ValueError or KeyError for foreign rows."""
    form = _BY_KIND[kind]
    (row,) = details[form.table]
    return form.read(entry, day, row, details)
