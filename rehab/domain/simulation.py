"""Simulated patients: each week the real planner plans, the patient acts, the fold goes on.

Used by ``rehab programme simulate``, the forecast and the demo; nothing here has rules of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from rehab.domain.course import Course
from rehab.domain.days import Week, week_of
from rehab.domain.diary import Assignment, Bout, Diagnosis, Diary, Morning, Person, Profile, Screen
from rehab.domain.doses import SetDone
from rehab.domain.eligibility import KEYS
from rehab.domain.fold import WeekRecord, advance
from rehab.domain.plan import ExercisePlan, Session, WeekPlan, plan_of
from rehab.domain.programmes import Programme
from rehab.domain.words import Complaint


class Patient(Protocol):
    """How a simulated patient lives a week."""

    def wake(self, diary: Diary, week: Week) -> Diary:
        """The diary with what the first morning of the week adds, before the plan is read."""

    def act(self, diary: Diary, plan: WeekPlan) -> Diary:
        """The diary with the rest of the week's entries."""


Care = Callable[[Diary, Sequence[WeekRecord], Course, Week], Diary]
"""What others add on a week's first morning, given the weeks before it: checks, scores, a new phase."""
_START = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class LivedWeek:
    """A week as planned at its start and as recorded at its end, with the diary and the course up to then."""

    plan: WeekPlan
    record: WeekRecord
    diary: Diary
    course: Course


def live(diary: Diary, weeks: int, patient: Patient, care: Care | None = None) -> Iterator[LivedWeek]:
    """Live through ``weeks`` training weeks from the programme's start."""
    yield from live_on(diary, Course(), week_of(diary.starts, diary.starts), weeks, patient, care)


def live_on(
    diary: Diary, course: Course, week: Week, weeks: int, patient: Patient, care: Care | None = None
) -> Iterator[LivedWeek]:
    """Live through ``weeks`` training weeks from ``week`` on, with the course that the week before left."""
    before: tuple[WeekRecord, ...] = ()
    for _ in range(weeks):
        diary = patient.wake(diary, week)
        if care is not None:
            diary = care(diary, before, course, week)
        record, _ = advance(diary, course, week, week.start)
        plan = plan_of(diary, record, week.start)
        diary = patient.act(diary, plan)
        record, course = advance(diary, course, week, week.end)
        before = (*before, record)
        yield LivedWeek(plan, record, diary, course)
        week = week.shifted(1)


def healthy_diary(
    programme: Programme,
    *,
    starts: date = _START,
    weekdays: tuple[int, ...] = tuple(range(7)),
    complaint: Complaint = Complaint.RIGHT,
) -> Diary:
    """An empty diary in which nothing keeps loading from starting, in the programme's first phase."""
    return Diary(
        person=Person("simulated", "Simulated", date(1990, 1, 1), complaint, ""),
        assignments=(Assignment("assigned", starts, weekdays, programme, ""),),
        profiles=(Profile("profile", starts, dict.fromkeys(KEYS, False)),),
        diagnoses=(Diagnosis("diagnosis", starts, "simulated", "simulated", starts),),
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """A patient who does every session as planned and gives every morning's score.

    ``pain`` gives the score of a week's bouts by the week's number, counted from 0; ``None`` is a
    week without any entry.
    """

    pain: Callable[[int], int | None]

    def wake(self, diary: Diary, week: Week) -> Diary:
        """Answers the questions about serious causes and gives the first morning's score."""
        if self._pain(diary, week) is None:
            return diary
        screen = Screen(f"screen-{week.start}", week.start, True, {})
        return replace(_with_mornings(diary, week.days[:1]), screens=(*diary.screens, screen))

    def act(self, diary: Diary, plan: WeekPlan) -> Diary:
        """Does the week as planned."""
        pain = self._pain(diary, plan.week)
        if pain is None:
            return diary
        bouts = [bout_of(item, session, pain) for item in plan.exercises for session in item.sessions]
        return replace(_with_mornings(diary, plan.week.days[1:]), bouts=(*diary.bouts, *bouts))

    def _pain(self, diary: Diary, week: Week) -> int | None:
        return self.pain((week.start - diary.starts).days // 7)


PERFECT = Planned(lambda week: 0)
"""Without pain, every week."""
FLARING = Planned(lambda week: 7 if week % 4 == 3 else 0)
"""Every fourth week hurts on every training day."""
ABSENT = Planned(lambda week: None if 2 <= week < 5 else 0)
"""Away for three weeks from the third on."""


def _with_mornings(diary: Diary, days: tuple[date, ...]) -> Diary:
    given = (Morning(f"morning-{day}", day, 0, rest_pain=0) for day in days)
    return replace(diary, mornings=(*diary.mornings, *given))


def bout_of(item: ExercisePlan, session: Session, pain: int | None) -> Bout:
    """The bout that does a session exactly as planned, with the same score during and after."""
    series = item.series
    return Bout(
        entry=f"{series.exercise}-{series.side}-{session.day}",
        day=session.day,
        exercise=series.exercise,
        side=series.side,
        unit=item.exercise.unit,
        sets=tuple(SetDone(amount, session.load_g) for amount in session.sets),
        stage=session.stage,
        pain_before=0 if pain is not None else None,
        pain_during=pain,
        pain_after=pain,
    )
