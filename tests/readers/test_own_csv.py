"""The program's own CSV: every kind of row, every refusal."""

from datetime import date

import pytest

from rehab.domain.doses import SetDone
from rehab.domain.words import Side, Unit
from rehab.readers.foreign import ForeignLog, ImportRefused
from rehab.readers.logs import read_log
from rehab.readers.own_csv import COLUMNS

HEADER = ",".join(COLUMNS[:16])
"""The columns as they were before stages, limps and painkillers: such files are still read."""
WHOLE = ",".join(COLUMNS)


def read(*rows: str, header: str = HEADER) -> ForeignLog:
    data = "\n".join((header, *rows)) + "\n"
    return read_log(data.encode(), "own.csv", today=date(2026, 6, 30))


def why(row: str, header: str = HEADER) -> str:
    log = read("2026-06-30,rest" + "," * 14, row) if header == HEADER else read(row, header=header)
    (rejected,) = log.rejected
    assert rejected.line == (3 if header == HEADER else 2)
    return rejected.why


def test_the_columns_are_the_documented_ones() -> None:
    assert WHOLE == (
        "day,kind,exercise,side,dose,load_kg,minutes,effort,pain_before,pain_during,pain_after,"
        "morning,rest_pain,stiffness_min,woken,note,stage,limp,painkiller"
    )


def test_stages_limps_and_painkillers_stand_behind_the_note() -> None:
    log = read(
        "2026-06-01,bout,run,,30min,,,,,,,,,,,easy,4,,",
        "2026-06-01,morning,,,,,,,,,,3,,,,,,no,Yes",
        "2026-06-02,morning,,,,,,,,,,,,,,,,,no",
        "2026-06-03,morning,,,,,,,,,,3,,,,,,,",
        header=WHOLE,
    )
    assert log.rejected == ()
    assert [bout.stage for bout in log.bouts] == [4]
    assert [(m.limp, m.painkiller) for m in log.mornings] == [(False, True), (None, False), (None, None)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2026-06-01,bout,run,,30min,,,,,,,,,,,,100,,", "stage is “100”. Give a whole number from 0 to 99."),
        ("2026-06-01,bout,run,,30min,,,,,,,,,,,,,,yes", "A bout row cannot give painkiller."),
        ("2026-06-01,morning,,,,,,,,,,3,,,,,1,,", "A morning row cannot give stage."),
        ("2026-06-01,morning,,,,,,,,,,3,,,,,,,two", "painkiller is “two”. Write yes or no"),
        ("2026-06-01,rest,,,,,,,,,,,,,,,,no,", "A rest row cannot give limp."),
    ],
)
def test_stages_limps_and_painkillers_that_cannot_be_are_rejected(row: str, words: str) -> None:
    assert words in why(row, header=WHOLE)


def test_a_morning_keeps_the_id_that_it_had_before_there_were_further_columns() -> None:
    (old,) = read("2026-06-01,morning,,,,,,,,,,3,,,,").mornings
    (new,) = read("2026-06-01,morning,,,,,,,,,,3,,,,,,,", header=WHOLE).mornings
    (masked,) = read("2026-06-01,morning,,,,,,,,,,3,,,,,,,yes", header=WHOLE).mornings
    assert old.entry == new.entry != masked.entry


def test_a_row_of_each_kind() -> None:
    log = read(
        '2026-06-01,bout,heel-raise,left,"3x8,6@2kg",5,12,7,1,0,2,,,,,good',
        "2026-06-02,morning,,,,,,,,,,3,1,20,2,slept badly",
        "2026-06-03,rest,,,,,,,,,,,,,,travel",
        "," * 15,
    )
    assert (log.format, log.workouts, log.sets, log.rejected) == ("rehab", 1, 4, ())
    (bout,), (morning,), (rest,) = log.bouts, log.mornings, log.rests
    assert bout.sets == (*(SetDone(8, 5_000),) * 3, SetDone(6, 2_000))
    assert (bout.day, bout.exercise, bout.side, bout.unit) == (
        date(2026, 6, 1),
        "heel-raise",
        Side.LEFT,
        Unit.REPS,
    )
    assert (bout.pain_before, bout.pain_during, bout.pain_after) == (1, 0, 2)
    assert (bout.effort, bout.minutes, bout.note) == (7, 12, "good")
    assert (morning.score, morning.rest_pain, morning.stiffness_min, morning.woken) == (3, 1, 20, 2)
    assert (rest.day, rest.why, rest.note) == (date(2026, 6, 3), None, "travel")


def test_the_largest_and_smallest_values_are_taken() -> None:
    log = read(
        "2026-06-30,bout,x,r,8,500,1440,10,10,10,10,,,,,",
        "2026-06-30,morning,,,,,,,,,,10,10,1440,50,",
        "2026-06-30,bout,x,r,8,0,0,0,0,0,0,,,,,",
        "1900-01-01,morning,,,,,,,,,,0,0,0,0,",
    )
    assert log.rejected == ()
    most, least = log.bouts
    assert (most.minutes, most.effort, most.pain_before, most.pain_during, most.pain_after) == (
        1440,
        *[10] * 4,
    )
    assert (least.minutes, least.effort, least.pain_before, least.pain_during, least.pain_after) == (0,) * 5
    assert (log.mornings[0].stiffness_min, log.mornings[0].woken, log.mornings[1].score) == (1440, 50, 0)


def test_columns_in_any_order_and_case_and_few() -> None:
    log = read("3x30s;Bout;2026-06-01;plank", header="DOSE;Kind;day;Exercise")
    (bout,) = log.bouts
    assert (bout.unit, bout.sets) == (Unit.SECONDS, (SetDone(30),) * 3)
    assert (bout.side, bout.pain_during, bout.effort) == (Side.NONE, None, None)


@pytest.mark.parametrize(
    ("text", "side"),
    [("left", Side.LEFT), ("L", Side.LEFT), ("r", Side.RIGHT), ("Right", Side.RIGHT), ("none", Side.NONE)],
)
def test_sides(text: str, side: Side) -> None:
    assert read(f"2026-06-01,bout,x,{text},8", header="day,kind,exercise,side,dose").bouts[0].side is side


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("'=1+1", "=1+1"),
        ("'+1", "+1"),
        ("'-1", "-1"),
        ("'@x", "@x"),
        ("'\tx", "\tx"),
        ("''=1", "'=1"),
        ("''", "'"),
        ("'", "'"),
        ("'tis", "'tis"),
        ("=1+1", "=1+1"),
        ('"two\r\nlines\nhere"', "two\nlines\nhere"),
    ],
)
def test_exactly_one_guarding_quote_is_removed(cell: str, note: str) -> None:
    assert read(f"2026-06-01,rest,{cell}", header="day,kind,note").rests[0].note == note
    bout = read(f"2026-06-01,bout,{cell},8", header="day,kind,exercise,dose").bouts[0]
    assert bout.exercise == " ".join(note.split()), "a name stands on one line, a note may have several"


@pytest.mark.parametrize(
    ("load", "grams"), [("", None), ("0", None), ("2.5", 2_500), ("2,5", 2_500), ("0.0006", 1)]
)
def test_load_kg_is_for_every_set_without_its_own(load: str, grams: int | None) -> None:
    log = read(f'2026-06-01,bout,x,2x8,"{load}"', header="day,kind,exercise,dose,load_kg")
    assert log.bouts[0].sets == (SetDone(8, grams),) * 2


def test_ids_keep_equal_rows_apart_and_do_not_depend_on_the_order() -> None:
    header = "day,kind,exercise,dose,pain_during,note"
    one, other = "2026-06-01,bout,x,8,1,", "2026-06-01,bout,x,9,1,"
    first = [bout.entry for bout in read(one, one, other, header=header).bouts]
    again = [bout.entry for bout in read(other, one, one, header=header).bouts]
    assert len(set(first)) == 3
    assert set(first) == set(again)
    corrected = read(one.replace("8,1,", "8,4,better told"), header=header).bouts[0].entry
    assert corrected == first[0]


def test_a_corrected_morning_is_another_entry() -> None:
    header = "day,kind,morning"
    entries = {read(f"2026-06-01,morning,{n}", header=header).mornings[0].entry for n in (3, 4, 3)}
    assert len(entries) == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("03.06.2026,rest", "“03.06.2026” is not a day. Write it as YYYY-MM-DD, such as 2026-06-30."),
        ("today,rest", "“today” is not a day"),
        ("2026-07-01,rest", "2026-07-01 is in the future"),
        ("1899-12-31,rest", "is before 1900"),
        ("2026-02-30,rest", "There is no day 2026-02-30"),
        ("2026-06-01,jog", "“jog” is not a kind. Write bout, morning, rest or finding."),
        ("2026-06-01,bout", "names no exercise"),
        ("2026-06-01,bout,x", "has no dose"),
        ("2026-06-01,bout,x,,lots", "“lots” is not a dose"),
        ("2026-06-01,bout,x,up,8", "“up” is not a side"),
        ("2026-06-01,bout,x,,8,501", "load_kg is 501. Give 0 to 500."),
        ("2026-06-01,bout,x,,8,-1", "load_kg is -1"),
        ("2026-06-01,bout,x,,8,,1441", "minutes is “1441”. Give a whole number from 0 to 1440."),
        ("2026-06-01,bout,x,,8,,,11", "effort is “11”"),
        ("2026-06-01,bout,x,,8,,,,11", "pain_before is “11”. Give a whole number from 0 to 10."),
        ("2026-06-01,bout,x,,8,,,,,3.5", "pain_during is “3.5”"),
        ("2026-06-01,bout,x,,8,,,,,,-1", "pain_after is “-1”"),
        ("2026-06-01,bout,x,,8,,,,,,,4,,,1", "A bout row cannot give morning, woken."),
        ("2026-06-01,morning", "The morning row gives nothing"),
        ("2026-06-01,morning,x,,8,,,,,,,4", "A morning row cannot give exercise, dose."),
        ("2026-06-01,morning,,,,,,,,,,3,,,51", "woken is “51”. Give a whole number from 0 to 50."),
        ("2026-06-01,morning,,,,,,,,,,٣", "morning is “٣”"),
        ("2026-06-01,rest,,,,,,,,,,3", "A rest row cannot give morning."),
    ],
)
def test_rows_that_cannot_be_used_are_rejected_with_why(row: str, words: str) -> None:
    assert words in why(row + "," * (15 - row.count(",")))


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("day,kind,exercize", "unknown column “exercize”. Did you mean exercise?"),
        ("day,kind,qqqq", "unknown column “qqqq”. Columns are day, kind,"),
        ("day,exercise,dose", "has no column kind"),
        ("kind,dose", "has no column day"),
        ("day,kind,,note", "no name over column 3"),
    ],
)
def test_columns_that_cannot_be_used_refuse_the_file(header: str, words: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(header=header)
    assert words in str(refused.value)
