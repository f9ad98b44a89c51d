"""Conditions over facts in a TOML file: a fact, a group, or all, any and not of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rehab.domain.conditions import Condition, Every, Measured, Reported, Some, Unless, Worded
from rehab.domain.screening import FactKind, FactType
from rehab.domain.text import clean
from rehab.readers.toml_fields import Table
from rehab.readers.toml_lines import Path


@dataclass
class Words:
    """What a condition may name."""

    facts: Mapping[str, FactType]
    groups: dict[str, Condition] = field(default_factory=dict)


def read_condition(table: Table, key: str, words: Words) -> Condition:
    """The condition under ``key``; an empty one, and a fault, where there is none."""
    return _read(table, table.anything(key), (*table.path, key), words)


def _read(table: Table, value: Any, path: Path, words: Words) -> Condition:
    known = (*words.facts, *words.groups)
    if isinstance(value, str):
        if value not in known:
            table.faults.add_word(path, f"“{clean(value, limit=60)}”", value, known)
        elif value in words.facts and not _said_or_not(words.facts[value]):
            table.faults.add(path, f"“{value}”", "a number or word with at_least, below or is")
        return Reported(value)
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("not"), str):
        of = words.facts.get(value["not"])
        if of is None or not of.reassuring:
            table.faults.add(path, f"not “{clean(value['not'], limit=60)}”", "not before a reassuring fact")
        return Unless(value["not"])
    for name, made in (("all", Every), ("any", Some)):
        if isinstance(value, dict) and set(value) == {name} and isinstance(value[name], list) and value[name]:
            parts = enumerate(value[name])
            return made(tuple(_read(table, part, (*path, name, n), words) for n, part in parts))
    if isinstance(value, dict) and "fact" in value:
        return _about(table, value, path, words)
    table.faults.add(path, "no condition", "a fact, or {all}, {any}, {not}, {fact, at_least|below|is}")
    return Every(())


def _said_or_not(of: FactType) -> bool:
    """Whether a fact can stand by its name alone: a yes/no, or a free text, which is there or not."""
    return of.kind is FactKind.YES_NO or (of.kind is FactKind.WORD and not of.words)


def _about(table: Table, value: dict[str, Any], path: Path, words: Words) -> Condition:
    key = str(value["fact"])
    of = words.facts.get(key)
    said = value.get("is")
    if of and of.kind is FactKind.WORD and set(value) == {"fact", "is"} and isinstance(said, list) and said:
        for word in said:
            if word not in of.words:
                table.faults.add_word(path, f"“{clean(str(word), limit=60)}”", str(word), of.words)
        return Worded(key, tuple(said))
    bounds = {name: value[name] for name in ("at_least", "below") if name in value}
    others = set(value) - {"fact", *bounds}
    whole = bounds and all(type(bound) is int for bound in bounds.values())
    if not of or of.kind is not FactKind.NUMBER or others or not whole:
        table.faults.add(
            path, f"“{clean(key, limit=60)}” so", "a number with at_least or below, or a word with is"
        )
    return Measured(key, bounds.get("at_least"), bounds.get("below"))


def note_circles(top: Table, groups: Mapping[str, Condition]) -> None:
    """A group that names itself, over others or not, has no meaning."""

    def names(condition: Condition) -> set[str]:
        if isinstance(condition, Every | Some):
            return {name for part in condition.parts for name in names(part)}
        return {condition.key} if isinstance(condition, Reported) and condition.key in groups else set()

    for start in groups:
        seen: set[str] = set()
        waiting = names(groups[start])
        while waiting:
            one = waiting.pop()
            seen.add(one)
            waiting |= names(groups[one]) - seen
        if start in seen:
            top.faults.add(("group",), f"“{start}”, which names itself", "groups without a circle")
