"""The clinician's verb: changes that need a name and a role, on the record."""

import argparse

from rehab.cli.output import say
from rehab.cli.verbs import Verbs, add_verb, open_desk


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb with its parts."""
    verb = add_verb(verbs, shared, "physio", _help, "what a clinician changes, by name and role")
    parts = verb.add_subparsers(title="parts", metavar="phase|clear", parser_class=type(verb))
    phase = add_verb(parts, shared, "phase", _phase, "begin a phase with a training week")
    phase.add_argument("phase", metavar="PHASE", help="the id of the phase, see `rehab programme show`")
    phase.add_argument("--week", default="next", metavar="this|next|DATE", help="from which week on (next)")
    phase.add_argument("--by", required=True, metavar="NAME", help="the clinician's name")
    phase.add_argument("--role", required=True, help="the clinician's role")
    clear = add_verb(parts, shared, "clear", _clear, "record a clinician's answer to a finding")
    clear.add_argument("finding", metavar="FINDING", help="the id of an open finding, such as E01")
    clear.add_argument("--by", required=True, metavar="NAME", help="the clinician's name")
    clear.add_argument("--role", required=True, help="the clinician's role")
    clear.add_argument("--text", required=True, help="what was found, in the clinician's words")
    clear.add_argument(
        "--told-by-patient", action="store_true", help="the patient records what a clinician told them"
    )


def _help(arguments: argparse.Namespace) -> int:
    from rehab.actions.refusals import Refused

    raise Refused("The clinician's part is not named. `rehab physio --help` lists the parts.")


def _clear(arguments: argparse.Namespace) -> int:
    from rehab.actions.clearances import clear

    done = clear(
        open_desk(arguments),
        arguments.finding,
        by=arguments.by,
        role=arguments.role,
        text=arguments.text,
        told_by_patient=arguments.told_by_patient,
    )
    name = arguments.finding.strip().upper()
    told = ", as told by the patient" if done.told_by_patient else ""
    say(f"The clearance of {name} by {done.by}, {done.role}{told} is on record, and so is the finding.")
    return 0


def _phase(arguments: argparse.Namespace) -> int:
    from rehab.actions.phases import begin_phase

    started = begin_phase(
        open_desk(arguments), arguments.phase, arguments.week, by=arguments.by, role=arguments.role
    )
    say(f"Phase {started.phase} begins with the week of {started.day}, by {started.by}, {started.role}.")
    return 0
