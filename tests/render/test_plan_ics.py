"""What is written by a person stays a text in a calendar, and every line keeps its measure."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from rehab.domain.days import Week
from rehab.domain.plan import week_plan
from rehab.domain.text import clean
from rehab.render.plan_ics import plan_ics
from tests.samples import MONDAY, diary, exercise, programme

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def calendar_of(name: str, now: datetime = NOW) -> str:
    book = diary(programme(exercises=(replace(exercise(), name=name),)))
    return plan_ics(book, week_plan(book, Week(MONDAY), MONDAY), (), now, MONDAY)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_name_is_read_back_as_it_is(name: str) -> None:
    text = calendar_of(name)
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in "".join(lines)
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [date(2026, 3, n) for n in (2, 4, 6)]
    for event in events:
        assert str(event["DESCRIPTION"]).startswith(f"{clean(name)}: 3×8\n")


def test_a_name_cannot_end_its_line_or_add_a_property() -> None:
    text = calendar_of("x\r\nEND:VEVENT\nATTACH:https://example.org;,\\n")
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 3
    assert "\r\nATTACH" not in text


def test_the_instant_is_written_in_utc() -> None:
    assert "DTSTAMP:20260302T090000Z" in calendar_of("x")
    assert "UID:p1-2026-03-02@rehab" in calendar_of("x")
