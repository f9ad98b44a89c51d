"""Whole numbers as people type them."""

from rehab.actions.refusals import Refused
from rehab.domain.text import clean


def whole(name: str, text: str) -> int | None:
    """A whole number, or ``None`` for ``-`` and the empty text. Raises Refused for anything else."""
    text = text.strip()
    if text in ("", "-"):
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        said = clean(text, limit=20)
        raise Refused(f"“{said}” is not a whole number. Give {name} as one, or - for not given.")
    return int(text)


def check_whole(name: str, value: int | None, most: int) -> None:
    """Raise Refused unless ``value`` is ``None`` or a whole number from 0 to ``most``."""
    if value is not None and not 0 <= value <= most:
        raise Refused(f"{value} is not possible for {name}. Give a whole number from 0 to {most}.")
