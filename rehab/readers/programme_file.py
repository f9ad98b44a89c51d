"""Programme files: TOML into a validated ``Programme``, with faults that name line and field."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from rehab.domain.limits import AMOUNT_MAX, LOAD_MAX_G, NOTE_MAX, SETS_MAX
from rehab.domain.programme_lints import find_lints
from rehab.domain.programmes import (
    PAIN_CEILING_MAX,
    PERCENT_MAX,
    Exercise,
    MeasureDue,
    Phase,
    Prescription,
    Programme,
    SetPlan,
    Source,
    Stage,
)
from rehab.domain.words import BOUT_UNITS, MeasureKind, PhaseKind, SideRule, Unit
from rehab.readers.criterion_tables import criteria
from rehab.readers.toml_fields import Table, open_file
from rehab.readers.toml_lines import Fault, ProgrammeFault

__all__ = ["Fault", "ProgrammeFault", "read_programme"]

STATUSES = ("draft", "reviewed")
_EXERCISES_MAX = 200
_PHASES_MAX = 50
_WEEKS_MAX = 52
_REVIEW_WEEKS_MAX = 2 * _WEEKS_MAX
_STAGES_MAX = 50
_MEASURES_MAX = 10
_MEASURE_DAYS_MAX = 365
_REST_MAX_S = 1_800
_UNIT_MAX_S = 600


def read_programme(text: str, file: str, sources: Mapping[str, Source], *, linted: bool = True) -> Programme:
    """Read a programme whose ``source`` keys lead to ``sources``; ``file`` names it in messages.

    Raises ProgrammeFault with every fault of form and reference, or, where there is none, with
    every lint of ``find_lints``: what is returned has no lint. ``linted=False`` is for a text that
    a diary was given: it was linted then, and a lint that is new since must not close the diary.
    """
    top = open_file(text, file)
    head = top.table("programme")
    exercises = _exercises(top, sources)
    known = tuple(exercise.id for exercise in exercises if exercise.id)
    phases = tuple(_phase(table, known, sources) for table in top.tables("phase", _PHASES_MAX))
    _note_twice(top, "phase", tuple(phase.id for phase in phases))
    programme = _programme(head, _with_loads(exercises, phases), phases, _measures(top, sources), sources)
    top.close()
    top.faults.check()
    for lint in find_lints(programme) if linted else ():
        top.faults.add(lint.place, lint.found, lint.allowed)
    top.faults.check()
    return programme


def _programme(
    table: Table,
    exercises: tuple[Exercise, ...],
    phases: tuple[Phase, ...],
    measures: tuple[MeasureDue, ...],
    sources: Collection[str],
) -> Programme:
    programme = Programme(
        id=table.slug("id"),
        version=table.text("version"),
        title=table.text("title"),
        status=table.one_of("status", STATUSES),
        percent=table.whole("percent", 0, PERCENT_MAX),
        patient=table.text("patient", NOTE_MAX),
        clinician=table.text("clinician", NOTE_MAX),
        exercises=exercises,
        phases=phases,
        sources=table.refs("source", sources, 1),
        measures=measures,
    )
    table.close()
    return programme


def _exercises(top: Table, sources: Collection[str]) -> tuple[Exercise, ...]:
    tables = top.tables("exercise", _EXERCISES_MAX)
    ids = tuple(table.slug("id") for table in tables)
    _note_twice(top, "exercise", ids)
    return tuple(_exercise(table, name, ids, sources) for table, name in zip(tables, ids, strict=True))


def _exercise(table: Table, name: str, ids: tuple[str, ...], sources: Collection[str]) -> Exercise:
    exercise = Exercise(
        id=name,
        name=table.text("name"),
        unit=Unit(table.one_of("unit", tuple(unit.value for unit in BOUT_UNITS))),
        side=table.word("side", SideRule),
        loading=table.flag("loading"),
        unit_seconds=table.whole("unit_seconds", 1, _UNIT_MAX_S),
        rest_s=table.whole("rest_s", 0, _REST_MAX_S),
        cues=table.texts("cue", 0),
        stop_if=table.texts("stop_if", 0),
        sources=table.refs("source", sources, 1),
        variant_of=table.ref("variant_of", ids) if table.has("variant_of") else None,
        stages=_stages(table),
    )
    table.close()
    return exercise


def _stages(exercise: Table) -> tuple[Stage, ...]:
    stages = []
    for table in exercise.tables("stage", _STAGES_MAX) if exercise.has("stage") else []:
        most = AMOUNT_MAX[Unit.SECONDS]
        stages.append(Stage(table.whole("walk_s", 0, most), table.whole("run_s", 0, most)))
        table.close()
    return tuple(stages)


def _with_loads(exercises: Iterable[Exercise], phases: Iterable[Phase]) -> tuple[Exercise, ...]:
    """The exercises, each ``loaded`` that has a load in any dose of its repetitions."""
    doses = [dose for phase in phases for dose in phase.prescriptions]
    names = {dose.exercise for dose in doses if dose.entry.load_g or dose.target.load_g}
    return tuple(
        replace(exercise, loaded=exercise.id in names and exercise.unit is Unit.REPS)
        for exercise in exercises
    )


def _measures(top: Table, sources: Collection[str]) -> tuple[MeasureDue, ...]:
    measures = []
    for table in top.tables("measure", _MEASURES_MAX) if top.has("measure") else []:
        kind = table.word("kind", MeasureKind)
        days = table.whole("every_days", 1, _MEASURE_DAYS_MAX)
        measures.append(MeasureDue(kind, days, table.refs("source", sources, 1)))
        table.close()
    return tuple(measures)


def _phase(table: Table, exercises: Collection[str], sources: Collection[str]) -> Phase:
    doses = table.tables("dose", _EXERCISES_MAX)
    phase = Phase(
        id=table.slug("id"),
        title=table.text("title"),
        kind=table.word("kind", PhaseKind),
        weeks=table.whole("weeks", 1, _WEEKS_MAX),
        ceiling=table.whole("ceiling", 0, PAIN_CEILING_MAX),
        working_target=table.whole("working_target", 0, PAIN_CEILING_MAX),
        deload=table.flag("deload"),
        patient=table.text("patient", NOTE_MAX),
        clinician=table.text("clinician", NOTE_MAX),
        criteria=table.texts("criteria", 0) if table.has("criteria") else (),
        prescriptions=tuple(_dose(dose, exercises, sources) for dose in doses),
        sources=table.refs("source", sources, 1),
        entry=criteria(table, "entry", exercises, sources),
        exit=criteria(table, "exit", exercises, sources),
        review_weeks=table.whole_or_none("review_weeks", 1, _REVIEW_WEEKS_MAX),
    )
    table.close()
    return phase


def _dose(table: Table, exercises: Collection[str], sources: Collection[str]) -> Prescription:
    dose = Prescription(
        exercise=table.ref("exercise", exercises),
        entry=_set_plan(table.table("entry")),
        target=_set_plan(table.table("target")),
        days_per_week=table.whole("days_per_week", 1, 7),
        min_rest_days=table.whole("min_rest_days", 0, 6),
        step=table.whole("step", 1, max(AMOUNT_MAX.values())),
        exit=table.flag("exit", default=False),
        sources=table.refs("source", sources, 1),
        load_step_g=table.whole_or_none("load_step_g", 1, LOAD_MAX_G),
        entry_stage=table.whole_or_none("entry_stage", 0, _STAGES_MAX),
    )
    table.close()
    return dose


def _set_plan(table: Table) -> SetPlan:
    plan = SetPlan(
        sets=table.whole("sets", 1, SETS_MAX),
        each=table.whole("each", 1, max(AMOUNT_MAX.values())),
        load_g=table.whole_or_none("load_g", 1, LOAD_MAX_G),
    )
    table.close()
    return plan


def _note_twice(top: Table, key: str, ids: tuple[str, ...]) -> None:
    """Note a fault for every id that an earlier table of the same kind already has."""
    for n, name in enumerate(ids):
        if name and name in ids[:n]:
            top.faults.add((key, n, "id"), f"“{name}” a second time", "each id once")
