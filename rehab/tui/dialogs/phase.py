"""The phase dialog: every criterion with its state, the patient's own answers, and the next step."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rehab.actions.criteria import answer
from rehab.actions.desk import Desk
from rehab.actions.failures import FORESEEN
from rehab.actions.phases import PhasePage, begin_next, look_at_phase
from rehab.domain.criteria import CriterionState
from rehab.domain.words import CriterionKind
from rehab.render.phase_text import (
    criterion_page,
    due_text,
    next_step,
    phase_head,
    state_line,
    stuck_text,
)
from rehab.tui.dialogs.listed import ListedPages
from rehab.tui.text import plain
from rehab.tui.widgets.line_list import LineList


class PhaseDialog(ListedPages):
    """Lists the criteria; below them stands all about the one in hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,c", "close", priority=True),
        Binding("y", "answer(True)", priority=True),
        Binding("n", "answer(False)", priority=True),
        Binding("b", "begin", priority=True),
        Binding("enter", "ask", priority=True),
    ]
    buttons: ClassVar[Mapping[str, str]] = {
        "yes": "y Yes",
        "no": "n No",
        "begin": "b Begin the next phase",
        "close": "Esc Close",
    }

    def __init__(self, desk: Desk, page: PhasePage) -> None:
        super().__init__()
        self._desk, self._page = desk, page
        self._states: tuple[CriterionState, ...] = ()
        self._at = 0

    def on_mount(self) -> None:
        """Show the first criterion that is missing."""
        missing = self._page.readiness.missing
        self._show()
        self._choose(self._states.index(missing[0]) if missing else 0)

    def _show(self, said: str = "") -> None:
        found = self._page.readiness
        self._states = (*found.unconfirmed, *found.leaving, *found.entry)
        head = [said, phase_head(found), next_step(found, "b"), stuck_text(found)]
        self.query_one("#heading", Static).update(plain("\n".join(filter(None, head))))
        lines = self.query_one("#lines", LineList)
        lines.clear_options()
        lines.add_options([Option(plain(state_line(one))) for one in self._states])

    def _choose(self, number: int) -> None:
        lines = self.query_one("#lines", LineList)
        lines.highlighted = number
        lines.focus()
        self._tell(number)

    def _tell(self, number: int) -> None:
        self._at = number
        text = criterion_page(self._states[number], self._page.sources)
        self.show_page("\n\n".join(filter(None, (text, due_text(self._page.due)))))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show all about the one in hand."""
        event.stop()
        if event.option_index != self._at and event.option_index < len(self._states):
            self._tell(event.option_index)

    def action_yes(self) -> None:
        """The mouse's yes."""
        self.action_answer(True)

    def action_no(self) -> None:
        """The mouse's no."""
        self.action_answer(False)

    def action_ask(self) -> None:
        """Tell how the criterion in hand is answered: Enter alone is neither yes nor no."""
        number = self.query_one("#lines", LineList).highlighted or 0
        own = self._states[number].criterion.kind is CriterionKind.SELF_REPORT
        self.say("y answers yes, n answers no." if own else "This one is not yours to answer.")

    def action_answer(self, met: bool) -> None:
        """Store the patient's answer to the criterion in hand."""
        number = self.query_one("#lines", LineList).highlighted
        if not self.is_active or number is None or number >= len(self._states):
            return
        try:
            said = answer(self._desk, self._states[number].criterion.id, met=met)
            self._page = look_at_phase(self._desk)
        except FORESEEN as error:
            self.say(f"■ {error}")
            return
        self._show(f"Saved: {'yes' if said.met else 'no'}. Undo takes it back.")
        self._choose(min(number, len(self._states) - 1))

    def action_begin(self) -> None:
        """Begin the next phase, or say what is missing."""
        if not self.is_active:
            return
        try:
            begun = begin_next(self._desk)
            self._page = look_at_phase(self._desk)
        except FORESEEN as error:
            self.say(f"■ {error}")
            return
        self._show(f"Saved: {begun.phase} begins with the week of {begun.day}. Undo takes it back.")
        self._choose(0)
