"""What only whole processes show: eight writers at once, masks, pipes and terminals."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rehab.store.database import check, open_database
from tests.cli.shell import CONTROL, ROOT, STOPPED_WELL, TODAY, Shell, init_flags, spawned
from tests.tiers import heavy

WRITER = """
import sys
from rehab.cli.main import main
for n in range(int(sys.argv[2])):
    assert main(["log", f"swim {sys.argv[1]}", f"{n + 1}s", "--outside", "--json"]) == 0
    print(chr(30))
"""


def one_start_each(diary: Path, writer: int, each: int) -> list[str]:
    """What one process says that runs the command ``each`` times."""
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "REHAB_TODAY": TODAY,
        "REHAB_DIARY": str(diary),
    }
    argv = [sys.executable, "-c", WRITER, str(writer), str(each)]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "locked" not in done.stderr.lower()
    return done.stdout.split(chr(30))[:-1]


def a_start_for_each(diary: Path, writer: int, each: int) -> list[str]:
    """What ``each`` processes say, one after the other."""
    found = []
    for n in range(each):
        done = spawned("log", f"swim {writer}", f"{n + 1}s", "--outside", "--json", diary=diary)
        assert done.returncode == 0, done.stderr
        assert "locked" not in done.stderr.lower()
        found.append(done.stdout)
    return found


def all_at_once(diary: Path, run: Callable[[Path, int, int], list[str]], processes: int, each: int) -> None:
    with ThreadPoolExecutor(processes) as pool:
        told = [out for found in pool.map(lambda w: run(diary, w, each), range(processes)) for out in found]
    assert not [out for out in told if "locked" in out.lower()]
    acknowledged = {json.loads(out)["entries"][0]["id"] for out in told}
    assert len(acknowledged) == processes * each
    database = open_database(diary)
    check(database)
    database.close()
    history = json.loads(spawned("history", "--json", diary=diary).stdout)
    stored = [r for r in history["revisions"] if r["kind"] == "bout"]
    assert {r["entry"] for r in stored} == acknowledged
    assert {(r["data"]["exercise"], r["data"]["dose"]) for r in stored} == {
        (f"swim {w}", f"{n + 1}s") for w in range(processes) for n in range(each)
    }


@pytest.mark.parametrize(("processes", "each"), [(3, 2), heavy((8, 6))])
def test_processes_logging_at_once_lose_nothing(sam: Shell, processes: int, each: int) -> None:
    all_at_once(sam.diary, one_start_each, processes, each)


@pytest.mark.heavy
@pytest.mark.parametrize("turn", range(2))
def test_eight_processes_logging_much_at_once_lose_nothing(sam: Shell, turn: int) -> None:
    all_at_once(sam.diary, a_start_for_each, 8, 6)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_files_are_private_whatever_the_mask(nobody: Shell, profile: Path, tmp_path: Path, mask: int) -> None:
    folder = tmp_path / "a" / "b"
    path = folder / "diary.db"
    before = os.umask(mask)
    try:
        nobody.ok("--diary", str(path), *init_flags(profile))
        nobody.ok("--diary", str(path), "done")
        nobody.ok("--diary", str(path), "plan", "-o", str(folder / "plan.txt"))
        nobody.ok("demo", "--to", str(folder / "demo.db"), "--weeks", "1")
    finally:
        os.umask(before)
    for made in (folder, folder.parent):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    files = list(folder.iterdir())
    assert {one.name for one in files} == {"diary.db", "plan.txt", "demo.db"}
    for one in files:
        assert stat.S_IMODE(one.stat().st_mode) == 0o600


def test_the_diary_lies_in_the_data_folder(
    nobody: Shell, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = nobody.diary.parent / "data"
    monkeypatch.delenv("REHAB_DIARY")
    told = nobody.ok(*init_flags(profile))
    path = data / "rehab" / "diary.db"
    assert path.is_file()
    assert str(path) in told.out
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "Sam Sample" in nobody.ok("today").out


def test_a_process_speaks_plainly_in_any_locale(sam: Shell) -> None:
    told = spawned(
        "plan", diary=sam.diary, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    )
    assert told.returncode == 0
    assert "HOLD" in told.stdout


def test_a_reader_of_a_pipe_may_go_away(sam: Shell) -> None:
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "REHAB_TODAY": TODAY,
        "REHAB_DIARY": str(sam.diary),
    }
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "rehab", "why"],
        env=env,
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


def test_demo_without_a_terminal_ends_with_0(nobody: Shell) -> None:
    told = spawned("demo", diary=nobody.diary)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("Demo Patient, born 1988")
    assert not nobody.diary.exists()


@pytest.mark.heavy
def test_nothing_in_a_terminal_comes_from_a_note(sam: Shell) -> None:
    import pty

    sam.scan = False
    sam.ok("log", "bridge", "3x12", "--note=\x1b]52;c;eA==\x07\x9b31m\u202e")
    for verb in ("history",):
        above, below = pty.openpty()
        told = spawned(verb, diary=sam.diary, stdin=below, capture_output=False, stdout=below, stderr=below)
        os.close(below)
        found = b""
        while True:
            try:
                chunk = os.read(above, 65536)
            except OSError:
                break
            if not chunk:
                break
            found += chunk
        os.close(above)
        assert told.returncode in STOPPED_WELL
        assert not CONTROL.search(found.decode().replace("\r\n", "\n"))
