"""The morning dialog: the scores of one morning."""

from collections.abc import Iterator
from datetime import date

from textual.widget import Widget
from textual.widgets import Input

from rehab.actions.daily import Logged, morning
from rehab.actions.desk import Desk
from rehab.actions.numbers import whole
from rehab.domain.diary import Morning
from rehab.render.words import day_text
from rehab.tui.dialogs.form import Form
from rehab.tui.widgets.choice_input import ChoiceInput
from rehab.tui.widgets.score_input import ScoreInput
from rehab.tui.widgets.text_input import TextInput

_LIMP = {"not given": None, "no": False, "yes": True}


class MorningDialog(Form[Logged]):
    """Gives or changes the scores of a morning."""

    def __init__(self, desk: Desk, day: date) -> None:
        super().__init__()
        self._desk, self._day = desk, day
        self.heading = f"Morning of {day_text(day)}"

    def fields(self) -> Iterator[tuple[str, Widget]]:
        """Pain, pain at rest, stiffness, woken, limp, note."""
        yield "Pain in the first hour up", ScoreInput(id="score")
        yield "Pain at rest, last 24 h", ScoreInput(id="rest")
        yield "Stiff for minutes", Input(id="stiffness", type="integer", max_length=4, compact=True)
        yield "Woken by pain, times", Input(id="woken", type="integer", max_length=2, compact=True)
        yield "Limping, or walking badly", ChoiceInput(tuple(_LIMP), id="limp")
        yield "Note", TextInput(id="note")

    def save(self) -> Logged:
        """Record the morning; fields left empty keep what was given before."""
        given = Morning(
            "",
            self._day,
            self.query_one("#score", ScoreInput).score,
            self.query_one("#rest", ScoreInput).score,
            whole("stiffness", self.query_one("#stiffness", Input).value),
            whole("woken", self.query_one("#woken", Input).value),
            self.query_one("#note", Input).value,
            list(_LIMP.values())[self.query_one("#limp", ChoiceInput).chosen],
        )
        return morning(self._desk, given)
