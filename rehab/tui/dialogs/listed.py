"""A list of lines with a page about the one in hand below it, as findings and criteria are read."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from rehab.tui.text import plain
from rehab.tui.widgets.line_list import LineList


class ListedPages(ModalScreen[None]):
    """The layout and what all such dialogs do. ``buttons`` are the mouse's ways: an action and its label."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (18, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "read(-1)", priority=True),
        Binding("pagedown,space", "read(1)", priority=True),
    ]
    buttons: ClassVar[Mapping[str, str]]

    def compose(self) -> ComposeResult:
        """A heading, the list, the one in hand, what was wrong, and the buttons."""
        with Vertical(id="sheet"):
            yield Static(plain(""), id="heading")
            yield LineList(id="lines")
            with VerticalScroll(id="page"):
                yield Static(plain(""), id="text")
            yield Static(plain(""), id="error")
            with Horizontal(classes="answers"):
                for action, label in self.buttons.items():
                    yield Button(plain(label), id=action, compact=True)
            yield Static("↑ ↓ choose · Page Up, Page Down read", id="hint")

    def show_page(self, text: str) -> None:
        """Show all about the one in hand, from its first line."""
        self.query_one("#text", Static).update(plain(text))
        self.query_one("#page").scroll_home(animate=False)
        self.say("")

    def say(self, text: str) -> None:
        """Say what was wrong, or nothing any more."""
        self.query_one("#error", Static).update(plain(text))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """The mouse's way to each action."""
        event.stop()
        await self.run_action(str(event.button.id))

    def action_read(self, pages: int) -> None:
        """Scroll the text by a page."""
        page = self.query_one("#page")
        page.scroll_relative(y=pages * max(1, page.size.height - 1), animate=False)

    def action_close(self) -> None:
        """Close, once."""
        if self.is_active:
            self.dismiss()
