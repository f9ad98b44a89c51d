"""A field for a line of text: what is typed or pasted is cleaned before it can reach the terminal."""

from textual.widgets import Input

from rehab.domain.limits import NOTE_MAX
from rehab.domain.text import clean


class TextInput(Input):
    """One line, of at most ``max_length`` characters; a longer paste is cut, not lost."""

    def __init__(
        self, value: str = "", *, id: str, placeholder: str = "", max_length: int = NOTE_MAX
    ) -> None:
        super().__init__(value, id=id, placeholder=placeholder, max_length=max_length, compact=True)

    def replace(self, text: str, start: int, end: int) -> None:
        """Every key and every paste comes through here."""
        room = (self.max_length or NOTE_MAX) - len(self.value) + abs(end - start)
        super().replace(clean(text, limit=max(0, room)), start, end)
