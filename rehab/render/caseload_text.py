"""A caseload as text and as JSON: one line a patient, most urgent first."""

from typing import Any

from rehab.domain.caseload import ADHERENCE_WEEKS, CaseLine
from rehab.domain.text import clean
from rehab.domain.words import Urgency
from rehab.render.course_text import trend_text
from rehab.render.finding_text import sign
from rehab.render.words import urgency_text

_NAME_LENGTH = 40
HEAD = ("", "patient", "urgency", "pain", "done", "last entry", "next review")


def caseload_page(lines: tuple[CaseLine, ...]) -> str:
    """A table in aligned columns; what is not known says so."""
    rows = [HEAD, *(_cells(line) for line in lines)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEAD))]
    texts = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
    end = f"done: sessions done of those due in the last {ADHERENCE_WEEKS} training weeks"
    return "\n".join([*(text.rstrip() for text in texts), "", end])


def _cells(line: CaseLine) -> tuple[str, ...]:
    name = f"{clean(line.person.name, limit=_NAME_LENGTH)}, born {line.person.born.year}"
    open_ones = ", ".join(dict.fromkeys(one.id for one in line.findings))
    urgent = "none open" if line.urgency is Urgency.NONE else f"{urgency_text(line.urgency)} ({open_ones})"
    done = "none due"
    if line.adherence.percent is not None:
        done = f"{line.adherence.done} of {line.adherence.planned}, {line.adherence.percent} %"
    last = "no entry yet" if line.last_entry is None else f"{line.last_entry}, {_days_ago(line.quiet_days)}"
    review = "none set" if line.review is None else str(line.review.due)
    passed = " (past)" if line.review_passed else ""
    return sign(line.urgency), name, urgent, trend_text(line.trend), done, last, review + passed


def _days_ago(days: int | None) -> str:
    return "today" if not days else "yesterday" if days == 1 else f"{days} days ago"


def caseload_json(line: CaseLine) -> dict[str, Any]:
    """One patient of ``physio caseload --json``."""
    review = line.review
    return {
        "patient": line.person.id,
        "name": line.person.name,
        "born": str(line.person.born),
        "urgency": line.urgency.value,
        "findings": [one.id for one in line.findings],
        "trend": line.trend.name.lower(),
        "adherence": {
            "weeks": ADHERENCE_WEEKS,
            "planned": line.adherence.planned,
            "done": line.adherence.done,
            "extra": line.adherence.extra,
            "percent": line.adherence.percent,
        },
        "last_entry": str(line.last_entry) if line.last_entry else None,
        "days_since": line.quiet_days,
        "next_review": str(review.due) if review else None,
        "review_passed": line.review_passed,
    }
