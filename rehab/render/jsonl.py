"""The whole record as JSON Lines: every revision in order, with its hash."""

import json
from collections.abc import Iterable
from typing import Any

from rehab.domain.record import Revision
from rehab.render.entry_json import entry_json


def revision_json(revision: Revision) -> dict[str, Any]:
    """One revision: who recorded what, when and why, and the entry as it then stood."""
    return {
        "entry": revision.entry,
        "revision": revision.number,
        "state": revision.state,
        "kind": revision.kind,
        "day": str(revision.day),
        "recorded_at": revision.recorded_at.isoformat(),
        "tz": revision.tz,
        "actor": revision.actor,
        "reason": revision.reason,
        "change": revision.change_description,
        "hash": revision.hash,
        "data": entry_json(revision.payload),
    }


def jsonl_text(revisions: Iterable[Revision]) -> str:
    """One revision a line, in the order recorded."""
    return "".join(json.dumps(revision_json(r), ensure_ascii=False, sort_keys=True) + "\n" for r in revisions)
