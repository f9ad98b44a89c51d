"""What stands on every sheet that leaves the diary: whose it is, and which rules and entries made it."""

from datetime import date

from rehab.domain.diary import Diary, Person
from rehab.domain.rules import RULES_VERSION

HEAD_SHOWN = 16
"""So many characters of the diary's fingerprint are shown."""


def diary_foot(diary: Diary, day: date) -> str:
    """One line with name and birth year, the day of writing, the rules' version and the diary's state."""
    person = diary.person
    state = f"diary {fingerprint(diary)}, {diary.entries} entries"
    return f"{whose(person)} — written on {day} — rules version {RULES_VERSION}, {state}"


def whose(person: Person) -> str:
    """Name and birth year, which stand together wherever a patient is named."""
    return f"{person.name}, born {person.born.year}"


def fingerprint(diary: Diary) -> str:
    """The start of the diary's fingerprint, by which a later state of it can be told to extend this one."""
    return diary.head[:HEAD_SHOWN] or "none"
