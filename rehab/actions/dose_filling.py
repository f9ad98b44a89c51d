"""What a typed dose leaves out: the load and the walk–run stage, filled in as planned."""

from dataclasses import dataclass
from datetime import date

from rehab.actions.refusals import Refused
from rehab.domain.days import week_of
from rehab.domain.diary import Diary
from rehab.domain.doses import SetDone, Sets, mass_text
from rehab.domain.plan import week_plan
from rehab.domain.programmes import Exercise, Series
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import Side


@dataclass(frozen=True, slots=True)
class Filled:
    """The sets and the stage of a bout, with a sentence on what was filled in."""

    sets: Sets
    stage: int | None
    notices: tuple[str, ...] = ()


def fill_dose(
    diary: Diary, exercise: Exercise | None, side: Side, sets: Sets, stage: int | None, day: date, today: date
) -> Filled:
    """The dose of one side with load and stage as planned for the day, where they were not typed.

    Raises Refused for a stage that the exercise does not have.
    """
    if exercise is None or not (exercise.loaded or exercise.stages):
        if stage is not None:
            raise Refused("This exercise has no stages. Leave --stage out.")
        return Filled(sets, None)
    planned = _planned(diary, Series(exercise.id, side), day, today)
    notices = []
    if exercise.loaded and all(one.load_g is None for one in sets):
        programme = diary.assignment_on(day).programme
        load = (planned and planned.load_g) or programme.lightest_load(exercise.id)
        sets = tuple(SetDone(one.amount, load) for one in sets)
        notices.append(f"Logged with the planned load of {mass_text(load or 0)}; write 3x8@2kg for another.")
    if not exercise.stages:
        return Filled(sets, None, tuple(notices))
    if stage is None and planned is not None and planned.stage is not None:
        stage = planned.stage
        notices.append(f"Logged as stage {stage}, as planned; --stage says otherwise.")
    if stage is not None and not 0 <= stage < len(exercise.stages):
        raise Refused(f"{exercise.name} has the stages 0 to {len(exercise.stages) - 1}. Give one of them.")
    return Filled(sets, stage, tuple(notices))


def _planned(diary: Diary, series: Series, day: date, today: date) -> SeriesWeek | None:
    if day < diary.starts:
        return None
    plan = week_plan(diary, week_of(diary.starts, day), today)
    item = plan.of(series)
    return item.record if item else None
