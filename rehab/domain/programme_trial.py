"""A programme tried out by simulated patients: which phase is reached when, and what keeps from the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rehab.domain.criteria import State
from rehab.domain.fold import advance
from rehab.domain.programmes import Programme
from rehab.domain.readiness import Readiness, missing_text, readiness
from rehab.domain.simulated_care import attend
from rehab.domain.simulation import ABSENT, FLARING, PERFECT, LivedWeek, Patient, healthy_diary, live

PATIENTS: dict[str, Patient] = {"perfect": PERFECT, "flaring": FLARING, "absent": ABSENT}
"""Who tries a programme out, by name."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The weeks of one simulated patient, and where that patient stands after them.

    ``reached`` are the phases in the order in which they began, each with the number of its first week,
    counted from 1; one that pain led back to stands there again.
    """

    patient: str
    weeks: tuple[LivedWeek, ...]
    reached: tuple[tuple[str, int], ...]
    after: Readiness


def try_out(programme: Programme, patient: str, weeks: int | None = None) -> Trial:
    """Let a patient named in ``PATIENTS`` live through a programme, for its stated weeks if not for others.

    Training is possible on every day; no minutes are confirmed.
    """
    count = weeks or sum(phase.weeks for phase in programme.phases)
    lived = tuple(live(healthy_diary(programme), count, PATIENTS[patient], attend))
    return Trial(patient, lived, _reached(lived), stands(lived))


def stands(lived: Sequence[LivedWeek]) -> Readiness:
    """Where somebody stands on the morning after the last of some weeks lived from the start on."""
    last = lived[-1]
    week = last.record.week.shifted(1)
    record, course = advance(last.diary, last.course, week, week.start)
    return readiness(last.diary, (*(one.record for one in lived), record), course, week.start)


def _reached(lived: Sequence[LivedWeek]) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for number, one in enumerate(lived, 1):
        if not found or found[-1][0] != one.record.phase.id:
            found.append((one.record.phase.id, number))
    return tuple(found)


def unreached(programme: Programme, trial: Trial | None = None) -> tuple[str, ...]:
    """What keeps a perfect patient from leaving a phase within its stated weeks, as sentences.

    Of several phases only the first is told: the others wait for it. In the last phase, which exit
    exercises do not reach their targets. ``trial`` is the perfect patient's, where it was made before.
    """
    trial = trial or try_out(programme, "perfect")
    begun = dict(reversed(trial.reached))
    for phase, following in pairwise(programme.phases):
        last = begun[phase.id] + phase.weeks
        if begun.get(following.id, last + 1) > last:
            missing = missing_text(stands(trial.weeks[: last - 1])) or "nothing, but it takes a week more."
            return (
                f"phase {phase.id}: a perfect patient does not leave it within {phase.weeks} weeks. "
                f"Missing: {missing}",
            )
    phase = programme.phases[-1]
    after = stands(trial.weeks[: begun[phase.id] + phase.weeks - 1])
    return tuple(
        f"phase {phase.id}: a perfect patient does not get there within {phase.weeks} weeks: "
        f"{one.criterion.text}"
        for one in after.targets
        if one.state is not State.MET
    )
