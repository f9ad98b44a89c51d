"""The red-flag screen as data: facts, groups, items and their outcomes (CE §4, ``plans/screening.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from rehab.domain.conditions import Condition
from rehab.domain.words import EventKind, Urgency


class FactKind(StrEnum):
    """How a fact is given: yes or no, a number, or one of a few words."""

    YES_NO = "yes_no"
    NUMBER = "number"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class FactType:
    """One fact of the vocabulary. ``words`` are those of a word fact; without any, free text is taken.

    ``reassuring`` facts may lower an urgency; no other fact ever does.
    """

    key: str
    kind: FactKind
    text: str
    words: tuple[str, ...] = ()
    reassuring: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How urgent an item is when a condition holds."""

    urgency: Urgency
    when: Condition


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the screen. ``asks`` is the fact that its question sets; some items ask nothing.

    ``short`` items belong to the weekly screen. A ``pauses`` item keeps loading waiting while it is
    open. ``added`` items are not in CE §4 and carry their own source. Outcomes stand most urgent first.
    """

    id: str
    finding: str
    why: str
    sources: tuple[str, ...]
    grade: str
    outcomes: tuple[Outcome, ...]
    question: str | None = None
    asks: str | None = None
    short: bool = False
    pauses: bool = False
    added: bool = False

    def urgencies(self, *, unsure: bool) -> frozenset[Urgency]:
        """How urgent a finding of this item can be; one that only a doubt led to is routine (CE §4.1)."""
        found = frozenset(outcome.urgency for outcome in self.outcomes)
        return frozenset({Urgency.ROUTINE}) if unsure else found

    @property
    def serious(self) -> bool:
        """Whether it is an emergency or same-day item: the letter of an id is its class (CE §4)."""
        return self.id.startswith(("E", "S"))


@dataclass(frozen=True)
class Screening:
    """The whole screen. ``actions`` say what to do, by urgency, with names in braces for local services.

    ``lasting`` names the facts whose answers hold beyond the screen that asked them.
    ``events`` are the facts that treatments on record become; ``notes`` the words that put an item's
    question into the next screen.
    """

    version: str
    title: str
    review_by: date
    weekly_days: int
    full_after_gap_days: int
    lasting: tuple[str, ...]
    actions: Mapping[Urgency, str]
    facts: Mapping[str, FactType]
    aliases: Mapping[str, str]
    groups: Mapping[str, Condition]
    items: tuple[Item, ...]
    events: Mapping[EventKind, str]
    notes: Mapping[str, tuple[str, ...]]

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        """The items that are asked, in the order of the file: the most urgent first."""
        return tuple(item for item in self.items if item.question)

    def asked(self, *, short: bool) -> tuple[Item, ...]:
        """The questions of the weekly screen, or of the full one."""
        return tuple(item for item in self.questions if item.short or not short)
