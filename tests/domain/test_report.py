"""The facts of the progress report: adherence, what is missing, what was changed, what is left out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rehab.actions.plans import screening, sources
from rehab.domain.adherence import Adherence, together
from rehab.domain.days import week_of
from rehab.domain.diary import (
    Clearance,
    ClinicianNote,
    Diary,
    Event,
    Morning,
    Override,
    PhaseStart,
    Raised,
    ReviewDate,
)
from rehab.domain.findings import findings
from rehab.domain.fold import courses
from rehab.domain.plan import current_week, week_plan
from rehab.domain.readiness import readiness
from rehab.domain.record import Payload, Revision
from rehab.domain.report import Known, Report, last_day, report
from rehab.domain.trends import Trend
from rehab.domain.volume_course import volume_courses
from rehab.domain.volume_table import volume_weeks
from rehab.domain.words import EventKind, OverrideKind, Side, Urgency
from tests.samples import MONDAY, bout, diary, mornings, start_of, train, with_entries

DAY = MONDAY + timedelta(days=16)
"""A Wednesday in the third training week."""


def of(book: Diary, day: date = DAY, weeks: int = 6, revisions: Sequence[Revision] = ()) -> Report:
    known = book.upto(day)
    folded = tuple(courses(known, current_week(known, day), day))
    return report(
        Known(
            diary=book,
            revisions=revisions,
            screening=screening(),
            sources=sources(),
            readiness=readiness(known, tuple(record for record, _ in folded), folded[-1][1], day),
            plan=week_plan(book, current_week(book, day), day),
            findings=findings(screening(), book, day),
            due=(),
        ),
        day,
        weeks,
    )


def trained(weeks: int = 2) -> Diary:
    book = diary()
    for week in range(weeks):
        book = train(book, week, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    return book


def test_the_period_is_the_last_weeks_up_to_the_day() -> None:
    found = of(trained(), weeks=2)
    assert [one.week.start for one in found.weeks] == [start_of(found.diary, 1), start_of(found.diary, 2)]
    assert (found.first, last_day(found)) == (start_of(found.diary, 1), DAY)
    assert [len(one.days) for one in found.weeks] == [7, 3]
    assert len(of(trained(), weeks=50).weeks) == 3, "none before the programme's start"


def test_before_the_programme_begins_there_is_a_report_of_its_first_week() -> None:
    found = of(diary(), MONDAY - timedelta(days=3))
    assert [one.week.start for one in found.weeks] == [MONDAY]
    assert found.missing.days == 0
    assert found.adherence.percent is None


def test_sessions_are_counted_when_they_have_fallen_due() -> None:
    book = train(diary(), 0, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    found = of(book)
    assert [one.adherence for one in found.weeks] == [
        Adherence(3, 3, 0),
        Adherence(3, 0, 0),
        Adherence(1, 0, 0),
    ]
    assert (found.adherence, found.adherence.percent) == (Adherence(7, 3, 0), 42)


def test_a_session_on_another_day_counts_and_one_more_is_extra() -> None:
    first = start_of(diary(), 0)
    days = (first + timedelta(days=n) for n in (1, 3, 5, 6))
    book = with_entries(diary(), *(bout(day, 8, 8, 8) for day in days))
    assert of(book).weeks[0].adherence == Adherence(3, 3, 1)


def test_a_session_done_on_the_day_itself_is_neither_due_nor_extra() -> None:
    book = with_entries(diary(), bout(MONDAY, 8, 8, 8))
    assert of(book, MONDAY).adherence == Adherence(0, 0, 0)
    assert of(book, MONDAY + timedelta(days=1)).adherence == Adherence(1, 1, 0)


def test_exercises_outside_the_programme_are_no_adherence() -> None:
    book = with_entries(diary(), bout(MONDAY, 50, name="swim"))
    assert of(book, MONDAY + timedelta(days=1)).adherence == Adherence(1, 0, 0)
    assert together(()) == Adherence(0, 0, 0)


def test_what_is_missing_is_counted_and_never_zero_pain() -> None:
    book = with_entries(
        diary(),
        bout(MONDAY, 8, pain_before=None, pain_during=None, pain_after=None),
        Morning("m", MONDAY + timedelta(days=1), None),
        Morning("m2", MONDAY + timedelta(days=2), 3),
    )
    found = of(replace(book, screens=()), MONDAY + timedelta(days=8))
    gaps = found.missing
    assert (gaps.days, len(gaps.unlogged), len(gaps.no_morning)) == (9, 6, 8)
    assert (gaps.bouts, gaps.unscored) == (1, 1)
    assert (gaps.ended, gaps.unscreened) == (1, 1)
    assert gaps.screen is not None
    day = found.weeks[0].days[0]
    assert day.logged
    assert day.scores == (None, None, None, None, None)
    assert found.trend.trend is Trend.UNKNOWN


def test_the_scores_of_a_day_are_the_worst_of_each_slot() -> None:
    book = with_entries(
        diary(),
        bout(MONDAY, 8, pain_before=2, pain_during=5, pain_after=None),
        bout(MONDAY, 8, pain_before=3, pain_during=1, pain_after=0, entry="again"),
        Morning("m", MONDAY, 4, rest_pain=6, painkiller=True),
    )
    found = of(book, MONDAY)
    assert found.weeks[0].days[0].scores == (3, 5, 0, 4, 6)
    assert found.masked == (MONDAY,)


def test_the_course_tells_the_plain_change_of_ended_weeks_only() -> None:
    book = train(train(trained(1), 1, (8, 8, 8), (8, 8, 8), (8, 8, 10)), 2, (8, 8, 8))
    (course,) = of(book).courses
    assert [one.change for one in course.weeks] == [None, 2, None]
    (short,) = of(book, weeks=2).courses
    assert [one.change for one in short.weeks] == [2, None], "against a week that is not shown"


def test_sides_stand_together_while_every_number_is_the_same() -> None:
    book = diary()
    for side in (Side.LEFT, Side.RIGHT):
        book = with_entries(book, bout(MONDAY, 5, name="swim", side=side))
    swim = [one for one in of(book).courses if one.exercise == "swim"]
    assert [one.sides for one in swim] == [(Side.LEFT, Side.RIGHT)]
    apart = with_entries(book, bout(MONDAY, 1, name="swim", side=Side.LEFT, entry="more"))
    found = volume_courses(volume_weeks(apart, DAY), DAY)
    assert [one.sides for one in found if one.exercise == "swim"] == [(Side.LEFT,), (Side.RIGHT,)]


def event(entry: str, day: date, kind: EventKind = EventKind.MEDICINE) -> Event:
    return Event(entry, day, kind, "", note="a note")


def test_treatments_and_questions_are_those_of_the_period_and_the_rest_is_counted() -> None:
    old, new = MONDAY, start_of(diary(), 2)
    book = replace(
        trained(),
        events=(
            event("e1", old),
            event("e2", new),
            event("q1", old, EventKind.QUESTION),
            event("q2", new, EventKind.QUESTION),
        ),
    )
    found = of(book, weeks=1)
    assert [one.entry for one in found.treatments] == ["e2"]
    assert [one.entry for one in found.questions] == ["q2"]
    left = found.left_out.before
    assert (left["treatments"], left["questions"], left["bouts"], left["mornings"]) == (1, 1, 6, 14)
    assert left["screens"] == 3, "one before the start, and one in each week"


def test_what_lies_ahead_is_counted_and_not_told() -> None:
    book = with_entries(trained(), bout(DAY + timedelta(days=1), 8), *mornings(DAY + timedelta(days=1), 2))
    ahead = PhaseStart("p", start_of(book, 4), "strengthen", "Dr Bell", "physio")
    found = of(replace(book, phases=(ahead,), screens=()))
    assert found.left_out.later == 4
    assert found.phases == ()
    assert found.diary.entries < replace(book, screens=()).entries


def test_a_clinicians_acts_of_the_period_are_told() -> None:
    first, now = MONDAY, start_of(diary(), 2)
    by = ("Dr Bell", "physiotherapist")
    over = Override("o1", first, OverrideKind.GRANULARITY, "raise", *by, "why", until=first)
    book = replace(
        trained(),
        overrides=(over, replace(over, entry="o2", until=None), replace(over, entry="o3", until=now)),
        notes=(ClinicianNote("n1", first, "Go on.", *by), ClinicianNote("n2", now, "Rest well.", *by)),
        reviews=(ReviewDate("v", first, DAY + timedelta(days=9), *by),),
        raised=(Raised("r", first, "U13", Urgency.TWO_WEEKS, "numb", {}),),
        clearances=(Clearance("c1", now, ("r",), *by, "Seen."), Clearance("c0", first, ("r",), *by, "No.")),
    )
    found = of(book, weeks=1)
    assert [one.entry for one in found.overrides] == ["o2", "o3"]
    assert [one.entry for one in found.notes] == ["n2"]
    assert found.review is not None
    assert [one.clearance.entry for one in found.clearances] == ["c1"]
    assert found.left_out.before["exceptions"] == 1
    assert found.left_out.before["clinicians' notes"] == 1
    assert found.left_out.before["clearances"] == 1


def revision(payload: Payload, seq: int, number: int, *, state: str = "active", day: date = DAY) -> Revision:
    at = datetime(2026, 3, 20, tzinfo=UTC)
    entry = payload.id if hasattr(payload, "id") else payload.entry
    return Revision(
        *(seq, f"u{seq}", entry, number, state, "bout", day, at, "UTC", "patient", "a slip"),
        *(f"c{seq}", "amend", "entry", payload, "0" * 64),
    )


def test_amended_and_withdrawn_entries_are_told_with_what_they_said() -> None:
    one, other = bout(DAY, 8, entry="b1"), bout(MONDAY, 5, entry="b2")
    record = (
        revision(one, 1, 1),
        revision(other, 2, 1, day=MONDAY),
        revision(replace(one, effort=3), 3, 2),
        revision(replace(one, effort=3), 4, 3, state="void"),
        revision(replace(other, effort=3), 5, 2, day=MONDAY),
    )
    changed = of(trained(), weeks=1, revisions=record).changed
    assert (changed.amended, changed.withdrawn, changed.elsewhere) == (1, 1, 1)
    assert [(c.revision.seq, c.before.seq if c.before else None) for c in changed.amendments] == [
        (3, 1),
        (4, 3),
    ]
    assert of(trained(), revisions=record).changed.amended == 2


def test_an_entry_moved_into_the_period_counts_in_it() -> None:
    one = bout(MONDAY, 8, entry="b1")
    record = (revision(one, 1, 1, day=MONDAY), revision(replace(one, day=DAY), 2, 2))
    assert of(trained(), weeks=1, revisions=record).changed.amended == 1
    back = (revision(one, 1, 1), revision(replace(one, day=MONDAY), 2, 2, day=MONDAY))
    assert of(trained(), weeks=1, revisions=back).changed.amended == 1


@pytest.mark.parametrize("weeks", [1, 2, 6])
def test_the_report_of_a_day_knows_nothing_later(weeks: int) -> None:
    book = trained(4)
    found = of(book, DAY, weeks)
    assert max(found.diary.logged_days) <= DAY
    assert found.weeks[-1].week == week_of(book.starts, DAY)
    assert all(day.day <= DAY for week in found.weeks for day in week.days)
