"""Programmes as plain text: a list, and one in full."""

from collections.abc import Iterator, Mapping, Sequence

from rehab.domain.doses import SetDone, dose_text
from rehab.domain.measure_scales import SCALES
from rehab.domain.programmes import (
    Criterion,
    Exercise,
    Phase,
    Prescription,
    Programme,
    SetPlan,
    Source,
    Stage,
)
from rehab.domain.words import CriterionKind
from rehab.render.plan_text import minutes, stage_share
from rehab.render.why_text import source_text


def list_page(programmes: Sequence[Programme]) -> str:
    """One line a programme."""
    return "\n".join(
        f"{p.id:<28} {p.version:<7} {p.status:<9} {p.title} ({len(p.phases)} phases)" for p in programmes
    )


def programme_page(programme: Programme, sources: Mapping[str, Source]) -> str:
    """A programme in full: phases, doses, criteria, cues, stop signs and the source of every number."""
    lines = [
        f"{programme.title} — {programme.id} {programme.version}, {programme.status}",
        f"At most {programme.percent} % more a week.",
        "",
        programme.patient,
        f"For clinicians: {programme.clinician}",
    ]
    for measure in programme.measures:
        lines.append(f"Asked every {measure.every_days} days: {SCALES[measure.kind].title}.")
        lines += _sources(measure.sources, sources, "  ")
    for phase in programme.phases:
        lines += ["", *_phase_head(phase)]
        lines += criterion_lines("Ready to begin", phase.entry, sources)
        for dose in phase.prescriptions:
            exercise = programme.exercise(dose.exercise)
            if exercise is not None:
                lines += dose_lines(exercise, dose, sources)
        lines += [f"  Ready to move on: {criterion}" for criterion in phase.criteria]
        lines += criterion_lines("Ready to move on", phase.exit, sources)
    return "\n".join(lines)


def _phase_head(phase: Phase) -> list[str]:
    review = f", review after {phase.review_weeks}" if phase.review_weeks else ""
    return [
        f"{phase.title} ({phase.id}), {phase.weeks} weeks{review}, pain ceiling {phase.ceiling} of 10",
        f"  {phase.patient}",
        f"  For clinicians: {phase.clinician}",
    ]


def criterion_lines(
    heading: str, criteria: Sequence[Criterion], sources: Mapping[str, Source]
) -> Iterator[str]:
    """Criteria of a phase, each with who tells whether it is met, how long that counts, and its sources."""
    for criterion in criteria:
        shown = "" if criterion.required else ", shown only"
        yield f"  {heading}: {criterion.text} ({_told_by(criterion)}{shown})"
        yield from _sources(criterion.sources, sources, "    ")


def _told_by(criterion: Criterion) -> str:
    if criterion.measure is not None:
        return f"measured: {criterion.measure.replace('_', ' ')} {_bound(criterion)}"
    teller = "the patient says" if criterion.kind is CriterionKind.SELF_REPORT else "a clinician checks"
    return teller if criterion.stale_days is None else f"{teller}, counts for {criterion.stale_days} days"


def _bound(criterion: Criterion) -> str:
    """The bound that the program compares with, as the numbers of the file give it."""
    least = criterion.at_least
    parts = [f"at most {criterion.at_most}" if least is None else f"at least {least}"]
    if criterion.stage is not None:
        parts.append(f"stage {criterion.stage}")
    if criterion.exercise is not None:
        parts.append(criterion.exercise)
    if criterion.days is not None:
        parts.append(f"{criterion.entries} scores in {criterion.days} days")
    return ", ".join(parts)


def dose_lines(exercise: Exercise, dose: Prescription, sources: Mapping[str, Source]) -> list[str]:
    """One exercise of a phase with its dose, stages, cues, stop signs and sources."""
    entry, target = _plan(exercise, dose.entry), _plan(exercise, dose.target)
    goal = "" if entry == target else f" rising to {target}"
    kind = "" if exercise.loading else ", gentle"
    easier = f", takes the place of {exercise.variant_of}" if exercise.variant_of else ""
    by_load = f", load by {dose.load_step_g} g at a time" if dose.load_step_g else ""
    begins = "" if dose.entry_stage is None else f", from stage {dose.entry_stage}"
    out = ", to exit" if dose.exit else ""
    lines = [f"  {exercise.name} ({exercise.id}, side: {exercise.side}{kind}{easier})"]
    lines.append(f"    {entry}{goal}, {dose.days_per_week} days a week{by_load}{begins}{out}")
    lines += [_stage(n, stage, dose.entry.total) for n, stage in enumerate(exercise.stages)]
    lines += [f"    · {cue}" for cue in exercise.cues]
    lines += [f"    stop if: {sign}" for sign in exercise.stop_if]
    return lines + _sources(dose.sources, sources, "    ")


def _stage(number: int, stage: Stage, seconds: int) -> str:
    """A stage with the running that a session of so many seconds has."""
    return f"    stage {number}: {stage_share(stage)}; {minutes(stage.running(seconds))} of running a session"


def _sources(keys: Sequence[str], sources: Mapping[str, Source], indent: str) -> list[str]:
    return [f"{indent}source: {source_text(key, sources)}" for key in keys]


def _plan(exercise: Exercise, plan: SetPlan) -> str:
    return dose_text(exercise.unit, (SetDone(plan.each, plan.load_g),) * plan.sets)
