"""A page in print: PDF, with what stands in its way said in words."""

from rehab.actions.refusals import Refused
from rehab.render.page_parts import Page
from rehab.render.page_pdf import POINTS, NoGlyph, NoPrinter, page_pdf


def printed(page: Page, paper: str = "a4", points: int = POINTS) -> bytes:
    """The page as PDF. Raises Refused without the printing library, or without a font for its characters."""
    try:
        return page_pdf(page, paper, points)
    except (NoPrinter, NoGlyph) as error:
        raise Refused(str(error)) from None
