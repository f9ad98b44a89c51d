"""Between who a patient is and what they are prescribed, and its detail rows, in both directions."""

import json
from datetime import date

from rehab.domain.days import parse_weekdays, weekday_text
from rehab.domain.diary import Diagnosis, Person, Profile
from rehab.domain.record import AssignmentText
from rehab.domain.words import Complaint
from rehab.store.chain import canonical
from rehab.store.rows import Details, Row, pick

_SERVICES = ("emergency_department", "same_day_service")


def person_rows(said: Person) -> Details:
    """The row of a person."""
    services = {name: getattr(said, name) or None for name in _SERVICES}
    return {"person": [pick(said, "name", "born", "complaint", "emergency_number") | services]}


def read_person(entry: str, _day: date, row: Row, _: Details) -> Person:
    """A person from its row."""
    places = (row[name] or "" for name in ("emergency_number", *_SERVICES))
    return Person(entry, row["name"], row["born"], Complaint(row["complaint"]), *places)


def profile_rows(said: Profile) -> Details:
    """The row of a profile."""
    return {"profile": [{"facts": canonical(dict(said.facts))}]}


def read_profile(entry: str, day: date, row: Row, _: Details) -> Profile:
    """A profile from its row."""
    return Profile(entry, day, json.loads(row["facts"]))


def diagnosis_rows(said: Diagnosis) -> Details:
    """The row of a diagnosis."""
    return {"diagnosis": [{"text": said.text, "made_by": said.by, "made_on": said.on}]}


def read_diagnosis(entry: str, day: date, row: Row, _: Details) -> Diagnosis:
    """A diagnosis from its row."""
    return Diagnosis(entry, day, row["text"], row["made_by"], row["made_on"])


def assignment_rows(said: AssignmentText) -> Details:
    """The row of an assignment."""
    row = {
        "weekdays": weekday_text(tuple(said.weekdays)),
        "programme_text": said.text,
        "programme_hash": said.hash,
    }
    return {"assignment": [row]}


def read_assignment(entry: str, day: date, row: Row, _: Details) -> AssignmentText:
    """An assignment from its row."""
    days = parse_weekdays(row["weekdays"])
    return AssignmentText(entry, day, days, row["programme_text"], row["programme_hash"])
