"""Red flags on record: which stand open, and which a screen or a treatment newly raises (design §4.11).

What was raised stays raised, whatever is answered, amended or withdrawn later. Only a clearance that
names the entry ends it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from rehab.domain.diary import Clearance, Fact, Raised
from rehab.domain.triage import Hit, highest, order
from rehab.domain.words import Urgency


def open_on(raised: Iterable[Raised], clearances: Iterable[Clearance], day: date) -> tuple[Raised, ...]:
    """What stands open on ``day``, most urgent first, then in the order of raising."""
    cleared = {entry for clearance in clearances if clearance.day <= day for entry in clearance.clears}
    found = [one for one in raised if one.day <= day and one.entry not in cleared]
    return tuple(sorted(found, key=lambda one: -order(one.urgency)))


def last_cleared(
    items: Collection[str], raised: Iterable[Raised], clearances: Iterable[Clearance], day: date
) -> date | None:
    """The newest day up to ``day`` on which a clearance answered one of these items; ``None`` without."""
    entries = {one.entry for one in raised if one.item in items}
    days = (c.day for c in clearances if c.day <= day and entries & {*c.clears})
    return max(days, default=None)


def seen_from(day: date, raised: Iterable[Raised]) -> date:
    """The day to look from: what was raised later stays seen when somebody looks from an earlier day."""
    return max((day, *(one.day for one in raised)))


def newly_raised(
    hits: Iterable[Hit],
    said: Mapping[str, Fact],
    raised: tuple[Raised, ...],
    clearances: tuple[Clearance, ...],
    day: date,
    risen: Callable[[date], Collection[str]],
) -> tuple[Hit, ...]:
    """The hits to be raised on ``day``, beside what was ``raised`` before.

    A cause that was cleared is raised again by something ``said`` anew, by a higher urgency, or by a fact
    that has risen since the clearance; an old fact of the profile does not come back every week.
    Something said anew while the cause is open counts as the same cause once more. ``risen`` names the
    facts that were not known on some day since.
    """
    return tuple(hit for hit in hits if _raises(hit, said, raised, clearances, day, risen))


def _raises(
    hit: Hit,
    said: Mapping[str, Fact],
    raised: tuple[Raised, ...],
    clearances: tuple[Clearance, ...],
    day: date,
    risen: Callable[[date], Collection[str]],
) -> bool:
    earlier = [one for one in raised if one.item == hit.item.id and one.day <= day]
    standing = open_on(earlier, clearances, day)
    measure = highest(one.urgency for one in standing or earlier)
    if not earlier or order(hit.urgency) > order(measure):
        return True
    if any(key in said and said[key] == value for key, value in hit.facts.items()):
        return True
    if standing:
        return False
    entries = {one.entry for one in earlier}
    cleared = max(c.day for c in clearances if c.day <= day and entries & {*c.clears})
    return any(key in risen(cleared) for key in hit.facts)


def stops(flags: Iterable[Raised]) -> Urgency:
    """The most urgent of some flags; ``none`` without any."""
    return highest(one.urgency for one in flags)
