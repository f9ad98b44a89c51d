"""A diary that is missing, foreign, damaged, write-protected or without room: told, and never harmed."""

import os
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shell import TODAY, Shell, init_flags, spawned

READERS = [["today"], ["plan"], ["history"], ["why"], ["volume"], ["export"], ["export", "--format", "jsonl"]]
WRITERS = [["log", "bridge", "3x12"], ["done"], ["rest"], ["morning", "2"], ["days", "mon"]]


def test_a_diary_that_is_not_there(nobody: Shell, tmp_path: Path) -> None:
    for argv in [*READERS, *WRITERS]:
        said = nobody.refused(*argv, code=66).err
        assert "`rehab init` makes a new one." in said
    nobody.refused("--diary", str(tmp_path / "no" / "folder" / "x.db"), "today", code=66)
    assert not (tmp_path / "no").exists()


def test_a_folder_is_no_diary(nobody: Shell, tmp_path: Path, profile: Path) -> None:
    for argv in (["today"], ["log", "bridge", "3x12"], init_flags(profile)):
        assert "is a folder" in nobody.refused("--diary", str(tmp_path), *argv, code=66).err
    nobody.refused("--diary", str(profile / "x.db"), "today", code=66)
    nobody.refused("--diary", "~nobody-here/x.db", "today")
    nobody.refused("--diary", "postgresql://host/rehab", "today")
    assert nobody("--diary", str(tmp_path / ("x" * 300)), "today").code in (66, 74)
    assert nobody("--diary", str(tmp_path / ("x" * 300)), *init_flags(profile)).code in (66, 73, 74)


@pytest.mark.parametrize(
    "content", [b"", b"dear diary", b"\x00" * 5000, b"SQLite format 3\x00" + b"\x01" * 4000]
)
def test_a_foreign_file_is_left_as_it_is(nobody: Shell, profile: Path, content: bytes) -> None:
    nobody.diary.write_bytes(content)
    for argv in (["today"], ["log", "bridge", "3x12"], ["undo"], init_flags(profile), []):
        nobody.refused(*argv, code=65)


def test_a_foreign_database_is_left_as_it_is(nobody: Shell) -> None:
    with sqlite3.connect(nobody.diary) as other:
        other.execute("CREATE TABLE note (text TEXT)")
    other.close()
    assert "not a rehab diary" in nobody.refused("today", code=65).err


def test_a_damaged_diary_is_told(sam: Shell) -> None:
    whole = sam.diary.read_bytes()
    sam.diary.write_bytes(whole[: len(whole) // 2])
    for argv in (["today"], ["log", "bridge", "3x12"], ["export", "--format", "jsonl"]):
        assert sam(*argv).code == 65


@pytest.fixture
def protected(enrolled: bytes) -> Iterator[Path]:
    """A diary that may not be written, in a folder that may not be."""
    folder = Path(tempfile.mkdtemp(prefix="rehab-protected-"))
    path = folder / "diary.db"
    path.write_bytes(enrolled)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def in_child(argv: list[str], diary: Path) -> tuple[int, str, str]:
    """Run a command in a forked child that gave up the right to write everywhere."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        code = forked(argv, diary, out.fileno(), err.fileno())
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
    return code, texts[0], texts[1]


def forked(argv: list[str], diary: Path, out: int, err: int) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        from rehab.cli.main import main

        code = 99
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            os.environ |= {"REHAB_DIARY": str(diary), "REHAB_TODAY": TODAY}
            with open(out, "w", closefd=False) as sys.stdout, open(err, "w", closefd=False) as sys.stderr:
                code = main(argv)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def test_a_write_protected_diary_can_be_read(protected: Path) -> None:
    path = protected
    before = path.read_bytes()
    for argv in READERS:
        code, out, err = in_child(argv, path)
        assert (code, "Sam Sample" in out or len(out) > 50) == (0, True), (argv, out, err)
        if argv == ["plan"]:
            assert "was not kept in the journal, because the diary cannot be written now" in err
    for argv in WRITERS:
        code, out, err = in_child(argv, path)
        assert (code, out) == (73, ""), (argv, err)
        assert "write-protected" in err
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ["diary.db"]


@pytest.mark.heavy
def test_a_diary_without_room_keeps_what_it_has(sam: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite refuses to grow the file, as it does on a full disk."""
    from rehab.store import engine

    connect = engine.connect
    pages = len(sam.diary.read_bytes()) // 4096

    def small(path: Path, mode: str = "rw") -> sqlite3.Connection:
        opened = connect(path, mode)
        opened.execute(f"PRAGMA max_page_count={pages}")
        return opened

    text = sam.export()
    monkeypatch.setattr(engine, "connect", small)
    codes = {sam("log", "bridge", "3x12", f"--note={'x' * 2000}").code for _ in range(4)}
    assert codes <= {0, 74}
    assert 74 in codes
    assert "the disk is full" in sam("log", "bridge", "3x12", f"--note={'x' * 2000}").err
    kept = sam.export()
    assert [sam(*argv).code for argv in READERS] == [0] * len(READERS)
    monkeypatch.setattr(engine, "connect", connect)
    assert sam.export() == kept
    assert kept.startswith(text)
    sam.ok("log", "bridge", "3x12")


@pytest.mark.heavy
@pytest.mark.parametrize("argv", [["log", "bridge", "3x12", "--note", "x" * 2000], ["import", "big.csv"]])
def test_a_disk_that_fills_up_leaves_nothing_half_stored(sam: Shell, tmp_path: Path, argv: list[str]) -> None:
    (tmp_path / "big.csv").write_text(
        "day,kind,exercise,dose,note\n" + f"2026-03-02,bout,swim,20min,{'x' * 500}\n" * 200
    )
    before = sam.export()

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))

    told = spawned(*argv, diary=sam.diary, preexec_fn=limit, cwd=tmp_path)
    assert (told.returncode, told.stdout) == (74, ""), told
    assert told.stderr.startswith("rehab: Not saved: the disk")
    assert "still stored" in told.stderr
    assert sam.export() == before
    assert not sam.diary.with_name("diary.db-journal").exists()
    sam.ok("log", "bridge", "3x12")


@pytest.mark.heavy
def test_init_on_a_full_disk_leaves_no_file(nobody: Shell, profile: Path, tmp_path: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    told = spawned(*init_flags(profile), diary=tmp_path / "new" / "diary.db", preexec_fn=limit)
    assert told.returncode == 74, told
    assert not (tmp_path / "new").exists()
    assert spawned("export", "-o", str(tmp_path / "x"), diary=nobody.diary).returncode == 66


def test_a_busy_diary_is_told(sam: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from rehab.store import engine

    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(sam.diary, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = sam.refused("log", "bridge", "3x12", code=75).err
    assert "another window" in said
    assert "locked" not in said
    assert [sam(*argv).code for argv in READERS] == [0] * len(READERS)
    other.rollback()
    other.close()
    sam.ok("log", "bridge", "3x12")


def test_an_entry_that_changed_meanwhile_is_told(sam: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from rehab.actions import amendments

    bout = sam.logged("log", "bridge", "3x12")
    done: list[bool] = []
    stale = amendments._latest

    def seen_before(*args: object) -> object:
        found = stale(*args)  # type: ignore[arg-type]
        if not done:
            done.append(True)
            sam.ok("amend", bout, "dose=3x9", "--reason", "first")
        return found

    monkeypatch.setattr(amendments, "_latest", seen_before)
    told = sam("amend", bout, "dose=3x7", "--reason", "second")
    assert told.code == 75
    assert "changed meanwhile" in told.err
    assert "3×9" in sam.ok("history", bout).lines[-1]
