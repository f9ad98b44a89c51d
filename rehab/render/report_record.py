"""What the report says about the record: clinicians' acts, amended entries, and what it leaves out."""

from collections.abc import Iterator

from rehab.domain.report import Report
from rehab.domain.report_gaps import Amendment
from rehab.render.history_text import payload_text
from rehab.render.page_parts import Block, Paragraph, Section
from rehab.render.record_parts import (
    A_NAME,
    bullets,
    clearance_line,
    event_line,
    exception_lines,
    questions_section,
)
from rehab.render.words import day_text, short_id

AMENDMENTS_SHOWN = 60
"""So many amendments are listed, the newest; an undone import has thousands."""


def record_sections(report: Report, older: int = 0) -> Iterator[Section]:
    """Treatments, questions, clinicians' acts, amended and withdrawn entries, and rows left out.

    ``older`` weeks of the period are not told one by one.
    """
    treatments = map(event_line, report.treatments)
    yield Section("Treatments and examinations", (bullets(treatments, "None in this period."),))
    yield questions_section(report.questions)
    phases = [f"{day_text(one.day)}: {payload_text(one)}" for one in report.phases]
    yield Section("Phases begun", (bullets(phases, "None in this period."),))
    exceptions = exception_lines(report.overrides)
    none = "None was in force in this period."
    yield Section("A clinician's exceptions", (bullets(exceptions, none), Paragraph(A_NAME)))
    notes = [f"{day_text(one.day)}: {payload_text(one)}" for one in report.notes]
    yield Section("A clinician's notes to the patient", (bullets(notes, "None in this period."),))
    clearances = map(clearance_line, report.clearances)
    yield Section("Clearances", (bullets(clearances, "None in this period."),))
    yield Section("Amended and withdrawn entries", tuple(_changed(report)))
    yield Section("What this report leaves out", (bullets(_left_out(report, older), "Nothing."),))


def _changed(report: Report) -> Iterator[Block]:
    changed = report.changed
    yield Paragraph(
        f"Entries of this period were amended {changed.amended} and withdrawn {changed.withdrawn} times. "
        "Nothing is overwritten: each state stays on record."
    )
    shown = changed.amendments[-AMENDMENTS_SHOWN:]
    if shown:
        yield bullets(map(_amendment, shown), "")


def _amendment(one: Amendment) -> str:
    now, what = one.revision, "withdrawn" if one.withdrawn else "amended"
    why = f", because: {now.reason}" if now.reason else ""
    by = f" by {now.actor}" if now.actor else ""
    before = f" Before: {payload_text(one.before.payload)}." if one.before and not one.withdrawn else ""
    said = f"{day_text(now.day)}: {payload_text(now.payload)}, {what}{by} in revision {now.number}{why}."
    return f"{said}{before} [{short_id(now.entry)}]"


def _left_out(report: Report, older: int) -> Iterator[str]:
    changed, left = report.changed, report.left_out
    if older:
        yield (
            f"The oldest {older} of {len(report.weeks)} training weeks one by one: their decisions, volumes "
            "and scores by day. The charts show them; the HTML, the JSON and the CSV have every number."
        )
    hidden = max(0, len(changed.amendments) - AMENDMENTS_SHOWN)
    if hidden:
        yield f"{hidden} older amendments of entries of this period; the JSON and the CSV have them."
    if changed.elsewhere:
        yield f"{changed.elsewhere} amendments of entries of other days."
    if left.before:
        counts = ", ".join(f"{name} {count}" for name, count in left.before.items())
        yield f"Entries from before this period: {counts}."
    if left.later:
        yield f"Entries dated after this report, or planned after its period: {left.later}."
    if report.missing.bouts:
        yield f"The sets and doses of {report.missing.bouts} bouts, of which the volumes are the sums."
    yield "Answers to the questions about serious causes and to the profile, which the letter has."
