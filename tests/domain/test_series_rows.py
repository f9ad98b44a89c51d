"""The rows about one exercise, each on both sides of its boundary: P5, P8, P10, P11 and P13."""

from dataclasses import replace

import pytest

from rehab.domain.because import Because, Row
from rehab.domain.case import Case
from rehab.domain.decision_table import matching
from rehab.domain.evidence import Evidence
from rehab.domain.words import DecisionKind as Kind
from tests.domain.cases import case, day, planned, ruled, series_week, stood
from tests.samples import MONDAY, exercise, phase, prescription


def row(name: str, found: Case) -> Row | None:
    return next((one for one in matching(found) if one.rule == name), None)


def numbers(found: Row | None) -> dict[str, object]:
    assert found is not None
    assert all((b.entry, b.day) == (None, None) for b in found.because)
    return {b.field: b.value for b in found.because}


@pytest.mark.parametrize(
    ("gap", "reference", "ceiling", "percent", "entry_bounds", "asks"),
    [
        (8, 100, 75, 75, False, False),
        (13, 100, 75, 75, False, False),
        (14, 100, 50, 50, False, False),
        (27, 200, 100, 50, False, False),
        (28, 200, 72, 50, True, True),
        (28, 100, 50, 50, True, True),
        (90, 200, 72, 50, True, True),
        (14, 40, 36, 50, False, False),
        (14, 30, 30, 50, False, False),
    ],
)
def test_p5_by_the_days_away(
    gap: int, reference: int, ceiling: int, percent: int, entry_bounds: bool, asks: bool
) -> None:
    found = row("P5", case(gap_days=gap, standing=stood(reference)))
    assert found is not None
    assert (found.kind, found.ceiling) == (Kind.RE_ENTRY, ceiling)
    text = (
        f"The last bout is {gap} days ago: come back with {ceiling} reps, {percent} % of the {reference} reps"
    )
    text += " before the break" + (" or the entry dose, whichever is lower." if entry_bounds else ".")
    assert found.text == text + (" Ask a clinician to confirm the return." if asks else "")
    assert numbers(found) == {"gap_days": gap, "reference": reference}


@pytest.mark.parametrize("gap", [None, 0, 7])
def test_p5_needs_eight_days(gap: int | None) -> None:
    assert row("P5", case(gap_days=gap)) is None


@pytest.mark.parametrize(("done", "holds"), [(86, False), (87, True)])
def test_p8_is_more_than_a_tenth_over_the_cap_of_79(done: int, holds: bool) -> None:
    found = row("P8", case(standing=stood(previous=series_week(72, done))))
    assert (found is not None) is holds
    if found:
        assert numbers(found) == {"done": done, "cap": 79}
        assert found.text == (
            "Last week's 87 reps are more than 10 % over the cap of 79 reps. The week is held at 72 reps."
        )
        assert (found.kind, found.ceiling, found.outcome) == (Kind.HOLD, 72, "")


@pytest.mark.parametrize(("done", "holds"), [(110, False), (111, True)])
def test_p8_of_an_exercises_first_week_goes_by_the_entry_dose(done: int, holds: bool) -> None:
    first = series_week(100, done, first=True, entry=100)
    assert (row("P8", case(standing=stood(previous=first))) is not None) is holds


@pytest.mark.parametrize(("done", "holds"), [(13, False), (14, True)])
def test_p8_of_a_week_with_an_exceptions_step_goes_by_what_was_allowed(done: int, holds: bool) -> None:
    allowed = series_week(9, done, ruling=ruled("P13", Kind.PROGRESS, 12), override="o1")
    found = row("P8", case(standing=stood(9, previous=allowed)))
    assert (found is not None) is holds
    if found:
        assert numbers(found) == {"done": 14, "cap": 12}


def test_p8_is_not_asked_of_a_week_before_the_last() -> None:
    old = replace(series_week(72, 200), week=series_week().week.shifted(-1))
    assert row("P8", case(standing=stood(previous=old))) is None
    assert row("P8", case(standing=stood(previous=None))) is None


@pytest.mark.parametrize(("done", "holds"), [(31, False), (32, True)])
def test_p8_of_one_session_above_130_percent_of_the_largest(done: int, holds: bool) -> None:
    found = row("P8", case(days={day(-7): 24, day(-5): done}))
    assert (found is not None) is holds
    if found:
        assert found.because == (Because(None, day(-5), "session", 32),)
        assert found.text == (
            f"On {day(-5)} one session was above 130 % of the largest of the 30 days before it. "
            "The week is held at 72 reps."
        )


def test_p8_tells_of_the_week_where_both_are_too_much() -> None:
    found = row("P8", case(standing=stood(previous=series_week(72, 87)), days={day(-7): 24, day(-5): 63}))
    assert found is not None
    assert "over the cap" in found.text


def test_p8_looks_at_no_bout_before_the_start() -> None:
    days = {MONDAY.replace(month=2): 10, day(-7): 31}
    assert row("P8", case(days=days)) is None


def test_p10_after_three_qualifying_weeks() -> None:
    assert row("P10", case(standing=stood(qualified=2))) is None
    found = row("P10", case(standing=stood(qualified=3)))
    assert found is not None
    assert (found.kind, found.ceiling) == (Kind.DELOAD, 54)
    assert found.text == "After 3 full weeks a lighter one is due: 54 reps, 75 % of R."
    assert numbers(found) == {"qualifying_weeks": 3, "reference": 72}


def test_p10_rounds_down_to_whole_steps() -> None:
    coarse = prescription(entry=(3, 25), step=5)
    found = row("P10", case(prescription=coarse, standing=stood(95, qualified=4)))
    assert found is not None
    assert found.ceiling == 70, "75 % of 95 is 71"


def test_p10_holds_the_week_after_a_lighter_one() -> None:
    found = row("P10", case(standing=stood(after_deload=True)))
    assert found is not None
    assert (found.kind, found.ceiling) == (Kind.HOLD, 72)
    assert found.text == "Last week was lighter. The week is held at 72 reps."
    assert numbers(found) == {"reference": 72}


def test_p10_is_off_where_the_phase_or_a_cut_says_so() -> None:
    due = stood(qualified=3)
    severe = Evidence(True, (), severe=(Because("m1", day(-1), "morning", 8),))
    assert row("P10", case(standing=due, phase=phase(deload=False))) is None
    assert row("P10", case(standing=due, evidence=severe)) is None
    assert row("P10", case(standing=due, gap_days=8)) is None
    assert row("P10", case(standing=due, gap_days=7)) is not None


@pytest.mark.parametrize(("done", "holds"), [(0, False), (1, True), (71, True), (72, False)])
def test_p11_is_something_but_less_than_r(done: int, holds: bool) -> None:
    last = series_week(72, done, sessions=planned(24, 24, 24))
    found = row("P11", case(standing=stood(previous=last)))
    assert (found is not None) is holds
    if found:
        assert (found.kind, found.ceiling) == (Kind.HOLD, 72)
        assert numbers(found) == {"done": done, "reference": 72}
        expected = f"Last week held {done} reps, less than the 72 reps before. The week is held at 72 reps."
        assert found.text == expected


@pytest.mark.parametrize(("done", "all_of_it"), [(65, False), (66, True), (67, True)])
def test_p11_says_when_all_that_was_planned_was_done(done: int, all_of_it: bool) -> None:
    last = series_week(72, done, sessions=planned(22, 22, 22))
    found = row("P11", case(standing=stood(previous=last)))
    assert found is not None
    more = ", all that was planned, but less" if all_of_it else ", less"
    assert found.text.startswith(f"Last week held {done} reps{more} than the 72 reps before.")


def test_p11_asks_nothing_of_a_lighter_week_nor_of_an_older_one() -> None:
    lighter = series_week(72, 54, ruling=Row("P10", Kind.DELOAD, 54, ""))
    older = replace(series_week(72, 50), week=series_week().week.shifted(-1))
    assert row("P11", case(standing=stood(previous=lighter))) is None
    assert row("P11", case(standing=stood(previous=older))) is None


def test_p13_grows_to_the_cap_below_the_target() -> None:
    found = row("P13", case())
    assert found is not None
    assert (found.kind, found.ceiling) == (Kind.PROGRESS, 79)
    assert found.text == "From 72 reps, up to 79 reps may follow: at most 10 % more."
    assert numbers(found) == {"reference": 72, "cap": 79}


@pytest.mark.parametrize(("target", "reached"), [(71, True), (72, True), (73, False)])
def test_p13_says_first_that_the_target_is_reached(target: int, reached: bool) -> None:
    found = row("P13", case(target=target))
    assert found is not None
    assert (found.kind, found.ceiling) == (Kind.PROGRESS, 79)
    text = f"The target of {target} reps a week is reached, and the plan stays there."
    assert (found.text == text) is reached
    assert numbers(found) == {"reference": 72, "cap": 79}


def test_p13_at_the_target_says_so_though_no_step_would_fit() -> None:
    found = row("P13", case(standing=stood(8), target=8))
    assert found is not None
    assert (found.kind, found.text) == (
        Kind.PROGRESS,
        "The target of 8 reps a week is reached, and the plan stays there.",
    )


@pytest.mark.parametrize(("reference", "passes"), [(9, True), (10, False)])
def test_p13_holds_where_one_step_would_pass_the_percent(reference: int, passes: bool) -> None:
    found = row("P13", case(standing=stood(reference)))
    assert found is not None
    assert (found.kind is Kind.HOLD) is passes
    if passes:
        assert found.text == "One step more than 9 reps would pass 10 %, so the week stays there."
        assert (found.ceiling, numbers(found)) == (9, {"reference": 9, "cap": 9})
    else:
        assert found.ceiling == 11


def test_r_is_kept_in_whole_steps_and_before_the_first_bout_is_the_entry_dose() -> None:
    coarse = prescription(entry=(3, 25), step=5)
    assert case(prescription=coarse, standing=stood(99)).reference == 95
    first = case(standing=stood(99, first=True))
    assert (first.reference, first.base) == (72, 72)


def test_a_volume_is_told_in_the_words_of_the_exercise() -> None:
    gentle = case(exercise=exercise(loaded=True), standing=stood(72_000), target=900_000)
    found = row("P13", gentle)
    assert found is not None
    assert found.text == "From 72 kg·reps, up to 79.2 kg·reps may follow: at most 10 % more."


def test_of_a_regress_and_a_break_r_takes_the_lower() -> None:
    severe = Evidence(True, (), severe=(Because("m1", day(-1), "morning", 8),))
    assert case(evidence=severe).base == 57
    assert case(evidence=severe, gap_days=8).base == 54
    assert case(evidence=severe, gap_days=8, standing=stood(clean=50)).base == 50
    assert case(evidence=severe, standing=stood(first=True)).regressed() is None
    assert case(standing=stood(first=True), gap_days=90).re_entered() is None
