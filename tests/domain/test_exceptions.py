"""A clinician's limit, dose, lighter week and faster way back: what they change, and what they never do."""

from dataclasses import replace
from datetime import date

import pytest

from rehab.domain.because import Because
from rehab.domain.case import Case
from rehab.domain.decision_table import matching
from rehab.domain.diary import Diary, Override, Raised
from rehab.domain.evidence import Evidence
from rehab.domain.exceptions import EXCEPTION, excepted_row, faster_cap
from rehab.domain.programmes import SetPlan
from rehab.domain.rules import rule
from rehab.domain.standing import SeriesWeek, Standing, close
from rehab.domain.words import DecisionKind as Kind
from rehab.domain.words import OverrideKind, Urgency
from tests.domain.cases import case, exception, loaded, ruled, series_week, stood
from tests.samples import (
    diary,
    exercise,
    mornings,
    phase,
    prescription,
    programme,
    records,
    start_of,
    train,
    train_as_planned,
    with_entries,
)

PLAIN = programme(phase(prescription(target=(3, 30)), deload=False))
SECOND = date(2026, 3, 9)
THIRD = date(2026, 3, 16)


def limit(amount: int, **changes: object) -> Override:
    return exception(kind=OverrideKind.LIMIT, day=SECOND, amount=amount, **changes)


def dose(sets: int, each: int, **changes: object) -> Override:
    return exception(kind=OverrideKind.DOSE, day=SECOND, sets=sets, amount=each, **changes)


def with_exception(book: Diary, *made: Override) -> Diary:
    return replace(book, overrides=(*book.overrides, *made))


def last(book: Diary, weeks: int) -> SeriesWeek:
    return records(book, weeks)[-1]


def trained(weeks: int = 1) -> Diary:
    return train_as_planned(diary(PLAIN), range(weeks))


@pytest.mark.parametrize(
    ("amount", "kind", "base"), [(90, Kind.PROGRESS, 72), (72, Kind.HOLD, 72), (50, Kind.HOLD, 50)]
)
def test_a_limit_stands_in_place_of_the_rules_and_says_by_whom(amount: int, kind: Kind, base: int) -> None:
    week = last(with_exception(trained(), limit(amount, until=THIRD)), 2)
    assert (week.limit, week.ruling.kind, week.ruling.rule, week.base) == (amount, kind, "P14", base)
    assert (week.override, week.reference, week.cap) == ("o1", 72, 79)
    assert week.ruling.text == (
        f"A clinician set {amount} reps for the week. Exception of Dr A, physiotherapist, of 2026-03-09 "
        f"until 2026-03-16: stuck. The rules alone would allow {79 if base == 72 else 55} reps."
    )
    assert week.ruling.because[0] == Because("o1", SECOND, "override", "limit")
    assert [row.rule for row in week.rows] == ["P13", "P14"]


def test_a_limit_passes_no_guard_and_no_target() -> None:
    week = last(with_exception(trained(), limit(300)), 2)
    assert (week.limit, week.planned, week.guards) == (300, 78, ("SESSION",))
    assert [amount for _, amount in week.sessions] == [26, 26, 26]
    assert "The plan stays at the target of 270 reps." in week.ruling.text


def test_a_dose_is_each_session_with_its_own_sets_past_target_and_session_guard() -> None:
    week = last(with_exception(trained(), dose(4, 25)), 2)
    assert (week.limit, [amount for _, amount in week.sessions]) == (300, [100, 100, 100])
    assert week.guards == ()
    assert (week.prescription.entry.sets, week.prescription.entry.each) == (4, 25)
    assert "in 3 sessions of the same dose" in week.ruling.text


def test_a_dose_done_as_allowed_becomes_r_and_is_no_spike() -> None:
    book = train_as_planned(with_exception(trained(), dose(4, 25, until=SECOND)), range(1, 2))
    week = last(book, 3)
    assert (week.reference, week.override, week.ruling.rule) == (300, None, "P13")
    assert week.matched("P8") is None


def test_a_session_above_the_dose_that_was_given_is_a_spike_though_others_were_as_given() -> None:
    book = train(with_exception(trained(), dose(4, 25, until=SECOND)), 1, (100,), (150,), (50,))
    row = last(book, 3).matched("P8")
    assert row is not None
    assert [(fact.day, fact.value) for fact in row.because] == [(date(2026, 3, 11), 150)]


def test_a_dose_below_r_with_a_load_between_the_steps_leaves_r_in_whole_steps() -> None:
    """1×5 at 2250 g three times are 33 750 gram·reps; a step is 1×500."""
    loads = replace(loaded(2000, 3000, 500), entry=SetPlan(3, 8, 2000))
    made = dose(1, 5, load_g=2250)
    held = case(exercise=exercise(loaded=True), prescription=loads, sessions=3, limiting=made,
                standing=stood(144_000), entry=60_000)  # fmt: skip
    assert (held.excepted, held.base) == (33_750, 33_500)


def test_an_exception_that_asks_for_r_after_pain_is_a_hold_and_earns_no_load_or_stage() -> None:
    evidence = Evidence(True, (), severe=(Because("b1", date(2026, 3, 6), "pain_during", 9),))
    held = case(evidence=evidence, limiting=limit(72))
    found = excepted_row(held, matching(held))
    assert found is not None
    assert (held.base, found.ceiling, found.kind) == (57, 72, Kind.HOLD)


def test_a_lowered_limit_lowers_r_and_growth_goes_on_from_there() -> None:
    book = train_as_planned(with_exception(trained(), limit(50, until=SECOND)), range(1, 2))
    week = last(book, 3)
    assert (week.reference, week.cap, week.limit, week.ruling.rule) == (50, 55, 55, "P13")


def test_no_exception_takes_r_below_half_the_entry_dose() -> None:
    week = last(with_exception(trained(), limit(0)), 2)
    assert (week.limit, week.planned, week.base) == (0, 0, 36)


def test_nor_does_doing_as_much_as_half_the_entry_dose_or_more_under_a_lower_limit() -> None:
    book = train(with_exception(trained(), limit(30, until=SECOND)), 1, (20,), (20,), (10,))
    assert last(book, 3).reference == 36


def test_doing_more_than_a_lowered_limit_holds_the_next_week() -> None:
    book = train(with_exception(trained(), limit(50, until=SECOND)), 1, (24,), (24,), (24,))
    assert last(book, 3).matched("P8") is not None


@pytest.mark.parametrize("urgency", [Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.TWO_WEEKS])
@pytest.mark.parametrize("made", [limit(90), dose(3, 10)])
def test_no_exception_ends_a_stop_or_a_pause(urgency: Urgency, made: Override) -> None:
    flag = Raised("r1", SECOND, "E01", urgency, "Numb.", {"numb": True})
    week = last(with_exception(replace(trained(), raised=(flag,)), made), 2)
    assert (week.limit, week.planned, week.override) == (0, 0, None)
    assert week.ruling.kind in (Kind.STOP, Kind.PAUSE)


def test_nor_a_pause_for_want_of_a_diagnosis() -> None:
    week = last(with_exception(replace(trained(), diagnoses=()), limit(90)), 2)
    assert (week.ruling.rule, week.limit) == ("P3", 0)


@pytest.mark.parametrize(("said_on", "rule_id"), [(0, "P4"), (-1, "P4"), (1, "P14")])
def test_pain_of_the_day_of_the_exception_or_later_goes_back_all_the_same(said_on: int, rule_id: str) -> None:
    sore = date(2026, 3, 6)
    evidence = Evidence(True, (), severe=(Because("b1", sore, "pain_during", 9),))
    made = replace(limit(90), day=date(2026, 3, 6 + said_on))
    held = case(evidence=evidence, limiting=made)
    found = excepted_row(held, matching(held))
    assert (found.rule if found else "P4") == rule_id


def test_a_limit_below_what_pain_leaves_stands() -> None:
    evidence = Evidence(True, (), severe=(Because("b1", THIRD, "pain_during", 9),))
    held = case(evidence=evidence, limiting=limit(40))
    found = excepted_row(held, matching(held))
    assert found is not None
    assert (found.rule, found.ceiling) == (EXCEPTION.id, 40)


def test_an_exception_holds_from_its_first_week_to_its_last() -> None:
    made = replace(limit(90), since=THIRD, until=THIRD)
    book = trained(4)
    assert [week.override for week in records(with_exception(book, made), 4)] == [None, None, "o1", None]


def test_of_limit_and_dose_the_newest_counts() -> None:
    both = (limit(90), replace(dose(3, 8), entry="o2"))
    assert last(with_exception(trained(), *both), 2).override == "o2"
    assert last(with_exception(trained(), *reversed(both)), 2).override == "o1"


def test_before_the_first_bout_a_limit_stands_in_place_of_the_entry_dose() -> None:
    made = replace(limit(40), day=diary(PLAIN).starts)
    week = last(with_exception(diary(PLAIN), made), 1)
    assert (week.first, week.limit, week.cap, week.override) == (True, 40, 72, "o1")


def test_a_lighter_week_is_75_percent_of_r_whatever_the_phase_says() -> None:
    made = exception(kind=OverrideKind.DELOAD, day=SECOND, until=SECOND)
    book = with_exception(trained(), made)
    week = last(book, 2)
    assert (week.ruling.kind, week.ruling.rule, week.limit, week.override) == (Kind.DELOAD, "P10", 54, "o1")
    assert week.ruling.text == (
        "A lighter week: 54 reps, 75 % of R. Exception of Dr A, physiotherapist, of 2026-03-09 until "
        "2026-03-09: stuck."
    )
    after = last(train_as_planned(book, range(1, 2)), 3)
    assert (after.reference, after.limit, after.ruling.kind, after.override) == (72, 72, Kind.HOLD, None)


def away(weeks: int, percent: int | None = 20) -> Diary:
    """Two weeks trained, ``weeks`` away, one week back as planned, and the faster way on record."""
    book = trained(2)
    for week in range(2, 2 + weeks):
        book = with_entries(book, *mornings(start_of(book, week), 7))
    if percent is not None:
        made = exception(kind=OverrideKind.FASTER_RAMP, amount=percent)
        book = with_exception(book, made)
    return train_as_planned(book, range(2 + weeks, 3 + weeks))


@pytest.mark.parametrize(("percent", "most"), [(None, 42), (11, 43), (20, 46)])
def test_after_a_break_the_way_back_is_faster_where_a_clinician_allows_it(
    percent: int | None, most: int
) -> None:
    week = last(away(2, percent), 6)
    assert (week.reference, week.cap, week.limit, week.ruling.rule) == (39, 42, most, "P13")
    assert week.override == (None if percent is None else "o1")
    assert week.percent == 10


def test_the_sessions_of_a_faster_way_back_may_grow_as_much() -> None:
    week = last(away(4), 8)
    assert (week.limit, week.planned, week.guards) == (46, 45, ("SESSION",))
    assert [amount for _, amount in week.sessions] == [15, 15, 15], "20 % above the 13 before"


def test_it_ends_where_r_was_before_the_break() -> None:
    book, reached = away(2), []
    for week in range(5, 12):
        item = last(book, week + 1)
        reached.append(item.limit)
        book = train_as_planned(book, range(week, week + 1))
    assert reached[:4] == [46, 55, 66, 78], "R was 78 before the break"
    assert reached[4:] == [85, 92, 99]
    plain = [item.override for item in records(book, 12)][5:]
    assert plain == ["o1"] * 4 + [None] * 3


def faster(**changes: object) -> Case:
    made = exception(kind=OverrideKind.FASTER_RAMP, amount=20)
    return case(**{"standing": stood(72, before_break=100), "faster": made, **changes})


@pytest.mark.parametrize(
    ("changes", "most"),
    [
        ({}, 86),
        ({"standing": stood(72, before_break=80)}, 80),
        ({"standing": stood(72, before_break=75)}, 79),
        ({"standing": stood(72)}, 79),
        ({"faster": None}, 79),
        ({"target": 82}, 82),
        ({"gap_days": 8}, 59),
    ],
)
def test_the_faster_cap(changes: dict[str, object], most: int) -> None:
    assert faster_cap(faster(**changes)) == most


def test_pain_ends_the_faster_way_back() -> None:
    standing = Standing(phase="strengthen", reference=50, first=False, before_break=100)
    plain = series_week(50, 50)
    assert close(standing, plain, qualifies=True, due=50).before_break == 100
    sore = replace(plain, rows=(ruled("P4", Kind.REGRESS, 40),))
    assert close(standing, sore, qualifies=True, due=50).before_break is None


def test_a_break_is_kept_in_mind_only_once_it_is_come_back_from() -> None:
    back = replace(series_week(100, 0), base=50, rows=(ruled("P5", Kind.RE_ENTRY, 50),))
    standing = Standing(phase="strengthen", reference=100, first=False)
    assert close(standing, back, qualifies=True, due=50).before_break is None
    done = replace(back, done=50, ruling=ruled("P5", Kind.RE_ENTRY, 50))
    assert close(standing, done, qualifies=True, due=50).before_break == 100


@pytest.mark.parametrize("name", ["P14", "RAMP"])
def test_both_rules_say_that_they_are_the_projects_own(name: str) -> None:
    assert rule(name).grade == "D"
    assert "project-rule" in rule(name).sources
