"""The plan of one week: what is due on which day, what is left, and the decision behind it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rehab.domain.because import Because, Row, rank
from rehab.domain.days import Week, week_of
from rehab.domain.diary import Diary
from rehab.domain.evidence import severe_bouts, severe_mornings
from rehab.domain.fold import WeekRecord, fold
from rehab.domain.plan_week import rolled_in
from rehab.domain.programmes import Exercise, Phase, Series
from rehab.domain.rule import floor_step
from rehab.domain.schedule import lay_sets, session_days, session_seconds
from rehab.domain.standing import SeriesWeek
from rehab.domain.volume import DaySums
from rehab.domain.words import DecisionKind, Unit


@dataclass(frozen=True, slots=True)
class Session:
    """One planned session of one side: its sets, load in grams, time in seconds, and walk–run stage."""

    day: date
    sets: tuple[int, ...]
    load_g: int | None
    seconds: int
    stage: int | None = None

    @property
    def total(self) -> int:
        """The session's amount in the exercise's unit."""
        return sum(self.sets)

    @property
    def volume(self) -> int:
        """The session's volume in base units: gram·reps where there is a load."""
        return self.total * (self.load_g or 1)


@dataclass(frozen=True, slots=True)
class ExercisePlan:
    """One exercise and side in the week's plan. ``logged`` is what the week holds so far."""

    record: SeriesWeek
    sessions: tuple[Session, ...]
    logged: int
    dropped: Because | None = None

    @property
    def exercise(self) -> Exercise:
        """The exercise."""
        return self.record.exercise

    @property
    def series(self) -> Series:
        """The exercise and side."""
        return self.record.series

    @property
    def planned(self) -> int:
        """The whole week's plan, days already past included."""
        return sum(session.volume for session in self.sessions)

    @property
    def left(self) -> int:
        """What this week's limit leaves, never below 0; nothing once a severe score stopped it."""
        return 0 if self.dropped else max(0, self.record.limit - self.logged)

    def on(self, day: date) -> Session | None:
        """The session planned for ``day``."""
        return next((s for s in self.sessions if s.day == day), None)


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The plan of a week.

    ``provisional`` while the week before it has not ended, or the morning that decides it is not given.
    """

    week: Week
    phase: Phase
    provisional: bool
    decision: Row
    exercises: tuple[ExercisePlan, ...]
    record: WeekRecord

    @property
    def unit(self) -> Unit | None:
        """The unit of the volumes behind the decision: of the exercise that it is named by."""
        item = _leading(self.exercises)
        return item.exercise.volume_unit if item else None

    def of(self, series: Series) -> ExercisePlan | None:
        """The plan of one exercise and side."""
        return next((e for e in self.exercises if e.series == series), None)


def week_plan(diary: Diary, week: Week, today: date) -> WeekPlan:
    """The plan of ``week`` as the diary stands on ``today``.

    The current week keeps the plan it began with; only sessions still to come shrink, so that
    logged and coming volume stay within the limit, or fall away after a severe score.
    Raises ValueError for a week before the programme's start or beyond next week.
    """
    first, last = week_of(diary.starts, diary.starts), week_of(diary.starts, max(today, diary.starts))
    if not first.start <= week.start <= last.shifted(1).start:
        raise ValueError(
            f"There is no plan for the week of {week.start}. "
            f"Plans reach from {first.start} to the week of {last.shifted(1).start}."
        )
    diary = diary.upto(today)
    record = list(fold(diary, week, today))[-1]
    return plan_of(diary, record, today)


def plan_of(diary: Diary, record: WeekRecord, today: date) -> WeekPlan:
    """The plan that a week's record makes, as it stands on ``today``."""
    exercises = tuple(_exercise_plan(diary, record, item, today) for item in record.series.values())
    evidence = record.evidence
    awaited = any(b.day == today for b in evidence.unknown_mornings)
    provisional = evidence.applies and (today < record.week.start or awaited)
    return WeekPlan(record.week, record.phase, provisional, _headline(exercises), exercises, record)


def _headline(exercises: tuple[ExercisePlan, ...]) -> Row:
    """The most cautious ruling of the week; one that is about an exercise names it."""
    item = _leading(exercises)
    if item is None:
        text = "This phase has no exercise for the side of the complaint. Ask your physiotherapist."
        return Row("P13", DecisionKind.HOLD, 0, text)
    ruling = item.record.ruling
    if ruling.kind in (DecisionKind.STOP, DecisionKind.PAUSE):
        return ruling
    if ruling.outcome:
        outcome = f"{item.exercise.name}: {ruling.outcome}"
        return replace(ruling, text=f"{ruling.reason} {outcome}", outcome=outcome)
    return replace(ruling, text=f"{item.exercise.name}: {ruling.text}")


def _leading(exercises: tuple[ExercisePlan, ...]) -> ExercisePlan | None:
    """The exercise with the most cautious ruling, a loading one first."""
    return min(exercises, key=lambda e: (rank(e.record.ruling), not e.exercise.loading), default=None)


def _exercise_plan(diary: Diary, record: WeekRecord, item: SeriesWeek, today: date) -> ExercisePlan:
    dropped = next(_severe_since(diary, record.week, item.exercise, today), None)
    done = diary.day_sums.get((item.series, item.exercise.volume_unit), {})
    coming = [s for s in item.sessions if today in record.week and s[0] >= today and not done.get(s[0])]
    past = [session for session in item.sessions if session not in coming]
    still = () if dropped else _still(diary, item, coming, done)
    sessions = tuple(_session(item, day, amount) for day, amount in sorted((*past, *still)))
    return ExercisePlan(item, sessions, item.done, dropped)


def _still(
    diary: Diary, item: SeriesWeek, coming: list[tuple[date, int]], done: DaySums
) -> tuple[tuple[date, int], ...]:
    """The sessions still to come, shrunk so that limit and rolling guard hold with what was logged."""
    room = floor_step(max(0, item.limit - item.done), item.lay_step)
    fitting = []
    for day, amount in coming:
        fits = min(amount, room)
        room -= fits
        fitting.append((day, fits))
    weekdays = diary.assignment_on(item.week.start).weekdays
    days = [item.week.days[n] for n in session_days(item.week, item.prescription, weekdays)]
    return rolled_in(item, fitting, done, diary.starts, item.week.end, days)


def _session(item: SeriesWeek, day: date, amount: int) -> Session:
    sets = lay_sets(amount // (item.load_g or 1), item.prescription)
    return Session(day, sets, item.load_g, session_seconds(item.exercise, sets), item.stage)


def _severe_since(diary: Diary, week: Week, exercise: Exercise, today: date) -> Iterator[Because]:
    """PM6 within the running week: a severe bout stops its exercise, a severe morning all loading."""
    if today not in week:
        return
    days = tuple(day for day in week.days if day <= today)
    yield from (b for bout, b in severe_bouts(diary, days) if bout.exercise == exercise.id)
    if exercise.loading:
        for day in days:
            yield from severe_mornings(diary, day)


def current_week(diary: Diary, today: date) -> Week:
    """The training week of ``today``, or the first one while the programme has not begun."""
    return week_of(diary.starts, max(today, diary.starts))
