"""The week plan as a page for the wall: what is due by day, with boxes to tick, limits and the pain rule."""

from collections.abc import Iterator
from datetime import date

from rehab.domain.diary import Diary
from rehab.domain.doses import amount_text
from rehab.domain.findings import Finding
from rehab.domain.pain import MORNING_RISE, SEVERE, SEVERE_AT_REST
from rehab.domain.plan import ExercisePlan, WeekPlan
from rehab.domain.programmes import PAIN_CEILING_MAX, Exercise, Phase
from rehab.domain.words import DecisionKind, PhaseKind, Urgency
from rehab.render.page_foot import diary_foot, whose
from rehab.render.page_parts import Block, Bullets, Page, Pairs, Paragraph, Section, Table
from rehab.render.plan_text import PROVISIONAL, guard_lines, side_notes, together
from rehab.render.record_parts import by_action, capital
from rehab.render.words import (
    FEWER_DAYS,
    STATEMENT,
    WEEKLY_STATEMENT,
    day_text,
    decision_line,
    decision_word,
    finding_text,
    offers_fewer_days,
    percent_change,
    score,
    session_text,
    side_text,
    urgency_text,
    weekday,
)

_NO_SESSION = "No session is planned in this week."
_BLANK, _TO_DO, _DONE = "___", "☐", "☑"
_STOP_HERE = (DecisionKind.STOP, DecisionKind.PAUSE)


def plan_sheet(diary: Diary, plan: WeekPlan, found: tuple[Finding, ...], today: date) -> Page:
    """The plan of a week as the diary stands on ``today``, with a clinician's note that is to be shown."""
    sections = [
        Section("Day by day", (_days(diary, plan), _mornings(diary, plan))),
        Section("Limits of this week", (_limits(plan), *_notes(plan))),
        Section("Pain", (Bullets(tuple(pain_rule(plan.phase))),)),
        Section("How", (Bullets(tuple(_how(plan))),)),
        Section("What this sheet is", (Paragraph(WEEKLY_STATEMENT), Paragraph(STATEMENT))),
    ]
    if not any(item.planned for item in plan.exercises):
        # Nothing is to be done: what would tell how could be taken for a plan.
        sections = [Section("Day by day", (Paragraph(_NO_SESSION),)), *sections[-1:]]
    lead = tuple(_lead(diary, plan, found, today))
    return Page(f"Plan from {day_text(plan.week.start)}", lead, tuple(sections), diary_foot(diary, today))


def group_name(group: list[ExercisePlan]) -> str:
    """The exercise of a group with its sides in words."""
    sides = " and ".join(filter(None, (side_text(item.series.side) for item in group)))
    name = group[0].exercise.name
    return f"{name}, {sides}" if sides else name


def group_dose(group: list[ExercisePlan], day: date) -> str | None:
    """What a group does on ``day``; ``None`` where nothing is planned."""
    session = group[0].on(day)
    if session is None:
        return None
    dose = session_text(group[0].exercise.unit, session)
    return f"{dose}, each side" if len(group) > 1 else dose


def pain_rule(phase: Phase) -> Iterator[str]:
    """The pain rules of a phase, as a reminder (PM1, PM2, PM3 and PM6)."""
    ceiling, top = phase.ceiling, PAIN_CEILING_MAX
    if phase.kind is PhaseKind.SETTLE:
        yield (
            f"During and after: too much is a score above {ceiling} that is also above the score before, "
            f"or any score above {top}."
        )
    else:
        aim = f"aim for {phase.working_target} or less; " if phase.working_target < ceiling else ""
        yield f"During and after: {aim}too much is a score above {ceiling}."
    yield f"The next morning: too much is {MORNING_RISE} above the morning before, or any score above {top}."
    yield (
        f"A score of {SEVERE} or more: stop that exercise for this week. In the morning, or from "
        f"{SEVERE_AT_REST} at rest: stop all loading exercises for this week."
    )
    yield "Write the scores down or log them. A score that is not given never counts as 0."


def _lead(diary: Diary, plan: WeekPlan, found: tuple[Finding, ...], today: date) -> Iterator[Block]:
    person, days = diary.person, plan.week.days
    for urgency, line in by_action(found, finding_text):
        routine = urgency is Urgency.ROUTINE
        soon = "" if routine else f"{capital(urgency_text(urgency))}: "
        yield Paragraph(f"{soon}{line}", strong=not routine)
    told = f"{decision_line(plan.decision)}. {plan.decision.text}"
    yield Paragraph(told, strong=plan.decision.kind in _STOP_HERE)
    if plan.provisional:
        yield Paragraph(PROVISIONAL)
    if note := diary.note_on(today):
        yield Paragraph(f"From {note.by}, {note.role}, on {day_text(note.day)}: {note.text}", strong=True)
    yield Pairs(
        (
            ("For", whose(person)),
            ("Valid", f"{day_text(days[0])} to {day_text(days[-1])}"),
            ("Phase", plan.phase.title),
            ("Emergency number", person.emergency_number),
        )
    )
    if offers_fewer_days(plan):
        yield Paragraph(FEWER_DAYS)


def _days(diary: Diary, plan: WeekPlan) -> Table:
    rows: list[tuple[str, ...]] = []
    groups = together(plan)
    for day in plan.week.days:
        due = [(group, dose) for group in groups if (dose := group_dose(group, day)) is not None]
        if not due:
            rows.append((day_text(day), "no session"))
        for group, dose in due:
            tick = _DONE if _done(diary, group, day) else _TO_DO
            rows.append((day_text(day), group_name(group), dose, tick, f"{_BLANK} / {_BLANK} / {_BLANK}"))
    head = ("Day", "Exercise", "Dose", "Done", "Pain before / during / after")
    return Table("What is due, and room for what was done", head, tuple(rows))


def _done(diary: Diary, group: list[ExercisePlan], day: date) -> bool:
    sums = (diary.day_sums.get((item.series, item.exercise.volume_unit), {}) for item in group)
    return all(days.get(day) for days in sums)


def _mornings(diary: Diary, plan: WeekPlan) -> Table:
    given = (diary.morning_by_day.get(day) for day in plan.week.days)
    cells = (_BLANK if one is None or one.score is None else score(one.score) for one in given)
    head = ("In the first hour up", *(weekday(day) for day in plan.week.days))
    return Table("Pain in the morning, from 0 to 10", head, (("Score", *cells),))


def _limits(plan: WeekPlan) -> Table:
    def row(group: list[ExercisePlan]) -> tuple[str, ...]:
        record, unit = group[0].record, group[0].exercise.volume_unit
        numbers = (record.reference, record.cap, record.limit, group[0].planned)
        change = percent_change(group[0].planned, record.reference)
        decided = f"{decision_word(record.ruling.kind)} ({record.ruling.rule})"
        return group_name(group), *(amount_text(unit, n) for n in numbers), change, decided

    head = ("Exercise", "Reference", "Cap", "Limit", "Planned", "Change", "Decision")
    caption = "The week's volumes, each side by itself"
    return Table(caption, head, tuple(row(group) for group in together(plan)))


def _notes(plan: WeekPlan) -> Iterator[Block]:
    """What stands beside the numbers; exercises of which the same is said stand together."""
    names: dict[str, list[str]] = {}
    for group in together(plan):
        dropped = ["the rest of this week falls away after a severe score"] if group[0].dropped else []
        for note in (*side_notes(group[0]), *dropped):
            names.setdefault(note, []).append(group_name(group))
    lines = [f"{'; '.join(whose)}: {note}." for note, whose in names.items()]
    if lines:
        yield Bullets((*lines, *guard_lines(plan)))


def _how(plan: WeekPlan) -> Iterator[str]:
    planned = [item.exercise for item in plan.exercises if item.planned]
    exercises: dict[str, Exercise] = {exercise.id: exercise for exercise in planned}
    for exercise in exercises.values():
        stop = f" Stop if: {' '.join(exercise.stop_if)}" if exercise.stop_if else ""
        yield f"{exercise.name}: {' '.join(exercise.cues)}{stop}"
