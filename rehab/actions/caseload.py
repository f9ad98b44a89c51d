"""Looking at a caseload: every patient of one diary file, most urgent first."""

from dataclasses import dataclass
from datetime import date

from rehab.actions.desk import Desk, diary_path, given_today
from rehab.actions.refusals import Refused
from rehab.actions.screen import open_findings
from rehab.domain.caseload import CaseLine, case_line, sorted_lines
from rehab.domain.diary import Person
from rehab.domain.text import clean
from rehab.domain.triage import highest
from rehab.domain.words import Urgency
from rehab.store.database import open_database
from rehab.store.diary_rows import patients
from rehab.store.troubles import Trouble


@dataclass(frozen=True, slots=True)
class Unread:
    """A patient whose diary could not be read, and why: shown first, because nothing is known."""

    person: Person
    why: str


@dataclass(frozen=True, slots=True)
class Caseload:
    """The patients of a file that a filter leaves, and how many it left out."""

    day: date
    lines: tuple[CaseLine, ...]
    unread: tuple[Unread, ...]
    left_out: int

    @property
    def urgency(self) -> Urgency:
        """The highest urgency of all lines."""
        return highest(line.urgency for line in self.lines)


def caseload(path: str | None, today: str | None, wanted: str = "") -> Caseload:
    """The patients in the diary file; with ``wanted``, those whose name, birth year or id has the text.

    Raises Trouble when the file cannot be used, and Refused for a filter that fits nobody.
    """
    day, database = given_today(today), open_database(diary_path(path))
    with database.read() as session:
        people = patients(session)
    kept = [one for one in people if _fits(one, wanted)]
    if people and not kept:
        raise Refused(
            f"Nobody here fits “{clean(wanted, limit=40)}”. Leave --filter out to see all {len(people)}."
        )
    lines, unread = [], []
    for person in kept:
        try:
            diary = Desk(database, person.id, day).diary()
            lines.append(case_line(diary, open_findings(diary, day), day))
        except (Trouble, Refused) as error:
            unread.append(Unread(person, str(error)))
    return Caseload(day, sorted_lines(lines), tuple(unread), len(people) - len(kept))


def _fits(person: Person, wanted: str) -> bool:
    text = wanted.strip().casefold()
    return text in f"{person.name} {person.born.year}".casefold() or person.id.startswith(text)
