"""The verb about programme files: list, show, check."""

import argparse

from rehab.cli.output import say, say_json, tell
from rehab.cli.verbs import Verbs, add_verb

WRONG = 2
_CHECK_SHAPE = """\
{"urgency","programme","version","hash","lints":[text…],"patients":{"perfect|flaring|absent":[{"week","phase",
 "exercise","side","unit","reference","cap","limit","planned","done","decision","rule"}]}}"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb with its three parts."""
    verb = add_verb(verbs, shared, "programme", _list, "list, show or check programme files")
    parts = verb.add_subparsers(title="parts", metavar="list|show|check", parser_class=type(verb))
    add_verb(parts, shared, "list", _list, "the programmes that come with rehab")
    show = add_verb(parts, shared, "show", _show, "a programme in full, with every source")
    show.add_argument("programme", metavar="ID|FILE")
    check = add_verb(
        parts, shared, "check", _check, "check a file and simulate three patients", shape=_CHECK_SHAPE
    )
    check.add_argument("programme", metavar="ID|FILE")


def _list(arguments: argparse.Namespace) -> int:
    from rehab.actions.programmes import list_programmes
    from rehab.render.programme_text import list_page

    say(list_page(list_programmes()))
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from rehab.actions.plans import sources
    from rehab.actions.programmes import show_programme
    from rehab.render.programme_text import programme_page

    say(programme_page(show_programme(arguments.programme), sources()))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from rehab.actions.programmes import check_programme
    from rehab.render.programme_text import check_json, weeks_page

    checked = check_programme(arguments.programme)
    if arguments.json:
        say_json(check_json(checked.programme, checked.digest, checked.lints, checked.weeks))
    else:
        for label, weeks in checked.weeks.items():
            say(weeks_page(label, weeks) + "\n")
        verdict = "no fault found" if not checked.lints else f"{len(checked.lints)} faults"
        say(f"{checked.programme.id} {checked.programme.version}, hash {checked.digest[:12]}: {verdict}.")
    tell(checked.lints)
    return WRONG if checked.lints else 0
