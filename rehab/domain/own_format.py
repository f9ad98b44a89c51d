"""The program's own CSV: its columns, and the mark that keeps a text cell from being a formula."""

BOUT_COLUMNS = (
    "exercise",
    "side",
    "dose",
    "load_kg",
    "minutes",
    "effort",
    "pain_before",
    "pain_during",
    "pain_after",
    "stage",
)
MORNING_SCORES = ("morning", "rest_pain", "stiffness_min", "woken")
MORNING_ANSWERS = ("limp", "painkiller")
MORNING_COLUMNS = (*MORNING_SCORES, *MORNING_ANSWERS)
_LAST = ("stage", *MORNING_ANSWERS)
COLUMNS = ("day", "kind", *(c for c in (*BOUT_COLUMNS, *MORNING_SCORES) if c not in _LAST), "note", *_LAST)
"""The columns in the order in which they are written; ``kind`` is bout, morning, rest or finding.

``stage``, ``limp`` and ``painkiller`` stand last, so that the columns of older files keep their places.

A finding row carries an open red flag to another diary: its item in the column exercise, how urgent it is
in the column dose, and what was found in the note.
"""

YES_NO = ("no", "yes")
"""The words of a yes or no; an empty cell is not given."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def guarded(text: str) -> str:
    """A text cell that no spreadsheet runs: one ``'`` before what would begin a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """The text of a cell without exactly the one ``'`` that ``guarded`` put there."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
