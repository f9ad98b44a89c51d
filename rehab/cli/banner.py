"""Open emergencies come first: before anything else that a verb says, on stderr."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rehab.cli.output import tell

if TYPE_CHECKING:
    from rehab.domain.findings import Finding


def tell_urgent(arguments: argparse.Namespace) -> None:
    """Tell every open emergency and same-day finding of the diary that the command would open.

    A diary that is not there or cannot be read is left to the verb, which says so itself.
    """
    from rehab.actions.failures import FORESEEN
    from rehab.actions.screen import urgent_in_file
    from rehab.render.words import finding_line

    try:
        found = urgent_in_file(arguments.diary, arguments.patient, arguments.today)
    except FORESEEN:
        return
    for person, finding in found:
        tell(f"■ {person.name}, born {person.born.year}: {finding_line(finding)}")


def tell_other(found: "Iterable[Finding]") -> None:
    """Tell the findings that ``tell_urgent`` does not."""
    from rehab.domain.findings import URGENT
    from rehab.render.words import finding_line

    tell(f"! {finding_line(one)}" for one in found if one.urgency not in URGENT)
