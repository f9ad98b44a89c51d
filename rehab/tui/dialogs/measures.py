"""The outcome measures: the list with their course, and the form that gives one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from rehab.actions.desk import Desk
from rehab.actions.failures import FORESEEN
from rehab.actions.measures import Given, activities, measures_due, record_scores
from rehab.actions.numbers import whole
from rehab.actions.plans import sources
from rehab.actions.refusals import Refused
from rehab.domain.limits import ACTIVITY_MAX
from rehab.domain.measure_scales import ACTIVITIES_MAX, CHANGE_WORDS, SCALES
from rehab.domain.text import clean
from rehab.domain.words import MeasureKind
from rehab.render.measure_text import attribution, kind_line, kind_page, question, score_label
from rehab.render.words import day_text
from rehab.tui.dialogs.form import Form
from rehab.tui.dialogs.listed import ListedPages
from rehab.tui.text import plain
from rehab.tui.widgets.choice_input import ChoiceInput
from rehab.tui.widgets.line_list import LineList
from rehab.tui.widgets.score_input import ScoreInput
from rehab.tui.widgets.text_input import TextInput

_KINDS = tuple(MeasureKind)
_LABEL = 25
_NOT_GIVEN = "not given"


class MeasuresDialog(ListedPages):
    """Lists the outcome measures; below them stands all about the one in hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,o", "close", priority=True),
        Binding("enter", "enter", priority=True),
    ]
    buttons: ClassVar[Mapping[str, str]] = {"give": "Enter Give", "close": "Esc Close"}

    def __init__(self, desk: Desk, day: date) -> None:
        super().__init__()
        self._desk, self._day = desk, day
        self._pages: list[str] = []

    def on_mount(self) -> None:
        """The first measure is in hand."""
        self._head(f"Outcome measures on {day_text(self._day)}")
        self._show(0)

    def _head(self, text: str) -> None:
        self.query_one("#heading", Static).update(plain(text))

    def _show(self, number: int, told: Sequence[str] = ()) -> None:
        try:
            diary = self._desk.diary()
            due = measures_due(diary, self._desk.today)
        except FORESEEN as error:
            self.say(f"■ {error}")
            return
        lines = self.query_one("#lines", LineList)
        lines.clear_options()
        lines.add_options([Option(plain(kind_line(diary, kind, due))) for kind in _KINDS])
        lines.highlighted = number
        lines.focus()
        self._pages = [kind_page(diary, kind, sources()) for kind in _KINDS]
        self._pages[number] = "\n".join([*(f"! {remark}" for remark in told), self._pages[number]])
        self.show_page(self._pages[number])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show all about the one in hand."""
        event.stop()
        self.show_page(self._pages[event.option_index])

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click gives the one in hand."""
        event.stop()
        await self.action_give()

    async def action_enter(self) -> None:
        """Open the form of the one in hand; on a button Enter presses it."""
        if isinstance(self.focused, Button):
            raise SkipAction
        await self.action_give()

    async def action_give(self) -> None:
        """Open the form of the one in hand."""
        if not self.is_active:
            return
        kind = _KINDS[self.query_one("#lines", LineList).highlighted or 0]
        try:
            form = MeasureForm(self._desk, kind, self._day)
        except FORESEEN as error:
            self.say(f"■ {error}")
            return
        await self.app.push_screen(form, self._given)

    def _given(self, given: Given | None) -> None:
        """Show what was stored and what it changes."""
        if given is None:
            return
        measure = given.measure
        # No toast: it would lie over what the measure changes, which is what a person wants to read.
        self._head(f"Saved: {SCALES[measure.kind].title} on {day_text(measure.day)}.")
        self._show(_KINDS.index(measure.kind), given.remarks)


class MeasureForm(Form[Given]):
    """Gives one outcome measure."""

    def __init__(self, desk: Desk, kind: MeasureKind, day: date) -> None:
        super().__init__()
        self._desk, self._kind, self._day = desk, kind, day
        self._known = activities(desk, day) if kind is MeasureKind.PSFS else ()
        self.heading = f"{SCALES[kind].title} on {day_text(day)}\n{question(kind)}"
        self.hint = f"{Form.hint}\n{attribution(kind, sources())}"

    def fields(self) -> Iterator[tuple[str, Widget]]:
        """The scores of the measure, then a note."""
        if self._kind is MeasureKind.PSFS:
            yield from self._activities()
        elif self._kind is MeasureKind.GLOBAL_CHANGE:
            yield "Change", ChoiceInput((_NOT_GIVEN, *CHANGE_WORDS.values()), id="change")
        else:
            for name in SCALES[self._kind].names:
                field = Input(id=name, type="integer", max_length=3, compact=True)
                yield score_label(self._kind, name), field
        yield "Note", TextInput(id="note")

    def _activities(self) -> Iterator[tuple[str, Widget]]:
        """The activities scored before, each with a score, then room for new ones."""
        for n, name in enumerate(self._known):
            label = clean(name)
            yield label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…", ScoreInput(id=f"score-{n}")
        for n in range(len(self._known), ACTIVITIES_MAX):
            yield f"Activity {n + 1}", TextInput(id=f"name-{n}", max_length=ACTIVITY_MAX)
            yield "    its score", ScoreInput(id=f"score-{n}")

    def save(self) -> Given:
        """Record the measure; scores left empty are not given."""
        note = self.query_one("#note", Input).value
        return record_scores(self._desk, self._kind, self._scores(), day=self._day, note=note)

    def _scores(self) -> dict[str, int]:
        if self._kind is MeasureKind.PSFS:
            return self._activity_scores()
        if self._kind is MeasureKind.GLOBAL_CHANGE:
            chosen = self.query_one("#change", ChoiceInput).chosen
            return {"change": list(CHANGE_WORDS)[chosen - 1]} if chosen else {}
        given = {name: self.query_one(f"#{name}", Input).value for name in SCALES[self._kind].names}
        scores = {name: whole(f"{name} score", text) for name, text in given.items()}
        return {name: score for name, score in scores.items() if score is not None}

    def _activity_scores(self) -> dict[str, int]:
        scores: dict[str, int] = {}
        for n in range(ACTIVITIES_MAX):
            score = self.query_one(f"#score-{n}", ScoreInput).score
            new = n >= len(self._known)
            name = self.query_one(f"#name-{n}", Input).value.strip() if new else self._known[n]
            if new and bool(name) != (score is not None):
                raise Refused(
                    f"Activity {n + 1} lacks its {'score' if name else 'name'}. Give both, or none."
                )
            if score is not None:
                scores[name] = score
        return scores
