"""Strong exports of every layout: what each column means and what each set becomes."""

from datetime import date

import pytest

from rehab.domain.diary import Bout
from rehab.domain.doses import SetDone
from rehab.domain.words import Side, Unit
from rehab.readers.foreign import ForeignLog, ImportRefused, Rejected, UnitNeeded
from rehab.readers.logs import read_log

TODAY = date(2026, 6, 30)
EN = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight (kg),Reps,Distance (meters),Seconds,"
    "Notes,Workout Notes,RPE"
)
AT = "2026-06-01 07:00:00,Legs,1h"


def read(*rows: str, header: str = EN, unit: str | None = None, today: date = TODAY) -> ForeignLog:
    data = "\n".join((header, *rows)) + "\n"
    return read_log(data.encode(), "strong.csv", today=today, weight_unit=unit)


def only(log: ForeignLog) -> Bout:
    assert not log.rejected
    (bout,) = log.bouts
    return bout


def test_one_exercise_in_one_workout_is_one_bout() -> None:
    log = read(
        f'{AT},Squat,1,60.0,8,0,0,"knee ok","tired",7.5',
        f"{AT},Bench,1,40,5,0,0,,,",
        f"{AT},Squat,2,60.0,8,0,0,,,8.5",
        f"{AT},Squat,2,60.0,8,0,0,,,8.5",
    )
    assert (log.format, log.workouts, log.sets) == ("strong", 1, 4)
    squat, bench = log.bouts
    assert squat.sets == (SetDone(8, 60_000),) * 3
    assert (squat.day, squat.exercise, squat.side) == (date(2026, 6, 1), "Squat", Side.NONE)
    assert (squat.unit, squat.effort, squat.minutes) == (Unit.REPS, 9, None)
    assert squat.note == "knee ok — tired"
    assert squat.origin == "strong:2026-06-01 07:00:00 Legs"
    assert (bench.effort, bench.note, bench.pain_during) == (None, "", None)


def test_ids_are_the_same_whenever_the_file_is_read() -> None:
    row = f"{AT},Squat,1,60,8,0,0,,,"
    first, again = only(read(row)), only(read(row, f"{AT},Squat,2,60,8,0,0,,,"))
    assert first.entry == again.entry == "ab040bcf-e500-5003-933c-562994d6cf7c"
    others = (
        row.replace("Squat", "Bench"),
        row.replace("Legs", "Arms"),
        row.replace("07:00", "08:00"),
        row.replace("60,8,0,0", "60,0,0,30"),
    )
    assert len({first.entry, *(only(read(other)).entry for other in others)}) == 5


def test_rest_and_note_records_and_blank_records_are_no_sets() -> None:
    log = read(
        f"{AT},Squat,1,60,8,0,0,,,",
        f"{AT},Squat,Rest Timer,0,0,0,90,,,",
        f"{AT},Squat,Ruhezeit,0,0,0,90,,,",
        f"{AT},Squat,Note,0,0,0,0,slow descent,,",
        ",,,,,,,,,,,",
        "",
        f"{AT},Squat,W,60,8,0,0,,,",
        f"{AT},Squat,D,60,8,0,0,,,",
        f"{AT},Squat,F,60,8,0,0,,,",
    )
    assert only(log).note == "slow descent"
    assert log.sets == 4
    assert log.remarks == ()


def test_an_unknown_label_counts_and_is_told() -> None:
    log = read(f"{AT},Squat,Herstel,0,0,0,90,,,")
    assert log.sets == 1
    assert log.remarks == ("1 record labelled “herstel”: counted as sets.",)


@pytest.mark.parametrize(
    ("amounts", "unit", "amount", "minutes"),
    [
        ("8,0,0", Unit.REPS, 8, None),
        ("8.9,0,0", Unit.REPS, 8, None),
        ("8,100,40", Unit.REPS, 8, None),
        ("0,0,45.0", Unit.SECONDS, 45, None),
        ("0,5000,1500", Unit.METRES, 5000, 25),
        ("0,400,10", Unit.METRES, 400, 1),
        ("0,402.5,", Unit.METRES, 402, None),
        (",,", Unit.REPS, 0, None),
    ],
)
def test_reps_win_then_distance_then_time(amounts: str, unit: Unit, amount: int, minutes: int | None) -> None:
    bout = only(read(f"{AT},X,1,0,{amounts},,,"))
    assert (bout.unit, bout.amount, bout.minutes) == (unit, amount, minutes)
    assert bout.sets == (SetDone(amount, None),)


def test_a_set_with_nothing_logged_counts_in_the_usual_unit() -> None:
    log = read(
        f"{AT},Plank,1,0,0,0,30,,,",
        f"{AT},Plank,2,0,0,0,0,,,",
        f"{AT},Plank,3,0,0,0,45,,,",
        f"{AT},Plank,4,0,1,0,0,,,",
    )
    seconds, reps = log.bouts
    assert [one.amount for one in seconds.sets] == [30, 0, 45]
    assert (reps.unit, reps.amount, log.sets) == (Unit.REPS, 1, 4)


def test_more_sets_than_a_bout_holds_continue_in_another() -> None:
    log = read(*[f"{AT},Squat,1,60,1,0,0,,,"] * 501)
    assert [len(bout.sets) for bout in log.bouts] == [500, 1]
    assert len({bout.entry for bout in log.bouts}) == 2


@pytest.mark.parametrize(
    ("column", "weight", "grams"),
    [
        ("Weight (kg)", "61.23492", 61_235),
        ("Weight (kg)", "82,5", 82_500),
        ("Weight (lbs)", "100", 45_359),
        ("lb", "135.0", 61_235),
        ("kg", "20", 20_000),
        ("Weight (kg)", "0", None),
        ("Weight (kg)", "", None),
        ("Weight (kg)", "500", 500_000),
    ],
)
def test_weights_to_the_nearest_gram(column: str, weight: str, grams: int | None) -> None:
    header = f"Date;Workout Name;Exercise Name;{column};Reps"
    bout = only(read(f"2026-06-01;L;Squat;{weight};5", header=header))
    assert bout.sets == (SetDone(5, grams),)


def test_a_weight_without_a_unit_asks_and_then_reads() -> None:
    header = "Date,Workout Name,Exercise Name,Weight,Reps"
    row = "2026-06-01,L,Squat,{},5"
    with pytest.raises(UnitNeeded, match=r"The weights in strong\.csv have no unit\. Give --weight-unit kg"):
        read(row.format("60"), header=header)
    assert only(read(row.format("60"), header=header, unit="lb")).sets[0].load_g == 27_216
    assert only(read(row.format("0"), header=header)).sets[0].load_g is None
    with pytest.raises(ImportRefused, match="is not a unit of weight"):
        read(row.format("60"), header=header, unit="stone")


def test_the_unit_in_the_file_wins() -> None:
    log = read(f"{AT},Squat,1,60,8,0,0,,,", unit="lb")
    assert only(log).sets[0].load_g == 60_000
    assert log.remarks == ("1 set with a unit of weight in the file: it was used, not --weight-unit.",)
    assert read(f"{AT},Squat,1,60,8,0,0,,,", unit="kg").remarks == ()


def test_unit_cells() -> None:
    header = (
        "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;Distance;Distance Unit;Seconds"
    )
    log = read(
        "2026-06-01;L;Squat;1;100;lbs;5;;;",
        "2026-06-01;L;Squat;2;100;kg;5;;;",
        "2026-06-01;L;Run;1;;;;3.1;mi;",
        "2026-06-01;L;Run;2;;;;5;km;",
        "2026-06-01;L;Run;3;;;;400;m;",
        header=header,
    )
    squat, run = log.bouts
    assert [one.load_g for one in squat.sets] == [45_359, 100_000]
    assert [one.amount for one in run.sets] == [4_989, 5_000, 400]


def test_a_distance_without_a_unit_follows_the_weights_and_is_told() -> None:
    header = "Date,Workout Name,Exercise Name,Weight,Reps,Distance"
    log = read("2026-06-01,L,Run,,,5", header=header)
    assert (only(log).amount, log.remarks) == (
        5_000,
        ("1 set with a distance without a unit: read as kilometres.",),
    )
    log = read("2026-06-01,L,Run,,,1", header=header, unit="lb")
    assert only(log).amount == 1_609
    assert "read as miles" in log.remarks[0]


def test_assistance_and_double_amounts_are_told_once() -> None:
    log = read(
        f"{AT},Pull Up,1,-20,8,0,30,,,", f"{AT},Pull Up,2,-20,8,0,30,,,", f"{AT},Pull Up,3,,7.5,0,0,,,"
    )
    assert only(log).sets == (SetDone(8), SetDone(8), SetDone(7))
    assert log.remarks == (
        "2 sets with a negative weight (assistance): read without load.",
        "2 sets with both reps and a time: counted in reps.",
        "1 set with a part of a rep or second: rounded down.",
    )


def test_german_headers() -> None:
    header = (
        "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,"
        "Sekunden,Notizen,Workout-Notizen,RPE"
    )
    log = read(
        f'{AT},Klimmzug,1,4.5,8,0,0,"müde","",',
        f"{AT},Klimmzug,Ruhezeit,0,0,0,60,,,",
        header=header,
        unit="kg",
    )
    bout = only(log)
    assert (bout.sets, bout.note) == ((SetDone(8, 4_500),), "müde")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("soon,L,,Squat,1,60,8,0,0,,,", "“soon” is not a day that can be read."),
        ("2026-07-01,L,,Squat,1,60,8,0,0,,,", "2026-07-01 is in the future."),
        ("1899-01-01,L,,Squat,1,60,8,0,0,,,", "1899-01-01 is before 1900."),
        ("2026-06-01,L,, ,1,60,8,0,0,,,", "The exercise has no name."),
        ("2026-06-01,L,,Squat,1,500.001,8,0,0,,,", "The weight, 500.001 kg, is above 500 kg."),
        ("2026-06-01,L,,Squat,1,heavy,8,0,0,,,", "The weight cannot be read: “heavy” is not a number."),
        ("2026-06-01,L,,Squat,1,60,-1,0,0,,,", "The reps, -1, are not between 0 and 1,000,000."),
        ("2026-06-01,L,,Squat,1,60,1000001,0,0,,,", "The reps, 1000001, are not between 0 and 1,000,000."),
        ("2026-06-01,L,,Squat,1,60,8,1000001,0,,,", "The distance, 1000001 m, is not between 0 and 1000 km."),
        ("2026-06-01,L,,Squat,1,60,8,0,0,,,10.5", "The rpe, 10.5, is not between 0 and 10."),
    ],
)
def test_a_value_that_cannot_be_used_rejects_its_line(row: str, why: str) -> None:
    log = read("2026-06-30,L,,Squat,1,60,8,0,0,,,", row)
    assert log.rejected == (Rejected(3, why),)
    assert (log.sets, log.workouts) == (1, 1)


def test_bouts_are_in_the_order_of_time_and_text_is_cleaned() -> None:
    log = read(
        '2026-06-02,"L\x1b]0;x",,"Sq\u202euat",1,60,8,0,0,"a\nb",,',
        "2026-06-01,L,,Squat,1,60,8,0,0,,,",
    )
    first, second = log.bouts
    assert first.day < second.day
    assert (second.exercise, second.note) == ("Sq\ufffduat", "a b")
    assert "\x1b" not in second.origin


def test_long_names_and_notes_are_cut_and_told() -> None:
    log = read(f"{AT},{'x' * 300},1,60,8,0,0,{'n' * 3000},,")
    bout = only(log)
    assert (len(bout.exercise), len(bout.note), len(bout.origin)) == (200, 2000, 31)
    assert log.remarks == ("1 note longer than 2,000 characters: cut there.",)
