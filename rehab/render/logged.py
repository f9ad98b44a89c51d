"""What was just recorded, and what it leaves of the week's limit."""

from collections.abc import Sequence
from typing import Any

from rehab.domain.agenda import Agenda
from rehab.domain.diary import Bout, Morning, RestDay
from rehab.domain.doses import amount_text, volume_text
from rehab.domain.findings import Finding, urgency
from rehab.domain.plan import ExercisePlan
from rehab.render.entry_json import entry_json
from rehab.render.history_text import payload_text
from rehab.render.words import day_text, short_id, side_text

Entry = Bout | Morning | RestDay


def logged_page(entries: Sequence[Entry], agenda: Agenda) -> str:
    """One line an entry, then what is left for each exercise that was done."""
    lines = [f"{short_id(e.entry)}  {day_text(e.day)}  {payload_text(e)}" for e in entries]
    for item in _touched(entries, agenda):
        unit, limit = item.exercise.volume_unit, item.record.limit
        name = f"{item.exercise.name} {side_text(item.series.side)}".strip()
        done = volume_text(unit, item.logged)
        lines.append(
            f"{name}: {done} this week, {amount_text(unit, item.left)} left of {amount_text(unit, limit)}."
        )
    return "\n".join(lines)


def logged_json(
    entries: Sequence[Entry], agenda: Agenda, notices: Sequence[str], found: tuple[Finding, ...]
) -> dict[str, Any]:
    """The shape of the logging verbs."""
    return {
        "urgency": urgency(found).value,
        "entries": [entry_json(entry) for entry in entries],
        "notices": list(notices),
        "left": [
            {
                "exercise": item.exercise.id,
                "side": item.series.side.value,
                "unit": item.exercise.volume_unit.value,
                "left": item.left,
                "limit": item.record.limit,
            }
            for item in _touched(entries, agenda)
        ],
    }


def _touched(entries: Sequence[Entry], agenda: Agenda) -> list[ExercisePlan]:
    series = {entry.series for entry in entries if isinstance(entry, Bout)}
    return [item for item in (agenda.plan.exercises if agenda.plan else ()) if item.series in series]
