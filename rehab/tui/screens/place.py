"""What the places share: one desk, the small-terminal notice, undo, help, theme."""

from typing import ClassVar

from textual import events
from textual.screen import Screen

from rehab.actions.desk import Desk
from rehab.actions.failures import FORESEEN
from rehab.actions.record import undo_last
from rehab.tui.commands import commands_of
from rehab.tui.dialogs.page import PageDialog
from rehab.tui.help import help_page
from rehab.tui.text import plain
from rehab.tui.themes import THEMES


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

    def show_facts(self) -> None:
        """Read the diary and show it anew."""
        raise TypeError("a place shows facts")

    def on_screen_resume(self) -> None:
        """Show the facts again whenever the place comes into view."""
        self.show_facts()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are laid out for the width."""
        self.show_facts()

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
        self.say(f"Taken back: {taken.description}")
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
