"""The referral letter at the front desk: the facts of today, in a format."""

from rehab.actions.desk import Desk
from rehab.actions.plans import screening, sources
from rehab.actions.printing import printed
from rehab.actions.report import PAGES
from rehab.actions.screen import open_findings
from rehab.domain.letter import letter
from rehab.domain.plan import current_week, week_plan
from rehab.render.letter_page import letter_page
from rehab.render.page_parts import Page


def write_letter(desk: Desk, form: str = "text", paper: str = "a4") -> str | bytes:
    """The referral letter as the diary stands today; it is written with and without an open finding.

    ``paper`` counts for pdf. Raises Refused where a PDF cannot be made, and KeyError for a format that is
    neither pdf nor in ``PAGES``.
    """
    page = _page(desk)
    return printed(page, paper) if form == "pdf" else PAGES[form](page)


def show_letter(desk: Desk) -> str:
    """The referral letter as plain text."""
    return PAGES["text"](_page(desk))


def _page(desk: Desk) -> Page:
    diary = desk.diary()
    plan = week_plan(diary, current_week(diary, desk.today), desk.today)
    found = open_findings(diary, desk.today)
    return letter_page(letter(screening(), diary, plan, found, sources(), desk.today))
