"""What differs between two programmes, one line a change, and as JSON."""

from collections.abc import Sequence
from typing import Any

from rehab.domain.programme_changes import ProgrammeChange
from rehab.domain.text import clean

_LENGTH = 200


def change_lines(changes: Sequence[ProgrammeChange]) -> list[str]:
    """Each change with what was before and what is now; one sentence when nothing differs but the text."""
    if not changes:
        return ["Nothing differs but the wording of the file."]
    return [_line(one) for one in changes]


def _line(one: ProgrammeChange) -> str:
    where = f"{one.where}, {one.what}" if one.what else one.where
    if one.before is None:
        return f"+ {where}: {_said(one.after)}"
    if one.after is None:
        return f"- {where}: {_said(one.before)}"
    return f"~ {where}: {_said(one.before)} → {_said(one.after)}"


def _said(text: str | None) -> str:
    said = clean(text or "", limit=_LENGTH + 1)
    return said if len(said) <= _LENGTH else said[: _LENGTH - 1] + "…"


def change_json(one: ProgrammeChange) -> dict[str, Any]:
    """One change of ``physio assign --json``."""
    return {"where": one.where, "what": one.what, "before": one.before, "after": one.after}
