"""The week: plan, reasons and volumes, with what was shown kept in the journal."""

from dataclasses import dataclass, replace
from datetime import date

from rehab.actions import clock
from rehab.actions.desk import Desk
from rehab.actions.plans import sources
from rehab.actions.refusals import Refused
from rehab.domain.agenda import Agenda, agenda
from rehab.domain.days import Week, parse_date, week_of
from rehab.domain.diary import Diary
from rehab.domain.findings import Finding, findings
from rehab.domain.plan import WeekPlan, current_week, week_plan
from rehab.domain.programmes import Source
from rehab.domain.rules import RULES_VERSION
from rehab.domain.text import clean
from rehab.domain.volume_table import VolumeWeek, volume_weeks
from rehab.render.week_json import plan_json
from rehab.store.journal import show
from rehab.store.troubles import ReadOnly


@dataclass(frozen=True, slots=True)
class WeekPage:
    """A week's plan with the diary it came from, the open findings and the bibliography.

    ``kept`` is False when the journal could not be written because the diary is write-protected.
    """

    diary: Diary
    plan: WeekPlan
    findings: tuple[Finding, ...]
    sources: dict[str, Source]
    kept: bool = True


def which_week(diary: Diary, text: str, today: date) -> Week:
    """The training week that ``this``, ``next`` or a day names. Raises Refused for anything else."""
    this = current_week(diary, today)
    if text == "this":
        return this
    if text == "next":
        return this.shifted(1)
    try:
        return week_of(diary.starts, parse_date(text, today))
    except ValueError:
        raise Refused(f"“{clean(text, limit=40)}” is not a week. Give this, next or a day of it.") from None


def plan(desk: Desk, week: str = "this") -> WeekPage:
    """The plan of a week; what is shown is kept in the journal with its inputs (design §8).

    Raises Refused for a week that has no plan.
    """
    page = look(desk, week)
    try:
        _keep(desk, page)
    except ReadOnly:
        return replace(page, kept=False)
    return page


def _keep(desk: Desk, page: WeekPage) -> None:
    with desk.write() as session:
        show(
            session,
            desk.patient,
            "plan",
            plan_json(page.plan, page.findings),
            at=clock.utc_now(),
            day=desk.today,
            week_start=page.plan.week.start,
            chain_head=page.diary.head,
            programme_hash=page.diary.assignment_on(page.plan.week.start).programme_hash,
            rule_version=RULES_VERSION,
        )


def look(desk: Desk, week: str = "this") -> WeekPage:
    """The plan of a week without keeping it in the journal: for screens and for ``why``."""
    diary = desk.diary()
    try:
        found = week_plan(diary, which_week(diary, week, desk.today), desk.today)
    except ValueError as error:
        raise Refused(str(error)) from None
    return WeekPage(diary, found, findings(found), sources())


def today(desk: Desk, day: date | None = None) -> tuple[Diary, Agenda, tuple[Finding, ...]]:
    """One day's agenda with the open findings of the current week."""
    diary = desk.diary()
    page = agenda(diary, day or desk.today, desk.today)
    now = page.plan
    if day is not None and day not in current_week(diary, desk.today) and desk.today >= diary.starts:
        now = week_plan(diary, current_week(diary, desk.today), desk.today)
    return diary, page, findings(now)


def volume(desk: Desk, last: int | None) -> tuple[tuple[VolumeWeek, ...], tuple[Finding, ...]]:
    """The weekly volumes, the ``last`` weeks or all, with the open findings."""
    diary = desk.diary()
    now = week_plan(diary, current_week(diary, desk.today), desk.today)
    return volume_weeks(diary, desk.today, last), findings(now)


def which_exercise(page: WeekPage, text: str | None) -> str | None:
    """The exercise of the plan that ``text`` names. Raises Refused when none does."""
    if text is None:
        return None
    ids = list(dict.fromkeys(e.exercise.id for e in page.plan.exercises))
    wanted = text.lower()
    fitting = [i for i in ids if i == wanted] or [i for i in ids if i.startswith(wanted)]
    if len(fitting) != 1:
        known = ", ".join(ids)
        raise Refused(f"“{clean(text, limit=60)}” is not one exercise of this week. Give one of: {known}.")
    return fitting[0]
