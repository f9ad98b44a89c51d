"""The week plan in the formats that leave the diary: for the wall, for the web browser, for a calendar."""

from rehab.actions.clock import utc_now
from rehab.actions.desk import Desk
from rehab.actions.printing import printed
from rehab.actions.week import WeekPage
from rehab.render.page_html import page_html
from rehab.render.page_markdown import page_markdown
from rehab.render.plan_ics import plan_ics
from rehab.render.plan_page import plan_sheet

FORMATS = ("markdown", "html", "pdf", "ics")
_POINTS = 11
"""A sheet on a wall is read from further away than a letter."""


def plan_file(desk: Desk, page: WeekPage, form: str, paper: str = "a4") -> str | bytes:
    """A week's plan in one of ``FORMATS``; ``paper`` counts for pdf.

    Raises Refused where a PDF cannot be made, and KeyError for another format.
    """
    if form == "ics":
        return plan_ics(page.diary, page.plan, page.findings, utc_now(), desk.today)
    sheet = plan_sheet(page.diary, page.plan, page.findings, desk.today)
    if form == "pdf":
        return printed(sheet, paper, _POINTS)
    return {"markdown": page_markdown, "html": page_html}[form](sheet)
