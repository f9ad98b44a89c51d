"""Bars of characters: what of a limit is used, legible without colour."""


def bar(used: int, limit: int, width: int = 10) -> str:
    """A bar of ``width`` cells; ``!`` at its end when more than the limit was used.

    A started cell is drawn only when it is whole, so that a bar is full only at the limit.
    """
    if limit <= 0:
        return "·" * width if used <= 0 else "█" * (width - 1) + "!"
    if used > limit:
        return "█" * (width - 1) + "!"
    full = used * width // limit
    return "█" * full + "·" * (width - full)
