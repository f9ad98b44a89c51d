"""Verifying a diary: that its chain fits, and that it still extends what a report was written from."""

import re
from dataclasses import dataclass

from rehab.actions.desk import Desk, given_path
from rehab.actions.refusals import Refused
from rehab.domain.extension import Extension, extension
from rehab.domain.limits import IMPORT_BYTES
from rehab.domain.text import clean
from rehab.readers.foreign import ImportRefused
from rehab.readers.report_stamp import ReportStamp, read_stamp
from rehab.store.database import check
from rehab.store.history import revisions


@dataclass(frozen=True, slots=True)
class Verified:
    """A diary whose chain fits: its head and revisions; with a stamp, how it goes on from there.

    ``counted`` is False where the stamp tells another number of entries than stood at its fingerprint.
    """

    head: str
    revisions: int
    stamp: ReportStamp | None = None
    extension: Extension | None = None
    counted: bool = True

    @property
    def extends(self) -> bool:
        """Whether the diary goes on from the state of the stamp; without one, always."""
        return self.extension is None or self.extension.at is not None


def verify(desk: Desk, stamp: ReportStamp | None = None) -> Verified:
    """Recompute the hash chain and hold it against a stamp. Raises Damaged where the chain does not fit."""
    check(desk.database)
    with desk.database.read() as session:
        found = revisions(session, desk.patient)
    head = found[-1].hash
    if stamp is None:
        return Verified(head, len(found))
    known = extension(found, stamp.fingerprint)
    counted = known.at is None or stamp.entries is None or stamp.entries == known.entries
    return Verified(head, len(found), stamp, known, counted)


def stamp_of(file: str) -> ReportStamp:
    """The stamp that a report carries. Raises Refused for a file without one."""
    name = clean(file, limit=200)
    try:
        with given_path(file).open("rb") as opened:
            data = opened.read(IMPORT_BYTES + 1)
    except (OSError, ValueError):
        raise Refused(f"{name} cannot be read. Check the path.") from None
    if len(data) > IMPORT_BYTES:
        raise Refused(f"{name} is larger than {IMPORT_BYTES // 1024**2} MB. No report is.")
    try:
        return read_stamp(data)
    except ImportRefused as error:
        raise Refused(f"{name}: {error}") from None


def typed_stamp(fingerprint: str, entries: int | None) -> ReportStamp:
    """A stamp as it is printed on a page. Raises Refused for what is no start of a fingerprint."""
    text = fingerprint.strip().lower()
    if not re.fullmatch("[0-9a-f]{8,64}", text):
        raise Refused("A fingerprint has 8 to 64 characters 0 to 9 and a to f. Type it as it is printed.")
    return ReportStamp(text, entries)
