"""The session guard: no planned session far above the largest of the last 30 days (design §4.3)."""

from collections.abc import Sequence
from datetime import date, timedelta

from rehab.domain.days import Week, days_between
from rehab.domain.programmes import Prescription
from rehab.domain.rule import SESSION_PERCENT, cap, floor_step, half_entry
from rehab.domain.volume import SESSION_DAYS, DaySums, largest_session

SPIKE_PERCENT = 130
"""Above this share of the largest session of the last 30 days the next week holds (CE §1.7)."""


def session_bound(
    largest: int, prescription: Prescription, step: int | None = None, percent: int = SESSION_PERCENT
) -> int:
    """The most that one session may hold after a ``largest`` session, in base units.

    ``percent`` more, or one step more where that is less than a step, and never below half an entry
    session. Never a step more where the step is running. ``step`` is the one of the week's sets, else of
    the dose.
    """
    step = step or prescription.volume_step
    small = largest * percent < 100 * step and prescription.entry_stage is None
    grown = floor_step(largest, step) + step if small else cap(largest, percent, step)
    return max(grown, half_entry(prescription.entry.volume, step))


def guards(
    days: DaySums,
    week: Week,
    sessions: Sequence[date],
    prescription: Prescription,
    *,
    since: date,
    without: int,
    step: int | None = None,
    percent: int = SESSION_PERCENT,
) -> tuple[int, ...]:
    """The guard of each planned session of a week, from the bouts before the week only.

    ``without`` is the session allowed when the 30 days hold no bout: the entry session for a new plan, and
    for a session that moves to another day what it holds already.
    Each session counts 30 days back from its own day as well as from the week's start and takes
    the lower bound, so that the plan holds on whichever day it is done.
    """

    back = timedelta(days=SESSION_DAYS)
    first = max(since, week.start - back)
    recent = [(day, done) for day in days_between(first, week.start) if (done := days.get(day))]

    def bound(day: date) -> int:
        largest = max((done for one, done in recent if one >= day - back), default=None)
        return without if largest is None else session_bound(largest, prescription, step, percent)

    at_start = bound(week.start)
    return tuple(min(at_start, bound(day)) for day in sessions)


def spike(
    days: DaySums, week: Week, prescription: Prescription, *, since: date, allowed: int = 0
) -> date | None:
    """The first day of a week whose session is above 130 % of the largest of the 30 days before it.

    With no bout in them, the entry session is the measure. What was ``allowed`` is no spike.
    """
    for day in week.days:
        if (done := days.get(day, 0)) <= allowed:
            continue
        largest = largest_session(days, day, since=since) or prescription.entry.volume
        if 100 * done > SPIKE_PERCENT * largest:
            return day
    return None
