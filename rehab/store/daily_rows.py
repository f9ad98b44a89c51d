"""Between what a patient records day by day and its detail rows, in both directions."""

import json
from datetime import date

from rehab.domain.diary import Bout, Event, MeasureTaken, Morning, RestDay
from rehab.domain.doses import SetDone
from rehab.domain.words import BreakReason, EventKind, MeasureKind, Side, Unit
from rehab.store.chain import canonical
from rehab.store.rows import Details, Row, flag, pick, yes


def bout(entry: str, day: date, row: Row, sets: tuple[SetDone, ...]) -> Bout:
    """A bout from its row and its sets."""
    return Bout(
        entry,
        day,
        row["exercise"],
        Side(row["side"]),
        Unit(row["unit"]),
        sets,
        row["pain_before"],
        row["pain_during"],
        row["pain_after"],
        row["effort"],
        row["minutes"],
        row["note"],
        row["origin"],
        row.get("stage"),
    )


def bout_rows(said: Bout) -> Details:
    """The row of a bout and those of its sets."""
    names = ("exercise", "side", "unit", "pain_before", "pain_during", "pain_after", "effort")
    row = pick(said, *names, "minutes", "note", "origin", "stage")
    sets = [
        {"position": position, "amount": one.amount, "load_g": one.load_g}
        for position, one in enumerate(said.sets, start=1)
    ]
    return {"bout": [row], "bout_set": sets} if sets else {"bout": [row]}


def read_bout(entry: str, day: date, row: Row, details: Details) -> Bout:
    """A bout from its rows."""
    sets = tuple(SetDone(one["amount"], one["load_g"]) for one in details.get("bout_set", ()))
    return bout(entry, day, row, sets)


def morning_rows(said: Morning) -> Details:
    """The row of a morning."""
    row = pick(said, "score", "rest_pain", "stiffness_min", "woken", "note")
    return {"morning": [{**row, "limp": flag(said.limp), "painkiller": flag(said.painkiller)}]}


def read_morning(entry: str, day: date, row: Row, _: Details) -> Morning:
    """A morning from its row; files of earlier versions lack some columns."""
    scores = (row["score"], row["rest_pain"], row["stiffness_min"], row["woken"])
    return Morning(entry, day, *scores, row["note"], yes(row.get("limp")), yes(row.get("painkiller")))


def rest_rows(said: RestDay) -> Details:
    """The row of a rest day."""
    return {"rest": [pick(said, "why", "note")]}


def read_rest(entry: str, day: date, row: Row, _: Details) -> RestDay:
    """A rest day from its row."""
    return RestDay(entry, day, BreakReason(row["why"]) if row["why"] is not None else None, row["note"])


def event_rows(said: Event) -> Details:
    """The row of an event."""
    return {"event": [pick(said, "kind", "what", "side", "note")]}


def read_event(entry: str, day: date, row: Row, _: Details) -> Event:
    """An event from its row."""
    return Event(entry, day, EventKind(row["kind"]), row["what"], Side(row["side"]), row["note"])


def measure_rows(said: MeasureTaken) -> Details:
    """The row of a measure."""
    return {"measure": [{**pick(said, "kind", "note"), "scores": canonical(dict(said.scores))}]}


def read_measure(entry: str, day: date, row: Row, _: Details) -> MeasureTaken:
    """A measure from its row."""
    return MeasureTaken(entry, day, MeasureKind(row["kind"]), json.loads(row["scores"]), row["note"])
