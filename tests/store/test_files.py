"""Making and opening files: whole or not at all, private, and nothing foreign is touched."""

import hashlib
import sqlite3
import stat
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from rehab.store.database import Database, check, create_database, open_database
from rehab.store.diary_rows import load, patients
from rehab.store.engine import APPLICATION_ID
from rehab.store.entries import add
from rehab.store.troubles import AlreadyThere, Damaged, Empty, Missing, Newer, NotOurs, Trouble
from tests.store.samples import P, bout, change, stamp
from tests.store.workers import create_small, modes_while_writing, together


def everything(folder: Path) -> dict[str, tuple[str, int]]:
    """The hash and time of change of every file below a folder."""
    return {
        str(one): (hashlib.sha256(one.read_bytes()).hexdigest(), one.stat().st_mtime_ns)
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def sql_file(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def refused(path: Path) -> Trouble:
    before = everything(path.parent)
    with pytest.raises(Trouble) as told:
        open_database(path)
    assert everything(path.parent) == before
    return told.value


def test_missing_file_is_never_made(tmp_path: Path) -> None:
    for path in (tmp_path / "none.db", tmp_path / "no" / "folder" / "none.db", tmp_path):
        told = refused(path)
        assert isinstance(told, Missing)
        assert told.exit_code == 66
    assert list(tmp_path.iterdir()) == []


def test_empty_and_foreign_files_are_refused_unchanged(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    short, words = tmp_path / "short.db", tmp_path / "words.db"
    short.write_bytes(b"abc")
    words.write_bytes(b"dear diary " * 1000)
    foreign = sql_file(tmp_path / "foreign.db", "CREATE TABLE t (x)")
    wal = sql_file(tmp_path / "wal.db", "PRAGMA journal_mode=WAL", "CREATE TABLE t (x)")
    bare = sql_file(tmp_path / "bare.db", f"PRAGMA application_id={APPLICATION_ID}", "CREATE TABLE t (x)")
    kinds = {path.name: type(refused(path)) for path in (empty, short, words, foreign, wal, bare)}
    assert kinds == {
        "empty.db": Empty,
        "short.db": NotOurs,
        "words.db": NotOurs,
        "foreign.db": NotOurs,
        "wal.db": NotOurs,
        "bare.db": Damaged,
    }


def test_newer_schema_is_refused_unchanged(database: Database, path: Path) -> None:
    database.close()
    sql_file(path, "UPDATE alembic_version SET version_num = '0999'")
    told = refused(path)
    assert isinstance(told, Newer)
    assert "0999" in str(told)


def test_damaged_pages_are_a_trouble_and_no_traceback(database: Database, path: Path) -> None:
    database.close()
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        start = max(page * 4096, 100)
        path.write_bytes(whole[:start] + b"\xff" * (page * 4096 + 4096 - start) + whole[page * 4096 + 4096 :])
        with pytest.raises(Damaged):
            check(open_database(path))


@pytest.mark.parametrize("torn", [False, True])
def test_journal_of_a_killed_process_is_rolled_back(
    database: Database, path: Path, tmp_path: Path, torn: bool
) -> None:
    with database.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA cache_size=1")
        connection.exec_driver_sql("PRAGMA cache_spill=1")
        add(session, P, [bout(f"b{n}", note="x" * 2000) for n in range(300)], change("b"), stamp())
        hot = tmp_path / "hot.db"
        pages = path.read_bytes()
        # A kill may also leave a header that counts pages which were not written any more.
        grown = struct.pack(">I", struct.unpack(">I", pages[28:32])[0] + 1000) if torn else pages[28:32]
        hot.write_bytes(pages[:28] + grown + pages[32:])
        Path(f"{hot}-journal").write_bytes(Path(f"{path}-journal").read_bytes())
    assert hot.stat().st_size > 500_000
    opened = open_database(hot)
    with opened.read() as session:
        assert load(session, P).bouts == ()
    opened.close()


def test_existing_file_is_never_replaced(database: Database, path: Path) -> None:
    before = everything(path.parent)
    with pytest.raises(AlreadyThere) as told:
        create_database(path)
    assert told.value.exit_code == 73
    dangling = path.parent / "link.db"
    dangling.symlink_to(path.parent / "nowhere.db")
    with pytest.raises(AlreadyThere):
        create_database(dangling)
    dangling.unlink()
    assert everything(path.parent) == before


@pytest.mark.parametrize("most_bytes", [0, 1, 4096, 20_000, 60_000])
def test_first_start_on_full_disk_leaves_nothing(tmp_path: Path, most_bytes: int) -> None:
    path = tmp_path / "new" / "folder" / "diary.db"
    ((said, code),) = together(1, create_small, path, most_bytes)
    assert (said in ("DiskFull", "DiskFault"), code) == (True, 74)
    assert list(tmp_path.iterdir()) == []


def test_failed_creation_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rehab.store.files._publish", fail)
    with pytest.raises(Trouble) as told:
        create_database(tmp_path / "new" / "diary.db")
    assert told.value.exit_code == 74
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_files_are_0600_and_folders_0700(tmp_path: Path, umask: int) -> None:
    (seen,) = together(1, modes_while_writing, tmp_path / "new" / "diary.db", umask)
    folders = {"new", "backups"}
    assert {"diary.db", "diary.db-journal", "backup", *folders} == set(seen)
    assert all(mode == (0o700 if name in folders else 0o600) for name, mode in seen.items())


def test_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    create_database(tmp_path / "diary.db").close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_folder_that_vanishes_midway_is_a_trouble(database: Database, path: Path) -> None:
    path.rename(path.parent / "moved.db")
    with pytest.raises(Missing), database.write() as session:
        add(session, P, [bout()], change("a"), stamp())
    assert not path.exists()


def test_opening_imports_no_alembic(database: Database, path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from rehab.store.database import open_database; "
        "open_database(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_names_with_signs_of_a_uri_open(tmp_path: Path) -> None:
    path = tmp_path / "a b?mode=ro#%41.db"
    made = create_database(path)
    with made.read() as session:
        assert patients(session) == ()
    made.close()
    assert path.exists()
