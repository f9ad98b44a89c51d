"""Today as text, 80 columns: what is due, what is left, what is missing."""

from rehab.domain.agenda import Agenda
from rehab.domain.diary import Person
from rehab.domain.findings import Finding
from rehab.domain.limits import NOTE_MAX
from rehab.domain.text import clean
from rehab.render.day_lines import day_lines
from rehab.render.words import (
    bout_text,
    day_text,
    decision_line,
    finding_line,
    minutes_text,
    score,
    short_text,
)

_WIDTH = 80
_NOTES, _NOTE_LENGTH = 3, 160


def day_page(agenda: Agenda, person: Person, found: tuple[Finding, ...]) -> str:
    """The whole page for one day."""
    lines = [f"! {finding_line(f)}" for f in found]
    lines += [day_head(agenda, person, note_length=NOTE_MAX), ""]
    lines += [line.text.rstrip() for line in day_lines(agenda, _WIDTH)]
    return "\n".join([*lines, "", *day_tail(agenda)])


def day_head(agenda: Agenda, person: Person, *, demo: bool = False, note_length: int = _NOTE_LENGTH) -> str:
    """Who and which day, the clinician's note, the morning, and the week's decision with its reason."""
    which = "today" if agenda.day == agenda.today else "looking back"
    where = " — DEMO" if demo else ""
    lines = [
        f"{clean(person.name)}, born {person.born.year} — {day_text(agenda.day)}, {which}{where}",
        *_told(agenda, note_length),
        _morning(agenda),
    ]
    plan = agenda.plan
    if plan is None:
        return "\n".join([*lines, "The programme has not begun on this day."])
    lines += [f"{plan.phase.title} — {decision_line(plan.decision)}", short_text(plan.decision)]
    stopped = dict.fromkeys(item.exercise.name for item in plan.exercises if item.dropped)
    if stopped:
        more = f" and {len(stopped) - 2} more" if len(stopped) > 2 else ""
        lines.append(f"■ Stopped for this week after a severe score: {', '.join(list(stopped)[:2])}{more}.")
    return "\n".join(lines)


def _told(agenda: Agenda, length: int) -> list[str]:
    """The clinician's note in one line, with who and when; a longer one is cut, and says so."""
    note = agenda.note
    if note is None:
        return []
    text = clean(note.text)
    if len(text) > length:
        text = f"{text[:length]}… (`rehab today` shows all)"
    return [f"From {clean(note.by)}, {clean(note.role)}, {day_text(note.day)}: {text}"]


def day_tail(agenda: Agenda) -> list[str]:
    """What else was done, how long the day takes, and what is missing."""
    lines = []
    if agenda.outside:
        also = [f"{clean(b.exercise, limit=40)} {bout_text(b)}" for b in agenda.outside[:4]]
        more = f" and {len(agenda.outside) - 4} more" if len(agenda.outside) > 4 else ""
        lines.append("Also done: " + "; ".join(also) + more)
    lines += _notes(agenda)
    seconds = day_seconds(agenda)
    if seconds:
        lines.append(f"All of it takes about {minutes_text(seconds)}, both sides and rests included.")
    if agenda.rested:
        lines.append("A rest day is logged.")
    if agenda.review is not None:
        lines.append(f"Next review: {day_text(agenda.review.due)}, {clean(agenda.review.by)}.")
    if agenda.unlogged:
        days = ", ".join(day_text(day)[:3] for day in agenda.unlogged)
        lines.append(f"Not logged this week: {days}. `rehab rest --fill` marks them as rest days.")
    return lines


def _notes(agenda: Agenda) -> list[str]:
    """What was noted on the day, shortened; the same note on both sides is one."""
    done = [bout for line in agenda.lines for side in line.sides for bout in side.done]
    entries = [entry for entry in (agenda.morning, *done, *agenda.outside) if entry and entry.note]
    texts = list(dict.fromkeys(clean(entry.note) for entry in entries))
    lines = [
        f"Note: {text if len(text) <= _NOTE_LENGTH else text[: _NOTE_LENGTH - 1] + '…'}"
        for text in texts[:_NOTES]
    ]
    more = len(texts) - _NOTES
    return [*lines, f"and {more} more in `rehab history`"] if more > 0 else lines


def day_seconds(agenda: Agenda) -> int:
    """The estimated time of what is due and not done yet, in seconds, both sides together."""
    return sum(side.due.seconds for line in agenda.lines for side in line.open if side.due)


def _morning(agenda: Agenda) -> str:
    morning = agenda.morning
    if morning is None or morning.score is None:
        return "Morning pain: not given (a digit, or `rehab morning N`)"
    parts = [f"Morning pain: {morning.score}"]
    if morning.rest_pain is not None:
        parts.append(f"at rest {score(morning.rest_pain)}")
    if morning.stiffness_min is not None:
        parts.append(f"stiff {morning.stiffness_min} min")
    return ", ".join(parts)
