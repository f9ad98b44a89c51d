"""The verb forecast: the earliest week in which a goal can be reached under the rules."""

import argparse

from rehab.cli.banner import tell_other
from rehab.cli.output import say, say_json
from rehab.cli.verbs import Verbs, add_verb, open_desk, whole

_SHAPE = """\
{"urgency","exercise","side":"left|right|both|none","unit","goal",
 "forecasts":[{"patient","reached":date|null,"weeks":n|null,"why":text|null}]}
patient: perfect; 80 % adherence (every fifth session of all is left out); 1, 2 and 3 missed weeks after this
reached is the first day of the week, weeks the training weeks until then; null: not reached, and why"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb."""
    forecast = add_verb(
        verbs, shared, "forecast", _forecast, "the earliest week that can reach a goal", shape=_SHAPE
    )
    forecast.add_argument("exercise", metavar="EXERCISE", help="an exercise of the present phase")
    forecast.add_argument(
        "goal", nargs="+", metavar="GOAL", help="a session such as 3x12, 45min or 3x10@1kg, or: stage 10"
    )
    forecast.add_argument("--side", choices=["left", "right"], help="one side (else each that it is for)")
    forecast.add_argument("--missed", metavar="K", help="so many missed weeks (else 1, 2 and 3)")


def _forecast(arguments: argparse.Namespace) -> int:
    from rehab.actions.forecast import forecast
    from rehab.domain.words import Side
    from rehab.render.forecast_text import forecast_json, forecast_page

    page = forecast(
        open_desk(arguments),
        arguments.exercise,
        arguments.goal,
        side=Side(arguments.side) if arguments.side else None,
        missed=whole("the number of missed weeks", arguments.missed),
    )
    tell_other(page.findings)
    if arguments.json:
        say_json(forecast_json(page.exercise, page.sides, page.goal, page.forecasts, page.findings))
    else:
        say(forecast_page(page.exercise, page.sides, page.goal, page.phase, page.forecasts))
    return 0
