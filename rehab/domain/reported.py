"""What is open with every report of it, and what clinicians have answered, for those who read about it."""

from dataclasses import dataclass
from datetime import date

from rehab.domain.diary import Clearance, Diary, Raised
from rehab.domain.findings import Finding
from rehab.domain.triage import order


@dataclass(frozen=True, slots=True)
class Reported:
    """An open finding with each time that it was reported, oldest first; plan findings have no reports."""

    finding: Finding
    reports: tuple[Raised, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A clearance with what it answered."""

    clearance: Clearance
    findings: tuple[Raised, ...]


def reported(diary: Diary, found: tuple[Finding, ...]) -> tuple[Reported, ...]:
    """The open findings, most urgent first, each with its reports."""
    made = []
    for finding in sorted(found, key=lambda one: -order(one.urgency)):
        reports = [one for one in diary.raised if one.entry in finding.entries]
        made.append(Reported(finding, tuple(sorted(reports, key=lambda one: one.day))))
    return tuple(made)


def cleared(diary: Diary, day: date) -> tuple[Cleared, ...]:
    """The clearances given up to ``day``, oldest first, each with the findings that it answers."""
    raised = {one.entry: one for one in diary.raised}
    given = [clearance for clearance in diary.clearances if clearance.day <= day]
    return tuple(
        Cleared(clearance, tuple(raised[entry] for entry in clearance.clears if entry in raised))
        for clearance in sorted(given, key=lambda clearance: clearance.day)
    )
