"""One day's agenda: what is due, what is done, what is left of the week's limit, what is missing."""

from dataclasses import dataclass
from datetime import date

from rehab.domain.days import week_of
from rehab.domain.diary import Bout, ClinicianNote, Diary, Morning, ReviewDate
from rehab.domain.plan import ExercisePlan, Session, WeekPlan, week_plan
from rehab.domain.programmes import Exercise
from rehab.domain.volume import sessions_of


@dataclass(frozen=True, slots=True)
class AgendaSide:
    """One side of an exercise on the day: the plan, the session due, and the bouts done."""

    plan: ExercisePlan
    due: Session | None
    done: tuple[Bout, ...]


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One exercise on the day, its sides together; sides without any session today stay listed."""

    exercise: Exercise
    sides: tuple[AgendaSide, ...]

    @property
    def due(self) -> bool:
        """Whether any side has a session on the day."""
        return any(side.due for side in self.sides)

    @property
    def open(self) -> tuple[AgendaSide, ...]:
        """The sides that are due and not done yet."""
        return tuple(side for side in self.sides if side.due and not side.done)

    @property
    def complete(self) -> bool:
        """Whether all that was due is done."""
        return self.due and not self.open


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything a person needs for one day. ``plan`` is ``None`` before the programme's start.

    ``note`` is the clinician's last one, while it is to be shown; ``review`` the next review, if it is to
    come.
    """

    day: date
    today: date
    plan: WeekPlan | None
    lines: tuple[AgendaLine, ...]
    outside: tuple[Bout, ...]
    morning: Morning | None
    rested: bool
    unlogged: tuple[date, ...]
    note: ClinicianNote | None = None
    review: ReviewDate | None = None


def agenda(diary: Diary, day: date, today: date) -> Agenda:
    """The agenda of ``day`` as the diary stands on ``today``; ``day`` is not after ``today``."""
    diary = diary.upto(today)
    plan = week_plan(diary, week_of(diary.starts, day), today) if day >= diary.starts else None
    done, review = sessions_of(diary, day), diary.review_on(day)
    lines: dict[str, list[AgendaSide]] = {}
    exercises: dict[str, Exercise] = {}
    for item in plan.exercises if plan else ():
        exercises[item.exercise.id] = item.exercise
        side = AgendaSide(item, item.on(day), done.pop(item.series, ()))
        lines.setdefault(item.exercise.id, []).append(side)
    return Agenda(
        day=day,
        today=today,
        plan=plan,
        lines=tuple(AgendaLine(exercises[name], tuple(sides)) for name, sides in lines.items()),
        outside=tuple(bout for bouts in done.values() for bout in bouts),
        morning=diary.morning_by_day.get(day),
        rested=any(rest.day == day for rest in diary.rests),
        unlogged=_unlogged(diary, day),
        note=diary.note_on(day),
        review=review if review and review.due >= day else None,
    )


def _unlogged(diary: Diary, day: date) -> tuple[date, ...]:
    """The days of this week before ``day`` that carry no entry."""
    week = week_of(diary.starts, day)
    return tuple(d for d in week.days if diary.starts <= d < day and d not in diary.logged_days)
