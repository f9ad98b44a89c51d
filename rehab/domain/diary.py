"""Everything recorded for one patient, as frozen data in the order it was recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

from rehab.domain.because import Because
from rehab.domain.doses import gram_reps
from rehab.domain.entries import (
    Assignment,
    Bout,
    Clearance,
    ClinicianNote,
    CriterionAnswer,
    Diagnosis,
    Event,
    Fact,
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
from rehab.domain.programmes import Phase, Series
from rehab.domain.words import EventKind, OverrideKind, Side, Unit

__all__ = [
    "Assignment",
    "Bout",
    "Clearance",
    "ClinicianNote",
    "CriterionAnswer",
    "Diagnosis",
    "Diary",
    "Event",
    "Fact",
    "MeasureTaken",
    "Morning",
    "Override",
    "Person",
    "PhaseStart",
    "Profile",
    "Raised",
    "RestDay",
    "ReviewDate",
    "Screen",
]


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
    measures: tuple[MeasureTaken, ...] = ()
    answers: tuple[CriterionAnswer, ...] = ()
    overrides: tuple[Override, ...] = ()
    notes: tuple[ClinicianNote, ...] = ()
    reviews: tuple[ReviewDate, ...] = ()
    head: str = field(default="", compare=False)

    @property
    def starts(self) -> date:
        """The first day of the programme, from which the training weeks are counted."""
        return self.assignments[0].starts

    @property
    def entries(self) -> int:
        """How many entries stand in the diary, the assignments of a programme included."""
        groups = (getattr(self, one.name) for one in fields(self))
        return sum(len(group) for group in groups if isinstance(group, tuple))

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

    def override_on(self, exercise: str, day: date, *kinds: OverrideKind) -> Override | None:
        """The newest exception of these kinds for an exercise in the training week that begins on ``day``."""
        found = (o for o in reversed(self.overrides) if o.exercise == exercise and o.kind in kinds)
        return next((o for o in found if o.holds(day)), None)

    def note_on(self, day: date) -> ClinicianNote | None:
        """The clinician's last note, while it is to be shown."""
        told = [note for note in self.notes if note.day <= day]
        newest = told[-1] if told else None
        return newest if newest and (newest.until is None or day <= newest.until) else None

    def review_on(self, day: date) -> ReviewDate | None:
        """The next review as it was last said up to ``day``, past or to come."""
        said = [review for review in self.reviews if review.day <= day]
        return said[-1] if said else None

    @property
    def treatments(self) -> tuple[Event, ...]:
        """The treatments and examinations, by day."""
        return self._events(asked=False)

    @property
    def questions(self) -> tuple[Event, ...]:
        """What the patient asks, by day."""
        return self._events(asked=True)

    def _events(self, *, asked: bool) -> tuple[Event, ...]:
        found = (event for event in self.events if (event.kind is EventKind.QUESTION) is asked)
        return tuple(sorted(found, key=lambda event: event.day))

    @cached_property
    def day_sums(self) -> Mapping[tuple[Series, Unit], Mapping[date, int]]:
        """The volume of each series and unit on each day: a day's bouts add up to one session.

        A loaded exercise of the programme has its gram·reps beside its reps; a set without a load counts
        with the lightest one that the programme doses.
        """
        sums: dict[tuple[str, Side, Unit], dict[date, int]] = {}
        loaded = {name for a in self.assignments for name in a.programme.lightest_loads}
        for bout in self.bouts:
            days = sums.setdefault((bout.exercise, bout.side, bout.unit), {})
            days[bout.day] = days.get(bout.day, 0) + bout.amount
            if bout.exercise in loaded and bout.unit is Unit.REPS:
                lightest = self.assignment_on(bout.day).programme.lightest_load(bout.exercise) or 0
                days = sums.setdefault((bout.exercise, bout.side, Unit.GRAM_REPS), {})
                days[bout.day] = days.get(bout.day, 0) + gram_reps(bout.sets, lightest)
        return {(Series(name, side), unit): days for (name, side, unit), days in sums.items()}

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
    def worst_by_day(self) -> Mapping[date, Because]:
        """The worst pain score of each day, of the morning or of any bout, where any was given."""
        days: dict[date, Because] = {}
        for morning in self.morning_by_day.values():
            _keep_worst(days, morning, (("morning", morning.score), ("rest_pain", morning.rest_pain)))
        for bout in self.bouts:
            scores = (bout.pain_before, bout.pain_during, bout.pain_after)
            if scores != (None, None, None):
                _keep_worst(
                    days, bout, zip(("pain_before", "pain_during", "pain_after"), scores, strict=True)
                )
        return days

    @cached_property
    def all_trained_days(self) -> tuple[date, ...]:
        """The days since the start on which anything was trained, in order."""
        return tuple(sorted({bout.day for bout in self.bouts if bout.amount and bout.day >= self.starts}))

    @cached_property
    def trained_days(self) -> Mapping[tuple[Series, Unit], tuple[date, ...]]:
        """The days since the start on which each series was trained, in order."""
        return {
            measured: tuple(sorted(day for day, amount in days.items() if amount and day >= self.starts))
            for measured, days in self.day_sums.items()
        }

    @cached_property
    def folded(self) -> dict[date, list[Any]]:
        """The weeks that ``fold`` has made of this diary so far, by the day as of which."""
        return {}

    def upto(self, day: date) -> "Diary":
        """The diary as of ``day``: entries dated later are left out."""
        kept = {name: tuple(e for e in getattr(self, name) if e.day <= day) for name in _DATED}
        if all(len(entries) == len(getattr(self, name)) for name, entries in kept.items()):
            return self
        changes: dict[str, Any] = kept
        return replace(self, **changes)


_DATED = (
    *("bouts", "mornings", "rests", "profiles", "diagnoses"),
    *("screens", "events", "measures", "answers"),
)
"""The entries that are not known before their day. Phases and overrides are planned ahead; no red flag is
ever hidden."""


def _keep_worst(
    days: dict[date, Because], entry: Bout | Morning, scores: Iterable[tuple[str, int | None]]
) -> None:
    """Keep the worst; of equal ones that of the first id, so that the order of recording tells nothing."""
    for name, score in scores:
        known = days.get(entry.day)
        worst = -1 if known is None else int(known.value or 0)
        first = known is not None and entry.entry < str(known.entry)
        if score is not None and (score > worst or (score == worst and first)):
            days[entry.day] = Because(entry.entry, entry.day, name, score)


def _worse(one: Morning, other: Morning) -> Morning:
    """Both as one: a score given is never hidden by a lower or an empty one."""

    def worst(name: str) -> Any:
        given = [value for m in (one, other) if (value := getattr(m, name)) is not None]
        return max(given, default=None)

    first, second = sorted((one, other), key=lambda m: -1 if m.score is None else m.score)
    names = ("rest_pain", "stiffness_min", "woken", "limp", "painkiller")
    changes: dict[str, Any] = {name: worst(name) for name in names}
    return replace(second, note=second.note or first.note, **changes)
