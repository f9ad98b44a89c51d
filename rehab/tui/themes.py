"""Two themes of our own, dark and light, every text colour at 7:1 or better on its ground."""

from textual.theme import Theme

DARK = Theme(
    name="rehab-dark",
    primary="#9cc9ff",
    secondary="#c3b4ff",
    accent="#ffd479",
    foreground="#f2f2f2",
    background="#101418",
    surface="#101418",
    panel="#1b2229",
    success="#9be59b",
    warning="#ffd479",
    error="#ffb3ad",
    dark=True,
)
LIGHT = Theme(
    name="rehab-light",
    primary="#003e80",
    secondary="#45247a",
    accent="#5c3b00",
    foreground="#111111",
    background="#fbfbf8",
    surface="#fbfbf8",
    panel="#eceae3",
    success="#0b4a0b",
    warning="#5c3b00",
    error="#7a0c0c",
    dark=False,
)
THEMES = (DARK, LIGHT)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
