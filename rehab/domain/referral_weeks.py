"""Referrals for how the weeks went: RR7, RR11, the return after a break (P5), the settle phase (SETTLE)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rehab.domain.because import Because
from rehab.domain.breaks import break_row
from rehab.domain.case import number
from rehab.domain.course import REGRESS_SPAN, TWICE_REGRESSED
from rehab.domain.criteria import PATIENT
from rehab.domain.diary import Diary
from rehab.domain.fold import WeekRecord
from rehab.domain.programmes import Series
from rehab.domain.referral import Look, Referral
from rehab.domain.standing import SeriesWeek

FAILED_TWICE = 2
"""So many returns after a break that did not last go to the physiotherapist (RR7, project rule)."""
FAILS_WITHIN = 2
"""A return has failed when one of so many weeks after it goes back, or returns after a break again."""
UNSEEN_DAYS = 42
"""So many days without a clinician's act on the record ask for a review (RR11, project rule)."""
HIGH_WEEKS = 3
"""So many weeks of the settle phase with before-scores above its ceiling are a finding (design §4.9)."""


def twice(look: Look) -> Referral | None:
    """RR7: two weeks of REGRESS within four, or a second return after a break that did not last.

    It has no end by itself, as the pause or the phase back that comes with it (``course.after_regress``).
    """
    weeks = [record.week.start for record, course in look.weeks if course.restarted == record.week.start]
    counted = [day for day in weeks if look.counts(day)]
    for first, second in pairwise(counted):
        if second - first <= REGRESS_SPAN:
            because = tuple(Because(None, day, "regress_week", True) for day in (first, second))
            text = "Pain has led back to less twice within four weeks."
            return Referral(TWICE_REGRESSED, text, because, first)
    failed = [day for day in _failed_returns(look, {*weeks}) if look.counts(day)]
    if len(failed) < FAILED_TWICE:
        return None
    because = tuple(Because(None, day, "failed_return", True) for day in failed)
    text = "Coming back after a break has failed for the second time."
    return Referral(TWICE_REGRESSED, text, because, failed[0])


def _failed_returns(look: Look, regressed: set[date]) -> list[date]:
    """The first days of the weeks in which a return began that did not last."""
    failed = []
    for place, record in enumerate(look.records):
        back = {series for series, _ in _returns(record)}
        after = look.records[place + 1 : place + 1 + FAILS_WITHIN]
        if back and any(later.week.start in regressed or _back_again(later, back) for later in after):
            failed.append(record.week.start)
    return failed


def _returns(record: WeekRecord) -> Iterator[tuple[Series, SeriesWeek]]:
    """The loading exercises that were taken up again in a week after a break."""
    for series, item in record.series.items():
        if item.exercise.loading and item.done and item.matched("P5"):
            yield series, item


def _back_again(record: WeekRecord, back: set[Series]) -> bool:
    return any(series in back and item.matched("P5") is not None for series, item in record.series.items())


def confirmation(look: Look) -> Referral | None:
    """P5: a return after 28 days asks for a clinician's confirmation, which blocks nothing (design §4.5).

    It is firm once the exercise is taken up. A break that a clinician has answered is not asked about again.
    """
    for record in look.records:
        current = look.day in record.week
        found = [item for item in record.series.values() if _long_break(look, item)]
        taken_up = [item for item in found if item.done]
        if taken_up or (found and current):
            item = (taken_up or found)[0]
            began = record.week.start - timedelta(days=item.gap_days or 0)
            row = item.matched("P5")
            text = "Exercises are taken up again after a break of four weeks or more."
            return Referral("P5", text, row.because if row else (), began, firm=bool(taken_up))
    return None


def _long_break(look: Look, item: SeriesWeek) -> bool:
    row = break_row(item.gap_days)
    if item.matched("P5") is None or row is None or not row.confirmation:
        return False
    return look.cleared is None or item.week.start - timedelta(days=item.gap_days or 0) >= look.cleared


def settle(look: Look) -> Referral | None:
    """SETTLE: three weeks of the settle phase with pain above 2 before training."""
    weeks = [record for record in look.records if record.evidence.high_before]
    found = [record for record in weeks if look.counts(record.week.shifted(-1).start)]
    if len(found) < HIGH_WEEKS:
        return None
    because = tuple(record.evidence.high_before[0] for record in found)
    text = f"In {len(found)} weeks of the settle phase pain before training was above 2."
    return Referral("SETTLE", text, because, found[0].week.shifted(-1).start)


def unseen(look: Look) -> Referral | None:
    """RR11: no clinician has acted on the record for six weeks.

    A phase, a check, an exception, a clearance and a diagnosis count, and the day of a new programme. What
    the patient recorded by themselves, or tells of a clinician, does not (project rule).
    """
    last = max(day for day in (look.since, *_acts(look.diary)) if day <= look.day or day == look.since)
    days = (look.day - last).days
    if days < UNSEEN_DAYS:
        return None
    text = f"No clinician has reviewed this record for {days} days."
    because = (Because(None, last, "last_review", True), number("days", days))
    return Referral("RR11", text, because, last, firm=False)


def _acts(diary: Diary) -> Iterator[date]:
    yield from (one.day for one in diary.phases if one.role != PATIENT)
    yield from (one.day for one in diary.answers if one.role != PATIENT)
    yield from (one.day for one in diary.overrides)
    yield from (one.day for one in diary.notes)
    yield from (one.day for one in diary.reviews)
    yield from (one.day for one in diary.clearances if not one.told_by_patient)
    yield from (one.day for one in diary.diagnoses)
    yield from (one.starts for one in diary.assignments)
