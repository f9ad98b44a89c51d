"""The questions about serious causes, one at a time; nothing is stored before the summary is confirmed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from rehab.actions.desk import Desk
from rehab.actions.failures import FORESEEN
from rehab.actions.plans import screening
from rehab.actions.screen import Questionnaire, Screened, alarm, preview, record
from rehab.domain.conditions import SKIPPED, UNSURE
from rehab.domain.words import Urgency
from rehab.render.finding_text import urgency_head
from rehab.render.question_text import question_page, summary_page
from rehab.tui.text import plain
from rehab.tui.widgets.answer_button import AnswerButton

ANSWERS: dict[str, bool | str] = {"y": True, "n": False, "u": UNSURE, "s": SKIPPED}
_ASKING = {"y": "y Yes", "n": "n No", "u": "u Unsure", "s": "s Skip", "back": "← Back", "why": "w Why"}
_ENDING = {"store": "Enter Store", "change": "← Back", "leave": "Esc Leave"}
_HINT = "← back · → on · F2 emergency advice · Esc leaves"
_HINT_AT_END = "↑ ↓ read · F2 emergency advice"


class QuestionDialog(ModalScreen[Screened | None]):
    """Asks, keeps the answers to itself, and stores them when the summary is confirmed."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (18, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"answer('{key}')", priority=True) for key in ANSWERS),
        Binding("left,backspace", "back", priority=True),
        Binding("right", "on", priority=True),
        Binding("w,question_mark", "why", priority=True),
        Binding("enter", "store", priority=True),
        Binding("escape", "leave", priority=True),
    ]

    def __init__(self, desk: Desk, asking: Questionnaire) -> None:
        super().__init__()
        self._desk, self._asking = desk, asking
        self._answers: dict[str, bool | str] = {}
        self._at = 0
        self._why = self._leaving = False
        self._alarm = ""

    def compose(self) -> ComposeResult:
        """Progress, question or summary, what was wrong, and buttons for the mouse."""
        with Vertical(id="sheet"):
            yield Static(plain(""), id="heading")
            with VerticalScroll(id="page"):
                yield Static(plain(""), id="text")
            yield Static(plain(""), id="error")
            with Vertical(id="asking", classes="answers"):
                for name, label in _ASKING.items():
                    yield AnswerButton(label, id=name)
            with Vertical(id="ending", classes="answers"):
                for name, label in _ENDING.items():
                    yield AnswerButton(label, id=name)
            yield Static(plain(""), id="hint")

    def on_mount(self) -> None:
        """Ask the first question; arrow keys up and down scroll."""
        self.query_one("#page").focus()
        self._show()

    @property
    def _ended(self) -> bool:
        """Whether the summary is shown."""
        return self._at >= len(self._asking.items)

    def _show(self, said: str = "") -> None:
        """Show the question or the summary in hand, with something to say about it."""
        self._leaving = False
        self.query_one("#asking").display = not self._ended
        self.query_one("#ending").display = self._ended
        self.query_one("#hint", Static).update(plain(_HINT_AT_END if self._ended else _HINT))
        heading, text = self._summary() if self._ended else self._question()
        self.query_one("#heading", Static).update(plain(heading))
        self.query_one("#text", Static).update(plain(text))
        self.query_one("#page").scroll_home(animate=False)
        self._say(said or ("" if self._ended else self._alarm))

    def _question(self) -> tuple[str, str]:
        item = self._asking.items[self._at]
        heading = f"Questions about serious causes: {self._at + 1} of {len(self._asking.items)}"
        answer = self._answers.get(str(item.asks))
        return heading, question_page(item, self._asking.due, answer, why=self._why)

    def _summary(self) -> tuple[str, str]:
        heading = "Summary: nothing is stored yet"
        try:
            seen = preview(self._desk, self._answers)
        except FORESEEN as error:
            return heading, f"■ {error}"
        return heading, summary_page(screening(), self._asking.items, self._answers, seen.triage, seen.advice)

    def _say(self, text: str) -> None:
        self.query_one("#error", Static).update(plain(text))

    def action_answer(self, key: str) -> None:
        """Answer the question in hand and go on to the next."""
        if self._ended or not self.is_active:
            return
        self._answers[str(self._asking.items[self._at].asks)] = ANSWERS[key]
        self._weigh()
        self._go(1)

    def _weigh(self) -> None:
        """Say at once, not only at the end, when the answers so far ask for care now or today."""
        self._alarm = ""
        try:
            urgency = alarm(self._desk, self._answers)
        except FORESEEN:
            return
        if urgency is not Urgency.NONE:
            self._alarm = f"{urgency_head(urgency)}: an answer asks for care. F2 says what to do."

    def _go(self, by: int) -> None:
        self._at = max(0, self._at + by)
        self._why = False
        self._show()

    def action_back(self) -> None:
        """The question before; its answer stays until another is given."""
        self._go(-1)

    def action_on(self) -> None:
        """The next question, when this one is answered."""
        if not self._ended and str(self._asking.items[self._at].asks) in self._answers:
            self._go(1)

    def action_why(self) -> None:
        """Show or hide why the question is asked."""
        if not self._ended:
            self._why = not self._why
            self._show()

    def action_store(self) -> None:
        """Store the answers when the summary is shown, or stay with the reason why not."""
        if not self._ended or not self.is_active:
            return
        try:
            result = record(self._desk, self._answers)
        except FORESEEN as error:
            self._show(f"■ {error}")
            return
        self.dismiss(result)

    def action_leave(self) -> None:
        """Leave without storing: at once before any answer, else at the second time."""
        if not self.is_active:
            return
        if self._leaving or not self._answers:
            self.dismiss(None)
            return
        self._leaving = True
        self._say(f"{self._alarm} Esc again leaves; nothing is stored.".strip())

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """The mouse's way to answer, go back, and store."""
        event.stop()
        name = event.button.id or ""
        if name in ANSWERS:
            self.action_answer(name)
        else:
            await self.run_action("back" if name == "change" else name)
