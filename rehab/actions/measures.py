"""Recording outcome measures, and the course of all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rehab.actions.daily import checked_day
from rehab.actions.desk import Desk, new_id
from rehab.actions.refusals import Refused
from rehab.domain.diary import Diary, MeasureTaken
from rehab.domain.measure_scales import SCALES, check_scores, known_as, read_scores, remarks
from rehab.domain.measures import Due, due, taken
from rehab.domain.text import clean
from rehab.domain.words import MeasureKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """A measure on record, the diary with it, and what the person should be told."""

    measure: MeasureTaken
    diary: Diary
    remarks: tuple[str, ...]


def record_measure(
    desk: Desk, kind: MeasureKind, words: Sequence[str], *, day: date | None = None, note: str = ""
) -> Given:
    """Record an outcome measure from its typed scores, such as ``running=2``. An undo takes it back.

    Raises Refused for a score that cannot be.
    """
    return record_scores(desk, kind, _refusing(lambda: read_scores(kind, words)), day=day, note=note)


def record_scores(
    desk: Desk, kind: MeasureKind, scores: Mapping[str, int], *, day: date | None = None, note: str = ""
) -> Given:
    """Record an outcome measure. An activity is kept in the spelling in which it was first given.

    Raises Refused for a score that cannot be.
    """
    day = checked_day(desk, day)
    _refusing(lambda: check_scores(kind, scores))
    known = _known(desk.diary(), kind, day)
    spelled = {known_as(name, known) or name: score for name, score in scores.items()}
    measure = MeasureTaken(new_id(), day, kind, spelled, clean(note, multiline=True))
    desk.save([measure], f"{SCALES[kind].title} on {day}")
    return Given(measure, desk.diary(), (*remarks(kind, spelled), *_not_compared(spelled, known)))


def activities(desk: Desk, day: date) -> tuple[str, ...]:
    """The patient's own activities as they were last scored, up to and with ``day``."""
    return tuple(next((one.scores for one in reversed(taken(desk.diary(), MeasureKind.PSFS, day))), {}))


def measures_due(diary: Diary, today: date) -> tuple[Due, ...]:
    """The measures that the present programme asks for and that are due."""
    return due(diary, diary.assignment_on(today).programme.measures, today)


def _known(diary: Diary, kind: MeasureKind, day: date) -> dict[str, int]:
    """Every activity scored up to and with ``day``; empty where a measure has names of its own."""
    if SCALES[kind].names:
        return {}
    return {name: score for one in taken(diary, kind, day) for name, score in one.scores.items()}


def _not_compared(scores: Mapping[str, int], known: Mapping[str, int]) -> tuple[str, ...]:
    new = [f"“{clean(name)}”" for name in scores if known and name not in known]
    if not new:
        return ()
    old = ", ".join(clean(name) for name in known)
    return (f"New is {', '.join(new)}: only the same activity can be compared. Scored before were: {old}.",)


def _refusing(check: Callable[[], T]) -> T:
    """What ``check`` gives. Raises Refused in the words of its ValueError."""
    try:
        return check()
    except ValueError as error:
        raise Refused(str(error)) from None
