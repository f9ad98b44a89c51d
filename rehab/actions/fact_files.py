"""Facts from a JSON file: answers to the screen or to the profile, each key given once."""

import json
import sys
from decimal import Decimal
from pathlib import Path

from rehab.actions.refusals import Refused
from rehab.domain.text import clean

FACTS_BYTES = 64 * 1024


def read_fact_file(file: str) -> dict[str, object]:
    """Facts from a JSON file, or standard input for ``-``. Raises Refused when they cannot be read."""
    name = "standard input" if file == "-" else clean(file, limit=200)
    try:
        if file == "-":
            data = sys.stdin.buffer.read(FACTS_BYTES + 1)
        else:
            with Path(file).open("rb") as answers:
                data = answers.read(FACTS_BYTES + 1)
        if len(data) > FACTS_BYTES:
            raise Refused(f"{name} is larger than 64 KB. Give a file with the facts only.")
        found = json.loads(data, object_pairs_hook=_once, parse_float=Decimal, parse_constant=_no_number)
    except (OSError, ValueError, RecursionError):
        raise Refused(f"{name} cannot be read as JSON. Check the path and the commas.") from None
    if not isinstance(found, dict):
        raise Refused(f'{name} is not a list of facts. Write it as {{"fever_or_chills": true, …}}.')
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON. Two answers to one question would leave it to chance which one counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused("The file answers one question twice. Give each key once.")
    return found


def _no_number(_: str) -> object:
    raise ValueError("not a number")
