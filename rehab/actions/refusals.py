"""Why the front desk says no. Each message is a sentence on what is wrong and one on what to do."""

from collections.abc import Sequence

from rehab.domain.text import clean, nearest


class Refused(Exception):
    """The request is wrong; nothing was changed."""

    exit_code = 2


class Forbidden(Refused):
    """A rule forbids what was asked; nothing was changed."""

    exit_code = 3


def not_in_programme(what: str, name: str, known: Sequence[str]) -> Refused:
    """That a programme has no such phase or exercise, with the nearest of those ``known``, or all of them."""
    near = nearest(name, tuple(known))
    hint = f"Did you mean {near}?" if near else f"It has: {', '.join(known)}."
    return Refused(f"The programme has no {what} “{clean(name, limit=40)}”. {hint}")
