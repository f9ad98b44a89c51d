"""The JSON shape of ``programme list`` and ``programme show``: what a file prescribes."""

from collections.abc import Sequence
from typing import Any

from rehab.domain.programmes import Criterion, Phase, Prescription, Programme, SetPlan

Json = dict[str, Any]


def programmes_json(programmes: Sequence[Programme]) -> Json:
    """The shape of ``programme list`` and ``programme show``."""
    return {"urgency": "none", "programmes": [_programme(programme) for programme in programmes]}


def _programme(programme: Programme) -> Json:
    return {
        "programme": programme.id,
        "version": programme.version,
        "title": programme.title,
        "status": programme.status,
        "percent": programme.percent,
        "sources": list(programme.sources),
        "measures": [
            {"kind": due.kind.value, "every_days": due.every_days, "sources": list(due.sources)}
            for due in programme.measures
        ],
        "phases": [_phase(programme, phase) for phase in programme.phases],
    }


def _phase(programme: Programme, phase: Phase) -> Json:
    return {
        "phase": phase.id,
        "title": phase.title,
        "kind": phase.kind.value,
        "weeks": phase.weeks,
        "review_weeks": phase.review_weeks,
        "ceiling": phase.ceiling,
        "working_target": phase.working_target,
        "deload": phase.deload,
        "criteria": list(phase.criteria),
        "entry": [_criterion(criterion) for criterion in phase.entry],
        "exit": [_criterion(criterion) for criterion in phase.exit],
        "sources": list(phase.sources),
        "doses": [_dose(programme, dose) for dose in phase.prescriptions],
    }


def _criterion(criterion: Criterion) -> Json:
    return {
        "criterion": criterion.id,
        "kind": criterion.kind.value,
        "text": criterion.text,
        "required": criterion.required,
        "stale_days": criterion.stale_days,
        "measure": criterion.measure.value if criterion.measure else None,
        "at_most": criterion.at_most,
        "at_least": criterion.at_least,
        "days": criterion.days,
        "entries": criterion.entries,
        "exercise": criterion.exercise,
        "stage": criterion.stage,
        "sources": list(criterion.sources),
    }


def _dose(programme: Programme, dose: Prescription) -> Json:
    exercise = programme.exercise(dose.exercise)
    facts = {
        "name": exercise.name if exercise else None,
        "side": exercise.side.value if exercise else None,
        "unit": exercise.unit.value if exercise else None,
        "loading": exercise.loading if exercise else None,
        "loaded": exercise.loaded if exercise else None,
        "variant_of": exercise.variant_of if exercise else None,
        "stages": [
            {"walk_s": stage.walk_s, "run_s": stage.run_s} for stage in (exercise.stages if exercise else ())
        ],
    }
    return {
        "exercise": dose.exercise,
        **facts,
        "entry": _sets(dose.entry),
        "target": _sets(dose.target),
        "days_per_week": dose.days_per_week,
        "min_rest_days": dose.min_rest_days,
        "step": dose.step,
        "load_step_g": dose.load_step_g,
        "entry_stage": dose.entry_stage,
        "exit": dose.exit,
        "sources": list(dose.sources),
    }


def _sets(plan: SetPlan) -> Json:
    return {"sets": plan.sets, "each": plan.each, "load_g": plan.load_g}
