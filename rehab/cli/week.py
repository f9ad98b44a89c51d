"""The verbs about weeks: plan, why, volume."""

import argparse
from typing import TYPE_CHECKING

from rehab.cli.banner import tell_other
from rehab.cli.output import deliver, say, say_json, tell
from rehab.cli.verbs import Verbs, add_verb, open_desk, whole

if TYPE_CHECKING:
    from rehab.actions.desk import Desk
    from rehab.actions.week import WeekPage

FORBIDDEN = 3
_PLAN_SHAPE = """\
{"urgency","week":{"start","end"},"provisional":bool,"phase",
 "decision":{"kind":"progress|hold|deload|re_entry|regress|pause|stop","rule","text","because":[…]},
 "exercises":[{"exercise","variant","stage","side","unit","phase","step","percent","entry","first","reference",
  "cap","limit","target","planned","logged","decision","rule","text","matched":[rule…],"override","sources":[…],
  "guards":[rule…],"load_g","running_seconds","running_seconds_before",
  "because":[{"entry":id|null,"day","field","value"}],
  "sessions":[{"day","sets":[8,8,8],"load_g","seconds","stage"}]}],"findings":[…]}
end is the first day after the week; planned is the whole week, logged days included; volumes of loaded
exercises are gram_reps, their sets are reps; guards are the rules that keep the plan below the limit"""
_WHY_SHAPE = """\
{"urgency","week":{"start","end"},"trend":{"id":"TR1…TR5|higher","median_now","median_first"},
 "decisions":[{"exercise","side",
  "ruling":{"kind","rule","text","because":[…],"ceiling","title","version","grade","clinician",
   "sources":[{"key","cite","mark"}],"change":text},"matched":[the same for every row that matched],
  "changes":[{"if","kind","rule","before","after"}],"next_week":{…}|null}],"findings":[…]}
changes are decided anew over a diary in which the “if” holds; before and after are limits;
medians are texts such as "2.5", null where too few scores are given"""
_VOLUME_SHAPE = """\
{"urgency","weeks":[{"start","qualifies":bool|null,"covered","exercises":[{"exercise","variant",
 "side":"left|right|none","unit":"reps|seconds|metres|gram_reps","phase","step","percent","entry","first":bool,"actual",
 "reference","cap","limit","target","decision","rule","planned","largest_planned","gap_days","override",
 "over":bool|null,"bouts","sets","reps","gram_reps"}]}]}
weeks are contiguous; reference, cap and limit are null where no programme governs the exercise"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verbs about weeks."""
    plan = add_verb(verbs, shared, "plan", _plan, "the plan of a week, with its reason", shape=_PLAN_SHAPE)
    plan.add_argument("--week", default="this", metavar="this|next|DATE", help="which week (this)")
    plan.add_argument(
        "--format",
        choices=["text", "markdown", "html", "pdf", "ics", "json"],
        default="text",
        help="text (default); markdown, html or pdf for the wall; ics for a calendar; json",
    )
    plan.add_argument("--paper", choices=["a4", "letter"], default="a4", help="the paper of a pdf (a4)")
    plan.add_argument("-o", "--output", metavar="FILE", help="write to a new file instead")
    why = add_verb(
        verbs, shared, "why", _why, "the reason of a week's decisions, with sources", shape=_WHY_SHAPE
    )
    why.add_argument("what", nargs="?", metavar="EXERCISE|FINDING", help="one exercise, or a finding's id")
    why.add_argument("--week", default="this", metavar="this|next|DATE", help="which week (this)")
    volume = add_verb(
        verbs, shared, "volume", _volume, "weekly volumes, references and limits", shape=_VOLUME_SHAPE
    )
    span = volume.add_mutually_exclusive_group()
    span.add_argument("--weeks", metavar="N", help="the last N weeks (8)")
    span.add_argument("--all", action="store_true", help="every week since the first entry")


def _plan(arguments: argparse.Namespace) -> int:
    from rehab.actions import week
    from rehab.domain.words import DecisionKind

    desk = open_desk(arguments)
    page = week.look(desk, arguments.week)
    form = "json" if arguments.json else arguments.format
    data = _plan_in(form, desk, page, arguments.paper)
    page = week.shown(desk, page)
    if not page.kept:
        tell("This plan was not kept in the journal, because the diary cannot be written now.")
    tell_other(page.findings)
    deliver(data, arguments.output)
    stopped = page.plan.decision.kind in (DecisionKind.PAUSE, DecisionKind.STOP)
    return FORBIDDEN if stopped and form != "json" else 0


def _plan_in(form: str, desk: "Desk", page: "WeekPage", paper: str) -> str | bytes:
    import json

    from rehab.render.plan_text import plan_page
    from rehab.render.week_json import plan_json

    if form == "json":
        return json.dumps(plan_json(page.plan, page.findings), ensure_ascii=False, indent=2)
    if form == "text":
        return plan_page(page.plan, page.diary.person, page.findings)
    from rehab.actions.plan_files import plan_file

    return plan_file(desk, page, form, paper)


def _why(arguments: argparse.Namespace) -> int:
    from rehab.actions import week
    from rehab.actions.plans import screening
    from rehab.render.finding_text import finding_page
    from rehab.render.why_json import why_json
    from rehab.render.why_text import why_page

    why = week.reasons(open_desk(arguments), arguments.week)
    page, found = why.page, week.which_finding(why.page, arguments.what)
    if found is not None and not arguments.json:
        say(finding_page(found, screening(), page.sources))
        return 0
    exercise = None if found else week.which_exercise(page, arguments.what)
    if arguments.json:
        say_json(why_json(page.plan, page.sources, page.findings, why.what_if, why.course, exercise))
    else:
        say(why_page(page.plan, page.sources, why.what_if, why.course, exercise))
    return 0


def _volume(arguments: argparse.Namespace) -> int:
    from rehab.actions import week
    from rehab.actions.refusals import Refused
    from rehab.render.volume_text import volume_page
    from rehab.render.week_json import volume_json

    given = whole("the number of weeks", arguments.weeks)
    last = None if arguments.all else 8 if given is None else given
    if last is not None and not 1 <= last <= 10_000:
        raise Refused(f"{last} is not a number of weeks. Give 1 to 10000, or --all for every week.")
    weeks, found = week.volume(open_desk(arguments), last)
    if arguments.json:
        say_json(volume_json(weeks, found))
    else:
        say(volume_page(weeks))
    return 0
