"""What the whole person carries from week to week: where windows begin, a second REGRESS, a long break."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.because import Because
from rehab.domain.course import Course, after_break, after_regress, phase_in_force
from rehab.domain.days import Week
from rehab.domain.diary import Assignment, Clearance, Diary, Morning, PhaseStart, Raised
from rehab.domain.fold import WeekRecord, courses, current_phase
from rehab.domain.words import Urgency
from tests.samples import (
    MONDAY,
    bout,
    diary,
    mornings,
    phase,
    prescription,
    programme,
    records,
    start_of,
    train,
    with_entries,
)

NAMES = ("settle", "build", "return")
PHASES = tuple(phase(prescription(), name=name, deload=False, weeks=30) for name in NAMES)
SETTLE, BUILD, RETURN = PHASES
OF = programme(*PHASES)
SECOND = "A second REGRESS within four weeks led back from {}."
ANEW = "After a break of 90 days or more the programme begins anew."
ASKS = "two weeks of REGRESS within four ask for your physiotherapist first"


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def week(number: int) -> Week:
    return Week(day(7 * number))


def moved(book: Diary, *changes: tuple[int, str]) -> Diary:
    """Phases begun on record, on days counted from the start."""
    starts = (PhaseStart(f"p{n}", day(n), to, "Dr A", "GP") for n, to in changes)
    return replace(book, phases=(*book.phases, *starts))


def cleared(book: Diary, *days: int, item: str = "RR7") -> Diary:
    """The finding of a second REGRESS, raised and cleared on each of these days."""
    raised = (Raised(f"again-{n}", day(n), item, Urgency.ROUTINE, "Led back twice.", {}) for n in days)
    clearances = (Clearance(f"c{n}", day(n), (f"again-{n}",), "Dr A", "GP", "Go on.") for n in days)
    return replace(book, raised=(*book.raised, *raised), clearances=(*book.clearances, *clearances))


def lived(weeks: int, *hurting: int, book: Diary | None = None) -> Diary:
    """Weeks of three sessions; those of the ``hurting`` weeks break the pain rule on three days."""
    book = book or diary(OF)
    for n in range(weeks):
        first, during = start_of(book, n), 6 if n in hurting else 0
        bouts = (bout(first + timedelta(days=d), 24, pain_during=during) for d in (0, 2, 4))
        book = with_entries(book, *bouts, *mornings(first, 7))
    return with_entries(book, *mornings(start_of(book, weeks), 1))


def told(book: Diary, until: int) -> list[tuple[WeekRecord, Course]]:
    first = start_of(book, until)
    return list(courses(book.upto(first), Week(first), first))


def ruled(book: Diary, until: int) -> str:
    """The weeks as letters: R where REGRESS rules, P where loading pauses, a dot for all else."""
    found = [next(iter(record.series.values())).ruling.rule for record, _ in told(book, until)]
    return "".join({"P4": "R", "P3": "P"}.get(rule, ".") for rule in found)


def phases(book: Diary, until: int) -> list[str]:
    return [record.phase.id for record, _ in told(book, until)]


def test_windows_begin_at_the_start_until_a_regress_moves_them() -> None:
    book = diary(OF)
    assert Course().since(book) == MONDAY
    assert Course(restarted=day(14)).since(book) == day(14)
    regressed = after_regress(book, Course(), week(3), SETTLE, regress=True).course
    assert (regressed.since(book), regressed.regressed) == (day(21), (day(21),))
    calm = after_regress(book, regressed, week(4), SETTLE, regress=False)
    assert (calm.course, calm.phase, calm.obstacles) == (regressed, SETTLE, ())


def rested(*weekly: int) -> Diary:
    """Weeks without a breach, each with a level of pain at rest."""
    book = lived(len(weekly))
    levels = {
        start_of(book, n) + timedelta(days=d): score for n, score in enumerate(weekly) for d in range(7)
    }
    found = (replace(m, rest_pain=levels[m.day]) for m in book.mornings if m.day in levels)
    last = Morning("last", start_of(book, len(weekly)), 0)
    return replace(book, mornings=(*found, last))


def test_tr4_regresses_once_and_then_waits_for_windows_after_it() -> None:
    """Weeks later the medians would still be up by two, against weeks from before the REGRESS."""
    assert ruled(rested(0, 0, 2, 2, 2, 2, 2), 7) == "...R...."
    assert ruled(rested(0, 0, 2, 2, 2, 4), 6) == "...R..P", "up by two since the REGRESS: a second one"
    assert ruled(rested(0, 0, 2, 3, 3, 4), 6) == "...R..."


def test_tr5_of_the_week_two_weeks_before_a_regress_is_not_applicable() -> None:
    book = lived(5, 1)
    gone = {*week(0).days[3:], *week(1).days[4:]}
    book = replace(
        book,
        mornings=tuple(m for m in book.mornings if m.day not in gone),
        bouts=tuple(replace(b, pain_before=None, pain_after=None) for b in book.bouts),
    )
    assert [bool(record.evidence.few_scores) for record, _ in told(book, 5)] == [False] * 6


def test_a_regress_counts_from_the_first_bout_on() -> None:
    hurt = with_entries(diary(OF), *(Morning(f"m{n}", day(n), 8) for n in range(22)))
    assert all(not course.regressed and course.restarted is None for _, course in told(hurt, 2))
    begun = with_entries(hurt, bout(day(7), 24))
    assert [course.regressed for _, course in told(begun, 3)] == [(), (), (day(14),), (day(14), day(21))]


def test_a_second_regress_within_four_weeks_pauses_the_first_phase() -> None:
    book = lived(7, 0, 4)
    assert ruled(book, 7) == ".R...PPP"
    record, course = told(book, 5)[-1]
    (one,) = record.evidence.obstacles
    assert (one.text, one.because) == (ASKS, Because(None, day(35), "regress_weeks", 2))
    assert (record.phase, record.left) == (SETTLE, "")
    assert course.regressed == (day(7), day(35)), "28 days apart"
    assert not record.qualifies


def test_a_second_regress_after_more_than_four_weeks_is_a_first_one() -> None:
    assert ruled(lived(8, 0, 5), 8) == ".R....R.."


@pytest.mark.parametrize(("apart", "pauses"), [(7, True), (21, True), (28, True), (35, False)])
@pytest.mark.parametrize("phase_number", [0, 1])
def test_four_weeks_are_28_days_from_week_to_week(apart: int, pauses: bool, phase_number: int) -> None:
    before, now = Course(regressed=(day(0),)), PHASES[phase_number]
    step = after_regress(diary(OF), before, Week(day(apart)), now, regress=True)
    assert bool(step.obstacles) is (pauses and phase_number == 0)
    assert (step.phase is not now) is (pauses and phase_number == 1)
    assert step.course.restarted == day(apart)


def test_a_pause_cites_the_first_of_several_pairs() -> None:
    course = Course(regressed=(day(0), day(7), day(14)))
    (one,) = after_regress(diary(OF), course, week(3), SETTLE, regress=False).obstacles
    assert one.because.day == day(7)


def test_nothing_is_carried_into_the_first_week() -> None:
    first = Course()
    assert (first.series, first.phase, first.back, first.regressed) == ({}, "", None, ())
    assert (first.restarted, first.sore_weeks, first.seconds) == (None, 0, 0)


def test_a_regress_on_the_day_of_the_clearance_is_answered_by_it() -> None:
    course = Course(regressed=(day(7),))
    assert after_regress(cleared(diary(OF), 7), course, week(3), SETTLE, regress=False).course.regressed == ()
    kept = after_regress(cleared(diary(OF), 6), course, week(3), SETTLE, regress=False)
    assert kept.course.regressed == (day(7),)


def test_only_neighbouring_regress_weeks_are_held_against_each_other() -> None:
    far = Course(regressed=(day(0), day(35), day(70)))
    assert not after_regress(diary(OF), far, week(11), SETTLE, regress=False).obstacles
    near = replace(far, regressed=(day(0), day(35), day(42), day(77)))
    (one,) = after_regress(diary(OF), near, week(12), SETTLE, regress=False).obstacles
    assert one.because.day == day(42)


@pytest.mark.parametrize(
    ("clear", "expected"),
    [
        (6, ".R...PP"),
        (7, ".R...R."),
        (34, ".R...R."),
        (35, ".R...R."),
        (41, ".R...R."),
        (42, ".R...P."),
        (48, ".R...P."),
        (49, ".R...PP"),
    ],
)
def test_the_pause_ends_in_the_week_of_a_clearance(clear: int, expected: str) -> None:
    """The REGRESS weeks begin on days 7 and 35; the seventh week holds days 42 to 48."""
    assert ruled(cleared(lived(6, 0, 4), clear), 6) == expected


def test_a_clearance_of_something_else_ends_no_pause() -> None:
    assert ruled(cleared(lived(6, 0, 4), 42, item="RR3"), 6) == ".R...PP"


def test_the_count_starts_again_at_the_clearance() -> None:
    book = cleared(lived(9, 0, 4, 7), 42)
    assert ruled(book, 9) == ".R...P..R."
    assert told(book, 9)[-1][1].regressed == (day(56),)
    assert ruled(cleared(lived(9, 0, 4, 7, 8), 42), 9) == ".R...P..RP"


@pytest.mark.parametrize(("clear", "counted"), [(20, True), (21, False), (27, False), (28, True)])
def test_a_regress_in_the_week_of_the_clearance_is_not_counted_again(clear: int, counted: bool) -> None:
    book = cleared(diary(OF), clear)
    step = after_regress(book, Course(), week(3), SETTLE, regress=True)
    assert step.course.regressed == ((day(21),) if counted else ())
    assert step.course.restarted == day(21), "windows restart all the same"


def test_a_pause_outlives_a_change_of_phase() -> None:
    book = moved(lived(7, 0, 4), (42, "build"))
    assert ruled(book, 7) == ".R...PPP"
    assert phases(book, 7)[5:] == ["settle", "build", "build"]
    assert ruled(cleared(book, 49), 7) == ".R...PP."


@pytest.mark.parametrize(("start", "to"), [("build", "settle"), ("return", "build")])
def test_a_second_regress_in_a_later_phase_goes_one_phase_back(start: str, to: str) -> None:
    book = moved(lived(8, 1, 3), (0, start))
    assert ruled(book, 8) == "..R.R...."
    assert phases(book, 8) == [*[start] * 4, *[to] * 5]
    left = [record.left for record, _ in told(book, 8)]
    assert left == [*[""] * 4, SECOND.format(start.title()), *[""] * 4]
    _, course = told(book, 4)[-1]
    assert (course.back, course.regressed, course.phase) == ((day(28), to), (), to)
    assert course.restarted == day(28)


def test_after_a_phase_back_the_count_starts_again() -> None:
    book = moved(lived(9, 1, 3, 5), (0, "return"))
    assert phases(book, 9)[4:] == ["build"] * 6
    again = moved(lived(9, 1, 3, 5, 7), (0, "return"))
    assert phases(again, 9)[4:] == [*["build"] * 4, "settle", "settle"]
    assert [n for n, (record, _) in enumerate(told(again, 9)) if record.left] == [4, 8]


@pytest.mark.parametrize(
    ("begun", "phase_then"), [(27, "settle"), (28, "settle"), (29, "build"), (35, "build"), (36, "settle")]
)
def test_the_phase_gone_back_to_stands_until_one_is_begun_on_record_after_it(
    begun: int, phase_then: str
) -> None:
    book = moved(lived(5, 1, 3), (0, "build"), (begun, "build"))
    assert phases(book, 5) == [*["build"] * 4, "settle", phase_then]


def test_a_phase_that_a_later_programme_does_not_have_is_none_to_go_back_to() -> None:
    later = Assignment("a2", day(35), (0, 2, 4), programme(phase(name="other")), "hash2")
    book = replace(diary(OF), assignments=(*diary(OF).assignments, later))
    course = Course(back=(day(28), "settle"))
    assert phase_in_force(moved(book, (0, "build")), course, week(4)).id == "settle"
    assert phase_in_force(book, course, week(5)).id == "other"


def away(last: int, of: Diary | None = None) -> Diary:
    """A diary in the second phase whose last bout is on a day of its first week."""
    return with_entries(of or moved(diary(OF), (0, "build")), bout(day(0), 24), bout(day(last), 24))


@pytest.mark.parametrize(("last", "days", "now", "left"), [(2, 89, "build", ""), (1, 90, "settle", ANEW)])
def test_a_break_of_90_days_begins_the_programme_anew(last: int, days: int, now: str, left: str) -> None:
    record, course = told(away(last), 13)[-1]
    assert (week(13).start - day(last)).days == days
    assert (record.phase.id, record.left) == (now, left)
    assert course.back == ((day(91), "settle") if left else None)


def test_the_programme_begun_anew_says_so_once_and_stays() -> None:
    found = told(away(1), 16)
    assert [record.phase.id for record, _ in found[12:]] == ["build", *["settle"] * 4]
    assert [record.left for record, _ in found[12:]] == ["", ANEW, "", "", ""]
    assert found[-1][1].back == (day(91), "settle")


def test_a_break_in_the_first_phase_changes_nothing() -> None:
    book = away(1, diary(OF))
    assert [(record.phase.id, record.left) for record, _ in told(book, 14)[12:]] == [("settle", "")] * 3
    step = after_break(book, Course(phase="settle"), week(14), SETTLE)
    assert step == (Course(phase="settle"), SETTLE)


def test_without_a_bout_there_is_no_break() -> None:
    book = moved(diary(OF), (0, "build"))
    assert after_break(book, Course(), week(30), BUILD) == (Course(), BUILD)


@pytest.mark.parametrize(
    ("begun", "stands"), [(90, False), (91, True), (98, True), (99, False), (0, False)], ids=str
)
def test_a_phase_begun_once_the_break_was_so_long_stands(begun: int, stands: bool) -> None:
    """The last bout is on day 1: 90 days later is day 91, and the week begins on day 98."""
    book = away(1, moved(diary(OF), (0, "build"), (begun, "build")))
    course, now = after_break(book, Course(phase="build"), week(14), BUILD)
    assert now.id == ("build" if stands else "settle")
    assert course.back == (None if stands else (day(98), "settle"))


def test_a_bout_of_anything_ends_the_break() -> None:
    book = with_entries(away(1), bout(day(60), 5, name="swim"))
    assert phases(book, 14)[-1] == "build"


def test_the_current_phase_is_the_one_in_force_and_of_the_first_week_before_the_start() -> None:
    book = moved(lived(8, 1, 3), (0, "build"))
    assert [current_phase(book, day(n), day(56)).id for n in (-9, 27, 28, 56)] == [
        "build",
        "build",
        "settle",
        "settle",
    ]
    assert current_phase(book, day(28), day(20)).id == "build", "as the diary stood on the 21st day"


def test_an_edit_of_old_scores_does_not_end_the_pause_while_its_finding_is_open() -> None:
    full = ((24,), (24,), (24,))
    calm = train(train(diary(), 0, *full), 1, *full)
    calm = with_entries(calm, *mornings(start_of(calm, 2), 1))
    raised = Raised("rr7", start_of(calm, 1), "RR7", Urgency.ROUTINE, "Two weeks of REGRESS.", {})
    edited = replace(calm, raised=(raised,))
    assert records(calm, 3)[-1].ruling.rule == "P13"
    assert records(edited, 3)[-1].ruling.rule == "P3"
    seen = Clearance("c", start_of(calm, 2), ("rr7",), "Dr A", "GP", "seen")
    assert records(replace(edited, clearances=(seen,)), 3)[-1].ruling.rule == "P13"


def test_a_pause_cites_the_first_of_the_findings_still_open() -> None:
    raised = tuple(Raised(f"again-{n}", day(n), "RR7", Urgency.ROUTINE, "Twice.", {}) for n in (7, 14))
    (one,) = after_regress(
        replace(diary(OF), raised=raised), Course(), week(3), SETTLE, regress=False
    ).obstacles
    assert one.because == Because("again-7", day(7), "regress_weeks", 2)
