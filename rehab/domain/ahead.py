"""Living on from today with the real planner: a patient whose pain is 0 and who trains as far as told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rehab.domain.course import Course
from rehab.domain.days import Week
from rehab.domain.diary import Diary, Morning, Screen
from rehab.domain.fold import advance, courses
from rehab.domain.plan import ExercisePlan, Session, WeekPlan, current_week, plan_of
from rehab.domain.simulation import bout_of, live_on

HORIZON_WEEKS = 104
"""A forecast looks so many weeks ahead."""
RECENT_WEEKS = 13
"""What lies further back decides nothing any more, the last bout of each exercise and side aside."""


@dataclass
class Ahead:
    """A patient from ``today`` on, who trains as planned, but not in the ``away`` weeks after this one.

    Of the sessions each ``every``-th is left out; ``count`` is how many there were so far.
    """

    today: date
    every: int | None = None
    away: int = 0
    count: int = 0

    def wake(self, diary: Diary, week: Week) -> Diary:
        """The week's first morning, and the questions about serious causes."""
        diary, day = _recent(diary, week), max(week.start, self.today)
        screened = Screen(f"ahead-screen-{day}", day, True, {})
        return self._mornings(replace(diary, screens=(*diary.screens, screened)), (day,))

    def act(self, diary: Diary, plan: WeekPlan) -> Diary:
        """The rest of the week, as far as it is still to come."""
        diary = self._mornings(diary, plan.week.days)
        if self.misses(plan.week):
            return diary
        bouts = [bout_of(item, session, 0) for item, session in self._done(diary, plan)]
        return replace(diary, bouts=(*diary.bouts, *bouts))

    def misses(self, week: Week) -> bool:
        """Whether a week is one of those without a session."""
        return self.today < week.start <= self.today + timedelta(weeks=self.away)

    def _done(self, diary: Diary, plan: WeekPlan) -> Iterator[tuple[ExercisePlan, Session]]:
        coming = [
            (item, session)
            for item in plan.exercises
            for session in item.sessions
            if session.day >= self.today and not _logged(diary, item, session.day)
        ]
        coming.sort(key=lambda pair: pair[1].day)
        turn: tuple[str, date] | None = None
        for item, session in coming:
            # Both sides of an exercise are one session.
            if (item.exercise.id, session.day) != turn:
                turn = (item.exercise.id, session.day)
                self.count += 1
            if self.every is None or self.count % self.every:
                yield item, session

    def _mornings(self, diary: Diary, days: Sequence[date]) -> Diary:
        new = [day for day in days if day >= self.today and day not in diary.morning_by_day]
        given = (Morning(f"ahead-morning-{day}", day, 0, rest_pain=0) for day in new)
        return replace(diary, mornings=(*diary.mornings, *given))


def _recent(diary: Diary, week: Week) -> Diary:
    """The diary without what lies so far back that it decides nothing: years of it would cost much time."""
    first = week.start - timedelta(weeks=RECENT_WEEKS)
    last = {bout.series: bout for bout in sorted(diary.bouts, key=lambda one: one.day)}
    bouts = tuple(one for one in diary.bouts if one.day >= first or last[one.series] is one)
    return replace(diary, bouts=bouts, mornings=tuple(one for one in diary.mornings if one.day >= first))


def _logged(diary: Diary, item: ExercisePlan, day: date) -> bool:
    """Whether the series of a planned exercise has a bout on a day."""
    return any(bout.series == item.series for bout in diary.bouts_by_day.get(day, ()))


def plans_ahead(diary: Diary, patient: Ahead) -> Iterator[WeekPlan]:
    """The plans of the present week, and of the weeks to come in the present phase."""
    today = patient.today
    kept = tuple(start for start in diary.phases if start.day <= today)
    diary = replace(diary.upto(today), phases=kept)
    week, course = current_week(diary, today), Course()
    if week.start > diary.starts:
        *_, (_, course) = courses(diary, week.shifted(-1), today)
    diary = patient.wake(diary, week)
    plan = plan_of(diary, advance(diary, course, week, today)[0], today)
    yield plan
    diary = patient.act(diary, plan)
    _, course = advance(diary, course, week, week.end)
    for lived in live_on(diary, course, week.shifted(1), HORIZON_WEEKS, patient):
        yield lived.plan
