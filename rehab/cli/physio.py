"""The clinician's verb: changes that need a name and a role, on the record."""

import argparse

from rehab.cli.output import say, tell
from rehab.cli.verbs import Verbs, add_verb, open_desk

_GRANULARITY = (
    "granularity: where one step would pass the weekly limit, allow that step after enough weeks without a "
    "breach; the true percent is shown"
)


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb with its parts."""
    verb = add_verb(verbs, shared, "physio", _help, "what a clinician changes, by name and role")
    parts = verb.add_subparsers(title="parts", metavar="phase|check|clear|override", parser_class=type(verb))
    phase = add_verb(parts, shared, "phase", _phase, "begin a phase with a training week")
    phase.add_argument("phase", metavar="PHASE", help="the id of the phase, see `rehab programme show`")
    phase.add_argument("--week", default="next", metavar="this|next|DATE", help="from which week on (next)")
    phase.add_argument(
        "--confirm-minutes",
        action="store_true",
        help="its first week may take more than 10 %% more time than the weeks before",
    )
    _signed(phase)
    check = add_verb(parts, shared, "check", _check, "answer a criterion of a phase as a clinician")
    check.add_argument("criterion", metavar="CRITERION", help="its id, see `rehab phase`")
    check.add_argument("met", choices=["yes", "no"])
    _signed(check)
    check.add_argument("--note", default="", help="a note, at most 500 characters")
    clear = add_verb(parts, shared, "clear", _clear, "record a clinician's answer to a finding")
    clear.add_argument("finding", metavar="FINDING", help="the id of an open finding, such as E01")
    _signed(clear)
    clear.add_argument("--text", required=True, help="what was found, in the clinician's words")
    clear.add_argument(
        "--told-by-patient", action="store_true", help="the patient records what a clinician told them"
    )
    override = add_verb(parts, shared, "override", _override, "make an exception to a rule")
    override.add_argument("kind", choices=["granularity"], help=_GRANULARITY)
    override.add_argument("exercise", metavar="EXERCISE", help="the id of an exercise of the programme")
    _signed(override)
    override.add_argument("--why", required=True, help="the reason")
    override.add_argument("--until", metavar="DATE", help="its last day (else it is open-ended)")


def _signed(part: argparse.ArgumentParser) -> None:
    part.add_argument("--by", required=True, metavar="NAME", help="the clinician's name")
    part.add_argument("--role", required=True, help="the clinician's role")


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


def _override(arguments: argparse.Namespace) -> int:
    from rehab.actions.overrides import override
    from rehab.domain.words import OverrideKind
    from rehab.render.history_text import payload_text
    from rehab.render.words import short_id

    made = override(
        open_desk(arguments),
        OverrideKind(arguments.kind),
        arguments.exercise,
        by=arguments.by,
        role=arguments.role,
        why=arguments.why,
        until=arguments.until,
    )
    say(f"{short_id(made.entry)}  On record from {made.day} on: {payload_text(made)}")
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
