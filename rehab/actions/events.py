"""Recording treatments and examinations, with the findings that some of them raise."""

from dataclasses import dataclass
from datetime import date

from rehab.actions.daily import checked_day
from rehab.actions.desk import Desk, new_change, new_id, stamp
from rehab.actions.plans import screening
from rehab.actions.red_flags import raised_by
from rehab.actions.refusals import Refused
from rehab.domain.diary import Event, Fact, Raised
from rehab.domain.limits import NAME_MAX
from rehab.domain.text import clean
from rehab.domain.words import EventKind, Side
from rehab.store.entries import add


@dataclass(frozen=True, slots=True)
class Recorded:
    """A treatment on record and the findings that it raised."""

    event: Event
    raised: tuple[Raised, ...]


def record_event(
    desk: Desk,
    kind: EventKind,
    *,
    day: date | None = None,
    what: str = "",
    side: Side = Side.NONE,
    note: str = "",
) -> Recorded:
    """Record a treatment. An undo takes it back; a finding that it raised stays until it is cleared.

    Raises Refused for a question without words, which stand in ``note``.
    """
    day = checked_day(desk, day)
    if kind is EventKind.QUESTION and not clean(note, multiline=True).strip():
        raise Refused("The question has no words. Write what you want to ask your clinician.")
    event = Event(new_id(), day, kind, clean(what, limit=NAME_MAX).strip(), side, clean(note, multiline=True))
    key = screening().events.get(kind)
    said: dict[str, Fact] = {} if key is None else {key: True}
    raised = raised_by(desk.diary(), said, day, event.entry) if said else ()
    with desk.write() as session:
        words = f"{kind.value.replace('_', ' ')} on {day}"
        add(session, desk.patient, [event], new_change(words), stamp())
        if raised:
            add(session, desk.patient, raised, new_change(f"finding after {words}", "screen"), stamp())
    return Recorded(event, raised)
