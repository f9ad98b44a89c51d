"""Findings: what needs a person (design §2). Each says what was found and what to do, most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rehab.domain.because import Because
from rehab.domain.diary import Clearance, Diary, Person, Raised
from rehab.domain.flags import open_on
from rehab.domain.fold import courses
from rehab.domain.plan import current_week
from rehab.domain.referral import Referral, action
from rehab.domain.referrals import REFERRALS, referrals
from rehab.domain.rules import rule
from rehab.domain.screening import Screening
from rehab.domain.triage import highest, order
from rehab.domain.words import EMERGENCY_NUMBERS, Urgency

URGENT = (Urgency.EMERGENCY, Urgency.SAME_DAY)
"""What every start and every verb shows first."""
_EMERGENCY_DEPARTMENT = "the nearest emergency department"
_SAME_DAY_SERVICE = "your own doctor, or the urgent-care or out-of-hours service near you"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that needs a person: its rule, how soon, what was found and what to do.

    ``count`` tells how often its cause was reported since ``since``; ``entries`` are what a clearance names.
    """

    id: str
    urgency: Urgency
    text: str
    action: str
    because: tuple[Because, ...]
    sources: tuple[str, ...]
    count: int = 1
    since: date | None = None
    entries: tuple[str, ...] = ()


def findings(screening: Screening, diary: Diary, day: date, seen: date | None = None) -> tuple[Finding, ...]:
    """Everything that is open on ``day``: what is on record, then what the diary asks for by itself.

    What is on record may be looked at from a later day ``seen``. A referral on record that still holds is
    told as the diary stands now.
    """
    flagged = flag_findings(screening, diary.person, diary.raised, diary.clearances, seen or day)
    found = {referral.id: referral for referral in due_referrals(diary, day)}
    told = [_as_it_stands(one, found.pop(one.id)) if one.id in found else one for one in flagged]
    return (*told, *(_referred(referral) for referral in found.values()))


def due_referrals(diary: Diary, day: date) -> tuple[Referral, ...]:
    """The routine referrals that the diary asks for on ``day``, recorded or not."""
    diary = diary.upto(day)
    return referrals(diary, day, tuple(courses(diary, current_week(diary, day), day)))


def _referred(referral: Referral) -> Finding:
    return Finding(
        id=referral.id,
        urgency=Urgency.ROUTINE,
        text=referral.text,
        action=referral.action,
        because=referral.because,
        sources=referral.sources,
        since=referral.since,
    )


def _as_it_stands(found: Finding, referral: Referral) -> Finding:
    return replace(found, text=referral.text, action=referral.action, because=referral.because)


def flag_findings(
    screening: Screening,
    person: Person,
    raised: tuple[Raised, ...],
    clearances: tuple[Clearance, ...],
    day: date,
) -> tuple[Finding, ...]:
    """The open red flags as findings: one for each cause, with a count."""
    causes: dict[str, list[Raised]] = {}
    for one in open_on(raised, clearances, day):
        causes.setdefault(one.item, []).append(one)
    made = [_flagged(screening, person, item, ones) for item, ones in causes.items()]
    return tuple(sorted(made, key=lambda finding: -order(finding.urgency)))


def _flagged(screening: Screening, person: Person, item: str, ones: list[Raised]) -> Finding:
    worst = max(ones, key=lambda one: order(one.urgency))
    known = screening.by_id.get(item)
    referral = known is None and item in REFERRALS
    names = [name for one in ones for name in one.facts]
    return Finding(
        id=item,
        urgency=worst.urgency,
        text=worst.text,
        action=action(item, names) if referral else action_text(screening.actions, worst.urgency, person),
        because=tuple(_fact(one, name, derived=referral) for one in ones for name in one.facts),
        sources=rule(item).sources if referral else known.sources if known else (),
        count=len(ones),
        since=min(one.day for one in ones),
        entries=tuple(one.entry for one in ones),
    )


def _fact(one: Raised, name: str, *, derived: bool) -> Because:
    """A fact on record: what an entry said, or what the program derived, with its own day in its name."""
    if derived:
        return Because(None, None, name, one.facts[name])
    return Because(one.cause or one.entry, one.day, name, one.facts[name])


def action_text(actions: Mapping[Urgency, str], urgency: Urgency, person: Person | None) -> str:
    """What to do at an urgency, with the patient's own numbers and services where they are known."""
    return actions[urgency].format_map(
        {
            "emergency_number": (person and person.emergency_number) or EMERGENCY_NUMBERS,
            "emergency_department": (person and person.emergency_department) or _EMERGENCY_DEPARTMENT,
            "same_day_service": (person and person.same_day_service) or _SAME_DAY_SERVICE,
        }
    )


def urgency(found: tuple[Finding, ...]) -> Urgency:
    """The highest urgency among findings; ``none`` without any."""
    return highest(f.urgency for f in found)
