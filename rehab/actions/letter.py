"""The referral letter at the front desk: the facts of today, in a format."""

from rehab.actions.desk import Desk
from rehab.actions.plans import screening, sources
from rehab.actions.screen import open_findings
from rehab.domain.letter import letter
from rehab.domain.plan import current_week, week_plan
from rehab.render.letter_html import letter_html
from rehab.render.letter_markdown import letter_markdown
from rehab.render.letter_page import letter_page
from rehab.render.letter_text import letter_text

FORMATS = {"text": letter_text, "markdown": letter_markdown, "html": letter_html}
"""The formats of the letter by name; the same page in each."""


def write_letter(desk: Desk, form: str = "text") -> str:
    """The referral letter as the diary stands today; it is written with and without an open finding.

    Raises KeyError for a format that is not in ``FORMATS``.
    """
    diary = desk.diary()
    plan = week_plan(diary, current_week(diary, desk.today), desk.today)
    found = open_findings(diary, desk.today)
    return FORMATS[form](letter_page(letter(screening(), diary, plan, found, sources(), desk.today)))
