"""How simulated patients fare with a programme, as plain text: the week table, and where it ends."""

from collections.abc import Iterator

from rehab.domain.doses import amount_text
from rehab.domain.fold import WeekRecord
from rehab.domain.programme_trial import Trial
from rehab.domain.standing import SeriesWeek
from rehab.render.phase_text import found_text, next_step, stuck_text
from rehab.render.words import decision_word, minutes_text, percent_change


def weeks_page(trial: Trial) -> str:
    """The week table of one simulated patient, a line a week and exercise, and where the patient stands."""
    lines = [f"A {trial.patient} patient (reference → cap → limit → done, a week and side):"]
    for number, lived in enumerate(trial.weeks, 1):
        head = f"{number:>3} {lived.record.phase.id:<13}"
        for item in _one_side(lived.record):
            lines.append(f"{head} {_line(item)}")
            head = " " * 17
    return "\n".join([*lines, "", *outcome_lines(trial)])


def _one_side(record: WeekRecord) -> list[SeriesWeek]:
    """The first side of each exercise: simulated patients do the same on both."""
    items = list(record.series.values())
    return [item for n, item in enumerate(items) if item.exercise not in [one.exercise for one in items[:n]]]


def _line(item: SeriesWeek) -> str:
    unit = item.exercise.volume_unit
    numbers = (item.reference, item.cap, item.limit, item.done)
    chain = " → ".join(f"{amount_text(unit, n):>8}" for n in numbers)
    return f"{item.exercise.id[:26]:<26} {chain}  {decision_word(item.ruling.kind)}{running_text(item)}"


def running_text(item: SeriesWeek) -> str:
    """The stage of a week with its running minutes and their true change; empty without stages."""
    if item.stage is None or item.running is None:
        return ""
    if item.stage_before is None or item.running_before is None:
        return f"  stage {item.stage}, running {minutes_text(item.running)}"
    stage = str(item.stage) if item.stage == item.stage_before else f"{item.stage_before}→{item.stage}"
    was, now = minutes_text(item.running_before), minutes_text(item.running)
    change = percent_change(item.running, item.running_before)
    return f"  stage {stage}, running {was.removesuffix(' min')} → {now}, {change}"


def outcome_lines(trial: Trial) -> Iterator[str]:
    """Which phase was reached in which week, and what keeps the patient from going on."""
    reached = ", ".join(f"{phase} in week {week}" for phase, week in trial.reached)
    yield f"Reached: {reached}."
    after = trial.after
    yield f"After {len(trial.weeks)} weeks, in {after.stay.phase.title} ({after.stay.phase.id}):"
    for one in after.missing:
        yield f"  missing: {one.criterion.text} {found_text(one)}"
    yield f"  {next_step(after)}"
    if note := stuck_text(after):
        yield f"  {note}"
