"""The verb about reports: the referral letter."""

import argparse

from rehab.cli.output import say, tell
from rehab.cli.verbs import Verbs, add_verb, open_desk

FORMATS = ("text", "markdown", "html")
_EPILOG = """\
the letter tells a clinician who the patient is, which findings are open and why, severe scores, pain and
volume of the last six training weeks, treatments, clearances, and what was not asked or answered.
It holds every profile answer that is yes or not sure. Read it before you give it away.

formats:
  text      plain text for a mail or a printer (default)
  markdown  CommonMark with tables; nothing that somebody wrote is markup in it
  html      one file to open or print in a browser; it loads nothing and holds no script or link

-o makes a new file that only you may read, and never overwrites one."""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb ``report``."""
    report = add_verb(verbs, shared, "report", _report, "the referral letter, to take to a clinician")
    report.epilog = _EPILOG
    report.add_argument("--letter", action="store_true", help="the referral letter")
    report.add_argument("--format", choices=FORMATS, default="text", help="text (default), markdown or html")
    report.add_argument("-o", "--output", metavar="FILE", help="write to a new file instead of stdout")


def _report(arguments: argparse.Namespace) -> int:
    from rehab.actions.exports import write_new
    from rehab.actions.letter import write_letter
    from rehab.actions.refusals import Refused

    if not arguments.letter:
        raise Refused("Only the letter can be written in this version. Give --letter.")
    text = write_letter(open_desk(arguments), arguments.format)
    if arguments.output:
        tell(f"Written to {write_new(arguments.output, text + chr(10))}.")
    else:
        say(text)
    return 0
