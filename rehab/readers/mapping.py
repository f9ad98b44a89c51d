"""The file of ``import --map``: foreign exercise names tied to the exercises of a programme."""

import tomllib
from dataclasses import dataclass

from rehab.domain.limits import NAME_MAX
from rehab.domain.text import clean, nearest
from rehab.domain.words import Side
from rehab.readers.foreign import ImportRefused

_BYTES = 64 * 1024
_LINE_BYTES = 4 * 1024
_FIELDS = ("exercise", "side")
_EXAMPLE = '"Calf Raise" = "heel-raise" or "Calf Raise" = {exercise = "heel-raise", side = "left"}'


@dataclass(frozen=True, slots=True)
class Mapped:
    """The programme exercise that a foreign name stands for; side ``None`` leaves the side as it is."""

    exercise: str
    side: Side | None = None


def read_map(data: bytes, file: str) -> dict[str, Mapped]:
    """Read ``"Foreign name" = "exercise-id"`` lines, or ``{exercise = "id", side = "left"}`` values.

    Whether the exercises exist is for the caller to check. Raises ImportRefused naming the file,
    and the line where it is known.
    """
    file = clean(file, limit=NAME_MAX)
    text = _text(data, file)
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = clean(str(error), limit=120) if isinstance(error, ValueError) else "it is nested too deeply"
        raise ImportRefused(f"{file} is not valid TOML: {reason}. Write lines such as {_EXAMPLE}.") from None
    return {
        clean(name, limit=NAME_MAX): _mapped(value, f"{file}{_line(text, name)}, “{clean(name, limit=60)}”")
        for name, value in found.items()
    }


def _text(data: bytes, file: str) -> str:
    """The text, once its size is known to be harmless: the parser's time and depth grow with a line."""
    if len(data) > _BYTES:
        raise ImportRefused(f"{file} is larger than {_BYTES // 1024} KB. Split it.")
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(line) > _LINE_BYTES:
            raise ImportRefused(f"{file} line {number} is longer than {_LINE_BYTES // 1024} KB. Shorten it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line_number = data.count(b"\n", 0, error.start) + 1
        raise ImportRefused(
            f"{file} is not UTF-8 text from line {line_number} on. Save it as UTF-8."
        ) from None


def _line(text: str, name: str) -> str:
    """`` line N`` for the first line that begins with the name, or ``""`` when it is not spelt so."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip(" \t\"'[").startswith(name):
            return f" line {number}"
    return ""


def _mapped(value: object, where: str) -> Mapped:
    if isinstance(value, str):
        value = {"exercise": value}
    if not isinstance(value, dict):
        raise ImportRefused(f"{where}: the value is not an exercise. Write {_EXAMPLE}.")
    for field in value:
        if field not in _FIELDS:
            near = nearest(field, _FIELDS)
            hint = f"Did you mean {near}?" if near else f"Put names with dots in quotes, as in {_EXAMPLE}."
            raise ImportRefused(f"{where}: “{clean(field, limit=40)}” is not a field. {hint}")
    exercise, side = value.get("exercise"), value.get("side")
    if not isinstance(exercise, str) or not exercise.strip():
        raise ImportRefused(f"{where}: no exercise is given. Write {_EXAMPLE}.")
    if side is not None and side not in list(Side):
        raise ImportRefused(
            f"{where}: “{clean(str(side), limit=20)}” is not a side. Write left, right or none."
        )
    return Mapped(clean(exercise.strip(), limit=NAME_MAX), None if side is None else Side(side))
