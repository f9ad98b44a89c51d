"""Daily pain tables: their columns and days, whole numbers and decimals, symptoms, and odd bytes."""

from datetime import date

import pytest

from rehab.domain.limits import IMPORT_BYTES
from rehab.readers.foreign import ForeignLog, ImportRefused
from rehab.readers.logs import read_log
from rehab.readers.pain_diary import AS_WRITTEN, PainChoices, PainSlot

TODAY = date(2026, 6, 30)
ROUNDED = PainChoices(rounding=True)
NAMED = """name,startday,startmonth,startyear,intensity
"Hip Pain",1,6,2026,3
happiness,1,6,2026,9
"Back Pain",1,6,2026,5
"hip pain",2,6,2026,4
"""


def read(text: str | bytes, pain: PainChoices = AS_WRITTEN, form: str | None = None) -> ForeignLog:
    data = text.encode() if isinstance(text, str) else text
    return read_log(data, "pain.csv", today=TODAY, form=form, pain=pain)


def days(log: ForeignLog) -> dict[str, int | None]:
    return {str(one.day): one.rest_pain for one in log.mornings}


def refusal(text: str | bytes, pain: PainChoices = AS_WRITTEN, form: str | None = None) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(text, pain, form)
    return str(refused.value)


def whys(log: ForeignLog) -> list[tuple[int, str]]:
    return [(one.line, one.why) for one in log.rejected]


@pytest.mark.parametrize(
    "text",
    [
        "date,pain\n2026-06-01,3\n2026-06-02,10\n",
        "Date;Pain level;\n01.06.2026;3;\n02.06.2026;10;\n",
        "Timestamp\tIntensity\n2026-06-01T23:50:00Z\t3\n2026-06-02 00:10\t10.0\n",
        "name,startday,startmonth,startyear,intensity\nHip Pain,1,6,2026,3\nHip Pain,2,06,2026,10\n",
        "day,pain_score\n2026-06-01,3\n2026-06-02,10\n",
        '# a "comment, with a quote\r\n#\r\n\r\nid,date,pain_level,places\r\n'
        'a,2026-06-01,3,"hip|back"\r\nb,2026-06-02,10,\r\n',
    ],
)
def test_daily_pain_is_known_by_its_columns(text: str) -> None:
    log = read(text)
    assert (log.format, log.rejected, log.rounded, log.workouts, log.sets) == ("pain_diary", (), 0, 0, 0)
    assert days(log) == {"2026-06-01": 3, "2026-06-02": 10}
    assert [one.score for one in log.mornings] == [None, None]
    assert read(text, form="pain_diary") == log


@pytest.mark.parametrize(
    "header", ["pain", "date,hurt", "date,exercise,pain", "month,year,pain", "day,kind,pain", "a,b"]
)
def test_a_table_without_day_and_pain_is_none(header: str) -> None:
    cells = ",".join("1" * len(header.split(",")))
    assert "pain.csv" in refusal(f"{header}\n{cells}\n")
    assert refusal(f"{header}\n{cells}\n", form="pain_diary").startswith("pain.csv is not a Pain diary log:")


def test_two_columns_of_pain_are_refused() -> None:
    assert "gives one thing in two columns" in refusal("date,pain,intensity\n2026-06-01,1,2\n")


def test_the_worst_of_a_day_counts_and_the_note_says_so() -> None:
    log = read("date,pain\n2026-06-01 08:00,3\n2026-06-01 12:00,7\n2026-06-01 20:00,4\n2026-06-02,1\n")
    assert days(log) == {"2026-06-01": 7, "2026-06-02": 1}
    assert [one.note for one in log.mornings] == [
        "Daily pain from a pain diary: 7; the worst of 3.",
        "Daily pain from a pain diary: 1.",
    ]
    assert "1 day with more than one rating: the worst counts." in log.remarks


def test_the_morning_slot_is_chosen() -> None:
    (one,) = read("date,pain\n2026-06-01,3\n", PainChoices(slot=PainSlot.MORNING)).mornings
    assert (one.score, one.rest_pain) == (3, None)


def test_a_blank_is_missing_and_never_0() -> None:
    log = read("date,pain\n2026-06-01,\n2026-06-02,-\n2026-06-03,NA\n2026-06-04,0\n")
    assert days(log) == {"2026-06-04": 0}
    assert "3 rows without a rating left out: missing is not 0." in log.remarks


@pytest.mark.parametrize("text", ["3.8", "0.5", "9.99", '"3,8"'])
def test_a_decimal_is_refused_line_by_line(text: str) -> None:
    log = read(f"date,pain\n2026-06-01,3\n2026-06-02,{text}\n")
    said = text.strip('"')
    ((line, why),) = whys(log)
    assert line == 3
    assert why == (
        f"{said} is not a whole number from 0 to 10. Give --round to round to the nearest one, halves up."
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [("3.2", 3), ("3.49", 3), ("3.5", 4), ("2.5", 3), ("4.5", 5), ("3.8", 4), ("0.4", 0), ("9.5", 10)],
)
def test_decimals_are_rounded_to_the_nearest_and_halves_up(text: str, whole: int) -> None:
    log = read(f"date,pain\n2026-06-01,{text}\n", ROUNDED)
    assert (days(log), log.rounded, log.rejected) == ({"2026-06-01": whole}, 1, ())
    assert log.mornings[0].note == f"Daily pain from a pain diary: {text}, rounded to {whole}."
    assert any(remark.startswith("1 decimal rounded to the nearest whole number") for remark in log.remarks)


def test_the_worst_is_found_before_rounding() -> None:
    log = read("date,pain\n2026-06-01,3.2\n2026-06-01,3.4\n2026-06-01,3\n", ROUNDED)
    assert log.mornings[0].note == "Daily pain from a pain diary: 3.4, rounded to 3; the worst of 3."
    assert log.rounded == 2


@pytest.mark.parametrize(
    "text", ["11", "-1", "10.2", "-0.2", "99999999999", "NaN", "1e1", "=1+2", "bad", "٣", "7/10", '"1,500"']
)
@pytest.mark.parametrize("pain", [AS_WRITTEN, ROUNDED])
def test_what_is_no_rating_stays_refused(text: str, pain: PainChoices) -> None:
    ((line, why),) = whys(read(f"date,pain\n2026-06-01,{text}\n", pain))
    assert line == 2
    assert why.endswith("is not a whole number from 0 to 10. Mend it, or clear it where no pain was given.")


@pytest.mark.parametrize("day", ["2026-07-01", "2026-02-30", "soon", "", "03/04/2026", "1850-01-01"])
def test_a_day_that_cannot_be_is_refused_in_two_sentences(day: str) -> None:
    ((line, why),) = whys(read(f"date,pain\n{day},3\n"))
    assert line == 2
    assert why.count(". ") == 1


def test_day_numbers_need_the_date_of_day_1() -> None:
    text = "day,phase,pain\n1,A,7\n2,A,9\n15,B,3\n"
    assert refusal(text) == (
        "pain.csv numbers its days. Give the date of day 1 with --starts YYYY-MM-DD; nothing was imported."
    )
    log = read(text, PainChoices(starts=date(2026, 6, 1)))
    assert days(log) == {"2026-06-01": 7, "2026-06-02": 9, "2026-06-15": 3}
    assert "Columns left out: phase." in log.remarks


def test_day_numbers_that_cannot_be_are_refused() -> None:
    log = read("day,pain\n0,3\n31,3\n99999,3\n-1,3\n", PainChoices(starts=date(2026, 6, 1)))
    assert [line for line, _ in whys(log)] == [2, 3, 4, 5]
    assert "--starts out" in refusal("date,pain\n2026-06-01,3\n", PainChoices(starts=date(2026, 6, 1)))


def test_of_several_symptoms_one_is_chosen() -> None:
    assert refusal(NAMED) == (
        "pain.csv rates Hip Pain, happiness, Back Pain. "
        "Choose the one that is meant, with --symptom NAME; nothing was imported."
    )
    log = read(NAMED, PainChoices(symptom=" HIP pain "))
    assert days(log) == {"2026-06-01": 3, "2026-06-02": 4}
    assert "2 rows left out: happiness, Back Pain." in log.remarks
    assert log.mornings[0].note == "Daily pain from a pain diary: Hip Pain 3."


def test_a_symptom_that_is_not_there_is_refused() -> None:
    assert "Did you mean “Hip Pain”?" in refusal(NAMED, PainChoices(symptom="hips pain"))
    assert "It rates Hip Pain, happiness, Back Pain." in refusal(NAMED, PainChoices(symptom="zzz"))
    assert "has no symptom “”" in refusal(NAMED, PainChoices(symptom=""))
    assert "names no symptoms" in refusal("date,pain\n2026-06-01,3\n", PainChoices(symptom="Hip Pain"))


def test_what_is_not_called_pain_is_never_taken_silently() -> None:
    text = "name,date,intensity\nhappiness,2026-06-01,9\n"
    assert "rates happiness" in refusal(text)
    log = read(text, PainChoices(symptom="happiness"))
    assert days(log) == {"2026-06-01": 9}
    assert "“happiness” does not say pain. Its numbers are taken as pain, as chosen." in log.remarks


def test_rows_without_a_name_need_a_choice() -> None:
    text = "name,date,intensity\nHip Pain,2026-06-01,2\n,2026-06-02,9\n"
    assert "rates Hip Pain, rows without a name." in refusal(text)
    log = read(text, PainChoices(symptom="hip pain"))
    assert "1 row left out: rows without a name." in log.remarks
    assert days(read("name,date,intensity\n,2026-06-02,9\n")) == {"2026-06-02": 9}


def test_another_symptom_is_not_looked_at() -> None:
    log = read(NAMED.replace("9", "many"), PainChoices(symptom="Hip Pain"))
    assert log.rejected == ()


def test_ids_come_from_the_day_alone() -> None:
    one = read("date,pain\n2026-06-01,3\n2026-06-02,4\n").mornings
    other = read("Timestamp;Intensity\n2026-06-02 07:00;9\n2026-06-01;3\n").mornings
    assert [m.entry for m in one] == [m.entry for m in other]
    assert len({m.entry for m in one}) == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_ends_and_a_byte_order_mark_and_lines_keep_their_number(end: str) -> None:
    text = f"# of a friend{end}{end}# and more{end}date,pain{end}2026-06-01,3{end}2026-06-02,x{end}"
    log = read(b"\xef\xbb\xbf" + text.encode())
    assert (days(log), [line for line, _ in whys(log)]) == ({"2026-06-01": 3}, [6])


def test_a_header_that_begins_with_a_number_sign_is_no_comment() -> None:
    assert days(read("#,date,pain\n1,2026-06-01,3\n")) == {"2026-06-01": 3}


@pytest.mark.parametrize(
    "data",
    [
        b"date,pain\n2026-06-01,\x003\n",
        b"date,pain\n2026-06-01,3\xff\n",
        b"date,pain\n2026-06-01\n",
        b'date,pain\n2026-06-01,"3\n',
        b"# only a comment\n",
        b"#" * 100_000,
        b"\n" * IMPORT_BYTES,
        b"#\n" * (IMPORT_BYTES // 2),
        b"date,pain\n" + b"2026-06-01,3\n" * 100_001,
        b"date,pain\n" + b"x" * IMPORT_BYTES,
    ],
    ids=lambda data: str(data[:24]),
)
def test_hostile_files_are_refused_in_sentences(data: bytes) -> None:
    told = refusal(data)
    assert told.startswith("pain.csv ")
    assert told.count(". ") >= 1


def test_a_name_that_could_drive_a_terminal_is_cleaned() -> None:
    text = "name,date,pain\n\x1b[31mHip Pain,2026-06-01,3\n"
    (one,) = read(text).mornings
    assert one.note == "Daily pain from a pain diary: \ufffd[31mHip Pain 3."
