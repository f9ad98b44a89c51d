"""The letter's sections about the course: severe scores, pain by week, volume by week."""

from rehab.domain.diary import Bout, Morning
from rehab.domain.letter import LETTER_WEEKS, Letter
from rehab.domain.pain import SEVERE, SEVERE_AT_REST
from rehab.domain.volume_course import volume_courses
from rehab.domain.words import Side
from rehab.render.course_parts import (
    PAIN_WORDS,
    VOLUME_WORDS,
    given,
    masked_text,
    measure_blocks,
    pain_table,
    volume_table,
)
from rehab.render.page_parts import Bullets, Paragraph, Section
from rehab.render.words import WEEKLY_STATEMENT, day_text

_SPAN = f"the last {LETTER_WEEKS} training weeks"


def severe_section(letter: Letter) -> Section:
    """The severe scores of the last weeks, each with its day and the other scores beside it."""
    title = f"Severe scores in {_SPAN}"
    what = f"{SEVERE} or more of 10, or {SEVERE_AT_REST} or more at rest"
    lines = [_morning(one) if isinstance(one, Morning) else _bout(letter, one) for one in letter.severe]
    if not lines:
        return Section(title, (Paragraph(f"None on record ({what})."),))
    return Section(title, (Paragraph(f"Scores of {what}:"), Bullets(tuple(lines))))


def _morning(one: Morning) -> str:
    rest = f", at rest {given(one.rest_pain)}"
    return f"{day_text(one.day)}, morning: {given(one.score)}{rest}"


def _bout(letter: Letter, one: Bout) -> str:
    exercise = letter.diary.assignment_on(one.day).programme.exercise(one.exercise)
    name = exercise.name if exercise else one.exercise
    side = "" if one.side is Side.NONE else f", {one.side.value}"
    scores = (("before", one.pain_before), ("during", one.pain_during), ("after", one.pain_after))
    return f"{day_text(one.day)}, {name}{side}: " + ", ".join(f"{slot} {given(n)}" for slot, n in scores)


def pain_section(letter: Letter) -> Section:
    """Pain by training week. Days and mornings without a score are counted as such, never as 0."""
    title = f"Pain in {_SPAN}"
    if not letter.pain:
        return Section(title, (Paragraph("The programme has not begun, and no score was given."),))
    words = Paragraph(f"{PAIN_WORDS} {_running(letter)}")
    return Section(title, (words, pain_table(letter.pain), Paragraph(masked_text(letter.masked))))


def measures_section(letter: Letter) -> Section:
    """The outcome measures with their changes."""
    return Section("Outcome measures", measure_blocks(letter.diary, letter.day, letter.sources))


def volume_section(letter: Letter) -> Section:
    """Volume by exercise, side and training week, against the reference, cap and limit of each week."""
    title = f"Volume in {_SPAN}"
    tables = tuple(volume_table(course) for course in volume_courses(letter.volume, letter.day))
    if not tables:
        return Section(title, (Paragraph("No volume is on record and none is planned."),))
    return Section(title, (Paragraph(f"{VOLUME_WORDS} {_running(letter)} {WEEKLY_STATEMENT}"), *tables))


def _running(letter: Letter) -> str:
    """That the last week has not ended: its numbers stand for the days that have come."""
    week = letter.volume[-1].week
    return f"The week from {week.start} has not ended." if letter.day in week else ""
