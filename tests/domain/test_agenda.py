"""One day's agenda: due, done, open, outside the programme, and what was not logged."""

from datetime import timedelta

from rehab.domain.agenda import agenda
from rehab.domain.diary import Morning, RestDay
from rehab.domain.words import Complaint, Side, SideRule
from tests.samples import MONDAY, bout, diary, exercise, mornings, programme, with_entries

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
SIDES = programme(exercises=(exercise(side=SideRule.EACH),))


def test_a_training_day_lists_what_is_due() -> None:
    found = agenda(diary(), MONDAY, MONDAY)
    (line,) = found.lines
    assert line.due
    assert not line.complete
    assert len(line.open) == 1
    assert (found.morning, found.rested, found.outside, found.unlogged) == (None, False, (), ())


def test_a_day_without_training_still_lists_the_exercises() -> None:
    (line,) = agenda(diary(), TUESDAY, TUESDAY).lines
    assert not line.due
    assert not line.complete


def test_both_sides_are_asked_for_and_one_done_leaves_the_other_open() -> None:
    book = with_entries(diary(SIDES), bout(MONDAY, 24, side=Side.LEFT))
    (line,) = agenda(book, MONDAY, MONDAY).lines
    assert [side.plan.series.side for side in line.open] == [Side.RIGHT]
    book = with_entries(book, bout(MONDAY, 24, side=Side.RIGHT))
    assert agenda(book, MONDAY, MONDAY).lines[0].complete


def test_only_the_affected_side_where_the_programme_says_so() -> None:
    of = programme(exercises=(exercise(side=SideRule.AFFECTED),))
    for complaint, sides in ((Complaint.LEFT, ["left"]), (Complaint.BOTH, ["left", "right"])):
        (line,) = agenda(diary(of, complaint=complaint), MONDAY, MONDAY).lines
        assert [side.plan.series.side for side in line.sides] == sides


def test_what_no_programme_asks_for_is_outside() -> None:
    swim = bout(MONDAY, 500, name="swim")
    wrong_side = bout(MONDAY, 24, side=Side.LEFT)
    found = agenda(with_entries(diary(), swim, wrong_side), MONDAY, MONDAY)
    assert found.outside == (swim, wrong_side)
    assert len(found.lines[0].open) == 1


def test_mornings_rests_and_days_without_entry() -> None:
    book = with_entries(diary(), *mornings(MONDAY, 1), RestDay("r", WEDNESDAY))
    found = agenda(book, WEDNESDAY, WEDNESDAY)
    assert found.rested
    assert found.unlogged == (TUESDAY,)
    assert agenda(book, MONDAY, WEDNESDAY).morning == book.mornings[0]


def test_before_the_start_there_is_no_plan_and_bouts_still_show() -> None:
    day = MONDAY - timedelta(days=1)
    early = bout(day, 24)
    found = agenda(with_entries(diary(), early), day, MONDAY)
    assert (found.plan, found.lines, found.outside, found.unlogged) == (None, (), (early,), ())


def test_entries_after_today_do_not_show() -> None:
    book = with_entries(diary(), bout(TUESDAY, 24), Morning("m", TUESDAY, 3))
    assert agenda(book, MONDAY, MONDAY) == agenda(diary(), MONDAY, MONDAY)


def test_after_a_severe_score_on_one_side_the_other_is_not_due_and_what_was_due_is_done() -> None:
    book = with_entries(diary(SIDES), bout(MONDAY, 24, side=Side.LEFT, pain_during=8))
    (line,) = agenda(book, MONDAY, MONDAY).lines
    assert [bool(side.due) for side in line.sides] == [True, False]
    assert (line.due, line.open, line.complete) == (True, (), True)
