"""The report's charts: pain by day and volume by week, each with the table of its numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rehab.domain.pain_course import PainDay
from rehab.domain.report import Report, last_day
from rehab.domain.volume_course import CourseWeek, VolumeCourse
from rehab.domain.words import DecisionKind
from rehab.render.chart_figures import pain_figure, volume_figure
from rehab.render.chart_parts import (
    Level,
    Mark,
    MarkKind,
    PainChart,
    PainPoint,
    PainSeries,
    VolumeBar,
    VolumeChart,
)
from rehab.render.course_parts import PAIN_WORDS, VOLUME_WORDS, course_title, pain_table, volume_table
from rehab.render.page_parts import Figure, Paragraph, Section
from rehab.render.report_summary import PAIN_WEEKS
from rehab.render.words import WEEKLY_STATEMENT, event_text

_ONE_DAY = timedelta(days=1)
_VOLUME_MARKS = (MarkKind.PHASE, MarkKind.DELOAD)
"""The marks that explain a volume; treatments and findings stand on the chart of pain, on the same axis."""


def chart_sections(report: Report, since: date) -> Iterator[Section]:
    """The charts of the period; no volume chart where nothing was planned or done.

    The tables beside them begin with the week of ``since``, but for that of pain by week.
    """
    days = tuple(day for week in report.weeks for day in week.days)
    if not days:
        yield Section("Pain by day", (Paragraph("The programme has not begun, and no score was given."),))
        return
    yield Section("Pain by day", (_tabled(pain_figure(_pain_chart(report, days)), since),))
    pain = [one.pain for one in report.weeks]
    table = (pain_table(pain),) if len(pain) > PAIN_WEEKS else ()
    yield Section("Pain by week", (Paragraph(PAIN_WORDS), *table))
    figures = tuple(_tabled(_volume_figure(report, course), since) for course in report.courses)
    if figures:
        yield Section("Volume by week", (Paragraph(f"{VOLUME_WORDS} {WEEKLY_STATEMENT}"), *figures))


def _tabled(figure: Figure, since: date) -> Figure:
    """A figure with its table, a row for each week, from the week of ``since`` on."""
    table = figure.table
    rows = tuple(row for row in table.rows if date.fromisoformat(row[0]) >= since)
    older = len(table.rows) - len(rows)
    hidden = f"; {older} older {'week is' if older == 1 else 'weeks are'} left out" if older else ""
    return replace(figure, table=replace(table, caption=f"{table.caption}{hidden}", rows=rows))


def _pain_chart(report: Report, days: Sequence[PainDay]) -> PainChart:
    slots = {
        "morning": [(day, day.morning) for day in days],
        "at rest": [(day, day.rest) for day in days],
        "worst with training": [(day, _trained(day)) for day in days],
    }
    return PainChart(
        title="Pain",
        first=report.first,
        end=last_day(report) + _ONE_DAY,
        series=tuple(
            PainSeries(name, tuple(PainPoint(d.day, n, d.masked) for d, n in scores if n is not None))
            for name, scores in slots.items()
        ),
        ceilings=tuple(_ceilings(report)),
        marks=tuple(_marks(report)),
        axis_end=report.weeks[-1].week.end,
    )


def _trained(day: PainDay) -> int | None:
    return max((n for n in (day.before, day.during, day.after) if n is not None), default=None)


def _ceilings(report: Report) -> Iterator[Level]:
    for one in report.weeks:
        phases = {line.record.phase.ceiling for line in one.volume.lines if line.record is not None}
        if len(phases) == 1:
            yield Level(one.week.start, one.week.end, phases.pop())


def _marks(report: Report) -> Iterator[Mark]:
    for start in report.phases:
        yield Mark(start.day, MarkKind.PHASE, start.phase)
    for one in report.weeks:
        rulings = [line.record.ruling for line in one.volume.lines if line.record is not None]
        if any(row.kind is DecisionKind.DELOAD for row in rulings):
            yield Mark(one.week.start, MarkKind.DELOAD, "lighter week")
    for event in report.treatments:
        yield Mark(event.day, MarkKind.TREATMENT, event_text(event.kind))
    for reported in report.findings:
        for raised in reported.reports:
            yield Mark(raised.day, MarkKind.FINDING, raised.item)


def _volume_figure(report: Report, course: VolumeCourse) -> Figure:
    bars = _period(report, [_bar(report, one) for one in course.weeks])
    marks = tuple(mark for mark in _marks(report) if mark.kind in _VOLUME_MARKS)
    chart = VolumeChart(course_title(course), course.unit, bars, marks)
    return replace(volume_figure(chart), table=volume_table(course))


def _bar(report: Report, one: CourseWeek) -> VolumeBar:
    return VolumeBar(
        one.week.start,
        one.line.actual if one.line.bouts else None,
        one.line.record.cap if one.line.record else None,
        over=bool(one.line.over),
        ended=one.week.end <= report.day,
        limit=one.line.record.limit if one.line.record else None,
    )


def _period(report: Report, bars: Sequence[VolumeBar]) -> tuple[VolumeBar, ...]:
    """Every week of the period, so that all charts share one time axis; some are empty."""
    known = {bar.start: bar for bar in bars}
    starts = (one.week.start for one in report.weeks)
    return tuple(known.get(start) or VolumeBar(start, None, None) for start in starts)
