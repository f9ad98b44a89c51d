"""Referrals for what the patient reports: RR3, RR5, RR6, RR8, RR9, RR10 (CE §5).

Findings look at everything on record; only a clearance cuts off what lies before it.
"""

from datetime import date, timedelta

from rehab.domain import measures
from rehab.domain.because import Because
from rehab.domain.diary import Screen
from rehab.domain.known_facts import LIMP_DAYS, limp, woken_often
from rehab.domain.measure_scales import MEAN, SCALES
from rehab.domain.referral import WOKEN, Look, Referral
from rehab.domain.trends import worsening

NIGHT_DAYS = 14
"""Worsening with a broken night in so many days goes to the doctor as well (RR3)."""
SNAPPING_DAYS = 42
"""Painful snapping, locking, catching or giving way is looked at after so many days (RR8)."""


def worse(look: Look) -> Referral | None:
    """RR3: pain is getting worse (TR4)."""
    found = worsening(look.diary, look.day, look.cleared)
    if not found:
        return None
    nights = tuple(_nights(look))
    text = "The pain is getting worse, and wakes you at night." if nights else "The pain is getting worse."
    days = [one.day for one in found if one.day is not None]
    return Referral("RR3", text, (*found, *nights), min(days, default=look.day))


def _nights(look: Look) -> list[Because]:
    days = (look.day - timedelta(days=n) for n in reversed(range(NIGHT_DAYS)))
    mornings = (look.diary.morning_by_day.get(day) for day in days)
    return [Because(m.entry, m.day, WOKEN, m.woken) for m in mornings if m and m.woken]


def woken(look: Look) -> Referral | None:
    """RR5: pain woke on three nights or more in each of the last two weeks."""
    found = woken_often(look.diary, look.day, look.cleared)
    if not found:
        return None
    text = f"Pain has woken you on {len(found)} of the last 14 nights."
    return Referral("RR5", text, found, found[0].day or look.day)


def fallen(look: Look) -> Referral | None:
    """RR6: own activities or the LEFS have fallen by an important amount from their best."""
    found = measures.falls(look.diary, look.day, look.cleared)
    if not found:
        return None
    named = ", ".join(
        f"{SCALES[one.now.kind].title if one.name in (MEAN, 'total') else one.name} by "
        f"{measures.points_text(-one.by)}"
        for one in found
    )
    because = tuple(fact for one in found for fact in one.because)
    text = f"What you can do has become less: {named} points."
    return Referral("RR6", text, because, min(one.before.day for one in found))


def snapping(look: Look) -> Referral | None:
    """RR8: painful snapping, locking, catching or giving way was answered with yes for six weeks, no no
    between."""
    found = _yes_running(look, "snapping")
    if not found or found[-1].day - found[0].day < timedelta(days=SNAPPING_DAYS):
        return None
    days = (found[-1].day - found[0].day).days
    text = f"The hip snaps, locks, catches or gives way with pain, for {days} days now."
    return Referral("RR8", text, _answers(found, "snapping"), found[0].day)


def limping(look: Look) -> Referral | None:
    """RR9: a limp that has lasted longer than two weeks."""
    found = limp(look.diary, look.day, look.cleared)
    if not found or look.day - found[0].day <= timedelta(days=LIMP_DAYS):
        return None
    days = (look.day - found[0].day).days
    first, last = (Because(one.entry, one.day, "limp", True) for one in (found[0], found[-1]))
    text = f"You have been limping for {days} days."
    return Referral("RR9", text, (first,) if first == last else (first, last), found[0].day)


def mood(look: Look) -> Referral | None:
    """RR10: low mood, worry or fear of moving, by the newest answer."""
    found = _yes_running(look, "low_mood_or_fear")
    if not found:
        return None
    text = "Low mood, worry or fear of moving keeps you from exercising."
    return Referral("RR10", text, _answers(found, "low_mood_or_fear"), found[0].day)


def _yes_running(look: Look, key: str) -> list[Screen]:
    """The screens that say yes since the last no, oldest first; unsure, skipped or unasked says neither."""
    said: list[Screen] = []
    for screen in sorted(look.diary.screens, key=_day):
        if look.cleared is not None and screen.day <= look.cleared:
            continue
        if screen.answers.get(key) is False:
            said = []
        elif screen.answers.get(key) is True:
            said.append(screen)
    return said


def _day(screen: Screen) -> date:
    return screen.day


def _answers(found: list[Screen], key: str) -> tuple[Because, ...]:
    return tuple(Because(one.entry, one.day, key, True) for one in (found[0], *found[1:][-1:]))
