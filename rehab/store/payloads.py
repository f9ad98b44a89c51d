"""Between what an entry says and its detail rows, in both directions."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from rehab.domain.days import parse_weekdays, weekday_text
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
    Side,
    Unit,
    Urgency,
)
from rehab.store.chain import canonical
from rehab.store.clinician_rows import (
    note_rows,
    override_rows,
    read_note,
    read_override,
    read_review,
    review_rows,
)
from rehab.store.rows import Details, Row, pick

_KINDS: dict[type[Any], str] = {
    Bout: "bout",
    Morning: "morning",
    RestDay: "rest",
    Profile: "profile",
    Diagnosis: "diagnosis",
    AssignmentText: "assignment",
    PhaseStart: "phase",
    Screen: "screen",
    Raised: "finding",
    Clearance: "clearance",
    Event: "event",
    MeasureTaken: "measure",
    CriterionAnswer: "answer",
    Override: "override",
    ClinicianNote: "note",
    ReviewDate: "review",
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
        row.get("stage"),
    )


def _bout_rows(said: Bout) -> Details:
    names = ("exercise", "side", "unit", "pain_before", "pain_during", "pain_after", "effort")
    row = pick(said, *names, "minutes", "note", "origin", "stage")
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
    return Morning(entry, day, *scores, row["note"], _yes(row.get("limp")), _yes(row.get("painkiller")))


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


_SERVICES = ("emergency_department", "same_day_service")


def _read_person(entry: str, _day: date, row: Row, _: Details) -> Person:
    places = (row[name] or "" for name in ("emergency_number", *_SERVICES))
    return Person(entry, row["name"], row["born"], Complaint(row["complaint"]), *places)


def _person_rows(said: Person) -> Details:
    services = {name: getattr(said, name) or None for name in _SERVICES}
    return {"person": [pick(said, "name", "born", "complaint", "emergency_number") | services]}


def _morning_rows(said: Morning) -> Details:
    row = pick(said, "score", "rest_pain", "stiffness_min", "woken", "note")
    return {"morning": [{**row, "limp": _flag(said.limp), "painkiller": _flag(said.painkiller)}]}


def _finding_rows(said: Raised) -> Details:
    row = {**pick(said, "item", "urgency", "text", "cause"), "facts": canonical(dict(said.facts))}
    return {"finding": [{**row, "pauses": _flag(said.pauses)}]}


def _read_finding(entry: str, day: date, row: Row, _: Details) -> Raised:
    facts = json.loads(row["facts"])
    told = (row["item"], Urgency(row["urgency"]), row["text"], facts, row["cause"], bool(row["pauses"]))
    return Raised(entry, day, *told)


def _clearance_rows(said: Clearance) -> Details:
    row = {"clears": canonical(list(said.clears)), "said_by": said.by, **pick(said, "role", "text")}
    return {"clearance": [{**row, "told_by_patient": _flag(said.told_by_patient)}]}


def _read_clearance(entry: str, day: date, row: Row, _: Details) -> Clearance:
    said = (row["said_by"], row["role"], row["text"], bool(row["told_by_patient"]))
    return Clearance(entry, day, tuple(json.loads(row["clears"])), *said)


def _read_screen(entry: str, day: date, row: Row, _: Details) -> Screen:
    return Screen(entry, day, row["complete"] == 2, json.loads(row["answers"]), row["complete"] > 0)


def _read_event(entry: str, day: date, row: Row, _: Details) -> Event:
    return Event(entry, day, EventKind(row["kind"]), row["what"], Side(row["side"]), row["note"])


def _phase_rows(said: PhaseStart) -> Details:
    row = {"phase": said.phase, "said_by": said.by, "role": said.role}
    # Not confirmed is empty, as in the phases of versions that did not ask.
    return {"phase_start": [{**row, "minutes_confirmed": _flag(said.minutes_confirmed or None)}]}


def _read_phase(entry: str, day: date, row: Row, _: Details) -> PhaseStart:
    confirmed = bool(row.get("minutes_confirmed"))
    return PhaseStart(entry, day, row["phase"], row["said_by"], row["role"], confirmed)


def _measure_rows(said: MeasureTaken) -> Details:
    return {"measure": [{**pick(said, "kind", "note"), "scores": canonical(dict(said.scores))}]}


def _read_measure(entry: str, day: date, row: Row, _: Details) -> MeasureTaken:
    return MeasureTaken(entry, day, MeasureKind(row["kind"]), json.loads(row["scores"]), row["note"])


def _answer_rows(said: CriterionAnswer) -> Details:
    row = {**pick(said, "phase", "criterion", "role"), "said_by": said.by}
    return {"answer": [{**row, "met": _flag(said.met)}]}


def _read_answer(entry: str, day: date, row: Row, _: Details) -> CriterionAnswer:
    met = bool(row["met"])
    return CriterionAnswer(entry, day, row["phase"], row["criterion"], met, row["said_by"], row["role"])


def _yes(value: int | None) -> bool | None:
    """The yes or no behind the number in a column."""
    return None if value is None else bool(value)


def _flag(value: bool | None) -> int | None:
    """A yes or no as the number that its column holds."""
    return None if value is None else int(value)


_TO_ROWS: dict[type[Any], Callable[[Any], Details]] = {
    Bout: _bout_rows,
    Morning: _morning_rows,
    Screen: lambda said: {
        "screen": [{"complete": said.full + said.weekly, "answers": canonical(dict(said.answers))}]
    },
    Raised: _finding_rows,
    Clearance: _clearance_rows,
    Event: lambda said: {"event": [pick(said, "kind", "what", "side", "note")]},
    RestDay: lambda said: {"rest": [pick(said, "why", "note")]},
    Profile: lambda said: {"profile": [{"facts": canonical(dict(said.facts))}]},
    Diagnosis: _diagnosis_rows,
    AssignmentText: _assignment_rows,
    PhaseStart: _phase_rows,
    MeasureTaken: _measure_rows,
    CriterionAnswer: _answer_rows,
    Override: override_rows,
    ClinicianNote: note_rows,
    ReviewDate: review_rows,
    Person: _person_rows,
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
    "phase": ("phase_start", _read_phase),
    "measure": ("measure", _read_measure),
    "answer": ("answer", _read_answer),
    "override": ("override", read_override),
    "note": ("note", read_note),
    "review": ("review", read_review),
    "screen": ("screen", _read_screen),
    "finding": ("finding", _read_finding),
    "clearance": ("clearance", _read_clearance),
    "event": ("event", _read_event),
    "person": ("person", _read_person),
}
