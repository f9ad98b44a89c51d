"""The week: plan, reasons and volumes, with what was shown kept in the journal."""

from dataclasses import dataclass, replace
from datetime import date

from rehab.actions.desk import Desk
from rehab.actions.journal import keep
from rehab.actions.plans import sources
from rehab.actions.refusals import Refused
from rehab.actions.screen import open_findings
from rehab.domain.agenda import Agenda, agenda
from rehab.domain.days import Week, parse_date, week_of
from rehab.domain.diary import Diary
from rehab.domain.findings import Finding
from rehab.domain.plan import WeekPlan, current_week, week_plan
from rehab.domain.programmes import Source
from rehab.domain.text import clean
from rehab.domain.trends import Course, course
from rehab.domain.volume_table import VolumeWeek, volume_weeks
from rehab.domain.what_if import WhatIf, what_if


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


@dataclass(frozen=True, slots=True)
class Reasons:
    """A week's page with what would change its decisions, and the course of pain up to today."""

    page: WeekPage
    what_if: WhatIf
    course: Course


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


def week_to_come(diary: Diary, text: str, today: date) -> Week:
    """As ``which_week``, for this week or a later one. Raises Refused for one that is past."""
    week = which_week(diary, text, today)
    if week.start < current_week(diary, today).start:
        raise Refused(f"The week of {week.start} is past. Give this, next or a later day.")
    return week


def plan(desk: Desk, week: str = "this") -> WeekPage:
    """The plan of a week, kept in the journal as shown. Raises Refused for a week that has no plan."""
    return shown(desk, look(desk, week))


def shown(desk: Desk, page: WeekPage) -> WeekPage:
    """A week's page that is about to be shown, kept in the journal as it is."""
    return replace(page, kept=keep(desk, "plan", page.diary, page.plan, page.findings))


def reasons(desk: Desk, week: str = "this") -> Reasons:
    """The decisions of a week with what would change them, kept in the journal as shown.

    Raises Refused for a week without a plan.
    """
    page = look(desk, week)
    page = replace(page, kept=keep(desk, "decision", page.diary, page.plan, page.findings))
    diary = page.diary.upto(desk.today)
    return Reasons(page, what_if(diary, page.plan.week, desk.today), course(diary, desk.today))


def look(desk: Desk, week: str = "this") -> WeekPage:
    """The plan of a week, not yet shown to anybody. Raises Refused for a week that has no plan."""
    diary = desk.diary()
    try:
        found = week_plan(diary, which_week(diary, week, desk.today), desk.today)
    except ValueError as error:
        raise Refused(str(error)) from None
    return WeekPage(diary, found, open_findings(diary, desk.today), sources())


def today(desk: Desk, day: date | None = None) -> tuple[Diary, Agenda, tuple[Finding, ...]]:
    """One day's agenda with the current week's open findings; its decisions are kept as shown."""
    diary = desk.diary()
    page, now = agenda(diary, day or desk.today, desk.today), current_week(diary, desk.today)
    plan = page.plan if page.plan and page.plan.week == now else week_plan(diary, now, desk.today)
    found = open_findings(diary, desk.today)
    keep(desk, "decision", diary, plan, found)
    return diary, page, found


def volume(desk: Desk, last: int | None) -> tuple[tuple[VolumeWeek, ...], tuple[Finding, ...]]:
    """The weekly volumes, the ``last`` weeks or all, with the open findings."""
    diary = desk.diary()
    return volume_weeks(diary, desk.today, last), open_findings(diary, desk.today)


def which_finding(page: WeekPage, text: str | None) -> Finding | None:
    """The open finding that ``text`` names by its id, such as E01 or RR2; ``None`` when none does."""
    wanted = (text or "").strip().upper()
    return next((found for found in page.findings if found.id.upper() == wanted), None)


def which_exercise(page: WeekPage, text: str | None) -> str | None:
    """The exercise of the plan that ``text`` names. Raises Refused when none does."""
    if text is None:
        return None
    ids = list(dict.fromkeys(e.exercise.id for e in page.plan.exercises))
    wanted = text.lower()
    fitting = [i for i in ids if i == wanted] or [i for i in ids if i.startswith(wanted)]
    if len(fitting) != 1:
        known = ", ".join(ids)
        name = clean(text, limit=60)
        raise Refused(f"“{name}” is no exercise of this week nor an open finding. Give one of: {known}.")
    return fitting[0]
