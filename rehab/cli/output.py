"""Printing: data to stdout, narration to stderr, JSON on request; nothing a terminal would obey."""

import json
import re
import sys
from collections.abc import Iterable
from typing import Any

_CONTROL = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def say(text: str) -> None:
    """Print data."""
    print(_plain(text), file=sys.stdout)


def say_json(facts: Any) -> None:
    """Print facts as JSON, indented, in the order of their documented shape."""
    print(_plain(json.dumps(facts, ensure_ascii=False, indent=2)), file=sys.stdout)


def tell(lines: str | Iterable[str]) -> None:
    """Narrate on stderr: notices, previews, what was not printed."""
    for line in [lines] if isinstance(lines, str) else lines:
        print(_plain(line), file=sys.stderr)


def write_raw(text: str) -> None:
    """Write a file's text to stdout as it is, without another newline."""
    sys.stdout.write(text)


def deliver(data: str | bytes, output: str | None) -> None:
    """Write a page to the new file ``output``, or to stdout without one. A text ends with a newline.

    Raises Refused where the file cannot be made, and for bytes that a terminal would have to show.
    """
    from rehab.actions.exports import write_new
    from rehab.actions.refusals import Refused

    if isinstance(data, str) and not data.endswith("\n"):
        data += "\n"
    if output:
        tell(f"Written to {write_new(output, data)}.")
    elif isinstance(data, str):
        sys.stdout.write(_plain(data))
    elif sys.stdout.isatty():
        raise Refused("A terminal cannot show this format. Name a new file with -o.")
    else:
        sys.stdout.buffer.write(data)


def _plain(text: str) -> str:
    """The last gate: stored text was cleaned before, a restored or migrated file might not be."""
    return _CONTROL.sub("\ufffd", text)
