"""Sets of an app's export to bouts: one for each exercise and unit in a workout."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from rehab.domain.diary import Bout
from rehab.domain.doses import SetDone
from rehab.domain.limits import MINUTES_MAX, NAME_MAX, STORED_SETS_MAX
from rehab.domain.text import clean
from rehab.domain.words import Side, Unit
from rehab.readers.foreign import entry_id
from rehab.readers.numbers import rounded_down
from rehab.readers.set_rows import Occasion, SetRow


def bouts_of(log_format: str, sets: Iterable[SetRow], notes: dict[Occasion, list[str]]) -> tuple[Bout, ...]:
    """The bouts that hold ``sets``, oldest first, each with its sets in file order.

    A set with nothing logged counts 0 in the unit that its exercise mostly has. More sets of one
    exercise in one workout than a bout may hold continue in a further bout.
    """
    sets = list(sets)
    usual = _usual_units(sets)
    groups: dict[tuple[Occasion, Unit], list[SetRow]] = defaultdict(list)
    for one in sets:
        unit = _unit(one) or usual.get(one.occasion.exercise, Unit.REPS)
        groups[one.occasion, unit].append(one)
    bouts = []
    for (occasion, unit), group in sorted(groups.items(), key=lambda item: item[0][0].stamp):
        note = clean(" — ".join(notes.get(occasion, [])))
        for part in range(0, len(group), STORED_SETS_MAX):
            number = part // STORED_SETS_MAX + 1
            some = group[part : part + STORED_SETS_MAX]
            bouts.append(_bout(log_format, occasion, unit, some, note, number))
    return tuple(bouts)


def _bout(
    log_format: str, occasion: Occasion, unit: Unit, sets: list[SetRow], note: str, number: int
) -> Bout:
    efforts = [one.rpe for one in sets if one.rpe is not None]
    return Bout(
        entry=entry_id(log_format, occasion.stamp, occasion.workout, occasion.exercise, unit, number),
        day=occasion.day,
        exercise=occasion.exercise,
        side=Side.NONE,
        unit=unit,
        sets=tuple(SetDone(_amount(one, unit), one.load_g) for one in sets),
        effort=-rounded_down(-max(efforts)) if efforts else None,
        minutes=_minutes(sets) if unit is Unit.METRES else None,
        note=note,
        origin=clean(f"{log_format}:{occasion.written} {occasion.workout}".rstrip(), limit=NAME_MAX),
    )


def _unit(one: SetRow) -> Unit | None:
    """The unit that a set is counted in: reps win, then distance; ``None`` when nothing was logged."""
    if one.reps:
        return Unit.REPS
    if one.metres:
        return Unit.METRES
    return Unit.SECONDS if one.seconds else None


def _amount(one: SetRow, unit: Unit) -> int:
    return {Unit.REPS: one.reps, Unit.SECONDS: one.seconds, Unit.METRES: one.metres}[unit]


def _minutes(sets: list[SetRow]) -> int | None:
    """The time of a distance to the nearest minute and at least one; ``None`` without or above a day."""
    seconds = sum(one.seconds for one in sets)
    minutes = max(1, (seconds + 30) // 60)
    return minutes if seconds and minutes <= MINUTES_MAX else None


def _usual_units(sets: list[SetRow]) -> dict[str, Unit]:
    """By exercise, the unit of most of its sets; the first in the order of ``Unit`` on a tie."""
    counts: dict[str, Counter[Unit]] = defaultdict(Counter)
    for one in sets:
        unit = _unit(one)
        if unit is not None:
            counts[one.occasion.exercise][unit] += 1
    return {exercise: max(Unit, key=lambda unit: found[unit]) for exercise, found in counts.items()}
