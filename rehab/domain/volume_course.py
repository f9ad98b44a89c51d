"""The course of each exercise's weekly volume, sides with the same numbers in every week together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rehab.domain.days import Week
from rehab.domain.programmes import Series
from rehab.domain.rule import change_percent
from rehab.domain.volume_table import VolumeLine, VolumeWeek
from rehab.domain.words import Side, Unit


@dataclass(frozen=True, slots=True)
class CourseWeek:
    """One week of a course.

    ``change`` is the plain change of what was done in percent of the week before; ``None`` from nothing, in
    a first week, and in one that has not ended.
    """

    week: Week
    line: VolumeLine
    change: int | None


@dataclass(frozen=True, slots=True)
class VolumeCourse:
    """An exercise over the weeks in which it was planned or done; ``sides`` share every number."""

    exercise: str
    name: str
    unit: Unit
    sides: tuple[Side, ...]
    weeks: tuple[CourseWeek, ...]


def volume_courses(
    weeks: Sequence[VolumeWeek], day: date, since: date | None = None
) -> tuple[VolumeCourse, ...]:
    """The course of every exercise in some contiguous weeks as of ``day``, by the exercise's id.

    Weeks that begin before ``since`` are only what the next one is compared with.
    """
    found: dict[tuple[Series, Unit], list[CourseWeek]] = {}
    before: dict[tuple[Series, Unit], int] = {}
    for week in weeks:
        now = {(line.series, line.unit): line for line in week.lines}
        for key, line in now.items():
            if since is not None and week.week.start < since:
                continue
            ended = week.week.end <= day
            change = change_percent(line.actual, before.get(key, 0)) if ended else None
            found.setdefault(key, []).append(CourseWeek(week.week, line, change))
        before = {key: line.actual for key, line in now.items()}
    return tuple(sorted(_alike(found), key=lambda course: course.exercise))


def _alike(found: dict[tuple[Series, Unit], list[CourseWeek]]) -> list[VolumeCourse]:
    alike: dict[tuple[object, ...], list[tuple[Series, Unit]]] = {}
    for (series, unit), course in found.items():
        alike.setdefault((series.exercise, unit, *map(_numbers, course)), []).append((series, unit))
    return [
        VolumeCourse(
            exercise=keys[0][0].exercise,
            name=_name(keys[0][0], found[keys[0]]),
            unit=keys[0][1],
            sides=tuple(series.side for series, _ in keys),
            weeks=tuple(found[keys[0]]),
        )
        for keys in alike.values()
    ]


def _numbers(one: CourseWeek) -> tuple[object, ...]:
    """Everything that a reader sees of a week."""
    record, done = one.line.record, (one.week, one.line.actual, bool(one.line.bouts), one.change)
    if record is None:
        return done
    return (*done, record.reference, record.cap, record.limit, record.ruling.kind, record.ruling.rule)


def _name(series: Series, course: list[CourseWeek]) -> str:
    """The exercise's name as the programme last had it, or its id."""
    names = [one.line.record.exercise.name for one in course if one.line.record is not None]
    return names[-1] if names else series.exercise
