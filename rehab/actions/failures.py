"""What to say when something fails: two sentences and an exit code, never a value from the diary."""

import os
import traceback

from rehab.actions.refusals import Refused
from rehab.store.troubles import Trouble

BUG = 1
FORESEEN = (Refused, Trouble)
"""What a person can act on: a wrong request, a rule that forbids it, a file that cannot be used."""


def failure(error: BaseException) -> tuple[str, int]:
    """The text and the exit code of an error; an unforeseen one names its kind and its code line only."""
    code = getattr(error, "exit_code", None)
    if isinstance(code, int):
        return str(error), code
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {os.path.basename(frames[-1].filename)} line {frames[-1].lineno}" if frames else ""
    return (
        f"Something went wrong ({type(error).__name__}{place}). "
        "What was saved before is still stored; please report this line.",
        BUG,
    )
