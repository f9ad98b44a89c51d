"""The list of a day's lines."""

from typing import Literal

from textual.widgets import OptionList


class LineList(OptionList):
    """An option list whose text is never markup, and whose page keys need room to turn a page."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        # In a terminal too small for any line, Textual's own raises KeyError.
        if self.scrollable_content_region:
            super()._move_page(direction)
