"""Raising red flags: from answers, treatments, profile and the course of the diary's own entries."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from rehab.actions.desk import Desk, as_diary, new_change, new_id, stamp
from rehab.actions.plans import screening
from rehab.domain.diary import Diary, Fact, Raised
from rehab.domain.findings import due_referrals
from rehab.domain.flags import newly_raised, open_on
from rehab.domain.known_facts import answered, known_facts, risen, together
from rehab.domain.referral import Referral
from rehab.domain.referrals import REPLACED
from rehab.domain.triage import Hit, Triage, triage
from rehab.domain.words import Urgency
from rehab.store.database import Session
from rehab.store.diary_rows import load
from rehab.store.entries import add


def asked_for(diary: Diary, said: Mapping[str, Fact], day: date) -> Triage:
    """What new answers ask for, with all that the diary knows on ``day``.

    What a clinician has cleared since, and nothing said brings up again, is left out. So is what the course
    of the diary alone tells where a referral says it better.
    """
    known = known_facts(screening(), diary, day)
    found = triage(screening(), together(screening(), known, said))
    since = partial(risen, screening(), diary, day=day)
    new = newly_raised(found.hits, answered(said), diary.raised, diary.clearances, day, since)
    return replace(found, hits=tuple(hit for hit in new if hit.item.id not in REPLACED or _said(hit, said)))


def _said(hit: Hit, said: Mapping[str, Fact]) -> bool:
    return any(said.get(key) == value for key, value in hit.facts.items())


def raised_by(diary: Diary, said: Mapping[str, Fact], day: date, cause: str) -> tuple[Raised, ...]:
    """The findings that new facts raise in a diary, ready to be stored; ``cause`` is the entry that tells."""

    def make(hit: Hit) -> Raised:
        return Raised(new_id(), day, hit.item.id, hit.urgency, hit.text, hit.facts, cause, hit.item.pauses)

    return tuple(make(hit) for hit in asked_for(diary, said, day).hits)


def raise_known(desk: Desk, session: Session, cause: str, said: Mapping[str, Fact] | None = None) -> Diary:
    """Record the findings that an entry raises today, by itself or by the course that it is part of.

    In the block that saves the entry, so that neither is ever stored without the other. Returns the diary
    as that block leaves it. An undo of the entry leaves the findings standing.
    """
    diary = as_diary(load(session, desk.patient))
    raised = raised_by(diary, said or {}, desk.today, cause)
    flagged = replace(diary, raised=(*diary.raised, *raised)) if raised else diary
    raised = (*raised, *referred(flagged, desk.today, cause))
    if not raised:
        return diary
    add(session, desk.patient, raised, new_change("finding from the diary", "screen"), stamp())
    return as_diary(load(session, desk.patient))


def raise_referrals(desk: Desk, session: Session, cause: str) -> None:
    """Record the routine referrals that an entry of this block brings, and no red flags."""
    raised = referred(as_diary(load(session, desk.patient)), desk.today, cause)
    if raised:
        add(session, desk.patient, raised, new_change("finding from the diary", "screen"), stamp())


def referred(diary: Diary, day: date, cause: str) -> tuple[Raised, ...]:
    """The routine referrals that are to be recorded: those that are firm and not on record as open."""
    standing = {one.item for one in open_on(diary.raised, diary.clearances, day)}
    due = due_referrals(diary, day)
    return tuple(as_raised(one, day, cause) for one in due if one.firm and one.id not in standing)


def as_raised(referral: Referral, day: date, cause: str = "") -> Raised:
    """A referral as it is recorded."""
    return Raised(new_id(), day, referral.id, Urgency.ROUTINE, referral.text, referral.facts, cause)
