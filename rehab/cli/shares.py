"""What `rehab import` does with shares: patients' whole histories, taken into a diary of one or of many."""

import argparse

from rehab.cli.banner import tell_urgent
from rehab.cli.output import say, say_json, tell

SHAPE = """\
[{"file","format":"share","patient","name","born","added","already_there","head","dry_run":bool}]"""


def take_shares(arguments: argparse.Namespace) -> int:
    """Import the files, all of which must be shares, and tell what is new in each."""
    from rehab.actions.refusals import Refused
    from rehab.actions.sharing import import_shares, shares_among

    if shares_among(arguments.files) < len(arguments.files):
        raise Refused("Shares and other logs are not imported together. Import them one after the other.")
    taken = import_shares(arguments.diary, arguments.patient, arguments.files, dry_run=arguments.dry_run)
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
