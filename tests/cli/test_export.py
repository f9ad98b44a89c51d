"""export: the round trip through CSV, JSON Lines, private new files, and text that bites elsewhere."""

import csv
import io
import json
from pathlib import Path

import pytest

from rehab.domain.own_format import COLUMNS
from rehab.domain.text import clean
from tests.cli.shell import CONTROL, DATA, START, Shell
from tests.tiers import heavy_but

FORMULAS = [
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "=cmd|' /C notepad'!'A1'",
        "\t=1+1",
        "'=1+1",
        "''x",
        "'",
    ),
    *('=HYPERLINK("http://example.com")', "\r=1", "\n=1", "-", "--", '"', '","', "a\nb\n=c", " =1"),
]
HOSTILE = [
    *(
        "[/]",
        "[@click=app.quit]x[/]",
        "\x1b]52;c;eA==\x07",
        "=cmd|' /C calc'!A0",
        "\x9b31mred",
        "\u202etxt.exe",
    ),
    *("\x00", "a\u0000b", "\ud800", "\ufeff", "\U000e0041", "x" * 2000, "é" * 1000, "e\u0301" * 500),
]


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def blns() -> list[str]:
    path = DATA / "hostile" / "blns.json"
    if not path.is_file():
        pytest.skip("the corpus of naughty strings is not here")
    found: list[str] = json.loads(path.read_text("utf-8"))
    return found


def no_cell_is_a_formula(text: str) -> None:
    for row in cells(text):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\x00"))], row


def filled(sam: Shell) -> None:
    sam.scan = False
    sam.ok("done", "--pain", "0/1/-", "--effort", "3", "--minutes", "40", "--note", "two\nlines, “quoted”")
    sam.ok("log", "bridge", "3x12@2.5kg", "--on", START)
    sam.ok("log", "bridge", "8@5kg,8@6.125kg,7", "--on", START)
    sam.ok("log", "bridge", "3x12@2.5kg", "--on", START)
    sam.ok("log", "Run", "5km", "--outside", "--side", "left")
    sam.ok("log", "=1+1", "90s", "--outside")
    sam.ok("morning", "2", "--stiffness", "5", "--woken", "1", "--rest", "0", "--note", "so-so")
    sam.ok("morning", "2", "--painkiller", "--no-limp")
    sam.ok("morning", "-", "--on", START, "--note", "only a note")
    sam.ok("rest", "--on", "yesterday", "--note", "=nothing")


def test_csv_goes_round_through_another_diary(sam: Shell, enrolled: bytes, tmp_path: Path) -> None:
    filled(sam)
    text = sam.export()
    assert text.splitlines()[0] == ",".join(COLUMNS)
    no_cell_is_a_formula(text)
    (tmp_path / "mine.csv").write_bytes(text.encode())
    same = sam.bytes()
    assert sam.ok("import", "mine.csv", "--json").json[0]["added"] == 0
    assert sam.bytes() == same
    sam.diary.write_bytes(enrolled)
    (told,) = sam.ok("import", "mine.csv", "--json").json
    assert told["added"] == len(cells(text)) - 1
    assert sam.export() == text
    sam.ok("undo")
    assert len(cells(sam.export())) == 1


def test_notes_that_a_spreadsheet_would_run_are_guarded(sam: Shell, enrolled: bytes, tmp_path: Path) -> None:
    sam.scan = False
    payloads = FORMULAS + [
        line
        for path in [DATA / "hostile" / "csv_injection_payloads.txt"]
        if path.is_file()
        for line in path.read_text("utf-8").splitlines()
    ]
    for n, payload in enumerate(payloads, 1):
        sam.ok("log", "bridge", f"1x{n}", f"--note={payload}")
    text = sam.export()
    no_cell_is_a_formula(text)
    stored = [r["data"]["note"] for r in sam.ok("history", "--json").json["revisions"][5:]]
    assert stored == [clean(payload, multiline=True) for payload in payloads]
    (tmp_path / "mine.csv").write_bytes(text.encode())
    sam.diary.write_bytes(enrolled)
    sam.ok("import", "mine.csv")
    assert sam.export() == text
    again = [r["data"]["note"] for r in sam.ok("history", "--json").json["revisions"][5:]]
    assert sorted(again) == sorted(stored)


@pytest.mark.parametrize(
    "note", heavy_but(HOSTILE, "[@click=app.quit]x[/]", "\x1b]52;c;eA==\x07", "\u202etxt.exe", "\ud800")
)
def test_hostile_notes_are_shown_literally(sam: Shell, note: str) -> None:
    sam.scan = False
    shown = clean(note)
    bout = sam.logged("log", "bridge", "3x12", f"--note={note}")
    for told in (sam.ok("history", bout), sam.ok("history", bout, "--json"), sam.ok("today", "--json")):
        assert not CONTROL.search(told.out)
    assert sam.ok("history", bout).lines[0].endswith(f"bridge: 3×12 — {shown}")
    (bridge,) = [e for e in sam.ok("today", "--json").json["exercises"] if e["exercise"] == "bridge"]
    assert bridge["done"][0]["note"] == clean(note, multiline=True)
    assert shown[:80] in sam.ok("today").out
    sam.ok("amend", bout, "note=-", f"--reason={note if clean(note).strip() else 'x'}")
    sam.ok("amend", bout, f"note={note}", "--reason", "back")
    assert not CONTROL.search(sam.ok("history").out)
    no_cell_is_a_formula(sam.export())


@pytest.mark.heavy
def test_every_naughty_string_of_the_corpus_is_kept(sam: Shell, enrolled: bytes, tmp_path: Path) -> None:
    sam.scan = False
    strings = blns()
    bout = sam.logged("log", "swim", "20min", "--outside")
    lines = [",".join(COLUMNS)]
    for n, text in enumerate(strings):
        guarded = "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r", "'")) else text
        quoted = '"' + guarded.replace('"', '""') + '"'
        cells = {"day": START, "kind": "bout", "exercise": "swim", "dose": f"{n + 1}s", "note": quoted}
        lines.append(",".join(cells.get(column, "") for column in COLUMNS))
    (tmp_path / "naughty.csv").write_bytes("\r\n".join(lines).encode("utf-8", "surrogatepass"))
    (told,) = sam.ok("import", "naughty.csv", "--json").json
    assert told["added"] == len(strings)
    revisions = sam.ok("history", "--json").json["revisions"][6:]
    notes = {r["data"]["sets"][0]["amount"] - 1: r["data"]["note"] for r in revisions}
    assert notes == {n: clean(text, multiline=True) for n, text in enumerate(strings)}
    page = sam.ok("history").lines[6:]
    assert len(page) == len(strings)
    assert [
        clean(text) for text in strings if clean(text).strip() and clean(text) not in "\n".join(page)
    ] == []
    text = sam.export()
    no_cell_is_a_formula(text)
    (tmp_path / "again.csv").write_bytes(text.encode())
    sam.diary.write_bytes(enrolled)
    sam.ok("import", "again.csv")
    assert sam.export() == text
    assert bout


@pytest.mark.heavy
def test_naughty_strings_of_the_corpus_typed_as_notes(sam: Shell) -> None:
    sam.scan = False
    bout = sam.logged("log", "bridge", "3x12")
    for n, text in enumerate(blns()):
        note = text.replace("\x00", "")
        if n % 32 == 0:
            logged = sam.logged("log", "bridge", "1x1", f"--note={note}")
            assert clean(note) in sam.ok("history", logged).out
        elif n % 32 == 1 and clean(note, multiline=True):
            sam.ok("amend", bout, f"note={note}", "--reason", "naughty")
            assert clean(note) in sam.ok("history", bout).out
    sam.ok("today")
    no_cell_is_a_formula(sam.export())


@pytest.mark.heavy
def test_every_fourth_naughty_string_of_the_corpus_typed(sam: Shell) -> None:
    sam.scan = False
    for text in blns()[::4]:
        note = text.replace("\x00", "")
        logged = sam.logged("log", "bridge", "1x1", f"--note={note}")
        assert clean(note) in sam.ok("history", logged).out
        sam.ok("amend", logged, "note=changed", f"--reason={note if clean(note).strip() else 'x'}")
        sam("log", note or "x", "1x1", "--outside")
        sam("log", "bridge", note)
        sam("amend", logged, f"exercise={note}", "--reason", "x")
    no_cell_is_a_formula(sam.export())
    sam.ok("today")
    sam.ok("volume")


@pytest.mark.heavy
def test_naughty_names(nobody: Shell, profile: Path) -> None:
    from tests.cli.shell import init_flags

    nobody.scan = False
    for n, name in enumerate(["[b]x[/b]", "\x1b[31mred", "=cmd|'x'", "a\nb", "\u202eevil", "x" * 500]):
        nobody.ok(
            *init_flags(
                profile, name=name, born=f"199{n}-01-01", diagnosis=name, emergency_number=f"112 {name[:30]}"
            )
        )
    for patient in nobody.refused("today").err.partition(":")[2].split(","):
        assert not CONTROL.search(patient.strip("\n"))
    for name in ("[b]x", "red", "evil"):
        for verb in ("today", "plan", "why", "volume", "history"):
            nobody.ok("--patient", name, verb)


def test_jsonl_is_one_object_a_line_with_hashes(sam: Shell) -> None:
    filled(sam)
    bout = sam.logged("log", "bridge", "3x12")
    sam.ok("amend", bout, "--void", "--reason", "wrong")
    told = sam.ok("export", "--format", "jsonl")
    found = [json.loads(line) for line in told.out.splitlines()]
    assert told.out.endswith("\n")
    assert [r["state"] for r in found if r["entry"] == bout] == ["active", "void"]
    assert len({r["hash"] for r in found}) == len(found)
    assert all(len(r["hash"]) == 64 and int(r["hash"], 16) >= 0 for r in found)
    assert {r["kind"] for r in found} == {
        "person",
        "assignment",
        "profile",
        "diagnosis",
        "screen",
        "bout",
        "morning",
        "rest",
    }
    assert sam.ok("export", "--format", "jsonl").out == told.out


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_is_a_new_private_file(sam: Shell, tmp_path: Path, form: str) -> None:
    import os

    filled(sam)
    path = tmp_path / "out"
    before = os.umask(0)
    try:
        told = sam.ok("export", "--format", form, "-o", str(path))
    finally:
        os.umask(before)
    assert (told.out, f"Written to {path}." in told.err) == ("", True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().decode() == sam.ok("export", "--format", form).out
    path.write_text("mine")
    sam.refused("export", "--format", form, "-o", str(path))
    assert path.read_text() == "mine"
    for target in (tmp_path / "elsewhere", path):
        link = tmp_path / f"link-{target.name}"
        link.symlink_to(target)
        sam.refused("export", "--format", form, "-o", str(link))
    assert not (tmp_path / "elsewhere").exists()
    assert path.read_text() == "mine"
    for nowhere in (tmp_path, tmp_path / "none" / "x", tmp_path / ("x" * 300), "~nobody-here/x"):
        sam.refused("export", "--format", form, "-o", str(nowhere))
    assert sam.diary.stat().st_size
