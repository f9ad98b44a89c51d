"""Each routine referral made to fire alone, and just missed; clearances, coverage, and what is told."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.actions.plans import screening, sources
from rehab.domain.diary import (
    Assignment,
    Clearance,
    CriterionAnswer,
    Diagnosis,
    Diary,
    MeasureTaken,
    Morning,
    Override,
    PhaseStart,
    Raised,
    Screen,
)
from rehab.domain.findings import due_referrals, findings
from rehab.domain.referral import Referral, action
from rehab.domain.referrals import COVERED, REFERRALS
from rehab.domain.rules import rule
from rehab.domain.words import MeasureKind, OverrideKind, PhaseKind, Urgency
from tests.samples import (
    MONDAY,
    bout,
    diary,
    exercise,
    phase,
    prescription,
    programme,
    start_of,
    train,
    train_as_planned,
    with_entries,
)

FRAMED = {"RR1", "RR2", "RR4", "RR11", "P5"}
"""What comes with time alone, and is left out where a test is about something else."""


def on(days: int) -> date:
    return MONDAY + timedelta(days=days)


def ids(book: Diary, day: date) -> list[str]:
    return [one.id for one in due_referrals(book, day)]


def one(book: Diary, day: date, item: str) -> Referral:
    return next(found for found in due_referrals(book, day) if found.id == item)


def scored(scores: dict[int, int] | Sequence[int], first: int = 0) -> tuple[Morning, ...]:
    """Mornings with these scores, by the days since the start."""
    told = scores if isinstance(scores, dict) else dict(enumerate(scores, first))
    return tuple(Morning(f"m{n}", on(n), score) for n, score in told.items())


def seen(*days: int) -> tuple[Override, ...]:
    """Clinician's acts, so that no review is missing."""
    return tuple(
        Override(f"o{n}", on(n), OverrideKind.GRANULARITY, "raise", "Kim", "physio", "seen") for n in days
    )


def plain(*days: int) -> Diary:
    """A diary that a clinician looks at often enough."""
    return replace(diary(), overrides=seen(*(days or (21, 42, 63, 84, 105))))


def cleared(book: Diary, item: str, day: date, *, told: bool = False, raised_on: date | None = None) -> Diary:
    raised = Raised(f"r-{item}-{day}", raised_on or day, item, Urgency.ROUTINE, "found", {})
    answer = Clearance(f"c-{item}-{day}", day, (raised.entry,), "Kim", "physio", "seen", told)
    return replace(book, raised=(*book.raised, raised), clearances=(*book.clearances, answer))


def psfs(entry: str, day: date, *scores: int) -> MeasureTaken:
    return MeasureTaken(entry, day, MeasureKind.PSFS, {f"stairs {n}": s for n, s in enumerate(scores)})


def painful(first: int, last: int, days: int, base: Diary | None = None) -> Diary:
    """Scores of ``first`` for two weeks, then of ``last``, up to so many days after the start."""
    return with_entries(base or plain(), *scored([first] * 14 + [last] * (days - 13)))


# ------------------------------------------------------------------ RR1, RR2, RR4


def tried(first: int = 4, last: int = 4, weeks: int = 4, days: int = 28) -> Diary:
    """The plan is done as it stands in each week, beside the pain of ``painful``."""
    book = train_as_planned(diary(), range(weeks))
    return painful(first, last, days, replace(book, mornings=(), overrides=seen(21)))


def test_a_month_of_the_plan_without_a_point_less_pain_is_rr1() -> None:
    book = tried()
    assert ids(book, on(28)) == ["RR1"]
    found = one(book, on(28), "RR1")
    assert found.text == (
        "28 days on, with 100 % of the plan done, the middle of the worst daily pain is 4, and was 4 in the "
        "first two weeks."
    )
    told = [(b.field, b.value, b.day) for b in found.because]
    assert told[:2] == [("days", 28, None), ("done_percent", 100, None)]
    assert told[2:] == [("median_first", "4", on(13)), ("median_last", "4", on(28))]
    assert (found.since, found.firm) == (MONDAY, True)
    assert found.action.startswith("See your physiotherapist within two weeks.")


def test_rr1_just_missed() -> None:
    assert ids(tried(), on(27)) == []
    assert ids(tried(4, 3), on(28)) == []
    halves = with_entries(replace(tried(4, 3), mornings=()), *scored([4] * 14 + [4] * 8 + [3] * 7))
    assert ids(halves, on(28)) == ["RR1"]
    assert ids(tried(0, 0), on(28)) == []
    better = replace(tried(), measures=(psfs("a", on(0), 4, 4, 4), psfs("b", on(27), 6, 6, 6)))
    assert ids(better, on(28)) == []
    little = replace(tried(), measures=(psfs("a", on(0), 4, 4, 4), psfs("b", on(27), 6, 6, 5)))
    assert ids(little, on(28)) == ["RR1"]
    assert [b.value for b in one(little, on(28), "RR1").because[-2:]] == ["4", "5.6"]


def fivefold(last: int, whole: int = 24) -> Diary:
    """Three weeks of five whole sessions of 24, and a fourth with so many repetitions."""
    of = programme(phase(prescription(entry=(1, 24), target=(1, 24), days=5, rest=0), deload=False))
    book = replace(diary(of, weekdays=(0, 1, 2, 3, 4)), overrides=seen(21))
    days = [on(7 * week + day) for week in range(3) for day in range(5)]
    return with_entries(book, *(bout(day, whole) for day in days), bout(on(21), last))


@pytest.mark.parametrize(("last", "found"), [(24, ["RR1"]), (23, [])])
def test_rr1_asks_for_four_fifths_of_the_plan(last: int, found: list[str]) -> None:
    assert ids(painful(4, 4, 28, fivefold(last)), on(28)) == found


def test_rr1_looks_at_the_last_four_ended_weeks_and_the_percent_is_rounded_down() -> None:
    book = painful(4, 4, 41, fivefold(25))
    assert one(book, on(28), "RR1").because[1].value == 80
    assert "RR1" in ids(book, on(34))
    assert "RR1" not in ids(book, on(35))


def test_rr1_counts_no_week_for_more_than_its_plan() -> None:
    """Two weeks of nothing, one as planned, and one of far more are half of the plan."""
    of = programme(phase(prescription(entry=(1, 24), target=(1, 24))))
    book = replace(diary(of), overrides=seen(21))
    book = with_entries(book, *(bout(on(14 + day), 24) for day in (0, 2, 4)))
    book = with_entries(book, *(bout(on(21 + day), 72) for day in (0, 2, 4)))
    assert ids(painful(4, 4, 28, book), on(28)) == []


def test_rr1_without_scores_says_that_no_improvement_is_shown() -> None:
    book = replace(tried(), mornings=tuple(Morning(f"n{n}", on(n)) for n in range(28)), bouts=())
    book = with_entries(book, *(replace(b, pain_before=None, pain_during=None, pain_after=None)
                                for b in tried().bouts))  # fmt: skip
    found = one(book, on(28), "RR1")
    assert "improvement is not shown, because pain scores are missing" in found.text
    assert not found.firm
    assert [b.value for b in found.because[2:]] == [None, None]


def test_six_weeks_without_an_important_improvement_are_rr2() -> None:
    assert ids(painful(5, 4, 42), on(42)) == ["RR2"]
    assert ids(painful(5, 4, 42), on(41)) == []
    assert ids(painful(7, 5, 42), on(42)) == []
    assert ids(painful(7, 6, 42), on(42)) == ["RR2"]
    assert ids(painful(3, 2, 42), on(42)) == []
    assert ids(painful(0, 0, 42), on(42)) == []
    assert ids(painful(3, 5, 42), on(42)) == ["RR2"]


def test_rr2_takes_the_activities_where_pain_is_unknown() -> None:
    book = plain()
    assert ids(book, on(42)) == ["RR2"]
    assert not one(book, on(42), "RR2").firm
    better = replace(book, measures=(psfs("a", on(0), 4), psfs("b", on(40), 6)))
    assert ids(better, on(42)) == []
    known = replace(painful(5, 5, 42), measures=better.measures)
    assert ids(known, on(42)) == ["RR2"]


def test_twelve_weeks_without_an_important_improvement_are_rr4() -> None:
    assert ids(painful(5, 4, 84), on(84)) == ["RR4", "RR2"]
    assert ids(cleared(painful(5, 4, 84), "RR2", on(60)), on(84)) == ["RR4"]
    assert ids(cleared(painful(5, 4, 84), "RR2", on(60)), on(83)) == []
    assert ids(painful(5, 3, 84), on(84)) == []


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [((4,), (5,), ["RR4"]), ((4,), (6,), []), ((9,), (10,), []), ((9, 8), (10, 9), ["RR4"])],
)
def test_rr4_asks_for_better_activities_as_well(
    before: tuple[int, ...], now: tuple[int, ...], found: list[str]
) -> None:
    book = replace(painful(5, 1, 84), measures=(psfs("a", on(0), *before), psfs("b", on(80), *now)))
    assert ids(book, on(84)) == found
    if found:
        assert "changed by +1 points only" in one(book, on(84), "RR4").text


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (plain(), "84 days on, improvement is not shown, because pain scores are missing."),
        (
            painful(5, 4, 84),
            "84 days on, the middle of the worst daily pain is 4, and was 5 in the first two weeks.",
        ),
    ],
    ids=["pain unknown", "pain not better"],
)
def test_rr4_says_that_pain_is_better_only_where_it_is(book: Diary, words: str) -> None:
    little = replace(book, measures=(psfs("a", on(0), 4), psfs("b", on(80), 5)))
    assert one(little, on(84), "RR4").text == words


def test_a_cleared_referral_comes_again_after_another_window() -> None:
    book = cleared(painful(5, 5, 100), "RR2", on(50))
    assert "RR2" in ids(book, on(49))
    assert [ids(book, on(n)) for n in (50, 91)] == [[], ["RR4"]]
    again = one(book, on(92), "RR2")
    assert (again.since, again.because[0].value) == (on(50), 42)


# ------------------------------------------------------------------ RR3, RR5, RR6


def test_worsening_pain_is_rr3() -> None:
    book = with_entries(plain(), *scored([1] * 14 + [3] * 7))
    assert ids(book, on(20)) == ["RR3"]
    found = one(book, on(20), "RR3")
    assert found.text == "The pain is getting worse."
    assert found.action == "See your physiotherapist within one week."
    assert found.since == on(6), "the end of the week that the newest one is compared with"
    assert ids(with_entries(plain(), *scored([1] * 14 + [2] * 7)), on(20)) == []


@pytest.mark.parametrize(("night", "too"), [(7, True), (6, False)])
def test_rr3_with_a_broken_night_goes_to_the_doctor_as_well(night: int, too: bool) -> None:
    given = scored([1] * 14 + [3] * 7)
    book = with_entries(plain(), *(replace(m, woken=1) if m.day == on(night) else m for m in given))
    found = one(book, on(20), "RR3")
    assert ("your own doctor within two weeks" in found.action) is too
    assert any(b.field == "woken" for b in found.because) is too


def test_a_cleared_worsening_waits_for_windows_after_the_clearance() -> None:
    rising = with_entries(plain(), *scored([n // 7 for n in range(56)]))
    book = cleared(rising, "RR3", on(20))
    assert "RR3" in ids(book, on(19))
    assert [("RR3" in ids(book, on(n))) for n in (20, 39, 40)] == [False, False, True]


def nights(*days: int) -> tuple[Morning, ...]:
    return tuple(Morning(f"m{n}", on(n), 1, woken=2) for n in days)


def test_nights_broken_in_two_weeks_are_rr5() -> None:
    book = with_entries(plain(), *nights(0, 1, 2, 7, 8, 13))
    assert ids(book, on(13)) == ["RR5"]
    assert [b.entry for b in one(book, on(13), "RR5").because] == ["m0", "m1", "m2", "m7", "m8", "m13"]
    assert one(book, on(13), "RR5").text == "Pain has woken you on 6 of the last 14 nights."
    assert ids(book, on(14)) == []
    assert ids(with_entries(plain(), *nights(0, 1, 7, 8, 13)), on(13)) == []


def test_a_fall_of_the_activities_or_of_the_lefs_is_rr6() -> None:
    book = replace(plain(), measures=(psfs("a", on(1), 7, 7), psfs("b", on(20), 5, 5)))
    assert ids(book, on(20)) == ["RR6"]
    found = one(book, on(20), "RR6")
    assert found.text == "What you can do has become less: Patient-specific activities by 2 points."
    assert [(b.entry, b.value) for b in found.because] == [("a", "7"), ("b", "5")]
    assert found.since == on(1)
    assert ids(book, on(19)) == []
    for scores, fires in (((5, 6), []), ((4, 7), ["RR6"])):
        assert ids(replace(book, measures=(book.measures[0], psfs("b", on(20), *scores))), on(20)) == fires


@pytest.mark.parametrize(("now", "fires"), [(41, ["RR6"]), (42, [])])
def test_the_lefs_falls_by_nine(now: int, fires: list[str]) -> None:
    taken = [
        MeasureTaken(e, on(n), MeasureKind.LEFS, {"total": t}) for e, n, t in (("a", 1, 50), ("b", 9, now))
    ]
    assert ids(replace(plain(), measures=tuple(taken)), on(9)) == fires


def test_a_cleared_fall_is_measured_from_what_came_after() -> None:
    book = replace(plain(), measures=(psfs("a", on(1), 7), psfs("b", on(10), 4)))
    book = cleared(book, "RR6", on(12))
    assert ids(book, on(12)) == []
    still = replace(book, measures=(*book.measures, psfs("c", on(14), 4), psfs("d", on(20), 3)))
    assert ids(still, on(20)) == []
    assert ids(replace(still, measures=(*still.measures, psfs("e", on(21), 2))), on(21)) == ["RR6"]


# ------------------------------------------------------------------ RR7, P5, SETTLE


def hurt(book: Diary, *weeks: int) -> Diary:
    """Trains every week up to the last of these, with breaches on two days in each of them."""
    for week in range(max(weeks) + 1):
        book = train(book, week, (8, 8, 8), (8, 8, 8), (8, 8, 8))
        if week in weeks:
            worse = {start_of(book, week), start_of(book, week) + timedelta(days=2)}
            bouts = tuple(replace(b, pain_during=6) if b.day in worse else b for b in book.bouts)
            book = replace(book, bouts=bouts)
    return book


def test_two_regress_within_four_weeks_are_rr7() -> None:
    book = hurt(plain(), 1, 5)
    assert ids(book, start_of(book, 6)) == ["RR7"]
    found = one(book, start_of(book, 6), "RR7")
    assert [(b.field, b.day) for b in found.because] == [("regress_week", on(14)), ("regress_week", on(42))]
    assert (found.since, found.firm) == (on(14), True)
    assert ids(book, start_of(book, 6) - timedelta(days=1)) == []
    assert "RR7" not in ids(hurt(plain(), 1, 6), on(49))


def test_rr7_stays_while_the_pause_of_the_first_phase_lasts_and_goes_with_its_clearance() -> None:
    book = hurt(plain(), 1, 3)
    assert "RR7" in ids(book, on(28))
    assert "RR7" in ids(train(book, 12, (8,)), on(7 * 13))
    assert "RR7" not in ids(cleared(book, "RR7", on(29)), on(29))
    again = cleared(hurt(plain(), 1, 3, 5, 7), "RR7", on(30))
    assert [one(again, on(56), "RR7").since, "RR7" in ids(again, on(55))] == [on(42), False]


def broken(*returns: int, hurts: tuple[int, ...] = ()) -> Diary:
    """Trains in week 0 and in each of the weeks given, one session early in each."""
    book = train(plain(), 0, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    for week in returns:
        pains = {"pain_during": 9} if week in hurts else {}
        book = train(book, week, (8, 8, 8), **pains)
    return book


def test_a_second_return_that_fails_is_rr7() -> None:
    book = broken(2, 4, 6)
    assert "RR7" not in ids(book, on(7 * 4 + 6))
    found = one(book, on(7 * 6), "RR7")
    assert found.text == "Coming back after a break has failed for the second time."
    assert [(b.field, b.day) for b in found.because] == [("failed_return", on(14)), ("failed_return", on(28))]


@pytest.mark.parametrize(
    "returns",
    [(2, 3, 4, 5, 7, 8, 9), (2, 3, 5, 6, 8, 9)],
    ids=["four weeks", "a break in the third week after"],
)
def test_a_return_that_lasts_the_two_weeks_after_it_has_not_failed(returns: tuple[int, ...]) -> None:
    assert "RR7" not in ids(broken(*returns), on(7 * 10))


def test_a_return_that_hurts_has_failed() -> None:
    book = broken(2, 4, hurts=(4,))
    assert "RR7" not in ids(book, on(7 * 5 - 1))
    assert [b.day for b in one(book, on(7 * 5), "RR7").because] == [on(14), on(28)]


def away(weeks: int) -> Diary:
    """Trains in week 0, last on its day 4, and again after so many weeks."""
    return train(train(plain(), 0, (8,), (8,), (8,)), weeks, (8,))


def test_a_return_after_four_weeks_wants_a_confirmation() -> None:
    book = away(5)
    assert "P5" in ids(book, on(35))
    found = one(book, on(35), "P5")
    assert (found.firm, found.since) == (True, on(4))
    assert found.because
    assert not one(replace(book, bouts=book.bouts[:3]), on(35), "P5").firm
    assert "P5" not in ids(away(4), on(28))
    assert "P5" in ids(train(book, 6, (8,), (8,), (8,)), on(60))


def test_a_confirmed_return_is_not_asked_about_again() -> None:
    book = away(6)
    assert "P5" not in ids(cleared(book, "P5", on(36)), on(42))
    assert "P5" in ids(cleared(book, "P5", on(2)), on(42))


def settling(weeks: int, before: int = 3) -> Diary:
    book = replace(diary(programme(phase(kind=PhaseKind.SETTLE))), overrides=seen(21))
    for week in range(weeks):
        book = train(book, week, (8, 8, 8), (8, 8, 8), pain_before=before)
    return book


def test_three_weeks_of_pain_before_training_in_settle_are_found() -> None:
    book = settling(3)
    assert ids(book, on(21)) == ["SETTLE"]
    found = one(book, on(21), "SETTLE")
    assert [(b.day, b.field, b.value) for b in found.because] == [
        (on(7 * n), "pain_before", 3) for n in range(3)
    ]
    assert found.since == MONDAY
    assert ids(book, on(20)) == []
    assert ids(settling(3, before=2), on(21)) == []
    assert ids(train(settling(2), 2, (8, 8, 8), (8, 8, 8)), on(21)) == []
    assert ids(cleared(settling(4), "SETTLE", on(8)), on(28)) == []


def test_settle_counts_the_weeks_that_began_after_the_clearance() -> None:
    assert one(cleared(settling(4), "SETTLE", on(6)), on(28), "SETTLE").since == on(7)
    assert ids(cleared(settling(4), "SETTLE", on(7)), on(28)) == []


# ------------------------------------------------------------------ RR8 – RR11


def answered(key: str, *said: tuple[int, object]) -> Diary:
    screens = tuple(Screen(f"s{n}", on(n), True, {key: answer}) for n, answer in said)  # type: ignore[dict-item]
    return replace(plain(), screens=screens)


def told(book: Diary, day: date) -> list[str]:
    return [item for item in ids(book, day) if item not in FRAMED]


def test_snapping_for_six_weeks_is_rr8() -> None:
    book = answered("snapping", (-1, True), (20, "unsure"), (41, True))
    assert told(book, on(41)) == ["RR8"]
    assert [b.entry for b in one(book, on(41), "RR8").because] == ["s-1", "s41"]
    assert told(answered("snapping", (0, True), (41, True)), on(41)) == []
    assert told(answered("snapping", (0, True), (20, False), (43, True)), on(43)) == []
    assert told(answered("snapping", (0, True), (43, True), (44, False)), on(44)) == []


def test_cleared_snapping_counts_six_weeks_from_the_next_yes() -> None:
    book = cleared(answered("snapping", (0, True), (42, True), (50, True), (92, True)), "RR8", on(43))
    assert told(book, on(91)) == []
    assert one(book, on(92), "RR8").since == on(50)


def limping(*days: int) -> Diary:
    return with_entries(plain(), *(Morning(f"m{n}", on(n), 1, limp=True) for n in days))


def test_a_limp_for_more_than_two_weeks_is_rr9() -> None:
    book = limping(0, 7, 15)
    assert ids(book, on(15)) == ["RR9"]
    assert one(book, on(15), "RR9").text == "You have been limping for 15 days."
    assert "rehab screen --full" in one(book, on(15), "RR9").action
    assert ids(limping(0, 7, 14), on(14)) == []
    assert ids(with_entries(book, Morning("x", on(9), 1, limp=False)), on(15)) == []
    assert ids(book, on(29)) == []


def test_low_mood_or_fear_is_rr10_until_a_no() -> None:
    assert told(answered("low_mood_or_fear", (0, True)), on(3)) == ["RR10"]
    assert told(answered("low_mood_or_fear", (0, "unsure")), on(3)) == []
    assert told(answered("low_mood_or_fear", (0, True), (2, False)), on(3)) == []


def test_six_weeks_without_a_clinician_are_rr11() -> None:
    book = painful(5, 1, 80, diary())
    assert ids(book, on(42)) == ["RR11"]
    assert ids(book, on(41)) == []
    found = one(book, on(42), "RR11")
    assert (found.text, found.since) == ("No clinician has reviewed this record for 42 days.", MONDAY)
    assert not found.firm


ACTS = {
    "a phase": {"phases": (PhaseStart("x", on(10), "strengthen", "Kim", "physio"),)},
    "a check": {"answers": (CriterionAnswer("x", on(10), "strengthen", "walks", True, "Kim", "physio"),)},
    "an exception": {"overrides": seen(10)},
    "a diagnosis": {"diagnoses": (Diagnosis("x", on(10), "iliopsoas", "Dr A", on(10)),)},
}
PATIENTS_OWN = {
    "a phase": {"phases": (PhaseStart("x", on(10), "strengthen", "Sam", "patient"),)},
    "a self-report": {
        "answers": (CriterionAnswer("x", on(10), "strengthen", "walks", True, "Sam", "patient"),)
    },
}


@pytest.mark.parametrize("act", ACTS)
def test_a_clinicians_act_is_a_review(act: str) -> None:
    book = replace(painful(5, 1, 80, diary()), **ACTS[act])  # type: ignore[arg-type]
    assert [ids(book, on(n)) for n in (51, 52)] == [[], ["RR11"]]


@pytest.mark.parametrize("act", PATIENTS_OWN)
def test_what_the_patient_records_is_no_review(act: str) -> None:
    assert ids(replace(painful(5, 1, 80, diary()), **PATIENTS_OWN[act]), on(42)) == ["RR11"]  # type: ignore[arg-type]


def test_a_clearance_is_a_clinicians_own_act_where_nothing_else_is_said() -> None:
    raised = Raised("r", on(10), "R06", Urgency.ROUTINE, "found", {})
    answer = Clearance("c", on(10), ("r",), "Kim", "physio", "seen")
    book = replace(painful(5, 1, 80, diary()), raised=(raised,), clearances=(answer,))
    assert [ids(book, on(n)) for n in (51, 52)] == [[], ["RR11"]]


def test_a_new_programme_is_a_review_and_a_clearance_is_one_unless_told_by_the_patient() -> None:
    book = painful(5, 1, 80, diary())
    given = Assignment("a2", on(14), (0, 2, 4), programme(), "hash")
    assert ids(replace(book, assignments=(*book.assignments, given)), on(55)) == []
    assert ids(cleared(book, "R06", on(10)), on(51)) == []
    assert ids(cleared(book, "R06", on(10), told=True), on(42)) == ["RR11"]
    assert ids(cleared(book, "RR11", on(43), told=True), on(84)) == []
    assert ids(cleared(book, "RR11", on(43), told=True), on(85)) == ["RR11"]


# ------------------------------------------------------------------ coverage, findings


CAUSES = {
    "RR5": (with_entries(plain(), *nights(0, 1, 2, 7, 8, 13)), on(13)),
    "RR9": (limping(0, 7, 15), on(15)),
    "RR10": (answered("low_mood_or_fear", (0, True)), on(3)),
}


@pytest.mark.parametrize("item", CAUSES)
def test_a_red_flag_that_says_the_same_covers_a_referral_and_its_clearance_answers_it(item: str) -> None:
    book, day = CAUSES[item]
    assert item in ids(book, day)
    flag = Raised("flag", day, COVERED[item][0], Urgency.TWO_WEEKS, "found", {})
    flagged = replace(book, raised=(flag,))
    assert item not in ids(flagged, day)
    answer = Clearance("c", day, ("flag",), "Dr A", "doctor", "seen")
    assert item not in ids(replace(flagged, clearances=(answer,)), day)


def test_one_cause_is_told_once() -> None:
    """Without the plan done it is RR2; with it RR1, which is sooner; with pain that rises RR3."""
    assert ids(painful(4, 4, 42), on(42)) == ["RR2"]
    book = tried(4, 4, weeks=6, days=42)
    assert ids(book, on(42)) == ["RR1"]
    rising = replace(tried(4, 4, weeks=6, days=28), mornings=scored([4] * 28 + [5] * 7 + [6] * 8))
    assert ids(rising, on(42)) == ["RR3"]
    assert ids(cleared(book, "RR1", on(42)), on(42)) == []
    on_record = Raised("r", on(30), "RR1", Urgency.ROUTINE, "found", {})
    assert ids(replace(painful(4, 4, 42), raised=(on_record,)), on(42)) == []


def test_a_patient_who_said_that_it_gets_worse_has_rr3_answered_with_that() -> None:
    book = with_entries(plain(), *scored([1] * 14 + [3] * 7))
    assert ids(cleared(book, "R05", on(20)), on(20)) == []


def test_a_referral_on_record_is_told_once_and_as_the_diary_stands() -> None:
    book = painful(5, 5, 60)
    raised = Raised("r", on(45), "RR2", Urgency.ROUTINE, "as it was", {"days": 45})
    (found,) = findings(screening(), replace(book, raised=(raised,)), on(60))
    assert (found.id, found.entries, found.since, found.count) == ("RR2", ("r",), on(45), 1)
    assert found.text.startswith("60 days on")
    assert found.because == one(book, on(60), "RR2").because


def test_a_referral_on_record_stands_when_the_diary_no_longer_asks_for_it() -> None:
    raised = Raised("r", on(20), "RR3", Urgency.ROUTINE, "It got worse.", {"woken on 2026-03-20": 2})
    (found,) = findings(screening(), replace(plain(), raised=(raised,)), on(30))
    assert (found.id, found.text, found.urgency) == ("RR3", "It got worse.", Urgency.ROUTINE)
    assert "your own doctor within two weeks" in found.action
    assert [(b.entry, b.day, b.field, b.value) for b in found.because] == [
        (None, None, "woken on 2026-03-20", 2)
    ]
    assert found.sources == rule("RR3").sources


def test_a_derived_referral_is_a_routine_finding_without_an_entry() -> None:
    (found,) = findings(screening(), painful(5, 5, 60), on(60))
    assert (found.id, found.urgency, found.entries) == ("RR2", Urgency.ROUTINE, ())
    assert found.action == "Make an appointment with your physiotherapist to review the plan."


def test_every_referral_is_a_rule_with_sources_of_the_bibliography() -> None:
    assert set(REFERRALS) == {*(f"RR{n}" for n in range(1, 12)), "SETTLE", "P5"}
    for item in REFERRALS:
        found = rule(item)
        assert found.grade in "ABCD"
        assert found.clinician
        assert {*found.sources} <= {*sources()}


@pytest.mark.parametrize("item", REFERRALS)
def test_every_referral_says_who_to_see(item: str) -> None:
    assert re.search("physiotherapist|doctor", action(item, ()))


def test_before_the_start_nothing_is_asked_for() -> None:
    assert ids(diary(), on(-7)) == []


def test_a_gentle_exercise_alone_fails_no_return() -> None:
    of = programme(phase(prescription()), exercises=(exercise(loading=False),))
    book = replace(broken(2, 4, 6), assignments=(replace(diary().assignments[0], programme=of),))
    assert "RR7" not in ids(book, on(42))
