"""Shares at the command line: what `rehab import` does with them, and what is said of a copy that goes on."""

import argparse
from typing import TYPE_CHECKING

from rehab.cli.banner import tell_urgent
from rehab.cli.output import say, say_json, tell

if TYPE_CHECKING:
    from rehab.actions.desk import Desk

SHAPE = """\
[{"file","format":"share","patient","name","born","added","already_there","head","dry_run":bool}]"""
_GOES_ON = (
    "This diary came here by a share, and now goes on from the patient's own. Give it back (`rehab export "
    "--format share -o FILE`) before the patient logs again, or the two go apart for good."
)


def tell_goes_on(desk: "Desk") -> None:
    """Say so where a diary that came by a share has just got an entry that its patient's own lacks."""
    from rehab.actions.sharing import is_shared_copy

    if is_shared_copy(desk):
        tell(_GOES_ON)


def take_shares(arguments: argparse.Namespace) -> int:
    """Import the files, all of which must be shares, and tell what is new in each."""
    from rehab.actions.refusals import Refused
    from rehab.actions.sharing import import_shares, shares_among

    if shares_among(arguments.files) < len(arguments.files):
        raise Refused("Shares and other logs are not imported together. Import them one after the other.")
    given = (arguments.diary, arguments.patient, arguments.files)
    taken = import_shares(*given, today=arguments.today, dry_run=arguments.dry_run)
    if arguments.json:
        say_json(
            [
                {
                    "file": one.file,
                    "format": "share",
                    "patient": one.person.id,
                    "name": one.person.name,
                    "born": str(one.person.born),
                    "added": one.added,
                    "already_there": one.already_there,
                    "head": one.head,
                    "dry_run": arguments.dry_run,
                }
                for one in taken
            ]
        )
    would = "would be " if arguments.dry_run else ""
    for one in taken:
        who = f"{one.person.name}, born {one.person.born.year}"
        revisions = "1 revision" if one.added == 1 else f"{one.added} revisions"
        line = f"{one.file}: {who}; {revisions} {would}added, {one.already_there} already there."
        if not arguments.json:
            say(line)
    if not arguments.dry_run and any(one.added for one in taken):
        tell_urgent(arguments)
        tell("`rehab physio caseload` shows who needs attention.")
    return 0
