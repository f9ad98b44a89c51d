"""The minutes guard: what a week takes, what it is measured by, and in which order plans are cut."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from rehab.domain.days import week_of
from rehab.domain.diary import Diary, PhaseStart
from rehab.domain.fold import fold
from rehab.domain.minutes import fit, reference_seconds, seconds_of, too_long
from rehab.domain.programmes import Series, SetPlan
from rehab.domain.schedule import spread
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import DecisionKind, Side
from tests.domain.cases import loaded, planned, ruled, series_week
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

PACED = exercise(unit_seconds=1, rest_s=0)
"""A rep a second without rests, so that a week takes as many seconds as it has reps."""


def begun(base: int, *amounts: int, **changes: Any) -> SeriesWeek:
    """An exercise whose plan is all that its limit allows."""
    limit = ruled("P13", DecisionKind.PROGRESS, sum(amounts))
    return series_week(
        base, 0, **{"exercise": PACED, "sessions": planned(*amounts), "ruling": limit, **changes}
    )


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
    assert cut(200, a=begun(200, seconds))["a"] == (220,)


def test_a_week_within_the_guard_is_left_as_it_is() -> None:
    week = begun(100, 37, 37, 36)
    assert fitted(100, a=week) == {"a": week}


def test_growing_exercises_share_the_room_in_file_order() -> None:
    one, other = begun(100, 110), begun(100, 120)
    assert cut(200, a=one, b=other) == {"a": (110,), "b": (110,)}
    assert cut(200, b=other, a=one) == {"b": (120,), "a": (100,)}
    assert cut(190, a=one, b=other) == {"a": (109,), "b": (100,)}, "209 s"
    assert cut(100, a=one, b=other) == {"a": (100,), "b": (100,)}, "R is never cut"


def test_growth_without_room_for_its_rest_passes_it_on_to_the_next_exercise() -> None:
    resting = exercise(unit_seconds=1, rest_s=60)
    more = begun(45, 46, exercise=resting, prescription=prescription(entry=(1, 8)))
    assert seconds_of(more) - reference_seconds(more, 1) == 1 + 60, "a fourth set"
    assert cut(265, a=more, b=begun(100, 110)) == {"a": (45,), "b": (110,)}
    assert cut(306, a=more, b=begun(100, 110)) == {"a": (46,), "b": (110,)}


def test_growth_comes_back_in_whole_steps() -> None:
    fives = prescription(entry=(1, 10), target=(1, 200), step=5)
    found = cut(203, a=begun(200, 230, prescription=fives))
    assert found == {"a": (220,)}, "223 s have room for four steps"


def test_a_plan_that_a_guard_keeps_below_r_is_left_there() -> None:
    below = begun(100, 60, ruling=ruled("P10", DecisionKind.DELOAD, 75))
    assert fitted(50, a=below) == {"a": below}


def test_what_was_cut_names_the_guard_after_the_others() -> None:
    found = fitted(190, a=begun(100, 110, guards=("SESSION",)), b=begun(100, 110))
    assert (found["a"].guards, found["b"].guards) == (("SESSION", "MINUTES"), ("MINUTES",))
    held = fitted(50, a=begun(100, 90))
    assert (held["a"].guards, held["a"].planned) == ((), 90), "less than R has nothing to lose"
    gone = fitted(0, c=new(24, 24, 24))
    assert gone["c"].guards == ("MINUTES",)


def test_growth_that_has_room_again_is_the_plan_as_it_was() -> None:
    grown = begun(100, 110, guards=("SESSION",))
    assert fitted(100, a=grown, c=new(24, 24, 24))["a"] == grown


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


def test_what_is_new_comes_before_growth_and_is_left_out_last_of_the_file_first() -> None:
    weeks = {"a": begun(100, 110), "c": new(24, 24, 24), "d": new(24, 24, 24)}
    assert cut(230, **weeks) == {"a": (109,), "c": (24, 24, 24), "d": (24, 24, 24)}
    assert cut(160, **weeks) == {"a": (104,), "c": (12, 12, 12), "d": (12, 12, 12)}
    assert cut(150, **weeks) == {"a": (110,), "c": (12, 12, 12), "d": ()}
    assert cut(124, **weeks) == {"a": (100,), "c": (12, 12, 12), "d": ()}, "136.4 s: c enters, nothing grows"
    assert cut(100, **weeks) == {"a": (110,), "c": (), "d": ()}, "no room for c beside R: growth goes on"


def test_growth_leaves_no_room_unused_and_takes_none_of_what_is_new() -> None:
    rng = Random(4)
    for _ in range(300):
        old = {f"a{n}": begun(base := rng.randint(50, 150), base + rng.randint(0, 15)) for n in range(3)}
        fresh = {f"c{n}": new(*[8 * rng.randint(1, 4)] * 3, sets=rng.randint(1, 4)) for n in range(2)}
        weeks = dict(rng.sample(sorted({**old, **fresh}.items()), 5))
        basis = sum(week.base for week in old.values()) + rng.choice((0, 0, 30, 80))
        found = cut(basis, **weeks)
        left = 110 * basis - 100 * sum(sum(amounts) for amounts in found.values())
        assert left >= 0
        for name, week in old.items():
            (amount,) = found[name]
            assert week.base <= amount <= week.planned
            assert amount == week.planned or left < 100, "no room for one step more"
        still = {name: replace(week, sessions=planned(week.base)) for name, week in old.items()}
        without = cut(basis, **{name: still.get(name, week) for name, week in weeks.items()})
        assert [found[name] for name in fresh] == [without[name] for name in fresh]


def test_a_step_that_an_exception_allows_counts_as_r_and_is_not_cut() -> None:
    allowed = begun(100, 150, override="o1")
    assert cut(100, a=allowed) == {"a": (150,)}
    assert cut(200, a=allowed, b=begun(100, 121)) == {"a": (150,), "b": (120,)}
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
    return the_week(book, 1)


def the_week(book: Diary, number: int) -> Mapping[str, SeriesWeek]:
    """A training week on its first day, the programme's first being 0."""
    today = start_of(book, number)
    record = list(fold(book, week_of(MONDAY, today), today))[-1]
    return {series.exercise: week for series, week in record.series.items()}


def test_the_programmes_first_week_is_its_entry_doses_as_they_are() -> None:
    of = programme(phase(prescription(), BRIDGE, SQUAT), exercises=EXERCISES)
    (record,) = fold(diary(of), week_of(MONDAY, MONDAY), MONDAY)
    assert [(week.planned, week.guards) for week in record.series.values()] == [(72, ())] * 3


def test_a_new_exercise_without_room_is_left_out_of_a_new_phase_and_the_others_grow_on() -> None:
    found = after("raise", "bridge")
    assert (found["raise"].planned, found["raise"].guards) == (78, ("SESSION",))
    assert (found["bridge"].planned, found["bridge"].guards) == (0, ("MINUTES",))


def test_a_new_exercise_enters_once_the_growth_of_the_others_has_made_room() -> None:
    small = prescription("bridge", entry=(1, 16))
    phases = (
        phase(prescription(), deload=False, name="one"),
        phase(prescription(), small, deload=False, name="two"),
    )
    book = train(diary(programme(*phases, exercises=EXERCISES)), 0, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    book = replace(book, phases=(PhaseStart("p2", start_of(book, 1), "two", "Dr A", "physiotherapist"),))
    plans = []
    for number in range(1, 11):
        first = start_of(book, number)
        book = with_entries(book, *mornings(first, 1))
        weeks = the_week(book, number)
        plans.append([week.planned for week in weeks.values()])
        done = (bout(d, n, name=name) for name, week in weeks.items() for d, n in week.sessions)
        book = with_entries(book, *done, *mornings(first + timedelta(days=1), 6))
    waiting = [[amount, 0] for amount in (78, 84, 90, 99, 108, 117, 126)]
    assert plans == [*waiting, [126, 24], [135, 27], [135, 30]], "R stays for the week in which it enters"


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
