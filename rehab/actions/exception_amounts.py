"""How much a clinician's exception allows: a week's limit, a session's dose, or a percent."""

from dataclasses import dataclass
from datetime import date

from rehab.actions.numbers import whole
from rehab.actions.refusals import Refused
from rehab.domain.diary import Diary
from rehab.domain.doses import Dose, gram_reps, parse_dose
from rehab.domain.exceptions import RAMP_PERCENT_MAX
from rehab.domain.programmes import PERCENT_MAX, Exercise
from rehab.domain.words import OverrideKind


@dataclass(frozen=True, slots=True)
class Amount:
    """The numbers of an exception, as an ``Override`` keeps them."""

    amount: int | None = None
    sets: int | None = None
    load_g: int | None = None


def read_amount(kind: OverrideKind, text: str | None, exercise: Exercise, diary: Diary, day: date) -> Amount:
    """What was typed behind the exercise, for the kind of exception. Raises Refused for what cannot be."""
    if kind is OverrideKind.FASTER_RAMP:
        return Amount(_percent(text))
    if kind not in (OverrideKind.LIMIT, OverrideKind.DOSE):
        if text is not None:
            raise Refused(f"A {kind.value} exception has no amount. Leave “{text[:40]}” out.")
        return Amount()
    if text is None:
        example = "90, 45min or 3x30@5kg" if kind is OverrideKind.LIMIT else "3x8, 30min or 3x8@5kg"
        raise Refused(f"A {kind.value} exception needs an amount. Give one such as {example}.")
    try:
        dose = parse_dose(text, exercise.unit, typed=kind is OverrideKind.DOSE)
    except ValueError as error:
        raise Refused(str(error)) from None
    _check_load(dose, exercise)
    return _limit(dose) if kind is OverrideKind.LIMIT else _dose(dose, exercise, diary, day)


def _percent(text: str | None) -> int:
    percent = RAMP_PERCENT_MAX if text is None else whole("the percent", text.removesuffix("%"))
    if percent is None or not PERCENT_MAX < percent <= RAMP_PERCENT_MAX:
        raise Refused(
            f"A faster way back takes {PERCENT_MAX + 1} to {RAMP_PERCENT_MAX} % more a week. Give a percent "
            "in between, or leave it out."
        )
    return percent


def _check_load(dose: Dose, exercise: Exercise) -> None:
    if exercise.loaded and dose.total and any(one.load_g is None for one in dose.sets):
        raise Refused(f"{exercise.name} is counted with its load. Write it like 3x8@5kg.")
    if not exercise.loaded and any(one.load_g is not None for one in dose.sets):
        raise Refused(f"{exercise.name} has no load in the programme. Leave the load out.")


def _limit(dose: Dose) -> Amount:
    loaded = any(one.load_g is not None for one in dose.sets)
    return Amount(gram_reps(dose.sets) if loaded else dose.total)


def _dose(dose: Dose, exercise: Exercise, diary: Diary, day: date) -> Amount:
    first = dose.sets[0]
    if any(one != first for one in dose.sets):
        raise Refused("The sets of a dose are all alike. Write it like 3x8.")
    planned = diary.phase_on(day).prescription(exercise.id)
    if planned is not None and first.amount % planned.step:
        raise Refused(f"{exercise.name} has steps of {planned.step} {exercise.unit}. Give whole steps.")
    return Amount(first.amount, len(dose.sets), first.load_g)
