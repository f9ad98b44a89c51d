"""The emergency page, which fills the screen, and the emergency advice that one key opens from everywhere."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from rehab.actions.desk import Desk
from rehab.actions.failures import FORESEEN
from rehab.actions.plans import screening, sources
from rehab.domain.findings import Finding
from rehab.render.finding_text import advice_page, emergency_page
from rehab.tui.dialogs.page import PageDialog
from rehab.tui.text import plain


class EmergencyPage(ModalScreen[None]):
    """What to do now, then every open finding. Today lies below it, with its banner.

    ``settled`` is set once the key that led to it is answered, and those typed ahead are dropped.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape,q", "close", "Go on", priority=True)]

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__()
        self._found = found
        self.settled = False

    def compose(self) -> ComposeResult:
        """Heading, text, and the way on; only the text scrolls."""
        yield Static("■ EMERGENCY: STOP, AND GET HELP NOW ■", id="alarm")
        with VerticalScroll(id="page"):
            yield Static(plain(emergency_page(self._found, sources())), id="text")
        yield Button("Go on to Today (Enter)", id="close", compact=True)

    def on_mount(self) -> None:
        """Arrow keys scroll at once."""
        self.query_one("#page").focus()

    def on_button_pressed(self) -> None:
        """The mouse's way on."""
        self.action_close()

    def action_close(self) -> None:
        """Go on to Today, once."""
        if self.is_active:
            self.dismiss()


class AdviceDialog(PageDialog):
    """What to do in an emergency, with the patient's own numbers; general ones while the diary is away."""

    def __init__(self, desk: Desk) -> None:
        try:
            person = desk.diary().person
        except FORESEEN:
            person = None
        super().__init__(advice_page(screening(), person))
