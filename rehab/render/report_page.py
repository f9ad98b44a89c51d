"""The progress report as a page: what a clinician needs on the first sheet, then the detail."""

from collections.abc import Iterator

from rehab.domain.report import Report
from rehab.render.course_parts import measure_blocks
from rehab.render.fact_text import fact_lines
from rehab.render.page_foot import diary_foot
from rehab.render.page_parts import Block, Bullets, Page, Section
from rehab.render.record_parts import about_blocks, finding_blocks, headline, origin
from rehab.render.report_charts import chart_sections
from rehab.render.report_record import record_sections
from rehab.render.report_summary import summary_sections
from rehab.render.report_weeks import week_section


def report_page(report: Report) -> Page:
    """The whole report: the summary, the charts, week by week, and what was changed or left out."""
    about = about_blocks(report.screening, report.diary, report.day)
    return Page(
        "Progress report",
        (headline(report.urgency), origin(report.diary.person, report.day)),
        (
            *summary_sections(report),
            *chart_sections(report),
            *(week_section(week) for week in report.weeks),
            *_evidence(report),
            Section("Outcome measures", measure_blocks(report.diary, report.day, report.sources)),
            *record_sections(report),
            Section("What this report is, and is not", about),
        ),
        diary_foot(report.diary, report.day),
    )


def _evidence(report: Report) -> Iterator[Section]:
    """The open findings with their reports, and everything behind the week's decision."""
    blocks: list[Block] = []
    for number, one in enumerate(report.findings, 1):
        blocks += finding_blocks(report.screening, report.sources, number, one)
    if blocks:
        yield Section("Open findings in full", tuple(blocks))
    if facts := fact_lines(report.plan.decision.because, report.plan.unit):
        yield Section("What led to this week's decision", (Bullets(tuple(facts)),))
