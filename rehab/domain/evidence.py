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
    Zone,
    day_breaches,
    lowest_before,
    morning_verdict,
    severe_in_bout,
    severe_in_morning,
    zone,
)
from rehab.domain.programmes import Phase
from rehab.domain.trends import Rise, flare, trend_unknown, weekly_rise, worsening
from rehab.domain.volume import coverage
from rehab.domain.words import PhaseKind, Urgency

COVERED_DAYS = 5
"""A week with entries on fewer of its 7 days is too thin to judge (project rule, CE §1.5)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts behind the whole-person rows of one week's decision.

    The window is the seven days before the week and the mornings that follow them. Before the
    programme's start there is no window: ``applies`` is False and nothing in it is unknown. Rises, flare
    and worsening look further back, but not before the start or the last REGRESS.
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
    rises: tuple[Rise, ...] = ()
    flare: tuple[Because, ...] = ()
    worsening: tuple[Because, ...] = ()
    few_scores: tuple[Because, ...] = ()
    masked: tuple[Because, ...] = ()
    sore: tuple[Because, ...] = ()

    @property
    def regress(self) -> bool:
        """Whether pain asks for less (row P4): PM6, PM5, TR4, PM4 by much, or breaches on two days."""
        much = any(rise.regress for rise in self.rises)
        return bool(self.severe or self.flare or self.worsening or much or len(self.breach_days) >= 2)

    @property
    def breach_days(self) -> frozenset[date]:
        """The days on which pain broke its rule; several breaches of a day count once."""
        return frozenset(b.day for b in self.breaches)

    @property
    def breach_free(self) -> bool:
        """Whether the window shows no breach and no severe score."""
        return not self.breaches and not self.severe

    @property
    def passed(self) -> bool:
        """Whether enough is known of the window and none of its pain rules was broken."""
        return self.applies and self.breach_free and not (self.thin or self.rises or self.regress)

    @property
    def waits(self) -> bool:
        """Whether a STOP or a PAUSE is in force: the week then qualifies for nothing."""
        return bool(self.obstacles) or stops(self.flags) not in (Urgency.NONE, Urgency.ROUTINE)

    @property
    def thin(self) -> bool:
        """Whether too few days or mornings are on record to judge the week."""
        return self.applies and (self.covered < COVERED_DAYS or bool(self.unknown_mornings))


def gather(diary: Diary, week: Week, today: date, phase: Phase, since: date) -> Evidence:
    """The evidence for the decision of ``week``, as the diary stands on ``today``.

    ``phase`` is the one of the week before; no window reaches before ``since``.
    """
    last = week.end - timedelta(days=1)
    found, flags = obstacles(diary, last), open_on(diary.raised, diary.clearances, last)
    if week.start <= diary.starts:
        return Evidence(applies=False, obstacles=found, flags=flags)
    window = week.shifted(-1)
    sessions = _loading_days(diary, window)
    return Evidence(
        applies=True,
        obstacles=found,
        flags=flags,
        breaches=tuple(b for day in window.days for b in day_breaches(diary, day, phase)),
        severe=tuple(_severe(diary, window)),
        covered=coverage(diary, window),
        unknown_mornings=_unknown_mornings(diary, sessions, today),
        high_before=tuple(_high_before(diary, window, phase)),
        screen_overdue=_screen_overdue(diary, week),
        rises=weekly_rise(diary, window, since),
        flare=flare(diary, window.days, since),
        worsening=worsening(diary, window.days[-1], since),
        few_scores=trend_unknown(diary, window.days[-1], since),
        masked=_masked(diary, sessions),
        sore=_sore(diary, sessions),
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


def _loading_days(diary: Diary, window: Week) -> tuple[date, ...]:
    bouts = diary.bouts_by_day
    return tuple(day for day in window.days if any(is_loading(diary, bout) for bout in bouts.get(day, ())))


def _masked(diary: Diary, sessions: tuple[date, ...]) -> tuple[Because, ...]:
    """The painkillers of the training days, where they stand behind half of the sessions (P9)."""
    mornings = (diary.morning_by_day.get(day) for day in sessions)
    found = tuple(Because(m.entry, m.day, "painkiller", True) for m in mornings if m and m.painkiller)
    return found if found and 2 * len(found) >= len(sessions) else ()


def _sore(diary: Diary, sessions: tuple[date, ...]) -> tuple[Because, ...]:
    """The worst scores during of the sessions that hurt 3 to 5, where those are more than half (P12)."""
    found = []
    for day in sessions:
        bouts = [b for b in diary.bouts_by_day[day] if b.pain_during is not None and is_loading(diary, b)]
        worst = min(bouts, key=lambda b: (-(b.pain_during or 0), b.entry), default=None)
        if worst is not None and zone(worst.pain_during or 0) is Zone.ACCEPTABLE:
            found.append(Because(worst.entry, day, "pain_during", worst.pain_during))
    return tuple(found) if 2 * len(found) > len(sessions) else ()


def _unknown_mornings(diary: Diary, sessions: tuple[date, ...], today: date) -> tuple[Because, ...]:
    """The missing next mornings that hold the plan: two of them, or that of the last session.

    A morning after ``today`` is not due yet and not missing.
    """
    unknown = [day for day in sessions if day < today and morning_verdict(diary, day) is None]
    if len(unknown) < 2 and not (unknown and unknown[-1] == sessions[-1]):
        return ()
    return tuple(Because(None, day + timedelta(days=1), "morning", None) for day in unknown)


def _high_before(diary: Diary, window: Week, phase: Phase) -> Iterator[Because]:
    """Before-scores above the settle phase's ceiling: they hold, and are no breach (design §4.9)."""
    if phase.kind is not PhaseKind.SETTLE:
        return
    for day in window.days:
        lowest = lowest_before(diary, day)
        for bout in diary.bouts_by_day.get(day, ()):
            if lowest is not None and bout.pain_before is not None and bout.pain_before > phase.ceiling:
                yield Because(bout.entry, day, "pain_before", bout.pain_before)
