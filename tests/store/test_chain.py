"""The hash chain sees every column of every record."""

import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rehab.domain.diary import Morning
from rehab.store.chain import canonical, verify
from rehab.store.database import Database, check, open_database
from rehab.store.ddl import VERSION_TABLE
from rehab.store.diary_rows import head
from rehab.store.entries import add, amend, void
from rehab.store.history import undo
from rehab.store.journal import show
from rehab.store.tables import CATALOGUE
from rehab.store.troubles import Damaged
from tests.store.samples import MONDAY, NOON, P, bout, change, one_of_each, sql_type, stamp
from tests.store.test_files import sql_file

COLUMNS = [(table.name, column.name) for table in CATALOGUE.sorted_tables for column in table.c]


@pytest.fixture(scope="module")
def full_diary(new_diary: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A diary with rows in every table and some value in every column, and nothing that guards them."""
    path = tmp_path_factory.mktemp("full") / "diary.db"
    path.write_bytes(new_diary)
    database = open_database(path)
    with database.write() as session:
        add(session, P, [*one_of_each(), bout("bare", sets=(), note="")], change("a"), stamp())
        full = bout(pain_before=1, pain_during=2, pain_after=3, effort=4, minutes=5)
        amend(session, P, "bout-1", 1, full, change("b"), stamp(), "why")
        morning = Morning("morning-1", MONDAY, 1, 2, 3, 4, "", True, False)
        amend(session, P, "morning-1", 1, morning, change("m"), stamp(), "")
        void(session, P, "rest-1", 1, change("c"), stamp(), "why")
        undo(session, P, change("d"), stamp())
        given = {
            "at": NOON,
            "day": MONDAY,
            "chain_head": head(session, P),
            "programme_hash": "p",
            "rule_version": "1",
        }
        for week in (None, MONDAY):
            show(session, P, "plan", {"n": 1}, week_start=week, **given)  # type: ignore[arg-type]
    tamper(database, path)
    assert not detected(database)
    database.close()
    return path.read_bytes()


@pytest.fixture
def full(database: Database, path: Path, full_diary: bytes) -> Database:
    database.close()
    path.write_bytes(full_diary)
    return database


def tamper(database: Database, path: Path, *statements: str) -> None:
    """Change the file as someone would who can write to it, past triggers and references."""
    with database.read() as session:
        triggers = session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'")
        drops = [f"DROP TRIGGER {row[0]}" for row in triggers]
    database.close()
    unguarded = ("PRAGMA foreign_keys=OFF", "PRAGMA ignore_check_constraints=ON", "BEGIN")
    sql_file(path, *unguarded, *drops, *statements)


def detected(database: Database) -> bool:
    try:
        with database.read() as session:
            verify(session.connection(), P)
        check(database)
    except Damaged:
        return True
    return False


@pytest.mark.parametrize("table", sorted(CATALOGUE.tables))
def test_hash_covers_every_column(full: Database, path: Path, full_diary: bytes, table: str) -> None:
    undetected = []
    for column in [column.name for column in CATALOGUE.tables[table].c]:
        other = {
            "VARCHAR": f"{column} || 'x'",
            "INTEGER": f"{column} + 1",
            "DATE": f"date({column}, '+1 day')",
            "DATETIME": f"datetime({column}, '+1 second') || '.000000'",
        }[sql_type(table, column)]
        newest = f'SELECT max(rowid) FROM "{table}" WHERE {column} IS NOT NULL'
        tamper(full, path, f'UPDATE "{table}" SET {column} = {other} WHERE rowid = ({newest})')
        if not detected(full):
            undetected.append(column)
        full.close()
        path.write_bytes(full_diary)
    assert undetected == [], "outside of the hash"


@pytest.mark.parametrize("table", sorted(set(CATALOGUE.tables) - {"patient"}))
def test_removed_and_emptied_rows_are_detected(full: Database, path: Path, table: str) -> None:
    first = f'SELECT min(rowid) FROM "{table}"'
    tamper(full, path, f'DELETE FROM "{table}" WHERE rowid = ({first})')
    assert detected(full)


def test_values_set_to_null_or_added_are_detected(full: Database, path: Path) -> None:
    tamper(full, path, "UPDATE bout SET effort = NULL WHERE effort IS NOT NULL")
    assert detected(full)


def test_added_detail_and_change_are_detected(full: Database, path: Path) -> None:
    tamper(full, path, f"INSERT INTO bout_set VALUES ('{P}', (SELECT max(seq) FROM revision), 9, 1, NULL)")
    assert detected(full)


def test_undecodable_values_are_damage_and_no_traceback(full: Database, path: Path) -> None:
    for value in ("'2026-13-45'", "'words'", "x'ff'", "7"):
        tamper(full, path, f"UPDATE revision SET day = {value} WHERE seq = 3")
        assert detected(full), value


def flips(database: Database, path: Path, count: int) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    texts = [
        (table, column) for table, column in COLUMNS if sql_type(table, column) in ("VARCHAR", "INTEGER")
    ]
    tamper(database, path)
    whole = path.read_bytes()
    for _ in range(count):
        table, column = chance.choice(texts)
        bit = 1 << chance.randrange(5)
        new = (
            f"({column} | {bit}) - ({column} & {bit})"
            if sql_type(table, column) == "INTEGER"
            else f"char(unicode({column}) + {bit}) || substr({column}, 2)"
        )
        given = f"{column} IS NOT NULL AND {column} != ''"
        row = f'SELECT rowid FROM "{table}" WHERE {given} ORDER BY random() LIMIT 1'
        update = f'UPDATE OR IGNORE "{table}" SET {column} = {new} WHERE rowid = ({row})'
        sql_file(path, "PRAGMA ignore_check_constraints=ON", update)
        if path.read_bytes() == whole:
            continue  # the flip made a key that is there already
        assert detected(database), f"{table}.{column}"
        database.close()
        path.write_bytes(whole)


@pytest.mark.parametrize("count", [40, pytest.param(3000, marks=pytest.mark.heavy)])
def test_random_flips_are_detected(full: Database, path: Path, count: int) -> None:
    flips(full, path, count)


def test_canonical_json_is_one_text() -> None:
    east = timezone(timedelta(hours=2))
    said = {"b": [1, None, True, "é"], "a": MONDAY, "c": datetime(2026, 3, 2, 14, 0, tzinfo=east)}
    expected = '{"a":"2026-03-02","b":[1,null,true,"\\u00e9"],"c":"2026-03-02T12:00:00.000000+00:00"}'
    assert canonical(said) == expected
    assert canonical(NOON) == canonical(NOON.astimezone(UTC))
    refused: list[tuple[object, type[Exception]]] = [(float("nan"), ValueError), ({1, 2}, TypeError)]
    for value, error in refused:
        with pytest.raises(error):
            canonical(value)


def test_version_table_is_the_only_one_outside(full: Database) -> None:
    with full.read() as session:
        found = session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
        assert {row[0] for row in found} == {*CATALOGUE.tables, VERSION_TABLE}
