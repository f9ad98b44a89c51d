"""Which decisions an amendment changes, found by deciding both ways."""

from dataclasses import replace

from rehab.domain.decision_changes import amended, changed_decisions
from rehab.domain.diary import Diary
from tests.samples import diary, mornings, start_of, train, with_entries

FULL = ((8, 8, 8), (8, 8, 8), (8, 8, 8))


def book() -> Diary:
    found = train(train(diary(), 0, *FULL), 1, (9, 9, 8), (9, 9, 8), (9, 9, 9))
    return with_entries(found, *mornings(start_of(found, 2), 1))


def test_a_higher_score_changes_every_week_from_then_on() -> None:
    before, today = book(), start_of(book(), 2)
    sore = replace(before.bouts[0], pain_during=9)
    found = changed_decisions(before, amended(before, sore.entry, sore), today)
    assert [one.start for one in found] == [start_of(before, n) for n in (1, 2, 3)]
    first = found[0]
    assert first.before is not None
    assert first.after is not None
    assert (first.before.ruling.rule, first.after.ruling.rule) == ("P13", "P4")
    assert (first.before.limit, first.after.limit) == (79, 57)


def test_a_withdrawn_bout_changes_what_it_held_up() -> None:
    before, today = book(), start_of(book(), 2)
    without = amended(before, before.bouts[-1].entry, None)
    assert len(without.bouts) == len(before.bouts) - 1
    found = changed_decisions(before, without, today)
    assert [one.start for one in found] == [start_of(before, 2), start_of(before, 3)]


def test_a_note_changes_nothing() -> None:
    before = book()
    noted = replace(before.bouts[0], note="in the evening")
    assert changed_decisions(before, amended(before, noted.entry, noted), start_of(before, 2)) == ()


def test_the_person_is_amended_too() -> None:
    before = book()
    child = replace(before.person, born=before.starts.replace(year=before.starts.year - 15))
    found = changed_decisions(before, amended(before, child.id, child), start_of(before, 2))
    assert {one.after.ruling.rule for one in found if one.after} == {"P3"}


def test_an_exercise_that_leaves_the_plan_is_told() -> None:
    before = book()
    found = changed_decisions(before, replace(before, assignments=_other(before)), start_of(before, 2))
    assert {one.after is None for one in found} == {True, False}


def _other(before: Diary) -> tuple[object, ...]:
    from tests.samples import exercise, phase, prescription, programme

    of = programme(phase(prescription("bridge")), exercises=(exercise("bridge"),))
    return (replace(before.assignments[0], programme=of),)
