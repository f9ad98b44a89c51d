"""Charts drawn once, as SVG, for the page in a browser and the page in print."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from rehab.domain.doses import amount_text
from rehab.domain.words import Unit
from rehab.render.chart_frame import (
    BAR,
    CHAR,
    INK,
    LEFT,
    LOW_PLOT,
    QUIET,
    RIGHT,
    SERIES,
    WIDTH,
    Frame,
    label,
    legend,
    number,
    svg,
)
from rehab.render.chart_parts import PainChart, PainPoint, PainSeries, VolumeBar, VolumeChart

PAIN_TOP = 10
"""Pain is always drawn from 0 to 10: a scale that follows the data would make little pain look like much."""
_BAR_DAYS, _BAR_MOST, _LINE = 5.8, 64, 18
"""A bar takes so many days of its week, but at most so many pixels; a number takes a line, in pixels."""
_SCALE_STEPS = 4
_LIMIT_LOOK = f'stroke="{INK}" stroke-width="2" stroke-dasharray="5 3"'
_FINEST = {Unit.REPS: 1, Unit.SECONDS: 60, Unit.METRES: 100, Unit.GRAM_REPS: 1000}
_SHORT = {Unit.REPS: 1, Unit.SECONDS: 10, Unit.METRES: 10, Unit.GRAM_REPS: 100}
"""The smallest step of a scale in each unit, and where the largest value is less than two of those."""


def volume_svg(chart: VolumeChart, described: str) -> str:
    """Volume by week as bars, with the cap as a line of steps and limits under it.

    ``described`` is what it shows, in words.
    """
    largest = max((n for week in chart.weeks for n in (week.actual, week.cap) if n is not None), default=0)
    step = _scale_step(chart.unit, largest)
    frame = Frame(chart.first, chart.end, step * max(1, -(-largest // step)), chart.marks, LOW_PLOT)
    ticks = [(n, amount_text(chart.unit, n)) for n in range(0, frame.top + 1, step)]
    signs, rows = legend(frame.floor + 54, _volume_legend(chart))
    parts = [
        *frame.scale(ticks),
        *frame.time(),
        *frame.signs(),
        *_bars(frame, chart),
        *_cap_line(frame, chart.weeks),
        *_limits(frame, chart.weeks),
        *_values(frame, chart),
        *signs,
    ]
    return svg(chart.title, described, frame.floor + 46 + 20 * rows, parts)


def pain_svg(chart: PainChart, described: str) -> str:
    """Pain by day as points from 0 to 10; a line joins scores of days that follow each other, no others."""
    frame = Frame(chart.first, chart.axis_end or chart.end, PAIN_TOP, chart.marks)
    signs, rows = legend(frame.floor + 54, _pain_legend(chart))
    parts = [
        *frame.scale((n, str(n)) for n in range(0, PAIN_TOP + 1, 2)),
        *frame.time(),
        *frame.signs(),
        *_ceilings(frame, chart),
        *(part for n, series in enumerate(chart.series) for part in _series(frame, n, series)),
        *signs,
    ]
    return svg(chart.title, described, frame.floor + 46 + 20 * rows, parts)


def _scale_step(unit: Unit, largest: int) -> int:
    """The smallest round step that takes the scale to the largest value in few steps."""
    step = _FINEST[unit] if largest >= 2 * _FINEST[unit] else _SHORT[unit]
    while step * _SCALE_STEPS * 10 < largest:
        step *= 10
    return next(step * factor for factor in (1, 2, 5, 10) if step * factor * _SCALE_STEPS >= largest)


def _bars(frame: Frame, chart: VolumeChart) -> Iterator[str]:
    for week in chart.weeks:
        if week.actual is None:
            continue
        middle, half = frame.x(week.start, 3.5), _bar_width(frame) / 2
        left, right = middle - half, middle + half
        y = frame.y(week.actual)
        shape = f"M{number(left)} {frame.floor}V{number(y)}H{number(right)}V{frame.floor}z"
        yield f'<path d="{shape}" {_bar_look(week)}/>'


def _bar_width(frame: Frame) -> float:
    return min(_BAR_MOST, frame.x(frame.first, _BAR_DAYS) - frame.x(frame.first))


def _bar_look(week: VolumeBar) -> str:
    if not week.ended:
        return f'fill="#ffffff" stroke="{BAR}" stroke-width="1.5" stroke-dasharray="4 2"'
    if week.over:
        return f'fill="{BAR}" stroke="{INK}" stroke-width="2"'
    return f'fill="{BAR}"'


def _values(frame: Frame, chart: VolumeChart) -> Iterator[str]:
    """The numbers in the bars where they fit, a sign of an overshoot, a dash where nothing was logged."""
    room = _bar_width(frame)
    for week in chart.weeks:
        x = frame.x(week.start, 3.5)
        if not week.known:
            continue
        if week.actual is None:
            yield label(x, frame.floor - 5, "–", anchor="middle")
            continue
        y = frame.y(week.actual)
        if week.over:
            yield label(x, min(y, frame.y(week.cap or 0)) - 5, "!", anchor="middle")
        text = _short(chart.unit, week.actual)
        if CHAR * len(text) <= room:
            inside = frame.floor - y > _LINE
            colour = "#ffffff" if inside and week.ended else INK
            above = frame.floor if inside else _clear(frame, week, y - (_LINE if week.over else 0))
            yield label(x, above - 5, text, anchor="middle", colour=colour)


def _clear(frame: Frame, week: VolumeBar, y: float) -> float:
    """Where a number over a bar stands clear of the lines of its week, the lowest line first."""
    lines = (frame.y(n) for n in (week.limit if week.lowered else None, week.cap) if n is not None)
    for line in sorted(lines, reverse=True):
        y = line if y - _LINE < line < y + 2 else y
    return y


def _short(unit: Unit, amount: int) -> str:
    """An amount as short as it can stand in a bar: the scale beside it names the unit."""
    if unit is Unit.SECONDS and amount >= 120:
        minutes, seconds = divmod(amount, 60)
        return f"{minutes}:{seconds:02d}" if seconds else str(minutes)
    return amount_text(unit, amount).removesuffix(" kg·reps")


def _cap_line(frame: Frame, weeks: Iterable[VolumeBar]) -> Iterator[str]:
    steps, before = "", False
    for week in weeks:
        if week.cap is None:
            before = False
            continue
        left, right, y = frame.x(week.start), frame.x(week.start + timedelta(days=7)), frame.y(week.cap)
        steps += f"V{number(y)}" if before else f"M{number(left)} {number(y)}"
        steps += f"H{number(right)}"
        before = True
    if steps:
        yield f'<path d="{steps}" stroke="#ffffff" stroke-width="4.5"/>'
        yield f'<path d="{steps}" stroke="{INK}" stroke-width="2"/>'


def _limits(frame: Frame, weeks: Iterable[VolumeBar]) -> Iterator[str]:
    """A dashed line over each week in which the decision set the limit below the cap."""
    lines, ground = "", ""
    for week in weeks:
        if week.lowered and week.limit is not None:
            right = frame.x(week.start + timedelta(days=7))
            line = f"M{number(frame.x(week.start))} {number(frame.y(week.limit))}H{number(right)}"
            lines += line
            ground += line if week.limit else ""
    if ground:
        yield f'<path d="{ground}" stroke="#ffffff" stroke-width="4.5"/>'
    if lines:
        yield f'<path d="{lines}" {_LIMIT_LOOK}/>'


def _volume_legend(chart: VolumeChart) -> list[tuple[str, str]]:
    bar = '<path d="M4 6V-6H18V6z" {}/>'
    weeks = chart.weeks
    items = [(bar.format(f'fill="{BAR}"'), "done")]
    if any(week.cap is not None for week in weeks):
        items.append((f'<path d="M0 3H11V-3H22" stroke="{INK}" stroke-width="2"/>', "cap of the 10 % rule"))
    if any(week.lowered for week in weeks):
        items.append((f'<path d="M0 0H22" {_LIMIT_LOOK}/>', "limit of the week, where lower"))
    if any(week.over for week in weeks):
        items.append((label(11, 5, "!", anchor="middle"), "over the rule"))
    if not all(week.ended for week in weeks):
        running = VolumeBar(chart.first, None, None, ended=False)
        items.append((bar.format(_bar_look(running)), "week still running"))
    if any(week.known and week.actual is None for week in weeks):
        items.append((label(11, 5, "–", anchor="middle"), "nothing logged"))
    return items


def _series(frame: Frame, place: int, series: PainSeries) -> Iterator[str]:
    colour = SERIES[place % len(SERIES)]
    points = [point for point in series.points if frame.first <= point.day < frame.end]
    line = ""
    for before, point in zip((None, *points), points, strict=False):
        if before is not None and point.day - before.day == timedelta(days=1):
            start = "" if line.endswith(_at(frame, before)) else f"M{_at(frame, before)}"
            line += f"{start}L{_at(frame, point)}"
    if line:
        yield f'<path d="{line}" stroke="{colour}"/>'
    shape, size = _shape(place), _size(frame)
    for masked, look in ((False, f'fill="{colour}"'), (True, f'fill="#ffffff" stroke="{colour}"')):
        dots = "".join(f"M{_at(frame, p)}{shape(size)}" for p in points if p.masked is masked)
        if dots:
            yield f'<path d="{dots}" {look} stroke-width="1.5"/>'


def _at(frame: Frame, point: PainPoint) -> str:
    return f"{number(frame.x(point.day, 0.5))} {number(frame.y(point.score))}"


def _size(frame: Frame) -> float:
    """Points grow smaller with the days, so that neighbours stay apart."""
    days = (frame.end - frame.first).days
    return max(1.5, min(4.0, (WIDTH - LEFT - RIGHT) / days / 2))


def _circle(r: float) -> str:
    n, twice = number(r), number(2 * r)
    return f"m-{n} 0a{n} {n} 0 1 0 {twice} 0a{n} {n} 0 1 0-{twice} 0z"


def _square(r: float) -> str:
    n, twice = number(0.9 * r), number(1.8 * r)
    return f"m-{n}-{n}h{twice}v{twice}h-{twice}z"


def _triangle(r: float) -> str:
    n, high = number(1.2 * r), number(2.1 * r)
    return f"m0-{n}l{n} {high}h-{number(2.4 * r)}z"


def _shape(place: int) -> Callable[[float], str]:
    return (_circle, _square, _triangle)[place % 3]


def _ceilings(frame: Frame, chart: PainChart) -> Iterator[str]:
    for level in chart.ceilings:
        first, end = max(level.first, chart.first), min(level.end, chart.end)
        if first < end:
            line = f"M{number(frame.x(first))} {number(frame.y(level.score))}H{number(frame.x(end))}"
            yield f'<path d="{line}" stroke="{QUIET}" stroke-width="1.5" stroke-dasharray="7 4"/>'


def _pain_legend(chart: PainChart) -> list[tuple[str, str]]:
    items = []
    for place, series in enumerate(chart.series):
        if not series.points:
            continue
        colour = SERIES[place % len(SERIES)]
        items.append((f'<path d="M11 0{_shape(place)(4)}" fill="{colour}"/>', series.name))
    if any(point.masked for series in chart.series for point in series.points):
        hollow = f'<path d="M11 0{_circle(4)}" fill="#ffffff" stroke="{INK}" stroke-width="1.5"/>'
        items.append((hollow, "hollow: painkiller that day"))
    if chart.ceilings:
        dashed = f'<path d="M0 0H22" stroke="{QUIET}" stroke-width="1.5" stroke-dasharray="7 4"/>'
        items.append((dashed, "pain ceiling of the phase"))
    return items
