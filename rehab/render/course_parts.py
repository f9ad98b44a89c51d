"""The parts of a page that show a course: pain by week, volume by week, outcome measures."""

from collections.abc import Sequence
from datetime import date

from rehab.domain.diary import Diary, MeasureTaken
from rehab.domain.doses import volume_text
from rehab.domain.measure_scales import SCALES
from rehab.domain.measures import taken
from rehab.domain.pain_course import PainWeek
from rehab.domain.volume_course import CourseWeek, VolumeCourse
from rehab.domain.volume_table import VolumeLine
from rehab.domain.words import MeasureKind, Side, Unit
from rehab.render.measure_text import (
    attribution,
    compared,
    note_text,
    scores_text,
    threshold_text,
)
from rehab.render.page_parts import Block, Bullets, Heading, Paragraph, Table
from rehab.render.why_text import Sources
from rehab.render.words import change_text as percent_text
from rehab.render.words import day_text, decision_word

NOT_GIVEN = "not given"
NO_BOUT = "no bout"
OVER = "! "
"""The sign before a volume that is over the 10 % rule."""
MEASURES_SHOWN = 6
"""So many of each outcome measure are shown: the first and the newest."""
PAIN_WORDS = (
    "Scores from 0 to 10. Logged are the days with any entry, scored those with any score; highest and "
    "median are of the worst score of each scored day. Mornings are those with a morning score. A score "
    f"that was not given is shown as “{NOT_GIVEN}”."
)
VOLUME_WORDS = (
    "Done, with its plain change from the week before where that has ended, against the reference, the "
    "volume last done and allowed; the cap of the 10 % rule; and the limit that the week's decision set. "
    f"“{NO_BOUT}” is a week in which none was logged. “{OVER.strip()}” marks a week over the rule."
)


def pain_table(pain: Sequence[PainWeek]) -> Table:
    """Pain by training week, in counts of days and in scores."""
    head = ("Week from", "Logged", "Scored", "Highest", "Median", "Mornings", "Worst morning")
    return Table("Pain by training week", head, tuple(_pain_row(week) for week in pain))


def _pain_row(week: PainWeek) -> tuple[str, ...]:
    return (
        str(week.week.start),
        f"{week.covered} of {week.days}",
        f"{week.scored} of {week.days}",
        given(week.highest),
        given(week.median),
        f"{week.mornings} of {week.days}",
        given(week.highest_morning),
    )


def masked_text(days: Sequence[date]) -> str:
    """The days on which a painkiller masked the scores; silence about it is no statement."""
    if not days:
        return "The patient has noted no day with a painkiller in these weeks."
    count = f"{len(days)} day{'' if len(days) == 1 else 's'}"
    return f"A painkiller masks the scores of {count} in these weeks: {', '.join(map(str, days))}."


def volume_table(course: VolumeCourse) -> Table:
    """An exercise's volume by training week; sides with the same numbers in every week stand together."""
    head = ("Week from", "Done", "Change", "Reference", "Cap", "Limit", "Decision")
    rows = tuple(_volume_row(course.unit, one) for one in course.weeks)
    return Table(course_title(course), head, rows)


def course_title(course: VolumeCourse) -> str:
    """An exercise with its sides: ``Step-up, left and right (each)``."""
    sides = [side.value for side in course.sides if side is not Side.NONE]
    return course.name + (f", {' and '.join(sides)}{' (each)' if len(sides) > 1 else ''}" if sides else "")


def _volume_row(unit: Unit, one: CourseWeek) -> tuple[str, ...]:
    done = (done_text(unit, one.line), percent_text(one.change))
    return (str(one.week.start), *done, *volume_limits(unit, one.line))


def volume_limits(unit: Unit, line: VolumeLine) -> tuple[str, str, str, str]:
    """Reference, cap and limit of a week, and the decision that set the limit."""
    record = line.record
    if record is None:
        return ("none", "none", "none", "no rule governs it")
    reference, cap, limit = (volume_text(unit, n) for n in (record.reference, record.cap, record.limit))
    return (reference, cap, limit, f"{decision_word(record.ruling.kind)} ({record.ruling.rule})")


def done_text(unit: Unit, line: VolumeLine) -> str:
    """What was done of an exercise in a week, with a sign where it is over the rule."""
    if not line.bouts:
        return NO_BOUT
    return (OVER if line.over else "") + volume_text(unit, line.actual)


def measure_blocks(diary: Diary, day: date, sources: Sources) -> tuple[Block, ...]:
    """The outcome measures: the first of each kind, the newest, what has changed and whether it counts."""
    blocks: list[Block] = []
    for kind in MeasureKind:
        if found := taken(diary, kind, day):
            blocks += [Heading(SCALES[kind].title), *_measure(diary, found, sources)]
    return tuple(blocks) or (Paragraph("None is on record."),)


def _measure(diary: Diary, found: tuple[MeasureTaken, ...], sources: Sources) -> list[Block]:
    newest, kind = found[-1], found[-1].kind
    shown = found if len(found) <= MEASURES_SHOWN else (found[0], *found[1 - MEASURES_SHOWN :])
    lines = [f"{day_text(one.day)}: {scores_text(one)}{note_text(one)}" for one in shown]
    if SCALES[kind].clear is not None:
        lines += [f"{since}: {'; '.join(told)}" for since, told in compared(diary, newest)]
    hidden = f"{len(found) - len(shown)} between the first and the newest are left out. "
    words = f"{threshold_text(kind)} {attribution(kind, sources)}"
    return [Bullets(tuple(lines)), Paragraph((hidden if len(shown) < len(found) else "") + words)]


def given(score: int | None) -> str:
    """A score; in words where it was not given, never 0."""
    return NOT_GIVEN if score is None else str(score)
