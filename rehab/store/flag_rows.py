"""Between a screen, its findings and their clearances, and their detail rows, in both directions."""

import json
from datetime import date

from rehab.domain.diary import Clearance, Raised, Screen
from rehab.domain.words import Urgency
from rehab.store.chain import canonical
from rehab.store.rows import Details, Row, flag, pick


def screen_rows(said: Screen) -> Details:
    """The row of a screen's answers."""
    answers = canonical(dict(said.answers))
    return {"screen": [{"complete": said.full + said.weekly, "answers": answers}]}


def read_screen(entry: str, day: date, row: Row, _: Details) -> Screen:
    """A screen's answers from their row."""
    return Screen(entry, day, row["complete"] == 2, json.loads(row["answers"]), row["complete"] > 0)


def finding_rows(said: Raised) -> Details:
    """The row of a finding."""
    row = {**pick(said, "item", "urgency", "text", "cause"), "facts": canonical(dict(said.facts))}
    return {"finding": [{**row, "pauses": flag(said.pauses)}]}


def read_finding(entry: str, day: date, row: Row, _: Details) -> Raised:
    """A finding from its row."""
    facts = json.loads(row["facts"])
    told = (row["item"], Urgency(row["urgency"]), row["text"], facts, row["cause"], bool(row["pauses"]))
    return Raised(entry, day, *told)


def clearance_rows(said: Clearance) -> Details:
    """The row of a clearance."""
    row = {"clears": canonical(list(said.clears)), "said_by": said.by, **pick(said, "role", "text")}
    return {"clearance": [{**row, "told_by_patient": flag(said.told_by_patient)}]}


def read_clearance(entry: str, day: date, row: Row, _: Details) -> Clearance:
    """A clearance from its row."""
    said = (row["said_by"], row["role"], row["text"], bool(row["told_by_patient"]))
    return Clearance(entry, day, tuple(json.loads(row["clears"])), *said)
