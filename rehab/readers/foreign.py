"""What a foreign log gives: the entries found in it, what was refused and what was noticed."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from rehab.domain.diary import Bout, Morning, Raised, RestDay
from rehab.domain.text import clean

_NAMESPACE = UUID("6f0b7f0e-3f0c-5d5f-9f0e-2b6f1f4b9a51")
_LISTED, _LISTED_LENGTH = 8, 60


class ImportRefused(ValueError):
    """A file that cannot be imported. The message says what is wrong, then what to do."""


class UnitNeeded(ImportRefused):
    """The file's weights have no unit. Reading it again with ``weight_unit`` may succeed."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A well-formed row with an unusable value: its first line in the file, from 1, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class ForeignLog:
    """A log read whole. ``format`` is ``strong``, ``hevy``, ``rehab`` or ``pain_diary``.

    ``workouts`` and ``sets`` count what the file holds, rejected rows aside; ``rounded`` counts the
    values that were rounded to whole ones. ``remarks`` are sentences on how values were read that the
    person may want to know.
    """

    file: str
    format: str
    workouts: int
    sets: int
    bouts: tuple[Bout, ...] = ()
    mornings: tuple[Morning, ...] = ()
    rests: tuple[RestDay, ...] = ()
    findings: tuple[Raised, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    remarks: tuple[str, ...] = ()
    rounded: int = 0


def entry_id(*identity: object) -> str:
    """The entry id that belongs to an identity: equal identities always give equal ids."""
    return str(uuid5(_NAMESPACE, "\x1f".join(str(part) for part in identity)))


def counted(number: int, noun: str) -> str:
    """A number with its noun, such as ``1 row`` or ``1,200 rows``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def listed(names: Iterable[str]) -> str:
    """Up to eight names from a file, in its order, and how many more."""
    shown = [clean(name, limit=_LISTED_LENGTH) or "rows without a name" for name in names]
    more = f" and {len(shown) - _LISTED} more" if len(shown) > _LISTED else ""
    return ", ".join(shown[:_LISTED]) + more
