"""Facts that are known without asking: from the profile, the treatments, and the diary's own scores."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from statistics import median, median_low

from rehab.domain.conditions import SKIPPED, UNSURE
from rehab.domain.diary import Diary, Fact
from rehab.domain.eligibility import age, profile_on
from rehab.domain.flags import open_on
from rehab.domain.given_facts import worse
from rehab.domain.screening import FactKind, Screening

NIGHTS, WEEKS = 3, 2
"""Woken by pain on so many nights in each of so many weeks is persistent night pain (RR5, project rule)."""
RISE, SCORED_DAYS = 2, 4
"""A weekly median this much above that of two weeks before is worsening, with so many days scored (TR4)."""
SLOPE, SLOPE_DAYS, SLOPE_SCORES = Fraction(1, 10), 21, 12
"""A middle slope of so many points a day over so many days is worsening, with so many scores (TR4)."""
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


def _woken_often(diary: Diary, day: date) -> bool:
    """Woken on at least three nights in each of the last two weeks."""
    for week in range(WEEKS):
        mornings = [diary.morning_by_day.get(day - timedelta(days=7 * week + n)) for n in range(7)]
        if sum(1 for m in mornings if m and m.woken) < NIGHTS:
            return False
    return True


def _limps(diary: Diary, day: date) -> bool:
    """A limp is on record on the newest morning of the last two weeks that tells."""
    days = (day - timedelta(days=n) for n in range(LIMP_DAYS))
    told = (m.limp for one in days if (m := diary.morning_by_day.get(one)) and m.limp is not None)
    return next(told, False)


def _limp_is_new(diary: Diary, day: date) -> bool:
    """A morning without a limp is on record, and the limp since then began within two weeks."""
    told = [(on, m.limp) for on, m in diary.morning_by_day.items() if m.limp is not None and on <= day]
    without = max((on for on, limp in told if not limp), default=None)
    began = min((on for on, _ in told if without and on > without), default=None)
    return began is not None and day - began < timedelta(LIMP_DAYS)


def worsening(diary: Diary, day: date) -> bool:
    """The worst daily score rises (TR4): by two points of the weekly median in two weeks, by one in each
    of two weeks, or by a tenth of a point a day over three weeks."""
    now, last, before = (_median(diary, day - timedelta(days=n)) for n in (0, 7, 14))
    if now is not None and before is not None:
        steadily = last is not None and now > last > before
        if now - before >= RISE or steadily:
            return True
    scores = [(n, worst_score(diary, day - timedelta(days=n))) for n in reversed(range(SLOPE_DAYS))]
    given = [(-n, score) for n, score in scores if score is not None]
    if len(given) < SLOPE_SCORES:
        return False
    return median(Fraction(b - a, n - m) for (m, a), (n, b) in combinations(given, 2)) >= SLOPE


def _median(diary: Diary, last: date) -> int | None:
    worst = [w for n in range(7) if (w := worst_score(diary, last - timedelta(days=n))) is not None]
    return median_low(worst) if len(worst) >= SCORED_DAYS else None


def worst_score(diary: Diary, day: date) -> int | None:
    """The worst pain score given on ``day``, of the morning or of any bout; ``None`` without any."""
    morning = diary.morning_by_day.get(day)
    scores = [morning.score, morning.rest_pain] if morning else []
    for bout in diary.bouts_by_day.get(day, ()):
        scores += [bout.pain_before, bout.pain_during, bout.pain_after]
    return max((score for score in scores if score is not None), default=None)


_COURSES: Mapping[str, Callable[[Diary, date], bool]] = {
    "night_or_rest_pain": _woken_often,
    "gait_change": _limps,
    "limp_is_new": _limp_is_new,
    "worsening": worsening,
}
"""The facts that the course of the diary's own entries tells."""
