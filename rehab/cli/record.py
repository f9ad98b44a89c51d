"""The verbs about the record: history, amend, undo."""

import argparse
from typing import TYPE_CHECKING

from rehab.cli.output import say, say_json, tell
from rehab.cli.verbs import Verbs, add_verb, open_desk, whole

if TYPE_CHECKING:
    from rehab.domain.record import Payload

_HISTORY_SHAPE = """\
{"urgency","revisions":[{"entry","revision","state":"active|void","kind","day","recorded_at","tz","actor",
 "reason","change","hash","data":{…the entry as it then stood…}}]}"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verbs about the record."""
    history = add_verb(verbs, shared, "history", _history, "the diary and its trail", shape=_HISTORY_SHAPE)
    history.add_argument("id", nargs="?", metavar="ID", help="one entry, by the start of its id")
    history.add_argument("--last", metavar="N", help="only the last N revisions")
    amend = add_verb(verbs, shared, "amend", _amend, "correct an entry; the old state stays in the history")
    amend.add_argument("id", metavar="ID", help="the entry, by the start of its id")
    amend.add_argument("changes", nargs="*", metavar="FIELD=VALUE", help="such as dose=3x7 during=4 note=-")
    amend.add_argument("--void", action="store_true", help="withdraw the entry instead")
    amend.add_argument("--reason", required=True, help="why")
    undo = add_verb(verbs, shared, "undo", _undo, "take back the last change (an import counts as one)")
    undo.add_argument("--redo", action="store_true", help="take back the last undo instead")


def _history(arguments: argparse.Namespace) -> int:
    from rehab.actions.record import history
    from rehab.actions.screen import open_findings
    from rehab.domain.findings import urgency
    from rehab.render.history_text import history_page
    from rehab.render.jsonl import revision_json

    desk = open_desk(arguments)
    found = history(desk, arguments.id)
    last = whole("the number of revisions", arguments.last)
    found = found if last is None else found[len(found) - min(last, len(found)) :]
    if arguments.json:
        still = urgency(open_findings(desk.diary(), None, desk.today))
        say_json({"urgency": still.value, "revisions": [revision_json(r) for r in found]})
    else:
        say(history_page(found))
    return 0


def _amend(arguments: argparse.Namespace) -> int:
    from rehab.actions.record import amend_entry, void_entry
    from rehab.actions.refusals import Refused

    desk = open_desk(arguments)
    if arguments.void:
        if arguments.changes:
            raise Refused("An entry is either amended or withdrawn. Leave out --void or the fields.")
        say(f"Withdrawn: {_said(void_entry(desk, arguments.id, arguments.reason))}")
        return 0
    pairs = [text.partition("=") for text in arguments.changes]
    if not pairs or any(not equals for _, equals, _ in pairs):
        raise Refused("Nothing to change was given. Write FIELD=VALUE, such as dose=3x7 or during=4.")
    result = amend_entry(desk, arguments.id, {name: value for name, _, value in pairs}, arguments.reason)
    say(f"Was: {_said(result.before)}\nNow: {_said(result.after)}")
    return 0


def _said(payload: "Payload") -> str:
    from rehab.render.history_text import payload_text
    from rehab.render.words import day_text

    day = getattr(payload, "day", None)
    return f"{day_text(day)}  {payload_text(payload)}" if day else payload_text(payload)


def _undo(arguments: argparse.Namespace) -> int:
    from rehab.actions.record import redo_last, undo_last

    desk = open_desk(arguments)
    taken = redo_last(desk) if arguments.redo else undo_last(desk)
    verb = "Brought back" if arguments.redo else "Taken back"
    noun = "entry" if taken.count == 1 else "entries"
    say(f"{verb}: {taken.description} ({taken.count} {noun}).")
    if taken.passed:
        tell(f"Passed over, because it stays on record: {', '.join(dict.fromkeys(taken.passed))}.")
    if not arguments.redo:
        tell("`rehab undo --redo` brings it back.")
    return 0
