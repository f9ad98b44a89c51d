"""The caseload's order: urgency, then trend, then days without an entry; and each patient's line."""

from dataclasses import replace
from datetime import date

from rehab.domain.adherence import Adherence
from rehab.domain.caseload import CaseLine, case_line, sorted_lines
from rehab.domain.diary import ReviewDate
from rehab.domain.findings import Finding
from rehab.domain.trends import Trend
from rehab.domain.words import Urgency
from tests.samples import MONDAY, diary, train

PERSON = diary().person


def line(
    name: str, urgency: Urgency = Urgency.NONE, trend: Trend = Trend.STABLE, quiet: int | None = 0
) -> CaseLine:
    found = () if urgency is Urgency.NONE else (Finding("X", urgency, "", "", (), ()),)
    person = replace(PERSON, id=name, name=name)
    return CaseLine(person, found, trend, Adherence(0, 0, 0), None, quiet, None, False)


def order(*lines: CaseLine) -> list[str]:
    return [one.person.name for one in sorted_lines(lines)]


def test_urgency_comes_before_trend_and_trend_before_silence() -> None:
    found = order(
        line("quiet", quiet=30),
        line("worse", trend=Trend.WORSENING),
        line("soon", Urgency.TWO_WEEKS, Trend.IMPROVING),
        line("now", Urgency.EMERGENCY),
        line("today", Urgency.SAME_DAY, quiet=9),
        line("routine", Urgency.ROUTINE),
    )
    assert found == ["now", "today", "soon", "routine", "worse", "quiet"]


def test_a_course_that_cannot_be_told_comes_before_a_stable_one() -> None:
    trends = [line(one.name, trend=one) for one in Trend]
    assert order(*trends) == [
        *("WORSENING", "HIGHER", "UNKNOWN", "STABLE", "SLIGHTLY_IMPROVING", "IMPROVING"),
    ]


def test_who_never_logged_comes_first_then_the_longest_silence_then_the_name() -> None:
    found = order(
        line("b"), line("a"), line("long", quiet=20), line("never", quiet=None), line("short", quiet=3)
    )
    assert found == ["never", "long", "short", "a", "b"]


def test_a_line_tells_what_was_done_of_the_last_four_weeks() -> None:
    book = diary()
    for week in range(6):
        book = train(book, week, (24,), (24,) if week != 5 else (), (24,))
    today = date(2026, 4, 13)
    found = case_line(book, (), today)
    assert (found.adherence.planned, found.adherence.done) == (9, 8)
    assert (found.last_entry, found.quiet_days) == (date(2026, 4, 12), 1)
    assert found.urgency is Urgency.NONE


def test_entries_of_days_to_come_do_not_count() -> None:
    found = case_line(train(diary(), 1, (24,)), (), MONDAY)
    assert (found.last_entry, found.quiet_days) == (None, None)


def test_the_last_review_said_counts_and_says_when_it_has_passed() -> None:
    said = (
        ReviewDate("v1", MONDAY, date(2026, 4, 1), "Kim", "pt"),
        ReviewDate("v2", date(2026, 3, 9), date(2026, 3, 20), "Kim", "pt"),
    )
    book = replace(diary(), reviews=said)
    assert case_line(book, (), MONDAY).review == said[0]
    assert [case_line(book, (), date(2026, 3, day)).review_passed for day in (20, 21)] == [False, True]
