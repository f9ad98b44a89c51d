"""A button that answers one question, however often it is clicked in a row."""

from textual import events
from textual.widgets import Button

from rehab.tui.text import plain


class AnswerButton(Button, can_focus=False):
    """For the mouse only: keys have their own way, and Enter must not repeat the last answer.

    The second click of a double click is dropped, because the next question already stands there.
    """

    def __init__(self, label: str, *, id: str) -> None:
        super().__init__(plain(label), id=id, compact=True)

    async def _on_click(self, event: events.Click) -> None:
        # Textual's own handler runs after this one, unless it is prevented.
        if event.chain > 1:
            event.stop()
            event.prevent_default()
