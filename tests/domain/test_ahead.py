"""Living on from today: what is to come is done, what was given or missed stays, and how far it goes."""

from datetime import date, timedelta

from rehab.domain.ahead import Ahead, plans_ahead
from rehab.domain.days import Week
from rehab.domain.diary import Diary, Morning
from rehab.domain.plan import week_plan
from tests.samples import MONDAY, bout, diary, phase, programme, with_entries

WEEK = Week(MONDAY)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def lived(book: Diary, today: date) -> Diary:
    """The first week lived to its end from a day in it."""
    patient = Ahead(today)
    book = patient.wake(book, WEEK)
    return patient.act(book, week_plan(book, WEEK, today))


def test_a_week_under_way_is_lived_from_today_on() -> None:
    """Monday's session and the first two mornings were missed, and stay so."""
    found = lived(diary(), day(2))
    assert [one.day for one in found.bouts] == [day(2), day(4)]
    assert [one.day for one in found.mornings] == [day(n) for n in range(2, 7)]


def test_what_today_holds_already_is_not_given_again() -> None:
    book = with_entries(diary(), bout(day(2), 20), Morning("given", day(2), 3))
    found = lived(book, day(2))
    assert [(one.day, one.amount) for one in found.bouts] == [(day(2), 20), (day(4), 24)]
    assert [one.day for one in found.mornings] == [day(n) for n in range(2, 7)]
    assert [one.score for one in found.mornings] == [3, 0, 0, 0, 0]


def test_it_looks_two_years_ahead_of_the_present_week() -> None:
    plans = list(plans_ahead(diary(programme(phase(deload=False))), Ahead(MONDAY)))
    assert [plans[n].week for n in (0, 1, -1)] == [WEEK, WEEK.shifted(1), WEEK.shifted(104)]
