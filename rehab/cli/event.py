"""The verb event: treatments and examinations, outcome measures, and what the patient asks."""

import argparse
from typing import TYPE_CHECKING

from rehab.cli.output import say, say_json, tell
from rehab.cli.verbs import Verbs, add_verb, given_day, open_desk

if TYPE_CHECKING:
    from rehab.actions.desk import Desk
    from rehab.domain.words import MeasureKind

_SHAPE = """\
{"event":{"id","kind","day","event","what","side","note"},"findings":[finding…]}
of a measure: {"urgency","measure":{"id","kind","day","measure","scores":{name:score},"note"},
 "changes":{"first":[change…],"last":[change…]},"remarks":[text…]}
with --measures: {"urgency","measures":[{measure…,"changes"}…],"due":[{"measure","since"}…]}
change: {"score","since","by":"+1.5","weight":"important|may_be_error|within_error"}"""
_MEASURES = """\
Measures are given with their scores: psfs "climbing stairs=4" running=2 (three to five things that your hip
makes hard, 0 unable, 10 as well as before) · global-change 2 (-3 much worse … 3 much better) · lefs 52 ·
hagos pain=60 symptoms=70 (also adl, sport, participation, qol) · ihot12 60. LEFS, HAGOS and iHOT-12 are
filled in elsewhere; only their scores are kept.

rehab event question "May I swim with it?" puts a question to your clinician; it stands in the report."""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb."""
    words = "put a treatment, an outcome measure or a question to your clinician on record"
    event = add_verb(verbs, shared, "event", _event, words, shape=_SHAPE)
    event.epilog = f"{_MEASURES}\n\n{event.epilog}"
    event.add_argument("kind", nargs="?", metavar="KIND", help=", ".join(_kinds()))
    event.add_argument(
        "scores",
        nargs="*",
        metavar="SCORE|WORDS",
        help="of a measure, such as running=2, or 52; or the question",
    )
    event.add_argument("--measures", action="store_true", help="show the course of all outcome measures")
    event.add_argument("--what", default="", metavar="TEXT", help="what exactly, such as the medicine's name")
    event.add_argument("--side", choices=["left", "right"], help="the side, where there is one")
    event.add_argument("--on", metavar="DATE", help="a day up to today, YYYY-MM-DD or yesterday")
    event.add_argument("--note", default="", help="a note, at most 2,000 characters")


def _kinds() -> list[str]:
    from rehab.domain.words import EventKind, MeasureKind

    return [kind.value for kind in (*EventKind, *MeasureKind)]


def _event(arguments: argparse.Namespace) -> int:
    from rehab.actions.refusals import Refused
    from rehab.domain.text import clean, nearest
    from rehab.domain.words import MeasureKind

    if arguments.measures:
        return _course(arguments)
    if arguments.kind is None:
        raise Refused("The kind is not named. `rehab event --help` lists them; --measures shows all.")
    kind = arguments.kind.strip().lower().replace("-", "_").replace(" ", "_")
    if kind in tuple(MeasureKind):
        return _measure(arguments, MeasureKind(kind))
    if kind not in _kinds():
        near = nearest(kind, _kinds())
        hint = f"Did you mean {near}?" if near else f"Known are {', '.join(_kinds())}."
        said = clean(arguments.kind, limit=40)
        raise Refused(f"“{said}” is not a kind of treatment or measure. {hint}")
    return _treatment(arguments, kind)


def _treatment(arguments: argparse.Namespace, kind: str) -> int:
    from rehab.actions.events import record_event
    from rehab.actions.refusals import Refused
    from rehab.domain.words import EventKind, Side
    from rehab.render.entry_json import entry_json
    from rehab.render.history_text import payload_text
    from rehab.render.words import day_text, short_id, urgency_text

    note, asks = arguments.note, kind == EventKind.QUESTION
    if asks and (arguments.what or arguments.side or (note and arguments.scores)):
        raise Refused("A question has words only. Write it once, and leave out --what, --side and --note.")
    if asks:
        note = note or " ".join(arguments.scores)
    elif arguments.scores:
        raise Refused("A treatment has no scores. Say what it was with --what, or write a note with --note.")
    desk = open_desk(arguments)
    done = record_event(
        desk,
        EventKind(kind),
        day=given_day(arguments.on, desk.today),
        what=arguments.what,
        side=Side(arguments.side) if arguments.side else Side.NONE,
        note=note,
    )
    tell(f"! {urgency_text(one.urgency)}: {one.text}" for one in done.raised)
    if arguments.json:
        say_json({"event": entry_json(done.event), "findings": [entry_json(one) for one in done.raised]})
    else:
        event = done.event
        say(f"{short_id(event.entry)}  {day_text(event.day)}  {payload_text(event)}")
    return 0


def _measure(arguments: argparse.Namespace, kind: "MeasureKind") -> int:
    from rehab.actions.measures import record_measure
    from rehab.actions.plans import sources
    from rehab.actions.refusals import Refused
    from rehab.render.entry_json import entry_json
    from rehab.render.measure_text import changes_json, measure_page
    from rehab.render.words import short_id

    if arguments.what or arguments.side:
        raise Refused("A measure has scores only. Leave out --what and --side, or write a note with --note.")
    desk = open_desk(arguments)
    day = given_day(arguments.on, desk.today)
    given = record_measure(desk, kind, arguments.scores, day=day, note=arguments.note)
    tell(f"! {remark}" for remark in given.remarks)
    if arguments.json:
        changes = changes_json(given.diary, given.measure)
        facts = {"urgency": _urgency(desk), "measure": entry_json(given.measure)}
        say_json({**facts, "changes": changes, "remarks": list(given.remarks)})
    else:
        said = short_id(given.measure.entry)
        say(f"{said}  {measure_page(given.diary, given.measure, sources())}")
    return 0


def _course(arguments: argparse.Namespace) -> int:
    from rehab.actions.measures import measures_due
    from rehab.actions.plans import sources
    from rehab.actions.refusals import Refused
    from rehab.render.entry_json import entry_json
    from rehab.render.measure_text import changes_json, course_page

    if arguments.kind is not None:
        raise Refused("--measures shows all measures and records none. Leave out the kind, or --measures.")
    desk = open_desk(arguments)
    diary = desk.diary()
    due = measures_due(diary, desk.today)
    if arguments.json:
        found = [{**entry_json(one), "changes": changes_json(diary, one)} for one in diary.measures]
        asked = [{"measure": one.measure.kind.value, "since": str(one.since)} for one in due]
        say_json({"urgency": _urgency(desk), "measures": found, "due": asked})
    else:
        say(course_page(diary, due, sources()))
    return 0


def _urgency(desk: "Desk") -> str:
    from rehab.actions.screen import open_findings
    from rehab.domain.findings import urgency

    return urgency(open_findings(desk.diary(), desk.today)).value
