"""The JSON shapes of plan, volume, today and why. Fields are added freely and never renamed."""

from collections.abc import Mapping
from typing import Any

from rehab.domain.agenda import Agenda
from rehab.domain.because import Because, Row
from rehab.domain.findings import Finding, urgency
from rehab.domain.plan import ExercisePlan, Session, WeekPlan
from rehab.domain.programmes import Source
from rehab.domain.rules import rule
from rehab.domain.volume_table import VolumeLine, VolumeWeek
from rehab.render.entry_json import bout_json, morning_json

Json = dict[str, Any]


def plan_json(plan: WeekPlan, found: tuple[Finding, ...]) -> Json:
    """The shape of ``plan --json``."""
    return {
        "urgency": urgency(found).value,
        "week": {"start": str(plan.week.start), "end": str(plan.week.end)},
        "provisional": plan.provisional,
        "phase": plan.phase.id,
        "decision": _decision(plan.decision),
        "exercises": [_exercise(item) for item in plan.exercises],
        "findings": [finding_json(f) for f in found],
    }


def decisions_json(plan: WeekPlan, found: tuple[Finding, ...]) -> Json:
    """The decisions of a week with their limits, without what changes with every bout."""
    return {
        "urgency": urgency(found).value,
        "week": {"start": str(plan.week.start), "end": str(plan.week.end)},
        "phase": plan.phase.id,
        "exercises": [
            {
                "exercise": item.exercise.id,
                "side": item.series.side.value,
                "reference": item.record.reference,
                "cap": item.record.cap,
                "limit": item.record.limit,
                **_decision(item.record.ruling),
            }
            for item in plan.exercises
        ],
        "findings": [finding_json(f) for f in found],
    }


def _decision(row: Row) -> Json:
    return {
        "kind": row.kind.value,
        "rule": row.rule,
        "text": row.text,
        "because": [because_json(b) for b in row.because],
    }


def because_json(fact: Because) -> Json:
    """The shape of one fact behind a decision."""
    return {
        "entry": fact.entry,
        "day": str(fact.day) if fact.day else None,
        "field": fact.field,
        "value": fact.value,
    }


def finding_json(found: Finding) -> Json:
    """The shape of one finding."""
    return {
        "id": found.id,
        "urgency": found.urgency.value,
        "text": found.text,
        "action": found.action,
        "because": [because_json(b) for b in found.because],
        "sources": list(found.sources),
        "count": found.count,
        "since": str(found.since) if found.since else None,
    }


def _exercise(item: ExercisePlan) -> Json:
    record = item.record
    return {
        "exercise": item.exercise.id,
        "variant": None,
        "stage": None,
        "side": item.series.side.value,
        "unit": item.exercise.unit.value,
        "phase": record.phase.id,
        "step": record.prescription.step,
        "percent": record.percent,
        "entry": record.entry,
        "first": record.first,
        "reference": record.reference,
        "cap": record.cap,
        "limit": record.limit,
        "target": record.target,
        "planned": item.planned,
        "logged": item.logged,
        "decision": record.ruling.kind.value,
        "rule": record.ruling.rule,
        "text": record.ruling.text,
        "matched": [row.rule for row in record.rows],
        "override": None,
        "sources": [*rule(record.ruling.rule).sources, *record.prescription.sources],
        "because": [because_json(b) for b in record.ruling.because],
        "sessions": [_session(session) for session in item.sessions],
    }


def _session(session: Session) -> Json:
    return {
        "day": str(session.day),
        "sets": list(session.sets),
        "load_g": session.load_g,
        "seconds": session.seconds,
    }


def volume_json(weeks: tuple[VolumeWeek, ...], found: tuple[Finding, ...]) -> Json:
    """The shape of ``volume --json``."""
    return {
        "urgency": urgency(found).value,
        "weeks": [
            {
                "start": str(week.week.start),
                "qualifies": week.qualifies,
                "covered": week.covered,
                "exercises": [_line(line) for line in week.lines],
            }
            for week in weeks
        ],
    }


def _line(line: VolumeLine) -> Json:
    record = line.record
    return {
        "exercise": line.series.exercise,
        "variant": None,
        "side": line.series.side.value,
        "unit": line.unit.value,
        "phase": record.phase.id if record else None,
        "step": record.prescription.step if record else None,
        "percent": record.percent if record else None,
        "entry": record.entry if record else None,
        "first": record.first if record else None,
        "actual": line.actual,
        "reference": record.reference if record else None,
        "cap": record.cap if record else None,
        "limit": record.limit if record else None,
        "target": record.target if record else None,
        "decision": record.ruling.kind.value if record else None,
        "rule": record.ruling.rule if record else None,
        "planned": record.planned if record else None,
        "largest_planned": record.largest_planned if record else None,
        "gap_days": record.gap_days if record else None,
        "override": None,
        "over": line.over,
        "bouts": line.bouts,
        "sets": line.sets,
        "reps": line.reps,
        "gram_reps": line.gram_reps,
    }


def today_json(agenda: Agenda, found: tuple[Finding, ...]) -> Json:
    """The shape of ``today --json``."""
    plan = agenda.plan
    return {
        "urgency": urgency(found).value,
        "day": str(agenda.day),
        "decision": _decision(plan.decision) if plan else None,
        "exercises": [
            {
                "exercise": line.exercise.id,
                "name": line.exercise.name,
                "side": side.plan.series.side.value,
                "unit": line.exercise.unit.value,
                "due": _session(side.due) if side.due else None,
                "done": [bout_json(bout) for bout in side.done],
                "logged": side.plan.logged,
                "limit": side.plan.record.limit,
                "left": side.plan.left,
            }
            for line in agenda.lines
            for side in line.sides
        ],
        "outside": [bout_json(bout) for bout in agenda.outside],
        "morning": morning_json(agenda.morning) if agenda.morning else None,
        "rested": agenda.rested,
        "unlogged": [str(day) for day in agenda.unlogged],
        "findings": [finding_json(f) for f in found],
    }


def why_json(
    plan: WeekPlan, sources: Mapping[str, Source], found: tuple[Finding, ...], exercise: str | None = None
) -> Json:
    """The shape of ``why --json``: each decision with its rule, entries, sources and what would change it."""
    return {
        "urgency": urgency(found).value,
        "week": {"start": str(plan.week.start), "end": str(plan.week.end)},
        "decisions": [
            {
                "exercise": item.exercise.id,
                "side": item.series.side.value,
                "ruling": _why_row(item.record.ruling, sources),
                "matched": [_why_row(row, sources) for row in item.record.rows],
            }
            for item in plan.exercises
            if exercise is None or item.exercise.id == exercise
        ],
    }


def _why_row(row: Row, sources: Mapping[str, Source]) -> Json:
    register = rule(row.rule)
    return {
        **_decision(row),
        "ceiling": row.ceiling,
        "title": register.title,
        "version": register.version,
        "grade": register.grade,
        "sources": [
            {"key": key, "cite": sources[key].cite, "mark": sources[key].mark}
            for key in register.sources
            if key in sources
        ],
        "change": register.change,
    }
