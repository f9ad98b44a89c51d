"""The findings dialog: what is open, most urgent first, all about one, and the way to clear it."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rehab.actions import week
from rehab.actions.desk import Desk
from rehab.actions.failures import FORESEEN
from rehab.actions.letter import show_letter
from rehab.actions.plans import screening, sources
from rehab.domain.diary import Clearance
from rehab.domain.findings import Finding
from rehab.render.finding_text import WRITE_LETTER, finding_head, finding_page
from rehab.tui.dialogs.clearance import ClearanceDialog
from rehab.tui.dialogs.listed import ListedPages
from rehab.tui.dialogs.page import PageDialog
from rehab.tui.text import plain
from rehab.tui.widgets.line_list import LineList


class FindingsDialog(ListedPages):
    """Lists the open findings; below them stands all about the one in hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f", "close", priority=True),
        Binding("c", "clear", priority=True),
        Binding("l", "letter", priority=True),
    ]
    buttons: ClassVar[Mapping[str, str]] = {
        "clear": "c Clearance",
        "letter": "l Letter",
        "close": "Esc Close",
    }

    def __init__(self, desk: Desk, found: tuple[Finding, ...]) -> None:
        super().__init__()
        self._desk, self._found = desk, found

    def on_mount(self) -> None:
        """Show the most urgent one."""
        self._show()

    def _show(self) -> None:
        self.query_one("#heading", Static).update(plain(f"Open findings: {len(self._found)}"))
        lines = self.query_one("#lines", LineList)
        lines.clear_options()
        lines.add_options([Option(plain(finding_head(one))) for one in self._found])
        lines.highlighted = 0
        # A list of one would only repeat what stands below it.
        lines.display = len(self._found) > 1
        (lines if lines.display else self.query_one("#page")).focus()
        self._tell(0)

    def _tell(self, number: int) -> None:
        self.show_page(finding_page(self._found[number], screening(), sources()))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show all about the one in hand."""
        event.stop()
        if event.option_index < len(self._found):
            self._tell(event.option_index)

    def action_letter(self) -> None:
        """Show the letter for a doctor."""
        if not self.is_active:
            return
        try:
            self.app.push_screen(PageDialog(f"{WRITE_LETTER}\n\n{show_letter(self._desk)}"))
        except FORESEEN as error:
            self.say(f"■ {error}")

    def action_clear(self) -> None:
        """Open the clearance form for the finding in hand."""
        number = self.query_one("#lines", LineList).highlighted
        if not self.is_active or number is None or number >= len(self._found):
            return
        self.app.push_screen(ClearanceDialog(self._desk, self._found[number]), self._cleared)

    def _cleared(self, clearance: Clearance | None) -> None:
        """Show what is open still, or close when nothing is."""
        if clearance is None:
            return
        self.notify(plain(f"Recorded: {clearance.by}, {clearance.role}.").plain, markup=False, timeout=4)
        try:
            self._found = week.look(self._desk).findings
        except FORESEEN as error:
            self.say(f"■ {error}")
            return
        if self._found:
            self._show()
        else:
            self.dismiss()
