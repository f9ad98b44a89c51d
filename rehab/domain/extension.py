"""Whether a diary still extends the state that a report was written from."""

from collections.abc import Sequence
from dataclasses import dataclass

from rehab.domain.diary import Person
from rehab.domain.record import Revision


@dataclass(frozen=True, slots=True)
class Extension:
    """The revision at which a diary had a fingerprint, and what came after it.

    ``at`` is ``None`` where the diary never had it. ``entries`` are those that stood then, without the
    person; ``later`` counts the revisions since, ``amended`` those of entries that stood then.
    """

    at: Revision | None
    entries: int
    later: int
    amended: int


def extension(revisions: Sequence[Revision], fingerprint: str) -> Extension:
    """How the history goes on from the state whose fingerprint begins as given."""
    place = next((n for n, one in enumerate(revisions) if one.hash.startswith(fingerprint)), None)
    if place is None:
        return Extension(None, 0, 0, 0)
    before, after = revisions[: place + 1], revisions[place + 1 :]
    states = {one.entry: one.state for one in before if not isinstance(one.payload, Person)}
    amended = sum(one.entry in states for one in after)
    return Extension(revisions[place], list(states.values()).count("active"), len(after), amended)
