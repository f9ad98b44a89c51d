"""What would change a decision: the pure decision run again over a diary in which one thing is otherwise.

Nothing here knows a rule. A hypothesis is a diary as it could be; what it changes is found by deciding anew.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rehab.domain.course import Course
from rehab.domain.days import Week, week_of
from rehab.domain.diary import Diary
from rehab.domain.fold import WeekRecord, advance, courses
from rehab.domain.hypotheses import Hypothesis, hypotheses
from rehab.domain.imagined import week_completed
from rehab.domain.pain import MORNING_RISE
from rehab.domain.programmes import PAIN_CEILING_MAX, Series
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import DecisionKind

_MOST_SCORE = PAIN_CEILING_MAX + MORNING_RISE


@dataclass(frozen=True, slots=True)
class Change:
    """What a hypothesis makes of one series: the decision it leads to, and the limit before and after.

    ``text`` begins with “if” and names what would have to be entered.
    """

    text: str
    kind: DecisionKind
    rule: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """For each series what would change the week's decision now, and what the next week holds if this one
    is done as planned. A series without either is absent."""

    now: Mapping[Series, tuple[Change, ...]]
    ahead: Mapping[Series, Change]


def what_if(diary: Diary, week: Week, today: date) -> WhatIf:
    """What would change the decisions of ``week``, as the diary stands on ``today``.

    Of next week, ``ahead`` tells what its own decisions become once this week is done as planned.
    """
    diary = diary.upto(today)
    lead = _lead(diary, week)
    course = _course_before(diary, lead[0], today)
    record = _decide(diary, course, lead, today)

    def decided(other: Diary) -> WeekRecord:
        return _decide(other, course, lead, today)

    now: dict[Series, tuple[Change, ...]] = {}
    for hypothesis in hypotheses(diary, record, week, today):
        for series, change in _improved(hypothesis, record, decided):
            now[series] = (*now.get(series, ()), change)
    if week.start > today and len(lead) > 1:
        return WhatIf(now, _ahead(diary, record, course, lead[0], today))
    if week.end <= today:
        return WhatIf(now, {})
    for one in lead[:-1]:
        _, course = advance(diary, course, one, today)
    return WhatIf(now, _ahead(diary, record, course, week, today))


def _lead(diary: Diary, week: Week) -> tuple[Week, ...]:
    """The week with the one before it, where the programme had begun by then."""
    return tuple(one for one in (week.shifted(-1), week) if one.start >= diary.starts)


def _course_before(diary: Diary, week: Week, today: date) -> Course:
    course = Course()
    if week.start > week_of(diary.starts, diary.starts).start:
        *_, (_, course) = courses(diary, week.shifted(-1), today)
    return course


def _decide(diary: Diary, course: Course, lead: tuple[Week, ...], today: date) -> WeekRecord:
    """The record of the last week of ``lead``, decided anew from the course before the first."""
    for one in lead:
        record, course = advance(diary, course, one, today)
    return record


def _improved(
    hypothesis: Hypothesis, record: WeekRecord, decided: Callable[[Diary], WeekRecord]
) -> Iterator[tuple[Series, Change]]:
    """The series for which a hypothesis raises the limit, with the highest score for which it still does."""
    found: dict[Series, Change] = {}
    for score in range(_MOST_SCORE, -1, -1) if hypothesis.scored else (0,):
        other = decided(hypothesis.diary(score))
        for series, item in record.series.items():
            better = other.series.get(series)
            if series not in found and better is not None and _raised(item, better):
                found[series] = _change(hypothesis.text(score), item, better)
        if len(found) == len(record.series):
            break
    yield from found.items()


def _raised(item: SeriesWeek, better: SeriesWeek) -> bool:
    return better.limit > item.limit or (better.stage or 0) > (item.stage or 0)


def _change(text: str, item: SeriesWeek, better: SeriesWeek) -> Change:
    return Change(text, better.ruling.kind, better.ruling.rule, item.limit, better.limit)


def _ahead(
    diary: Diary, record: WeekRecord, course: Course, running: Week, today: date
) -> dict[Series, Change]:
    """The decisions of the week after ``running`` once that is done as planned, at the highest pain that
    allows it, beside the limits of ``record``. ``course`` is the one before ``running``."""
    this, _ = advance(diary, course, running, today)
    found: dict[Series, Change] = {}
    for score in range(PAIN_CEILING_MAX, -1, -1):
        done = week_completed(diary, this, today, score)
        _, after = advance(done.upto(running.end), course, running, running.end)
        ahead, _ = advance(done, after, running.shifted(1), running.end)
        for series, item in record.series.items():
            later = ahead.series.get(series)
            if later is None or later.ruling.kind in (DecisionKind.STOP, DecisionKind.PAUSE):
                continue
            if series not in found or later.limit > found[series].after:
                found[series] = _change(_AS_PLANNED.format(score), item, later)
    return found


_AS_PLANNED = (
    "if this week is done as planned, each morning is given and no worse, and pain stays at {} or less"
)
