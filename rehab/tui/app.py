"""The application: one desk, two places, our themes and our palette."""

import asyncio
import signal
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.message_pump import MessagePump

from rehab.actions.desk import Desk
from rehab.actions.failures import failure
from rehab.tui.commands import CommandList
from rehab.tui.dialogs.emergency import AdviceDialog, EmergencyPage
from rehab.tui.dialogs.palette import Palette
from rehab.tui.screens.place import Place
from rehab.tui.screens.today import TodayScreen
from rehab.tui.themes import THEMES

SMALLEST = (40, 12)
"""Below this many columns and rows a screen only says so."""


class RehabApp(App[int]):
    """The screens of one patient's diary."""

    CSS_PATH = Path(__file__).parent / "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandList}
    ENABLE_COMMAND_PALETTE = True
    TITLE = "rehab"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", "Commands", show=False, priority=True),
        Binding("f2", "app.advice", "Emergency advice", show=False, priority=True),
        Binding("ctrl+c", "app.leave", "Quit", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, *, demo: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.demo = demo
        self._keys: deque[events.Key] = deque()

    def on_mount(self) -> None:
        """Open on Today, which shows an open emergency first."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        if not self.is_headless:
            self._heed_signals()
        self.push_screen(TodayScreen(self.desk, demo=self.demo))

    async def on_event(self, event: events.Event) -> None:
        """Keys typed ahead wait: each is answered whole, with what it opens or closes, before the next."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._keys.append(event)
        if len(self._keys) == 1:
            await self._take_key()

    async def _take_key(self) -> None:
        await super().on_event(self._keys[0])
        self._follow_key(self.focused or self.screen)

    def _follow_key(self, pump: MessagePump | None) -> None:
        """Go the way on which a key bubbles up, behind it; at the end it has been answered."""
        if pump is None or pump is self:
            self.call_later(self._next_key)
        elif not pump.call_later(self._follow_key, pump._parent):
            self._follow_key(pump._parent)

    async def _next_key(self) -> None:
        self._keys.popleft()
        if isinstance(self.screen, EmergencyPage) and not self.screen.settled:
            # Keys typed ahead of an emergency were not meant for it, and must not close it unread.
            self.screen.settled = True
            self._keys.clear()
        if self._keys:
            await self._take_key()

    def _heed_signals(self) -> None:
        """Leave as on ``q`` when the system ends the program, so that the terminal is given back."""
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and sys.platform != "win32":
                asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    def action_leave(self) -> None:
        """Leave; everything logged is stored already."""
        self.exit(0)

    def action_command_palette(self) -> None:
        """Open the palette over a place, where there is room; Textual's own fails in low terminals."""
        room = self.size.height >= SMALLEST[1] and self.size.width >= SMALLEST[0]
        if room and isinstance(self.screen, Place):
            self.push_screen(Palette())

    def action_advice(self) -> None:
        """Open the emergency advice, over whatever lies on top, once."""
        if not any(isinstance(screen, AdviceDialog) for screen in self.screen_stack):
            self.push_screen(AdviceDialog(self.desk))

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback: it would print local variables, a patient's words among them."""
        self._close_messages_no_wait()


def run_app(desk: Desk, *, demo: bool = False) -> int:
    """Run the screens and return the exit code."""
    app = RehabApp(desk, demo=demo)
    app.run()
    if app._exception is not None:
        text, code = failure(app._exception)
        print(f"rehab: {text}", file=sys.stderr)
        return code
    return app.return_code or 0
