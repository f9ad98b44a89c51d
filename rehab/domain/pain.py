"""The pain rules PM0–PM3 and PM6 on integer scores (CE §2.3, design §4.9). Missing is never 0."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rehab.domain.because import Because
from rehab.domain.diary import Bout, Diary, Morning
from rehab.domain.programmes import PAIN_CEILING_MAX, Phase
from rehab.domain.words import PhaseKind

SEVERE = 8
"""PM6: any score from here on (7–10 is severe, CE §2.3; 8 is a project rule)."""
SEVERE_AT_REST = 7
"""PM6: pain at rest from here on (project rule)."""
MORNING_RISE = 2
"""PM3: a rise of 1 is within measurement error (MDC 1.77 points, CE §2.3); 2 breaches."""
LOW_MAX = 2
"""PM0: scores up to here are low, above it up to 5 acceptable (Thomeé 1997; whole numbers: project rule)."""


class Zone(StrEnum):
    """PM0: the zone of a score."""

    LOW = "low"
    ACCEPTABLE = "acceptable"
    HIGH = "high"


def zone(score: int) -> Zone:
    """The zone of a score: up to 2 low, 3 to 5 acceptable, above that high."""
    if score <= LOW_MAX:
        return Zone.LOW
    return Zone.ACCEPTABLE if score <= PAIN_CEILING_MAX else Zone.HIGH


@dataclass(frozen=True, slots=True)
class Breach:
    """A score over its ceiling or a morning rise, with the entry that shows it.

    ``exercise`` is the name of the exercise that it came with; ``None`` for a morning.
    """

    rule: str
    day: date
    because: Because
    exercise: str | None = None


def day_breaches(diary: Diary, day: date, phase: Phase) -> tuple[Breach, ...]:
    """The breaches of one day: during and after scores, and the morning that follows."""
    found = []
    before = lowest_before(diary, day)
    for bout in diary.bouts_by_day.get(day, ()):
        for rule, field, score in (("PM1", "during", bout.pain_during), ("PM2", "after", bout.pain_after)):
            if score is not None and _over(score, before, phase):
                because = Because(bout.entry, day, f"pain_{field}", score)
                found.append(Breach(rule, day, because, _name(diary, bout)))
    if morning_verdict(diary, day) is False:
        morning = diary.morning_by_day[day + timedelta(days=1)]
        found.append(Breach("PM3", day, Because(morning.entry, morning.day, "morning", morning.score)))
    return tuple(found)


def _name(diary: Diary, bout: Bout) -> str:
    exercise = diary.assignment_on(bout.day).programme.exercise(bout.exercise)
    return exercise.name if exercise else bout.exercise


def _over(score: int, before: int | None, phase: Phase) -> bool:
    if score > PAIN_CEILING_MAX:
        return True
    rose = before is None or score > before
    return score > phase.ceiling and (phase.kind is not PhaseKind.SETTLE or rose)


def lowest_before(diary: Diary, day: date) -> int | None:
    """The lowest score given before a bout on ``day``; ``None`` when none was given."""
    given = [b.pain_before for b in diary.bouts_by_day.get(day, ()) if b.pain_before is not None]
    return min(given, default=None)


def morning_verdict(diary: Diary, day: date) -> bool | None:
    """PM3 for the morning after ``day``: True passed, False breach, ``None`` unknown.

    The rise is against the morning of ``day`` or, without it, that day's before-score. Without
    either, a morning of 0 or 1 cannot be a rise of two. A higher one stays unknown, unless it is more
    above the last known morning than a tolerated rise of 1 on each day since can explain.
    """
    score = _morning(diary, day + timedelta(days=1))
    if score is None:
        return None
    if score > PAIN_CEILING_MAX:
        return False
    baseline = _morning(diary, day)
    if baseline is None:
        baseline = lowest_before(diary, day)
    if baseline is not None:
        return score - baseline < MORNING_RISE
    if score < MORNING_RISE:
        return True
    return False if _risen_unseen(diary, day, score) else None


def _risen_unseen(diary: Diary, day: date, score: int) -> bool:
    for days in range(2, 8):
        known = _morning(diary, day + timedelta(days=1 - days))
        if known is not None:
            return score - known > days * (MORNING_RISE - 1)
    return False


def _morning(diary: Diary, day: date) -> int | None:
    morning = diary.morning_by_day.get(day)
    return morning.score if morning else None


def severe_in_bout(bout: Bout) -> Because | None:
    """PM6 in a bout: its first score of 8 or more."""
    for field in ("pain_before", "pain_during", "pain_after"):
        score = getattr(bout, field)
        if score is not None and score >= SEVERE:
            return Because(bout.entry, bout.day, field, score)
    return None


def severe_in_morning(morning: Morning) -> Because | None:
    """PM6 in a morning: a score of 8 or more, or pain at rest of 7 or more."""
    if morning.score is not None and morning.score >= SEVERE:
        return Because(morning.entry, morning.day, "morning", morning.score)
    if morning.rest_pain is not None and morning.rest_pain >= SEVERE_AT_REST:
        return Because(morning.entry, morning.day, "rest_pain", morning.rest_pain)
    return None
