"""The week plan as iCalendar (RFC 5545): one all-day event for each day with a session.

An event is known by the patient and the day, so that a later import of the same week takes its place.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from rehab.domain.diary import Diary
from rehab.domain.findings import Finding
from rehab.domain.plan import ExercisePlan, WeekPlan
from rehab.domain.text import clean
from rehab.domain.words import DecisionKind
from rehab.render.plan_page import group_dose, group_name, pain_rule
from rehab.render.plan_text import PROVISIONAL, together
from rehab.render.words import STATEMENT, WEEKLY_STATEMENT, decision_line, finding_line, minutes_text

_MOST_BYTES = 75
_TEXT_MAX = 12_000
Lines = Iterator[str]


def plan_ics(diary: Diary, plan: WeekPlan, found: tuple[Finding, ...], now: datetime, today: date) -> str:
    """The whole calendar, its lines folded; ``now`` is an aware instant: it dates the events,
    and its minutes make the later version of an event the higher one.

    Where the plan was stopped, paused or cut short, the days from ``today`` on that have no session
    any more are cancelled, so that an earlier import does not leave them standing.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rehab//week plan//EN", "METHOD:PUBLISH"]
    for day in plan.week.days:
        due = [(group, dose) for group in together(plan) if (dose := group_dose(group, day)) is not None]
        if due:
            lines += _event(diary, day, now, _session(plan, found, day, due))
        elif day >= today and _withdrawn(plan):
            lines += _event(diary, day, now, _cancelled(plan, found))
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _withdrawn(plan: WeekPlan) -> bool:
    stopped = plan.decision.kind in (DecisionKind.STOP, DecisionKind.PAUSE)
    return stopped or any(item.dropped is not None for item in plan.exercises)


def _event(diary: Diary, day: date, now: datetime, inner: Lines) -> Lines:
    yield "BEGIN:VEVENT"
    yield f"UID:{diary.person.id}-{day}@rehab"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{int(now.timestamp()) // 60}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    yield from inner
    yield "END:VEVENT"


def _session(
    plan: WeekPlan, found: tuple[Finding, ...], day: date, due: list[tuple[list[ExercisePlan], str]]
) -> Lines:
    seconds = sum(session.seconds for item in plan.exercises if (session := item.on(day)))
    count = "1 exercise" if len(due) == 1 else f"{len(due)} exercises"
    told = [f"{group_name(group)}: {dose}" for group, dose in due]
    yield "STATUS:CONFIRMED"
    yield f"SUMMARY:{_text(f'Rehab: {count}, about {minutes_text(seconds)}')}"
    yield f"DESCRIPTION:{_text(*told, '', *pain_rule(plan.phase), '', *_told(plan, found))}"


def _cancelled(plan: WeekPlan, found: tuple[Finding, ...]) -> Lines:
    yield "STATUS:CANCELLED"
    yield "SUMMARY:No session"
    yield f"DESCRIPTION:{_text(*_told(plan, found))}"


def _told(plan: WeekPlan, found: tuple[Finding, ...]) -> Lines:
    yield from (finding_line(finding) for finding in found)
    yield f"{decision_line(plan.decision)}. {plan.decision.text}"
    if plan.provisional:
        yield PROVISIONAL
    yield WEEKLY_STATEMENT
    yield STATEMENT


def _text(*lines: str) -> str:
    """Lines of plain text as one value: what is a sign in a calendar is escaped."""
    escaped = (
        clean(line, limit=_TEXT_MAX).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        for line in lines
    )
    return "\\n".join(escaped)


def _folded(line: str) -> str:
    """A line in parts of at most 75 bytes, none of which cuts a character in two."""
    parts, part, size = [], "", 0
    for character in line:
        wide = len(character.encode())
        if size + wide > _MOST_BYTES:
            parts.append(part)
            part, size = " ", 1
        part, size = part + character, size + wide
    return "\r\n".join([*parts, part])
