"""The verbs about the record: history, amend, undo."""

import argparse
import sys
from typing import TYPE_CHECKING

from rehab.cli.output import say, say_json, tell
from rehab.cli.shares import tell_goes_on
from rehab.cli.verbs import Verbs, add_verb, open_desk, whole

if TYPE_CHECKING:
    from rehab.actions.amendments import Amendment
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
    amend.add_argument("--dry-run", action="store_true", help="only tell which decisions it would change")
    amend.add_argument("--yes", action="store_true", help="in a terminal: store it without asking")
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
        still = urgency(open_findings(desk.diary(), desk.today))
        say_json({"urgency": still.value, "revisions": [revision_json(r) for r in found]})
    else:
        say(history_page(found))
    return 0


def _amend(arguments: argparse.Namespace) -> int:
    from rehab.actions.amendments import prepare_amendment, prepare_withdrawal, store
    from rehab.actions.refusals import Refused

    desk = open_desk(arguments)
    if arguments.void and arguments.changes:
        raise Refused("An entry is either amended or withdrawn. Leave out --void or the fields.")
    pairs = [text.partition("=") for text in arguments.changes]
    if not arguments.void and (not pairs or any(not equals for _, equals, _ in pairs)):
        raise Refused("Nothing to change was given. Write FIELD=VALUE, such as dose=3x7 or during=4.")
    fields = {name: value for name, _, value in pairs}
    if arguments.void:
        amendment = prepare_withdrawal(desk, arguments.id, arguments.reason)
    else:
        amendment = prepare_amendment(desk, arguments.id, fields, arguments.reason)
    asks = not arguments.yes and not arguments.dry_run and sys.stdin.isatty()
    if asks or arguments.dry_run:
        say(_changes(amendment))
    if arguments.dry_run or (asks and not _confirmed()):
        tell("Nothing was stored.")
        return 0
    store(desk, amendment)
    if not asks:
        say(_changes(amendment))
    tell_goes_on(desk)
    return 0


def _changes(amendment: "Amendment") -> str:
    """What an amendment says, and the decisions that it changes."""
    from rehab.render.changed_text import changed_lines

    before, after = amendment.now.payload, amendment.after
    said = [f"Was: {_said(before)}", f"Now: {_said(after)}"] if after else [f"Withdrawn: {_said(before)}"]
    return "\n".join([*said, *changed_lines(amendment.decisions)])


def _confirmed() -> bool:
    while (said := input("Store this? y or n: ").strip().lower()) not in ("y", "yes", "n", "no"):
        pass
    return said in ("y", "yes")


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
