"""What a week's end makes of R and of the counts, each case of design §4.1 on both sides."""

from dataclasses import replace

import pytest

from rehab.domain.because import Row
from rehab.domain.standing import SeriesWeek, Standing, close
from rehab.domain.words import DecisionKind as Kind
from tests.domain.cases import planned, ruled, series_week, stood

REGRESS = ruled("P4", Kind.REGRESS, 57)
BACK = ruled("P5", Kind.RE_ENTRY, 54)
LIGHTER = ruled("P10", Kind.DELOAD, 54)


def week(done: int, *rows: Row, base: int = 72, **changes: object) -> SeriesWeek:
    """A week of three sessions of 24, with what was done of it."""
    matched = {"rows": rows, "ruling": rows[0]} if rows else {}
    return series_week(base, done, **{"sessions": planned(24, 24, 24), **matched, **changes})


def after(found: SeriesWeek, *, qualifies: bool = True, due: int = 72, short: bool = False) -> Standing:
    return close(stood(shortfalls=(short,)), found, qualifies=qualifies, due=due)


def test_an_untouched_week_undoes_a_break_and_keeps_a_regress() -> None:
    assert after(week(0)).reference == 72
    assert after(week(0, BACK, base=54, reference=72)).reference == 72
    assert after(week(0, REGRESS, base=57, reference=72)).reference == 57
    assert after(week(0, REGRESS, BACK, base=54, reference=72)).reference == 57


@pytest.mark.parametrize("done", [1, 54, 200])
def test_a_lighter_week_keeps_r_whatever_was_done(done: int) -> None:
    assert after(week(done, LIGHTER)).reference == 72


@pytest.mark.parametrize(("done", "reference"), [(72, 72), (75, 75), (79, 79), (90, 79)])
def test_r_rises_to_what_was_done_and_allowed(done: int, reference: int) -> None:
    assert after(week(done)).reference == reference
    assert after(week(done), qualifies=False).reference == 72


def test_r_rises_in_whole_steps() -> None:
    coarse = replace(week(78, base=70), prescription=replace(week(0).prescription, step=5))
    assert after(coarse).reference == 75


@pytest.mark.parametrize(
    ("done", "due", "short", "reference"),
    [
        (66, 66, True, 72),
        (65, 66, True, 65),
        (48, 72, False, 72),
        (47, 72, False, 54),
        (60, 72, True, 60),
        (48, 72, True, 54),
        (30, 48, False, 72),
        (23, 48, False, 54),
    ],
)
def test_r_after_a_short_week(done: int, due: int, short: bool, reference: int) -> None:
    assert after(week(done), due=due, short=short).reference == reference


def test_a_first_week_and_a_week_back_keep_r_though_they_are_short() -> None:
    assert after(week(5, first=True), short=True).reference == 72
    assert after(week(5, BACK, base=54), short=True).reference == 54


def test_a_short_week_never_takes_r_below_half_the_entry_dose() -> None:
    assert after(week(5, base=40), short=True, due=40).reference == 36
    assert after(week(5, base=30), short=True, due=30).reference == 30


@pytest.mark.parametrize(
    ("found", "count"), [(week(72), 3), (week(72, LIGHTER), 0), (week(72, REGRESS), 0), (week(72, BACK), 0)]
)
def test_qualifying_weeks_count_until_something_restarts_them(found: SeriesWeek, count: int) -> None:
    assert close(stood(qualified=2), found, qualifies=True, due=72).qualified == count
    assert close(stood(qualified=2), week(72), qualifies=False, due=72).qualified == 2


def test_a_week_leaves_what_the_next_one_looks_back_to() -> None:
    found = after(week(72, LIGHTER), qualifies=False)
    assert (found.after_deload, found.previous_qualified, found.phase) == (True, False, "strengthen")
    assert found.previous == week(72, LIGHTER)
    assert after(week(72)).previous_qualified
    assert not after(week(72)).after_deload


def test_first_holds_until_something_was_done() -> None:
    assert after(week(0, first=True)).first
    assert not after(week(1, first=True)).first
    assert not after(week(0)).first


def test_an_exercise_begins_with_nothing_behind_it() -> None:
    new = Standing()
    assert (new.reference, new.qualified, new.shortfalls, new.clean) == (0, 0, (), None)
    assert (new.first, new.after_deload, new.previous_qualified) == (True, False, False)
    plain = week(0)
    assert (plain.short_weeks, plain.limit_before, plain.guards, plain.override) == (0, 0, (), None)
    assert series_week().largest_planned == 0


def test_a_short_week_is_only_one_that_asked_for_r() -> None:
    assert [week(done).below_reference for done in (0, 1, 71, 72)] == [False, True, True, False]
    assert not week(50, LIGHTER).below_reference
