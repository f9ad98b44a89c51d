"""The parser: every verb with its help; handlers import what they need when they run."""

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from rehab import __version__
from rehab.cli import (
    completion,
    daily,
    diary,
    event,
    files,
    forecast,
    phase,
    physio,
    programmes,
    record,
    report,
    screen,
    start,
    week,
)
from rehab.cli.output import tell

_TEXT = """\
A diary and rule keeper for overuse injuries of the hip flexor: it keeps next week's volume within
10 % of what was done and allowed, and gives the reason for every decision. It does not diagnose.
`rehab` alone opens the screens; every verb below works without them."""

_FAMILIES = (
    *(start, daily, screen, event, record, week, phase, forecast),
    *(report, files, programmes, physio, diary, completion),
)
"""The modules that add the verbs, in the order in which the help lists them."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are a sentence on what is wrong and one on what to do.

    Options are written whole: a shortened one would mean something else once a longer one is added.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_abbrev=False, **kwargs)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """The value of an option, also the two dashes that argparse takes for a mark of its own."""
        if action.option_strings and arg_strings == ["--"]:
            self._check_value(action, "--")
            return "--"
        return super()._get_values(action, arg_strings)

    def error(self, message: str) -> NoReturn:
        """Print the two sentences on stderr and leave with code 2."""
        tell(f"rehab: {message[:1].upper()}{message[1:]}. `{self.prog} --help` shows how.")
        raise SystemExit(2)


def build_parser() -> Parser:
    """The whole command line. Global options may stand before or after the verb."""
    parser = Parser(prog="rehab", description=_TEXT, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-V", "--version", action="version", version=f"rehab {__version__}")
    _globals(parser, None)
    parser.set_defaults(handler=start.open_screens)
    shared = Parser(add_help=False)
    _globals(shared, argparse.SUPPRESS)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", parser_class=Parser)
    for family in _FAMILIES:
        family.add_verbs(verbs, shared)
    return parser


class _Quiet(argparse.ArgumentParser):
    """A parser that leaves it to another one to say what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Raise ValueError instead of printing and leaving."""
        raise ValueError(message)


def global_options(argv: Sequence[str]) -> argparse.Namespace:
    """Diary, patient and day as they are given, also where the rest of the command cannot be parsed."""
    parser = _Quiet(add_help=False, allow_abbrev=False)
    _globals(parser, None)
    try:
        return parser.parse_known_args(argv)[0]
    except ValueError:
        return parser.parse_args([])


def _globals(parser: argparse.ArgumentParser, default: object) -> None:
    group = parser.add_argument_group("everywhere")
    group.add_argument(
        "--diary",
        metavar="PATH",
        default=default,
        help="the diary file (else REHAB_DIARY, else your data folder)",
    )
    group.add_argument(
        "--patient", metavar="ID", default=default, help="whose diary, where a file holds several"
    )
    group.add_argument(
        "--today", metavar="DATE", default=default, help="take this as today (else REHAB_TODAY)"
    )
