"""The help page, made from the command list and the text beside this file."""

from collections.abc import Iterable
from importlib.resources import files

from rehab.tui.commands import Command, key_names


def help_page(commands: Iterable[Command]) -> str:
    """The keys of a place and the lines on scores, as plain text."""
    written = (files("rehab.tui.help") / "keys.md").read_text("utf-8")
    text = "\n\n".join(paragraph.replace("\n", " ") for paragraph in written.strip().split("\n\n"))
    lines = [f"  {key_names(c.keys):<12} {c.help}" for c in commands]
    return "\n".join([*lines, f"  {'Ctrl+P':<12} All commands", "", text])
