"""The banner of open findings: full width, above everything that scrolls, and a way to the findings."""

from collections.abc import Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from rehab.domain.findings import Finding
from rehab.domain.words import Urgency
from rehab.render.finding_text import banner_lines
from rehab.tui.text import plain

_ROWS = ((24, 7), (18, 5), (0, 3))
"""The rows of a screen from which on the banner may take so many."""
_LARGE = 3
"""From so many rows on the head and the tail give way, so that the lines keep their room."""


class Banner(Static):
    """Shows the most urgent finding and what to do; hidden without any."""

    class Opened(Message):
        """The banner was clicked."""

    def __init__(self) -> None:
        super().__init__(plain(""), id="findings")

    def show(self, found: Sequence[Finding], room: Size) -> None:
        """Show these findings, most urgent first, in a part of the screen."""
        rows = next(rows for least, rows in _ROWS if room.height >= least)
        lines = banner_lines(found, max(20, room.width - 2), rows)
        self.display = bool(found)
        self.screen.set_class(len(lines) >= _LARGE, "-flagged")
        for urgency in Urgency:
            self.set_class(bool(found) and found[0].urgency is urgency, f"-{urgency.value}")
        self.update(plain("\n".join(lines)))

    def on_click(self, event: events.Click) -> None:
        """Tell the place that the findings are wanted."""
        event.stop()
        self.post_message(self.Opened())
