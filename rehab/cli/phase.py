"""The verb phase: what is met and what is missing, the patient's answers, and beginning the next phase."""

import argparse

from rehab.cli.banner import tell_other
from rehab.cli.output import say, say_json
from rehab.cli.verbs import Verbs, add_verb, given_day, open_desk

_SHAPE = """\
{"urgency","phase","title","since","week","weeks","review_weeks","opening":[criterion…],"exit":[criterion…],
 "next":{"phase","title","begins":date|null,"entry":[criterion…]}|null,"ready":bool,"missing":[id…],
 "stuck":text|null,"next_step","due":[{"measure","since"}…]}
criterion: {"criterion","kind":"measured|self_report|clinician_check","text","required":bool,
 "state":"met|not_met|not_known","value","answered":date|null,"stale":bool,"because":[…],"sources":[key…]}
opening: what should be met before the first phase begins"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb with its parts."""
    verb = add_verb(verbs, shared, "phase", _show, "the phase: what is met and what is missing", shape=_SHAPE)
    parts = verb.add_subparsers(title="parts", metavar="answer|next", parser_class=type(verb))
    answer = add_verb(parts, shared, "answer", _answer, "answer a criterion that is yours to tell")
    answer.add_argument("criterion", metavar="CRITERION", help="its id, see `rehab phase`")
    answer.add_argument("met", choices=["yes", "no"])
    answer.add_argument("--on", metavar="DATE", help="a day up to today, YYYY-MM-DD or yesterday")
    add_verb(parts, shared, "next", _next, "begin the next phase, when everything required is met")


def _show(arguments: argparse.Namespace) -> int:
    from rehab.actions.phases import look_at_phase
    from rehab.render.phase_json import phase_json
    from rehab.render.phase_text import phase_page

    page = look_at_phase(open_desk(arguments))
    tell_other(page.findings)
    if arguments.json:
        say_json(phase_json(page.readiness, page.due, page.findings))
    else:
        say(phase_page(page.readiness, page.due))
    return 0


def _answer(arguments: argparse.Namespace) -> int:
    from rehab.actions.criteria import answer
    from rehab.render.words import short_id

    desk = open_desk(arguments)
    day = given_day(arguments.on, desk.today)
    said = answer(desk, arguments.criterion, met=arguments.met == "yes", day=day)
    told = f"{said.criterion}: {arguments.met}, on {said.day}. `rehab phase` shows the rest."
    say(f"{short_id(said.entry)}  {told}")
    return 0


def _next(arguments: argparse.Namespace) -> int:
    from rehab.actions.phases import begin_next

    begun = begin_next(open_desk(arguments))
    say(f"Phase {begun.phase} begins with the week of {begun.day}. `rehab undo` takes it back.")
    return 0
