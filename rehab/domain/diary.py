"""Everything recorded for one patient, as frozen data in the order it was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from rehab.domain.doses import Sets
from rehab.domain.programmes import Phase, Programme, Series
from rehab.domain.words import BreakReason, Complaint, EventKind, Side, Unit, Urgency

Fact = bool | int | str | None
"""A profile answer: yes and no are booleans, "unsure" stays the word, absent or ``None`` is unknown."""


@dataclass(frozen=True, slots=True)
class Bout:
    """One exercise on one side on one day. Pain and effort are 0–10 or ``None`` when not given."""

    entry: str
    day: date
    exercise: str
    side: Side
    unit: Unit
    sets: Sets
    pain_before: int | None = None
    pain_during: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    minutes: int | None = None
    note: str = ""
    origin: str = ""

    @property
    def amount(self) -> int:
        """The volume in the bout's unit."""
        return sum(s.amount for s in self.sets)

    @property
    def series(self) -> Series:
        """The exercise and side that the volume belongs to."""
        return Series(self.exercise, self.side)


@dataclass(frozen=True, slots=True)
class Morning:
    """The scores of one morning; ``stiffness_min`` in minutes, ``woken`` times in the night."""

    entry: str
    day: date
    score: int | None = None
    rest_pain: int | None = None
    stiffness_min: int | None = None
    woken: int | None = None
    note: str = ""
    limp: bool | None = None


@dataclass(frozen=True, slots=True)
class RestDay:
    """A day on which the patient says that no training was done."""

    entry: str
    day: date
    why: BreakReason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Answers to the profile questions, from ``day`` on; the newest on or before a day counts."""

    entry: str
    day: date
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A clinician's diagnosis as the patient or clinic recorded it."""

    entry: str
    day: date
    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class PhaseStart:
    """A phase that begins with the training week holding ``day``."""

    entry: str
    day: date
    phase: str
    by: str
    role: str


@dataclass(frozen=True, slots=True)
class Screen:
    """Answers to the red-flag questions by fact.

    ``full`` when all questions were answered, ``weekly`` when at least the weekly ones were.
    """

    entry: str
    day: date
    full: bool
    answers: Mapping[str, Fact]
    weekly: bool = True


@dataclass(frozen=True, slots=True)
class Raised:
    """That an item of the screen was met on a day: it stands until a clearance names it.

    ``cause`` is the entry that led to it; ``facts`` are what that entry said. ``pauses`` marks a routine
    finding that keeps loading from going on until a clinician's go-ahead.
    """

    entry: str
    day: date
    item: str
    urgency: Urgency
    text: str
    facts: Mapping[str, Fact]
    cause: str = ""
    pauses: bool = False


@dataclass(frozen=True, slots=True)
class Clearance:
    """A clinician's answer to findings, named by the entries that raised them.

    ``told_by_patient`` marks what a clinician told the patient, and the patient recorded.
    """

    entry: str
    day: date
    clears: tuple[str, ...]
    by: str
    role: str
    text: str
    told_by_patient: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A treatment or examination on a day: its kind, what exactly, and the side where there is one."""

    entry: str
    day: date
    kind: EventKind
    what: str = ""
    side: Side = Side.NONE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who the diary is about. ``born`` is the date of birth.

    ``emergency_department`` and ``same_day_service`` are where to go near the patient, as they name it.
    """

    id: str
    name: str
    born: date
    complaint: Complaint
    emergency_number: str
    emergency_department: str = ""
    same_day_service: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The programme given to a patient from ``starts`` on, and the training days (Monday 0).

    A later assignment replaces an earlier one from its first day; the training weeks are counted
    from the first.
    """

    entry: str
    starts: date
    weekdays: tuple[int, ...]
    programme: Programme
    programme_hash: str


@dataclass(frozen=True)
class Diary:
    """One patient's diary. Only active entries; withdrawn ones live in the history."""

    person: Person
    assignments: tuple[Assignment, ...]
    bouts: tuple[Bout, ...] = ()
    mornings: tuple[Morning, ...] = ()
    rests: tuple[RestDay, ...] = ()
    profiles: tuple[Profile, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    phases: tuple[PhaseStart, ...] = ()
    screens: tuple[Screen, ...] = ()
    raised: tuple[Raised, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    events: tuple[Event, ...] = ()
    head: str = field(default="", compare=False)

    @property
    def starts(self) -> date:
        """The first day of the programme, from which the training weeks are counted."""
        return self.assignments[0].starts

    def assignment_on(self, day: date) -> Assignment:
        """The assignment in force on ``day``; before the start, the first."""
        return next((a for a in reversed(self.assignments) if a.starts <= day), self.assignments[0])

    def phase_on(self, day: date) -> Phase:
        """The phase in force on ``day``: the last one begun, else the programme's first."""
        programme = self.assignment_on(day).programme
        begun = [p for p in self.phases if p.day <= day and programme.phase(p.phase) is not None]
        latest = max(reversed(begun), key=lambda p: p.day, default=None)
        phase = programme.phase(latest.phase) if latest else None
        return phase or programme.phases[0]

    @cached_property
    def day_sums(self) -> Mapping[tuple[Series, Unit], Mapping[date, int]]:
        """The volume of each series and unit on each day: a day's bouts add up to one session."""
        sums: dict[tuple[Series, Unit], dict[date, int]] = {}
        for bout in self.bouts:
            days = sums.setdefault((bout.series, bout.unit), {})
            days[bout.day] = days.get(bout.day, 0) + bout.amount
        return sums

    @cached_property
    def logged_days(self) -> frozenset[date]:
        """The days that carry any entry of a bout, morning or rest."""
        return frozenset(e.day for group in (self.bouts, self.mornings, self.rests) for e in group)

    @cached_property
    def bouts_by_day(self) -> Mapping[date, tuple[Bout, ...]]:
        """Bouts grouped by day, in the order recorded."""
        days: dict[date, list[Bout]] = {}
        for bout in self.bouts:
            days.setdefault(bout.day, []).append(bout)
        return {day: tuple(found) for day, found in days.items()}

    @cached_property
    def morning_by_day(self) -> Mapping[date, Morning]:
        """The morning of each day; several for one day count as one with the worst scores given."""
        days: dict[date, Morning] = {}
        for morning in self.mornings:
            known = days.get(morning.day)
            days[morning.day] = _worse(known, morning) if known else morning
        return days

    @cached_property
    def trained_days(self) -> Mapping[tuple[Series, Unit], tuple[date, ...]]:
        """The days since the start on which each series was trained, in order."""
        return {
            measured: tuple(sorted(day for day, amount in days.items() if amount and day >= self.starts))
            for measured, days in self.day_sums.items()
        }

    def upto(self, day: date) -> "Diary":
        """The diary as of ``day``: entries dated later are left out."""
        kept = {name: tuple(e for e in getattr(self, name) if e.day <= day) for name in _DATED}
        if all(len(entries) == len(getattr(self, name)) for name, entries in kept.items()):
            return self
        changes: dict[str, Any] = kept
        return replace(self, **changes)


_DATED = (
    *("bouts", "mornings", "rests", "profiles", "diagnoses"),
    *("screens", "events"),
)
"""The entries that are not known before their day. Phases are planned ahead; no red flag is ever hidden."""


def _worse(one: Morning, other: Morning) -> Morning:
    """Both as one: a score given is never hidden by a lower or an empty one."""
    first, second = sorted((one, other), key=lambda m: -1 if m.score is None else m.score)
    rests = [m.rest_pain for m in (one, other) if m.rest_pain is not None]
    limps = [m.limp for m in (one, other) if m.limp is not None]
    return replace(
        second,
        rest_pain=max(rests, default=None),
        limp=max(limps, default=None),
        note=second.note or first.note,
    )
