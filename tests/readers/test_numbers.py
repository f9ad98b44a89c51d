"""Numbers and timestamps as other programs write them."""

from datetime import date
from decimal import Decimal

import pytest

from rehab.readers.numbers import _MONTHS, _month, _plain, decimal, nearest_whole, read_moment, rounded_down


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8", "8"),
        (" 61.23492 ", "61.23492"),
        ("82,5", "82.5"),
        ("0,500", "0.500"),
        ("1,2345", "1.2345"),
        ("1.500", "1.500"),
        ("-20.0", "-20.0"),
        (".5", "0.5"),
        ("5.", "5"),
        ("61.234919999999995", "61.234919999999995"),
    ],
)
def test_decimals(text: str, value: str) -> None:
    assert decimal(text) == Decimal(value)


def test_empty_is_none_and_never_zero() -> None:
    assert decimal("") is None
    assert decimal("  ") is None


@pytest.mark.parametrize(
    "text", ["abc", "1e5", "NaN", "Infinity", "٣", "1_000", "0x10", "1 000", "--1", "1.2.3", ".", "9" * 10]
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        decimal(text)


def test_a_comma_that_could_mean_two_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match=r"could mean 1\.500 or 1500"):
        decimal("1,500")


def test_rounding() -> None:
    assert rounded_down(Decimal("7.999")) == 7
    assert nearest_whole(Decimal("61234.92")) == 61235
    assert nearest_whole(Decimal("0.5")) == 0


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2019-02-14 07:33:40", "2019-02-14 07:33:40"),
        ("2019-02-14", "2019-02-14"),
        ("2019-02-14T23:33:40.123Z", "2019-02-14 23:33:40"),
        ("2025-04-15 14:58", "2025-04-15 14:58:00"),
        ("2026/04/11 9:05", "2026-04-11 09:05:00"),
        ("2026年4月11日 11:30", "2026-04-11 11:30:00"),
        ("2026년 4월 11일 11:30", "2026-04-11 11:30:00"),
        ("11.04.2026, 11:30", "2026-04-11 11:30:00"),
        ("11 Apr 2026, 11:30", "2026-04-11 11:30:00"),
        ("Apr 11, 2026, 11:30 AM", "2026-04-11 11:30:00"),
        ("Apr 11, 2026, 12:05\u202fAM", "2026-04-11 00:05:00"),
        ("April 11, 2026 at 1:05 p.m.", "2026-04-11 13:05:00"),
        ("11. April 2026, 11:30", "2026-04-11 11:30:00"),
        ("11. März 2026 um 11:30", "2026-03-11 11:30:00"),
        ("7 Mai 2026, 11:30", "2026-05-07 11:30:00"),
        ("7 Dez. 2026, 11:30", "2026-12-07 11:30:00"),
        ("11 abr 2026, 11:30", "2026-04-11 11:30:00"),
        ("11 de enero de 2026, 11:30", "2026-01-11 11:30:00"),
        ("18 sept. 2026, 17:31", "2026-09-18 17:31:00"),
        ("1er août 2026, 17:31", "2026-08-01 17:31:00"),
        ("3 juil. 2026, 17:31", "2026-07-03 17:31:00"),
        ("3 juin 2026, 17:31", "2026-06-03 17:31:00"),
        ("12 févr. 2026, 17:31", "2026-02-12 17:31:00"),
        ("12 gen 2026, 17:31", "2026-01-12 17:31:00"),
        ("12 lug 2026, 17:31", "2026-07-12 17:31:00"),
        ("12 de mar. de 2026, 17:31", "2026-03-12 17:31:00"),
        ("12 de out. de 2026 17:31", "2026-10-12 17:31:00"),
        ("12 mrt. 2026 17:31", "2026-03-12 17:31:00"),
        ("12 мая 2026 г., 17:31", "2026-05-12 17:31:00"),
        ("12 Ağu 2026 17:31", "2026-08-12 17:31:00"),
    ],
)
def test_moments(text: str, stamp: str) -> None:
    assert read_moment(text) == (date.fromisoformat(stamp[:10]), stamp)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a day that can be read"),
        ("a", "is not a day that can be read"),
        ("11/04/2026", "is not a day that can be read"),
        ("2026-04-111", "is not a day that can be read"),
        ("2026-02-30 10:00", "is not a day in the calendar"),
        ("0000-01-01", "is not a day in the calendar"),
        ("11 jui 2026, 11:30", "is not a day in the calendar"),
        ("11 Foo 2026, 11:30", "is not a day in the calendar"),
        ("1899-12-31", "is before 1900"),
    ],
)
def test_days_that_cannot_be_read(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_moment(text)


def test_every_month_name_means_one_month() -> None:
    for number, names in enumerate(_MONTHS, 1):
        for name in names.split():
            assert _month(_plain(name)) == number, name
            assert _plain(name) == name
