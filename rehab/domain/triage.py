"""Triage: facts to findings with an urgency. Pure and total; it never says that nothing is wrong.

An item acts by itself: no count of items raises or lowers another's urgency (CE §4.1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rehab.domain.conditions import SKIPPED, Facts, Reading
from rehab.domain.diary import Fact
from rehab.domain.screening import Item, Screening
from rehab.domain.words import Urgency

UNSURE_IS_YES = (Urgency.EMERGENCY, Urgency.SAME_DAY)
"""For these, and in every emergency and same-day item, an answer of unsure counts as yes (CE §4.1).
Elsewhere it is asked again and told."""


NOT_SURE = "Not sure: "


def finding_text(item: Item, *, unsure: bool) -> str:
    """What an item found, marked where only a doubt led to it."""
    return f"{NOT_SURE}{item.finding}" if unsure else item.finding


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that the facts meet, with the facts behind it; ``unsure`` when only a doubt led to it."""

    item: Item
    urgency: Urgency
    facts: Mapping[str, Fact]
    unsure: bool = False

    @property
    def text(self) -> str:
        """What was found, marked where only a doubt led to it."""
        return finding_text(self.item, unsure=self.unsure)


@dataclass(frozen=True, slots=True)
class Triage:
    """What the facts ask for: hits, most urgent first, and the questions that stayed without an answer.

    ``given`` counts the facts with a value; a result from none says nothing.
    """

    hits: tuple[Hit, ...]
    unknown: tuple[str, ...]
    given: int

    @property
    def urgency(self) -> Urgency:
        """The most urgent hit; ``none`` without any, which rules nothing out."""
        return highest(hit.urgency for hit in self.hits)


def triage(screening: Screening, facts: Facts) -> Triage:
    """The hits and the open questions of these facts. Facts outside the vocabulary decide nothing."""
    found = [hit for item in screening.items if (hit := _hit(screening, item, facts))]
    hit_ids = {hit.item.id for hit in found}
    unknown = tuple(
        item.id
        for item in screening.questions
        if item.id not in hit_ids and facts.get(str(item.asks)) in (None, SKIPPED)
    )
    given = sum(value not in (None, SKIPPED) for value in facts.values())
    return Triage(tuple(sorted(found, key=lambda hit: -order(hit.urgency))), unknown, given)


def _hit(screening: Screening, item: Item, facts: Facts) -> Hit | None:
    for outcome in item.outcomes:
        counts = item.serious or outcome.urgency in UNSURE_IS_YES
        reading = Reading(facts, screening.groups, True if counts else None)
        if reading.holds(outcome.when) is True:
            return Hit(item, outcome.urgency, _facts(reading.behind(outcome.when), facts))
    for outcome in item.outcomes:
        reading = Reading(facts, screening.groups, True)
        if reading.holds(outcome.when) is True:
            behind = _facts(reading.behind(outcome.when), facts)
            return Hit(item, min(outcome.urgency, Urgency.ROUTINE, key=order), behind, unsure=True)
    return None


def _facts(keys: Iterable[str], facts: Facts) -> dict[str, Fact]:
    return {key: facts[key] for key in sorted(keys)}


def order(urgency: Urgency) -> int:
    """The place of an urgency, ``none`` 0 and ``emergency`` 4."""
    return list(Urgency).index(urgency)


def highest(urgencies: Iterable[Urgency]) -> Urgency:
    """The most urgent of some; ``none`` of none."""
    return max(urgencies, key=order, default=Urgency.NONE)
