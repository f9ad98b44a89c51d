"""A person at the screens, in tests: presses, clicks, and what is then stored and shown."""

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from rehab.actions.desk import Desk
from rehab.domain.diary import Bout, Diary, Morning, RestDay
from rehab.tui.app import RehabApp

Entry = Bout | Morning | RestDay
_FRAME = re.compile(r"[\s│┌┐└┘─▌]+")


class Journey:
    """Every method that acts returns the journey, so that a test reads as prose."""

    def __init__(self, app: RehabApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot, self.desk = app, pilot, app.desk
        self.pressed: list[str] = []
        self._before = _entries(self.desk.diary())

    async def press(self, *keys: str) -> "Journey":
        """Press keys one after the other, each answered before the next."""
        for key in keys:
            self._send(key)
            await self._answered()
        return await self.settle()

    async def burst(self, *keys: str) -> "Journey":
        """Press keys faster than the screens can answer."""
        for key in keys:
            self._send(key)
        return await self.settle()

    async def type(self, text: str) -> "Journey":
        """Type printable text."""
        return await self.press(*text)

    async def paste(self, text: str) -> "Journey":
        """Paste text as a terminal sends it."""
        self.app.post_message(events.Paste(text))
        return await self.settle()

    async def click(self, selector: str, offset: tuple[int, int] | None = None, times: int = 1) -> "Journey":
        """Click on a widget, at an offset in it or in its middle."""
        await self.pilot.click(selector, offset=offset or (0, 0), times=times)
        return await self.settle()

    async def click_on(self, text: str, times: int = 1) -> "Journey":
        """Click where a text stands on the screen."""
        rows = self.rows()
        y = next(n for n, row in enumerate(rows) if text in row)
        await self.pilot.click(offset=(rows[y].index(text) + 1, y), times=times)
        return await self.settle()

    def _send(self, key: str) -> None:
        self.pressed.append(key)
        if len(key) == 1:
            self.app.post_message(events.Key(_character_to_key(key), key))
        else:
            self.app.post_message(events.Key(key, None))

    async def _answered(self) -> None:
        """Wait for every key sent. An app that has ended, or failed, takes none: nothing to wait for."""
        taken = asyncio.Event()
        self.app.call_later(taken.set)
        while self.app.is_running and (self.app._keys or not taken.is_set()):
            await asyncio.sleep(0)

    async def resize(self, width: int, height: int) -> "Journey":
        await self.pilot.resize_terminal(width, height)
        return await self.settle()

    async def settle(self) -> "Journey":
        """Wait until all messages are answered."""
        await self._answered()
        assert self.app.is_running, "the screens have ended"
        for _ in range(3):
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()
        await self.app.workers.wait_for_complete()
        return self

    def new(self) -> list[Entry]:
        """What the diary holds that it did not hold at the start, without the ids."""
        before = self._before
        return [
            replace(entry, entry="")
            for name, entry in _entries(self.desk.diary()).items()
            if before.get(name) != entry
        ]

    def stored(self, *entries: Entry) -> "Journey":
        """Exactly these entries are new or changed in the diary."""
        new = self.new()
        assert new == list(entries), f"stored: {new}"
        return self

    def rows(self) -> list[str]:
        """The rows of the screen as text, without spaces at their ends."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    def shows(self, *texts: str) -> "Journey":
        """The screen shows these texts, wherever their lines break."""
        screen = squeezed("\n".join(self.rows()))
        missing = [text for text in texts if squeezed(text) not in screen]
        assert not missing, f"{missing} is not on the screen:\n" + "\n".join(self.rows())
        return self

    def hides(self, *texts: str) -> "Journey":
        """The screen shows none of these texts."""
        screen = squeezed("\n".join(self.rows()))
        found = [text for text in texts if squeezed(text) in screen]
        assert not found, f"{found} is on the screen:\n" + "\n".join(self.rows())
        return self

    def says(self, *texts: str) -> "Journey":
        """There are toasts that hold these texts."""
        toasts = [str(toast.render()) for toast in self.app.screen.query(Toast)]
        for text in texts:
            assert any(squeezed(text) in squeezed(toast) for toast in toasts), toasts
        return self

    def is_at(self, *screens: str) -> "Journey":
        """These screens lie above each other, the last on top."""
        found = [type(screen).__name__ for screen in self.app.screen_stack[1:]]
        assert found == list(screens), found
        return self

    def inert(self) -> "Journey":
        """Nothing on the screen can be run by a click, or drives the terminal."""
        for strip in self.app.screen._compositor.render_strips():
            for segment in strip:
                style = segment.style
                assert style is None or ("@click" not in style.meta and style.link is None), segment
                assert segment.control is None, segment
            bad = [c for c in strip.text if unicodedata.category(c) in ("Cc", "Cs") or c in FORBIDDEN]
            assert not bad, f"{bad!r} in {strip.text!r}"
        return self


FORBIDDEN = "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


@asynccontextmanager
async def journey(
    desk: Desk, size: tuple[int, int] = (80, 24), *, demo: bool = False
) -> AsyncIterator[Journey]:
    """The screens of a desk, with toasts and tooltips, opened on Today."""
    app = RehabApp(desk, demo=demo)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        yield await Journey(app, pilot).settle()


def squeezed(text: str) -> str:
    """Text without white space and frames, so that a wrapped text can be found."""
    return _FRAME.sub("", text)


def _entries(diary: Diary) -> dict[str, Entry]:
    every: Sequence[Entry] = (*diary.bouts, *diary.mornings, *diary.rests)
    return {entry.entry: entry for entry in every}
