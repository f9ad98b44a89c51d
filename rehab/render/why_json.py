"""The JSON shape of ``why``: each decision with its rule, entries, sources and what would change it."""

from collections.abc import Mapping
from typing import Any

from rehab.domain.because import Row
from rehab.domain.findings import Finding, urgency
from rehab.domain.plan import ExercisePlan, WeekPlan
from rehab.domain.programmes import Source
from rehab.domain.rules import rule
from rehab.domain.trends import Course, points_text
from rehab.domain.what_if import Change, WhatIf
from rehab.render.week_json import decision_json, finding_json

Json = dict[str, Any]


def why_json(
    plan: WeekPlan,
    sources: Mapping[str, Source],
    found: tuple[Finding, ...],
    what_if: WhatIf,
    course: Course,
    exercise: str | None = None,
) -> Json:
    """The reasons of a week, for all of it or for one exercise."""
    items = [item for item in plan.exercises if exercise is None or item.exercise.id == exercise]
    return {
        "urgency": urgency(found).value,
        "week": {"start": str(plan.week.start), "end": str(plan.week.end)},
        "trend": trend_json(course),
        "decisions": [_reasons(item, sources, what_if) for item in items],
        "findings": [finding_json(one) for one in found],
    }


def trend_json(course: Course) -> Json:
    """The course of pain with the medians behind it, as texts such as ``"2.5"``."""
    return {
        "id": course.trend.value,
        "median_now": None if course.last is None else points_text(course.last),
        "median_first": None if course.first is None else points_text(course.first),
    }


def _reasons(item: ExercisePlan, sources: Mapping[str, Source], what_if: WhatIf) -> Json:
    now, ahead = what_if.now.get(item.series, ()), what_if.ahead.get(item.series)
    change = "; ".join(f"{one.text}: {one.kind}, {one.before} to {one.after}" for one in now)
    return {
        "exercise": item.exercise.id,
        "side": item.series.side.value,
        "ruling": _row(item.record.ruling, sources, change),
        "matched": [_row(row, sources, change) for row in item.record.rows],
        "changes": [_change(one) for one in now],
        "next_week": None if ahead is None else _change(ahead),
    }


def _change(change: Change) -> Json:
    return {
        "if": change.text,
        "kind": change.kind.value,
        "rule": change.rule,
        "before": change.before,
        "after": change.after,
    }


def _row(row: Row, sources: Mapping[str, Source], change: str) -> Json:
    register = rule(row.rule)
    return {
        **decision_json(row),
        "ceiling": row.ceiling,
        "title": register.title,
        "version": register.version,
        "grade": register.grade,
        "clinician": register.clinician,
        "sources": [
            {"key": key, "cite": sources[key].cite, "mark": sources[key].mark}
            for key in register.sources
            if key in sources
        ],
        "change": change,
    }
