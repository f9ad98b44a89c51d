"""The treatment form: what was done or taken, on the day in view."""

from collections.abc import Iterator
from datetime import date

from textual.widget import Widget
from textual.widgets import Input

from rehab.actions.desk import Desk
from rehab.actions.events import Recorded, record_event
from rehab.domain.limits import NAME_MAX
from rehab.domain.words import EventKind, Side
from rehab.render.words import day_text, event_text
from rehab.tui.dialogs.form import Form
from rehab.tui.widgets.choice_input import ChoiceInput
from rehab.tui.widgets.text_input import TextInput

_SIDES = (Side.NONE, Side.LEFT, Side.RIGHT)


class EventDialog(Form[Recorded]):
    """Puts a treatment or an examination on record."""

    hint = "Enter saves · Tab next · ← → or a first letter choose · Esc leaves without saving"

    def __init__(self, desk: Desk, day: date) -> None:
        super().__init__()
        self._desk, self._day = desk, day
        self.heading = f"Treatment or examination on {day_text(day)}"

    def fields(self) -> Iterator[tuple[str, Widget]]:
        """Kind, what exactly, side, note."""
        yield "Kind", ChoiceInput(tuple(event_text(kind) for kind in EventKind), id="kind")
        yield "What exactly", TextInput(id="what", max_length=NAME_MAX)
        yield "Side", ChoiceInput(tuple(side.value for side in _SIDES), id="side")
        yield "Note", TextInput(id="note")

    def save(self) -> Recorded:
        """Record the treatment with what it raises."""
        return record_event(
            self._desk,
            list(EventKind)[self.query_one("#kind", ChoiceInput).chosen],
            day=self._day,
            what=self.query_one("#what", Input).value,
            side=_SIDES[self.query_one("#side", ChoiceInput).chosen],
            note=self.query_one("#note", Input).value,
        )
