"""The clinician's verb: changes that need a name and a role, on the record."""

import argparse

from rehab.cli.output import say
from rehab.cli.verbs import Verbs, add_verb, open_desk


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb with its part ``phase``."""
    verb = add_verb(verbs, shared, "physio", _help, "what a clinician changes, by name and role")
    parts = verb.add_subparsers(title="parts", metavar="phase", parser_class=type(verb))
    phase = add_verb(parts, shared, "phase", _phase, "begin a phase with a training week")
    phase.add_argument("phase", metavar="PHASE", help="the id of the phase, see `rehab programme show`")
    phase.add_argument("--week", default="next", metavar="this|next|DATE", help="from which week on (next)")
    phase.add_argument("--by", required=True, metavar="NAME", help="the clinician's name")
    phase.add_argument("--role", required=True, help="the clinician's role")


def _help(arguments: argparse.Namespace) -> int:
    from rehab.actions.refusals import Refused

    raise Refused("The clinician's part is not named. `rehab physio --help` lists the parts.")


def _phase(arguments: argparse.Namespace) -> int:
    from rehab.actions.phases import begin_phase

    started = begin_phase(
        open_desk(arguments), arguments.phase, arguments.week, by=arguments.by, role=arguments.role
    )
    say(f"Phase {started.phase} begins with the week of {started.day}, by {started.by}, {started.role}.")
    return 0
