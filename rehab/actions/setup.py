"""Setting up a diary: profile, diagnosis, programme, training days."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rehab.actions.desk import Desk, new_change, new_id, stamp
from rehab.actions.fact_files import read_fact_file
from rehab.actions.plans import digest, parsed, programme_text
from rehab.actions.red_flags import raise_known
from rehab.actions.refusals import Refused
from rehab.actions.screen import record, understood
from rehab.domain.days import weekday_text
from rehab.domain.diary import Diagnosis, Fact, Person, PhaseStart, Profile
from rehab.domain.eligibility import KEYS
from rehab.domain.plan import current_week
from rehab.domain.record import AssignmentText, Payload
from rehab.domain.text import clean, nearest
from rehab.domain.words import Complaint
from rehab.store.database import create_database, open_database
from rehab.store.diary_rows import load, patients
from rehab.store.entries import add
from rehab.store.writing import checked

DEFAULT_PROGRAMME = "psoas-settle-strengthen"
START_WITHIN_DAYS = 50 * 365
"""Every training week since the start is counted again for each plan."""
_ANSWERS: dict[object, Fact] = {
    True: True,
    False: False,
    "yes": True,
    "no": False,
    "unsure": "unsure",
    None: None,
}


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Everything that ``init`` needs to know; ``facts`` answer the profile, ``screen`` the red flags."""

    name: str
    born: date
    complaint: Complaint
    programme: str
    starts: date
    weekdays: tuple[int, ...]
    emergency_number: str
    facts: Mapping[str, Fact]
    diagnosis: str | None = None
    diagnosed_by: str | None = None
    diagnosed_on: date | None = None
    phase: str | None = None
    emergency_department: str = ""
    same_day_service: str = ""
    screen: Mapping[str, object] | None = None


def enrol(path: Path, new: Enrolment, today: date) -> Desk:
    """Make the diary at ``path`` if there is none, and set the patient up in it.

    Raises Refused for answers that do not fit together; nothing is made then. A second patient may
    share the file; the same person twice may not.
    """
    _check(new, today)
    if new.screen is not None:
        understood(new.screen)
    text = programme_text(new.programme)
    programme = parsed(text, new.programme)
    if new.phase is not None and programme.phase(new.phase) is None:
        raise Refused(f"The programme has no phase “{clean(new.phase, limit=40)}”. Leave --phase out.")
    patient = new_id()
    person = Person(
        patient,
        clean(new.name, limit=200),
        new.born,
        new.complaint,
        clean(new.emergency_number),
        clean(new.emergency_department),
        clean(new.same_day_service),
    )
    entries = _storable(_entries(person, new, today, text))
    # A path that cannot even be looked up is one where no diary can be made, and is told as such.
    database = open_database(path) if os.path.exists(path) else create_database(path)
    with database.write() as session:
        if any(p.name.casefold() == person.name.casefold() for p in patients(session)):
            raise Refused(
                f"{person.name} is already set up in this diary. "
                "`rehab history` shows the entries, and `rehab amend` mends one."
            )
        desk = Desk(database, patient, today)
        add(session, patient, entries, new_change("set up", "setup"), stamp())
        raise_known(desk, session, "")
    if new.screen is not None:
        record(desk, new.screen, min(new.starts, today))
    return desk


def change_days(desk: Desk, weekdays: tuple[int, ...]) -> AssignmentText:
    """Train on other weekdays from the next training week on; past weeks keep the days they had."""
    diary = desk.diary()
    with desk.database.read() as session:
        now = load(session, desk.patient).assignments[-1]
    starts = max(current_week(diary, desk.today).shifted(1).start, now.starts)
    later = AssignmentText(new_id(), starts, weekdays, now.text, now.hash)
    with desk.write() as session:
        change = new_change(f"training days {weekday_text(weekdays)} from {starts}")
        add(session, desk.patient, [later], change, stamp())
    return later


def _storable(entries: Sequence[Payload]) -> list[Payload]:
    """The entries, checked before a file is made for them."""
    try:
        return [checked(entry) for entry in entries]
    except ValueError as error:
        raise Refused(str(error)) from None


def _entries(person: Person, new: Enrolment, today: date, text: str) -> list[Payload]:
    """The first entries. What is answered now holds from the programme's first day, if that is past."""
    day = min(new.starts, today)
    found: list[Payload] = [
        person,
        AssignmentText(new_id(), new.starts, new.weekdays, text, digest(text)),
        Profile(new_id(), day, dict(new.facts)),
    ]
    if new.diagnosis and new.diagnosed_by and _given(new.diagnosis):
        on = new.diagnosed_on or day
        found.append(Diagnosis(new_id(), day, new.diagnosis, new.diagnosed_by, on))
    if new.phase:
        found.append(PhaseStart(new_id(), new.starts, new.phase, "patient", "patient"))
    return found


def _check(new: Enrolment, today: date) -> None:
    if not clean(new.name).strip():
        raise Refused("A name is needed. Give --name.")
    if new.born > today:
        raise Refused(f"{new.born} as date of birth lies in the future. Check the year.")
    if abs((new.starts - today).days) > START_WITHIN_DAYS:
        raise Refused(f"{new.starts} as first day of the programme is decades away. Check the year.")
    if not any(character.isdigit() for character in new.emergency_number):
        raise Refused("The emergency number has no digit. Give --emergency-number, such as 112.")
    if new.diagnosed_on and new.diagnosed_on > today:
        raise Refused(f"{new.diagnosed_on} as day of the diagnosis lies in the future. Check it.")
    if _given(new.diagnosis) != _given(new.diagnosed_by):
        raise Refused("A diagnosis needs the clinician who made it. Give --diagnosis and --diagnosed-by.")


def _given(text: str | None) -> bool:
    return bool(text and clean(text).strip())


def read_profile(file: str) -> dict[str, Fact]:
    """Profile answers from a JSON file: ``{"pregnant": false, "anticoagulant": "unsure", …}``.

    Raises Refused naming the key that is unknown, with the nearest spelling, or not an answer.
    """
    return {key: _fact(key, value, clean(file, limit=200)) for key, value in read_fact_file(file).items()}


def _fact(key: str, value: object, file: str) -> Fact:
    if key not in KEYS:
        near = nearest(key, KEYS)
        hint = f"Did you mean {near}?" if near else "Known are: " + ", ".join(KEYS) + "."
        raise Refused(f"{file}: “{clean(key, limit=60)}” is not a profile question. {hint}")
    if isinstance(value, str):
        value = value.lower()
    if isinstance(value, bool) or value is None or value in ("yes", "no", "unsure"):
        return _ANSWERS[value]
    raise Refused(f'{file}: {key} must be true, false, "unsure" or null. Mend the answer.')
