"""Open findings as text: the banner, one finding whole, and the pages of advice."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap

from rehab.domain.because import Because
from rehab.domain.diary import Person
from rehab.domain.findings import Finding, action_text
from rehab.domain.programmes import Source
from rehab.domain.screening import Screening
from rehab.domain.text import clean
from rehab.domain.triage import triage
from rehab.domain.words import Urgency
from rehab.render.why_text import source_text
from rehab.render.words import answer_text, because_text, day_text, short_id, urgency_text

NO_PLAN = "There is no plan until a clinician has cleared this."
LETTER = "`rehab report --letter` writes a letter about this for a doctor."
WRITE_LETTER = (
    "`rehab report --letter --format html -o letter.html` writes this to a file, to print or to send."
)
_SHOWN = 10
"""So many facts behind a finding are shown: one that is reported every week has dozens that say the same."""
_SIGNS = {
    Urgency.EMERGENCY: "■",
    Urgency.SAME_DAY: "■",
    Urgency.TWO_WEEKS: "‖",
    Urgency.ROUTINE: "!",
    Urgency.NONE: "·",
}
"""The signs of the decisions that an urgency leads to: STOP, PAUSE, and a notice."""


def sign(urgency: Urgency) -> str:
    """The sign of an urgency."""
    return _SIGNS[urgency]


def urgency_head(urgency: Urgency) -> str:
    """The sign and the words of an urgency, as a heading."""
    return f"{_SIGNS[urgency]} {urgency_text(urgency).upper()}"


def finding_head(found: Finding) -> str:
    """A finding in one line: sign, how soon, what was found."""
    return f"{urgency_head(found.urgency)}: {clean(found.text)}"


def banner_lines(found: Sequence[Finding], width: int, rows: int) -> list[str]:
    """The most urgent finding and what to do in at most ``rows`` lines; the last tells where the rest is."""
    if not found:
        return []
    worst = found[0]
    more = f"and {len(found) - 1} more: f" if len(found) > 1 else "f: more about this"
    if worst.urgency in (Urgency.EMERGENCY, Urgency.SAME_DAY):
        more += " · F2: what to do now"
    lines = [*wrap(finding_head(worst), width), *wrap(clean(worst.action), width)]
    if len(lines) >= rows:
        lines = lines[: rows - 1]
        lines[-1] = lines[-1][: width - 2].rstrip() + " …"
    return [*lines, more[:width]]


def finding_page(found: Finding, screening: Screening, sources: Mapping[str, Source]) -> str:
    """All about one finding, urgency first."""
    item = screening.by_id.get(found.id)
    hidden = len(found.because) - _SHOWN
    lines = [
        urgency_head(found.urgency),
        f"{clean(found.text)} ({found.id})",
        *_times(found),
        "",
        f"What to do: {clean(found.action)}",
        "",
        *([f"Why it matters: {item.why}"] if item else []),
        "Because:",
        *[f"  {_fact(screening, found, one)}" for one in found.because[:_SHOWN]],
        *([f"  and {hidden} more: `rehab history` shows them"] if hidden > 0 else []),
        "Sources:",
        *[f"  {source_text(key, sources)}" for key in found.sources],
    ]
    return "\n".join(lines)


def emergency_page(found: Sequence[Finding], sources: Mapping[str, Source]) -> str:
    """What to do, then every open finding with its day, its count and its sources."""
    lines = [clean(found[0].action), "", NO_PLAN]
    for one in found:
        lines += ["", f"{finding_head(one)} ({one.id})", *(f"  {line}" for line in _times(one))]
        lines += [f"  source: {source_text(key, sources)}" for key in one.sources]
    return "\n".join([*lines, "", LETTER])


def advice_page(screening: Screening, person: Person | None) -> str:
    """What to do in an emergency and on the same day, and which questions ask for an emergency."""
    urgent = [
        item
        for item in screening.questions
        if triage(screening, {str(item.asks): True}).urgency is Urgency.EMERGENCY
    ]
    return "\n".join(
        [
            urgency_head(Urgency.EMERGENCY),
            clean(action_text(screening.actions, Urgency.EMERGENCY, person)),
            "",
            urgency_head(Urgency.SAME_DAY),
            clean(action_text(screening.actions, Urgency.SAME_DAY, person)),
            "",
            "It is an emergency when you answer one of these with yes, or are not sure:",
            *[f"  • {item.question}" for item in urgent],
        ]
    )


def _times(found: Finding) -> list[str]:
    if found.since is None:
        return []
    if not found.entries:
        return [f"Found by this program, counted from {day_text(found.since)}."]
    if found.count == 1:
        return [f"Reported on {day_text(found.since)}."]
    return [f"Reported {found.count} times since {day_text(found.since)}."]


def _fact(screening: Screening, found: Finding, fact: Because) -> str:
    """One fact behind a finding: what an answer was about, in the words of the screen."""
    known = screening.facts.get(fact.field)
    if not found.entries or known is None:
        return because_text(fact)
    entry = f" [{short_id(fact.entry)}]" if fact.entry else ""
    return f"{known.text}: {answer_text(fact.value)}{_on(fact.day)}{entry}"


def _on(day: date | None) -> str:
    return f", {day_text(day)}" if day else ""
