"""What differs between two programmes: exercises, doses, phases, ceilings, and everything else they say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rehab.domain.doses import amount_text, mass_text
from rehab.domain.programmes import Criterion, Exercise, Phase, Prescription, Programme, SetPlan

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """One thing that differs. ``where`` names the part, ``what`` the field, empty for a whole part.

    ``before`` is ``None`` for what is new, ``after`` for what is gone.
    """

    where: str
    what: str
    before: str | None
    after: str | None


def programme_changes(before: Programme, after: Programme) -> tuple[ProgrammeChange, ...]:
    """Everything that differs between two programmes, in the order of the files."""
    return tuple(_differing(dict(_parts(before)), dict(_parts(after))))


def other_units(before: Programme, after: Programme) -> tuple[str, ...]:
    """The exercises of both whose volumes cannot be compared, because they are counted otherwise."""
    pairs = ((before.exercise(one.id), one) for one in after.exercises)
    return tuple(new.id for old, new in pairs if old is not None and old.volume_unit is not new.volume_unit)


def _differing(old: Mapping[str, Facts], new: Mapping[str, Facts]) -> Iterator[ProgrammeChange]:
    for where in dict.fromkeys((*old, *new)):
        was, now = old.get(where), new.get(where)
        if was is None or now is None:
            yield ProgrammeChange(where, "", _whole(was), _whole(now))
            continue
        for what in dict.fromkeys((*was, *now)):
            if was.get(what) != now.get(what):
                yield ProgrammeChange(where, what, was.get(what), now.get(what))


def _whole(facts: Facts | None) -> str | None:
    """A part in one line: its first facts, which say the most."""
    if facts is None:
        return None
    return ", ".join(f"{what} {said}" for what, said in list(facts.items())[:4])


def _parts(programme: Programme) -> Iterator[tuple[str, Facts]]:
    yield (
        "programme",
        {
            "title": programme.title,
            "id": programme.id,
            "version": programme.version,
            "status": programme.status,
            "percent": f"{programme.percent} %",
            "measures": _listed(f"{m.kind.value} every {m.every_days} days" for m in programme.measures),
            "words": programme.patient,
            "words for clinicians": programme.clinician,
            "sources": _listed(programme.sources),
        },
    )
    for phase in programme.phases:
        yield f"phase {phase.id}", _phase(phase)
    for exercise in programme.exercises:
        yield f"exercise {exercise.id}", _exercise(exercise)
    for phase in programme.phases:
        for dose in phase.prescriptions:
            yield f"dose of {dose.exercise} in {phase.id}", _dose(programme, dose)


def _phase(phase: Phase) -> Facts:
    return {
        "kind": phase.kind.value,
        "weeks": str(phase.weeks),
        "pain ceiling": str(phase.ceiling),
        "working target": str(phase.working_target),
        "lighter weeks": _yes(phase.deload),
        "title": phase.title,
        "review after": f"{phase.review_weeks or 'no'} weeks",
        "entry criteria": _criteria(phase.entry),
        "exit criteria": _criteria(phase.exit),
        "further criteria": _listed(phase.criteria),
        "words": phase.patient,
        "words for clinicians": phase.clinician,
        "sources": _listed(phase.sources),
    }


def _criteria(criteria: tuple[Criterion, ...]) -> str:
    found = []
    for one in criteria:
        names = ("at_most", "at_least", "days", "entries", "exercise", "stage", "stale_days")
        bounds = [f"{n.replace('_', ' ')} {getattr(one, n)}" for n in names if getattr(one, n) is not None]
        required = "" if one.required else " (only shown)"
        found.append(f"{one.id}: {', '.join((one.text, *bounds))}{required}")
    return _listed(found)


def _exercise(exercise: Exercise) -> Facts:
    stages = (f"walk {stage.walk_s} s, run {stage.run_s} s" for stage in exercise.stages)
    return {
        "name": exercise.name,
        "unit": exercise.unit.value,
        "side": exercise.side.value,
        "loading": _yes(exercise.loading),
        "with a load": _yes(exercise.loaded),
        "variant of": exercise.variant_of or "none",
        "stages": _listed(stages),
        "seconds for one": str(exercise.unit_seconds),
        "rest between sets": f"{exercise.rest_s} s",
        "cues": _listed(exercise.cues),
        "stop if": _listed(exercise.stop_if),
        "sources": _listed(exercise.sources),
    }


def _dose(programme: Programme, dose: Prescription) -> Facts:
    exercise = programme.exercise(dose.exercise)
    return {
        "entry": _sets(exercise, dose.entry),
        "target": _sets(exercise, dose.target),
        "days a week": str(dose.days_per_week),
        "rest days between": str(dose.min_rest_days),
        "step": str(dose.step),
        "load step": "none" if dose.load_step_g is None else mass_text(dose.load_step_g),
        "entry stage": "none" if dose.entry_stage is None else str(dose.entry_stage),
        "needed to leave the phase": _yes(dose.exit),
        "sources": _listed(dose.sources),
    }


def _sets(exercise: Exercise | None, plan: SetPlan) -> str:
    amount = str(plan.each) if exercise is None else amount_text(exercise.unit, plan.each)
    load = "" if plan.load_g is None else f" @ {mass_text(plan.load_g)}"
    return f"{plan.sets}×{amount}{load}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _listed(texts: "Iterator[str] | tuple[str, ...] | list[str]") -> str:
    return "; ".join(texts) or "none"
