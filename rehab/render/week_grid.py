"""A week as exercises × days, with reference → cap → limit → planned, for a given width."""

from datetime import date

from rehab.domain.doses import amount_text
from rehab.domain.plan import ExercisePlan, WeekPlan
from rehab.render.plan_text import guard_lines, side_notes, sides, together
from rehab.render.words import (
    FEWER_DAYS,
    WEEKLY_STATEMENT,
    decision_line,
    decision_word,
    offers_fewer_days,
    percent_change,
    weekday,
)

_CELL = 6


def week_grid(plan: WeekPlan, today: date, width: int) -> str:
    """The plan of a week as text lines no wider than ``width``."""
    last = plan.week.days[-1]
    lines = [
        f"{plan.week.start} to {last}, {plan.phase.title}" + (" — provisional" if plan.provisional else ""),
        decision_line(plan.decision),
        *_wrapped(plan.decision.text, width),
    ]
    if offers_fewer_days(plan):
        lines += _wrapped(FEWER_DAYS, width)
    lines.append("reference → cap → limit → planned (change):")
    if last < today:
        lines.append("This plan is past its dates.")
    lines.append("")
    wide = width >= 72
    if wide:
        head = "".join(f"{_day(day, today):>{_CELL}}" for day in plan.week.days)
        lines.append(f"{'':<{width - 7 * _CELL}}{head}")
    for group in together(plan):
        lines += _block(group, plan, width, wide=wide)
    legend = [part for line in guard_lines(plan) for part in _wrapped(line, width)]
    return "\n".join([*lines, *legend, "", *_wrapped(WEEKLY_STATEMENT, width)])


def _day(day: date, today: date) -> str:
    return f"[{weekday(day)}]" if day == today else weekday(day)


def _block(group: list[ExercisePlan], plan: WeekPlan, width: int, *, wide: bool) -> list[str]:
    item = group[0]
    unit, record = item.exercise.volume_unit, item.record
    numbers = (record.reference, record.cap, record.limit, item.planned)
    chain = " → ".join(amount_text(unit, n) for n in numbers)
    ruling = f"{decision_word(record.ruling.kind)} {record.ruling.rule}"
    second = f"  {chain} ({percent_change(item.planned, record.reference)}) {ruling}"
    name = f"{item.exercise.name} {sides(group)}".strip()
    notes = [f"  {line}" for note in side_notes(item) for line in _wrapped(note, width - 2)]
    if not wide:
        days = " ".join(weekday(session.day) for session in item.sessions) or "no session"
        return [name[:width], f"  {days}", second[:width], *notes]
    room = width - 7 * _CELL
    cells = "".join(f"{_cell(item, day):>{_CELL}}" for day in plan.week.days)
    return [f"{name[: room - 1]:<{room}}{cells}", second[:width], *notes]


def _cell(item: ExercisePlan, day: date) -> str:
    session = item.on(day)
    if session is None:
        return "·"
    text = amount_text(item.exercise.unit, session.total)
    if len(text) >= _CELL:
        text = text.replace(" min", "m").replace(" s", "s").replace(" ", "")
    return text[: _CELL - 1]


def _wrapped(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, width) or [""]
