"""The log dialog: the dose as prescribed, then the scores in the order in which they are asked."""

from collections.abc import Iterator
from datetime import date

from textual.widget import Widget
from textual.widgets import Input

from rehab.actions.daily import Felt, Logged, log_sides
from rehab.actions.desk import Desk
from rehab.actions.numbers import whole
from rehab.domain.agenda import AgendaSide
from rehab.domain.doses import SetDone, dose_code
from rehab.domain.programmes import Exercise
from rehab.domain.words import Unit
from rehab.render.words import day_text, side_text
from rehab.tui.dialogs.form import Form
from rehab.tui.widgets.score_input import ScoreInput
from rehab.tui.widgets.text_input import TextInput

_EXAMPLES = {Unit.REPS: "3x8", Unit.SECONDS: "3x30s or 20min", Unit.METRES: "400m"}


class LogDialog(Form[Logged]):
    """Logs one exercise on the sides of a line."""

    first_field = "dose"

    def __init__(self, desk: Desk, exercise: Exercise, sides: tuple[AgendaSide, ...], day: date) -> None:
        super().__init__()
        self._desk, self._exercise, self._sides, self._day = desk, exercise, sides, day
        names = " and ".join(filter(None, (side_text(s.plan.series.side) for s in sides)))
        self.heading = f"{exercise.name} {names}".strip() + f" — {day_text(day)}"

    def fields(self) -> Iterator[tuple[str, Widget]]:
        """Dose, during, after, before, effort, minutes, note."""
        yield "Dose", TextInput(self._prescribed(), id="dose", placeholder=_EXAMPLES[self._exercise.unit])
        yield "Pain during (worst)", ScoreInput(id="during")
        yield "Pain after (worst)", ScoreInput(id="after")
        yield "Pain before", ScoreInput(id="before")
        yield "Effort", ScoreInput(id="effort")
        yield "Minutes", Input(id="minutes", type="integer", max_length=4, compact=True)
        yield "Note", TextInput(id="note")

    def _prescribed(self) -> str:
        """The dose that is due and not done yet; empty when nothing is."""
        due = next((side.due for side in self._sides if side.due and not side.done), None)
        if due is None:
            return ""
        return dose_code(self._exercise.unit, tuple(SetDone(amount, due.load_g) for amount in due.sets))

    def save(self) -> Logged:
        """Record one bout for each side."""
        felt = Felt(
            before=self.query_one("#before", ScoreInput).score,
            during=self.query_one("#during", ScoreInput).score,
            after=self.query_one("#after", ScoreInput).score,
            effort=self.query_one("#effort", ScoreInput).score,
            minutes=whole("minutes", self.query_one("#minutes", Input).value),
            note=self.query_one("#note", Input).value,
        )
        sides = tuple(side.plan.series.side for side in self._sides)
        dose = self.query_one("#dose", Input).value
        return log_sides(self._desk, self._exercise, sides, dose, self._day, felt)
