"""The progress report at the front desk: the facts of today, in a format."""

import json
from collections.abc import Callable

from rehab.actions.desk import Desk
from rehab.actions.phases import look_at_phase
from rehab.actions.plans import screening
from rehab.actions.printing import printed
from rehab.actions.record import history
from rehab.domain.plan import current_week, week_plan
from rehab.domain.report import REPORT_WEEKS, Known, Report, report
from rehab.render.page_html import page_html
from rehab.render.page_markdown import page_markdown
from rehab.render.page_text import page_text
from rehab.render.report_csv import report_csv
from rehab.render.report_fhir import report_fhir
from rehab.render.report_json import report_json
from rehab.render.report_page import report_page

PAGES = {"text": page_text, "markdown": page_markdown, "html": page_html}
"""The formats that show the report's page as text."""
_POINTS = 9
"""So that the summary fits on the first sheet."""
_PRINTED_WEEKS = 52
"""So many weeks are printed one by one: with ten years of them a PDF has 300 sheets and takes 20 MB."""


def report_facts(desk: Desk, weeks: int = REPORT_WEEKS) -> Report:
    """The report of the last training weeks as the diary stands today."""
    page = look_at_phase(desk)
    known = Known(
        diary=page.diary,
        revisions=history(desk),
        screening=screening(),
        sources=page.sources,
        readiness=page.readiness,
        plan=week_plan(page.diary, current_week(page.diary, desk.today), desk.today),
        findings=page.findings,
        due=page.due,
    )
    return report(known, desk.today, weeks)


def write_report(
    found: Report, form: str = "text", paper: str = "a4", *, snomed: bool = False
) -> str | bytes:
    """A report in one of ``FORMATS``; ``paper`` counts for pdf, and ``snomed`` for fhir, whose codes it adds.

    Raises Refused where a PDF cannot be made, and KeyError for a format that is not known.
    """
    if form == "pdf":
        return printed(report_page(found, _PRINTED_WEEKS), paper, _POINTS)
    if form == "fhir":
        return _fhir(found, snomed=snomed)
    return FORMATS[form](found)


def _paged(render: Callable[..., str]) -> Callable[[Report], str]:
    return lambda found: render(report_page(found))


def _json(found: Report) -> str:
    return json.dumps(report_json(found), ensure_ascii=False, indent=2)


def _fhir(found: Report, *, snomed: bool = False) -> str:
    """On one line: a program reads it, and ten years are half as large so."""
    return json.dumps(report_fhir(found, snomed=snomed), ensure_ascii=False)


FORMATS: dict[str, Callable[[Report], str]] = {
    **{name: _paged(render) for name, render in PAGES.items()},
    "json": _json,
    "csv": report_csv,
    "fhir": _fhir,
}
"""The formats that are text, by name."""
