"""Programme files: TOML into a validated ``Programme``, with faults that name line and field."""

from collections.abc import Collection, Mapping

from rehab.domain.limits import AMOUNT_MAX, LOAD_MAX_G, NOTE_MAX, SETS_MAX
from rehab.domain.programme_lints import find_lints
from rehab.domain.programmes import (
    PAIN_CEILING_MAX,
    PERCENT_MAX,
    Exercise,
    Phase,
    Prescription,
    Programme,
    SetPlan,
    Source,
)
from rehab.domain.words import PhaseKind, SideRule, Unit
from rehab.readers.toml_fields import Table, open_file
from rehab.readers.toml_lines import Fault, ProgrammeFault

__all__ = ["Fault", "ProgrammeFault", "read_programme"]

STATUSES = ("draft", "reviewed")
_EXERCISES_MAX = 200
_PHASES_MAX = 50
_WEEKS_MAX = 52
_REST_MAX_S = 1_800
_UNIT_MAX_S = 600


def read_programme(text: str, file: str, sources: Mapping[str, Source]) -> Programme:
    """Read a programme whose ``source`` keys lead to ``sources``; ``file`` names it in messages.

    Raises ProgrammeFault with every fault of form and reference, or, where there is none, with
    every lint of ``find_lints``: what is returned has no lint.
    """
    top = open_file(text, file)
    head = top.table("programme")
    exercises = _exercises(top, sources)
    known = tuple(exercise.id for exercise in exercises if exercise.id)
    phases = tuple(_phase(table, known, sources) for table in top.tables("phase", _PHASES_MAX))
    _note_twice(top, "phase", tuple(phase.id for phase in phases))
    programme = _programme(head, exercises, phases, sources)
    top.close()
    top.faults.check()
    for lint in find_lints(programme):
        top.faults.add(lint.place, lint.found, lint.allowed)
    top.faults.check()
    return programme


def _programme(
    table: Table, exercises: tuple[Exercise, ...], phases: tuple[Phase, ...], sources: Collection[str]
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
    )
    table.close()
    return programme


def _exercises(top: Table, sources: Collection[str]) -> tuple[Exercise, ...]:
    tables = top.tables("exercise", _EXERCISES_MAX)
    exercises = tuple(_exercise(table, sources) for table in tables)
    _note_twice(top, "exercise", tuple(exercise.id for exercise in exercises))
    return exercises


def _exercise(table: Table, sources: Collection[str]) -> Exercise:
    exercise = Exercise(
        id=table.slug("id"),
        name=table.text("name"),
        unit=table.word("unit", Unit),
        side=table.word("side", SideRule),
        loading=table.flag("loading"),
        unit_seconds=table.whole("unit_seconds", 1, _UNIT_MAX_S),
        rest_s=table.whole("rest_s", 0, _REST_MAX_S),
        cues=table.texts("cue", 0),
        stop_if=table.texts("stop_if", 0),
        sources=table.refs("source", sources, 1),
    )
    table.close()
    return exercise


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
        criteria=table.texts("criteria", 0),
        prescriptions=tuple(_dose(dose, exercises, sources) for dose in doses),
        sources=table.refs("source", sources, 1),
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
