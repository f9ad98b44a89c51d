"""What a report has to say about itself: what is missing, what was changed, and what was left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rehab.domain.days import Week, week_of
from rehab.domain.diary import Diary
from rehab.domain.measures import Due
from rehab.domain.record import Revision
from rehab.domain.screen_due import ScreenDue, screen_due
from rehab.domain.screening import Screening

VOID = "void"


@dataclass(frozen=True, slots=True)
class Missing:
    """What was not given in a period, in counts; ``days`` are those of it that have come.

    ``unlogged`` are the days without any entry and ``no_morning`` those without a morning score.
    ``unscored`` of all ``bouts`` have no score during. ``unscreened`` are the ``ended`` weeks without the
    weekly questions. ``screen`` is due now, and ``measures`` are.
    """

    days: int
    unlogged: tuple[date, ...]
    no_morning: tuple[date, ...]
    bouts: int
    unscored: int
    ended: int
    unscreened: int
    screen: ScreenDue | None
    measures: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A revision that changed, withdrew or brought back an entry, with what the entry said before."""

    revision: Revision
    before: Revision | None

    @property
    def withdrawn(self) -> bool:
        """Whether the entry was withdrawn by it."""
        return self.revision.state == VOID


@dataclass(frozen=True, slots=True)
class Changed:
    """The amendments of entries of a period; ``elsewhere`` counts those of entries of other days."""

    amendments: tuple[Amendment, ...]
    elsewhere: int

    @property
    def withdrawn(self) -> int:
        """How many of the amendments withdrew an entry."""
        return sum(one.withdrawn for one in self.amendments)

    @property
    def amended(self) -> int:
        """How many of the amendments changed an entry or brought it back."""
        return len(self.amendments) - self.withdrawn


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Entries on record that a report does not list: of before its period by kind, and of after its day."""

    before: Mapping[str, int]
    later: int


def missing(
    screening: Screening, diary: Diary, weeks: Sequence[Week], day: date, due: tuple[Due, ...]
) -> Missing:
    """What was not given in some training weeks up to ``day``."""
    days = tuple(one for week in weeks for one in week.days if one <= day)
    mornings = diary.morning_by_day
    bouts = [bout for one in days for bout in diary.bouts_by_day.get(one, ())]
    ended = [week for week in weeks if week.end <= day and week.end > diary.starts]
    screened = {week_of(diary.starts, one.day) for one in diary.screens if one.full or one.weekly}
    return Missing(
        days=len(days),
        unlogged=tuple(one for one in days if one not in diary.logged_days),
        no_morning=tuple(one for one in days if one not in mornings or mornings[one].score is None),
        bouts=len(bouts),
        unscored=sum(bout.pain_during is None for bout in bouts),
        ended=len(ended),
        unscreened=sum(week not in screened for week in ended),
        screen=screen_due(screening, diary, day),
        measures=due,
    )


def changed(revisions: Sequence[Revision], first: date, day: date) -> Changed:
    """The amendments among all revisions, by the days of the entries, from ``first`` up to ``day``."""
    found: list[Amendment] = []
    known: dict[str, Revision] = {}
    elsewhere = 0
    for revision in revisions:
        before = known.get(revision.entry)
        known[revision.entry] = revision
        if revision.number == 1 and revision.state != VOID:
            continue
        days = (revision.day, before.day if before else revision.day)
        if any(first <= one <= day for one in days):
            found.append(Amendment(revision, before))
        else:
            elsewhere += 1
    return Changed(tuple(found), elsewhere)


def left_out(diary: Diary, first: date, end: date, day: date) -> LeftOut:
    """The entries of a diary that a report of a period does not list."""
    groups: dict[str, Iterable[date]] = {
        "bouts": (one.day for one in diary.bouts),
        "mornings": (one.day for one in diary.mornings),
        "rest days": (one.day for one in diary.rests),
        "screens": (one.day for one in diary.screens),
        "treatments": (one.day for one in diary.treatments),
        "questions": (one.day for one in diary.questions),
        "phases begun": (one.day for one in diary.phases),
        "clearances": (one.day for one in diary.clearances),
        "clinicians' notes": (one.day for one in diary.notes),
        "exceptions": (one.until for one in diary.overrides if one.until is not None),
    }
    counts = {name: sum(one < first for one in days) for name, days in groups.items()}
    ahead = sum(start.day >= end for start in diary.phases)
    ahead += sum(one.day > day and (one.since or one.day) >= end for one in diary.overrides)
    later = diary.entries - diary.upto(day).entries + ahead
    return LeftOut({name: count for name, count in counts.items() if count}, later)
