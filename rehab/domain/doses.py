"""Doses: sets of whole amounts in one unit, with optional load, and the short form people type."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby

from rehab.domain.limits import (
    AMOUNT_MAX,
    LOAD_MAX_G,
    SETS_MAX,
    STORED_AMOUNT_MAX,
    STORED_SETS_MAX,
)
from rehab.domain.words import Unit

_GRAMS = {"g": Decimal(1), "kg": Decimal(1000), "lb": Decimal("453.59237"), "lbs": Decimal("453.59237")}
_AMOUNTS: dict[str, tuple[Unit, Decimal]] = {
    "r": (Unit.REPS, Decimal(1)),
    "reps": (Unit.REPS, Decimal(1)),
    "s": (Unit.SECONDS, Decimal(1)),
    "sec": (Unit.SECONDS, Decimal(1)),
    "min": (Unit.SECONDS, Decimal(60)),
    "h": (Unit.SECONDS, Decimal(3600)),
    "m": (Unit.METRES, Decimal(1)),
    "km": (Unit.METRES, Decimal(1000)),
    "mi": (Unit.METRES, Decimal("1609.344")),
}
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_PART = re.compile(
    rf"(?:(?P<sets>[0-9]{{1,3}})\s*[x×*]\s*)?(?P<amount>{_NUMBER})\s*(?P<unit>[a-z]*)"
    rf"(?:\s*@\s*(?P<load>{_NUMBER})\s*(?P<mass>kg|g|lbs?))?",
    re.IGNORECASE,
)
_EXAMPLES = "3x8, 8,8,7, 30min, 5km, 3x30s or 3x8@5kg"


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set: the amount in the exercise's unit, and the load in grams (``None``: no load)."""

    amount: int
    load_g: int | None = None


Sets = tuple[SetDone, ...]


@dataclass(frozen=True, slots=True)
class Dose:
    """What one bout did: its unit and its sets, in order."""

    unit: Unit
    sets: Sets

    @property
    def total(self) -> int:
        """The volume in base units: reps, seconds or metres."""
        return sum(s.amount for s in self.sets)


def gram_reps(sets: Sets, usual_g: int = 0) -> int:
    """Load times amount, summed over the sets, in gram·reps (design §2, volume).

    A set without a load counts with ``usual_g`` grams.
    """
    return sum(s.amount * (s.load_g or usual_g) for s in sets)


def parse_dose(text: str, unit: Unit, *, typed: bool = True) -> Dose:
    """Read a dose such as ``3x8``, ``8,8,7``, ``30min``, ``5km``, ``3x30s``, ``3x8@5kg``.

    ``unit`` is the exercise's unit; the text must be in it. A number without a unit counts reps
    and is refused for seconds and metres, where it could mean two things. Miles and pounds are
    rounded to the nearest metre and gram. ``typed=False`` reads what an export wrote: there a set
    may be empty and bounds are those of the store. Raises ValueError with one sentence otherwise.
    """
    most, low, high = (SETS_MAX, 1, AMOUNT_MAX[unit]) if typed else (STORED_SETS_MAX, 0, STORED_AMOUNT_MAX)
    sets: list[SetDone] = []
    for piece in text.strip().split(","):
        count, done = _read_part(piece.strip(), text, unit)
        if not 1 <= count <= most - len(sets):
            raise ValueError(f"“{text[:40]}” does not have 1 to {most} sets. Log more in a second bout.")
        if not low <= done.amount <= high:
            raise ValueError(f"“{text[:40]}” has a set of {done.amount} {unit}. Give {low} to {high}.")
        sets += [done] * count
    return Dose(unit, tuple(sets))


def unit_of(text: str) -> Unit:
    """The unit that a dose text names in its first set; a bare number counts reps."""
    match = _PART.fullmatch(text.split(",")[0].strip())
    word = (match["unit"] or "reps").lower() if match else "reps"
    return _AMOUNTS.get(word, _AMOUNTS["reps"])[0]


def _read_part(piece: str, text: str, unit: Unit) -> tuple[int, SetDone]:
    match = _PART.fullmatch(piece)
    if match is None:
        raise ValueError(f"“{text[:40]}” is not a dose. Write it like {_EXAMPLES}.")
    return int(match["sets"] or 1), SetDone(_amount(match, text, unit), _load(match, text))


def _amount(match: re.Match[str], text: str, unit: Unit) -> int:
    word = (match["unit"] or "").lower()
    if not word and unit is not Unit.REPS:
        example = "3x30s or 30min" if unit is Unit.SECONDS else "400m or 5km"
        raise ValueError(f"“{text[:40]}” does not say its unit. Counted in {unit}: write it like {example}.")
    given, factor = _AMOUNTS.get(word or "reps", (None, Decimal(0)))
    if given is None:
        raise ValueError(f"“{word[:20]}” is not a unit. Write a dose like {_EXAMPLES}.")
    if given is not unit:
        raise ValueError(
            f"“{text[:40]}” is in {given}, but this exercise is counted in {unit}. Log it in {unit}."
        )
    amount = Decimal(match["amount"]) * factor
    if word != "mi" and amount != int(amount):
        raise ValueError(f"“{text[:40]}” is not a whole number of {unit}. Give whole {unit}.")
    return round(amount)


def _load(match: re.Match[str], text: str) -> int | None:
    if not match["load"]:
        return None
    grams = to_grams(match["load"], match["mass"])
    if grams > LOAD_MAX_G:
        raise ValueError(f"“{text[:40]}” has a load above {LOAD_MAX_G // 1000} kg. Check the number.")
    return grams or None


def to_grams(number: str, unit: str) -> int:
    """A mass written as a plain decimal number, to the nearest gram. Raises ValueError."""
    try:
        return round(Decimal(number) * _GRAMS[unit.lower()])
    except (InvalidOperation, KeyError):
        raise ValueError(f"“{number[:20]} {unit[:10]}” is not a weight. Write it like 5kg or 11lb.") from None


def dose_code(unit: Unit, sets: Sets) -> str:
    """The short form that ``parse_dose`` reads back to the same sets."""
    parts = []
    for one, run in groupby(sets):
        count = len(list(run))
        times = f"{count}x" if count > 1 else ""
        parts.append(f"{times}{_amount_code(unit, one.amount)}{_load_code(one.load_g)}")
    return ",".join(parts)


def _amount_code(unit: Unit, amount: int) -> str:
    """Whole minutes are written as minutes, so that a walk reads as it is spoken of."""
    if unit is Unit.SECONDS and amount >= 120 and amount % 60 == 0:
        return f"{amount // 60}min"
    return str(amount) + {Unit.REPS: "", Unit.SECONDS: "s", Unit.METRES: "m"}[unit]


def _load_code(load_g: int | None) -> str:
    return "" if load_g is None else f"@{load_g}g" if load_g % 100 else f"@{mass_text(load_g)}"


def mass_text(grams: int) -> str:
    """Grams as kilograms without trailing zeros: ``5kg``, ``2.5kg``, ``45.359kg``."""
    whole, rest = divmod(grams, 1000)
    return f"{whole}kg" if not rest else f"{whole}.{rest:03d}".rstrip("0") + "kg"


def dose_text(unit: Unit, sets: Sets) -> str:
    """A dose in words for a person: ``3×8``, ``8, 8, 7``, ``30 min``, ``3×30 s``, ``3×8 @ 5 kg``."""
    runs = [(one, len(list(run))) for one, run in groupby(sets)]
    parts = []
    for one, count in runs:
        amount = amount_text(unit, one.amount)
        load = "" if one.load_g is None else f" @ {mass_text(one.load_g).replace('kg', ' kg')}"
        parts.append((f"{count}×{amount}" if count > 1 else amount) + load)
    if len(runs) == 1 and runs[0][1] == 1 and unit is Unit.REPS:
        return f"1×{parts[0]}"
    return ", ".join(parts)


def amount_text(unit: Unit, amount: int) -> str:
    """An amount with its unit, short: ``8``, ``30 s``, ``30 min``, ``5 min 30 s``, ``400 m``, ``5 km``.

    Gram·reps are shown as ``13.5 kg·reps``.
    """
    if unit is Unit.REPS:
        return str(amount)
    if unit is Unit.METRES:
        return f"{amount // 1000} km" if amount and amount % 1000 == 0 else f"{amount} m"
    if unit is Unit.GRAM_REPS:
        return mass_text(amount).replace("kg", " kg") + "·reps"
    minutes, seconds = divmod(amount, 60)
    if amount < 120 and amount != 60:
        return f"{amount} s"
    return f"{minutes} min" + (f" {seconds} s" if seconds else "")


def volume_text(unit: Unit, amount: int) -> str:
    """A volume with its unit spelled: ``72 reps``, ``90 min``, ``3 km``."""
    return f"{amount} reps" if unit is Unit.REPS else amount_text(unit, amount)
