"""import of daily pain diaries: preview, rounding, symptoms, what is there already, and undo."""

from collections import Counter
from pathlib import Path

import pytest

from tests.cli.shell import TODAY, Shell

WHOLE = "date,pain\n2026-03-02,3\n2026-03-03 08:00,2\n2026-03-03 20:00,6\n"
TENTHS = "date,pain\n2026-03-02,3.8\n2026-03-03,3.2\n2026-03-04,4\n"
NAMED = "name,date,intensity\nHip Pain,2026-03-02,3\nhappiness,2026-03-02,9\n"


@pytest.fixture
def diary_file(tmp_path: Path) -> Path:
    path = tmp_path / "pain.csv"
    path.write_text(WHOLE)
    return path


def rest_pain(sam: Shell) -> dict[str, tuple[int | None, int | None]]:
    """By day, the morning score and the pain at rest of each morning entry that stands."""
    rows = [line.split(",") for line in sam.export().splitlines()]
    at = {name: n for n, name in enumerate(rows[0])}
    given = [row for row in rows[1:] if row[at["kind"]] == "morning"]
    number = lambda text: int(text) if text else None  # noqa: E731
    return {row[at["day"]]: (number(row[at["morning"]]), number(row[at["rest_pain"]])) for row in given}


def test_daily_pain_goes_in_as_pain_at_rest_and_comes_out_again(sam: Shell, diary_file: Path) -> None:
    new = sam.bytes()
    told = sam.ok("import", str(diary_file), "--dry-run")
    assert told.out == "pain.csv (pain_diary): 2 days of pain; 2 entries would be added, 0 already there.\n"
    assert "pain at rest over the last 24 hours" in told.err
    assert "1 day with more than one rating: the worst counts." in told.err
    assert sam.bytes() == new
    told = sam.ok("import", str(diary_file))
    assert told.out == "pain.csv (pain_diary): 2 days of pain; 2 entries added, 0 already there.\n"
    assert "`rehab undo` takes this import back." in told.err
    assert rest_pain(sam) == {"2026-03-02": (None, 3), "2026-03-03": (None, 6)}
    assert "Daily pain from a pain diary: 6; the worst of 2." in sam.ok("history").out


def test_twice_adds_nothing_and_one_undo_takes_it_back(sam: Shell, diary_file: Path) -> None:
    before = sam.export()
    (first,) = sam.ok("import", str(diary_file), "--from", "pain_diary", "--json").json
    assert (first["added"], first["already_there"], first["mornings"], first["rounded"]) == (2, 0, 2, 0)
    once, full = sam.bytes(), sam.export()
    (again,) = sam.ok("import", str(diary_file), "--json").json
    assert (again["added"], again["already_there"]) == (0, 2)
    assert not [remark for remark in again["remarks"] if "left as they" in remark]
    assert sam.bytes() == once
    assert "import pain.csv (2 entries)" in sam.ok("undo").out
    assert sam.export() == before
    assert sam.ok("import", str(diary_file), "--json").json[0]["added"] == 2
    assert Counter(sam.export().splitlines()) == Counter(full.splitlines())


def test_its_export_is_not_doubled(sam: Shell, diary_file: Path, tmp_path: Path) -> None:
    sam.ok("import", str(diary_file))
    own = tmp_path / "own.csv"
    own.write_text(sam.export())
    assert sam.ok("import", str(own), "--json").json[0]["added"] == 0


def test_decimals_are_refused_until_they_are_rounded(sam: Shell, diary_file: Path) -> None:
    diary_file.write_text(TENTHS)
    before = sam.bytes()
    told = sam("import", str(diary_file))
    assert told.code == 2
    assert "pain.csv line 2: 3.8 is not a whole number from 0 to 10. Give --round" in told.err
    told = sam("import", str(diary_file), "--json")
    assert (told.code, told.json[0]["added"], [r["line"] for r in told.json[0]["rejected"]]) == (2, 0, [2, 3])
    assert sam.bytes() == before
    told = sam.ok("import", str(diary_file), "--round", "--dry-run")
    assert told.out.startswith("pain.csv (pain_diary): 3 days of pain, 2 decimals rounded; 3 entries would")
    assert "2 decimals rounded to the nearest whole number, halves up" in told.err
    assert sam.bytes() == before
    (one,) = sam.ok("import", str(diary_file), "--round", "--json").json
    assert (one["added"], one["rounded"], one["rejected"]) == (3, 2, [])
    assert rest_pain(sam) == {"2026-03-02": (None, 4), "2026-03-03": (None, 3), TODAY: (None, 4)}
    assert "3.8, rounded to 4" in sam.export()


def test_rounding_does_not_let_in_what_is_no_pain_score(sam: Shell, diary_file: Path) -> None:
    diary_file.write_text(TENTHS + "2026-03-04,10.5\n2026-03-04,-1\n")
    told = sam("import", str(diary_file), "--round")
    assert told.code == 2
    assert "line 5: 10.5 is not a whole number from 0 to 10. Mend it" in told.err
    assert "line 6: -1 is not a whole number from 0 to 10. Mend it" in told.err


def test_the_morning_slot(sam: Shell, diary_file: Path) -> None:
    sam.ok("import", str(diary_file), "--slot", "morning")
    assert rest_pain(sam) == {"2026-03-02": (3, None), "2026-03-03": (6, None)}
    sam.refused("import", str(diary_file), "--slot", "evening")


def test_a_day_with_a_morning_of_its_own_is_left_as_it_is(sam: Shell, diary_file: Path) -> None:
    sam.ok("morning", "2", "--rest", "4", "--on", "2026-03-02")
    sam.ok("morning", "1", "--rest", "1", "--on", "2026-03-03")
    before = sam.bytes()
    told = sam.ok("import", str(diary_file), "--json")
    assert (told.json[0]["added"], told.json[0]["already_there"]) == (0, 2)
    assert sam.bytes() == before
    assert "left as they are: 2026-03-02 (3), 2026-03-03 (6)." in told.err
    assert "The file has more pain, or pain where the diary has none, on 2026-03-03 (6). " in told.err
    assert rest_pain(sam) == {"2026-03-02": (2, 4), "2026-03-03": (1, 1)}


def test_an_imported_day_that_was_given_again_is_left_as_it_is(sam: Shell, diary_file: Path) -> None:
    sam.ok("import", str(diary_file))
    sam.ok("morning", "2", "--rest", "5", "--on", "2026-03-02")
    told = sam.ok("import", str(diary_file))
    assert "0 entries added, 2 already there" in told.out
    assert "other values and were left as they are: 2026-03-02" in told.err
    assert rest_pain(sam)["2026-03-02"] == (2, 5)


def test_of_several_symptoms_one_is_chosen(sam: Shell, diary_file: Path) -> None:
    diary_file.write_text(NAMED)
    assert "rates Hip Pain, happiness. Choose" in sam.refused("import", str(diary_file)).err
    sam.refused("import", str(diary_file), "--symptom", "joy")
    sam.ok("import", str(diary_file), "--symptom", "hip pain")
    assert rest_pain(sam) == {"2026-03-02": (None, 3)}


def test_day_numbers_start_where_they_are_told_to(sam: Shell, diary_file: Path) -> None:
    diary_file.write_text("day,phase,pain\n1,A,7\n3,B,2\n")
    assert "--starts YYYY-MM-DD" in sam.refused("import", str(diary_file)).err
    for day in ("tomorrow", "2026-02-30", "soon"):
        sam.refused("import", str(diary_file), "--starts", day)
    sam.ok("import", str(diary_file), "--starts", "2026-03-02")
    assert rest_pain(sam) == {"2026-03-02": (None, 7), "2026-03-04": (None, 2)}


def test_severe_pain_from_a_file_is_told_as_if_it_were_typed(sam: Shell, diary_file: Path) -> None:
    diary_file.write_text(f"date,pain\n{TODAY},9\n")
    typed = Shell(sam.diary.with_name("typed.db"), sam.capsys)
    typed.diary.write_bytes(sam.bytes() or b"")
    argv = ("today", "--json")
    typed.ok("morning", "-", "--rest", "9", "--diary", str(typed.diary))
    sam.ok("import", str(diary_file))
    mine, theirs = sam(*argv), typed(*argv, "--diary", str(typed.diary))
    assert mine.code == theirs.code
    assert [f["id"] for f in mine.json["findings"]] == [f["id"] for f in theirs.json["findings"]]


@pytest.mark.parametrize(
    "content",
    [b"date,pain\n2026-03-02,\x00\n", b"date,pain\n2026-03-02\n", b"# x\n", b"date,pain,pain level\n"],
)
def test_a_broken_pain_diary_is_refused(sam: Shell, diary_file: Path, content: bytes) -> None:
    diary_file.write_bytes(content)
    for flags in ((), ("--round",), ("--from", "pain_diary")):
        sam.refused("import", str(diary_file), *flags)
