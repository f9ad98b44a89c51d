"""Looking at programmes: the shipped ones, and any file that a physiotherapist writes."""

from dataclasses import dataclass
from pathlib import Path

from rehab.actions.plans import digest, parsed, programme_text, shipped
from rehab.domain.programme_lints import lint_programme
from rehab.domain.programmes import Programme
from rehab.domain.simulation import ABSENT, FLARING, PERFECT, LivedWeek, healthy_diary, live, unreached


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked programme: lints (none when it is fine) and the weeks of three simulated patients."""

    programme: Programme
    digest: str
    lints: tuple[str, ...]
    weeks: dict[str, tuple[LivedWeek, ...]]


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
    weeks = sum(phase.weeks for phase in programme.phases)
    simulated = {
        label: tuple(live(healthy_diary(programme), weeks, patient))
        for label, patient in (("perfect", PERFECT), ("flaring", FLARING), ("absent", ABSENT))
    }
    lints = (*lint_programme(programme), *unreached(programme))
    return Checked(programme, digest(text), lints, simulated)
