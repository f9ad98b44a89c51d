"""This week's plan as a FHIR R4 CarePlan: what is due on which day, and the decision behind it."""

from collections.abc import Iterator
from datetime import timedelta

from rehab.domain.doses import amount_text
from rehab.domain.plan import ExercisePlan
from rehab.domain.report import Report
from rehab.domain.rules import RULES_VERSION
from rehab.domain.words import DecisionKind
from rehab.render.fhir_parts import (
    SNOMED,
    Json,
    coding,
    concept,
    given,
    own,
    patient_of,
    period,
    program,
    refer,
    remark,
    resource,
    said,
)
from rehab.render.page_markdown import escaped
from rehab.render.plan_page import group_name
from rehab.render.plan_text import PROVISIONAL
from rehab.render.words import day_text, decision_line, session_text

_THERAPY = coding(SNOMED, "229065009")
"""Exercise therapy in SNOMED CT, which needs a licence in some countries."""
_WAITS = (DecisionKind.STOP, DecisionKind.PAUSE)


def care_plan(report: Report, flags: list[Json], *, snomed: bool = False) -> Json:
    """The plan of the report's week, on hold while a rule stops or pauses it; ``flags`` are what is open."""
    plan = report.plan
    programme = report.diary.assignment_on(report.day).programme
    told = f"{decision_line(plan.decision)}. {plan.decision.text}"
    notes = (remark(escaped(n.text), n.day, f"{n.by}, {n.role}") for n in report.notes if n.text.strip())
    return resource(
        report,
        "CarePlan",
        plan.week.start,
        status="on-hold" if plan.decision.kind in _WAITS else "active",
        intent="plan",
        title=said(f"{programme.title}, {plan.phase.title}: the training week from {plan.week.start}"),
        description=said(f"{told} {PROVISIONAL}" if plan.provisional else told),
        subject=patient_of(report),
        period=period(plan.week.start, plan.week.end - timedelta(days=1)),
        created=str(report.day),
        author=program(report),
        addresses=[
            {"type": "Condition", "display": said(f"{one.text} ({one.by}, {one.on})")}
            for one in report.diary.diagnoses
        ],
        supportingInfo=[refer(flag) for flag in flags],
        goal=[*_goals(report)],
        activity=[{"detail": _detail(report, item, snomed=snomed)} for item in plan.exercises],
        note=[*notes],
    )


def _goals(report: Report) -> Iterator[Json]:
    """The goal dose of each exercise in words."""
    for item in report.plan.exercises:
        goal = amount_text(item.exercise.volume_unit, item.record.target)
        yield {"type": "Goal", "display": said(f"{group_name([item])}: {goal} a week")}


def _detail(report: Report, item: ExercisePlan, *, snomed: bool) -> Json:
    """One exercise and side: its dose by day, its limit, and the rule that set it."""
    ruling, exercise = item.record.ruling, item.exercise
    version = said(report.diary.assignment_on(report.plan.week.start).programme.version)
    codes = [*([_THERAPY] if snomed else []), own("exercise", exercise.id, version)]
    days = [session.day for session in item.sessions if session.total]
    return given(
        {
            "code": concept(group_name([item]), *codes),
            "status": _status(item),
            "statusReason": concept(ruling.text, own("rule", ruling.rule, RULES_VERSION)),
            "scheduledTiming": {"event": [str(day) for day in days]} if days else None,
            "description": said(_dose(item)),
        }
    )


def _status(item: ExercisePlan) -> str:
    if item.record.ruling.kind in _WAITS:
        return "on-hold"
    if item.dropped:
        return "stopped"
    return "in-progress" if item.logged else "scheduled"


def _dose(item: ExercisePlan) -> str:
    unit = item.exercise.unit
    doses = [f"{day_text(one.day)}: {session_text(unit, one)}" for one in item.sessions if one.total]
    limit = amount_text(item.exercise.volume_unit, item.record.limit)
    return f"{'; '.join(doses) or 'Nothing is planned'}. Limit of the week: {limit}."
