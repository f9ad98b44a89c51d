"""What would change a week's decisions, in words: each “if” once, with all that it would change."""

from collections.abc import Iterable, Iterator, Mapping

from rehab.domain.doses import amount_text
from rehab.domain.plan import WeekPlan
from rehab.domain.programmes import Series
from rehab.domain.what_if import Change, WhatIf
from rehab.render.words import decision_sign, decision_word, side_letter

NOTHING = "No entry seen to be missing makes this week's plan more; a bout done and not logged might."


def what_if_lines(plan: WeekPlan, found: WhatIf, exercise: str | None = None) -> list[str]:
    """What would change the plan now, then what next week holds if this one is done as planned."""
    now = _grouped((series, one) for series, changes in found.now.items() for one in changes)
    ahead = _grouped(found.ahead.items())
    lines = ["What would change it"]
    lines += list(_lines(plan, now, exercise)) or [f"  {NOTHING}"]
    later = list(_lines(plan, ahead, exercise))
    return [*lines, *(["Next week", *later] if later else [])]


def _grouped(found: Iterable[tuple[Series, Change]]) -> Mapping[str, list[tuple[Series, Change]]]:
    groups: dict[str, list[tuple[Series, Change]]] = {}
    for series, change in found:
        groups.setdefault(change.text, []).append((series, change))
    return groups


def _lines(
    plan: WeekPlan, groups: Mapping[str, list[tuple[Series, Change]]], exercise: str | None
) -> Iterator[str]:
    for text, members in groups.items():
        wanted = [(s, c) for s, c in members if exercise is None or s.exercise == exercise]
        if not wanted:
            continue
        yield f"  {text[0].upper()}{text[1:]}:"
        outcomes: dict[tuple[str, str], list[str]] = {}
        for name, change in _by_exercise(plan, wanted):
            key = (f"{decision_sign(change.kind)} {decision_word(change.kind)}", change.rule)
            outcomes.setdefault(key, []).append(name)
        for (word, rule), names in outcomes.items():
            yield f"    {word} ({rule}): {'; '.join(names)}"


def _by_exercise(plan: WeekPlan, members: list[tuple[Series, Change]]) -> Iterator[tuple[str, Change]]:
    """Each exercise with its limit before and after, its sides together where they are alike."""
    alike: dict[tuple[str, Change], list[Series]] = {}
    for series, change in members:
        alike.setdefault((series.exercise, change), []).append(series)
    for (_, change), sides in alike.items():
        item = plan.of(sides[0])
        if item is None:
            continue
        letters = "/".join(filter(None, (side_letter(s.side) for s in sides)))
        unit = item.exercise.volume_unit
        before, after = (amount_text(unit, n) for n in (change.before, change.after))
        numbers = before if before == after else f"{before} → {after}"
        yield f"{item.exercise.name} {letters}".strip() + f" {numbers}", change
