"""The evidence for a week told a second time: pain, gaps in the entries, and what keeps loading waiting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rehab.domain.days import Week
from rehab.domain.diary import Bout, Diary
from rehab.domain.programmes import Phase
from rehab.domain.words import PhaseKind

DAY = timedelta(days=1)
PAUSING = ("pregnant", "recent_surgery", "recent_fracture", "current_cancer")


@dataclass(frozen=True)
class Signs:
    """The retold evidence of the seven days before a week."""

    paused: bool
    breach_days: int = 0
    severe: bool = False
    hold: bool = False


def signs_before(book: Diary, week: Week) -> Signs:
    """The evidence for a week from the seven days before it and the mornings that follow them."""
    paused = waits(book, week.end - DAY)
    if week.start <= book.starts:
        return Signs(paused)
    days = [week.start - n * DAY for n in range(7, 0, -1)]
    phase = book.phase_on(days[0])
    breaches = sum(any(_breaches(book, day, phase)) for day in days)
    severe = any(_severe(book, day) for day in days)
    if days[0] <= book.starts:
        severe = severe or _severe_morning(book, days[0])
    bouts = {day: book.bouts_by_day.get(day, ()) for day in days}
    before = any(
        b.pain_before is not None and b.pain_before > phase.ceiling and phase.kind is PhaseKind.SETTLE
        for found in bouts.values() for b in found
    )  # fmt: skip
    loaded = [day for day in days if any(_loads(book, b) for b in bouts[day])]
    unknown = [day for day in loaded if _morning_passed(book, day) is None]
    silent = len(unknown) > 1 or (bool(unknown) and unknown[-1] == loaded[-1])
    thin = sum(day in book.logged_days for day in days) < 5
    return Signs(paused, breaches, severe, silent or thin or before)


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


def _severe(book: Diary, day: date) -> bool:
    bouts = book.bouts_by_day.get(day, ())
    given = [s for b in bouts for s in (b.pain_before, b.pain_during, b.pain_after) if s is not None]
    return any(s >= 8 for s in given) or _severe_morning(book, day + DAY)


def _severe_morning(book: Diary, day: date) -> bool:
    morning = book.morning_by_day.get(day)
    return morning is not None and ((morning.rest_pain or 0) >= 7 or (morning.score or 0) >= 8)
