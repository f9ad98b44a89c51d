"""import: mapping, rejected lines, withdrawn entries, and files that cannot be read."""

import json
from pathlib import Path

import pytest

from tests.cli.shell import DATA, Shell, spawned

IMPORT_KEYS = {
    *(
        "file",
        "format",
        "workouts",
        "sets",
        "bouts",
        "added",
        "already_there",
        "rejected",
        "findings",
        "mornings",
        "rounded",
        "remarks",
        "dry_run",
    ),
}
STRONG = """Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes
2026-03-02 10:00:00,"A","Hip Thrust",1,20,10,0,0,"",""
2026-03-02 10:00:00,"A","Hip Thrust",2,20,10,0,0,"",""
2026-03-02 10:00:00,"A","Clam",1,0,15,0,0,"",""
2026-03-03 10:00:00,"B","Plank",1,0,0,0,60,"",""
"""
OWN = "day,kind,exercise,side,dose,note\n"


@pytest.fixture
def strong(tmp_path: Path) -> Path:
    path = tmp_path / "strong.csv"
    path.write_text(STRONG)
    return path


def done(sam: Shell) -> set[tuple[str, str, str]]:
    found = [json.loads(line)["data"] for line in sam.ok("export", "--format", "jsonl").lines]
    return {(b["exercise"], b["side"], b["dose"]) for b in found if b["kind"] == "bout"}


def test_import_as_text_and_json(sam: Shell, strong: Path) -> None:
    told = sam.ok("import", str(strong), "--weight-unit", "kg", "--dry-run")
    assert told.out == "strong.csv (strong): 2 workouts, 4 sets; 3 entries would be added, 0 already there.\n"
    told = sam.ok("import", str(strong), "--weight-unit", "kg")
    assert told.out == "strong.csv (strong): 2 workouts, 4 sets; 3 entries added, 0 already there.\n"
    assert "`rehab undo` takes this import back." in told.err
    (one,) = sam.ok("import", str(strong), "--weight-unit", "kg", "--json").json
    assert set(one) == IMPORT_KEYS
    assert (one["added"], one["already_there"], one["dry_run"]) == (0, 3, False)
    assert "Hip Thrust: 2×10 @ 20 kg" in sam.ok("history").out


def test_a_map_ties_names_to_exercises_and_sides(sam: Shell, strong: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.toml"
    names.write_text(
        '"Hip Thrust" = "bridge"\n"Clam" = { exercise = "seated-external-rotation", side = "left" }\n'
    )
    argv = ("import", str(strong), "--map", str(names), "--weight-unit", "kg")
    sam.ok(*argv)
    assert done(sam) == {
        ("bridge", "none", "2x10@20kg"),
        ("seated-external-rotation", "left", "15"),
        ("Plank", "none", "60s"),
    }
    logged = {(e["exercise"], e["side"]): e["logged"] for e in sam.ok("plan", "--json").json["exercises"]}
    assert (logged["bridge", "none"], logged["seated-external-rotation", "left"]) == (20, 15)
    assert "0 entries added, 3 already there" in sam.ok(*argv).out
    names.write_text('"Clam" = "seated-external-rotation"\n')
    sam.ok("undo")
    sam.ok(*argv)
    assert {("seated-external-rotation", "left", "15"), ("seated-external-rotation", "right", "15")} < done(
        sam
    )


@pytest.mark.parametrize(
    "text",
    [
        '"Clam" = "clams"',
        '"Plank" = "bridge"',
        '"Clam" = { exercise = "bridge", side = "left" }',
        "Clam = ",
        "x",
        '"Clam" = { exercise = "bridge", sid = "left" }',
        '"Clam" = 3',
        "a." * 5000 + "b = 1",
        "\x00",
    ],
)
def test_a_map_that_does_not_fit_is_refused(sam: Shell, strong: Path, tmp_path: Path, text: str) -> None:
    names = tmp_path / "names.toml"
    names.write_text(text)
    sam.refused("import", str(strong), "--map", str(names), "--weight-unit", "kg")
    sam.refused("import", str(strong), "--map", str(tmp_path / "none.toml"), "--weight-unit", "kg")


def test_one_rejected_line_imports_nothing_of_any_file(sam: Shell, strong: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(OWN + "2026-03-02,bout,swim,,20min,\n2026-03-09,bout,swim,,20min,\n2026-03-03,nap,,,,\n")
    before = sam.bytes()
    told = sam("import", str(strong), str(bad), "--weight-unit", "kg")
    assert (told.code, sam.bytes()) == (2, before)
    assert "bad.csv line 3: 2026-03-09 is in the future." in told.err
    assert "bad.csv line 4: “nap” is not a kind." in told.err
    assert "Nothing was imported" in told.err
    told = sam("import", str(strong), str(bad), "--weight-unit", "kg", "--json")
    assert (told.code, sam.bytes()) == (2, before)
    assert [[r["line"] for r in one["rejected"]] for one in told.json] == [[], [3, 4]]
    assert [one["added"] for one in told.json][1] == 0
    assert sam.ok("import", str(strong), "--weight-unit", "kg", "--json").json[0]["added"] == 3


def test_what_a_person_withdrew_stays_withdrawn(sam: Shell, strong: Path) -> None:
    sam.ok("import", str(strong), "--weight-unit", "kg")
    found = sam.ok("history", "--json").json["revisions"]
    clam = next(r["entry"] for r in found if r["data"].get("exercise") == "Clam")
    sam.ok("amend", clam, "--void", "--reason", "not mine")
    before = sam.bytes()
    assert "0 entries added, 3 already there" in sam.ok("import", str(strong), "--weight-unit", "kg").out
    assert sam.bytes() == before
    assert sam.ok("history", clam, "--json").json["revisions"][-1]["state"] == "void"


def test_equal_sets_and_rows_in_one_file_are_all_kept(sam: Shell, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN + "2026-03-02,bout,swim,,20min,\n" * 3 + "2026-03-02,rest,,,,\n")
    assert sam.ok("import", str(path), "--json").json[0]["added"] == 4
    assert sam.ok("import", str(path), "--json").json[0]["added"] == 0
    path.write_text(OWN + "2026-03-02,bout,swim,,20min,\n" * 4)
    assert sam.ok("import", str(path), "--json").json[0]["added"] == 1


def test_what_was_logged_by_hand_is_not_doubled(sam: Shell, tmp_path: Path) -> None:
    sam.ok("done", "--pain", "0/1/1", "--note", "as prescribed")
    sam.ok("morning", "2", "--woken", "1")
    sam.ok("rest", "--on", "yesterday", "--why", "ill")
    path = tmp_path / "mine.csv"
    sam.ok("export", "-o", str(path))
    before = sam.bytes()
    assert sam.ok("import", str(path), "--json").json[0]["added"] == 0
    assert sam.bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"a,b\n1,2\n",
        b"\xff\xfe\x00",
        b"\x00" * 100,
        b"day,kind\n2026-03-02,bout,x\n",
        b'"',
        b"{}",
        b"day,kind,kind\n",
        b"day\n2026-03-02\n",
        b"day,kind,excercise\n2026-03-02,rest,\n",
    ],
)
@pytest.mark.parametrize("flags", [(), ("--from", "rehab"), ("--from", "hevy"), ("--from", "strong")])
def test_files_that_are_no_log_are_refused(
    sam: Shell, tmp_path: Path, content: bytes, flags: tuple[str, ...]
) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    sam.refused("import", str(path), *flags)


def test_paths_that_cannot_be_read_are_refused(sam: Shell, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / ("x" * 300), tmp_path / "none" / "x.csv"):
        sam.refused("import", str(path))
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    assert "larger than 10 MB" in sam.refused("import", str(large)).err
    sam.refused("import")


def test_an_endless_file_is_refused(sam: Shell) -> None:
    sam.refused("import", "/dev/zero")


def test_a_line_is_told_without_what_could_drive_a_terminal(sam: Shell, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(
        OWN.encode() + b"2026-03-02,bout,swim,\x1b]52;c;eA==\x07,20min,\n2026-03-02,\x1b[31m,,,,\n"
    )
    assert sam("import", str(path)).code == 2


@pytest.mark.parametrize("name", sorted(p.name for p in (DATA / "hostile").rglob("*.csv")) or ["none"])
def test_torture_files_never_break_the_import_corpus(sam: Shell, name: str) -> None:
    found = list((DATA / "hostile").rglob(name))
    if not found:
        pytest.skip("the corpus of torture files is not here")
    for path in found:
        sam.refused("import", str(path))


def test_a_missing_weight_unit_is_asked_for_in_a_terminal(sam: Shell, strong: Path) -> None:
    import os
    import pty

    above, below = pty.openpty()
    os.write(above, b"stone\nkg\n")
    told = spawned("import", str(strong), diary=sam.diary, **{"stdin": below})
    os.close(above)
    os.close(below)
    assert (told.returncode, "3 entries added" in told.stdout) == (0, True), told
    assert "The weights in the file have no unit." in told.stderr
