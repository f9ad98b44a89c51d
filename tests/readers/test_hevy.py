"""Hevy exports: columns, units and the time stamps of several languages."""

from datetime import date

import pytest

from rehab.domain.doses import SetDone
from rehab.domain.words import Unit
from rehab.readers.foreign import ForeignLog
from rehab.readers.logs import read_log

HEADER = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    "{weight},reps,{distance},duration_seconds,rpe"
)


def read(*rows: str, weight: str = "weight_kg", distance: str = "distance_km") -> ForeignLog:
    data = "\n".join((HEADER.format(weight=weight, distance=distance), *rows))
    return read_log(data.encode(), "hevy.csv", today=date(2026, 6, 30))


def row(values: str, when: str = "11 Apr 2026, 11:30", kind: str = "normal", title: str = "Back 💪") -> str:
    return f'"{title}","{when}","{when}","easy day","Pull Up",,"grip",0,"{kind}",{values}'


def test_every_kind_of_set_counts() -> None:
    kinds = ("warmup", "normal", "dropset", "failure")
    log = read(*(row("12.5,8,,,7.5", kind=kind) for kind in kinds))
    (bout,) = log.bouts
    assert (log.format, log.workouts, log.sets) == ("hevy", 1, 4)
    assert bout.sets == (SetDone(8, 12_500),) * 4
    assert (bout.effort, bout.note) == (8, "grip — easy day")
    assert bout.origin == "hevy:11 Apr 2026, 11:30 Back 💪"
    assert log.remarks == ()


@pytest.mark.parametrize(
    ("weight", "distance", "values", "unit", "done"),
    [
        ("weight_lbs", "distance_miles", "10,5,,,", Unit.REPS, SetDone(5, 4_536)),
        ("weight_kg", "distance_miles", ",,1,600,", Unit.METRES, SetDone(1_609)),
        ("weight_kg", "distance_km", ",,2.5,600,", Unit.METRES, SetDone(2_500)),
        ("weight_kg", "distance_meters", "5,,40,,", Unit.METRES, SetDone(40, 5_000)),
        ("weight_kg", "distance_km", ",,,90,", Unit.SECONDS, SetDone(90)),
    ],
)
def test_units_come_from_the_column_names(
    weight: str, distance: str, values: str, unit: Unit, done: SetDone
) -> None:
    (bout,) = read(row(values), weight=weight, distance=distance).bouts
    assert (bout.unit, bout.sets) == (unit, (done,))
    assert bout.minutes == (10 if "600" in values else None)


def test_one_time_written_in_two_ways_gives_one_entry() -> None:
    ways = ("11 Apr 2026, 11:30", "2026-04-11 11:30:00", "Apr 11, 2026, 11:30 AM", "11 avr. 2026, 11:30")
    entries = {read(row("10,5,,,", when=when)).bouts[0].entry for when in ways}
    assert len(entries) == 1
    together = read(*(row("10,5,,,", when=when) for when in ways))
    assert len(together.bouts) == 1
    assert together.sets == 4


def test_workouts_are_pairs_of_title_and_start() -> None:
    log = read(
        row("10,5,,,"),
        row("10,5,,,", title="Legs"),
        row("10,5,,,", when="12 Apr 2026, 11:30"),
        row("10,5,,,"),
    )
    assert (log.workouts, len(log.bouts), log.sets) == (3, 3, 4)


def test_the_future_is_rejected() -> None:
    log = read(row("10,5,,,", when="1 Jul 2026, 00:10"))
    assert [(one.line, one.why) for one in log.rejected] == [(2, "2026-07-01 is in the future.")]
    assert log.sets == 0
