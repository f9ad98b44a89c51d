"""What a letter and a report say in the same words: who, what is open, what is on record, which rules."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from rehab.domain.diary import Diagnosis, Diary, Event, Override, Person, Raised
from rehab.domain.eligibility import age
from rehab.domain.findings import Finding
from rehab.domain.reported import Cleared, Reported
from rehab.domain.rules import RULES_VERSION
from rehab.domain.screening import Screening
from rehab.domain.words import Urgency
from rehab.render.fact_words import fact_text, said
from rehab.render.history_text import payload_text
from rehab.render.page_foot import fingerprint, whose
from rehab.render.page_parts import Block, Bullets, Heading, Pairs, Paragraph, Section
from rehab.render.why_text import Sources, source_text
from rehab.render.words import (
    STATEMENT,
    because_text,
    day_text,
    event_text,
    short_id,
    side_text,
    urgency_text,
)

NOTHING_OPEN = "No finding is open. That does not rule out a serious cause."
A_NAME = "A name on this diary is a statement, not an authentication."


def headline(urgency: Urgency) -> Paragraph:
    """How soon a person is needed, first of all."""
    if urgency is Urgency.NONE:
        return Paragraph(NOTHING_OPEN, strong=True)
    return Paragraph(f"Most urgent open finding: {urgency_text(urgency)}.", strong=True)


def origin(person: Person, day: date) -> Paragraph:
    """When the page was written, from whose diary, and who made the entries."""
    who = f"Written on {day_text(day)} by the program rehab, from the diary of {whose(person)}."
    return Paragraph(f"{who} The patient made the entries, unless a clinician's name stands beside one.")


def who_pairs(diary: Diary, day: date, phase: str) -> tuple[tuple[str, str], ...]:
    """The patient, the diagnoses, the programme and the phase."""
    person, programme = diary.person, diary.assignment_on(day).programme
    diagnoses = tuple(("Diagnosis", _diagnosis(given)) for given in diary.diagnoses)
    return (
        ("Name", person.name),
        ("Date of birth", f"{person.born} ({age(person.born, day)} years)"),
        ("Side of the complaint", person.complaint.value),
        *(diagnoses or (("Diagnosis", "none by a clinician is on record"),)),
        ("Programme", f"{programme.title}, version {programme.version}, since {day_text(diary.starts)}"),
        ("Phase", phase),
    )


def _diagnosis(given: Diagnosis) -> str:
    return f"{given.text}, by {given.by} on {day_text(given.on)}"


def finding_blocks(screening: Screening, sources: Sources, number: int, reported: Reported) -> list[Block]:
    """An open finding with each of its reports, the action given, its sources and their grade."""
    finding = reported.finding
    times = "once" if finding.count == 1 else f"{finding.count} times"
    since = f", first on {day_text(finding.since)}" if finding.since and finding.count > 1 else ""
    item = screening.by_id.get(finding.id)
    grade = (("Evidence grade", item.grade),) if item else ()
    lines = [_report(screening, one) for one in reported.reports]
    lines += [] if lines else [because_text(fact) for fact in finding.because]
    return [
        Heading(f"{number}. {capital(urgency_text(finding.urgency))}: {finding.text} ({finding.id})"),
        Paragraph(f"Reported {times}{since}:" if reported.reports else "Found from the diary:"),
        Bullets(tuple(lines)),
        Pairs(
            (
                ("Action given to the patient", finding.action),
                ("Sources", "; ".join(source_text(key, sources) for key in finding.sources)),
                *grade,
            )
        ),
    ]


def _report(screening: Screening, one: Raised) -> str:
    facts = "; ".join(f"{fact_text(screening, key)}: {said(value)}" for key, value in one.facts.items())
    told = f" Behind it: {facts}." if facts else ""
    entry = short_id(one.cause or one.entry)
    return f"{day_text(one.day)}, rated {urgency_text(one.urgency)}: {one.text}{told} [{entry}]"


def event_line(event: Event) -> str:
    """A treatment or examination in one line."""
    parts = [event_text(event.kind), event.what, side_text(event.side)]
    note = f" Note: “{event.note}”" if event.note else ""
    return f"{day_text(event.day)}: {', '.join(part for part in parts if part)}.{note}"


def questions_section(asked: Sequence[Event]) -> Section:
    """What the patient asks, in the patient's own words."""
    lines = [f"{day_text(event.day)}: “{event.note}”" for event in asked]
    return Section("What the patient asks", (bullets(lines, "No question is on record."),))


def clearance_line(one: Cleared) -> str:
    """A clearance in one line, with what it answers."""
    given = one.clearance
    told = ", as told by the patient" if given.told_by_patient else ""
    what = "; ".join(f"{r.item} of {r.day}: {r.text}" for r in one.findings) or "no finding on record."
    return f"{day_text(given.day)}, by {given.by}, {given.role}{told}: “{given.text}” It answers {what}"


def about_blocks(screening: Screening, diary: Diary, day: date) -> tuple[Block, ...]:
    """What the program is, and by which rules and from which state of the diary the page was made."""
    review = f"review {'was due' if day > screening.review_by else 'due'} by {screening.review_by}"
    return (
        Paragraph(STATEMENT),
        Pairs(
            (
                ("Written on", day_text(day)),
                ("Rules", f"version {RULES_VERSION}"),
                ("Questions about serious causes", f"version {screening.version}, {review}"),
                ("Diary fingerprint", fingerprint(diary)),
                ("Entries in the diary", str(diary.entries)),
            )
        ),
    )


def by_action(found: Iterable[Finding], said: Callable[[Finding], str]) -> list[tuple[Urgency, str]]:
    """The findings in lines, with ``said`` of each; what is to be done about several is told once."""
    groups: dict[tuple[Urgency, str], list[str]] = {}
    for one in found:
        groups.setdefault((one.urgency, one.action), []).append(said(one))
    return [(urgency, f"{' '.join(texts)} {action}") for (urgency, action), texts in groups.items()]


def exception_lines(overrides: Iterable[Override], most: int | None = None) -> list[str]:
    """A clinician's exceptions; those that differ in nothing but their exercise stand in one line.

    Of more than ``most`` exercises in a line the others are counted.
    """
    groups: dict[Override, list[str]] = {}
    for one in overrides:
        groups.setdefault(replace(one, entry="", exercise=""), []).append(one.exercise)
    lines = []
    for one, exercises in groups.items():
        hidden = len(exercises) - most if most is not None else 0
        named = ", ".join(exercises[:most]) + (f" and {hidden} more" if hidden > 0 else "")
        lines.append(f"{day_text(one.day)}: {payload_text(replace(one, exercise=named))}")
    return lines


def bullets(lines: Iterable[str], none: str) -> Block:
    """A list, or a sentence where there is nothing to list."""
    items = tuple(lines)
    return Bullets(items) if items else Paragraph(none)


def capital(text: str) -> str:
    """A text that begins a line."""
    return text[:1].upper() + text[1:]
