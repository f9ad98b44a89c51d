"""The letter's sections about the course: severe scores, pain by week, volume by week."""

from rehab.domain.days import Week
from rehab.domain.diary import Bout, MeasureTaken, Morning
from rehab.domain.doses import volume_text
from rehab.domain.letter import LETTER_WEEKS, Letter, PainWeek
from rehab.domain.measure_scales import SCALES
from rehab.domain.measures import taken
from rehab.domain.pain import SEVERE, SEVERE_AT_REST
from rehab.domain.programmes import Series
from rehab.domain.volume_table import VolumeLine
from rehab.domain.words import MeasureKind, Side, Unit
from rehab.render.letter_parts import Block, Bullets, Heading, Paragraph, Section, Table
from rehab.render.measure_text import attribution, compared, note_text, scores_text, threshold_text
from rehab.render.words import WEEKLY_STATEMENT, day_text, decision_word

NOT_GIVEN = "not given"
MEASURES_SHOWN = 6
"""So many of each outcome measure are in the letter: the first and the newest."""
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
    rest = f", at rest {_given(one.rest_pain)}"
    return f"{day_text(one.day)}, morning: {_given(one.score)}{rest}"


def _bout(letter: Letter, one: Bout) -> str:
    exercise = letter.diary.assignment_on(one.day).programme.exercise(one.exercise)
    name = exercise.name if exercise else one.exercise
    side = "" if one.side is Side.NONE else f", {one.side.value}"
    scores = (("before", one.pain_before), ("during", one.pain_during), ("after", one.pain_after))
    return f"{day_text(one.day)}, {name}{side}: " + ", ".join(f"{slot} {_given(n)}" for slot, n in scores)


def pain_section(letter: Letter) -> Section:
    """Pain by training week. Days and mornings without a score are counted as such, never as 0."""
    title = f"Pain in {_SPAN}"
    if not letter.pain:
        return Section(title, (Paragraph("The programme has not begun, and no score was given."),))
    head = ("Week from", "Logged", "Scored", "Highest", "Median", "Mornings", "Worst morning")
    words = (
        "Scores from 0 to 10. Logged are the days with any entry, scored those with any score; highest and "
        "median are of the worst score of each scored day. Mornings are those with a morning score. A score "
        f"that was not given is shown as “{NOT_GIVEN}”. {_running(letter)}"
    )
    table = Table("Pain by training week", head, tuple(_pain_row(week) for week in letter.pain))
    return Section(title, (Paragraph(words), table, _masked(letter)))


def _pain_row(week: PainWeek) -> tuple[str, ...]:
    return (
        str(week.week.start),
        f"{week.covered} of {week.days}",
        f"{week.scored} of {week.days}",
        _given(week.highest),
        _given(week.median),
        f"{week.mornings} of {week.days}",
        _given(week.highest_morning),
    )


def _masked(letter: Letter) -> Paragraph:
    """The days on which a painkiller masked the scores; silence about it is no statement."""
    if not letter.masked:
        return Paragraph("The patient has noted no day with a painkiller in these weeks.")
    days = ", ".join(map(str, letter.masked))
    return Paragraph(f"A painkiller masks the scores of {len(letter.masked)} of these days: {days}.")


def measures_section(letter: Letter) -> Section:
    """The outcome measures: the first of each kind, the newest, what has changed and whether it counts."""
    blocks: list[Block] = []
    for kind in MeasureKind:
        if found := taken(letter.diary, kind, letter.day):
            blocks += [Heading(SCALES[kind].title), *_measure(letter, found)]
    return Section("Outcome measures", tuple(blocks) or (Paragraph("None is on record."),))


def _measure(letter: Letter, found: tuple[MeasureTaken, ...]) -> list[Block]:
    newest, kind = found[-1], found[-1].kind
    shown = found if len(found) <= MEASURES_SHOWN else (found[0], *found[1 - MEASURES_SHOWN :])
    lines = [f"{day_text(one.day)}: {scores_text(one)}{note_text(one)}" for one in shown]
    if SCALES[kind].clear is not None:
        lines += [f"{since}: {'; '.join(told)}" for since, told in compared(letter.diary, newest)]
    hidden = f"{len(found) - len(shown)} between the first and the newest are left out. "
    words = f"{threshold_text(kind)} {attribution(kind, letter.sources)}"
    return [Bullets(tuple(lines)), Paragraph((hidden if len(shown) < len(found) else "") + words)]


def volume_section(letter: Letter) -> Section:
    """Volume by exercise, side and training week, against the reference and the limit of each week."""
    title = f"Volume in {_SPAN}"
    tables = tuple(_tables(letter))
    if not tables:
        return Section(title, (Paragraph("No volume is on record and none is planned."),))
    words = (
        "Done against the reference, the volume last done and allowed, and the limit that the week's "
        f"decision set. {_running(letter)} {WEEKLY_STATEMENT}"
    )
    return Section(title, (Paragraph(words), *tables))


def _tables(letter: Letter) -> list[Block]:
    """A table for each exercise; sides with the same numbers in every week stand together."""
    courses: dict[tuple[Series, Unit], list[tuple[str, ...]]] = {}
    names: dict[str, str] = {}
    for week in letter.volume:
        for line in week.lines:
            row = _volume_row(week.week, line)
            courses.setdefault((line.series, line.unit), []).append(row)
            if line.record is not None:
                names[line.series.exercise] = line.record.exercise.name
    alike: dict[tuple[str, Unit, tuple[tuple[str, ...], ...]], list[str]] = {}
    for (series, unit), rows in courses.items():
        side = "" if series.side is Side.NONE else series.side.value
        alike.setdefault((series.exercise, unit, tuple(rows)), []).append(side)
    head = ("Week from", "Done", "Reference", "Limit", "Decision")
    return [
        Table(names.get(exercise, exercise) + _sides(sides), head, rows)
        for (exercise, _, rows), sides in sorted(alike.items(), key=lambda pair: pair[0][0])
    ]


def _sides(sides: list[str]) -> str:
    given = [side for side in sides if side]
    return f", {' and '.join(given)}{' (each)' if len(given) > 1 else ''}" if given else ""


def _volume_row(week: Week, line: VolumeLine) -> tuple[str, ...]:
    label, record = str(week.start), line.record
    done = volume_text(line.unit, line.actual) if line.bouts else "nothing logged"
    if record is None:
        return (label, done, "none", "none", "no rule governs it")
    decision = f"{decision_word(record.ruling.kind)} ({record.ruling.rule})"
    return (
        label,
        done,
        volume_text(line.unit, record.reference),
        volume_text(line.unit, record.limit),
        decision + (", over the rule" if line.over else ""),
    )


def _running(letter: Letter) -> str:
    """That the last week has not ended: its numbers stand for the days that have come."""
    week = letter.volume[-1].week
    return f"The week from {week.start} has not ended." if letter.day in week else ""


def _given(score: int | None) -> str:
    return NOT_GIVEN if score is None else str(score)
