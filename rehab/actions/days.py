"""What a day says beside its bouts: the morning's scores, and rest days."""

from dataclasses import replace
from datetime import date

from rehab.actions.daily import Logged, asks, checked_day
from rehab.actions.desk import Desk, new_change, new_id, stamp
from rehab.actions.numbers import check_whole
from rehab.actions.red_flags import raise_known
from rehab.actions.refusals import Refused
from rehab.actions.screen import open_findings
from rehab.domain.agenda import agenda
from rehab.domain.decision_changes import Changed, amended, changed_decisions
from rehab.domain.diary import Diary, Morning, RestDay
from rehab.domain.limits import MINUTES_MAX, PAIN_MAX, WOKEN_MAX
from rehab.domain.notices import morning_notices
from rehab.domain.words import BreakReason
from rehab.store.entries import add, amend
from rehab.store.history import revisions


def rest(desk: Desk, *, day: date | None = None, why: BreakReason | None = None, note: str = "") -> Logged:
    """Record a rest day. A day that already has one gets the new reason instead of a second entry."""
    day = checked_day(desk, day)
    diary = desk.diary()
    old = next((r for r in diary.rests if r.day == day), None)
    entry = RestDay(old.entry if old else new_id(), day, why, note)
    diary = _give_again(desk, old, entry, f"rest day {day}")
    return _told(desk, diary, (entry,), day)


def fill_rest(
    desk: Desk, *, day: date | None = None, why: BreakReason | None = None, note: str = ""
) -> Logged:
    """Mark the days of a week, this one up to today or another up to ``day``, without entry as rest days."""
    day = checked_day(desk, day)
    diary = desk.diary()
    days = [d for d in (*agenda(diary, day, desk.today).unlogged, day) if d not in diary.logged_days]
    if not days:
        raise Refused(f"Every day of the week up to {day} has an entry. There is nothing to fill.")
    entries = [RestDay(new_id(), d, why, note) for d in days]
    desk.save(entries, f"rest days {days[0]} to {days[-1]}")
    return _told(desk, desk.diary(), tuple(entries), day)


def morning(desk: Desk, given: Morning) -> Logged:
    """Record a morning's scores. Given again for the same day, the new scores amend the old ones."""
    old, given = _as_given(desk, given)
    diary = _give_again(desk, old, given, f"morning {given.day}")
    return _told(desk, diary, (given,), given.day, morning_notices(given))


def morning_changes(desk: Desk, given: Morning) -> tuple[Changed, ...]:
    """The decisions that a morning given again would change; none for one that was not given yet."""
    old, given = _as_given(desk, given)
    if old is None:
        return ()
    diary = desk.diary()
    return changed_decisions(diary, amended(diary, old.entry, given), desk.today)


def _as_given(desk: Desk, given: Morning) -> tuple[Morning | None, Morning]:
    """The morning that is on record for the day, and what it says with the new answers."""
    day = checked_day(desk, given.day)
    check_whole("morning", given.score, PAIN_MAX)
    check_whole("rest pain", given.rest_pain, PAIN_MAX)
    check_whole("stiffness", given.stiffness_min, MINUTES_MAX)
    check_whole("woken", given.woken, WOKEN_MAX)
    old = desk.diary().morning_by_day.get(day)
    given = replace(given, entry=old.entry if old else given.entry or new_id())
    if old is not None:
        names = ("score", "rest_pain", "stiffness_min", "woken", "limp", "painkiller")
        kept = {name: getattr(old, name) for name in names if getattr(given, name) is None}
        given = replace(given, note=given.note or old.note, **kept)
    check_morning(given)
    return old, given


def check_morning(given: Morning) -> None:
    """Raise Refused for a morning that gives nothing: it would count as a day with an entry."""
    scores = (given.score, given.rest_pain, given.stiffness_min, given.woken)
    if given.note or any(n is not None for n in (*scores, given.limp, given.painkiller)):
        return
    raise Refused("The morning gives nothing. Give a score from 0 to 10, or another answer.")


def _give_again(desk: Desk, old: Morning | RestDay | None, new: Morning | RestDay, description: str) -> Diary:
    with desk.write() as session:
        if old is None:
            add(session, desk.patient, [new], new_change(description), stamp())
        elif replace(new, entry=old.entry) != old:
            number = revisions(session, desk.patient, old.entry)[-1].number
            again = replace(new, entry=old.entry)
            amend(
                session,
                desk.patient,
                old.entry,
                number,
                again,
                new_change(f"{description}, again"),
                stamp(),
                "given again",
            )
        return raise_known(desk, session, old.entry if old else new.entry)


def _told(
    desk: Desk,
    diary: Diary,
    entries: tuple[Morning | RestDay, ...],
    day: date,
    notices: tuple[str, ...] = (),
) -> Logged:
    page = agenda(diary, day, desk.today)
    return Logged(entries, page, (*notices, *asks(desk, diary, entries)), open_findings(diary, desk.today))
