"""What the entries of the seven days before a week say about the whole person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rehab.domain.because import Because
from rehab.domain.days import Week
from rehab.domain.diary import Bout, Diary, Raised
from rehab.domain.eligibility import Obstacle, obstacles
from rehab.domain.flags import open_on, stops
from rehab.domain.pain import (
    Breach,
    day_breaches,
    lowest_before,
    morning_verdict,
    severe_in_bout,
    severe_in_morning,
)
from rehab.domain.volume import coverage
from rehab.domain.words import PhaseKind, Urgency

COVERED_DAYS = 5
"""A week with entries on fewer of its 7 days is too thin to judge (project rule, CE §1.5)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts behind the whole-person rows of one week's decision.

    The window is the seven days before the week and the mornings that follow them. Before the
    programme's start there is no window: ``applies`` is False and nothing in it is unknown.
    """

    applies: bool
    obstacles: tuple[Obstacle, ...]
    flags: tuple[Raised, ...] = ()
    breaches: tuple[Breach, ...] = ()
    severe: tuple[Because, ...] = ()
    covered: int = 7
    unknown_mornings: tuple[Because, ...] = ()
    high_before: tuple[Because, ...] = ()
    screen_overdue: tuple[Because, ...] = ()

    @property
    def breach_days(self) -> frozenset[date]:
        """The days on which pain broke its rule; several breaches of a day count once."""
        return frozenset(b.day for b in self.breaches)

    @property
    def breach_free(self) -> bool:
        """Whether the window shows no breach and no severe score."""
        return not self.breaches and not self.severe

    @property
    def waits(self) -> bool:
        """Whether a STOP or a PAUSE is in force: the week then qualifies for nothing."""
        return bool(self.obstacles) or stops(self.flags) not in (Urgency.NONE, Urgency.ROUTINE)

    @property
    def thin(self) -> bool:
        """Whether too few days or mornings are on record to judge the week."""
        return self.applies and (self.covered < COVERED_DAYS or bool(self.unknown_mornings))


def gather(diary: Diary, week: Week, today: date) -> Evidence:
    """The evidence for the decision of ``week``, as the diary stands on ``today``."""
    last = week.end - timedelta(days=1)
    found, flags = obstacles(diary, last), open_on(diary.raised, diary.clearances, last)
    if week.start <= diary.starts:
        return Evidence(applies=False, obstacles=found, flags=flags)
    window = week.shifted(-1)
    return Evidence(
        applies=True,
        obstacles=found,
        flags=flags,
        breaches=tuple(
            b for day in window.days for b in day_breaches(diary, day, diary.phase_on(window.start))
        ),
        severe=tuple(_severe(diary, window)),
        covered=coverage(diary, window),
        unknown_mornings=_unknown_mornings(diary, window, today),
        high_before=tuple(_high_before(diary, window)),
        screen_overdue=_screen_overdue(diary, week),
    )


def severe_bouts(diary: Diary, days: tuple[date, ...]) -> Iterator[tuple[Bout, Because]]:
    """The bouts of these days with a severe score (PM6)."""
    for day in days:
        for bout in diary.bouts_by_day.get(day, ()):
            if because := severe_in_bout(bout):
                yield bout, because


def severe_mornings(diary: Diary, day: date) -> Iterator[Because]:
    """The severe score of the morning of ``day`` (PM6), if there is one."""
    morning = diary.morning_by_day.get(day)
    if morning and (because := severe_in_morning(morning)):
        yield because


def _severe(diary: Diary, window: Week) -> Iterator[Because]:
    yield from (because for _, because in severe_bouts(diary, window.days))
    # The programme's first morning has no week before it, so that it counts with the first week.
    first = (window.start,) if window.start <= diary.starts else ()
    for day in (*first, *(day + timedelta(days=1) for day in window.days)):
        yield from severe_mornings(diary, day)


def _screen_overdue(diary: Diary, week: Week) -> tuple[Because, ...]:
    """The weekly questions, when neither the week before nor the week has an answer (design §4.12)."""
    first = week.shifted(-1).start
    if any(screen.weekly and first <= screen.day < week.end for screen in diary.screens):
        return ()
    last = max((s for s in diary.screens if s.weekly and s.day < first), key=lambda s: s.day, default=None)
    return (Because(last.entry if last else None, last.day if last else None, "screen", None),)


def is_loading(diary: Diary, bout: Bout) -> bool:
    """Whether a bout loads: all do but the programme's gentle exercises. Unknown ones do."""
    exercise = diary.assignment_on(bout.day).programme.exercise(bout.exercise)
    return exercise is None or exercise.loading


def _unknown_mornings(diary: Diary, window: Week, today: date) -> tuple[Because, ...]:
    """The missing next mornings that hold the plan: two of them, or that of the last session.

    A morning after ``today`` is not due yet and not missing.
    """
    sessions = [
        day for day in window.days if any(is_loading(diary, bout) for bout in diary.bouts_by_day.get(day, ()))
    ]
    unknown = [day for day in sessions if day < today and morning_verdict(diary, day) is None]
    if len(unknown) < 2 and not (unknown and unknown[-1] == sessions[-1]):
        return ()
    return tuple(Because(None, day + timedelta(days=1), "morning", None) for day in unknown)


def _high_before(diary: Diary, window: Week) -> Iterator[Because]:
    """Before-scores above the settle phase's ceiling: they hold, and are no breach (design §4.9)."""
    phase = diary.phase_on(window.start)
    if phase.kind is not PhaseKind.SETTLE:
        return
    for day in window.days:
        lowest = lowest_before(diary, day)
        for bout in diary.bouts_by_day.get(day, ()):
            if lowest is not None and bout.pain_before is not None and bout.pain_before > phase.ceiling:
                yield Because(bout.entry, day, "pain_before", bout.pain_before)
