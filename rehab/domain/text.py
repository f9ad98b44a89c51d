"""Cleaning of text that a person or a file gives. Used on the way in and again on the way out."""

import re
import unicodedata

from rehab.domain.limits import NOTE_MAX

_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control, direction-changing, invisible-tag and lone-surrogate characters: they can drive a terminal
or hide text, and no note needs them."""


def clean(text: str, *, multiline: bool = False, limit: int = NOTE_MAX) -> str:
    """Return ``text`` in NFC with every dangerous character replaced by U+FFFD, cut to ``limit``.

    Unless ``multiline``, newlines and tabs become one space. Cleaning twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text[:limit]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _BAD.sub("\ufffd", text)
    if not multiline:
        text = re.sub(r"[\n\t]+", " ", text)
    return unicodedata.normalize("NFC", text[:limit])


def nearest(word: str, known: "list[str] | tuple[str, ...]") -> str | None:
    """The known word whose spelling is nearest to ``word``, or ``None`` when none is near."""
    from difflib import get_close_matches

    lowered = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), list(lowered), n=1, cutoff=0.5)
    return lowered[close[0]] if close else None
