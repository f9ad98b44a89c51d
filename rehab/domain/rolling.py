"""The rolling guard: no seven days running above the higher limit of the weeks they touch (design §4.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rehab.domain.days import Week, days_between
from rehab.domain.rule import floor_step
from rehab.domain.volume import DaySums

Sessions = tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Room:
    """What the guard looks at: the week, its limit and that of the week before, and what was done.

    Days before ``since``, the programme's start, do not count, nor do days from ``known`` on, which were
    not lived yet when the plan was made. ``next_day`` is the first session day of the week after;
    ``apart`` the least number of days from one session to the next; ``step`` the smallest change of a
    session.
    """

    week: Week
    limit: int
    limit_before: int
    done: DaySums
    since: date
    known: date
    next_day: date
    apart: int
    step: int

    def left(self, day: date, planned: Mapping[date, int]) -> int:
        """What seven days ending on ``day`` leave for it, beside what was done and is planned."""
        days = days_between(max(self.since, day - timedelta(days=6)), day + timedelta(days=1))
        bound = max(self.limit, self.limit_before) if days[0] < self.week.start else self.limit
        done = sum(self.done.get(one, 0) for one in days if one < self.known)
        return bound - done - sum(planned.get(one, 0) for one in days)


def roll(sessions: Sequence[tuple[date, int]], room: Room) -> Sessions:
    """The sessions with none over the guard: moved by a day before they shrink, in whole steps.

    A session moves only to the next day, within the week, and not closer to another one than its rest days
    allow.
    """
    placed: dict[date, int] = {}
    for n, (day, amount) in enumerate(sessions):
        following = sessions[n + 1][0] if n + 1 < len(sessions) else room.next_day
        chosen = day
        if amount > room.left(day, placed) and _may_move(day, following, room):
            later = day + timedelta(days=1)
            if room.left(later, placed) > room.left(day, placed):
                chosen = later
        fits = floor_step(max(0, min(amount, room.left(chosen, placed))), room.step)
        if fits:
            placed[chosen] = fits
    return tuple(sorted(placed.items()))


def _may_move(day: date, following: date, room: Room) -> bool:
    later = day + timedelta(days=1)
    if later not in room.week or (later < room.known and room.done.get(later)):
        return False
    return (following - later).days >= room.apart
