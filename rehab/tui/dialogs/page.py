"""A page of text over the screen: reasons, help."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from rehab.tui.text import plain


class PageDialog(ModalScreen[None]):
    """Shows text literally; any of the closing keys leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w,enter,question_mark,f1", "close", "Close"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, and a button for the mouse."""
        with Vertical(id="sheet"):
            with VerticalScroll(id="page"):
                yield Static(plain(self._text), id="text")
            yield Button("Close (Esc)", id="close", compact=True)

    def on_mount(self) -> None:
        """Arrow keys scroll at once."""
        self.query_one("#page").focus()

    def on_button_pressed(self) -> None:
        """The mouse's way to close."""
        self.action_close()

    def action_close(self) -> None:
        """Close the page, once."""
        if self.is_active:
            self.dismiss()
