"""The facts of the referral letter: what is told, what was not asked, and that missing is never 0."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.actions.plans import screening, sources
from rehab.domain.diary import (
    Clearance,
    CriterionAnswer,
    Diary,
    Event,
    Fact,
    MeasureTaken,
    Morning,
    Override,
    Profile,
    Raised,
    Screen,
)
from rehab.domain.eligibility import KEYS
from rehab.domain.findings import findings
from rehab.domain.letter import LETTER_WEEKS, Letter, letter
from rehab.domain.plan import current_week, week_plan
from rehab.domain.words import EventKind, MeasureKind, OverrideKind, Side, Urgency
from tests.samples import MONDAY, bout, diary, start_of, train, with_entries

DAY = MONDAY + timedelta(days=16)
"""A Wednesday in the third training week."""
ALL_NO = {str(item.asks): False for item in screening().questions}


def days_ago(days: int) -> date:
    return DAY - timedelta(days=days)


def raised(entry: str, item: str, day: date, urgency: Urgency, **facts: Fact) -> Raised:
    return Raised(entry, day, item, urgency, screening().by_id[item].finding, facts, f"screen-of-{entry}")


def screen(day: date, answers: Mapping[str, Fact], *, full: bool = False) -> Screen:
    return Screen(f"s-{day}-{full}", day, full, answers)


def unscreened() -> Diary:
    return replace(diary(), screens=())


def of(book: Diary, day: date = DAY) -> Letter:
    book = book.upto(day)
    plan = week_plan(book, current_week(book, day), day)
    return letter(screening(), book, plan, findings(screening(), book, day), sources(), day)


def ill(note: str = "fever last night, and a limp") -> Diary:
    """Two weeks of training, two open findings and a cleared one, treatments, notes and severe scores."""
    book = train(train(unscreened(), 0, (8, 8, 8), (8, 8, 8), (8, 8, 8)), 1, (8, 8, 8), (9,), scored=3)
    worst = Morning("m-bad", days_ago(3), 6, rest_pain=7, note=note)
    book = with_entries(book, worst, bout(days_ago(1), 5, pain_during=9, pain_after=None))
    facts = {**dict.fromkeys(KEYS, False), "diabetes": True, "injected_drugs": "unsure", "hiv": None}
    return replace(
        book,
        head="0123456789abcdef0123456789abcdef",
        profiles=(Profile("f1", MONDAY, facts),),
        screens=(
            screen(days_ago(10), {**ALL_NO, "testicular_pain": "skip", "nerve_pain": True}, full=True),
            screen(days_ago(4), {"saddle_numbness": False, "sexual_function_change": "skip"}),
        ),
        raised=(
            raised("r1", "U13", days_ago(10), Urgency.TWO_WEEKS, nerve_pain=True),
            raised("r2", "E01", days_ago(5), Urgency.EMERGENCY, saddle_numbness=True),
            raised("r3", "U13", days_ago(2), Urgency.TWO_WEEKS, nerve_pain="unsure"),
            raised("r4", "S06", days_ago(9), Urgency.SAME_DAY, leg_weakness=True),
        ),
        clearances=(
            Clearance("c1", days_ago(8), ("r4",), "Dr Bell", "GP", "Strength is full.", told_by_patient=True),
        ),
        events=(
            Event("e2", days_ago(6), EventKind.STEROID_INJECTION, "triamcinolone", Side.RIGHT),
            Event("e1", days_ago(12), EventKind.MEDICINE, "ibuprofen 400", note="twice a day"),
        ),
    )


def test_open_findings_stand_most_urgent_first_with_each_report() -> None:
    found = of(ill())
    told = [(one.finding.id, one.finding.count, [r.day for r in one.reports]) for one in found.findings]
    assert told == [("E01", 1, [days_ago(5)]), ("U13", 2, [days_ago(10), days_ago(2)])]
    assert found.urgency is Urgency.EMERGENCY
    assert found.decision is not None
    assert found.decision.rule == "P0"


def test_the_letter_knows_nothing_later_than_its_day() -> None:
    found = of(ill(), days_ago(6))
    assert [one.finding.id for one in found.findings] == ["U13"]
    assert [len(one.reports) for one in found.findings] == [1]
    assert found.severe == ()
    assert found.weekly_screen == days_ago(10)
    assert found.quotes == ()


def test_severe_scores_are_those_of_the_pain_rules() -> None:
    found = of(ill())
    assert [(one.day, type(one).__name__) for one in found.severe] == [
        (days_ago(3), "Morning"),
        (days_ago(1), "Bout"),
    ]


def test_pain_weeks_count_days_and_never_take_missing_for_zero() -> None:
    first, second, third = of(ill()).pain
    assert (first.days, first.covered, first.scored, first.mornings) == (7, 7, 7, 7)
    assert (first.highest, first.median, first.highest_morning) == (0, 0, 0)
    assert (second.days, second.scored, second.mornings, second.highest) == (7, 4, 4, 7)
    assert (third.days, third.covered, third.scored, third.mornings) == (3, 1, 1, 0)
    assert (third.highest, third.median, third.highest_morning) == (9, 9, None)
    (empty,) = of(unscreened(), MONDAY).pain
    assert (empty.scored, empty.highest, empty.median, empty.highest_morning) == (0, None, None, None)


def test_a_morning_without_a_score_is_no_score() -> None:
    (week,) = of(with_entries(unscreened(), Morning("m", MONDAY, None)), MONDAY).pain
    assert (week.covered, week.scored, week.mornings) == (1, 0, 0)


def test_days_with_a_painkiller_are_named_and_silence_is_no_painkiller() -> None:
    taken = (Morning("m1", MONDAY, 2, painkiller=True), Morning("m2", MONDAY, 2, painkiller=False))
    later = Morning("m3", MONDAY + timedelta(days=1), None, painkiller=True)
    book = with_entries(unscreened(), *taken, later, Morning("m4", MONDAY + timedelta(days=2), 3))
    assert of(book, MONDAY + timedelta(days=3)).masked == (MONDAY, MONDAY + timedelta(days=1))
    assert of(book, MONDAY).masked == (MONDAY,)
    assert of(book, start_of(book, LETTER_WEEKS)).masked == ()


@pytest.mark.parametrize("weeks", [1, 3, LETTER_WEEKS, 12])
def test_courses_reach_back_six_weeks_and_not_before_the_beginning(weeks: int) -> None:
    book = unscreened()
    for week in range(weeks):
        book = train(book, week, (8, 8, 8))
    found = of(book, start_of(book, weeks) - timedelta(days=1))
    shown = [start_of(book, n) for n in range(max(0, weeks - LETTER_WEEKS), weeks)]
    assert [one.week.start for one in found.pain] == shown
    assert [one.week.start for one in found.volume] == shown


def test_a_programme_that_has_not_begun_has_no_course() -> None:
    found = of(unscreened(), MONDAY - timedelta(days=3))
    assert found.pain == ()
    assert found.severe == ()
    before = with_entries(unscreened(), Morning("m", MONDAY - timedelta(days=4), 8))
    found = of(before, MONDAY - timedelta(days=3))
    assert [(one.week.start, one.highest) for one in found.pain] == [(MONDAY - timedelta(days=7), 8)]
    assert len(found.severe) == 1


def test_courses_begin_with_an_entry_before_the_start_whatever_came_later() -> None:
    early = Morning("m", MONDAY - timedelta(days=4), 8)
    begun = with_entries(unscreened(), early, Morning("n", MONDAY, 0))
    assert [one.highest for one in of(begun, MONDAY).pain] == [8, 0]


def test_the_newest_answer_since_the_full_screen_counts() -> None:
    by_key = {one.key: one for one in of(ill()).answers}
    assert (by_key["saddle_numbness"].value, by_key["saddle_numbness"].day) == (False, days_ago(4))
    assert (by_key["bladder_change"].value, by_key["bladder_change"].day) == (False, days_ago(10))
    assert by_key["testicular_pain"].value == "skip"
    assert by_key["sexual_function_change"].value == "skip"
    assert [one.item.id for one in of(ill()).answers if one.item] == [i.id for i in screening().questions]


def test_answers_before_the_full_screen_and_blanks_do_not_count() -> None:
    partly: dict[str, Fact] = dict.fromkeys(ALL_NO)
    book = replace(
        unscreened(),
        screens=(
            screen(days_ago(15), ALL_NO),
            screen(days_ago(9), {"saddle_numbness": False, "temp_c": "38.5"}, full=True),
            screen(days_ago(2), partly),
        ),
    )
    found = of(book)
    answered = {one.key: one.value for one in found.answers if one.value is not None}
    assert answered == {"saddle_numbness": False, "temp_c": "38.5"}
    assert [one.key for one in found.answers if one.item is None] == ["temp_c"]
    assert (found.full_screen, found.weekly_screen) == (days_ago(9), days_ago(2))


def test_never_asked_is_told_as_such() -> None:
    found = of(unscreened())
    assert (found.full_screen, found.weekly_screen) == (None, None)
    assert found.due is not None
    assert all(one.value is None and one.day is None for one in found.answers)


def test_profile_answers_other_than_no_and_those_missing() -> None:
    found = of(ill())
    assert found.profile == {"diabetes": True, "injected_drugs": "unsure"}
    assert found.profile_open == ("hiv",)
    nobody = of(replace(unscreened(), profiles=()))
    assert nobody.profile == {}
    assert nobody.profile_open == KEYS
    skipped = replace(
        unscreened(), profiles=(Profile("f", MONDAY, {**dict.fromkeys(KEYS, False), "hiv": "skip"}),)
    )
    assert of(skipped).profile_open == ("hiv",)


def test_notes_are_quoted_whole_with_their_words() -> None:
    (quote,) = of(ill()).quotes
    assert (quote.day, quote.note) == (days_ago(3), "fever last night, and a limp")
    assert quote.words == ("fever", "limp")
    assert quote.unasked == ("S01", "S05")
    asked = replace(ill(), screens=(*ill().screens, screen(days_ago(1), {"fever_with_pain": False})))
    (quote,) = of(asked).quotes
    assert quote.unasked == ("S05",)


def test_a_note_asked_about_is_still_quoted() -> None:
    book = replace(ill(), screens=(*ill().screens, screen(days_ago(1), ALL_NO, full=True)))
    (quote,) = of(book).quotes
    assert quote.unasked == ()


def test_clearances_name_what_they_answer() -> None:
    (cleared,) = of(ill()).clearances
    assert [one.item for one in cleared.findings] == ["S06"]
    assert cleared.clearance.told_by_patient


def test_urgent_findings_that_were_answered_lately_stand_apart_and_none_from_later() -> None:
    assert of(ill()).answered == of(ill()).clearances
    assert of(ill(), days_ago(9)).clearances == ()
    routine = replace(ill(), raised=(raised("r4", "R03", days_ago(9), Urgency.ROUTINE, snapping=True),))
    assert of(routine).answered == ()
    long_ago = replace(ill(), clearances=(replace(ill().clearances[0], day=days_ago(50)),))
    assert (len(of(long_ago).clearances), of(long_ago).answered) == (1, ())


def test_events_stand_by_day_and_imaging_apart() -> None:
    found = of(ill())
    assert [event.entry for event in found.events] == ["e1", "e2"]
    assert found.imaging == ()
    seen = replace(ill(), events=(Event("x", days_ago(1), EventKind.IMAGING, "MRI"),))
    assert [event.what for event in of(seen).imaging] == ["MRI"]


def test_every_entry_is_counted() -> None:
    bare = replace(unscreened(), profiles=(), diagnoses=())
    assert of(bare).diary.entries == 1, "the assignment of the programme"
    assert of(with_entries(bare, bout(MONDAY, 5), Morning("m", MONDAY, 1))).diary.entries == 3
    judged = replace(
        bare,
        measures=(MeasureTaken("x", MONDAY, MeasureKind.LEFS, {"total": 5}),),
        answers=(CriterionAnswer("y", MONDAY, "strengthen", "stairs", True, "Kim", "physiotherapist"),),
        overrides=(Override("z", MONDAY, OverrideKind.GRANULARITY, "raise", "Kim", "pt", "steps"),),
    )
    assert of(judged).diary.entries == 4
    assert of(ill()).diary.entries == 1 + 6 + 11 + 1 + 1 + 2 + 4 + 1 + 2


def test_a_return_after_a_break_stands_without_reports() -> None:
    book = train(unscreened(), 0, (8, 8, 8), (8, 8, 8))
    day = start_of(book, 6)
    (one,) = (found for found in of(book, day).findings if found.finding.id == "P5")
    assert one.reports == ()
    assert one.finding.because
