"""Which of a patient's training days an exercise uses, and how a week's volume is laid over them."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from rehab.domain.days import Week
from rehab.domain.programmes import Exercise, Prescription
from rehab.domain.words import Unit

Weekdays = tuple[int, ...]


@lru_cache(maxsize=1024)
def exercise_days(weekdays: Weekdays, days_per_week: int, min_rest_days: int) -> Weekdays:
    """The weekdays (Monday 0) that an exercise uses: as many of ``weekdays`` as it wants, spread evenly.

    Sessions lie at least ``min_rest_days`` apart, across the week's end too; where the training days
    leave no room for that, the exercise gets fewer sessions.
    """
    for count in range(min(days_per_week, len(weekdays)), 0, -1):
        fitting = [
            chosen
            for chosen in combinations(sorted(weekdays), count)
            if count == 1 or min(_gaps(chosen)) > min_rest_days
        ]
        if fitting:
            return min(fitting, key=lambda chosen: sum(gap * gap for gap in _gaps(chosen)))
    return ()


def _gaps(chosen: Weekdays) -> list[int]:
    """Days from each session to the next, around the week."""
    following = (*chosen[1:], chosen[0] + 7)
    return [later - day for day, later in zip(chosen, following, strict=True)]


def session_days(week: Week, prescription: Prescription, weekdays: Weekdays) -> tuple[int, ...]:
    """The positions (0–6) of a week's days on which a prescription trains."""
    chosen = exercise_days(weekdays, prescription.days_per_week, prescription.min_rest_days)
    return tuple(n for n, day in enumerate(week.days) if day.weekday() in chosen)


def spread(amount: int, guards: Sequence[int], step: int) -> tuple[int, ...]:
    """Lay ``amount`` over the sessions in whole steps by largest remainder, none above its guard.

    What a guard cuts goes to sessions with room; what finds no room is not planned.
    """
    if not guards:
        return ()
    room = [guard // step for guard in guards]
    even, extra = divmod(amount // step, len(guards))
    laid = [min(even + (n < extra), most) for n, most in enumerate(room)]
    left = amount // step - sum(laid)
    while left and any(have < most for have, most in zip(laid, room, strict=True)):
        for n, most in enumerate(room):
            if left and laid[n] < most:
                laid[n] += 1
                left -= 1
    return tuple(units * step for units in laid)


def lay_sets(total: int, prescription: Prescription) -> tuple[int, ...]:
    """A session as sets of whole steps: as many as the entry dose, more only once each is at target."""
    if total <= 0:
        return ()
    step = prescription.step
    wanted = max(prescription.entry.sets, -(-total // prescription.target.each))
    sets = max(1, min(wanted, total // step))
    even, extra = divmod(total // step, sets)
    return tuple((even + (n < extra)) * step for n in range(sets))


def session_seconds(exercise: Exercise, sets: Sequence[int]) -> int:
    """The time a session of one side takes, in seconds: the work and the rests between sets."""
    pace = 1 if exercise.unit is Unit.SECONDS else exercise.unit_seconds
    return sum(sets) * pace + exercise.rest_s * max(0, len(sets) - 1)
