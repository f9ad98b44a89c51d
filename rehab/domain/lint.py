"""One thing that is not as it must be in a programme, and where it stands."""

from dataclasses import dataclass

Place = tuple[str | int, ...]
"""Where in the words of a programme file: keys, and a number for each table of an array."""


@dataclass(frozen=True, slots=True)
class Lint:
    """What was ``found`` at a ``place``, and what is ``allowed`` there."""

    place: Place
    found: str
    allowed: str
