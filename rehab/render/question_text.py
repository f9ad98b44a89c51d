"""The questionnaire as text: one question, and the summary before anything is stored."""

from collections.abc import Mapping, Sequence

from rehab.domain.conditions import SKIPPED, UNSURE
from rehab.domain.screen_due import ScreenDue
from rehab.domain.screening import Item, Screening
from rehab.domain.text import clean
from rehab.domain.triage import Triage
from rehab.domain.words import Urgency
from rehab.render.finding_text import urgency_head
from rehab.render.words import answer_text, day_text

Answers = Mapping[str, object]
"""Answers by fact: yes and no as booleans, unsure and skip as words."""
_WORDS = tuple(map(answer_text, (True, False, UNSURE, SKIPPED, None)))
"""The answers that a question can have, in the order in which they are counted."""


def question_page(item: Item, due: ScreenDue | None, answer: object, *, why: bool) -> str:
    """One question with what brought it up, the answer given before, and why it is asked."""
    parts = [str(item.question)]
    noted = [one for one in due.noted if one.item == item.id] if due else []
    parts += [f"You wrote “{clean(one.word)}” on {day_text(one.day)}." for one in noted]
    if answer is not None:
        parts.append(f"Your answer so far: {answer_text(answer)}.")
    if why:
        parts.append(f"Why we ask: {item.why}")
    parts.append(due.reason if due else "No questions are due; these are the weekly ones.")
    return "\n\n".join(parts)


def summary_page(
    screening: Screening, items: Sequence[Item], answers: Answers, found: Triage, advice: str
) -> str:
    """What to do first, then what the answers ask for, and every answer that is not a plain no."""
    lines = [] if found.urgency is Urgency.NONE else [urgency_head(found.urgency)]
    lines += [clean(advice), ""]
    if found.hits:
        lines.append("What the answers ask for, with what is on record:")
        for hit in found.hits:
            lines.append(f"  {urgency_head(hit.urgency)}: {hit.text} ({hit.item.id})")
        lines.append("")
    given = [(item, answers.get(str(item.asks))) for item in items]
    said = [answer_text(answer) for _, answer in given]
    counts = [f"{said.count(word)} {word}" for word in _WORDS]
    lines.append(f"Your answers: {', '.join(c for c in counts if not c.startswith('0 '))}.")
    lines += [
        f"  {answer_text(answer)}: {_about(screening, item)} ({item.id})"
        for item, answer in given
        if answer is not False
    ]
    return "\n".join(lines)


def _about(screening: Screening, item: Item) -> str:
    asked = screening.facts.get(str(item.asks))
    return asked.text if asked else item.finding
