"""A field for a score of 0 to 10: one key answers it, nothing is ever prefilled."""

from textual import events
from textual.widgets import Input

SCORE_KEYS = "0123456789t"
"""The keys that answer a score; ``t`` is ten."""


class ScoreInput(Input):
    """A pain or effort score. Digits come through ``answer``; Backspace clears."""

    def __init__(self, *, id: str) -> None:
        super().__init__(
            id=id, placeholder="–", max_length=2, restrict="(10|[0-9])?", compact=True, select_on_focus=False
        )

    @property
    def score(self) -> int | None:
        """The score; ``None`` when it was not given."""
        return int(self.value) if self.value else None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """No key is typed here, so that the form's own keys stay in force."""
        return False

    def answer(self, key: str) -> None:
        """Fill the field from one of ``SCORE_KEYS``."""
        self.value = "10" if key == "t" else key

    async def _on_key(self, event: events.Key) -> None:
        """A letter is no score; Backspace takes the whole score back."""
        if event.key == "backspace":
            self.value = ""
        if event.key == "backspace" or event.is_printable:
            event.stop()
            event.prevent_default()
