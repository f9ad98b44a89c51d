"""What a foreign log gives: the entries found in it, what was refused and what was noticed."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from rehab.domain.diary import Bout, Morning, Raised, RestDay

_NAMESPACE = UUID("6f0b7f0e-3f0c-5d5f-9f0e-2b6f1f4b9a51")


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
    """A log read whole. ``format`` is ``strong``, ``hevy`` or ``rehab``.

    ``workouts`` and ``sets`` count what the file holds, rejected rows aside. ``remarks`` are
    sentences on how values were read that the person may want to know.
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


def entry_id(*identity: object) -> str:
    """The entry id that belongs to an identity: equal identities always give equal ids."""
    return str(uuid5(_NAMESPACE, "\x1f".join(str(part) for part in identity)))
