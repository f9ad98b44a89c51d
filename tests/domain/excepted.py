"""A clinician's exceptions told a second time: which one is in force, and what it changes."""

from rehab.domain.diary import Diary, Override
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import OverrideKind


def in_force(book: Diary, week: SeriesWeek, *kinds: OverrideKind) -> Override | None:
    """The newest exception of these kinds for the exercise of a week that begins under it."""
    first = week.week.start
    found = [
        o for o in book.overrides
        if o.exercise == week.exercise.id and o.kind in kinds
        and (o.since or o.day) <= first and not (o.until and o.until < first)
    ]  # fmt: skip
    return found[-1] if found else None


def resting_on(book: Diary, week: SeriesWeek, *kinds: OverrideKind) -> Override | None:
    """The exception that a week says it rests on, if it is of these kinds."""
    return next((o for o in book.overrides if o.entry == week.override and o.kind in kinds), None)


def asked_volume(said: Override, sessions: int, step: int) -> int:
    """The week's volume that a limit or a dose asks for."""
    if said.sets is None:
        return (said.amount or 0) // step * step
    return said.sets * (said.amount or 0) * (1 if said.load_g is None else said.load_g) * sessions
