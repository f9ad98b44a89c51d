"""The list of a day's lines."""

from textual.widgets import OptionList


class LineList(OptionList):
    """An option list whose text is never markup, and whose page keys need room to turn a page.

    In a terminal so small that no line is laid out, Textual's own raise KeyError.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)

    def action_page_up(self) -> None:
        """A page up, where there is a page."""
        if self.scrollable_content_region:
            super().action_page_up()

    def action_page_down(self) -> None:
        """A page down, where there is a page."""
        if self.scrollable_content_region:
            super().action_page_down()
