"""The verb about the diary file: verify."""

import argparse
from typing import TYPE_CHECKING

from rehab.cli.output import say, say_json, tell
from rehab.cli.verbs import Verbs, add_verb, open_desk, whole

if TYPE_CHECKING:
    from rehab.actions.verification import Verified

DIFFERS = 65
_SHAPE = """\
{"urgency","head","revisions","extends":bool,"against":{"fingerprint","entries","found":bool,
 "entries_then","later","amended"}|null}"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb with its parts."""
    verb = add_verb(verbs, shared, "diary", _help, "the diary file itself")
    parts = verb.add_subparsers(title="parts", metavar="verify", parser_class=type(verb))
    words = "tell whether the history fits together, and still extends what a report was written from"
    check = add_verb(parts, shared, "verify", _verify, words, shape=_SHAPE)
    check.add_argument(
        "--against", metavar="REPORT", help="a report or letter: text, Markdown, HTML, JSON, CSV or FHIR"
    )
    check.add_argument("--fingerprint", metavar="TEXT", help="as it is printed on a page, in place of a file")
    check.add_argument("--entries", metavar="N", help="the number of entries printed beside it")


def _help(arguments: argparse.Namespace) -> int:
    from rehab.actions.refusals import Refused

    raise Refused("The diary's part is not named. `rehab diary --help` lists the parts.")


def _verify(arguments: argparse.Namespace) -> int:
    from rehab.actions.refusals import Refused
    from rehab.actions.verification import stamp_of, typed_stamp, verify

    if arguments.against and (arguments.fingerprint or arguments.entries):
        raise Refused("A report carries its own fingerprint. Leave out --against or the other two.")
    if arguments.entries and not arguments.fingerprint:
        raise Refused("A number of entries alone tells nothing. Give --fingerprint too.")
    stamp = None
    if arguments.against:
        stamp = stamp_of(arguments.against)
    elif arguments.fingerprint:
        stamp = typed_stamp(arguments.fingerprint, whole("the number of entries", arguments.entries))
    desk = open_desk(arguments)
    found = verify(desk, stamp)
    if arguments.json:
        from rehab.actions.screen import open_findings
        from rehab.domain.findings import urgency

        say_json({"urgency": urgency(open_findings(desk.diary(), desk.today)).value, **_json(found)})
    else:
        say(f"The history fits together: {found.revisions} revisions, fingerprint {found.head}.")
        if stamp is not None and found.extends:
            say(_against(found))
    if not found.extends:
        tell(_against(found))
    elif not found.counted and stamp is not None and found.extension is not None:
        tell(
            f"! The report counts {stamp.entries} entries, and {found.extension.entries} stood then: look "
            "whether it was changed, or leaves out what is dated later."
        )
    return 0 if found.extends else DIFFERS


def _against(found: "Verified") -> str:
    known, stamp = found.extension, found.stamp
    if known is None or stamp is None:
        return ""
    if known.at is None:
        return (
            f"rehab: This diary never had the fingerprint {stamp.fingerprint[:16]}: it is another one, or "
            "its history was rewritten. Ask for the diary that the report was written from."
        )
    if not known.later:
        return "The diary is as it was when the report was written."
    return (
        f"The diary still extends what was seen: {known.entries} entries then, and since then {known.later} "
        f"more revisions, {known.amended} of them of entries that stood then."
    )


def _json(found: "Verified") -> dict[str, object]:
    known, stamp = found.extension, found.stamp
    against = None
    if known is not None and stamp is not None:
        against = {
            "fingerprint": stamp.fingerprint,
            "entries": stamp.entries,
            "found": known.at is not None,
            "entries_then": known.entries,
            "later": known.later,
            "amended": known.amended,
        }
    return {"head": found.head, "revisions": found.revisions, "extends": found.extends, "against": against}
