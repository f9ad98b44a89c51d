"""The whole record as JSON Lines: every revision in order, with its hash."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

from rehab.render.entry_json import entry_json


class RevisionFacts(Protocol):
    """What a revision tells; the store's records fit."""

    @property
    def entry(self) -> str: ...  # noqa: D102
    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def state(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def day(self) -> date: ...  # noqa: D102
    @property
    def recorded_at(self) -> datetime: ...  # noqa: D102
    @property
    def tz(self) -> str: ...  # noqa: D102
    @property
    def actor(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def change_description(self) -> str: ...  # noqa: D102
    @property
    def payload(self) -> Any: ...  # noqa: D102
    @property
    def hash(self) -> str: ...  # noqa: D102


def revision_json(revision: RevisionFacts) -> dict[str, Any]:
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


def jsonl_text(revisions: Iterable[RevisionFacts]) -> str:
    """One revision a line, in the order recorded."""
    return "".join(json.dumps(revision_json(r), ensure_ascii=False, sort_keys=True) + "\n" for r in revisions)
