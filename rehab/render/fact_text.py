"""The facts behind a decision as lines: of those of a day that say the same, the worst."""

from collections.abc import Iterable

from rehab.domain.because import Because
from rehab.domain.words import Unit
from rehab.render.words import because_text


def fact_lines(facts: Iterable[Because], unit: Unit | None = None) -> list[str]:
    """The facts behind a decision; of those of a day in the same field the worst, with their number."""
    groups: dict[tuple[object, ...], list[Because]] = {}
    for fact in facts:
        key = (fact.field, fact.day) if fact.entry and isinstance(fact.value, int) else (fact,)
        groups.setdefault(key, []).append(fact)
    lines = []
    for same in groups.values():
        worst = max(same, key=lambda fact: fact.value if isinstance(fact.value, int) else 0)
        more = f", and {len(same) - 1} more that day" if len(same) > 1 else ""
        lines.append(because_text(worst, unit) + more)
    return lines
