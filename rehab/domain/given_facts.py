"""Facts as a file or a person gives them: names and aliases, and each value in its kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rehab.domain.conditions import SKIPPED, UNSURE
from rehab.domain.diary import Fact
from rehab.domain.screening import FactKind, FactType, Screening
from rehab.domain.text import clean, nearest

_NO = ("", "no", "none", "false", "n", "never", "negative", "absent", "nil", "denies", "denied")
_YES = ("yes", "true", "y")
_OPEN = ("unknown", "null", "?", "not known", "not stated", "not reported", "n/a")
_DOUBT = (UNSURE, "not sure", "maybe", "possibly", "perhaps")
_NUMBER_MAX = 100_000


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """Facts that were understood, and the names that were not, each with the nearest known one."""

    facts: Mapping[str, Fact]
    not_understood: tuple[str, ...]


def given_facts(screening: Screening, raw: Mapping[str, object]) -> GivenFacts:
    """Read facts by key or alias. Of two names for one fact the more worrying value stands.

    A name outside the vocabulary is not understood and told; the rest still counts, because a
    question left out must not hide an answer. So it is with a value of the wrong kind.
    """
    facts: dict[str, Fact] = {}
    unknown = []
    for name, value in raw.items():
        plain = name.strip().lower().replace("-", "_").replace(" ", "_")
        key = screening.aliases.get(plain, plain)
        of = screening.facts.get(key)
        if of is None:
            near = nearest(name, [*screening.facts, *screening.aliases])
            unknown.append(clean(name, limit=60) + (f" (did you mean {near}?)" if near else ""))
            continue
        if key == "pain" and isinstance(value, int | Decimal) and not isinstance(value, bool):
            of = screening.facts[key := "pain_now"]
        try:
            read = read_fact(of, value, name)
        except ValueError as error:
            unknown.append(str(error).rstrip("."))
            continue
        if read is None and not _left_open(value):
            unknown.append(f"{clean(name, limit=60)}: {clean(str(value), limit=60)}")
        facts[key] = worse(of, facts.get(key), read)
    return GivenFacts(facts, tuple(unknown))


def worse(of: FactType, one: Fact, other: Fact) -> Fact:
    """The answer that worries more; unknown never hides what is known.

    That is yes, then unsure, skipped and no; for a reassuring fact no comes first and yes last. Of two
    numbers the larger stands, and of two words the later one of the fact's list.
    """
    if of.kind is FactKind.YES_NO:
        order = (False, UNSURE, SKIPPED, True) if of.reassuring else (True, UNSURE, SKIPPED, False)
        return min(one, other, key=lambda answer: order.index(answer) if answer in order else len(order))
    said = [answer for answer in (one, other) if answer is not None and answer != SKIPPED]
    if len(said) < 2 or UNSURE in said:
        return next((answer for answer in said if answer != UNSURE), said[0] if said else one or other)
    if of.kind is FactKind.NUMBER:
        return max(said, key=Decimal)
    return max(said, key=lambda answer: of.words.index(str(answer)) if answer in of.words else -1)


def read_fact(of: FactType, value: object, name: str) -> Fact:
    """One value in the kind of its fact. Raises ValueError naming the fact and what is allowed."""
    if value is None:
        return None
    said = value.strip().lower() if isinstance(value, str) else None
    if said == SKIPPED:
        return SKIPPED
    if said in _DOUBT:
        return UNSURE
    if _left_open(value):
        return None
    if of.kind is FactKind.YES_NO:
        return _yes_or_no(value, said, name)
    return _number(of, value, name) if of.kind is FactKind.NUMBER else _word(of, value, said, name)


def _left_open(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip().lower() in _OPEN)


def _yes_or_no(value: object, said: str | None, name: str) -> Fact:
    """Yes and no as such; a text that says which, such as "renal failure", is a yes."""
    if isinstance(value, bool):
        return value
    if said is not None:
        return said not in _NO
    if isinstance(value, int | Decimal) and Decimal(value).is_finite():
        return value > 0
    raise ValueError(_wrong(name, 'true, false, "unsure", "skip" or null'))


def _number(of: FactType, value: object, name: str) -> Fact:
    try:
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            raise InvalidOperation
        found = _with_unit(value, of) if isinstance(value, str) else Decimal(value)
        if not 0 <= found <= _NUMBER_MAX:
            raise InvalidOperation
    except InvalidOperation:
        raise ValueError(_wrong(name, f"a number from 0 to {_NUMBER_MAX}")) from None
    return int(found) if found == found.to_integral_value() else format(found.normalize(), "f")


def _with_unit(text: str, of: FactType) -> Decimal:
    """A number as people write it: "15 years", "38.5 °C"; a duration in days. Raises InvalidOperation."""
    match = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(/10|[a-z°/]*)\s*(?:old|ago)?\s*", text.lower())
    days = _DAYS if of.key == "duration_days" else {}
    if match is None or match[2] not in (*_UNITS.get(of.key, ()), "", *days):
        raise InvalidOperation
    return Decimal(match[1]) * days.get(match[2], 1)


_UNITS = {
    "age": ("y", "yr", "yrs", "yo", "year", "years"),
    "temp_c": ("c", "°c"),
    "pulse": ("bpm", "/min"),
    "respiratory_rate": ("/min",),
    "systolic_bp": ("mmhg",),
    "pain_now": ("/10",),
    "pain_start": ("/10",),
    "weight_loss_kg": ("kg",),
}
_DAYS = {
    **{"day": 1, "days": 1, "week": 7, "weeks": 7},
    **{"month": 30, "months": 30, "year": 365, "years": 365},
}


def _word(of: FactType, value: object, said: str | None, name: str) -> Fact:
    if isinstance(value, bool) and {"yes", "no"} <= set(of.words):
        return "yes" if value else "no"
    if said is not None and said in ("true", "false") and {"yes", "no"} <= set(of.words):
        return "yes" if said == "true" else "no"
    if said is not None and not of.words:
        return "" if said in _NO else clean(str(value), limit=200)
    if said is None:
        raise ValueError(_wrong(name, ", ".join(of.words) or "a text"))
    # "moderate to severe" is as bad as its worst word; the words of a fact stand with the worst last.
    told = {_NEAR_WORDS.get(word, word) for word in (said, *re.findall(r"[a-z']+", said))}
    return next((word for word in reversed(of.words) if word in told), None)


_NEAR_WORDS = {
    **{"male": "m", "man": "m", "boy": "m", "female": "f", "woman": "f", "girl": "f"},
    **dict.fromkeys(("unbearable", "excruciating", "extreme"), "intolerable"),
    **{"strong": "severe", "slight": "mild", "light": "mild"},
    **dict.fromkeys(("acute", "suddenly", "abrupt"), "sudden"),
    **dict.fromkeys(("slow", "slowly", "gradually", "insidious", "progressive"), "gradual"),
    **dict.fromkeys(
        ("partial", "partly", "difficulty", "limited", "hardly", "barely", "painful"), "impaired"
    ),
    **dict.fromkeys(("unable", "not", "cannot", "can't"), "no"),
    **dict.fromkeys(("full", "fully", "normal", "normally"), "yes"),
}


def _wrong(name: str, allowed: str) -> str:
    return f"“{clean(name, limit=60)}” has a value of the wrong kind. Give {allowed}."
