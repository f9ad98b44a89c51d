"""The criteria of a phase as TOML tables, ``[[phase.entry]]`` and ``[[phase.exit]]``."""

from collections.abc import Collection
from typing import TypedDict

from rehab.domain.limits import PAIN_MAX, REASON_MAX
from rehab.domain.programmes import Criterion
from rehab.domain.words import CriterionKind, Measured
from rehab.readers.toml_fields import Table

_CRITERIA_MAX = 20
_DAYS_MAX = 365
_COUNT_MAX = 50
_WORST_OF = (Measured.REST_PAIN, Measured.MORNING_PAIN, Measured.DURING_PAIN)


class _Bounds(TypedDict, total=False):
    """The fields of a criterion that depend on its measure."""

    at_most: int
    at_least: int
    days: int
    entries: int
    exercise: str
    stage: int


def criteria(
    phase: Table, key: str, exercises: Collection[str], sources: Collection[str]
) -> tuple[Criterion, ...]:
    """The criteria under ``key`` of a phase's table, in file order; none where the key is absent."""
    tables = phase.tables(key, _CRITERIA_MAX) if phase.has(key) else []
    return tuple(_criterion(table, exercises, sources) for table in tables)


def _criterion(table: Table, exercises: Collection[str], sources: Collection[str]) -> Criterion:
    """One criterion; a field that its type or measure does not have is an unknown key."""
    kind = table.word("type", CriterionKind)
    measure = table.word("measure", Measured) if kind is CriterionKind.MEASURED else None
    criterion = Criterion(
        id=table.slug("id"),
        kind=kind,
        text=table.text("text", REASON_MAX),
        sources=table.refs("source", sources, 1),
        required=table.flag("required", default=True),
        stale_days=_stale_days(table, kind),
        measure=measure,
        **_bounds(table, measure, exercises),
    )
    table.close()
    return criterion


def _stale_days(table: Table, kind: CriterionKind) -> int | None:
    """How many days an answer counts: always told for a patient's answer, told at will for a clinician's."""
    if kind is CriterionKind.SELF_REPORT:
        return table.whole("stale_days", 1, _DAYS_MAX)
    return table.whole_or_none("stale_days", 1, _DAYS_MAX) if kind is CriterionKind.CLINICIAN_CHECK else None


def _bounds(table: Table, measure: Measured | None, exercises: Collection[str]) -> _Bounds:
    if measure is None:
        return {}
    if measure in _WORST_OF:
        return _worst_score(table, measure, exercises)
    if measure is Measured.STAGE_SESSIONS:
        return {
            "exercise": table.ref("exercise", exercises),
            "stage": table.whole("stage", 0, _COUNT_MAX),
            "at_least": table.whole("at_least", 1, _COUNT_MAX),
        }
    most = {Measured.DAYS_IN_PHASE: _DAYS_MAX, Measured.PSFS_CHANGE: PAIN_MAX}.get(measure, _COUNT_MAX)
    return {"at_least": table.whole("at_least", 1, most)}


def _worst_score(table: Table, measure: Measured, exercises: Collection[str]) -> _Bounds:
    bounds: _Bounds = {
        "at_most": table.whole("at_most", 0, PAIN_MAX),
        "days": table.whole("days", 1, _DAYS_MAX),
        "entries": table.whole("entries", 1, _DAYS_MAX),
    }
    if measure is Measured.DURING_PAIN and table.has("exercise"):
        bounds["exercise"] = table.ref("exercise", exercises)
    return bounds
