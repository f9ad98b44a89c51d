"""A chart as a figure of a page: the drawing, what it shows in words, and the table of its numbers."""

from collections.abc import Iterator
from datetime import date, timedelta

from rehab.domain.doses import volume_text
from rehab.render.chart_parts import Mark, PainChart, PainPoint, VolumeBar, VolumeChart
from rehab.render.chart_svg import pain_svg, volume_svg
from rehab.render.page_parts import Figure, Table
from rehab.render.words import score, weekday

_ONE_DAY = timedelta(days=1)


def volume_figure(chart: VolumeChart) -> Figure:
    """Volume by week against its cap."""
    words = " ".join(_volume_words(chart))
    return Figure(chart.title, words, volume_svg(chart, words), _volume_table(chart))


def pain_figure(chart: PainChart) -> Figure:
    """Pain by day, from 0 to 10."""
    words = " ".join(_pain_words(chart))
    return Figure(chart.title, words, pain_svg(chart, words), _pain_table(chart))


def _volume_words(chart: VolumeChart) -> Iterator[str]:
    weeks = [week for week in chart.weeks if week.known]
    if not weeks:
        yield "Volume by training week: nothing was planned or done."
        return
    last = weeks[-1].start + 6 * _ONE_DAY
    yield f"Volume by training week, {weeks[0].start} to {last}."
    logged = [(week.actual, week) for week in weeks if week.actual is not None]
    if logged:
        most, week = max(logged, key=lambda found: found[0])
        yield f"Most done: {volume_text(chart.unit, most)} in the week from {week.start}."
    if silent := len(weeks) - len(logged):
        yield f"Nothing was logged in {_counted(silent, 'week')}, left empty."
    capped = [week for week in weeks if week.cap is not None]
    if capped and capped[-1].cap is not None:
        yield f"Last cap of the 10 % rule: {volume_text(chart.unit, capped[-1].cap)}."
        yield f"Weeks over the rule: {sum(week.over for week in weeks)}."
    if lowered := [week for week in weeks if week.lowered and week.limit is not None]:
        last_limit = volume_text(chart.unit, lowered[-1].limit or 0)
        yield (
            f"Weeks with a limit below the cap: {len(lowered)}, the last from {lowered[-1].start} "
            f"with {last_limit}."
        )
    yield from _mark_words(chart.marks, chart.first, chart.end)


def _pain_words(chart: PainChart) -> Iterator[str]:
    yield f"Pain from 0 to 10 by day, {chart.first} to {chart.end - _ONE_DAY}."
    for series in chart.series:
        inside = [p for p in series.points if chart.first <= p.day < chart.end]
        if not inside:
            yield f"{_capital(series.name)}: no score given."
            continue
        highest = max(inside, key=lambda point: point.score)
        masked = sum(point.masked for point in inside)
        yield (
            f"{_capital(series.name)}: {_counted(len(inside), 'score')}, highest {highest.score} "
            f"first on {highest.day}, last {inside[-1].score} on {inside[-1].day}"
            + (f"; {masked} on days with a painkiller." if masked else ".")
        )
    scored = {point.day for series in chart.series for point in series.points}
    days = (chart.end - chart.first).days
    given = len([day for day in scored if chart.first <= day < chart.end])
    yield f"Days without any score: {days - given} of {days}, drawn as gaps."
    yield from _mark_words(chart.marks, chart.first, chart.end)


def _mark_words(marks: tuple[Mark, ...], first: date, end: date) -> Iterator[str]:
    inside = sorted((mark for mark in marks if first <= mark.day < end), key=lambda mark: mark.day)
    told: dict[str, list[str]] = {}
    for mark in inside:
        told.setdefault(f"{mark.day} {mark.kind.value}", []).append(mark.text)
    if told:
        yield "Marks: " + "; ".join(f"{when}: {', '.join(texts)}" for when, texts in told.items()) + "."


def _volume_table(chart: VolumeChart) -> Table:
    def row(week: VolumeBar) -> tuple[str, ...]:
        actual = "nothing logged" if week.actual is None else volume_text(chart.unit, week.actual)
        cap = "–" if week.cap is None else volume_text(chart.unit, week.cap)
        return str(week.start), actual, cap, _remarks(week)

    head = ("Week from", "Done", "Cap", "Remark")
    return Table(f"The numbers of {chart.title}", head, tuple(row(week) for week in chart.weeks))


def _remarks(week: VolumeBar) -> str:
    found = (("over the rule", week.over), ("week still running", not week.ended))
    return ", ".join(text for text, holds in found if holds)


def _pain_table(chart: PainChart) -> Table:
    """A row for each week of the chart, a cell for each day with its scores in the order of the series."""
    scores = [{point.day: point for point in series.points} for series in chart.series]
    head = ("Week from", *(weekday(chart.first + n * _ONE_DAY) for n in range(7)))
    weeks = -(-(chart.end - chart.first).days // 7)
    rows = []
    for n in range(weeks):
        first = chart.first + timedelta(weeks=n)
        days = (first + m * _ONE_DAY for m in range(7))
        rows.append((str(first), *(_pain_cell(day, chart.end, scores) for day in days)))
    each = " / ".join(series.name for series in chart.series)
    caption = f"The numbers of {chart.title}: {each}; – not given, * painkiller that day"
    return Table(caption, head, tuple(rows))


def _pain_cell(day: date, end: date, scores: list[dict[date, PainPoint]]) -> str:
    if day >= end:
        return ""
    points = [series.get(day) for series in scores]
    if not any(points):
        return "–"
    text = " / ".join(score(point.score if point else None) for point in points)
    return f"{text} *" if any(point is not None and point.masked for point in points) else text


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
