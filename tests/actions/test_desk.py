"""The front desk without a shell: where the diary lies, what day it is, what is said when it fails."""

from datetime import date
from pathlib import Path

import pytest

from rehab.actions import clock
from rehab.actions.desk import diary_path, given_today
from rehab.actions.failures import failure
from rehab.actions.numbers import check_whole, whole
from rehab.actions.refusals import Forbidden, Refused
from rehab.store.troubles import Busy, DiskFull


def test_the_diary_is_the_given_one_or_the_persons_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("REHAB_DIARY", raising=False)
    assert diary_path(None) == tmp_path / "rehab" / "diary.db"
    monkeypatch.setenv("REHAB_DIARY", "")
    assert diary_path("") == tmp_path / "rehab" / "diary.db"
    monkeypatch.setenv("REHAB_DIARY", "/x/y.db")
    assert diary_path(None) == Path("/x/y.db")
    assert diary_path("z.db") == Path("z.db")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert diary_path("~/z.db") == tmp_path / "z.db"
    for address in ("postgresql://u:secret@host/db", "sqlite:///x"):
        with pytest.raises(Refused) as told:
            diary_path(address)
        assert "secret" not in str(told.value)


def test_today_is_where_the_person_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REHAB_TODAY", raising=False)
    assert given_today(None) == clock.local_now().date()
    assert given_today("2026-03-04") == date(2026, 3, 4)
    with pytest.raises(Refused):
        given_today("2200-01-01")


@pytest.mark.parametrize(
    "zone", ["", "Foo/Bar", "UTC-5", "../../etc/passwd", "Europe/London", "Pacific/Apia"]
)
def test_no_time_zone_breaks_the_clock(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    assert clock.zone_name()
    assert abs((clock.local_now() - clock.utc_now()).total_seconds()) < 5


@pytest.mark.parametrize(("text", "number"), [("0", 0), (" 7 ", 7), ("-", None), ("", None), ("007", 7)])
def test_whole_numbers(text: str, number: int | None) -> None:
    assert whole("it", text) == number


@pytest.mark.parametrize("text", ["-1", "1.5", "1e3", "٣", "²", "1_0", "x", "9" * 10, "+1", "1 0"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(Refused):
        whole("it", text)


def test_bounds_of_whole_numbers() -> None:
    for value in (None, 0, 10):
        check_whole("it", value, 10)
    for value in (-1, 11):
        with pytest.raises(Refused):
            check_whole("it", value, 10)


def test_failures_have_two_sentences_and_a_code() -> None:
    assert failure(Refused("No. Do this."))[1] == 2
    assert failure(Forbidden("No. Do this."))[1] == 3
    assert failure(DiskFull())[1] == 74
    assert failure(Busy())[1] == 75
    text, code = failure(KeyError("canary-4711"))
    assert code == 1
    assert "canary" not in text
    assert "please report" in text
