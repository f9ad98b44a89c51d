"""A day's exercises as lines of a given width: a mark, name, dose, bar of the week's limit, what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from rehab.domain.agenda import Agenda, AgendaLine, AgendaSide
from rehab.domain.doses import amount_text
from rehab.domain.programmes import Exercise
from rehab.domain.words import Unit
from rehab.render.bars import bar
from rehab.render.words import session_text, side_letter

Group = tuple[Exercise, tuple[AgendaSide, ...]]


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line: an exercise and the sides that stand alike. ``open`` while something due is not done."""

    exercise: Exercise
    sides: tuple[AgendaSide, ...]
    text: str
    open: bool


def day_lines(agenda: Agenda, width: int) -> tuple[DayLine, ...]:
    """The lines of a day, what is due first, in the programme's order, in aligned columns."""
    groups = [
        (line.exercise, sides)
        for line in sorted(agenda.lines, key=lambda line: not line.due)
        for sides in alike(line)
    ]
    doses = [_dose(exercise, sides[0]) for exercise, sides in groups]
    lefts = [_left(exercise, sides[0]) for exercise, sides in groups]
    texts = _columns(groups, doses, lefts, width)
    return tuple(
        DayLine(exercise, sides, text, any(side.due and not side.done for side in sides))
        for (exercise, sides), text in zip(groups, texts, strict=True)
    )


def alike(line: AgendaLine) -> list[tuple[AgendaSide, ...]]:
    """The sides of an exercise, grouped where dose, done and what is left are the same."""
    groups: dict[tuple[str, int, int], list[AgendaSide]] = {}
    for side in line.sides:
        key = (_dose(line.exercise, side), side.plan.logged, side.plan.record.limit)
        groups.setdefault(key, []).append(side)
    return [tuple(group) for group in groups.values()]


def _dose(exercise: Exercise, side: AgendaSide) -> str:
    if side.done:
        return "did " + amount_text(exercise.unit, sum(b.amount for b in side.done))
    return session_text(exercise.unit, side.due) if side.due else "not today"


def _left(exercise: Exercise, side: AgendaSide) -> str:
    left, limit = side.plan.left, side.plan.record.limit
    if exercise.volume_unit is Unit.GRAM_REPS:
        done, whole = (amount_text(Unit.GRAM_REPS, n).removesuffix(" kg·reps") for n in (left, limit))
        return f"{done} of {whole} kg·reps left"
    if exercise.unit is not Unit.SECONDS:
        return f"{left} of {limit}{' m' if exercise.unit is Unit.METRES else ''} left"
    if left % 60 or limit % 60:
        return f"{left} of {limit} s left"
    return f"{left // 60} of {limit // 60} min left"


def _columns(groups: Sequence[Group], doses: Sequence[str], lefts: Sequence[str], width: int) -> list[str]:
    """Mark, name, dose, bar, what is left; a narrow screen goes without the bar, then without the rest."""
    dose_width = max(map(len, doses), default=0)
    left_width = max(map(len, lefts), default=0)
    bar_width = 9 if width >= 72 else 0
    room = width - 5 - dose_width - bar_width - left_width
    if room < 12:
        room, left_width = width - 3 - dose_width, 0
    texts = []
    for (exercise, sides), dose, left in zip(groups, doses, lefts, strict=True):
        side = sides[0]
        mark = "✓" if side.done else "·" if side.due else " "
        drawn = f"{bar(side.plan.logged, side.plan.record.limit, 8)} " if bar_width else ""
        end = f" {drawn}{left:>{left_width}}" if left_width else ""
        texts.append(f"{mark} {_name(exercise, sides, room):<{room}} {dose:<{dose_width}}{end}")
    return texts


def _name(exercise: Exercise, sides: tuple[AgendaSide, ...], room: int) -> str:
    letters = "/".join(filter(None, (side_letter(side.plan.series.side) for side in sides)))
    return f"{exercise.name[: room - len(letters) - 1]} {letters}" if letters else exercise.name[:room]
