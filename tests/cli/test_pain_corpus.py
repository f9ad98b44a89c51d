"""Daily pain diaries that other people published go in, run through the trend rules, and agree with figures
computed apart from the program."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rehab.actions.desk import open_desk
from rehab.cli.main import main
from rehab.domain.diary import Diary
from rehab.domain.pain import severe_in_morning
from rehab.domain.trends import Trend, course, flare, trend_unknown, worsening, worst_score
from tests.cli.shell import DATA, Shell, init_flags
from tests.tiers import heavy_but

PAIN = DATA / "pain_diaries"
FIRST_DAY_OF_NUMBERS = date(2026, 1, 5)


@dataclass(frozen=True)
class Case:
    """One series of a file: how its cells are told apart, and the flags that import it."""

    file: str
    value: str
    day: Callable[[dict[str, str]], date]
    flags: tuple[str, ...] = ()
    symptom: str = ""
    delimiter: str = ","
    decimals: bool = False


def _parts(row: dict[str, str]) -> date:
    return date(int(row["startyear"]), int(row["startmonth"]), int(row["startday"]))


def _numbered(row: dict[str, str]) -> date:
    return FIRST_DAY_OF_NUMBERS + timedelta(days=int(row["day"]) - 1)


def _participant(number: int, symptom: str, *, decimals: bool = True) -> Case:
    flags = ("--symptom", symptom) if number == 4 else ()
    return Case(f"participant{number}_pain.csv", "intensity", _parts, flags, symptom, decimals=decimals)


KNEE, ELBOW, ANKLE = (_participant(n, f"{s} Pain") for n, s in ((4, "Knee"), (4, "Elbow"), (5, "Ankle")))
OTHER_KNEE = _participant(6, "Knee Pain", decimals=False)
INTRADAY = Case(
    *("intraday_pain_semicolon.csv", "Intensity", lambda row: date.fromisoformat(row["Timestamp"][:10])),
    delimiter=";",
)
NUMBERED = Case(
    *("borckardt_nash_2014_daily_pain.csv", "pain", _numbered, ("--starts", str(FIRST_DAY_OF_NUMBERS))),
)
COMMENTED = Case(
    *("pain_report_commented_header.csv", "pain_level", lambda row: date.fromisoformat(row["date"])),
)
PARTICIPANTS = [KNEE, ELBOW, ANKLE, OTHER_KNEE]
CASES = [*PARTICIPANTS, INTRADAY, NUMBERED, COMMENTED]
USUAL = (KNEE, INTRADAY, COMMENTED)
"""One of each kind of file, for the default tier."""
ids = lambda case: f"{case.file[:13]}{case.symptom[:5]}"  # noqa: E731


def import_flags(case: Case) -> tuple[str, ...]:
    return (*case.flags, "--round") if case.decimals else case.flags


def corpus(name: str) -> Path:
    path = PAIN / name
    if not path.is_file():
        pytest.skip("the corpus of published pain diaries is not here")
    return path


def expected(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(corpus("expected.json").read_text("utf-8"))["files"].get(case.file, {})
    named: dict[str, Any] = found.get("names", {}).get(case.symptom, {})
    return found | named


def ratings(case: Case) -> dict[date, list[Decimal]]:
    """The ratings of each day, read without the program."""
    lines = [line for line in corpus(case.file).read_text("utf-8").splitlines() if not line.startswith("# ")]
    days: dict[date, list[Decimal]] = defaultdict(list)
    for row in csv.DictReader(lines, delimiter=case.delimiter):
        if not case.symptom or row["name"] == case.symptom:
            days[case.day(row)].append(Decimal(row[case.value]))
    return dict(sorted(days.items()))


def calendar(days: dict[date, Any]) -> list[date]:
    """Every day from the first to the last, rated or not."""
    first, last = min(days), max(days)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def mean(days: dict[date, list[Decimal]], last: date) -> Decimal | None:
    """The mean of the daily worst over seven days, with at least four of them rated."""
    worst = [max(days[day]) for n in range(7) if (day := last - timedelta(days=n)) in days]
    return sum(worst, Decimal()) / len(worst) if len(worst) >= 4 else None


def first_flags(profile: Path | None, days: dict[date, Any]) -> list[str]:
    return init_flags(profile, born="1980-05-01", starts=str(min(days)), diagnosed_on=None)


def enrol(shell: Shell, monkeypatch: pytest.MonkeyPatch, profile: Path, days: dict[date, Any]) -> None:
    """A diary whose programme starts on the file's first day, looked at on its last."""
    monkeypatch.setenv("REHAB_TODAY", str(max(days)))
    shell.ok(*first_flags(profile, days))


def opened(path: Path, today: date) -> Diary:
    return open_desk(str(path), None, str(today)).diary()


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Case], Diary]:
    """The diary that a series was imported into, made once for all tests."""

    @cache
    def made(case: Case) -> Diary:
        days, path = ratings(case), tmp_path_factory.mktemp("pain") / "diary.db"
        shared = ["--diary", str(path), "--today", str(max(days))]
        assert main([*first_flags(None, days), *shared]) == 0
        assert main(["import", str(corpus(case.file)), *import_flags(case), *shared]) == 0
        return opened(path, max(days))

    return made


@pytest.mark.parametrize("case", heavy_but(CASES, *USUAL), ids=ids)
def test_a_corpus_diary_goes_in_whole(
    nobody: Shell, monkeypatch: pytest.MonkeyPatch, profile: Path, case: Case
) -> None:
    days, figures = ratings(case), expected(case)
    argv = ["import", str(corpus(case.file)), *import_flags(case), "--json"]
    enrol(nobody, monkeypatch, profile, days)
    new, before = nobody.bytes(), nobody.export()
    (dry,) = nobody.ok(*argv, "--dry-run").json
    assert nobody.bytes() == new
    (told,) = nobody.ok(*argv).json
    assert {**dry, "dry_run": False} == told
    assert (told["format"], told["rejected"], told["already_there"]) == ("pain_diary", [], 0)
    assert told["added"] == told["mornings"] == figures.get("days", len(days))
    assert told["rounded"] == figures.get("non_integer_values", 0)
    several = sum(len(found) > 1 for found in days.values())
    assert figures.get("days_with_more_than_one_record", several) == several
    assert any("the worst counts" in remark for remark in told["remarks"]) == (several > 0)
    once = nobody.bytes()
    assert nobody.ok(*argv).json[0]["added"] == 0
    assert nobody.bytes() == once
    nobody.ok("undo")
    assert nobody.export() == before


@pytest.mark.parametrize("case", heavy_but(CASES, *USUAL), ids=ids)
def test_corpus_scores_are_the_worst_of_each_day(imported: Callable[[Case], Diary], case: Case) -> None:
    days, figures = ratings(case), expected(case)
    diary = imported(case)
    scores = {day: score for day in calendar(days) if (score := worst_score(diary, day)) is not None}
    assert scores.keys() == days.keys()
    assert all(abs(score - max(days[day])) <= Decimal("0.5") for day, score in scores.items())
    halves = [day for day, found in days.items() if max(found) % 1 == Decimal("0.5")]
    assert all(scores[day] > max(days[day]) for day in halves)
    high = sum(score >= 6 for score in scores.values())
    assert high == figures.get("days_with_daily_max_at_least_6", high)
    written = {m.day: m.note for m in diary.mornings}
    assert all(f"{max(days[day])}" in note for day, note in written.items())


@pytest.mark.parametrize("case", heavy_but(CASES, *USUAL), ids=ids)
def test_severe_days_and_flares_of_the_corpus(imported: Callable[[Case], Diary], case: Case) -> None:
    days = ratings(case)
    diary = imported(case)
    severe = {m.day for m in diary.mornings if severe_in_morning(m)}
    assert severe == {day for day, found in days.items() if max(found) >= 7}
    high = {day for day, found in days.items() if max(found) >= Decimal("5.5")}
    runs = {day for day in high if {day - timedelta(days=1), day - timedelta(days=2)} <= high}
    assert {day for day in calendar(days) if flare(diary, [day], diary.starts)} == runs
    assert bool(runs) == (case in (INTRADAY, NUMBERED))


@pytest.mark.parametrize("case", heavy_but(CASES, *USUAL), ids=ids)
def test_nothing_worsens_where_the_corpus_means_fall(imported: Callable[[Case], Diary], case: Case) -> None:
    days = ratings(case)
    diary = imported(case)
    fell = 0
    for day in calendar(days):
        now, before = mean(days, day), mean(days, day - timedelta(days=7))
        if now is not None and before is not None and now <= before:
            fell += 1
            assert not worsening(diary, day), day
    assert fell or len(days) < 14


@pytest.mark.parametrize("case", heavy_but(PARTICIPANTS, KNEE), ids=ids)
def test_no_week_of_the_participants_is_two_points_worse_corpus(
    imported: Callable[[Case], Diary], case: Case
) -> None:
    days, figures = ratings(case), expected(case)
    diary = imported(case)
    assert figures["days_where_7d_mean_is_2_points_above_previous_7d_mean"] == 0
    assert not any(worsening(diary, day) for day in calendar(days))


def test_the_course_of_each_corpus_diary(imported: Callable[[Case], Diary]) -> None:
    """Knee and elbow fall by a point or more; too few days, and gaps, are unknown and never stable."""
    found = [course(imported(case), max(ratings(case))).trend for case in CASES]
    better, unknown = Trend.SLIGHTLY_IMPROVING, Trend.UNKNOWN
    assert found == [better, better, unknown, better, unknown, unknown, unknown]


def test_gaps_in_a_corpus_diary_are_unknown(imported: Callable[[Case], Diary]) -> None:
    days = ratings(OTHER_KNEE)
    diary = imported(OTHER_KNEE)
    sparse = {day for day in calendar(days)[6:] if sum(day - timedelta(days=n) in days for n in range(7)) < 4}
    told = {
        because.day
        for day in calendar(days)
        for because in trend_unknown(diary, day, diary.starts)
        if because.day == day
    }
    assert told == sparse != set()


def test_the_corpus_series_backwards_is_worsening(
    nobody: Shell, monkeypatch: pytest.MonkeyPatch, profile: Path, tmp_path: Path
) -> None:
    days = ratings(NUMBERED)
    turned = dict(zip(days, reversed(list(days.values())), strict=True))
    path = tmp_path / "turned.csv"
    path.write_text("date,pain\n" + "".join(f"{day},{found[0]}\n" for day, found in turned.items()))
    enrol(nobody, monkeypatch, profile, turned)
    nobody.ok("import", str(path))
    diary = opened(nobody.diary, max(turned))
    assert worsening(diary, max(turned))
    assert course(diary, max(turned)).trend is Trend.WORSENING


@pytest.mark.parametrize("case", heavy_but([KNEE, ELBOW, ANKLE], KNEE), ids=ids)
def test_corpus_decimals_are_refused_line_by_line_without_round(
    nobody: Shell, monkeypatch: pytest.MonkeyPatch, profile: Path, case: Case
) -> None:
    enrol(nobody, monkeypatch, profile, ratings(case))
    before = nobody.bytes()
    told = nobody("import", str(corpus(case.file)), *case.flags, "--json")
    assert (told.code, nobody.bytes()) == (2, before)
    rejected = told.json[0]["rejected"]
    assert len(rejected) == expected(case)["non_integer_values"]
    assert all("is not a whole number from 0 to 10. Give --round" in one["why"] for one in rejected)


def test_a_corpus_file_with_several_symptoms_names_them(sam: Shell) -> None:
    path = str(corpus(KNEE.file))
    assert "rates Knee Pain, Elbow Pain, happiness." in sam.refused("import", path, "--round").err
    assert "--starts" in sam.refused("import", str(corpus(NUMBERED.file))).err


def test_the_corpus_of_steps_is_no_pain_diary(sam: Shell) -> None:
    for name in ("participant4_steps_fitbit.json", "participant5_steps_fitbit.json"):
        sam.refused("import", str(corpus(name)))
        sam.refused("import", str(corpus(name)), "--from", "pain_diary")


def test_every_corpus_diary_is_in_the_list() -> None:
    corpus("expected.json")
    assert {path.name for path in PAIN.glob("*.csv")} == {case.file for case in CASES}
