"""Programmes as plain text: a list, one in full, and the week table of a check."""

from collections.abc import Mapping, Sequence

from rehab.domain.doses import SetDone, amount_text, dose_text
from rehab.domain.programmes import Exercise, Prescription, Programme, SetPlan, Source
from rehab.domain.simulation import LivedWeek
from rehab.render.why_text import source_text
from rehab.render.words import decision_word


def list_page(programmes: Sequence[Programme]) -> str:
    """One line a programme."""
    return "\n".join(
        f"{p.id:<28} {p.version:<7} {p.status:<9} {p.title} ({len(p.phases)} phases)" for p in programmes
    )


def programme_page(programme: Programme, sources: Mapping[str, Source]) -> str:
    """A programme in full: phases, doses, cues, stop signs and the source of every number."""
    lines = [
        f"{programme.title} — {programme.id} {programme.version}, {programme.status}",
        f"At most {programme.percent} % more a week.",
        "",
        programme.patient,
        f"For clinicians: {programme.clinician}",
    ]
    for phase in programme.phases:
        lines += ["", f"{phase.title} ({phase.id}), {phase.weeks} weeks, pain ceiling {phase.ceiling} of 10"]
        lines += [f"  {phase.patient}", f"  For clinicians: {phase.clinician}"]
        for dose in phase.prescriptions:
            exercise = programme.exercise(dose.exercise)
            if exercise is not None:
                lines += dose_lines(exercise, dose, sources)
        lines += [f"  Ready to move on: {criterion}" for criterion in phase.criteria]
    return "\n".join(lines)


def dose_lines(exercise: Exercise, dose: Prescription, sources: Mapping[str, Source]) -> list[str]:
    """One exercise of a phase with its dose, cues, stop signs and sources."""
    entry, target = _plan(exercise, dose.entry), _plan(exercise, dose.target)
    goal = "" if entry == target else f" rising to {target}"
    kind = "" if exercise.loading else ", gentle"
    lines = [f"  {exercise.name} ({exercise.id}, side: {exercise.side}{kind})"]
    lines.append(f"    {entry}{goal}, {dose.days_per_week} days a week" + (", to exit" if dose.exit else ""))
    lines += [f"    · {cue}" for cue in exercise.cues]
    lines += [f"    stop if: {sign}" for sign in exercise.stop_if]
    lines += [f"    source: {source_text(key, sources)}" for key in dose.sources]
    return lines


def _plan(exercise: Exercise, plan: SetPlan) -> str:
    return dose_text(exercise.unit, (SetDone(plan.each, plan.load_g),) * plan.sets)


def weeks_page(label: str, weeks: Sequence[LivedWeek]) -> str:
    """The week table of one simulated patient: a line a week and exercise, one side shown."""
    lines = [f"A {label} patient:"]
    for number, lived in enumerate(weeks, 1):
        seen = set()
        for item in lived.record.series.values():
            if item.exercise.id in seen:
                continue
            seen.add(item.exercise.id)
            unit = item.exercise.unit
            numbers = (item.reference, item.cap, item.limit, item.done)
            chain = " → ".join(f"{amount_text(unit, n):>8}" for n in numbers)
            head = f"{number:>3} {lived.record.phase.id:<13}" if len(seen) == 1 else " " * 17
            lines.append(f"{head} {item.exercise.id[:26]:<26} {chain}  {decision_word(item.ruling.kind)}")
    return "\n".join(lines)
