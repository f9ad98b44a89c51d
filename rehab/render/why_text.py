"""The because of decisions as plain text: reason, entries, rule, sources, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rehab.domain.because import Because, Row, rank
from rehab.domain.plan import ExercisePlan, WeekPlan
from rehab.domain.programmes import Source
from rehab.domain.rules import rule
from rehab.domain.trends import Course
from rehab.domain.what_if import WhatIf
from rehab.domain.words import Unit
from rehab.render.course_text import course_line
from rehab.render.fact_text import fact_lines
from rehab.render.plan_text import guard_lines, numbers_text, side_notes, sides, together
from rehab.render.what_if_text import what_if_lines
from rehab.render.words import decision_line, decision_word

Sources = Mapping[str, Source]

_SHOWN = 10
"""So many facts are shown for each decision: a flare has dozens that say the same."""


@dataclass
class _Told:
    """What a page has told already, so that each reason, entry and rule stands on it once."""

    rules: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    facts: set[Because] = field(default_factory=set)


def why_page(
    plan: WeekPlan, sources: Sources, what_if: WhatIf, course: Course, exercise: str | None = None
) -> str:
    """Why the plan of a week is what it is: for all of it, or for one exercise."""
    told = _Told()
    lines = [f"Week of {plan.week.start}, {plan.phase.title}", course_line(course)]
    if plan.record.left:
        lines.append(plan.record.left)
    if exercise is None:
        lines += ["", *row_lines(plan.decision, sources, told, plan.unit)]
    for group in together(plan):
        item = group[0]
        if exercise is None or item.exercise.id == exercise:
            lines += ["", f"{item.exercise.name} {sides(group)}".strip(), *_series_lines(item, sources, told)]
    return "\n".join([*lines, "", *guard_lines(plan, exercise), *what_if_lines(plan, what_if, exercise)])


def _series_lines(item: ExercisePlan, sources: Sources, told: _Told) -> list[str]:
    """Every row that matched for one exercise and side, the ruling one first."""
    record = item.record
    lines = [f"  reference → cap → limit → planned: {numbers_text(item)}"]
    lines += [f"  {note}" for note in side_notes(item)]
    lines += ["  " + line for line in row_lines(record.ruling, sources, told, item.exercise.volume_unit)]
    for row in sorted(record.rows, key=rank):
        if row is not record.ruling:
            again = "as above." if row.reason in told.reasons else row.reason
            told.reasons.add(row.reason)
            lines.append(f"  not deciding: {decision_word(row.kind)} ({row.rule}): {again}")
    dose = record.prescription
    lines.append("  dose: " + "; ".join(source_text(key, sources) for key in dose.sources))
    return lines


def row_lines(row: Row, sources: Sources, told: _Told, unit: Unit | None = None) -> list[str]:
    """One decision: its line, its reason, its entries, its rule and its sources."""
    if row.reason in told.reasons:
        return [f"{decision_line(row)}, as above. {row.outcome}".rstrip()]
    told.reasons.add(row.reason)
    lines = fact_lines([fact for fact in row.because if fact not in told.facts], unit)
    told.facts |= {*row.because}
    hidden = len(lines) - _SHOWN
    return [
        decision_line(row),
        f"  {row.text}",
        *[f"    because {line}" for line in lines[:_SHOWN]],
        *([f"    and {hidden} more: --json shows all"] if hidden > 0 else []),
        *_rule_lines(row.rule, sources, told),
    ]


def _rule_lines(name: str, sources: Sources, told: _Told) -> list[str]:
    if name in told.rules:
        return []
    told.rules.add(name)
    register = rule(name)
    return [
        f"  rule {register.id}, version {register.version}, grade {register.grade}: {register.title}",
        f"    for clinicians: {register.clinician}",
        *[f"    source: {source_text(key, sources)}" for key in register.sources],
    ]


def source_text(key: str, sources: Sources) -> str:
    """A citation with its mark; the key itself where the bibliography lacks it."""
    return str(sources[key]) if key in sources else key
