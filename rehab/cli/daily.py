"""The daily verbs: today, log, done, rest, morning."""

import argparse
from typing import TYPE_CHECKING

from rehab.cli.banner import tell_other
from rehab.cli.output import say, say_json, tell
from rehab.cli.verbs import EXIT_BY_URGENCY, Verbs, add_verb, given_day, open_desk, pains, whole

if TYPE_CHECKING:
    from rehab.actions.daily import Felt, Logged

_TODAY_SHAPE = """\
{"urgency","day","decision":{"kind","rule","text","because"},"exercises":[{"exercise","name","side","unit",
 "volume_unit","due":{"day","sets":[…],"load_g","seconds","stage"}|null,"done":[bout…],"logged","limit","left"}],
 "outside":[bout…],"morning":{…}|null,"rested":bool,"unlogged":[day…],
 "note":{"id","kind","day","text","until","by","role"}|null,"next_review":day|null,"findings":[…]}
bout: {"id","kind","day","exercise","side","unit","dose","sets":[{"amount","load_g"}],"pain_before",
 "pain_during","pain_after","effort","minutes","note","origin","stage"}; a score not given is null, never 0"""
_LOG_SHAPE = """\
{"urgency","entries":[bout, morning or rest day…],"notices":[text…],
 "left":[{"exercise","side","unit","left","limit"}]}"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the daily verbs."""
    verb = add_verb(
        verbs, shared, "today", _today, "what is due, what is left, what is missing", shape=_TODAY_SHAPE
    )
    verb.add_argument("--on", metavar="DATE", help="another day up to today")
    log = add_verb(verbs, shared, "log", _log, "record a bout", shape=_LOG_SHAPE)
    log.add_argument(
        "exercise", metavar="EXERCISE", help="an exercise of the programme, or the start of its id"
    )
    log.add_argument("dose", metavar="DOSE", help="3x8, 8,8,7, 30min, 5km, 3x30s, 3x8@5kg")
    log.add_argument("--side", choices=["left", "right"], help="one side only (else all prescribed sides)")
    log.add_argument("--stage", metavar="N", help="the walk–run stage that was done, counted from 0")
    log.add_argument("--outside", action="store_true", help="something that is not in the programme")
    _felt_options(log)
    done = add_verb(
        verbs, shared, "done", _done, "record today's sessions exactly as prescribed", shape=_LOG_SHAPE
    )
    _felt_options(done)
    rest = add_verb(verbs, shared, "rest", _rest, "record a rest day", shape=_LOG_SHAPE)
    rest.add_argument("--fill", action="store_true", help="all days of this week that have no entry yet")
    rest.add_argument("--why", choices=["pain", "ill", "time"], help="the reason")
    _on_and_note(rest)
    morning = add_verb(verbs, shared, "morning", _morning, "record the morning's pain", shape=_LOG_SHAPE)
    morning.add_argument("score", metavar="N", help="pain in the first hour up, 0–10, or - for not given")
    morning.add_argument("--rest", metavar="N", help="pain at rest over the last 24 hours, 0–10")
    morning.add_argument("--stiffness", metavar="MIN", help="minutes of stiffness")
    morning.add_argument("--woken", metavar="N", help="times that pain woke you")
    limp = morning.add_mutually_exclusive_group()
    limp.add_argument("--limp", action="store_true", default=None, help="you limp, or walk with trouble")
    limp.add_argument("--no-limp", dest="limp", action="store_false", help="you do not limp")
    taken = morning.add_mutually_exclusive_group()
    taken.add_argument(
        "--painkiller", action="store_true", default=None, help="you took a painkiller, which masks pain"
    )
    taken.add_argument("--no-painkiller", dest="painkiller", action="store_false", help="you took none")
    _on_and_note(morning)


def _felt_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--pain", metavar="BEFORE/DURING/AFTER", help="0–10 each, - for not given, such as 1/3/2"
    )
    verb.add_argument("--effort", metavar="N", help="effort 0–10")
    verb.add_argument("--minutes", metavar="N", help="how long it took")
    _on_and_note(verb)


def _on_and_note(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--on", metavar="DATE", help="a day up to today, YYYY-MM-DD or yesterday")
    verb.add_argument("--note", default="", help="a note, at most 2,000 characters")


def _today(arguments: argparse.Namespace) -> int:
    from rehab.actions import week
    from rehab.actions.screen import questionnaire
    from rehab.domain.findings import urgency
    from rehab.render.day_text import day_page
    from rehab.render.week_json import today_json

    desk = open_desk(arguments)
    diary, page, found = week.today(desk, given_day(arguments.on, desk.today))
    tell_other(found)
    if due := questionnaire(desk).due:
        tell(f"? {due.reason} `rehab screen` asks them.")
    if arguments.json:
        say_json(today_json(page, found))
    else:
        say(day_page(page, diary.person, found))
    return EXIT_BY_URGENCY[urgency(found)]


def _felt(arguments: argparse.Namespace) -> "Felt":
    from rehab.actions.daily import Felt

    before, during, after = pains(arguments.pain)
    effort, minutes = whole("effort", arguments.effort), whole("minutes", arguments.minutes)
    return Felt(before, during, after, effort, minutes, arguments.note)


def _log(arguments: argparse.Namespace) -> int:
    from rehab.actions.daily import log
    from rehab.domain.words import Side

    desk = open_desk(arguments)
    logged = log(
        desk,
        arguments.exercise,
        arguments.dose,
        day=given_day(arguments.on, desk.today),
        side=Side(arguments.side) if arguments.side else None,
        felt=_felt(arguments),
        outside=arguments.outside,
        stage=whole("the stage", arguments.stage),
    )
    return _report(arguments, logged)


def _done(arguments: argparse.Namespace) -> int:
    from rehab.actions.daily import done

    desk = open_desk(arguments)
    return _report(arguments, done(desk, day=given_day(arguments.on, desk.today), felt=_felt(arguments)))


def _rest(arguments: argparse.Namespace) -> int:
    from rehab.actions.days import fill_rest, rest
    from rehab.domain.words import BreakReason

    desk = open_desk(arguments)
    why = BreakReason(arguments.why) if arguments.why else None
    day = given_day(arguments.on, desk.today)
    if arguments.fill:
        return _report(arguments, fill_rest(desk, day=day, why=why, note=arguments.note))
    return _report(arguments, rest(desk, day=day, why=why, note=arguments.note))


def _morning(arguments: argparse.Namespace) -> int:
    from rehab.actions.days import morning
    from rehab.domain.diary import Morning

    desk = open_desk(arguments)
    given = Morning(
        "",
        given_day(arguments.on, desk.today) or desk.today,
        whole("the morning score", arguments.score),
        whole("rest pain", arguments.rest),
        whole("stiffness", arguments.stiffness),
        whole("woken", arguments.woken),
        arguments.note,
        arguments.limp,
        arguments.painkiller,
    )
    return _report(arguments, morning(desk, given))


def _report(arguments: argparse.Namespace, logged: "Logged") -> int:
    from rehab.render.logged import logged_json, logged_page

    found = logged.findings
    tell(f"! {notice}" for notice in logged.notices)
    if arguments.json:
        say_json(logged_json(logged.entries, logged.agenda, logged.notices, found))
    else:
        say(logged_page(logged.entries, logged.agenda))
    return 0
