"""The because of decisions as plain text: rule, reason, entries, sources, and what would change it."""

from collections.abc import Mapping

from rehab.domain.because import Row, rank
from rehab.domain.plan import ExercisePlan, WeekPlan
from rehab.domain.programmes import Source
from rehab.domain.rules import rule
from rehab.domain.words import Unit
from rehab.render.plan_text import numbers_text, sides, together
from rehab.render.words import because_text, decision_line, decision_word

Sources = Mapping[str, Source]

_SHOWN = 10
"""So many facts are shown for each decision: a flare has dozens that say the same."""


def why_page(plan: WeekPlan, sources: Sources, exercise: str | None = None) -> str:
    """Why the plan of a week is what it is: for all of it, or for one exercise."""
    lines = [f"Week of {plan.week.start}, {plan.phase.title}"]
    for group in together(plan):
        item = group[0]
        if exercise is None or item.exercise.id == exercise:
            lines += ["", f"{item.exercise.name} {sides(group)}".strip(), *series_lines(item, sources)]
    if exercise is None:
        lines[1:1] = ["", *row_lines(plan.decision, sources)]
    return "\n".join(lines)


def series_lines(item: ExercisePlan, sources: Sources) -> list[str]:
    """Every row that matched for one exercise and side, the ruling one first."""
    record = item.record
    lines = [f"  reference → cap → limit → planned: {numbers_text(item)}"]
    unit = item.exercise.unit
    lines += ["  " + line for line in row_lines(record.ruling, sources, unit)]
    for row in sorted(record.rows, key=rank):
        if row is not record.ruling:
            lines.append(
                f"  also matched: {decision_word(row.kind)} ({row.rule}), up to {row.ceiling}. {row.text}"
            )
    dose = record.prescription
    lines.append("  dose: " + "; ".join(source_text(key, sources) for key in dose.sources))
    return lines


def row_lines(row: Row, sources: Sources, unit: Unit | None = None) -> list[str]:
    """One decision: its line, its reason, its entries, its sources and what would change it."""
    register, hidden = rule(row.rule), len(row.because) - _SHOWN
    return [
        decision_line(row),
        f"  {row.text}",
        *[f"    because {because_text(b, unit)}" for b in row.because[:_SHOWN]],
        *([f"    and {hidden} more: --json shows all"] if hidden > 0 else []),
        f"  rule {register.id}, version {register.version}, grade {register.grade}: {register.title}",
        *[f"    source: {source_text(key, sources)}" for key in register.sources],
        f"  what would change it: {register.change}",
    ]


def source_text(key: str, sources: Sources) -> str:
    """A citation with its mark; the key itself where the bibliography lacks it."""
    return str(sources[key]) if key in sources else key
