"""Looking at programmes: the shipped ones, and any file that a physiotherapist writes."""

from dataclasses import dataclass
from pathlib import Path

from rehab.actions.plans import digest, parsed, programme_text, shipped
from rehab.actions.refusals import Refused
from rehab.domain.programme_lints import lint_programme
from rehab.domain.programme_trial import PATIENTS, Trial, try_out, unreached
from rehab.domain.programmes import Programme

MAX_WEEKS = 260
"""So many weeks at the most are simulated."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked programme: lints (none when it is fine) and what became of each simulated patient."""

    programme: Programme
    digest: str
    lints: tuple[str, ...]
    trials: tuple[Trial, ...]


def list_programmes() -> tuple[Programme, ...]:
    """The programmes that come with rehab."""
    return tuple(parsed(text, f"{name}.toml") for name, text in shipped().items())


def show_programme(name: str) -> Programme:
    """A shipped programme by id, or one in a file."""
    return parsed(programme_text(name), Path(name).name)


def check_programme(name: str) -> Checked:
    """Read, lint and simulate a programme. Raises Refused with every fault when it cannot be read."""
    text = programme_text(name)
    programme = parsed(text, Path(name).name)
    trials = tuple(try_out(programme, patient) for patient in PATIENTS)
    lints = (*lint_programme(programme), *unreached(programme, trials[0]))
    return Checked(programme, digest(text), lints, trials)


def simulate(programme: Programme, patient: str, weeks: int | None) -> tuple[Trial, ...]:
    """Let one simulated patient, or ``all``, live through a programme, for its stated weeks or for ``weeks``.

    Raises Refused for a number of weeks out of range.
    """
    if weeks is not None and not 1 <= weeks <= MAX_WEEKS:
        raise Refused(f"{weeks} weeks cannot be simulated. Give 1 to {MAX_WEEKS}.")
    names = PATIENTS if patient == "all" else (patient,)
    return tuple(try_out(programme, name, weeks) for name in names)
