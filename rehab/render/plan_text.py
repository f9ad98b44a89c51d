"""The week plan as plain text: the decision, then each exercise with its numbers and days."""

from rehab.domain.diary import Person
from rehab.domain.doses import amount_text, mass_text, volume_text
from rehab.domain.findings import Finding
from rehab.domain.plan import ExercisePlan, WeekPlan
from rehab.domain.programmes import Stage
from rehab.domain.rules import rule
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import DecisionKind, Unit
from rehab.render.fact_text import fact_lines
from rehab.render.words import (
    FEWER_DAYS,
    STATEMENT,
    WEEKLY_STATEMENT,
    decision_line,
    decision_word,
    finding_line,
    offers_fewer_days,
    percent_change,
    session_text,
    short_id,
    side_letter,
    weekday,
)

PROVISIONAL = "Provisional: the week before has not ended, and this plan counts nothing more from it."
_SHOWN = 5
"""So many facts stand under the decision; ``why`` shows them all."""


def plan_page(plan: WeekPlan, person: Person, found: tuple[Finding, ...]) -> str:
    """The whole plan of a week for a person to read."""
    last = plan.week.days[-1]
    lines = [
        f"{person.name}, born {person.born.year} — plan for {plan.week.start} to {last}, {plan.phase.title}",
        "",
        *[f"! {finding_line(f)}" for f in found],
        decision_line(plan.decision),
        f"  {plan.decision.text}",
    ]
    if plan.provisional:
        lines.append(f"  {PROVISIONAL}")
    because = fact_lines(plan.decision.because, plan.unit)
    lines += [f"    {line}" for line in because[:_SHOWN]]
    if len(because) > _SHOWN:
        lines.append(f"    and {len(because) - _SHOWN} more: `rehab why` shows all")
    if offers_fewer_days(plan):
        lines.append(f"  {FEWER_DAYS}")
    lines.append("")
    if plan.decision.kind is not DecisionKind.STOP:
        for group in together(plan):
            lines += exercise_block(group, plan.decision.reason)
        lines += guard_lines(plan)
    lines += ["", WEEKLY_STATEMENT, STATEMENT]
    return "\n".join(lines)


def together(plan: WeekPlan) -> list[list[ExercisePlan]]:
    """The exercises with the sides that have the same numbers and sessions side by side."""
    groups: dict[object, list[ExercisePlan]] = {}
    for item in plan.exercises:
        record = item.record
        key = (
            item.exercise.id,
            record.reference,
            record.limit,
            record.ruling.rule,
            item.logged,
            tuple((s.day, s.sets) for s in item.sessions),
        )
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def sides(group: list[ExercisePlan]) -> str:
    """The side letters of a group, ``L/R``; empty where there is no side."""
    return "/".join(filter(None, (side_letter(item.series.side) for item in group)))


def numbers_text(item: ExercisePlan) -> str:
    """Reference → cap → limit → planned, with the change in percent."""
    unit, record = item.exercise.volume_unit, item.record
    numbers = (record.reference, record.cap, record.limit, item.planned)
    chain = " → ".join(amount_text(unit, n) for n in numbers)
    return f"{chain} ({percent_change(item.planned, record.reference)})"


def limit_line(item: ExercisePlan, letters: str) -> str:
    """An exercise with its decision and the numbers from R to the plan, in one line."""
    ruling, name = item.record.ruling, f"{item.exercise.name} {letters}".strip()
    return f"{name}: {decision_word(ruling.kind)} ({ruling.rule}) — {numbers_text(item)}"


def exercise_block(group: list[ExercisePlan], told: str) -> list[str]:
    """One exercise of the plan in three or four lines; of a reason already ``told`` only what it comes to."""
    item = group[0]
    record, unit = item.record, item.exercise.unit
    lines = [limit_line(item, sides(group))]
    if record.ruling.kind is not DecisionKind.PROGRESS or record.override is not None:
        again = record.ruling.reason == told and record.ruling.outcome
        lines.append(f"    {record.ruling.outcome if again else record.ruling.text}")
    days = [f"{weekday(s.day)} {session_text(unit, s)}" for s in item.sessions]
    lines.append("    " + ("; ".join(days) if days else "no session this week"))
    lines += [f"    {line}" for line in side_notes(item)]
    if item.logged:
        lines.append(f"    logged so far {volume_text(item.exercise.volume_unit, item.logged)}")
    if item.dropped is not None:
        lines.append("    The rest of this week falls away after a severe score.")
    return lines


def side_notes(item: ExercisePlan) -> list[str]:
    """What stands beside the numbers: the walk–run stage with the true change, and the guards that cut."""
    record, notes = item.record, []
    if record.stage is not None:
        notes.append(stage_text(record))
    if record.load_g is not None:
        notes.append(f"load {mass_text(record.load_g).replace('kg', ' kg')}")
    if record.override is not None:
        notes.append(f"by a clinician's exception [{short_id(record.override)}]")
    if record.guards:
        notes.append(f"kept below the limit by {' and '.join(record.guards)}")
    return notes


def guard_lines(plan: WeekPlan, exercise: str | None = None) -> list[str]:
    """What the guards that cut this plan are about, each once, and what could be done."""
    items = [item for item in plan.exercises if exercise in (None, item.exercise.id)]
    names = dict.fromkeys(name for item in items for name in item.record.guards)
    lines = [f"{name}: {rule(name).title[0].lower()}{rule(name).title[1:]}." for name in names]
    if any(item.record.first and "MINUTES" in item.record.guards for item in items):
        confirm = f"`rehab physio phase {plan.phase.id} --week this --confirm-minutes`"
        lines.append(f"A clinician can let the first week of a phase be longer: {confirm}.")
    return lines


def stage_text(record: SeriesWeek) -> str:
    """The stage of a week, how a session is shared out, and the true change of the running time."""
    stage = record.exercise.stages[record.stage or 0]
    step = "" if record.stage_before in (None, record.stage) else f"{record.stage_before} → "
    text = f"stage {step}{record.stage}: {stage_share(stage)}"
    before, now = record.running_before or 0, record.running or 0
    change = f" ({percent_change(now, before)})" if before else ""
    return f"{text}; running a week {minutes(before)} → {minutes(now)}{change}"


def stage_share(stage: Stage) -> str:
    """How a stage shares out walking and running."""
    if stage.walk_s and stage.run_s:
        return f"walk {minutes(stage.walk_s)}, run {minutes(stage.run_s)} in turn"
    return "run throughout" if stage.run_s else "walk throughout"


def minutes(seconds: int) -> str:
    """Seconds as minutes, as they are spoken of."""
    return "0 min" if not seconds else amount_text(Unit.SECONDS, seconds)
