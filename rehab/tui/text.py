"""The only way for text that a person or a file gave to reach a widget: never as markup."""

from textual.content import Content

from rehab.domain.text import clean


def plain(text: str) -> Content:
    """Text shown literally: no markup is parsed, no control character survives."""
    return Content(clean(text, multiline=True, limit=100_000))
