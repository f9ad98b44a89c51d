"""The verb about programme files: list, show, check."""

import argparse

from rehab.cli.output import say, say_json, tell
from rehab.cli.verbs import Verbs, add_verb

WRONG = 2
_CHECK_SHAPE = """\
{"urgency","programme","version","hash","lints":[text…],"patients":{"perfect|flaring|absent":[{"week","phase",
 "exercise","side","unit","reference","cap","limit","planned","done","decision","rule"}]}}"""


_SHOW_SHAPE = """\
{"urgency","programmes":[{"programme","version","title","status","percent","phases":[{"phase","title","kind",
 "weeks","ceiling","working_target","deload","criteria":[text…],"doses":[{"exercise","name","side","unit",
 "loading","entry":{"sets","each","load_g"},"target":{…},"days_per_week","min_rest_days","step","exit",
 "sources":[key…]}]}]}]}"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb with its three parts."""
    verb = add_verb(verbs, shared, "programme", _list, "list, show or check programme files")
    verb.set_defaults(json=False)
    parts = verb.add_subparsers(title="parts", metavar="list|show|check", parser_class=type(verb))
    add_verb(parts, shared, "list", _list, "the programmes that come with rehab", shape=_SHOW_SHAPE)
    show = add_verb(parts, shared, "show", _show, "a programme in full, with every source", shape=_SHOW_SHAPE)
    show.add_argument("programme", metavar="ID|FILE")
    check = add_verb(
        parts, shared, "check", _check, "check a file and simulate three patients", shape=_CHECK_SHAPE
    )
    check.add_argument("programme", metavar="ID|FILE")


def _list(arguments: argparse.Namespace) -> int:
    from rehab.actions.programmes import list_programmes
    from rehab.render.programme_json import programmes_json
    from rehab.render.programme_text import list_page

    found = list_programmes()
    if arguments.json:
        say_json(programmes_json(found))
    else:
        say(list_page(found))
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from rehab.actions.plans import sources
    from rehab.actions.programmes import show_programme
    from rehab.render.programme_json import programmes_json
    from rehab.render.programme_text import programme_page

    programme = show_programme(arguments.programme)
    if arguments.json:
        say_json(programmes_json((programme,)))
    else:
        say(programme_page(programme, sources()))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from rehab.actions.programmes import check_programme
    from rehab.render.programme_json import check_json
    from rehab.render.programme_text import weeks_page

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
