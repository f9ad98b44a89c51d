"""The evidence for a week told a second time: pain, gaps in the entries, and what keeps loading waiting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from rehab.domain.days import Week
from rehab.domain.diary import Bout, Diary
from rehab.domain.programmes import Phase
from rehab.domain.words import PhaseKind

DAY = timedelta(days=1)
PAUSING = ("pregnant", "recent_surgery", "recent_fracture", "current_cancer")


@dataclass(frozen=True)
class Signs:
    """The retold evidence of the seven days before a week: what each row about the person stands on.

    ``regress`` is P4, ``unknown`` P6, ``rise`` a PM4 that only holds, ``masked`` P9, ``sore`` a week that
    P12 counts. ``clean`` tells of no breach and no severe score.
    """

    paused: bool
    breach_days: int = 0
    clean: bool = True
    regress: bool = False
    unknown: bool = False
    rise: bool = False
    masked: bool = False
    sore: bool = False


def signs_before(book: Diary, week: Week, since: date, phase: Phase) -> Signs:
    """The evidence for a week from the seven days before it and the mornings that follow them.

    ``phase`` is the one that those days were in; nothing but they themselves looks back beyond ``since``.
    """
    paused = waits(book, week.end - DAY)
    if week.start <= book.starts:
        return Signs(paused)
    days = [week.start - n * DAY for n in range(7, 0, -1)]
    breaches = sum(any(_breaches(book, day, phase)) for day in days)
    severe = any(_severe(book, day) for day in days)
    if days[0] <= book.starts:
        severe = severe or _severe_morning(book, days[0])
    loaded = [day for day in days if any(_loads(book, b) for b in book.bouts_by_day.get(day, ()))]
    blind = [day for day in loaded if _morning_passed(book, day) is None]
    thin = len(blind) > 1 or (bool(blind) and blind[-1] == loaded[-1])
    thin = thin or sum(day in book.logged_days for day in days) < 5
    rises = [_risen(book, days, field, since) for field in ("score", "stiffness_min")]
    clean = not severe and not breaches
    regress = (
        severe
        or breaches >= 2
        or "back" in rises
        or any(_flared(book, day, since) for day in days)
        or _worsens(book, days[-1], since)
    )
    few = any(
        scored is not None and len(scored) < 4
        for scored in (_scores(book, days[-1] - back * DAY, 7, since) for back in (0, 14))
    )
    hurting = [day for day in loaded if _hurts(book, day)]
    masked = [day for day in loaded if _painkiller(book, day)]
    return Signs(
        paused,
        breaches,
        clean,
        regress,
        unknown=thin or few or _hurt_before(book, days, phase),
        rise="hold" in rises,
        masked=bool(masked) and 2 * len(masked) >= len(loaded),
        sore=2 * len(hurting) > len(loaded) and clean and not thin and not any(rises) and not regress,
    )


def waits(book: Diary, day: date) -> bool:
    """P3: whether anything keeps loading from starting."""
    facts = next((p.facts for p in reversed(book.profiles) if p.day <= day), {})
    born = book.person.born
    adult = (day.year - born.year, (day.month, day.day)) >= (18, (born.month, born.day))
    answered = all(facts.get(key) is not None for key in (*PAUSING, "anticoagulant", "recent_fall"))
    yes = {key for key, fact in facts.items() if fact in (True, "unsure")}
    known = any(d.day <= day for d in book.diagnoses)
    return (
        not (known and adult and answered)
        or bool(yes & set(PAUSING))
        or {"anticoagulant", "recent_fall"} <= yes
    )


def _loads(book: Diary, bout: Bout) -> bool:
    exercise = book.assignment_on(bout.day).programme.exercise(bout.exercise)
    return exercise is None or exercise.loading


def _before(book: Diary, day: date) -> int | None:
    return min(
        (b.pain_before for b in book.bouts_by_day.get(day, ()) if b.pain_before is not None), default=None
    )


def _breaches(book: Diary, day: date, phase: Phase) -> Iterator[bool]:
    before = _before(book, day)
    for bout in book.bouts_by_day.get(day, ()):
        for score in (bout.pain_during, bout.pain_after):
            if score is None:
                continue
            if phase.kind is PhaseKind.SETTLE:
                yield score > 5 or (score > phase.ceiling and (before is None or score > before))
            else:
                yield score > phase.ceiling
    yield _morning_passed(book, day) is False


def _morning_passed(book: Diary, day: date) -> bool | None:
    after, at = book.morning_by_day.get(day + DAY), book.morning_by_day.get(day)
    if after is None or after.score is None:
        return None
    base = _before(book, day) if at is None or at.score is None else at.score
    if after.score > 5:
        return False
    if base is not None:
        return after.score <= base + 1
    if after.score <= 1:
        return True
    for days in range(2, 8):
        known = book.morning_by_day.get(day + DAY - days * DAY)
        if known is not None and known.score is not None:
            # One point a day is tolerated: more than that must have breached on some day between.
            return False if after.score > known.score + days else None
    return None


def _given(book: Diary, day: date) -> list[int]:
    """Every score of a day, of its bouts and its morning."""
    bouts = book.bouts_by_day.get(day, ())
    scores = [s for b in bouts for s in (b.pain_before, b.pain_during, b.pain_after)]
    morning = book.morning_by_day.get(day)
    scores += [morning.score, morning.rest_pain] if morning else []
    return [score for score in scores if score is not None]


def _severe(book: Diary, day: date) -> bool:
    bouts = book.bouts_by_day.get(day, ())
    given = [s for b in bouts for s in (b.pain_before, b.pain_during, b.pain_after) if s is not None]
    return any(s >= 8 for s in given) or _severe_morning(book, day + DAY)


def _severe_morning(book: Diary, day: date) -> bool:
    morning = book.morning_by_day.get(day)
    return morning is not None and ((morning.rest_pain or 0) >= 7 or (morning.score or 0) >= 8)


def _flared(book: Diary, day: date, since: date) -> bool:
    """PM5: above 5 on three days running, the last of them ``day``."""
    run = [day - n * DAY for n in range(3)]
    return run[-1] >= since and all(max(_given(book, one), default=0) > 5 for one in run)


def _middle(values: list[int] | list[Fraction]) -> Fraction:
    ordered = sorted(values)
    half = len(ordered) // 2
    return Fraction(ordered[half] + ordered[~half], 2)


def _risen(book: Diary, days: list[date], field: str, since: date) -> str | None:
    """PM4: ``back``, ``hold`` or nothing, for the weekly middle of morning pain or of stiffness."""
    if days[0] - 7 * DAY < since:
        return None
    now, old = (
        [
            value for day in days
            if (morning := book.morning_by_day.get(day - back * DAY))
            and (value := getattr(morning, field)) is not None
        ]
        for back in (0, 7)
    )  # fmt: skip
    if len(now) < 3 or len(old) < 3:
        return None
    before, rise = _middle(old), _middle(now) - _middle(old)
    third = before >= 3 and 10 * rise >= 3 * before
    if field == "score":
        return None if rise < 1 else "back" if rise >= 2 or third else "hold"
    return None if rise < 5 else "back" if rise >= 10 and third else "hold"


def _scores(book: Diary, last: date, days: int, since: date) -> dict[int, int] | None:
    """The worst scores of the days up to ``last``, by their number; ``None`` where they begin too early."""
    if last - (days - 1) * DAY < since:
        return None
    found = {n: _given(book, last - n * DAY) for n in range(days)}
    return {-n: max(scores) for n, scores in found.items() if scores}


def _worsens(book: Diary, last: date, since: date) -> bool:
    """TR4: weekly middles two points up in two weeks, or a middle slope of a tenth of a point a day."""
    weeks = [_scores(book, last - back * DAY, 7, since) for back in (0, 14)]
    if all(week is not None and len(week) >= 4 for week in weeks):
        now, before = (_middle(list(week.values())) for week in weeks if week is not None)
        if now - before >= 2:
            return True
    scored = _scores(book, last, 21, since)
    if scored is None or len(scored) < 12 or max(scored.values()) == min(scored.values()):
        return False
    pairs = list(combinations(sorted(scored.items()), 2))
    if 2 * sum(b > a for (_, a), (_, b) in pairs) < len(pairs):
        return False
    return _middle([Fraction(b - a, n - m) for (m, a), (n, b) in pairs]) >= Fraction(1, 10)


def _hurt_before(book: Diary, days: list[date], phase: Phase) -> bool:
    """Settle's before-scores above its ceiling."""
    given = (b.pain_before for day in days for b in book.bouts_by_day.get(day, ()))
    return phase.kind is PhaseKind.SETTLE and any(s is not None and s > phase.ceiling for s in given)


def _hurts(book: Diary, day: date) -> bool:
    """Whether the worst score during the loading bouts of a day is 3, 4 or 5."""
    during = [b.pain_during for b in book.bouts_by_day.get(day, ()) if _loads(book, b)]
    return max((score for score in during if score is not None), default=0) in (3, 4, 5)


def _painkiller(book: Diary, day: date) -> bool:
    morning = book.morning_by_day.get(day)
    return morning is not None and morning.painkiller is True
