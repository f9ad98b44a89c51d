"""The palette: Textual's own, made to close once and to turn pages only where there are any."""

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Lists our commands, and stands keys that are typed faster than it can open or close."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close, if this still lies on top: a second Enter must not close the place below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        # Before the list is laid out, its page keys raise KeyError.
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
