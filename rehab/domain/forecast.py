"""The earliest week in which a planned session can reach a goal, by living on with the real planner.

It stays in the present phase. Pain and mornings to come are 0, and the questions about serious causes are
answered each week: so a forecast tells what the rules allow, not what the body will.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rehab.domain.ahead import Ahead, plans_ahead
from rehab.domain.diary import Diary
from rehab.domain.doses import volume_text
from rehab.domain.plan import ExercisePlan, Session, WeekPlan, current_week
from rehab.domain.programmes import Exercise, Prescription, Series
from rehab.domain.words import Side

STANDSTILL_WEEKS = 12
"""After so many weeks without any change nothing more is expected to change: longer than any rule waits."""
LEFT_OUT = 5
"""At 80 % adherence every fifth session of all is left out, counted by day and in the plan's order."""
MISSED = (1, 2, 3)
"""How many missed weeks a forecast tells of, if no other number is asked for."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A session to be reached: an amount in the exercise's unit, with a load in grams if any, or a stage."""

    amount: int = 0
    load_g: int | None = None
    stage: int | None = None

    def met(self, session: Session) -> bool:
        """Whether a planned session reaches the goal."""
        heavy = self.load_g is None or (session.load_g or 0) >= self.load_g
        far = self.stage is None or (session.stage or 0) >= self.stage
        return session.total >= max(1, self.amount) and heavy and far


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a patient of some kind reaches a goal: the first day of that week, and the weeks until then.

    Both are ``None`` where it is not reached; ``why`` then says what stands against it.
    """

    patient: str
    reached: date | None
    weeks: int | None
    why: str = ""


def forecasts(
    diary: Diary,
    exercise: Exercise,
    sides: Sequence[Side],
    goal: Goal,
    today: date,
    missed: Sequence[int] = MISSED,
) -> tuple[Forecast, ...]:
    """When each kind of patient reaches the goal on all ``sides``, as the diary stands on ``today``.

    Missed are so many whole training weeks after the present one; mornings are still given in them.
    """
    today = max(today, diary.starts)
    kinds = [
        ("perfect", Ahead(today)),
        ("80 % adherence", Ahead(today, every=LEFT_OUT)),
        *((_missed_text(n), Ahead(today, away=n)) for n in missed),
    ]
    wanted = {Series(exercise.id, side) for side in sides}
    return tuple(_forecast(diary, name, patient, wanted, goal) for name, patient in kinds)


def _missed_text(weeks: int) -> str:
    return f"{weeks} missed week{'' if weeks == 1 else 's'}"


def _forecast(diary: Diary, name: str, patient: Ahead, wanted: set[Series], goal: Goal) -> Forecast:
    left, first = set(wanted), current_week(diary, patient.today).start
    items: list[ExercisePlan] = []
    for plan in _until_standstill(plans_ahead(diary, patient), wanted):
        items = [item for item in plan.exercises if item.series in wanted]
        if not items:
            return Forecast(name, None, None, "It is not in the plan of the present phase.")
        if against := _beyond(items[0].exercise, items[0].record.prescription, goal):
            return Forecast(name, None, None, against)
        if not patient.misses(plan.week):
            left -= {item.series for item in items if _reaches(item, patient.today, goal)}
        if not left:
            return Forecast(name, plan.week.start, (plan.week.start - first).days // 7)
        if plan.week.start > first and plan.record.evidence.waits and not any(i.sessions for i in items):
            why = f"A clinician's clearance is awaited. {items[0].record.ruling.text}"
            return Forecast(name, None, None, why)
    return Forecast(name, None, None, _why_not(items, patient))


def _until_standstill(plans: Iterator[WeekPlan], wanted: set[Series]) -> Iterator[WeekPlan]:
    """The plans up to the week by which nothing of the exercise has changed for long."""
    last, still = None, 0
    for plan in plans:
        yield plan
        records = [item.record for item in plan.exercises if item.series in wanted]
        now = [(record.base, record.stage, record.load_g) for record in records]
        still = still + 1 if now == last else 0
        if still >= STANDSTILL_WEEKS:
            return
        last = now


def _reaches(item: ExercisePlan, today: date, goal: Goal) -> bool:
    return any(session.day >= today and goal.met(session) for session in item.sessions)


def _why_not(items: Sequence[ExercisePlan], patient: Ahead) -> str:
    """What keeps from the goal in the end: where the volume stands, and the rule or the gaps behind it."""
    record = min((item.record for item in items), key=lambda one: one.base)
    stands = f"It comes to a stand at {volume_text(record.exercise.volume_unit, record.base)} a week"
    if patient.every is not None:
        return f"{stands}: only what was done counts, and the sessions left out keep it low."
    return f"{stands}. {record.ruling.text}"


def _beyond(exercise: Exercise, dose: Prescription, goal: Goal) -> str:
    """Why the programme never plans the goal in this phase; empty where it does."""
    target = dose.target
    if goal.stage is not None:
        most = len(exercise.stages) - 1
        if not exercise.stages:
            return "This exercise has no stages."
        return f"The last stage is {most}." if goal.stage > most else ""
    if goal.amount > target.total:
        amount = volume_text(exercise.unit, target.total)
        return f"It is above the programme's target of {amount} a session, and nothing is planned above that."
    if goal.load_g is not None and goal.load_g > (target.load_g or 0):
        return f"It is above the programme's target load of {target.load_g or 0} g."
    return ""
