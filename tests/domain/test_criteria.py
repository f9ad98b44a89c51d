"""Criteria of a phase: each kind just met, just missed, not known, and answers that lie too far back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.course import TWICE_REGRESSED
from rehab.domain.criteria import CriterionState, State
from rehab.domain.days import week_of
from rehab.domain.diary import CriterionAnswer, Diary, MeasureTaken, Morning, PhaseStart, Raised
from rehab.domain.fold import courses
from rehab.domain.programmes import Criterion, MeasureDue, Phase, SetPlan, Stage
from rehab.domain.readiness import Readiness, missing_text, readiness, review_weeks
from rehab.domain.words import CriterionKind, Measured, MeasureKind, Side, SideRule, Unit, Urgency
from tests.samples import (
    MONDAY,
    bout,
    diary,
    exercise,
    mornings,
    phase,
    prescription,
    programme,
    start_of,
    train,
    with_entries,
)

FULL = ((8, 8, 8), (8, 8, 8), (8, 8, 8))
MET, NOT_MET, NOT_KNOWN = State.MET, State.NOT_MET, State.NOT_KNOWN


def measured(measure: Measured, **fields: object) -> Criterion:
    return replace(
        Criterion("it", CriterionKind.MEASURED, "It is so.", ("project-rule",)), measure=measure, **fields
    )


def asked(kind: CriterionKind = CriterionKind.SELF_REPORT, **fields: object) -> Criterion:
    return replace(Criterion("walk", kind, "Can you walk?", ("project-rule",), stale_days=14), **fields)


def book_with(*criteria: Criterion, entry: tuple[Criterion, ...] = (), weeks: int = 6) -> Diary:
    """A diary whose first phase has these exit criteria, and whose second these entry criteria."""
    first = replace(phase(name="one", weeks=weeks), exit=criteria)
    second = replace(phase(name="two"), entry=entry)
    asked_for = (MeasureDue(MeasureKind.LEFS, 1, ("S",)), MeasureDue(MeasureKind.PSFS, 14, ("S",)))
    return diary(replace(programme(first, second), measures=asked_for))


def ready(book: Diary, day: date) -> Readiness:
    known = book.upto(day)
    folded = list(courses(known, week_of(book.starts, max(day, book.starts)), day))
    return readiness(book, [record for record, _ in folded], folded[-1][1], day)


def state(book: Diary, day: date) -> CriterionState:
    (found,) = ready(book, day).exit
    return found


def said(day: date, met: bool = True, role: str = "patient", **fields: object) -> CriterionAnswer:
    base = CriterionAnswer(f"{role}-{day}-{met}", day, "one", "walk", met, "Sam", role)
    return replace(base, **fields)


def answered(book: Diary, *answers: CriterionAnswer) -> Diary:
    return replace(book, answers=answers)


# ---------------------------------------------------------------- days and clean weeks


def test_days_in_the_phase_are_whole_days_before_the_day() -> None:
    book = book_with(measured(Measured.DAYS_IN_PHASE, at_least=14))
    assert (state(book, MONDAY + timedelta(13)).state, state(book, MONDAY + timedelta(13)).value) == (
        NOT_MET,
        13,
    )
    assert (state(book, MONDAY + timedelta(14)).state, state(book, MONDAY + timedelta(14)).value) == (MET, 14)
    assert state(book, MONDAY - timedelta(3)).value == 0


def test_days_count_from_the_phase_and_not_from_the_programme() -> None:
    book = book_with(measured(Measured.DAYS_IN_PHASE, at_least=1))
    second = replace(
        book.assignments[0].programme.phases[1], exit=(measured(Measured.DAYS_IN_PHASE, at_least=8),)
    )
    of = replace(book.assignments[0].programme, phases=(book.assignments[0].programme.phases[0], second))
    start = PhaseStart("p", start_of(book, 2), "two", "Kim", "physiotherapist")
    book = replace(book, assignments=(replace(book.assignments[0], programme=of),), phases=(start,))
    assert state(book, start_of(book, 3)).value == 7
    assert ready(book, start_of(book, 3)).stay.since == start_of(book, 2)


CLEAN = measured(Measured.CLEAN_WEEKS, at_least=2)


def two_weeks(**fields: object) -> Diary:
    book = train(train(book_with(CLEAN), 0, *FULL), 1, *FULL, **fields)
    return with_entries(book, *mornings(start_of(book, 2), 1))


def test_two_weeks_without_a_breach_are_clean() -> None:
    found = state(two_weeks(), start_of(two_weeks(), 2))
    assert (found.state, found.value) == (MET, 2)
    assert found.because[-1].value == 2


def test_a_week_not_yet_ended_does_not_count() -> None:
    book = two_weeks()
    found = state(book, start_of(book, 2) - timedelta(1))
    assert (found.state, found.value) == (NOT_MET, 1)


def test_a_breach_ends_the_clean_weeks_and_is_told() -> None:
    book = two_weeks(pain_during=6)
    found = state(book, start_of(book, 2))
    assert (found.state, found.value) == (NOT_MET, 0)
    assert {(b.field, b.value) for b in found.because} == {("pain_during", 6)}
    worse = train(train(book_with(CLEAN), 0, *FULL, pain_after=6), 1, *FULL)
    worse = with_entries(worse, *mornings(start_of(worse, 2), 1))
    assert (state(worse, start_of(worse, 2)).state, state(worse, start_of(worse, 2)).value) == (NOT_MET, 1)


def test_a_week_with_too_few_entries_is_not_known() -> None:
    book = train(train(book_with(CLEAN), 0, *FULL), 1, *FULL[:1], scored=3)
    found = state(book, start_of(book, 2))
    assert (found.state, found.value) == (NOT_KNOWN, 0)
    assert [(b.day, b.field, b.value) for b in found.because] == [(start_of(book, 1), "covered_days", 3)]


def test_a_breach_tells_even_in_a_week_with_too_few_entries_and_a_paused_week_is_not_clean() -> None:
    sore = train(train(book_with(CLEAN), 0, *FULL), 1, *FULL[:1], scored=3, pain_during=6)
    assert state(sore, start_of(sore, 2)).state is NOT_MET
    flag = Raised("f1", start_of(sore, 1), "U01", Urgency.TWO_WEEKS, "Weight loss.", {})
    paused = replace(two_weeks(), raised=(flag,))
    assert (state(paused, start_of(paused, 2)).state, state(paused, start_of(paused, 2)).value) == (
        NOT_MET,
        0,
    )


def test_a_missing_morning_after_the_last_session_leaves_the_week_not_known() -> None:
    book = two_weeks()
    last = start_of(book, 1) + timedelta(5)
    book = replace(book, mornings=tuple(m for m in book.mornings if m.day != last))
    found = state(book, start_of(book, 2))
    assert (found.state, [b.field for b in found.because]) == (NOT_KNOWN, ["morning"])


def test_older_clean_weeks_are_enough_without_a_look_further_back() -> None:
    book = train(two_weeks(), 2, *FULL)
    book = with_entries(book, *mornings(start_of(book, 3), 1))
    assert state(book, start_of(book, 3)).value == 3


# ---------------------------------------------------------------- worst scores

DAY = MONDAY + timedelta(days=20)


def rest_scores(*scores: int | None, last: date = DAY) -> Iterator[Morning]:
    for n, score in enumerate(reversed(scores)):
        yield Morning(f"m-{n}", last - timedelta(days=n), 0, rest_pain=score)


REST = measured(Measured.REST_PAIN, at_most=1, days=7, entries=4)


def test_rest_pain_at_its_bound_is_met_and_one_more_is_not() -> None:
    book = book_with(REST)
    at = state(with_entries(book, *rest_scores(0, 1, 0, 1)), DAY)
    assert (at.state, at.value) == (MET, 1)
    over = state(with_entries(book, *rest_scores(0, 2, 0, 1)), DAY)
    assert (over.state, over.value, over.because[0].field) == (NOT_MET, 2, "rest_pain")


def test_one_score_too_few_is_not_known_but_a_high_one_tells() -> None:
    book = book_with(REST)
    few = state(with_entries(book, *rest_scores(0, None, 0, 1)), DAY)
    assert (few.state, few.because[-1].value) == (NOT_KNOWN, 3)
    assert state(with_entries(book, *rest_scores(2)), DAY).state is NOT_MET
    assert (state(book, DAY).state, state(book, DAY).value) == (NOT_KNOWN, None)


def test_the_window_holds_the_seven_days_before_and_the_day_itself() -> None:
    book = with_entries(book_with(REST), *rest_scores(0, 0, 0, 0))
    for back, worst in ((7, 5), (8, 0)):
        old = Morning("old", DAY - timedelta(back), 0, rest_pain=5)
        assert state(with_entries(book, old), DAY).value == worst


def test_morning_pain_is_the_mornings_score() -> None:
    book = book_with(measured(Measured.MORNING_PAIN, at_most=2, days=7, entries=2))
    for score, expected in ((2, MET), (3, NOT_MET)):
        given = (Morning("a", DAY, score), Morning("b", DAY - timedelta(1), 0, rest_pain=9))
        assert state(with_entries(book, *given), DAY).state is expected


def test_pain_during_counts_the_exercises_of_the_phase_or_the_one_that_is_named() -> None:
    of_phase = measured(Measured.DURING_PAIN, at_most=2, days=7, entries=2)
    scores = [bout(DAY - timedelta(n), 8, pain_during=2) for n in (1, 3)]
    other = bout(DAY - timedelta(2), 8, name="other", pain_during=9)
    book = with_entries(book_with(of_phase), *scores, other)
    assert (state(book, DAY).state, state(book, DAY).value) == (MET, 2)
    worse = with_entries(book, bout(DAY, 8, pain_during=3))
    assert state(worse, DAY).state is NOT_MET
    unscored = with_entries(book_with(of_phase), scores[0], bout(DAY - timedelta(3), 8, pain_during=None))
    assert state(unscored, DAY).state is NOT_KNOWN
    named = with_entries(book_with(replace(of_phase, exercise="other", entries=1)), *scores, other)
    assert (state(named, DAY).state, state(named, DAY).value) == (NOT_MET, 9)


def test_without_a_number_of_scores_one_is_enough_and_none_is_not_known() -> None:
    book = book_with(measured(Measured.REST_PAIN, at_most=1, days=7))
    assert state(book, DAY).state is NOT_KNOWN
    assert state(with_entries(book, *rest_scores(0)), DAY).state is MET


# ---------------------------------------------------------------- own activities

PSFS = measured(Measured.PSFS_CHANGE, at_least=2)


def scored(day: date, **scores: int) -> MeasureTaken:
    return MeasureTaken(f"psfs-{day}", day, MeasureKind.PSFS, scores)


def with_scores(*taken: MeasureTaken) -> Diary:
    return replace(book_with(PSFS), measures=taken)


def test_the_own_activities_are_compared_with_the_first_time() -> None:
    first = scored(MONDAY, running=3, stairs=4)
    met = state(with_scores(first, scored(DAY, running=5, stairs=6)), DAY)
    assert (met.state, met.value, met.answered) == (MET, "+2", DAY)
    assert [b.day for b in met.because] == [MONDAY, DAY]
    missed = state(with_scores(first, scored(DAY, running=5, stairs=5)), DAY)
    assert (missed.state, missed.value) == (NOT_MET, "+1.5")


@pytest.mark.parametrize(
    ("now", "value", "expected"), [(7, "+0.5", MET), (6, "0", MET), (5, "-0.5", NOT_MET)]
)
def test_without_a_number_of_points_any_change_but_a_loss_is_enough(
    now: int, value: str, expected: State
) -> None:
    book = book_with(measured(Measured.PSFS_CHANGE))
    taken = (scored(MONDAY, running=6, stairs=4), scored(DAY, running=now, stairs=4))
    found = state(replace(book, measures=taken), DAY)
    assert (found.state, found.value) == (expected, value)


def test_one_score_or_none_leaves_the_change_not_known() -> None:
    once = state(with_scores(scored(MONDAY, running=3)), DAY)
    assert (once.state, once.value, once.answered) == (NOT_KNOWN, None, MONDAY)
    assert state(with_scores(), DAY).answered is None


def test_scores_older_than_two_intervals_are_stale() -> None:
    taken = (scored(MONDAY - timedelta(7), running=3), scored(MONDAY, running=9))
    fresh = state(with_scores(*taken), MONDAY + timedelta(28))
    assert (fresh.state, fresh.stale) == (MET, False)
    old = state(with_scores(*taken), MONDAY + timedelta(29))
    assert (old.state, old.stale, old.value) == (NOT_KNOWN, True, "+6")


# ---------------------------------------------------------------- stage sessions


def test_clean_sessions_at_a_stage_or_above_count() -> None:
    stages = (Stage(600, 0), Stage(300, 300), Stage(0, 600))
    run = exercise("run", Unit.SECONDS, stages=stages)
    dose = replace(prescription("run", (1, 1800), (1, 1800), step=60), entry_stage=0, entry=SetPlan(1, 1800))
    criterion = measured(Measured.STAGE_SESSIONS, exercise="run", stage=1, at_least=3)
    of = programme(replace(phase(dose), exit=(criterion,)), exercises=(run,))
    book = with_entries(diary(of), *mornings(MONDAY, 10))
    for n, stage in enumerate((1, 2, 0, 1)):
        day = MONDAY + timedelta(2 * n)
        book = with_entries(book, bout(day, 1800, name="run", unit=Unit.SECONDS, stage=stage))
    assert (state(book, MONDAY + timedelta(6)).state, state(book, MONDAY + timedelta(6)).value) == (
        NOT_MET,
        2,
    )
    assert (state(book, MONDAY + timedelta(7)).state, state(book, MONDAY + timedelta(7)).value) == (MET, 3)
    (fact,) = state(book, MONDAY + timedelta(7)).because
    assert (fact.field, fact.value, fact.day) == ("stage_1_sessions", 3, MONDAY)
    sore = with_entries(book, bout(MONDAY, 60, name="run", unit=Unit.SECONDS, stage=1, pain_during=6))
    assert state(sore, MONDAY + timedelta(7)).value == 2


# ---------------------------------------------------------------- answers


def test_the_newest_answer_counts_whatever_the_order_of_recording() -> None:
    book = book_with(asked())
    yes, no = said(DAY - timedelta(1)), said(DAY, met=False)
    for order in ((yes, no), (no, yes)):
        found = state(answered(book, *order), DAY)
        assert (found.state, found.value, found.answered) == (NOT_MET, False, DAY)
    assert state(answered(book, yes), DAY).state is MET
    same = answered(book, said(DAY, met=False), said(DAY))
    assert state(same, DAY).state is MET, "of one day the last recorded counts"
    assert state(answered(book, said(DAY + timedelta(1))), DAY).state is NOT_KNOWN


def test_an_answer_holds_for_its_stale_days_and_no_longer() -> None:
    book = answered(book_with(asked()), said(DAY - timedelta(14)))
    assert state(book, DAY).state is MET
    found = state(book, DAY + timedelta(1))
    assert (found.state, found.stale, found.answered) == (NOT_KNOWN, True, DAY - timedelta(14))
    lasting = answered(book_with(asked(stale_days=None)), said(MONDAY))
    assert state(lasting, MONDAY + timedelta(300)).state is MET


def test_a_patients_word_is_none_of_a_clinicians_checks() -> None:
    book = book_with(asked(CriterionKind.CLINICIAN_CHECK))
    assert state(answered(book, said(DAY)), DAY).state is NOT_KNOWN
    assert state(answered(book, said(DAY, role="physiotherapist")), DAY).state is MET
    later = answered(book, said(DAY - timedelta(1), role="physiotherapist"), said(DAY, met=False))
    assert state(later, DAY).state is MET, "a patient's no does not stand against a clinician's yes"


def test_an_answer_to_another_phase_or_criterion_is_none() -> None:
    book = book_with(asked())
    for other in ({"phase": "two"}, {"criterion": "run"}):
        assert state(answered(book, said(DAY, **other)), DAY).state is NOT_KNOWN


def test_an_answer_from_an_earlier_stay_or_before_a_regress_is_asked_again() -> None:
    book = answered(book_with(asked(stale_days=90)), said(MONDAY + timedelta(1)))
    starts = (
        PhaseStart("p1", start_of(book, 1), "two", "Kim", "physiotherapist"),
        PhaseStart("p2", start_of(book, 2), "one", "Kim", "physiotherapist"),
    )
    assert state(replace(book, phases=starts), start_of(book, 2)).stale
    sore = train(train(book, 0, *FULL, pain_during=6), 1, *FULL)
    found = ready(sore, start_of(book, 2))
    assert found.stay.restarted == start_of(book, 1)
    assert found.exit[0].stale
    kept = answered(sore, said(start_of(book, 1)))
    assert state(kept, start_of(book, 2)).state is MET


def test_a_criterion_without_a_measure_is_not_known() -> None:
    assert state(book_with(replace(CLEAN, measure=None)), DAY).state is NOT_KNOWN


# ---------------------------------------------------------------- readiness


def at_target(book: Diary, day: date) -> list[State]:
    return [one.state for one in ready(book, day).targets]


def test_exit_exercises_stand_at_target_on_both_sides_and_after_a_first_bout() -> None:
    dose = replace(prescription(target=(3, 8)), exit=True)
    of = programme(
        replace(phase(dose), exit=(CLEAN,)), phase(name="two"), exercises=(exercise(side=SideRule.EACH),)
    )
    book = diary(of)
    week = start_of(book, 1)
    assert at_target(book, week) == [NOT_MET], "an entry dose that nobody has done is not reached"
    left = train(book, 0, *FULL, side=Side.LEFT)
    assert at_target(left, week) == [NOT_MET]
    both = train(left, 0, *FULL, side=Side.RIGHT)
    assert at_target(both, week) == [MET]
    short = train(left, 0, (8, 8, 8), (8, 8, 8), (8, 8, 7), side=Side.RIGHT)
    (found,) = ready(short, week).targets
    assert (found.state, found.value) == (MET, "72 reps"), "R stands at the target after one short session"
    assert "Raise is done at its target, 72 reps a week, on each side" in found.criterion.text


def test_a_target_that_is_not_reached_tells_what_is() -> None:
    dose = replace(prescription(target=(3, 9)), exit=True)
    book = train(diary(programme(phase(dose))), 0, *FULL)
    (found,) = ready(book, start_of(book, 1)).targets
    assert (found.state, found.value) == (NOT_MET, "72 reps")
    assert [(b.field, b.value) for b in found.because] == [("reached", "72 reps"), ("target", "81 reps")]
    assert (found.criterion.id, found.criterion.kind) == ("target-raise", CriterionKind.MEASURED)


def test_an_open_finding_or_an_obstacle_keeps_the_phase() -> None:
    book = book_with(asked())
    assert ready(book, DAY).unflagged.state is MET
    flag = Raised("f1", DAY, "U01", Urgency.TWO_WEEKS, "Weight loss.", {}, cause="s1")
    found = ready(replace(book, raised=(flag,)), DAY).unflagged
    assert (found.state, found.because[0].entry, found.because[0].value) == (NOT_MET, "s1", "two_weeks")
    routine = Raised("f2", DAY, "RR2", Urgency.ROUTINE, "No better.", {})
    assert ready(replace(book, raised=(routine,)), DAY).unflagged.state is MET
    twice = replace(routine, item=TWICE_REGRESSED)
    assert ready(replace(book, raised=(twice,)), DAY).unflagged.state is NOT_MET, "the first phase pauses"
    assert ready(replace(book, diagnoses=()), DAY).unflagged.state is NOT_MET


def test_only_what_is_required_is_missing_and_unknown_never_passes() -> None:
    shown = replace(asked(), id="shown", required=False)
    entry = asked(CriterionKind.CLINICIAN_CHECK, id="hop", text="Ten hops.")
    book = book_with(asked(), shown, entry=(entry,))
    found = ready(book, DAY)
    assert [one.criterion.id for one in found.missing] == ["walk", "hop"]
    assert (found.ready, missing_text(found)) == (False, "Can you walk? Ten hops.")
    hop = said(DAY, role="physiotherapist", criterion="hop", phase="two")
    assert not ready(answered(book, hop), DAY).ready
    assert ready(answered(book, said(DAY), hop), DAY).ready


def test_the_last_phase_is_never_ready_for_another() -> None:
    found = ready(diary(programme(phase())), DAY)
    assert (found.next, found.missing, found.ready) == (None, (), False)


def test_criteria_in_words_alone_are_for_a_clinician() -> None:
    words = replace(phase(name="one"), criteria=("Pain at rest is 0.", "Walks well."))
    book = diary(programme(words, phase(name="two")))
    assert [one.criterion.id for one in ready(book, DAY).missing] == ["one-words-1", "one-words-2"]
    answers = [said(DAY, role="physiotherapist", criterion=f"one-words-{n}", entry=f"a{n}") for n in (1, 2)]
    assert ready(answered(book, *answers), DAY).ready


def test_the_first_phase_tells_what_should_have_been_met_before() -> None:
    first = replace(phase(name="one"), entry=(asked(),))
    book = diary(programme(first, phase(name="two")))
    assert [one.criterion.id for one in ready(book, DAY).unconfirmed] == ["walk"]
    assert ready(answered(book, said(MONDAY - timedelta(2))), MONDAY).unconfirmed == ()
    assert ready(answered(book, said(MONDAY - timedelta(2))), DAY).unconfirmed == (), "not asked again later"
    later = PhaseStart("p", MONDAY, "two", "Kim", "physiotherapist")
    assert ready(replace(book, phases=(later,)), DAY).opening == ()


def test_a_criterion_is_found_with_the_phase_that_it_belongs_to() -> None:
    hop = asked(CriterionKind.CLINICIAN_CHECK, id="hop")
    found = ready(book_with(asked(), entry=(hop,)), DAY)
    walk, hops = found.find("walk"), found.find("hop")
    assert walk is not None
    assert hops is not None
    assert (walk[0].id, hops[0].id, found.find("other")) == ("one", "two", None)


def test_a_next_phase_that_is_planned_says_when_it_begins() -> None:
    book = book_with(asked())
    start = PhaseStart("p", start_of(book, 3), "two", "Kim", "physiotherapist")
    assert ready(replace(book, phases=(start,)), DAY).begins == start_of(book, 3)
    assert ready(book, DAY).begins is None


@pytest.mark.parametrize(("stated", "weeks", "expected"), [(None, 2, 3), (None, 3, 5), (4, 3, 4)])
def test_a_phase_is_stuck_after_its_review_weeks(stated: int | None, weeks: int, expected: int) -> None:
    one: Phase = replace(phase(name="one", weeks=weeks), review_weeks=stated)
    assert review_weeks(one) == expected
    book = diary(programme(one, phase(name="two")))
    assert not ready(book, start_of(book, expected)).stuck
    assert ready(book, start_of(book, expected) + timedelta(1)).stuck


def test_a_phase_lasts_at_least_a_week() -> None:
    book = answered(book_with(asked()), said(MONDAY))
    (young,) = ready(book, MONDAY + timedelta(6)).missing
    assert (young.criterion.id, young.value) == ("first-week", 6)
    week_old = ready(book, MONDAY + timedelta(7))
    assert (week_old.missing, week_old.first_week) == ((), ())
