"""What to tell a person right after an entry: severe pain, a spike, a limit passed."""

from rehab.domain.diary import Bout, Diary, Morning
from rehab.domain.doses import amount_text, volume_text
from rehab.domain.pain import SEVERE, severe_in_bout, severe_in_morning
from rehab.domain.plan import ExercisePlan, WeekPlan
from rehab.domain.rule import SESSION_PERCENT, over
from rehab.domain.session_guard import SPIKE_PERCENT
from rehab.domain.volume import largest_session
from rehab.domain.words import DecisionKind

_SEEK = (
    "If you are worried, or something does not feel right, contact a health professional, "
    "whatever this program says."
)


def bout_notices(diary: Diary, bout: Bout, plan: WeekPlan | None) -> tuple[str, ...]:
    """Sentences that a new bout calls for, most important first. ``diary`` already holds the bout."""
    found = []
    if because := severe_in_bout(bout):
        severe = f"A score of {because.value} is severe ({SEVERE} or more)"
        found.append(f"{severe}: stop this exercise for this week. {_SEEK}")
    item = plan.of(bout.series) if plan else None
    found += _spike(diary, bout, item)
    found += _stage(bout, item)
    if plan and plan.decision.kind is DecisionKind.STOP:
        found.append("A finding that stops the plan is open: do not train until a clinician has cleared it.")
    elif item and item.exercise.unit is bout.unit and item.logged > item.record.limit:
        unit = item.exercise.volume_unit
        logged, limit = volume_text(unit, item.logged), volume_text(unit, item.record.limit)
        found.append(
            f"This week holds {logged} now, more than its limit of {limit}. Rest from it until next week."
        )
    return tuple(found)


def _spike(diary: Diary, bout: Bout, item: ExercisePlan | None) -> list[str]:
    governed = item is not None and item.exercise.unit is bout.unit
    unit = item.exercise.volume_unit if item and governed else bout.unit
    days = diary.day_sums.get((bout.series, unit), {})
    done, largest = days.get(bout.day, 0), largest_session(days, bout.day, since=diary.starts)
    measure = f"the largest session of the last 30 days ({amount_text(unit, largest or 0)})"
    if largest is None and item and governed:
        largest = item.record.prescription.entry.volume
        measure = f"the entry session ({amount_text(unit, largest)})"
    if bout.day < diary.starts or not largest or not over(done, largest, SESSION_PERCENT):
        return []
    text = f"{amount_text(unit, done)} on one day is more than {100 + SESSION_PERCENT} % of {measure}."
    if 100 * done > SPIKE_PERCENT * largest:
        text += f" It is above {SPIKE_PERCENT} %: next week will hold."
    return [text]


def _stage(bout: Bout, item: ExercisePlan | None) -> list[str]:
    """A word on a stage above the planned one: running grows by one stage at a time (rule STAGE)."""
    planned = item.record.stage if item else None
    if planned is None or bout.stage is None or bout.stage <= planned:
        return []
    return [f"Stage {bout.stage} is above this week's stage {planned}. Go back to stage {planned} next time."]


def morning_notices(morning: Morning) -> tuple[str, ...]:
    """Sentences that a morning's scores call for."""
    if severe_in_morning(morning):
        return (f"That is severe pain: stop all loading exercises for this week. {_SEEK}",)
    return ()
