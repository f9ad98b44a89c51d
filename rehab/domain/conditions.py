"""Conditions over facts in three values: true, false, and unknown.

A fact that is absent is unknown. Only a reassuring fact may stand behind ``not``, so that a condition
can never turn false because a further complaint became known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rehab.domain.diary import Fact

Facts = Mapping[str, Fact]
"""Facts by key; what is absent or ``None`` is unknown."""
SKIPPED = "skip"
"""A question that the person chose not to answer: unknown, and told as such."""
UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Reported:
    """A yes/no fact, or a group of facts under one name."""

    key: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A number that is at least ``at_least`` or below ``below``."""

    key: str
    at_least: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Worded:
    """A fact given in words: true for any of ``words``."""

    key: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Unless:
    """A reassuring fact is not known to be true."""

    key: str


Condition = Reported | Measured | Worded | Every | Some | Unless
Groups = Mapping[str, Condition]


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts as one urgency reads them: ``unsure`` is what that answer counts as."""

    facts: Facts
    groups: Groups
    unsure: bool | None

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition is true, false, or (``None``) unknown."""
        match condition:
            case Reported(key):
                return self.holds(self.groups[key]) if key in self.groups else self._yes(key)
            case Measured():
                return self._measured(condition)
            case Worded(key, words):
                said = self.facts.get(key)
                if said == UNSURE:
                    return self.unsure
                return None if said is None or said == SKIPPED else said in words
            case Every(parts):
                return every(self.holds(part) for part in parts)
            case Some(parts):
                found = every(_opposite(self.holds(part)) for part in parts)
                return _opposite(found)
            case Unless(key):
                return self.facts.get(key) is not True

    def behind(self, condition: Condition) -> frozenset[str]:
        """The keys of the facts that make a condition true."""
        if self.holds(condition) is not True:
            return frozenset()
        match condition:
            case Reported(key) if key in self.groups:
                return self.behind(self.groups[key])
            case Every(parts) | Some(parts):
                return frozenset(key for part in parts for key in self.behind(part))
            case Unless():
                return frozenset()
            case Reported(key) | Measured(key) | Worded(key):
                return frozenset({key}) if self.facts.get(key) is not None else frozenset()

    def _yes(self, key: str) -> bool | None:
        said = self.facts.get(key)
        if said is None or said == SKIPPED:
            return None
        return self.unsure if said == UNSURE else bool(said)

    def _measured(self, condition: Measured) -> bool | None:
        value = number(self.facts.get(condition.key))
        if value is None:
            return None
        low, high = condition.at_least, condition.below
        return (low is None or value >= low) and (high is None or value < high)


def every(truths: Iterable[bool | None]) -> bool | None:
    """True when all are, False when one is, else unknown."""
    found = tuple(truths)
    if False in found:
        return False
    return None if None in found else True


def _opposite(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def number(fact: Fact) -> Decimal | None:
    """A number fact; ``None`` when it is unknown. Decimals are kept as text, never as floats."""
    if fact is None or isinstance(fact, bool):
        return None
    try:
        return Decimal(fact)
    except InvalidOperation:
        return None
