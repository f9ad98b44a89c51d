"""Which exercise and sides a person means."""

from dataclasses import dataclass

from rehab.actions.refusals import Refused
from rehab.domain.diary import Bout, Diary
from rehab.domain.limits import NAME_MAX
from rehab.domain.programmes import Exercise, Phase
from rehab.domain.text import clean, nearest
from rehab.domain.words import Side, SideRule, Unit, affected_sides


@dataclass(frozen=True, slots=True)
class Target:
    """What a bout is of: the name under which it counts, its unit if known, and the sides.

    ``exercise`` is the programme's, ``None`` for something from outside it.
    """

    name: str
    unit: Unit | None
    sides: tuple[Side, ...]
    exercise: Exercise | None = None


def find_target(diary: Diary, phase: Phase, text: str, side: Side | None, *, outside: bool) -> Target:
    """The exercise that ``text`` names: an id, a name, or the start of an id in this phase.

    A name from outside the programme counts when it was logged before or ``outside`` is set.
    Raises Refused with the nearest spelling when nothing fits.
    """
    programme = diary.assignment_on(diary.starts if not diary.bouts else diary.bouts[-1].day).programme
    fitting = _match(programme.exercises, phase, text, whole=outside)
    if len(fitting) == 1:
        exercise = fitting[0]
        return Target(exercise.id, exercise.unit, _sides(diary, exercise, side), exercise)
    name = clean(text.strip(), limit=NAME_MAX)
    logged = next((b for b in reversed(diary.bouts) if b.exercise.lower() == name.lower()), None)
    if logged is not None:
        return Target(logged.exercise, logged.unit, (side or Side.NONE,))
    if outside and name:
        return Target(name, None, (side or Side.NONE,))
    if fitting:
        names = ", ".join(e.id for e in fitting)
        raise Refused(f"“{clean(name, limit=60)}” could be {names}. Give more of the name.")
    known = [e.id for e in programme.exercises] + sorted({b.exercise for b in diary.bouts})
    near = nearest(name, known)
    hint = f"Did you mean {near}?" if near else "`rehab today` lists this phase's exercises."
    raise Refused(
        f"“{clean(name, limit=60)}” is not in the programme. {hint} "
        "For something else that you did, add --outside."
    )


def check_placed(diary: Diary, bout: Bout) -> None:
    """Raise Refused where the programme counts the bout's exercise in another unit or by other sides."""
    exercise = diary.assignment_on(bout.day).programme.exercise(bout.exercise)
    if exercise is None:
        return
    if exercise.unit is not bout.unit:
        raise Refused(f"{exercise.name} is counted in {exercise.unit}, not {bout.unit}. Log it anew instead.")
    if (exercise.side is SideRule.NONE) != (bout.side is Side.NONE):
        sides = "side=none" if exercise.side is SideRule.NONE else "side=left or side=right"
        raise Refused(f"The side does not fit {exercise.name}. Give {sides}.")


def _match(exercises: tuple[Exercise, ...], phase: Phase, text: str, *, whole: bool) -> list[Exercise]:
    """The exercise with that id or name; else, unless ``whole``, those whose id so begins."""
    wanted = text.strip().lower()
    exact = [e for e in exercises if wanted in (e.id, e.name.lower())]
    if exact or whole or not wanted:
        return exact[:1]
    current = {p.exercise for p in phase.prescriptions}
    starts = [e for e in exercises if e.id.startswith(wanted)]
    return [e for e in starts if e.id in current] or starts


def _sides(diary: Diary, exercise: Exercise, side: Side | None) -> tuple[Side, ...]:
    if exercise.side is SideRule.NONE:
        if side not in (None, Side.NONE):
            raise Refused(f"{exercise.name} has no side. Leave --side out.")
        return (Side.NONE,)
    if side is Side.NONE:
        raise Refused(f"{exercise.name} is counted per side. Give left or right, or leave --side out.")
    return (side,) if side else affected_sides(exercise.side, diary.person.complaint)
