"""The JSON shapes of ``programme check`` and ``programme simulate``."""

from collections.abc import Sequence
from typing import Any

from rehab.domain.programme_trial import Trial
from rehab.domain.programmes import Programme
from rehab.domain.standing import SeriesWeek
from rehab.render.phase_json import state_json
from rehab.render.phase_text import next_step, stuck_text

Json = dict[str, Any]


def check_json(programme: Programme, digest: str, lints: Sequence[str], trials: Sequence[Trial]) -> Json:
    """The shape of ``programme check --json``."""
    return {
        "urgency": "none",
        "programme": programme.id,
        "version": programme.version,
        "hash": digest,
        "lints": list(lints),
        "patients": {trial.patient: _rows(trial) for trial in trials},
        "outcomes": {trial.patient: _outcome(trial) for trial in trials},
    }


def simulate_json(programme: Programme, trials: Sequence[Trial]) -> Json:
    """The shape of ``programme simulate --json``."""
    return {
        "urgency": "none",
        "programme": programme.id,
        "version": programme.version,
        "patients": {trial.patient: {"weeks": _rows(trial), **_outcome(trial)} for trial in trials},
    }


def _outcome(trial: Trial) -> Json:
    after = trial.after
    return {
        "reached": [{"phase": phase, "week": week} for phase, week in trial.reached],
        "phase": after.stay.phase.id,
        "ready": after.ready,
        "missing": [state_json(one) for one in after.missing],
        "stuck": stuck_text(after) or None,
        "next_step": next_step(after),
    }


def _rows(trial: Trial) -> list[Json]:
    return [
        _row(number, lived.record.phase.id, item)
        for number, lived in enumerate(trial.weeks, 1)
        for item in lived.record.series.values()
    ]


def _row(number: int, phase: str, item: SeriesWeek) -> Json:
    return {
        "week": number,
        "phase": phase,
        "exercise": item.exercise.id,
        "side": item.series.side.value,
        "unit": item.exercise.volume_unit.value,
        "reference": item.reference,
        "cap": item.cap,
        "limit": item.limit,
        "planned": item.planned,
        "done": item.done,
        "decision": item.ruling.kind.value,
        "rule": item.ruling.rule,
        "stage_before": item.stage_before,
        "stage": item.stage,
        "running_before": item.running_before,
        "running": item.running,
    }
