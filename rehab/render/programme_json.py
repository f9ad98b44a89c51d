"""The JSON shapes of ``programme``: what a file prescribes, and how simulated patients fare with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rehab.domain.programmes import Phase, Prescription, Programme, SetPlan
from rehab.domain.simulation import LivedWeek

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
        "phases": [_phase(programme, phase) for phase in programme.phases],
    }


def _phase(programme: Programme, phase: Phase) -> Json:
    return {
        "phase": phase.id,
        "title": phase.title,
        "kind": phase.kind.value,
        "weeks": phase.weeks,
        "ceiling": phase.ceiling,
        "working_target": phase.working_target,
        "deload": phase.deload,
        "criteria": list(phase.criteria),
        "doses": [_dose(programme, dose) for dose in phase.prescriptions],
    }


def _dose(programme: Programme, dose: Prescription) -> Json:
    exercise = programme.exercise(dose.exercise)
    facts = {
        "name": exercise.name if exercise else None,
        "side": exercise.side.value if exercise else None,
        "unit": exercise.unit.value if exercise else None,
        "loading": exercise.loading if exercise else None,
    }
    return {
        "exercise": dose.exercise,
        **facts,
        "entry": _sets(dose.entry),
        "target": _sets(dose.target),
        "days_per_week": dose.days_per_week,
        "min_rest_days": dose.min_rest_days,
        "step": dose.step,
        "exit": dose.exit,
        "sources": list(dose.sources),
    }


def _sets(plan: SetPlan) -> Json:
    return {"sets": plan.sets, "each": plan.each, "load_g": plan.load_g}


def check_json(
    programme: Programme, digest: str, lints: Sequence[str], weeks: Mapping[str, Sequence[LivedWeek]]
) -> Json:
    """The shape of ``programme check --json``."""
    return {
        "urgency": "none",
        "programme": programme.id,
        "version": programme.version,
        "hash": digest,
        "lints": list(lints),
        "patients": {
            label: [
                {
                    "week": number,
                    "phase": lived.record.phase.id,
                    "exercise": item.exercise.id,
                    "side": item.series.side.value,
                    "unit": item.exercise.unit.value,
                    "reference": item.reference,
                    "cap": item.cap,
                    "limit": item.limit,
                    "planned": item.planned,
                    "done": item.done,
                    "decision": item.ruling.kind.value,
                    "rule": item.ruling.rule,
                }
                for number, lived in enumerate(lived_weeks, 1)
                for item in lived.record.series.values()
            ]
            for label, lived_weeks in weeks.items()
        },
    }
