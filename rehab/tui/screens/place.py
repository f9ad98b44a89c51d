"""What the places share: one desk, the small-terminal notice, undo, help, theme."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.screen import Screen

from rehab.actions import week
from rehab.actions.desk import Desk
from rehab.actions.failures import FORESEEN
from rehab.actions.phases import look_at_phase
from rehab.actions.record import undo_last
from rehab.domain.findings import Finding
from rehab.domain.words import Urgency
from rehab.tui.commands import commands_of
from rehab.tui.dialogs.emergency import EmergencyPage
from rehab.tui.dialogs.findings import FindingsDialog
from rehab.tui.dialogs.page import PageDialog
from rehab.tui.dialogs.phase import PhaseDialog
from rehab.tui.help import help_page
from rehab.tui.text import plain
from rehab.tui.themes import THEMES
from rehab.tui.widgets.banner import Banner


class Place(Screen[None]):
    """A main place of the program, showing one patient's diary."""

    place: ClassVar[str]
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-tiny"),
        (40, "-narrow"),
        (72, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-flat"),
        (12, "-low"),
        (24, "-tall"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._shown = False

    def show_facts(self) -> None:
        """Read the diary and show it anew; what cannot be read just now stays as it was shown.

        A place that has nothing to show yet raises what reading the diary raises.
        """
        if not self.is_mounted:
            return
        try:
            self.read_facts()
            self._shown = True
        except FORESEEN as error:
            if not self._shown:
                raise
            self.say(str(error), warn=True)

    def read_facts(self) -> None:
        """Read the diary and show it anew. Raises what reading it raises."""
        raise TypeError("a place reads facts")

    def on_screen_resume(self) -> None:
        """Show the facts again whenever the place comes into view."""
        self.show_facts()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are laid out for the width."""
        self.show_facts()

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show the open findings in the banner, which never scrolls."""
        self.query_one(Banner).show(found, self.size)

    def show_emergency(self, found: Sequence[Finding]) -> None:
        """Fill the screen with an open emergency, if there is one."""
        if any(one.urgency is Urgency.EMERGENCY for one in found):
            self.app.push_screen(EmergencyPage(found))

    def on_banner_opened(self, event: Banner.Opened) -> None:
        """A click on the banner opens the findings, once."""
        event.stop()
        if self.is_active:
            self.action_findings()

    def action_findings(self) -> None:
        """All open findings."""
        try:
            found = week.look(self.desk).findings
        except FORESEEN as error:
            self.say(str(error), warn=True)
            return
        if found:
            self.app.push_screen(FindingsDialog(self.desk, found))
        else:
            self.say("No finding is open. That does not rule out a serious cause.")

    def action_phase(self) -> None:
        """What is met of the phase, and what is missing."""
        try:
            page = look_at_phase(self.desk)
        except FORESEEN as error:
            self.say(str(error), warn=True)
            return
        self.app.push_screen(PhaseDialog(self.desk, page))

    async def action_advice(self) -> None:
        """The emergency advice, as from everywhere."""
        await self.app.run_action("advice")

    def say(self, text: str, *, warn: bool = False) -> None:
        """A toast; what a person wrote is never markup in it."""
        seconds = 8 if warn else 2
        self.notify(
            plain(text).plain, markup=False, severity="warning" if warn else "information", timeout=seconds
        )

    def action_undo(self) -> None:
        """Take back the last change."""
        try:
            taken = undo_last(self.desk)
        except FORESEEN as error:
            self.say(str(error), warn=True)
            return
        passed = f" Passed over, because it stays on record: {taken.passed[-1]}." if taken.passed else ""
        self.say(f"Taken back: {taken.description}{'.' if passed else ''}{passed}", warn=bool(passed))
        self.show_facts()

    def action_help(self) -> None:
        """All keys of this place."""
        self.app.push_screen(PageDialog(help_page(commands_of(self.place))))

    def action_theme(self) -> None:
        """The other of the two themes."""
        names = [theme.name for theme in THEMES]
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]

    def action_leave(self) -> None:
        """Leave; everything logged is stored already."""
        self.app.exit(0)
