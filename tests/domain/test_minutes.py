"""The minutes guard: what a week takes, what it is measured by, and in which order plans are cut."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rehab.domain.days import week_of
from rehab.domain.diary import Diary, PhaseStart
from rehab.domain.fold import fold
from rehab.domain.minutes import fit, reference_seconds, seconds_of, too_long
from rehab.domain.programmes import Series, SetPlan
from rehab.domain.schedule import spread
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import Side
from tests.domain.cases import loaded, planned, series_week
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
    with_entries,
)

PACED = exercise(unit_seconds=1, rest_s=0)
"""A rep a second without rests, so that a week takes as many seconds as it has reps."""


def begun(base: int, *amounts: int, **changes: Any) -> SeriesWeek:
    return series_week(base, 0, **{"exercise": PACED, "sessions": planned(*amounts), **changes})


def new(*amounts: int, sets: int = 3, **changes: Any) -> SeriesWeek:
    """An exercise before its first bout, with an entry dose of so many sets."""
    dose = prescription(entry=(sets, sum(amounts) // (3 * sets)))
    plain = {"first": True, "entry": sum(amounts), "prescription": dose}
    return begun(sum(amounts), *amounts, **{**plain, **changes})


def cut(basis: int, **weeks: SeriesWeek) -> dict[str, tuple[int, ...]]:
    return {name: tuple(n for _, n in week.sessions) for name, week in fitted(basis, **weeks).items()}


def fitted(basis: int, **weeks: SeriesWeek) -> dict[str, SeriesWeek]:
    found = {Series(name, Side.NONE): week for name, week in weeks.items()}

    def relay(series: Series, most: int) -> tuple[tuple[date, int], ...]:
        week = found[series]
        days = [one for one, _ in week.sessions]
        laid = spread(min(most, week.planned), [week.planned] * len(days), week.lay_step)
        return tuple((one, amount) for one, amount in zip(days, laid, strict=True) if amount)

    return {series.exercise: week for series, week in fit(found, basis, relay).items()}


def test_a_week_takes_the_work_and_the_rests_between_its_sets() -> None:
    week = series_week(sessions=planned(24, 24, 25))
    assert seconds_of(week) == 73 * 3 + 3 * 2 * 60
    assert seconds_of(week, planned(2)) == 2 * 3 + 60, "two sets of one"
    assert seconds_of(week, ()) == 0
    assert seconds_of(series_week()) == 0


def test_a_loaded_week_takes_the_time_of_its_reps() -> None:
    week = series_week(exercise=exercise(loaded=True), prescription=loaded(), load_g=1500)
    assert seconds_of(week, planned(24 * 1500)) == 24 * 3 + 2 * 60
    assert reference_seconds(replace(week, base=3 * 24 * 1500), 3) == 3 * (24 * 3 + 2 * 60)


def test_r_takes_the_time_of_its_sessions_laid_evenly() -> None:
    assert reference_seconds(series_week(73), 3) == 73 * 3 + 3 * 120
    assert reference_seconds(series_week(72), 2) == 72 * 3 + 2 * 120
    assert reference_seconds(series_week(72), 0) == 0
    assert reference_seconds(series_week(2), 3) == 2 * 3, "two sessions of one set"


@pytest.mark.parametrize(("seconds", "long"), [(220, False), (221, True)])
def test_exactly_110_percent_passes(seconds: int, long: bool) -> None:
    assert too_long({Series("raise", Side.NONE): begun(200, seconds)}, 200) is long
    assert cut(200, a=begun(200, seconds))["a"] == ((200,) if long else (220,))


def test_a_week_within_the_guard_is_left_as_it_is() -> None:
    week = begun(100, 37, 37, 36)
    assert fitted(100, a=week) == {"a": week}


def test_growing_exercises_stay_at_r_in_file_order_only_until_the_week_fits() -> None:
    one, other = begun(100, 110), begun(100, 120)
    assert cut(200, a=one, b=other) == {"a": (100,), "b": (120,)}
    assert cut(200, b=other, a=one) == {"b": (100,), "a": (110,)}
    assert cut(100, a=one, b=other) == {"a": (100,), "b": (100,)}, "R is never cut"


def test_what_was_cut_names_the_guard_once_after_the_others() -> None:
    found = fitted(200, a=begun(100, 110, guards=("SESSION",)), b=begun(100, 120))
    assert (found["a"].guards, found["b"].guards) == (("SESSION", "MINUTES"), ())
    held = fitted(50, a=begun(100, 90))
    assert (held["a"].guards, held["a"].planned) == ((), 90), "less than R has nothing to lose"
    gone = fitted(0, c=new(24, 24, 24))
    assert gone["c"].guards == ("MINUTES",)


@pytest.mark.parametrize(
    ("basis", "sessions"),
    [
        (66, (24, 24, 24)),
        (65, (16, 16, 15)),
        (43, (16, 16, 15)),
        (42, (12, 12, 12)),
        (33, (12, 12, 12)),
        (32, ()),
    ],
)
def test_a_new_exercise_loses_sets_then_half_then_all(basis: int, sessions: tuple[int, ...]) -> None:
    assert cut(basis, c=new(24, 24, 24)) == {"c": sessions}


def test_new_exercises_lose_a_set_each_round_by_round_in_file_order() -> None:
    four = {"c": new(40, 40, 40, sets=4), "d": new(40, 40, 40, sets=4)}
    totals = {
        basis: tuple(sum(amounts) for amounts in cut(basis, **four).values())
        for basis in (219, 218, 190, 163, 136, 108, 109, 54)
    }
    assert totals == {
        219: (120, 120),
        218: (90, 120),
        190: (90, 90),
        163: (60, 90),
        136: (60, 60),
        109: (60, 0),
        108: (60, 0),
        54: (0, 0),
    }


def test_a_new_exercise_of_one_set_goes_to_half_a_session_at_once() -> None:
    assert cut(60, c=new(24, 24, 24, sets=1)) == {"c": (12, 12, 12)}


def test_a_new_exercise_of_one_set_has_none_to_lose_while_others_have() -> None:
    found = cut(109, c=new(24, 24, 24, sets=1), d=new(24, 24, 24))
    assert found == {"c": (24, 24, 24), "d": (16, 16, 15)}


def test_new_exercises_of_fewer_sets_do_not_go_below_half() -> None:
    found = cut(80, c=new(24, 24, 24, sets=2), d=new(24, 24, 24, sets=4))
    assert found == {"c": (12, 12, 12), "d": (12, 12, 12)}


def test_what_grows_is_cut_before_what_is_new_and_what_is_new_is_left_out_last_of_the_file_first() -> None:
    weeks = {"a": begun(100, 110), "c": new(24, 24, 24), "d": new(24, 24, 24)}
    assert cut(230, **weeks) == {"a": (100,), "c": (24, 24, 24), "d": (24, 24, 24)}
    assert cut(150, **weeks) == {"a": (100,), "c": (12, 12, 12), "d": ()}
    assert cut(100, **weeks) == {"a": (100,), "c": (), "d": ()}


def test_a_step_that_an_exception_allows_counts_as_r_and_is_not_cut() -> None:
    allowed = begun(100, 150, override="o1")
    assert cut(100, a=allowed) == {"a": (150,)}
    assert cut(200, a=allowed, b=begun(100, 121)) == {"a": (150,), "b": (100,)}
    assert cut(200, a=allowed, b=begun(100, 120)) == {"a": (150,), "b": (120,)}


BRIDGE = prescription("bridge")
SQUAT = prescription("squat")
EXERCISES = (exercise(), exercise("bridge"), exercise("squat"))


def after(*names: str, confirmed: bool = False, of: tuple[str, ...] = ("raise",)) -> Mapping[str, SeriesWeek]:
    """The first week of a phase with the exercises ``names``, after a week of others."""
    phases = (
        phase(*(prescription(name) for name in of), deload=False, name="one"),
        phase(*(prescription(name) for name in names), deload=False, name="two"),
    )
    book = diary(programme(*phases, exercises=EXERCISES))
    done = (bout(MONDAY.replace(day=MONDAY.day + n), 8, 8, 8, name=name) for name in of for n in (0, 2, 4))
    book = with_entries(book, *mornings(MONDAY, 8), *done)
    start = PhaseStart("p2", start_of(book, 1), "two", "Dr A", "physiotherapist", confirmed)
    return week_two(replace(book, phases=(start,)))


def week_two(book: Diary) -> Mapping[str, SeriesWeek]:
    today = start_of(book, 1)
    record = list(fold(book, week_of(MONDAY, today), today))[-1]
    return {series.exercise: week for series, week in record.series.items()}


def test_the_programmes_first_week_is_its_entry_doses_as_they_are() -> None:
    of = programme(phase(prescription(), BRIDGE, SQUAT), exercises=EXERCISES)
    (record,) = fold(diary(of), week_of(MONDAY, MONDAY), MONDAY)
    assert [(week.planned, week.guards) for week in record.series.values()] == [(72, ())] * 3


def test_a_new_exercise_without_room_is_left_out_of_a_new_phase() -> None:
    found = after("raise", "bridge")
    assert (found["raise"].planned, found["raise"].guards) == (72, ("SESSION", "MINUTES"))
    assert (found["bridge"].planned, found["bridge"].guards) == (0, ("MINUTES",))


def test_a_clinicians_confirmation_lets_a_phases_first_week_pass() -> None:
    found = after("raise", "bridge", confirmed=True)
    assert found["raise"].planned == 78
    assert (found["bridge"].planned, found["bridge"].guards) == (72, ())


@pytest.mark.parametrize(
    ("begins", "named", "planned_bridge"), [(7, "two", 72), (8, "two", 0), (7, "one", 0)]
)
def test_the_confirmation_counts_for_its_phase_from_its_day_on(
    begins: int, named: str, planned_bridge: int
) -> None:
    phases = (
        phase(prescription(), deload=False, name="one"),
        phase(prescription(), BRIDGE, deload=False, name="two"),
    )
    done = (bout(MONDAY.replace(day=MONDAY.day + n), 8, 8, 8) for n in (0, 2, 4))
    book = with_entries(diary(programme(*phases, exercises=EXERCISES)), *mornings(MONDAY, 8), *done)
    starts = (
        PhaseStart("p2", start_of(book, 1), "two", "Dr A", "physiotherapist"),
        PhaseStart(
            "p3",
            MONDAY.replace(day=MONDAY.day + begins),
            named,
            "Dr A",
            "physiotherapist",
            minutes_confirmed=True,
        ),
    )
    if named == "one":
        starts = starts[::-1]
    assert week_two(replace(book, phases=starts))["bridge"].planned == planned_bridge


def test_a_new_exercise_may_take_the_place_of_one_that_took_as_long() -> None:
    found = after("raise", "squat", of=("raise", "bridge"))
    assert found["squat"].planned == 72
    assert found["squat"].guards == ()
    assert found["raise"].planned == 78


def test_a_week_in_which_all_have_begun_goes_by_their_own_time() -> None:
    found = after("raise", of=("raise", "bridge"))
    assert (found["raise"].planned, found["raise"].guards) == (78, ("SESSION",))


def test_an_exercise_not_begun_yet_keeps_the_room_that_the_week_before_had() -> None:
    of = programme(phase(prescription(), BRIDGE, deload=False), exercises=EXERCISES)
    done = (bout(MONDAY.replace(day=MONDAY.day + n), 8, 8, 8) for n in (0, 2, 4))
    found = week_two(with_entries(diary(of), *mornings(MONDAY, 8), *done))
    assert (found["raise"].planned, found["bridge"].planned) == (78, 72)


def test_a_loaded_exercise_is_timed_by_its_reps_beside_the_others() -> None:
    heavy = replace(loaded(5000, 5000, None), exercise="bridge", target=SetPlan(3, 15, 5000))
    of = programme(
        phase(prescription(), heavy, deload=False), exercises=(exercise(), exercise("bridge", loaded=True))
    )
    (record,) = fold(diary(of), week_of(MONDAY, MONDAY), MONDAY)
    assert [seconds_of(week) for week in record.series.values()] == [576, 576]
    assert [reference_seconds(week, 3) for week in record.series.values()] == [576, 576]
