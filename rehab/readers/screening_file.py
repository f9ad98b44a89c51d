"""The red-flag screen: ``plans/screening.toml`` into a validated ``Screening``."""

from collections.abc import Collection, Mapping
from string import Formatter

from rehab.domain.conditions import Every
from rehab.domain.limits import NOTE_MAX
from rehab.domain.screening import FactKind, FactType, Item, Outcome, Screening
from rehab.domain.text import clean
from rehab.domain.triage import order
from rehab.domain.words import EventKind, Urgency
from rehab.readers.condition_fields import Words, note_circles, read_condition
from rehab.readers.toml_fields import Table, open_file

FACT_KEY = "a-z0-9_"
_ITEM_ID = "A-Z0-9"
_GRADES = ("A", "B", "C", "D")
_URGENCIES = tuple(str(u) for u in Urgency if u is not Urgency.NONE)
_MOST = 200
_SERVICES = ("emergency_number", "emergency_department", "same_day_service")
"""The names in braces that an action may have; the person's own services stand there."""


def read_screening(text: str, file: str, sources: Collection[str]) -> Screening:
    """Read the screen whose ``sources`` lead to known keys. Raises ProgrammeFault with every fault."""
    top = open_file(text, file)
    head = top.table("screening")
    actions = top.table("actions")
    facts = _facts(top)
    words = Words(facts)
    # A group may name any other; the names are known before the conditions are read.
    groups = [(table, table.slug("key", FACT_KEY)) for table in top.tables("group", _MOST)]
    for table, key in groups:
        if key in facts or key in words.groups:
            top.faults.add((*table.path, "key"), f"“{key}” a second time", "each name once")
        words.groups[key] = Every(())
    for table, key in groups:
        table.text("text")
        words.groups[key] = read_condition(table, "when", words)
        table.close()
    note_circles(top, words.groups)
    screening = Screening(
        version=head.text("version"),
        title=head.text("title"),
        review_by=head.day("review_by"),
        weekly_days=head.whole("weekly_days", 1, 31),
        full_after_gap_days=head.whole("full_after_gap_days", 1, 365),
        lasting=head.refs("lasting", facts, 0),
        actions={urgency: _action(actions, urgency) for urgency in Urgency},
        facts=facts,
        aliases=_aliases(top, facts),
        groups=words.groups,
        items=tuple(_item(table, words, sources) for table in top.tables("item", _MOST)),
        events=_events(top, facts),
        notes=_notes(top),
    )
    for table in (head, actions, top):
        table.close()
    _note_twice(top, screening)
    top.faults.check()
    return screening


def _facts(top: Table) -> dict[str, FactType]:
    found: dict[str, FactType] = {}
    for section, kind, reassuring in (
        ("yes_no", FactKind.YES_NO, False),
        ("reassuring", FactKind.YES_NO, True),
        ("number", FactKind.NUMBER, False),
    ):
        table = top.table(section)
        for key in table.names():
            _once(table, key, found)
            found[key] = FactType(key, kind, table.text(key), (), reassuring)
        table.close()
    listed = top.table("word")
    for key in listed.names():
        _once(listed, key, found)
        table = listed.table(key)
        found[key] = FactType(key, FactKind.WORD, table.text("text"), table.texts("words", 0))
        table.close()
    listed.close()
    return found


def _once(table: Table, key: str, known: Collection[str]) -> None:
    if key in known:
        table.faults.add((*table.path, key), f"“{key}” a second time", "each name once")


def _action(table: Table, urgency: Urgency) -> str:
    """What to do, with no other names in braces than those of services."""
    text = table.text(urgency, NOTE_MAX)
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        names = ["{ or } alone"]
    for name in names:
        if name not in _SERVICES:
            table.faults.add_word((*table.path, urgency), f"“{clean(name, limit=60)}”", name, _SERVICES)
    return text


def _aliases(top: Table, facts: Mapping[str, FactType]) -> dict[str, str]:
    table = top.table("alias")
    found = {key: table.ref(key, facts) for key in table.names()}
    for key in found:
        if key in facts:
            top.faults.add((*table.path, key), f"“{key}”, which is a fact itself", "another name for a fact")
    table.close()
    return found


def _events(top: Table, facts: Mapping[str, FactType]) -> dict[EventKind, str]:
    table = top.table("events")
    found = {}
    for key in table.names():
        fact = table.ref(key, facts)
        if key in tuple(EventKind):
            found[EventKind(key)] = fact
        else:
            table.faults.add_word((*table.path, key), f"“{key}”", key, tuple(EventKind))
    table.close()
    return found


def _notes(top: Table) -> dict[str, tuple[str, ...]]:
    table = top.table("notes")
    found = {key: tuple(word.lower() for word in table.texts(key, 1)) for key in table.names()}
    table.close()
    return found


def _item(table: Table, words: Words, sources: Collection[str]) -> Item:
    asks = table.ref("asks", words.facts) if table.has("asks") else None
    asked = words.facts.get(asks or "")
    if asked and (asked.kind is not FactKind.YES_NO or asked.reassuring):
        table.faults.add((*table.path, "asks"), f"“{asks}”", "a yes/no fact that does not reassure")
    outcomes = []
    for one in table.tables("outcome", 5):
        urgency = Urgency(one.one_of("urgency", _URGENCIES))
        outcomes.append(Outcome(urgency, read_condition(one, "when", words)))
        one.close()
    item = Item(
        id=table.slug("id", _ITEM_ID),
        finding=table.text("finding", NOTE_MAX),
        why=table.text("why", NOTE_MAX),
        sources=table.refs("sources", sources, 1),
        grade=table.one_of("grade", _GRADES),
        outcomes=tuple(outcomes),
        question=table.text("question", NOTE_MAX) if asks else None,
        asks=asks,
        short=table.flag("short", False),
        pauses=table.flag("pauses", False),
        added=table.flag("added", False),
    )
    if [order(o.urgency) for o in outcomes] != sorted((order(o.urgency) for o in outcomes), reverse=True):
        table.faults.add((*table.path, "outcome"), "outcomes out of order", "the most urgent first")
    table.close()
    return item


def _note_twice(top: Table, screening: Screening) -> None:
    ids = [item.id for item in screening.items]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        top.faults.add(("item",), f"“{name}” a second time", "each id once")
    for name in screening.notes:
        if name not in ids:
            top.faults.add_word(("notes", name), f"“{name}”", name, ids)
        elif screening.by_id[name].asks is None:
            top.faults.add(("notes", name), f"“{name}”, which asks nothing", "an item with a question")
