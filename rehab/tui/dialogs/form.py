"""What the two forms share: labelled fields, Enter and Escape, an error line, and staying filled."""

from collections.abc import Iterator
from typing import ClassVar, Generic, TypeVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Label, Static

from rehab.actions.failures import FORESEEN
from rehab.tui.text import plain
from rehab.tui.widgets.score_input import SCORE_KEYS, ScoreInput

Answer = TypeVar("Answer")


class Form(ModalScreen[Answer | None], Generic[Answer]):
    """A dialog that saves on Enter. When saving fails it stays open and filled, and says why."""

    heading = ""
    hint = "Enter saves · Tab next · Esc leaves without saving · digits answer a score, t is 10"
    first_field = ""
    # With priority, keys that arrive faster than a field can answer are still taken in their order.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", priority=True),
        Binding("enter", "accept", priority=True),
        Binding("up", "app.focus_previous", priority=True),
        Binding("down", "app.focus_next", priority=True),
        *(Binding(key, f"score('{key}')", priority=True) for key in SCORE_KEYS),
    ]

    def fields(self) -> Iterator[tuple[str, Widget]]:
        """The labels and their fields, in the order of the keys."""
        raise TypeError("a form has fields")

    def save(self) -> Answer:
        """Save what the fields hold. Raises one of ``FORESEEN``."""
        raise TypeError("a form saves")

    def compose(self) -> ComposeResult:
        """Heading, fields, error line and buttons."""
        with Vertical(id="form"):
            yield Static(plain(self.heading), id="heading")
            with Grid(id="fields"):
                for label, field in self.fields():
                    yield Label(plain(label))
                    yield field
            yield Static(plain(""), id="error")
            with Vertical(id="buttons"):
                yield Button("Save", id="save", compact=True)
                yield Button("Leave", id="leave", compact=True)
            yield Static(plain(self.hint), id="hint")

    def on_mount(self) -> None:
        """The first field is ready for the next key."""
        self.set_focus(next(field for field in self.query("#fields *") if field.can_focus))

    def action_accept(self) -> None:
        """Enter saves, but in a first field that was prefilled, not answered, it only moves on."""
        if isinstance(self.focused, Button):
            raise SkipAction
        if self.first_field and self.focused is self.query_one(f"#{self.first_field}"):
            self.focus_next()
        else:
            self.action_save()

    def action_score(self, key: str) -> None:
        """A digit answers a score and moves on; in any other field it is typed."""
        if not isinstance(self.focused, ScoreInput):
            raise SkipAction
        self.focused.answer(key)
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The mouse's way to save or leave."""
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()

    def action_save(self) -> None:
        """Save and close, or stay open with the reason why not."""
        # A second click can arrive after the first has saved and closed the form.
        if not self.is_active:
            return
        try:
            answer = self.save()
        except FORESEEN as error:
            self.query_one("#error", Static).update(plain(f"■ {error}"))
            return
        self.dismiss(answer)

    def action_leave(self) -> None:
        """Close without saving."""
        if self.is_active:
            self.dismiss(None)
