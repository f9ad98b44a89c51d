"""The load of a week's sets: one step heavier once the target repetitions are done (design §4.7)."""

from rehab.domain.because import Row
from rehab.domain.case import Case
from rehab.domain.words import DecisionKind


def week_load(case: Case, ruling: Row, sessions: int) -> int | None:
    """The load in grams of a week with so many ``sessions``; ``None`` for an exercise without load.

    The load last used stays. It grows by a step, not above the target's, in a week of PROGRESS after one
    in which every session's target repetitions were done; then the week's gram·reps still fit the limit,
    with no more repetitions than before and at least half of the entry dose's (Ratamess 2009: load when
    extra repetitions are done; the rest is a project rule).
    """
    dose, last = case.prescription, case.last
    if dose.entry.load_g is None:
        return None
    load = case.standing.load_g or dose.entry.load_g
    heaviest = dose.target.load_g or load
    if (
        dose.load_step_g is None
        or load >= heaviest
        or last is None
        or ruling.kind is not DecisionKind.PROGRESS
    ):
        return min(load, heaviest)
    heavier = min(load + dose.load_step_g, heaviest)
    reached = last.done >= dose.target.total * sessions * load
    fitting = min(ruling.ceiling, case.target) // heavier
    return heavier if reached and 2 * fitting >= dose.entry.total * sessions else load


def most_at(case: Case, ruling: Row, load_g: int | None, sessions: int) -> int:
    """The most that a week may plan: limit and target, and with a load no more than its repetitions.

    In a week whose load has just grown these are the repetitions of the week before.
    """
    amount = min(ruling.ceiling, case.target)
    if load_g is None:
        return amount
    reps = case.prescription.target.total * sessions
    last, before = case.last, case.standing.load_g
    if last is not None and before is not None and load_g > before:
        reps = min(reps, last.done // before)
    return min(amount, reps * load_g)
