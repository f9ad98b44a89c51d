"""Which decisions an amendment changes: the weeks decided over both diaries, side by side."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rehab.domain.days import week_of
from rehab.domain.diary import Diary, Person
from rehab.domain.fold import WeekRecord, fold
from rehab.domain.programmes import Series
from rehab.domain.record import Payload
from rehab.domain.standing import SeriesWeek

_GROUPS = (
    *("bouts", "mornings", "rests", "profiles", "diagnoses", "phases", "screens"),
    *("clearances", "events", "measures", "answers", "overrides", "notes", "reviews"),
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One series in one week whose decision, limit or plan is another; ``None`` where the week lacks it."""

    start: date
    series: Series
    before: SeriesWeek | None
    after: SeriesWeek | None


def amended(diary: Diary, entry: str, said: Payload | None) -> Diary:
    """The diary with what an entry says replaced; with ``None``, without the entry."""
    if isinstance(said, Person):
        return replace(diary, person=said)
    changes: dict[str, Any] = {}
    for name in _GROUPS:
        entries = getattr(diary, name)
        if any(one.entry == entry for one in entries):
            kept = (said if one.entry == entry else one for one in entries)
            changes[name] = tuple(one for one in kept if one is not None)
    return replace(diary, **changes)


def changed_decisions(before: Diary, after: Diary, today: date) -> tuple[Changed, ...]:
    """Every decision up to next week that differs between two diaries of one start, oldest first."""
    first = before.starts
    until = week_of(first, max(today, first)).shifted(1)
    old, new = (list(fold(one.upto(today), until, today)) for one in (before, after))
    return tuple(one for pair in zip(old, new, strict=True) for one in _differing(*pair))


def _differing(old: WeekRecord, new: WeekRecord) -> list[Changed]:
    found = []
    for series in dict.fromkeys((*old.series, *new.series)):
        was, now = old.series.get(series), new.series.get(series)
        if _outcome(was) != _outcome(now):
            found.append(Changed(old.week.start, series, was, now))
    return found


def _outcome(week: SeriesWeek | None) -> tuple[object, ...] | None:
    if week is None:
        return None
    return week.ruling.rule, week.ruling.kind, week.limit, week.sessions, week.stage, week.load_g
