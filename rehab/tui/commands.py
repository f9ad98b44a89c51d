"""Every command of the screens, declared once: its key, its words, and where it works.

Bindings, footer, palette and help are made from this list, so that they cannot disagree.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider

TODAY, WEEK = "today", "week"
_KEY_NAMES = {
    "question_mark": "?",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "enter": "Enter",
    "f1": "F1",
    "f2": "F2",
    "ctrl+q": "Ctrl+Q",
    "ctrl+t": "Ctrl+T",
}
FOOTER_KEYS = 6
"""The most keys that a footer of 80 columns shows whole beside its labels."""


@dataclass(frozen=True, slots=True)
class Command:
    """``action`` is a method ``action_…`` of the screen; ``footer`` commands show their first key there."""

    action: str
    keys: str
    label: str
    help: str
    places: tuple[str, ...]
    footer: bool = False


COMMANDS = (
    Command(
        "log", "l,enter", "Log", "Log the selected exercise, filled in as prescribed", (TODAY,), footer=True
    ),
    Command("morning", "m", "Morning", "Give or change the morning's scores", (TODAY,), footer=True),
    Command(
        "done", "d", "Done all", "Log all that is due as prescribed, without scores", (TODAY,), footer=True
    ),
    Command("undo", "u", "Undo", "Take back the last change", (TODAY, WEEK), footer=True),
    Command("week", "p", "Plan", "This week's and next week's plan", (TODAY,), footer=True),
    Command("back", "p,escape", "Today", "Back to Today", (WEEK,), footer=True),
    Command("screen", "s", "Questions", "The questions about serious causes", (TODAY,)),
    Command("findings", "f", "Findings", "What is open: what to do, why, and clearing it", (TODAY, WEEK)),
    Command("advice", "f2", "Emergency", "Emergency advice and numbers, from everywhere", (TODAY, WEEK)),
    Command("event", "v", "Treatment", "Put a treatment or an examination on record", (TODAY,)),
    Command("measures", "o", "Measures", "Give an outcome measure, and see their course", (TODAY,)),
    Command("phase", "c", "Phase", "Phase: what is met and what is missing", (TODAY, WEEK)),
    Command("rest", "r", "Rest", "Log a rest day", (TODAY,)),
    Command("why", "w", "Why", "Why the plan is what it is, with entries and sources", (TODAY, WEEK)),
    Command("earlier", "left", "Earlier", "The day (or week) before", (TODAY, WEEK)),
    Command("later", "right", "Later", "The day (or week) after", (TODAY, WEEK)),
    Command("now", "t", "Now", "Back to today (or this week)", (TODAY, WEEK)),
    Command("theme", "ctrl+t", "Theme", "Change between dark and light", (TODAY, WEEK)),
    Command("help", "question_mark,f1", "Help", "All keys and what they do", (TODAY, WEEK), footer=True),
    Command("leave", "q,ctrl+q", "Quit", "Leave rehab", (TODAY, WEEK)),
)


def commands_of(place: str) -> tuple[Command, ...]:
    """The commands that work in a place."""
    return tuple(c for c in COMMANDS if place in c.places)


def key_names(keys: str) -> str:
    """Keys as they stand on a keyboard."""
    return ", ".join(_KEY_NAMES.get(key, key) for key in keys.split(","))


def bindings_of(place: str) -> list[BindingType]:
    """The bindings of a place; the footer shows only the few marked for it.

    With priority, keys typed ahead of a slow screen are still taken one after the other.
    """
    return [
        Binding(
            key, c.action, c.label, show=c.footer and n == 0, id=f"{place}.{c.action}.{key}", priority=True
        )
        for c in commands_of(place)
        for n, key in enumerate(c.keys.split(","))
    ]


class CommandList(Provider):
    """The palette: our commands of the present place, and nothing else."""

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for command in self._here():
            yield DiscoveryHit(command.help, self._runner(command), help=key_names(command.keys))

    async def search(self, query: str) -> Hits:
        """The commands whose words fit what was typed."""
        async for hit in self._matching(query):
            yield hit

    async def _matching(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for command in self._here():
            score = matcher.match(command.help)
            if score > 0:
                words = matcher.highlight(command.help)
                yield Hit(score, words, self._runner(command), help=key_names(command.keys))

    def _here(self) -> tuple[Command, ...]:
        return commands_of(getattr(self.screen, "place", TODAY))

    def _runner(self, command: Command):  # type: ignore[no-untyped-def]
        """Runs the command once: a second Enter, typed before the palette closed, chooses it again."""
        once = iter([self.screen])

        async def run() -> None:
            for screen in once:
                await screen.run_action(command.action)

        return run
