"""The screen's result as text and JSON: what the answers ask for, and what they leave open."""

from collections.abc import Mapping, Sequence
from typing import Any

from rehab.domain.findings import Finding
from rehab.domain.text import clean
from rehab.domain.triage import Hit, Triage, highest
from rehab.domain.words import Urgency
from rehab.render.finding_text import urgency_head
from rehab.render.week_json import finding_json
from rehab.render.words import answer_text, finding_line, urgency_text

Actions = Mapping[Urgency, str]
_SHOWN_UNKNOWN = 12
_PARTLY = (
    "Part of what was given is not understood, and it may matter. Mend it and ask again; "
    "until then this result says nothing."
)


_EMPTY = "No answer was given, so that this result says nothing. `rehab screen` asks the questions."


def screen_page(
    found: Triage, actions: Actions, not_understood: Sequence[str], still: Sequence[Finding], recorded: bool
) -> str:
    """What to do first, then every item that was met, what stays open, and what is not known."""
    worst = highest([found.urgency, *(one.urgency for one in still)])
    lines = [] if worst is Urgency.NONE else [urgency_head(worst)]
    lines += [_advice(found, worst, actions, not_understood), ""]
    for hit in found.hits:
        lines += [
            f"{hit.item.id}  {urgency_text(hit.urgency)}: {hit.text}",
            f"     from {_facts(hit)}",
        ]
    others = [one for one in still if one.id not in {hit.item.id for hit in found.hits}]
    lines += [f"{one.id}  still open: {finding_line(one)}" for one in others]
    if not_understood:
        lines.append("Not understood, and not counted: " + "; ".join(map(clean, not_understood)) + ".")
    if found.unknown:
        more = len(found.unknown) - _SHOWN_UNKNOWN
        shown = ", ".join(found.unknown[:_SHOWN_UNKNOWN]) + (f" and {more} more" if more > 0 else "")
        lines.append(f"Questions without an answer: {shown}. What is not known rules nothing out.")
    lines.append("Stored as today's answers." if recorded else "Nothing was stored.")
    return "\n".join(lines)


def screen_json(
    found: Triage, actions: Actions, not_understood: Sequence[str], still: Sequence[Finding], recorded: bool
) -> dict[str, Any]:
    """The documented shape of ``rehab screen --json``."""
    worst = highest([found.urgency, *(one.urgency for one in still)])
    return {
        "urgency": worst.value,
        "findings": [
            {
                "id": hit.item.id,
                "urgency": hit.urgency.value,
                "text": hit.text,
                "action": actions[hit.urgency],
                "facts": dict(hit.facts),
                "sources": list(hit.item.sources),
                "unsure": hit.unsure,
            }
            for hit in found.hits
        ],
        "unknown": list(found.unknown),
        "not_understood": list(not_understood),
        "advice": _advice(found, worst, actions, not_understood),
        "recorded": recorded,
        "open": [finding_json(one) for one in still],
    }


def _advice(found: Triage, worst: Urgency, actions: Actions, not_understood: Sequence[str]) -> str:
    """What to do; where nothing was found, what that is worth."""
    if worst is Urgency.NONE and not_understood:
        return _PARTLY
    return _EMPTY if worst is Urgency.NONE and not found.given else actions[worst]


def _facts(hit: Hit) -> str:
    return ", ".join(f"{key} = {answer_text(value)}" for key, value in hit.facts.items())
