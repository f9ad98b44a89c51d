"""The clinician's verb: changes that need a name and a role, on the record."""

import argparse

from rehab.cli.clinic import add_parts, signed
from rehab.cli.output import say, tell
from rehab.cli.verbs import Verbs, add_verb, open_desk

_PARTS = "phase|check|clear|override|note|review|assign|caseload"


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb with its parts."""
    verb = add_verb(verbs, shared, "physio", _help, "what a clinician changes, by name and role")
    parts = verb.add_subparsers(title="parts", metavar=_PARTS, parser_class=type(verb))
    phase = add_verb(parts, shared, "phase", _phase, "begin a phase with a training week")
    phase.add_argument("phase", metavar="PHASE", help="the id of the phase, see `rehab programme show`")
    phase.add_argument("--week", default="next", metavar="this|next|DATE", help="from which week on (next)")
    phase.add_argument(
        "--confirm-minutes",
        action="store_true",
        help="its first week may take more than 10 %% more time than the weeks before",
    )
    signed(phase)
    check = add_verb(parts, shared, "check", _check, "answer a criterion of a phase as a clinician")
    check.add_argument("criterion", metavar="CRITERION", help="its id, see `rehab phase`")
    check.add_argument("met", choices=["yes", "no"])
    signed(check)
    check.add_argument("--note", default="", help="a note, at most 500 characters")
    clear = add_verb(parts, shared, "clear", _clear, "record a clinician's answer to a finding")
    clear.add_argument("finding", metavar="FINDING", help="the id of an open finding, such as E01")
    signed(clear)
    clear.add_argument("--text", required=True, help="what was found, in the clinician's words")
    clear.add_argument(
        "--told-by-patient", action="store_true", help="the patient records what a clinician told them"
    )
    add_parts(parts, shared)


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


def _check(arguments: argparse.Namespace) -> int:
    from rehab.actions.criteria import check
    from rehab.render.words import short_id

    said = check(
        open_desk(arguments),
        arguments.criterion,
        met=arguments.met == "yes",
        by=arguments.by,
        role=arguments.role,
        note=arguments.note,
    )
    say(f"{short_id(said.entry)}  {said.criterion}: {arguments.met}, by {said.by}, {said.role}.")
    return 0


def _phase(arguments: argparse.Namespace) -> int:
    from rehab.actions.phases import begin_phase
    from rehab.render.phase_text import state_line

    begun = begin_phase(
        open_desk(arguments),
        arguments.phase,
        arguments.week,
        by=arguments.by,
        role=arguments.role,
        confirm_minutes=arguments.confirm_minutes,
    )
    started, minutes = begun.start, " More minutes are confirmed." if begun.start.minutes_confirmed else ""
    say(
        f"Phase {started.phase} begins with the week of {started.day}, by {started.by}, "
        f"{started.role}.{minutes}"
    )
    tell(f"! {state_line(one)}" for one in begun.unmet)
    return 0
