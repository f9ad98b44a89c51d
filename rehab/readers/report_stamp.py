"""The fingerprint and the number of entries that a report of ours carries, from any of its text formats."""

import re
from dataclasses import dataclass

from rehab.readers.foreign import ImportRefused

_FOOT = re.compile(r"diary\s+([0-9a-f]{16})[0-9a-f]*,\s+([0-9]{1,9})\s+entries")
_FINGERPRINT = re.compile(r'(?:"fingerprint": ?"|^fingerprint,.*,)([0-9a-f]{16,64})"?', re.MULTILINE)
_ENTRIES = re.compile(r'(?:"entries": ?|^entries,.*,)([0-9]{1,9})', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReportStamp:
    """The start of a diary's fingerprint, and how many entries it held; ``None`` where that is not told."""

    fingerprint: str
    entries: int | None


def read_stamp(data: bytes) -> ReportStamp:
    """The stamp of a report in any format but PDF. Raises ImportRefused for a file without one."""
    if data.startswith(b"%PDF"):
        raise ImportRefused(
            "The text of a PDF cannot be read here. Give what its foot says: --fingerprint and --entries."
        )
    text = data.decode("utf-8", errors="replace")
    if whole := _FINGERPRINT.search(text):
        counted = _ENTRIES.search(text)
        return ReportStamp(whole[1], int(counted[1]) if counted else None)
    if foot := _FOOT.search(text):
        return ReportStamp(foot[1], int(foot[2]))
    raise ImportRefused("The file carries no fingerprint of a diary. Give a report or letter of rehab.")
