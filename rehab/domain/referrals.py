"""Routine referrals RR1–RR11, the return after a break (P5) and the settle phase (SETTLE), as the diary
stands (CE §5, design §4.5, §4.9).

Days and windows count from the programme's start, or from the day of the last clearance of that referral
where it is later; signs that need no programme count from wherever the record begins. One cause is told
once (CE §8.2): a referral is not raised beside a finding that says the same and sooner, and a clearance of
that finding answers it as well (project rules).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rehab.domain.course import TWICE_REGRESSED, Course
from rehab.domain.diary import Diary
from rehab.domain.flags import last_cleared, open_on
from rehab.domain.fold import WeekRecord
from rehab.domain.referral import Look, Referral
from rehab.domain.referral_progress import early, other, review
from rehab.domain.referral_signs import fallen, limping, mood, snapping, woken, worse
from rehab.domain.referral_weeks import confirmation, settle, twice, unseen

REFERRALS: Mapping[str, Callable[[Look], Referral | None]] = {
    "RR3": worse,
    "RR6": fallen,
    TWICE_REGRESSED: twice,
    "RR5": woken,
    "RR9": limping,
    "RR1": early,
    "RR4": other,
    "RR2": review,
    "RR8": snapping,
    "RR10": mood,
    "P5": confirmation,
    "SETTLE": settle,
    "RR11": unseen,
}
"""Every routine referral by its id, the soonest to be seen first."""
COVERED: Mapping[str, tuple[str, ...]] = {
    "RR1": ("RR3",),
    "RR2": ("RR3", "RR1"),
    "RR5": ("U03",),
    "RR9": ("U15",),
    "RR10": ("R07",),
}
"""The findings that say the same as a referral, and as soon or sooner."""
REPLACED = ("R05",)
"""The red flags that the course of the diary alone does not raise: a referral says it, and how soon (RR3)."""
_ANSWERED: Mapping[str, tuple[str, ...]] = {**COVERED, "RR3": REPLACED}
"""The findings whose clearance answers a referral as well."""


def referrals(diary: Diary, day: date, weeks: Sequence[tuple[WeekRecord, Course]]) -> tuple[Referral, ...]:
    """The referrals that the diary asks for on ``day``, recorded or not, the soonest to be seen first.

    ``diary`` holds nothing later than that day, and ``weeks`` are its weeks up to that day's, folded.
    """
    known = [(record, course) for record, course in weeks if record.week.start <= day]
    found = {}
    for item, trigger in REFERRALS.items():
        answered = {item, *_ANSWERED.get(item, ())}
        cleared = last_cleared(answered, diary.raised, diary.clearances, day)
        if referral := trigger(Look(diary, day, known, cleared)):
            found[item] = referral
    told = {*found, *(one.item for one in open_on(diary.raised, diary.clearances, day))}
    return tuple(one for item, one in found.items() if told.isdisjoint(COVERED.get(item, ())))
