"""A desk: one patient's open diary on one day. Every action starts from it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from rehab.actions import clock
from rehab.actions.plans import parsed
from rehab.actions.refusals import Refused
from rehab.domain.diary import Assignment, Diary, Person
from rehab.domain.record import Payload
from rehab.domain.text import clean
from rehab.store.database import Database, Session, open_database
from rehab.store.diary_rows import load, patients
from rehab.store.entries import add
from rehab.store.records import Change, Stamp, StoredDiary

LAST_TODAY = date(2199, 12, 31)
"""Weeks beyond the calendar's end cannot be counted, and none so far ahead is meant."""


@dataclass(frozen=True)
class Desk:
    """An open diary file, the patient it is about, and today's date."""

    database: Database
    patient: str
    today: date

    def diary(self) -> Diary:
        """The patient's diary as it stands now."""
        with self.database.read() as session:
            stored = load(session, self.patient)
        return as_diary(stored)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A short block that alone may write; saved whole at its end, or not at all.

        Raises Refused, in the store's words, for a value that it cannot hold.
        """
        try:
            with self.database.write() as session:
                yield session
        except ValueError as error:
            raise Refused(str(error)) from None

    def save(self, payloads: Sequence[Payload], description: str, kind: str = "entry") -> int:
        """Record new entries as one change; returns how many were not there before."""
        with self.write() as session:
            return add(session, self.patient, payloads, new_change(description, kind), stamp())


def open_desk(path: str | None, patient: str | None, today: str | None) -> Desk:
    """Open the diary at ``path`` (or where it usually lies) for a patient, by id, its start, or name.

    Raises Trouble when the file cannot be used, and Refused when the patient is not clear.
    """
    day = given_today(today)
    database = open_database(diary_path(path))
    with database.read() as session:
        people = patients(session)
    people = fitting(people, patient)
    if len(people) != 1:
        names = ", ".join(f"{clean(p.name, limit=40)} ({p.id[:8]})" for p in people[:8])
        if not people:
            raise Refused("No such patient is in this diary. `rehab init` adds one.")
        raise Refused(f"More than one patient fits: {names}. Name one with --patient.")
    return Desk(database, people[0].id, day)


def fitting(people: tuple[Person, ...], patient: str | None) -> tuple[Person, ...]:
    """The people that a name, its part, or the start of an id fits; all of them without one."""
    wanted = (patient or "").lower()
    return tuple(p for p in people if p.id.startswith(wanted) or wanted in p.name.lower())


def given_today(text: str | None) -> date:
    """Today, or the day given. Raises Refused for a text that is not a day."""
    try:
        day = clock.today(text)
    except ValueError as error:
        raise Refused(str(error)) from None
    if day > LAST_TODAY:
        raise Refused(f"{day} as today lies too far ahead. Check the year.")
    return day


def diary_path(given: str | None) -> Path:
    """Where the diary lies: as given, as in ``REHAB_DIARY``, or in the person's data folder."""
    text = given or os.environ.get("REHAB_DIARY")
    if text and "://" in text:
        scheme = clean(text.split("://")[0], limit=20)
        raise Refused(f"This version keeps diaries in files, not at {scheme}:// addresses. Give a path.")
    if text:
        return given_path(text)
    from platformdirs import user_data_path

    return user_data_path("rehab", appauthor=False) / "diary.db"


def given_path(text: str) -> Path:
    """A path as typed, with ``~`` for a home folder. Raises Refused for the home of nobody."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        name = clean(text, limit=200)
        raise Refused(f"{name} names a home folder that is not there. Give the whole path.") from None


def as_diary(stored: StoredDiary) -> Diary:
    """The stored entries as a diary, with the programme texts read."""
    return Diary(
        person=stored.person,
        assignments=tuple(
            Assignment(a.entry, a.starts, a.weekdays, parsed(a.text, linted=False), a.hash)
            for a in stored.assignments
        ),
        bouts=stored.bouts,
        mornings=stored.mornings,
        rests=stored.rests,
        profiles=stored.profiles,
        diagnoses=stored.diagnoses,
        phases=stored.phases,
        screens=stored.screens,
        raised=stored.raised,
        clearances=stored.clearances,
        events=stored.events,
        measures=stored.measures,
        answers=stored.answers,
        overrides=stored.overrides,
        notes=stored.notes,
        reviews=stored.reviews,
        head=stored.head,
    )


def new_change(description: str, kind: str = "entry") -> Change:
    """A change with a fresh id; its description is what history and undo call it."""
    return Change(str(uuid4()), clean(description, limit=500), kind)


def new_id() -> str:
    """A fresh id for an entry, made here so that a repeated save adds nothing."""
    return str(uuid4())


def stamp(actor: str = "patient") -> Stamp:
    """Who records, now, and in which time zone."""
    return Stamp(clock.utc_now(), clock.zone_name(), actor)
