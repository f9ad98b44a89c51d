"""The findings dialog: what is open, most urgent first, all about one, and the way to clear it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from rehab.actions import week
from rehab.actions.desk import Desk
from rehab.actions.failures import FORESEEN
from rehab.actions.letter import write_letter
from rehab.actions.plans import screening, sources
from rehab.domain.diary import Clearance
from rehab.domain.findings import Finding
from rehab.render.finding_text import WRITE_LETTER, finding_head, finding_page
from rehab.tui.dialogs.clearance import ClearanceDialog
from rehab.tui.dialogs.page import PageDialog
from rehab.tui.text import plain
from rehab.tui.widgets.line_list import LineList


class FindingsDialog(ModalScreen[None]):
    """Lists the open findings; below them stands all about the one in hand."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (18, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f", "close", priority=True),
        Binding("c", "clear", priority=True),
        Binding("l", "letter", priority=True),
        Binding("pageup", "read(-1)", priority=True),
        Binding("pagedown,space", "read(1)", priority=True),
    ]

    def __init__(self, desk: Desk, found: tuple[Finding, ...]) -> None:
        super().__init__()
        self._desk, self._found = desk, found

    def compose(self) -> ComposeResult:
        """The list, the finding in hand, the way to clear it, and what was wrong."""
        with Vertical(id="sheet"):
            yield Static(plain(""), id="heading")
            yield LineList(id="lines")
            with VerticalScroll(id="page"):
                yield Static(plain(""), id="text")
            yield Static(plain(""), id="error")
            with Horizontal(classes="answers"):
                yield Button("c Clearance", id="clear", compact=True)
                yield Button("l Letter", id="letter", compact=True)
                yield Button("Esc Close", id="close", compact=True)
            yield Static("↑ ↓ choose · Page Up, Page Down read", id="hint")

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
        page = finding_page(self._found[number], screening(), sources())
        self.query_one("#text", Static).update(plain(page))
        self.query_one("#page").scroll_home(animate=False)
        self._say("")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show all about the one in hand."""
        event.stop()
        if event.option_index < len(self._found):
            self._tell(event.option_index)

    def _say(self, text: str) -> None:
        self.query_one("#error", Static).update(plain(text))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """The mouse's way to clear, to the letter, or to close."""
        event.stop()
        await self.run_action(str(event.button.id))

    def action_letter(self) -> None:
        """Show the letter for a doctor."""
        if not self.is_active:
            return
        try:
            self.app.push_screen(PageDialog(f"{WRITE_LETTER}\n\n{write_letter(self._desk)}"))
        except FORESEEN as error:
            self._say(f"■ {error}")

    def action_read(self, pages: int) -> None:
        """Scroll the text by a page."""
        page = self.query_one("#page")
        page.scroll_relative(y=pages * max(1, page.size.height - 1), animate=False)

    def action_clear(self) -> None:
        """Open the clearance form for the finding in hand."""
        number = self.query_one("#lines", LineList).highlighted
        if not self.is_active or number is None or number >= len(self._found):
            return
        if not self._found[number].entries:
            self._say("This comes from the plan of the week, and goes with it. It needs no clearance here.")
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
            self._say(f"■ {error}")
            return
        if self._found:
            self._show()
        else:
            self.dismiss()

    def action_close(self) -> None:
        """Close, once."""
        if self.is_active:
            self.dismiss()
