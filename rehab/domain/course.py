"""What the whole person carries from week to week: the phase, and what pain has led back to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from rehab.domain.because import Because
from rehab.domain.breaks import break_row
from rehab.domain.days import Week
from rehab.domain.diary import Diary
from rehab.domain.eligibility import Obstacle
from rehab.domain.flags import last_cleared, open_on
from rehab.domain.programmes import Phase, Programme, Series
from rehab.domain.standing import Standing
from rehab.domain.volume import days_without

REGRESS_SPAN = timedelta(weeks=4)
"""Two REGRESS within so long lead a phase back, or pause in the first (CE §3.3, project rule)."""
TWICE_REGRESSED = "RR7"
"""The routine finding that a second REGRESS raises, and whose clearance lets the first phase go on."""


@dataclass(frozen=True, slots=True)
class Course:
    """The whole person between two weeks. It is recomputed from the diary each time and never stored.

    ``phase`` is that of the week before; ``back`` the phase that a second REGRESS, or a long break, led
    back to, and since when. ``regressed`` are the first days of the REGRESS weeks that still count,
    ``restarted`` of the last one at all. ``sore_weeks`` counts as in ``Case``; ``seconds`` is the time of
    R, for the minutes guard.
    """

    series: Mapping[Series, Standing] = field(default_factory=dict)
    phase: str = ""
    back: tuple[date, str] | None = None
    regressed: tuple[date, ...] = ()
    restarted: date | None = None
    sore_weeks: int = 0
    seconds: int = 0

    def since(self, diary: Diary) -> date:
        """The first day that a decision may look back to: the programme's start, or the last REGRESS."""
        return self.restarted or diary.starts


@dataclass(frozen=True, slots=True)
class AfterRegress:
    """What a week's REGRESS, or none, makes of the course: the phase, and what loading waits for."""

    course: Course
    phase: Phase
    obstacles: tuple[Obstacle, ...] = ()


def phase_in_force(diary: Diary, course: Course, week: Week) -> Phase:
    """The phase of a week: the one that pain or a break led back to, until a later one is begun."""
    recorded = diary.phase_on(week.start)
    if course.back is None:
        return recorded
    since, name = course.back
    later = any(since < start.day <= week.start for start in diary.phases)
    phase = diary.assignment_on(week.start).programme.phase(name)
    return recorded if later or phase is None else phase


def after_break(diary: Diary, course: Course, week: Week, phase: Phase) -> tuple[Course, Phase]:
    """A break of 90 days begins the programme anew, with its first phase (CE §1.8, design §4.5).

    A phase that was begun on record once the break was so long stands.
    """
    away, first = days_without(diary, week), diary.assignment_on(week.start).programme.phases[0]
    row = break_row(away)
    if away is None or row is None or not row.new_baseline or phase.id == first.id:
        return course, phase
    grown = week.start - timedelta(days=away - row.days)
    if any(grown <= start.day <= week.start for start in diary.phases):
        return course, phase
    return replace(course, back=(week.start, first.id)), first


def after_regress(diary: Diary, course: Course, week: Week, phase: Phase, *, regress: bool) -> AfterRegress:
    """Count a week's REGRESS: the second within four weeks leads a phase back, or pauses in the first."""
    cleared = last_cleared((TWICE_REGRESSED,), diary.raised, diary.clearances, week.end - timedelta(days=1))
    counted = tuple(day for day in course.regressed if cleared is None or day > cleared)
    # A pause outlives a change of phase: only the clearance ends it.
    pausing = bool(_pairs(counted))
    if regress:
        course = replace(course, restarted=week.start)
        if cleared is None or week.start > cleared:
            counted = (*counted, week.start)
    course = replace(course, regressed=counted)
    pairs = _pairs(counted)
    earlier = _phase_before(diary.assignment_on(week.start).programme, phase)
    recorded = _still_open(diary, week, phase) if earlier is None else ()
    if not pairs and not recorded:
        return AfterRegress(course, phase)
    if earlier is None or pausing:
        facts = recorded[0] if recorded else Because(None, pairs[0][1], "regress_weeks", 2)
        text = "two weeks of REGRESS within four ask for your physiotherapist first"
        return AfterRegress(course, phase, (Obstacle(text, facts),))
    back = (week.start, earlier.id)
    return AfterRegress(replace(course, back=back, regressed=()), earlier)


def _pairs(days: tuple[date, ...]) -> list[tuple[date, date]]:
    """The REGRESS weeks that follow another within four weeks, each with that other."""
    return [(a, b) for a, b in pairwise(days) if b - a <= REGRESS_SPAN]


def _still_open(diary: Diary, week: Week, phase: Phase) -> tuple[Because, ...]:
    """The finding on record about two REGRESS in this phase: a clearance ends the pause, no edit does."""
    last = week.end - timedelta(days=1)
    return tuple(
        Because(one.cause or one.entry, one.day, "regress_weeks", 2)
        for one in open_on(diary.raised, diary.clearances, last)
        if one.item == TWICE_REGRESSED and diary.phase_on(one.day).id == phase.id
    )


def _phase_before(programme: Programme, phase: Phase) -> Phase | None:
    place = programme.phases.index(phase)
    return programme.phases[place - 1] if place else None
