"""The break table: how much of the reference is left after days without a bout (CE §1.8, design §4.5)."""

from dataclasses import dataclass

from rehab.domain.rule import cut, share

BREAK_DAYS = 8
"""A gap of this many days or more is a break."""


@dataclass(frozen=True, slots=True)
class Break:
    """A row of the table: from ``days`` on, ``percent`` of R, and the entry dose where it is lower.

    ``confirmation`` rows ask for a clinician's confirmation, which is missing until recorded and
    blocks nothing; ``new_baseline`` rows start anew.
    """

    days: int
    percent: int
    entry_bounds: bool = False
    confirmation: bool = False
    new_baseline: bool = False


NEW_BASELINE_DAYS = 90
"""A break of so many days begins the programme anew (CE §1.8)."""
TABLE = (
    Break(NEW_BASELINE_DAYS, 50, entry_bounds=True, confirmation=True, new_baseline=True),
    Break(28, 50, entry_bounds=True, confirmation=True),
    Break(14, 50),
    Break(BREAK_DAYS, 75),
)


def break_row(gap_days: int | None) -> Break | None:
    """The row for a gap in days from the last bout to the first day of the planned week."""
    return next((row for row in TABLE if gap_days is not None and gap_days >= row.days), None)


def re_entry(row: Break, reference: int, entry: int, step: int) -> int:
    """The first week back, in base units: never above R, never under half the entry dose."""
    ceiling = share(reference, row.percent, step)
    return cut(reference, min(ceiling, entry) if row.entry_bounds else ceiling, entry, step)
