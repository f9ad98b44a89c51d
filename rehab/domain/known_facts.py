"""Facts that are known without asking: from the profile, the treatments, and the diary's own scores."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import takewhile

from rehab.domain.because import Because
from rehab.domain.conditions import SKIPPED, UNSURE
from rehab.domain.diary import Diary, Fact, Morning
from rehab.domain.eligibility import age, profile_on
from rehab.domain.flags import open_on
from rehab.domain.given_facts import worse
from rehab.domain.screening import FactKind, Screening
from rehab.domain.trends import worsening

NIGHTS, WEEKS = 3, 2
"""Woken by pain on so many nights in each of so many weeks is persistent night pain (RR5, project rule)."""
LIMP_DAYS = 14
"""A limp that lasts longer goes to a doctor (RR9)."""


def known_facts(screening: Screening, diary: Diary, day: date) -> dict[str, Fact]:
    """Every fact known on ``day``, by key. A fact that nothing tells is absent."""
    return _told(screening, diary, day) | {key: True for key, tells in _COURSES.items() if tells(diary, day)}


def _told(screening: Screening, diary: Diary, day: date) -> dict[str, Fact]:
    """What the profile, lasting answers, open findings and the treatments on record say."""
    found: dict[str, Fact] = {"age": age(diary.person.born, day)}
    for name, value in _answers(screening, diary, day):
        key = screening.aliases.get(name, name)
        if key in screening.facts and value is not None:
            found[key] = worse(screening.facts[key], found.get(key), value)
    for event in diary.events:
        if event.day <= day and event.kind in screening.events:
            found[screening.events[event.kind]] = True
    return found


def _answers(screening: Screening, diary: Diary, day: date) -> Iterator[tuple[str, Fact]]:
    """The profile, the answers of screens that last, and what led to the findings that are open."""
    profile = profile_on(diary, day)
    yield from (profile.facts if profile else {}).items()
    for screen in diary.screens:
        if screen.day <= day:
            yield from ((key, screen.answers[key]) for key in screening.lasting if key in screen.answers)
    for one in open_on(diary.raised, diary.clearances, day):
        yield from one.facts.items()


def answered(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts with a yes, no or unsure; skipped ones are unknown to any rule."""
    return {key: value for key, value in facts.items() if value is not None and value != SKIPPED}


def together(screening: Screening, known: Mapping[str, Fact], said: Mapping[str, Fact]) -> dict[str, Fact]:
    """What is known with what is said now: of yes and no the more worrying stands, else what is said.

    So a no in a screen hides no cancer of the profile and no limp of the diary.
    """
    found = dict(known)
    for key, value in answered(said).items():
        of = screening.facts.get(key)
        both = of is not None and of.kind is FactKind.YES_NO
        found[key] = worse(of, known.get(key), value) if of and both else value
    return found


def risen(screening: Screening, diary: Diary, since: date, day: date) -> frozenset[str]:
    """The yes/no facts known on ``day`` that were not known on some day from ``since`` on."""
    now = {key: value for key, value in known_facts(screening, diary, day).items() if value in (UNSURE, True)}
    days = [day - timedelta(days=n) for n in range(1, (day - since).days + 1)]
    groups = (diary.profiles, diary.screens, diary.events, diary.raised, diary.clearances)
    given = {entry.day for group in groups for entry in group}
    told = [_told(screening, diary, one) for one in days if one == since or one in given]

    def has_risen(key: str) -> bool:
        if tells := _COURSES.get(key):
            return not all(tells(diary, one) for one in days)
        return any(before.get(key) != now[key] for before in told)

    return frozenset(filter(has_risen, now))


def woken_often(diary: Diary, day: date, since: date | None = None) -> tuple[Because, ...]:
    """The nights that pain broke, three or more in each of the last two weeks; empty where it did not.

    Weeks that would begin before ``since`` do not count.
    """
    found: list[Because] = []
    for week in reversed(range(WEEKS)):
        days = [day - timedelta(days=7 * week + n) for n in reversed(range(7))]
        mornings = [m for one in days if (m := diary.morning_by_day.get(one)) and m.woken]
        if len(mornings) < NIGHTS or (since is not None and days[0] < since):
            return ()
        found += [Because(m.entry, m.day, "woken", m.woken) for m in mornings]
    return tuple(found)


def limp(diary: Diary, day: date, since: date | None = None) -> tuple[Morning, ...]:
    """The mornings with a limp since the last one without, oldest first; none before ``since``.

    Empty unless the newest morning that tells has one, and is not older than two weeks.
    """
    told = [m for m in diary.morning_by_day.values() if m.limp is not None and m.day <= day]
    told = sorted((m for m in told if since is None or m.day >= since), key=lambda m: m.day)
    if not told or day - told[-1].day >= timedelta(LIMP_DAYS):
        return ()
    return tuple(reversed(list(takewhile(lambda m: m.limp, reversed(told)))))


def _limp_is_new(diary: Diary, day: date) -> bool:
    """A morning without a limp is on record, and the limp since then began within two weeks."""
    found = limp(diary, day)
    if not found or day - found[0].day >= timedelta(LIMP_DAYS):
        return False
    return any(m.limp is False for on, m in diary.morning_by_day.items() if on < found[0].day)


_COURSES: Mapping[str, Callable[[Diary, date], bool]] = {
    "night_or_rest_pain": lambda diary, day: bool(woken_often(diary, day)),
    "gait_change": lambda diary, day: bool(limp(diary, day)),
    "limp_is_new": _limp_is_new,
    "worsening": lambda diary, day: bool(worsening(diary, day)),
}
"""The facts that the course of the diary's own entries tells."""
