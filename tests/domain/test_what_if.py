"""What would change a decision: decided anew, never told by a text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.days import Week, week_of
from rehab.domain.diary import Clearance, Diary, Morning, Profile, Raised, RestDay
from rehab.domain.eligibility import KEYS
from rehab.domain.plan import week_plan
from rehab.domain.programmes import Series
from rehab.domain.what_if import Change, what_if
from rehab.domain.words import DecisionKind, PhaseKind, Side, Urgency
from tests.domain.chance import story
from tests.samples import (
    MONDAY,
    diary,
    mornings,
    phase,
    prescription,
    programme,
    start_of,
    train,
    train_as_planned,
    with_entries,
)
from tests.tiers import each

FULL = ((8, 8, 8), (8, 8, 8), (8, 8, 8))
RAISE = Series("raise", Side.NONE)
DAY = timedelta(days=1)


def woken(book: Diary, week: int, score: int = 0) -> Diary:
    return with_entries(book, *mornings(start_of(book, week), 1, score))


def now(book: Diary, week: int = 1) -> tuple[Change, ...]:
    first = start_of(book, week)
    return what_if(book, Week(first), first).now.get(RAISE, ())


def only(found: tuple[Change, ...]) -> tuple[str, str, int, int]:
    (change,) = found
    return change.text, change.rule, change.before, change.after


def without_morning(book: Diary, *days: int) -> Diary:
    gone = {MONDAY + n * DAY for n in days}
    rests = [RestDay(f"rest-{day}", day) for day in gone]
    return with_entries(replace(book, mornings=tuple(m for m in book.mornings if m.day not in gone)), *rests)


def test_a_missing_morning_with_the_highest_score_that_still_helps() -> None:
    book = woken(without_morning(train(diary(), 0, *FULL), 5), 1)
    text, rule, before, after = only(now(book))
    assert text == "if Saturday 2026-03-07’s morning pain is logged and is 1 or less"
    assert (rule, before, after) == ("P13", 72, 79)
    known = with_entries(book, Morning("told", MONDAY + 5 * DAY, 1))
    assert week_plan(known, Week(start_of(book, 1)), start_of(book, 1)).of(RAISE).record.limit == 79  # type: ignore[union-attr]
    worse = with_entries(book, Morning("told", MONDAY + 5 * DAY, 2))
    assert week_plan(worse, Week(start_of(book, 1)), start_of(book, 1)).of(RAISE).record.limit == 72  # type: ignore[union-attr]


def test_days_without_an_entry() -> None:
    book = woken(train(diary(), 0, *FULL, scored=2), 1)
    texts = [change.text for change in now(book)]
    assert (
        "if Thursday 2026-03-05 and Saturday 2026-03-07’s morning pain is logged and each is 1 or less"
        in texts
    )
    assert any(
        "1 more of last week’s days get an entry, such as a rest day (Sunday" in text for text in texts
    )


def test_an_overdue_screen() -> None:
    book = woken(train(diary(), 0, *FULL), 1)
    book = replace(book, screens=tuple(s for s in book.screens if s.day < MONDAY))
    text, rule, before, after = only(now(book))
    assert text == "if the weekly questions are answered and ask for nothing"
    assert (rule, before, after) == ("P13", 72, 79)


def test_what_a_short_week_lacked() -> None:
    book = woken(train(diary(), 0, (8, 8, 8), (8, 8, 7), (8, 8, 8)), 1)
    text, rule, before, after = only(now(book))
    assert text == "if the rest of last week’s volume was done and is logged"
    assert (rule, before, after) == ("P13", 72, 79)


def test_a_breach_by_its_score() -> None:
    book = train(diary(), 0, *FULL)
    book = woken(replace(book, bouts=(replace(book.bouts[0], pain_during=6), *book.bouts[1:])), 1)
    text, rule, before, after = only(now(book))
    assert text == "had no score of the week of 2026-03-02 been above 5"
    assert (rule, before, after) == ("P13", 72, 79)


def test_settles_before_scores() -> None:
    of = programme(phase(kind=PhaseKind.SETTLE))
    book = woken(train(diary(of), 0, *FULL, pain_before=3, pain_during=3), 1)
    text, _, before, after = only(now(book))
    assert text == "had no score of the week of 2026-03-02 been above 2"
    assert (before, after) == (72, 79)


def test_a_painkiller_behind_the_sessions() -> None:
    book = woken(train(diary(), 0, *FULL), 1)
    book = replace(book, mornings=tuple(replace(m, painkiller=True) for m in book.mornings))
    text, rule, before, after = only(now(book))
    assert text == "had the sessions been done without a painkiller"
    assert (rule, before, after) == ("P13", 72, 79)


@pytest.mark.parametrize(
    ("take", "names"),
    [
        (lambda b: replace(b, diagnoses=()), "a clinician’s diagnosis"),
        (lambda b: replace(b, screens=()), "all questions"),
        (lambda b: replace(b, profiles=()), "the profile"),
        (
            lambda b: replace(b, profiles=(), diagnoses=(), screens=()),
            "a clinician’s diagnosis, all questions, the profile",
        ),
    ],
)
def test_what_must_be_on_record(take: Callable[[Diary], Diary], names: str) -> None:
    (change,) = now(take(diary()), 0)
    assert change.text == f"if {names} is on record and asks for nothing"
    assert (change.rule, change.before, change.after) == ("P13", 0, 72)


def test_an_answer_that_waits_for_a_clinician_is_changed_by_nobody_here() -> None:
    profile = Profile("pregnant", MONDAY, dict.fromkeys(KEYS, False) | {"pregnant": True})
    assert now(replace(diary(), profiles=(profile,)), 0) == ()


@pytest.mark.parametrize("urgency", [Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.TWO_WEEKS])
def test_an_open_finding_by_its_clearance(urgency: Urgency) -> None:
    flag = Raised("flag", MONDAY, "X01", urgency, "Something.", {"x": True})
    (change,) = now(replace(diary(), raised=(flag,)), 0)
    assert change.text == "if a clinician’s clearance of X01 is on record"
    assert (change.before, change.after) == (0, 72)
    cleared = Clearance("c", MONDAY, ("flag",), "Dr A", "GP", "seen")
    assert now(replace(diary(), raised=(flag,), clearances=(cleared,)), 0) == ()


def test_the_pause_of_a_second_regress_by_its_clearance() -> None:
    book = train(diary(), 0, *FULL, pain_during=6)
    book = train(book, 1, *FULL, pain_during=6)
    found = now(woken(book, 2), 2)
    assert "if a clinician’s clearance of RR7 is on record" in [change.text for change in found]


def test_a_step_that_would_pass_the_percentage_by_an_exception() -> None:
    of = programme(phase(prescription(entry=(2, 2), target=(2, 8), days=2), deload=False))
    book = train_as_planned(diary(of), range(3))
    (change,) = now(woken(book, 3), 3)
    assert change.text == "if a clinician allows one step more (`rehab physio override granularity`)"
    assert (change.before, change.after, change.kind) == (8, 9, DecisionKind.PROGRESS)


def test_next_week_once_this_one_is_done_as_planned() -> None:
    book = woken(train(diary(), 0, *FULL), 1)
    first = start_of(book, 1)
    ahead = what_if(book, Week(first), first).ahead[RAISE]
    assert ahead.text.startswith("if this week is done as planned, each morning is given and no worse")
    assert ahead.text.endswith("pain stays at 2 or less")
    assert (ahead.kind, ahead.rule, ahead.before, ahead.after) == (DecisionKind.PROGRESS, "P13", 79, 85), (
        "78 of 79"
    )
    following = what_if(book, Week(first + 7 * DAY), first).ahead[RAISE]
    assert (following.after, following.rule) == (85, "P13")
    assert what_if(book, Week(MONDAY), first).ahead == {}, "last week is over"


def test_a_plan_that_grows_is_raised_by_nothing() -> None:
    assert now(woken(train(diary(), 0, *FULL), 1)) == ()


@pytest.mark.parametrize("seed", each(range(40), 4))
def test_every_change_is_what_the_decision_comes_to(seed: int) -> None:
    """Of random diaries: a change always promises more than now, and never more than the cap allows."""
    told = story(seed)
    lived = told.weeks[len(told.weeks) // 2]
    today: date = lived.plan.week.start
    book = lived.diary.upto(today)
    found = what_if(book, week_of(book.starts, today), today)
    for series, changes in found.now.items():
        item = lived.plan.of(series)
        assert item is not None
        for change in changes:
            assert change.text.startswith(("if ", "had "))
            assert change.after > change.before or item.record.stage is not None
            assert change.before == item.record.limit
            assert change.after <= max(item.record.cap, item.record.entry) or item.record.override
