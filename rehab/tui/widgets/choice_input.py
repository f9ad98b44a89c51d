"""A field with a few fixed answers, one row high."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rehab.tui.text import plain


class ChoiceInput(Static, can_focus=True):
    """Shows the answer chosen; the arrow keys, the space bar and the mouse go to the next.

    A letter goes to the next answer that begins with it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
    ]

    def __init__(self, choices: tuple[str, ...], *, id: str) -> None:
        super().__init__(plain(""), id=id)
        self._choices, self.chosen = choices, 0

    def on_mount(self) -> None:
        """The first answer is chosen."""
        self.action_turn(0)

    def action_turn(self, by: int) -> None:
        """Choose the answer so many places further, round and round."""
        self.chosen = (self.chosen + by) % len(self._choices)
        self._show()

    def _show(self) -> None:
        """Solid arrows stand where the next key goes, so that it shows without colour."""
        left, right = "◂▸" if self.has_focus else "‹›"
        self.update(plain(f"{left} {self._choices[self.chosen]} {right}"))

    def on_focus(self) -> None:
        """The next key goes here."""
        self._show()

    def on_blur(self) -> None:
        """The next key goes elsewhere."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """A letter's way to its next answer."""
        letter = (event.character or "").lower()
        after = range(1, len(self._choices) + 1)
        fits = (by for by in after if self._choices[(self.chosen + by) % len(self._choices)][0] == letter)
        if (by := next(fits, None)) is not None:
            event.stop()
            self.action_turn(by)

    def on_click(self, event: events.Click) -> None:
        """The mouse's way to the next answer."""
        event.stop()
        self.action_turn(1)
