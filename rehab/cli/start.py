"""The verbs to begin with: the screens, demo, init."""

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rehab.cli.output import say, tell
from rehab.cli.screen import ask_screen
from rehab.cli.verbs import Verbs, add_verb, open_desk, whole
from rehab.domain.words import EMERGENCY_NUMBERS

if TYPE_CHECKING:
    from rehab.actions.desk import Desk
    from rehab.actions.setup import Enrolment
    from rehab.domain.diary import Fact

STORIES = ("steady", "flare", "overreach", "absent", "referral")
_FLAGS = {"name": "--name", "born": "--born", "side": "--side"}


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add demo, init and days."""
    demo = add_verb(verbs, shared, "demo", _demo, "look around in an isolated diary with believable data")
    demo.add_argument(
        "--story", choices=STORIES, default="steady", help="what happened to the patient (steady)"
    )
    demo.add_argument("--weeks", metavar="N", default="6", help="whole weeks before this one, 1–520 (6)")
    demo.add_argument("--to", metavar="PATH", help="only write the diary to a new file")
    init = add_verb(
        verbs, shared, "init", _init, "set up a patient: profile, diagnosis, programme, training days"
    )
    init.description = f"{init.description} Asks in a terminal; or give everything as flags with --yes."
    init.add_argument("--name", help="the patient's name")
    init.add_argument("--born", metavar="DATE", help="date of birth, YYYY-MM-DD")
    init.add_argument("--side", choices=["left", "right", "both"], help="the side of the complaint")
    init.add_argument("--programme", metavar="ID|FILE", help="psoas-settle-strengthen, or a file")
    init.add_argument("--phase", metavar="PHASE", help="begin with this phase (else the first)")
    init.add_argument(
        "--starts", metavar="DATE", help="first day of the programme (today); weeks are counted from it"
    )
    init.add_argument("--days", metavar="DAYS", help="training days such as mon,wed,fri (daily)")
    init.add_argument("--diagnosis", metavar="TEXT", help="the clinician's diagnosis")
    init.add_argument("--diagnosed-by", metavar="NAME", help="who made it")
    init.add_argument("--diagnosed-on", metavar="DATE", help="when")
    init.add_argument(
        "--emergency-number", metavar="N", help=f"whom to call in an emergency ({EMERGENCY_NUMBERS})"
    )
    init.add_argument("--emergency-department", metavar="TEXT", help="where to go in an emergency, near you")
    init.add_argument(
        "--same-day-service", metavar="TEXT", help="who sees you on the same day, and its number"
    )
    init.add_argument(
        "--profile", metavar="FACTS.json", help='profile answers: true, false or "unsure" by key'
    )
    init.add_argument(
        "--screen", metavar="FACTS.json", help="answers about serious causes, see `rehab screen --template`"
    )
    init.add_argument("--yes", action="store_true", help="ask nothing")
    init.epilog = _profile_help()
    days = add_verb(verbs, shared, "days", _days, "train on other weekdays from the next training week on")
    days.add_argument("days", metavar="DAYS", help="such as mon,fri, or daily")


def _days(arguments: argparse.Namespace) -> int:
    from rehab.actions.refusals import Refused
    from rehab.actions.setup import change_days
    from rehab.domain.days import parse_weekdays, weekday_text

    try:
        weekdays = parse_weekdays(arguments.days)
    except ValueError as error:
        raise Refused(str(error)) from None
    later = change_days(open_desk(arguments), weekdays)
    say(f"Training days from {later.starts} on: {weekday_text(later.weekdays)}. `rehab undo` takes it back.")
    return 0


def _profile_help() -> str:
    from rehab.domain.eligibility import QUESTIONS

    lines = [f"  {question.key:<18} {question.text}" for question in QUESTIONS]
    return "keys of the profile file (the first six must be answered before loading starts):\n" + "\n".join(
        lines
    )


def open_screens(arguments: argparse.Namespace) -> int:
    """``rehab`` alone: the screens, or Today as text where there is no terminal."""
    return _open(open_desk(arguments), demo=False)


def _open(desk: "Desk", *, demo: bool) -> int:
    if sys.stdin.isatty() and sys.stdout.isatty():
        from rehab.tui.app import run_app

        return run_app(desk, demo=demo)
    from rehab.actions import week
    from rehab.render.day_text import day_page

    diary, page, found = week.today(desk)
    say(day_page(page, diary.person, found))
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    from rehab.actions.demo import make_demo
    from rehab.actions.desk import given_today

    weeks = whole("the number of weeks", arguments.weeks) or 0
    today = given_today(arguments.today)
    if arguments.to:
        make_demo(Path(arguments.to), arguments.story, weeks, today).database.close()
        tell(f"Written to {arguments.to}. Look at it with `rehab --diary {arguments.to} today`.")
        return 0
    with tempfile.TemporaryDirectory(prefix="rehab-demo-") as folder:
        desk = make_demo(Path(folder) / "demo.db", arguments.story, weeks, today)
        try:
            return _open(desk, demo=True)
        finally:
            desk.database.close()


def _init(arguments: argparse.Namespace) -> int:
    from rehab.actions.desk import diary_path, given_today
    from rehab.actions.setup import enrol
    from rehab.cli.banner import tell_urgent
    from rehab.domain.text import clean
    from rehab.render.words import STATEMENT

    today = given_today(arguments.today)
    asking = not arguments.yes and sys.stdin.isatty()
    if asking:
        _ask(arguments)
    path = diary_path(arguments.diary)
    desk = enrol(path, _enrolment(arguments, today, asking=asking), today)
    tell_urgent(arguments)
    tell(STATEMENT)
    say(f"The diary of {clean(arguments.name)} is set up in {clean(str(path), limit=500)}.")
    try:
        if asking and not arguments.screen:
            tell("Before any loading a few questions about serious causes are asked.")
            ask_screen(desk, full=True)
            return 0
    finally:
        desk.database.close()
    tell("`rehab screen` asks what must be known before loading; `rehab today` shows what is due.")
    return 0


def _ask(arguments: argparse.Namespace) -> None:
    """Ask on the terminal for what no flag gave."""
    questions = {
        "name": "Name: ",
        "born": "Date of birth (YYYY-MM-DD): ",
        "side": "Side of the complaint (left, right, both): ",
        "days": "Training days (such as mon,wed,fri, or daily) [daily]: ",
        "diagnosis": "The clinician's diagnosis (empty if none was made): ",
        "diagnosed_by": "Who made it: ",
        "diagnosed_on": "When (YYYY-MM-DD): ",
        "emergency_number": f"Emergency number [{EMERGENCY_NUMBERS}]: ",
        "emergency_department": "Emergency department near you (empty if you do not know): ",
        "same_day_service": "Who sees you on the same day, such as a practice or a number (may be empty): ",
    }
    for field, text in questions.items():
        if field.startswith("diagnosed") and not arguments.diagnosis:
            continue
        if getattr(arguments, field) is None:
            setattr(arguments, field, input(text).strip() or None)


def _ask_profile() -> "dict[str, Fact]":
    from rehab.domain.eligibility import QUESTIONS

    tell("A few questions decide whether loading may start.")
    tell("Answer y, n, or u for unsure; Enter leaves a question open.")
    answers: dict[str, Fact] = {"y": True, "n": False, "u": "unsure", "": None}
    found: dict[str, Fact] = {}
    for question in QUESTIONS:
        answer = input(f"{question.text} ").strip().lower()[:1]
        while answer not in answers:
            answer = input("y, n or u? ").strip().lower()[:1]
        found[question.key] = answers[answer]
    return found


def _enrolment(arguments: argparse.Namespace, today: date, *, asking: bool) -> "Enrolment":
    from rehab.actions.fact_files import read_fact_file
    from rehab.actions.refusals import Refused
    from rehab.actions.setup import DEFAULT_PROGRAMME, Enrolment, read_profile
    from rehab.domain.days import parse_date, parse_weekdays
    from rehab.domain.words import Complaint

    missing = [flag for field, flag in _FLAGS.items() if not getattr(arguments, field)]
    if missing:
        raise Refused(f"Not given: {', '.join(missing)}. Add that, or run `rehab init` in a terminal.")
    if arguments.side not in list(Complaint):
        raise Refused("The side of the complaint is not clear. Give left, right or both.")
    facts: dict[str, Fact] = {}
    if arguments.profile:
        facts = read_profile(arguments.profile)
    elif asking:
        facts = _ask_profile()
    try:
        return Enrolment(
            name=arguments.name,
            born=parse_date(arguments.born, today),
            complaint=Complaint(arguments.side),
            programme=arguments.programme or DEFAULT_PROGRAMME,
            starts=parse_date(arguments.starts, today) if arguments.starts else today,
            weekdays=parse_weekdays(arguments.days or "daily"),
            emergency_number=arguments.emergency_number or EMERGENCY_NUMBERS,
            facts=facts,
            diagnosis=arguments.diagnosis,
            diagnosed_by=arguments.diagnosed_by,
            diagnosed_on=parse_date(arguments.diagnosed_on, today) if arguments.diagnosed_on else None,
            phase=arguments.phase,
            emergency_department=arguments.emergency_department or "",
            same_day_service=arguments.same_day_service or "",
            screen=read_fact_file(arguments.screen) if arguments.screen else None,
        )
    except ValueError as error:
        raise Refused(str(error)) from None
