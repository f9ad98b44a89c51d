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


def report_page(report: Report, detailed: int | None = None) -> Page:
    """The whole report: the summary, the charts, week by week, and what was changed or left out.

    Of more than ``detailed`` weeks only the newest are told one by one. The older ones stand in the charts
    and in the table of pain by week, and are counted in what the report leaves out.
    """
    older = len(report.weeks) - (detailed or len(report.weeks))
    weeks = report.weeks[max(0, older) :]
    about = about_blocks(report.screening, report.diary, report.day)
    summary = summary_sections(report)
    return Page(
        "Progress report",
        (headline(report.urgency), origin(report.diary.person, report.day)),
        (
            *summary,
            *chart_sections(report, weeks[0].week.start),
            *(week_section(week) for week in weeks),
            *_evidence(report),
            Section("Outcome measures", measure_blocks(report.diary, report.day, report.sources)),
            *record_sections(report, len(report.weeks) - len(weeks)),
            Section("What this report is, and is not", about),
        ),
        diary_foot(report.diary, report.day),
        first_sheet=len(summary),
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
