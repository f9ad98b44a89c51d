"""The questions about serious causes: screen."""

import argparse
import sys
from typing import TYPE_CHECKING

from rehab.cli.output import say, say_json, tell
from rehab.cli.verbs import EXIT_BY_URGENCY, Verbs, add_verb, open_desk

if TYPE_CHECKING:
    from rehab.actions.desk import Desk
    from rehab.actions.screen import Questionnaire, Screened
    from rehab.domain.diary import Fact
    from rehab.domain.words import Urgency

WRONG = 2
_SHAPE = """\
{"urgency":"none|routine|two_weeks|same_day|emergency",
 "findings":[{"id","urgency","text","action","facts":{…},"sources":[…],"unsure":bool}],
 "unknown":[id…],"not_understood":[name…],"advice","recorded":bool,"open":[finding…]}
unknown are the questions without an answer; open is what stands in the diary after --record"""
_FACTS = """\
FILE holds facts as JSON, such as {"fever_or_chills": true, "age": 48, "temp_c": 38.5, "improving": false}.
Yes and no are true and false; "unsure" and "skip" are answers too; what is absent or null is unknown.
`rehab screen --template` prints every question's key. Exit codes: 0 nothing, 10 routine, 11 within two
weeks, 12 today, 13 emergency."""
_ANSWERS: "dict[str, Fact]" = {
    **{"y": True, "yes": True, "n": False, "no": False},
    **{"u": "unsure", "unsure": "unsure", "s": "skip", "skip": "skip"},
}
_BACK, _WHY = ("b", "back"), ("w", "why", "?")


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb."""
    screen = add_verb(verbs, shared, "screen", _screen, "the questions about serious causes", shape=_SHAPE)
    screen.epilog = f"{_FACTS}\n\n{screen.epilog}"
    screen.add_argument("--full", action="store_true", help="all questions, not only those that are due")
    screen.add_argument("--facts", metavar="FILE", help="evaluate the facts of a JSON file; - reads stdin")
    screen.add_argument("--record", action="store_true", help="with --facts: store them as today's answers")
    screen.add_argument("--template", action="store_true", help="print a facts file with every question open")


def _screen(arguments: argparse.Namespace) -> int:
    from rehab.actions.refusals import Refused

    if arguments.template:
        return _template()
    if arguments.facts:
        return _from_file(arguments)
    if arguments.record:
        raise Refused("--record stores the facts of a file. Give it with --facts FILE.")
    if not sys.stdin.isatty():
        raise Refused("The questions need a terminal. Give the answers with --facts FILE and --record.")
    return ask_screen(open_desk(arguments), full=arguments.full, as_json=arguments.json)


def _template() -> int:
    from rehab.actions.plans import screening

    say_json({str(item.asks): None for item in screening().questions})
    return 0


def _from_file(arguments: argparse.Namespace) -> int:
    from rehab.actions.fact_files import read_fact_file
    from rehab.actions.screen import evaluate, preview, record

    facts = read_fact_file(arguments.facts)
    if not arguments.record:
        return _tell(evaluate(facts), arguments.json)
    desk = open_desk(arguments)
    seen = preview(desk, facts)
    if seen.not_understood and seen.triage.hits:
        # Nothing half understood is stored, but what it asks for is told all the same.
        tell("rehab: A part of the facts is not understood. Mend the file; nothing was stored.")
        return _tell(seen, arguments.json)
    return _tell(record(desk, facts), arguments.json, recorded=True)


def ask_screen(desk: "Desk", *, full: bool, as_json: bool = False) -> int:
    """Ask the questions on the terminal, show a summary, and store it when it is confirmed."""
    from rehab.actions.screen import preview, questionnaire, record

    asking = questionnaire(desk, full=full)
    if asking.due:
        tell(asking.due.reason)
        tell(f"You wrote “{one.word}” on {one.day}." for one in asking.due.noted)
    tell("Answer y, n, u for unsure or s to skip; b goes back, w tells why it is asked.")
    answers = _ask(desk, asking)
    seen = preview(desk, answers)
    _summary(asking, answers, seen)
    while (said := input("Store these answers? y or n: ").strip().lower()) not in ("y", "yes", "n", "no"):
        pass
    if said in ("n", "no"):
        tell("Nothing was stored.")
        return EXIT_BY_URGENCY[seen.triage.urgency]
    return _tell(record(desk, answers), as_json, recorded=True)


def _ask(desk: "Desk", asking: "Questionnaire") -> "dict[str, Fact]":
    from rehab.actions.screen import alarm

    answers: dict[str, Fact] = {}
    number, told = 0, alarm(desk, {})
    while number < len(asking.items):
        item = asking.items[number]
        said = input(f"{number + 1} of {len(asking.items)}. {item.question} ").strip().lower()
        if said in _ANSWERS:
            answers[str(item.asks)] = _ANSWERS[said]
            number += 1
            if (urgency := alarm(desk, answers)) is not told:
                told = urgency
                _tell_alarm(desk, urgency)
        elif said in _BACK:
            number = max(0, number - 1)
        elif said in _WHY:
            tell(item.why)
        else:
            tell("That is not an answer. Give y, n, u, s, b or w.")
    return answers


def _tell_alarm(desk: "Desk", urgency: "Urgency") -> None:
    """Say what to do at once: who answers yes to an emergency may not come to the end."""
    from rehab.actions.plans import screening
    from rehab.domain.findings import URGENT, action_text
    from rehab.render.finding_text import urgency_head

    if urgency in URGENT:
        tell(f"{urgency_head(urgency)}: {action_text(screening().actions, urgency, desk.diary().person)}")


def _summary(asking: "Questionnaire", answers: "dict[str, Fact]", seen: "Screened") -> None:
    from rehab.actions.plans import screening
    from rehab.render.question_text import summary_page

    tell(["", summary_page(screening(), asking.items, answers, seen.triage, seen.advice), ""])


def _tell(result: "Screened", as_json: bool, *, recorded: bool = False) -> int:
    from rehab.render.screen_text import screen_json, screen_page

    if as_json:
        say_json(screen_json(result.triage, result.actions, result.not_understood, result.open, recorded))
    else:
        say(screen_page(result.triage, result.actions, result.not_understood, result.open, recorded))
    if result.not_understood and not result.triage.hits:
        return WRONG
    urgencies = [result.triage.urgency, *(one.urgency for one in result.open)]
    from rehab.domain.triage import highest

    return EXIT_BY_URGENCY[highest(urgencies)]
