"""The verb about programme files: list, show, check, simulate."""

import argparse

from rehab.cli.output import say, say_json, tell
from rehab.cli.verbs import Verbs, add_verb, whole

WRONG = 2
_ROW_SHAPE = """\
row: {"week","phase","exercise","side","unit","reference","cap","limit","planned","done","decision","rule",
 "stage_before","stage","running_before","running"}, the running in seconds of a week
outcome: {"reached":[{"phase","week"}],"phase","ready":bool,"missing":[criterion…],"stuck":text|null,
 "next_step"}
criterion as in `rehab phase`"""
_CHECK_SHAPE = f"""\
{{"urgency","programme","version","hash","lints":[text…],"patients":{{"perfect|flaring|absent":[row…]}},
 "outcomes":{{"perfect|flaring|absent":outcome}}}}
{_ROW_SHAPE}"""
_SIMULATE_SHAPE = f"""\
{{"urgency","programme","version","patients":{{"perfect|flaring|absent":{{"weeks":[row…],outcome…}}}}}}
{_ROW_SHAPE}"""
_SHOW_SHAPE = """\
{"urgency","programmes":[{"programme","version","title","status","percent","sources":[key…],
 "measures":[{"kind","every_days","sources":[key…]}],
 "phases":[{"phase","title","kind","weeks","review_weeks","ceiling","working_target","deload",
  "criteria":[text…],"entry":[{"criterion","kind":"measured|self_report|clinician_check","text","required",
   "stale_days","measure","at_most","at_least","days","entries","exercise","stage","sources":[key…]}],
  "exit":[…],"sources":[key…],
  "doses":[{"exercise","name","side","unit","loading","loaded","variant_of","stages":[{"walk_s","run_s"}],
   "entry":{"sets","each","load_g"},"target":{…},"days_per_week","min_rest_days","step","load_step_g",
   "entry_stage","exit","sources":[key…]}]}]}]}"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb with its parts."""
    verb = add_verb(verbs, shared, "programme", _list, "list, show, check or simulate programme files")
    verb.set_defaults(json=False)
    parts = verb.add_subparsers(title="parts", metavar="list|show|check|simulate", parser_class=type(verb))
    add_verb(parts, shared, "list", _list, "the programmes that come with rehab", shape=_SHOW_SHAPE)
    show = add_verb(parts, shared, "show", _show, "a programme in full, with every source", shape=_SHOW_SHAPE)
    show.add_argument("programme", metavar="ID|FILE")
    check = add_verb(
        parts, shared, "check", _check, "check a file and simulate three patients", shape=_CHECK_SHAPE
    )
    check.add_argument("programme", metavar="ID|FILE")
    simulate = add_verb(
        *(parts, shared, "simulate", _simulate, "let simulated patients live through a programme"),
        shape=_SIMULATE_SHAPE,
    )
    simulate.add_argument("programme", metavar="ID|FILE")
    simulate.add_argument(
        "--as",
        dest="who",
        choices=["perfect", "flaring", "absent", "all"],
        default="all",
        help="perfect: without pain; flaring: every fourth week hurts; absent: away for three weeks (all)",
    )
    simulate.add_argument("--weeks", metavar="N", help="so many weeks (else as many as the phases state)")


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
    from rehab.render.trial_json import check_json
    from rehab.render.trial_text import weeks_page

    checked = check_programme(arguments.programme)
    if arguments.json:
        say_json(check_json(checked.programme, checked.digest, checked.lints, checked.trials))
    else:
        for trial in checked.trials:
            say(weeks_page(trial) + "\n")
        verdict = "no fault found" if not checked.lints else f"{len(checked.lints)} faults"
        say(f"{checked.programme.id} {checked.programme.version}, hash {checked.digest[:12]}: {verdict}.")
    tell(checked.lints)
    return WRONG if checked.lints else 0


def _simulate(arguments: argparse.Namespace) -> int:
    from rehab.actions.programmes import show_programme, simulate
    from rehab.render.trial_json import simulate_json
    from rehab.render.trial_text import weeks_page

    programme = show_programme(arguments.programme)
    trials = simulate(programme, arguments.who, whole("the number of weeks", arguments.weeks))
    if arguments.json:
        say_json(simulate_json(programme, trials))
    else:
        say("\n\n".join(weeks_page(trial) for trial in trials))
    return 0
