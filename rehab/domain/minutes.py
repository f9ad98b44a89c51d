"""The minutes guard: a week takes at most 110 % of the time that R of all exercises would (design §4.3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rehab.domain.programmes import Series
from rehab.domain.rule import half_entry, over, share
from rehab.domain.schedule import lay_sets, session_seconds, spread
from rehab.domain.standing import SeriesWeek

MINUTES_PERCENT = 10
"""Planned time may be this much above the time of R (project rule, design §4.3)."""

Relay = Callable[[Series, int], tuple[tuple[date, int], ...]]
"""The sessions of a series when its week holds at most so much."""


def seconds_of(week: SeriesWeek, sessions: Sequence[tuple[date, int]] | None = None) -> int:
    """The estimated seconds of a series' planned sessions, rests included."""
    laid = week.sessions if sessions is None else sessions
    return sum(
        session_seconds(week.exercise, lay_sets(amount // (week.load_g or 1), week.prescription))
        for _, amount in laid
    )


def reference_seconds(week: SeriesWeek, sessions: int) -> int:
    """The estimated seconds that R of a series would take on so many days."""
    laid = spread(week.base, [week.base] * sessions, week.lay_step)
    return seconds_of(week, [(week.week.start, amount) for amount in laid])


def fit(weeks: Mapping[Series, SeriesWeek], basis: int, relay: Relay) -> dict[Series, SeriesWeek]:
    """The weeks with their plans cut until their time is at most 110 % of ``basis``.

    What is new comes before growth, so that an exercise enters as soon as R of the others leaves room for
    it: while what has begun stays at R, new exercises lose a set a session each, down to half an entry
    session, then they are left out, the last of the file first. The room that is then left goes to growth
    in file order, so that what finds no room holds nobody back, and R and the room of the next weeks grow.
    """
    found = dict(weeks)
    if not too_long(found, basis):
        return found

    def lay(series: Series, most: int) -> None:
        week, laid = weeks[series], relay(series, most)
        guards = week.guards if laid == week.sessions else (*week.guards, "MINUTES")
        found[series] = replace(week, sessions=laid, guards=guards)

    growing = {s: week for s, week in weeks.items() if not week.first and not week.override}
    for series, week in growing.items():
        lay(series, week.base)
    for series, most in _cuts(weeks):
        if not too_long(found, basis):
            break
        lay(series, most)
    for series, week in growing.items():
        for most in (*range(week.limit, week.base, -week.lay_step), week.base):
            lay(series, most)
            if not too_long(found, basis):
                break
    return found


def too_long(weeks: Mapping[Series, SeriesWeek], basis: int) -> bool:
    """Whether the planned time passes the guard. What an exception allows above R counts as R does."""
    times = (
        min(reference_seconds(week, len(week.sessions)), seconds_of(week))
        if week.override
        else seconds_of(week)
        for week in weeks.values()
    )
    return over(sum(times), basis, MINUTES_PERCENT)


def _cuts(weeks: Mapping[Series, SeriesWeek]) -> list[tuple[Series, int]]:
    """The cuts of new exercises in the order in which they are tried, each with the most then planned."""
    new = [(series, week) for series, week in weeks.items() if week.first and not week.override]
    sets = max((week.prescription.entry.sets for _, week in new), default=0)
    fewer = [(series, _without(week, less)) for less in range(1, sets) for series, week in new]
    half = [(series, half_entry(week.entry, week.step)) for series, week in new]
    return [*fewer, *half, *((series, 0) for series, _ in reversed(new))]


def _without(week: SeriesWeek, less: int) -> int:
    """The entry dose of a week with ``less`` sets a session fewer, not under half of it."""
    sets = week.prescription.entry.sets
    left = share(week.entry, 100 * max(1, sets - less) // sets, week.step)
    return max(left, half_entry(week.entry, week.step))
