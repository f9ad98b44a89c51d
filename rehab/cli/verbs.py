"""What the verbs share: adding a verb, reading typed values, opening the desk."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rehab.actions.desk import Desk

EXIT_BY_URGENCY = {"none": 0, "routine": 10, "two_weeks": 11, "same_day": 12, "emergency": 13}
"""The exit codes of the verbs that tell how soon a person is needed."""
Verbs = Any
"""argparse's own action object for subparsers; it has no public name."""
Handler = Callable[[argparse.Namespace], int]


def add_verb(
    verbs: Verbs,
    shared: argparse.ArgumentParser,
    name: str,
    handler: Handler,
    help: str,
    *,
    shape: str | None = None,
) -> argparse.ArgumentParser:
    """Add a verb. With a ``shape`` it takes ``--json`` and its help ends with the shape."""
    epilog = f"with --json:\n{shape}" if shape else None
    verb: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=help,
        description=help[:1].upper() + help[1:] + ".",
        epilog=epilog,
        parents=[shared],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if shape:
        verb.add_argument("--json", action="store_true", help="print JSON in the shape below")
    verb.set_defaults(handler=handler)
    return verb


def open_desk(arguments: argparse.Namespace) -> "Desk":
    """The desk that the global options name."""
    from rehab.actions.desk import open_desk

    return open_desk(arguments.diary, arguments.patient, arguments.today)


def given_day(text: str | None, today: date) -> date | None:
    """A typed day in the past, or ``None``. Raises Refused when it is not one."""
    from rehab.actions.refusals import Refused
    from rehab.domain.days import parse_day

    if text is None:
        return None
    try:
        return parse_day(text, today)
    except ValueError as error:
        raise Refused(str(error)) from None


def whole(name: str, text: str | None) -> int | None:
    """A typed whole number; ``None`` when it was not typed or is ``-``. Raises Refused."""
    from rehab.actions.numbers import whole

    return None if text is None else whole(name, text)


def pains(text: str | None) -> tuple[int | None, int | None, int | None]:
    """``BEFORE/DURING/AFTER`` with ``-`` for not given. Raises Refused for anything else."""
    from rehab.actions.refusals import Refused

    if text is None:
        return (None, None, None)
    parts: Sequence[str] = text.split("/")
    if len(parts) != 3:
        raise Refused(
            "Pain is written as BEFORE/DURING/AFTER. Give three parts such as 1/3/2, with - for not given."
        )
    before, during, after = (whole("pain", part) for part in parts)
    return before, during, after
