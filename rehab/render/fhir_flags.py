"""The findings of a report as FHIR R4 Flags: what is open, and what a clinician has answered."""

from collections.abc import Iterator
from datetime import date

from rehab.domain.diary import Raised
from rehab.domain.findings import Finding
from rehab.domain.report import Report
from rehab.domain.reported import Cleared
from rehab.domain.words import Urgency
from rehab.render.fhir_parts import Json, concept, hl7, own, patient_of, period, resource
from rehab.render.words import urgency_text


def open_flags(report: Report) -> Iterator[Json]:
    """The open findings, most urgent first, each with what to do; none rules nothing out."""
    for found in (one.finding for one in report.findings):
        key = found.entries[0] if found.entries else f"since {found.since}"
        shown = (found.id, found.urgency, _text(found), key)
        yield _flag(report, *shown, status="active", start=found.since)


def cleared_flags(report: Report) -> Iterator[tuple[Cleared, list[Json]]]:
    """What each clearance of the period has ended, as it was raised."""
    for one in report.clearances:
        yield one, [_cleared(report, raised, one.clearance.day) for raised in one.findings]


def _text(found: Finding) -> str:
    often = f" ({found.count} times)" if found.count > 1 else ""
    return f"{found.text}{often} {found.action}"


def _cleared(report: Report, raised: Raised, day: date) -> Json:
    """With the id that it had while it was open."""
    shown = (raised.item, raised.urgency, raised.text, raised.entry)
    last = max(day, raised.day)
    return _flag(report, *shown, status="inactive", start=raised.day, end=last)


def _flag(
    report: Report,
    item: str,
    urgency: Urgency,
    text: str,
    key: str,
    *,
    status: str,
    start: date | None,
    end: date | None = None,
) -> Json:
    """An item of the screen is what the code system calls safety; what the course asks for is clinical."""
    asked = item in report.screening.by_id
    version = report.screening.version if asked else None
    return resource(
        report,
        "Flag",
        item,
        key,
        status=status,
        category=[
            concept(None, hl7("flag-category", "safety" if asked else "clinical")),
            concept(urgency_text(urgency), own("urgency", urgency.value)),
        ],
        code=concept(text, own("finding", item, version)),
        subject=patient_of(report),
        period=period(start, end),
    )
