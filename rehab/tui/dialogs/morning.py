"""The morning dialog: the scores of one morning."""

from collections.abc import Iterator
from datetime import date

from textual.widget import Widget
from textual.widgets import Input

from rehab.actions.daily import Logged
from rehab.actions.days import morning, morning_changes
from rehab.actions.desk import Desk
from rehab.actions.numbers import whole
from rehab.actions.refusals import Refused
from rehab.domain.diary import Morning
from rehab.render.changed_text import changed_lines
from rehab.render.words import day_text
from rehab.tui.dialogs.form import Form
from rehab.tui.widgets.choice_input import ChoiceInput
from rehab.tui.widgets.score_input import ScoreInput
from rehab.tui.widgets.text_input import TextInput

_SHOWN = 3
"""So many changed decisions are shown: the form has to fit 60×20."""
_ANSWERS = {"not given": None, "no": False, "yes": True}


class MorningDialog(Form[Logged]):
    """Gives or changes the scores of a morning.

    A change of a past morning first tells which decisions it changes, and is stored with Enter again.
    """

    def __init__(self, desk: Desk, day: date) -> None:
        super().__init__()
        self._desk, self._day = desk, day
        self._told: Morning | None = None
        self.heading = f"Morning of {day_text(day)}"

    def fields(self) -> Iterator[tuple[str, Widget]]:
        """Pain, pain at rest, stiffness, woken, limp, painkiller, note."""
        yield "Pain in the first hour up", ScoreInput(id="score")
        yield "Pain at rest, last 24 h", ScoreInput(id="rest")
        yield "Stiff for minutes", Input(id="stiffness", type="integer", max_length=4, compact=True)
        yield "Woken by pain, times", Input(id="woken", type="integer", max_length=2, compact=True)
        yield "Limping, or walking badly", ChoiceInput(tuple(_ANSWERS), id="limp")
        yield "Painkiller taken", ChoiceInput(tuple(_ANSWERS), id="painkiller")
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
            self._answer("#limp"),
            self._answer("#painkiller"),
        )
        past = self._day < self._desk.today
        changed = morning_changes(self._desk, given) if past and self._told != given else ()
        if changed:
            self._told = given
            raise Refused("\n".join([*changed_lines(changed, _SHOWN), "Enter again stores it."]))
        return morning(self._desk, given)

    def _answer(self, field: str) -> bool | None:
        return list(_ANSWERS.values())[self.query_one(field, ChoiceInput).chosen]
