"""The JSON shapes of plan, volume, today and why. Fields are added freely and never renamed."""

from typing import Any

from rehab.domain.agenda import Agenda
from rehab.domain.because import Because, Row
from rehab.domain.findings import Finding, urgency
from rehab.domain.plan import ExercisePlan, Session, WeekPlan
from rehab.domain.rules import rule
from rehab.domain.volume_table import VolumeLine, VolumeWeek
from rehab.render.entry_json import bout_json, entry_json, morning_json

Json = dict[str, Any]


def plan_json(plan: WeekPlan, found: tuple[Finding, ...]) -> Json:
    """The shape of ``plan --json``."""
    return {
        "urgency": urgency(found).value,
        "week": {"start": str(plan.week.start), "end": str(plan.week.end)},
        "provisional": plan.provisional,
        "phase": plan.phase.id,
        "decision": decision_json(plan.decision),
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
                **decision_json(item.record.ruling),
            }
            for item in plan.exercises
        ],
        "findings": [finding_json(f) for f in found],
    }


def decision_json(row: Row) -> Json:
    """The shape of one decision."""
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
        "variant": item.exercise.variant_of,
        "stage": record.stage,
        "side": item.series.side.value,
        "unit": item.exercise.volume_unit.value,
        "phase": record.phase.id,
        "step": record.step,
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
        "override": record.override,
        "guards": list(record.guards),
        "load_g": record.load_g,
        "running_seconds": record.running,
        "running_seconds_before": record.running_before,
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
        "stage": session.stage,
    }


def volume_json(weeks: tuple[VolumeWeek, ...], found: tuple[Finding, ...]) -> Json:
    """The shape of ``volume --json``."""
    return {
        "urgency": urgency(found).value,
        "weeks": [volume_week_json(week) for week in weeks],
    }


def volume_week_json(week: VolumeWeek) -> Json:
    """The shape of one week's volumes."""
    return {
        "start": str(week.week.start),
        "qualifies": week.qualifies,
        "covered": week.covered,
        "exercises": [_line(line) for line in week.lines],
    }


def _line(line: VolumeLine) -> Json:
    record = line.record
    return {
        "exercise": line.series.exercise,
        "variant": record.exercise.variant_of if record else None,
        "side": line.series.side.value,
        "unit": line.unit.value,
        "phase": record.phase.id if record else None,
        "step": record.step if record else None,
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
        "override": record.override if record else None,
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
        "decision": decision_json(plan.decision) if plan else None,
        "exercises": [
            {
                "exercise": line.exercise.id,
                "name": line.exercise.name,
                "side": side.plan.series.side.value,
                "unit": line.exercise.unit.value,
                "volume_unit": line.exercise.volume_unit.value,
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
        "note": entry_json(agenda.note) if agenda.note else None,
        "next_review": str(agenda.review.due) if agenda.review else None,
        "findings": [finding_json(f) for f in found],
    }
