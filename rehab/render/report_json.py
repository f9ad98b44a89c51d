"""The JSON shape of the progress report. Fields are added freely and never renamed."""

from typing import Any

from rehab.domain.adherence import Adherence
from rehab.domain.measures import Due
from rehab.domain.pain_course import SLOTS, PainDay, PainWeek
from rehab.domain.report import Report, ReportWeek, last_day
from rehab.domain.report_gaps import Amendment, LeftOut, Missing
from rehab.domain.reported import Reported
from rehab.domain.rules import RULES_VERSION
from rehab.domain.volume_course import VolumeCourse
from rehab.render.entry_json import entry_json
from rehab.render.jsonl import revision_json
from rehab.render.measure_text import changes_json
from rehab.render.week_json import decision_json, finding_json, volume_week_json
from rehab.render.why_json import trend_json

Json = dict[str, Any]


def report_json(report: Report) -> Json:
    """The shape of ``report --format json``: every fact of the report."""
    diary = report.diary
    return {
        "urgency": report.urgency.value,
        "day": str(report.day),
        "rules": RULES_VERSION,
        "screening": report.screening.version,
        "fingerprint": diary.head,
        "entries": diary.entries,
        "period": {
            "start": str(report.first),
            "last": str(last_day(report)),
            "weeks": len(report.weeks),
        },
        "patient": {
            "name": diary.person.name,
            "born": str(diary.person.born),
            "complaint": diary.person.complaint.value,
            "diagnoses": [entry_json(one) for one in diary.diagnoses],
        },
        "programme": _programme(report),
        "findings": [_finding(one) for one in report.findings],
        "decision": {
            "week": str(report.plan.week.start),
            "provisional": report.plan.provisional,
            **decision_json(report.plan.decision),
        },
        "adherence": _adherence(report.adherence),
        "trend": trend_json(report.trend),
        "masked": [str(day) for day in report.masked],
        "measures": [{**entry_json(one), "changes": changes_json(diary, one)} for one in diary.measures],
        "treatments": [entry_json(one) for one in report.treatments],
        "questions": [entry_json(one) for one in report.questions],
        "missing": _missing(report.missing),
        "courses": [_course(course) for course in report.courses],
        "weeks": [_week(week) for week in report.weeks],
        "phases": [entry_json(one) for one in report.phases],
        "overrides": [entry_json(one) for one in report.overrides],
        "notes": [entry_json(one) for one in report.notes],
        "review": entry_json(report.review) if report.review else None,
        "clearances": [entry_json(one.clearance) for one in report.clearances],
        "changed": {
            "amended": report.changed.amended,
            "withdrawn": report.changed.withdrawn,
            "elsewhere": report.changed.elsewhere,
            "amendments": [_amendment(one) for one in report.changed.amendments],
        },
        "left_out": _left_out(report.left_out),
    }


def _programme(report: Report) -> Json:
    assignment, stay = report.diary.assignment_on(report.day), report.readiness.stay
    return {
        "title": assignment.programme.title,
        "version": assignment.programme.version,
        "hash": assignment.programme_hash,
        "starts": str(report.diary.starts),
        "phase": stay.phase.id,
        "phase_title": stay.phase.title,
        "phase_since": str(stay.since),
        "phase_week": stay.days // 7 + 1,
        "phase_weeks": stay.phase.weeks,
    }


def _finding(one: Reported) -> Json:
    return {**finding_json(one.finding), "reports": [entry_json(raised) for raised in one.reports]}


def _adherence(one: Adherence) -> Json:
    return {"planned": one.planned, "done": one.done, "extra": one.extra, "percent": one.percent}


def _missing(one: Missing) -> Json:
    return {
        "days": one.days,
        "unlogged_days": len(one.unlogged),
        "unlogged": [str(day) for day in one.unlogged],
        "mornings_missing": len(one.no_morning),
        "no_morning": [str(day) for day in one.no_morning],
        "bouts": one.bouts,
        "unscored_bouts": one.unscored,
        "ended_weeks": one.ended,
        "unscreened_weeks": one.unscreened,
        "screen_due": one.screen.reason if one.screen else None,
        "measures_due": [_due(due) for due in one.measures],
    }


def _due(one: Due) -> Json:
    return {"measure": one.measure.kind.value, "since": str(one.since)}


def _course(course: VolumeCourse) -> Json:
    """The plain change of each week; the volumes themselves stand in the weeks."""
    return {
        "exercise": course.exercise,
        "name": course.name,
        "unit": course.unit.value,
        "sides": [side.value for side in course.sides],
        "changes": [{"week": str(one.week.start), "change_percent": one.change} for one in course.weeks],
    }


def _week(week: ReportWeek) -> Json:
    return {
        **volume_week_json(week.volume),
        "adherence": _adherence(week.adherence),
        "pain": _pain(week.pain),
        "days": [_day(day) for day in week.days],
    }


def _pain(one: PainWeek) -> Json:
    return {
        "days": one.days,
        "covered": one.covered,
        "scored": one.scored,
        "highest": one.highest,
        "median": one.median,
        "mornings": one.mornings,
        "highest_morning": one.highest_morning,
    }


def _day(day: PainDay) -> Json:
    scores = dict(zip(SLOTS, day.scores, strict=True))
    return {"day": str(day.day), "logged": day.logged, "masked": day.masked, **scores}


def _amendment(one: Amendment) -> Json:
    before = entry_json(one.before.payload) if one.before else None
    return {**revision_json(one.revision), "before": before}


def _left_out(one: LeftOut) -> Json:
    return {"before": dict(one.before), "later": one.later}
