"""Steps from one schema to the next: whole or not at all, after a verified backup."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table, func, select
from sqlmodel import Session

from rehab.domain.diary import (
    Bout,
    Clearance,
    ClinicianNote,
    CriterionAnswer,
    Event,
    MeasureTaken,
    Morning,
    Override,
    Person,
    PhaseStart,
    Raised,
    ReviewDate,
    Screen,
)
from rehab.domain.record import Payload
from rehab.domain.words import EventKind
from rehab.store import migrate, writing
from rehab.store.backup import backup
from rehab.store.chain import verify
from rehab.store.database import Database, check, create_database, open_database
from rehab.store.diary_rows import load
from rehab.store.engine import file_engine
from rehab.store.entries import add, amend, void
from rehab.store.history import revisions, undo
from rehab.store.schema import CURRENT, MIGRATIONS, Schema
from rehab.store.share_file import read_share, share_lines
from rehab.store.sharing import take_in
from rehab.store.tables import CATALOGUE
from rehab.store.troubles import Trouble
from tests.store.samples import MONDAY, NOON, P, assignment, bout, change, one_of_each, person, stamp
from tests.store.workers import open_with, together

STEP = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    with open({ran!r}, "a") as file:
        file.write("ran\\n")
    with op.batch_alter_table("revision", recreate="always") as batch:
        batch.add_column(sa.Column("device", sa.String(), nullable=True))
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    {last}
"""


@pytest.fixture
def next_schema(tmp_path: Path) -> Schema:
    return schema_with(tmp_path, "pass")


def schema_with(tmp_path: Path, last: str) -> Schema:
    folder = tmp_path / "steps 100%"
    folder.mkdir()
    (folder / "next.py").write_text(STEP.format(head=CURRENT.head, ran=str(tmp_path / "ran"), last=last))
    return Schema((*CURRENT.versions, "next"), (*CURRENT.folders, folder))


def ddl(path: Path) -> dict[str, list[str]]:
    """Every statement that made the file, its clauses sorted, because their order means nothing."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    connection.close()
    clauses = {
        name: sorted(re.sub(r"\s+", " ", one.replace('"', "")).strip(" ,()") for one in sql.split("\n"))
        for name, sql in rows
    }
    return {**clauses, "application_id": [str(mark)]}


def test_migrated_ddl_equals_created_ddl(tmp_path: Path) -> None:
    create_database(tmp_path / "created.db").close()
    empty = tmp_path / "migrated.db"
    empty.touch()
    migrate.upgrade(empty, CURRENT)
    assert ddl(empty) == ddl(tmp_path / "created.db")
    opened = open_database(empty)
    with opened.read() as session:
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, CATALOGUE) == []
    opened.close()


def test_known_versions_are_those_of_the_scripts() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS), version_locations=[str(one) for one in CURRENT.folders])
    assert tuple(one.revision for one in reversed(list(scripts.walk_revisions()))) == CURRENT.versions
    assert scripts.get_heads() == [CURRENT.head]


def test_migrating_a_parent_keeps_children(database: Database, path: Path, next_schema: Schema) -> None:
    with database.write() as session:
        add(session, P, [*one_of_each(), *(bout(f"b{n}") for n in range(50))], change("a"), stamp())
        before = (load(session, P), revisions(session, P))
    database.close()
    opened = open_database(path, next_schema)
    with opened.write() as session:
        assert (load(session, P), revisions(session, P)) == before
        names = session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'")
        triggers = {row[0] for row in names}
        add(session, P, [bout("after")], change("b"), stamp())
    check(opened)
    opened.close()
    assert {"revision_no_update", "revision_no_delete", "extra_no_delete"} <= triggers
    assert len(triggers) == 2 * (len(CATALOGUE.tables) + 1)
    (kept,) = (path.parent / "backups").iterdir()
    assert kept.name.endswith(f"-{CURRENT.head}.db")
    copy = open_database(kept)
    with copy.read() as session:
        assert (load(session, P), revisions(session, P)) == before
    copy.close()
    with pytest.raises(Trouble, match="newer"):
        open_database(path)


@pytest.mark.parametrize(
    "last",
    [
        'raise RuntimeError("canary")',
        'op.execute("INSERT INTO nowhere VALUES (1)")',
        'op.execute("DROP TRIGGER bout_no_delete"); op.execute("DELETE FROM bout")',
        'op.execute("DELETE FROM bout")',
    ],
)
def test_failing_migration_changes_nothing(database: Database, path: Path, tmp_path: Path, last: str) -> None:
    with database.write() as session:
        add(session, P, one_of_each(), change("a"), stamp())
    database.close()
    before = path.read_bytes()
    with pytest.raises(Trouble) as told:
        open_database(path, schema_with(tmp_path, last))
    assert "canary" not in str(told.value)
    assert path.read_bytes() == before
    (kept,) = (path.parent / "backups").iterdir()
    for one in (path, kept):
        opened = open_database(one)
        check(opened)
        opened.close()


def test_damaged_file_is_not_migrated(database: Database, path: Path, next_schema: Schema) -> None:
    database.close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER person_no_update")
    connection.execute("UPDATE person SET name = 'Other'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Trouble, match="damaged"):
        open_database(path, next_schema)
    assert path.read_bytes() == before
    assert not (path.parent / "backups").exists()


def test_two_processes_migrate_at_once_run_once(
    database: Database, path: Path, tmp_path: Path, next_schema: Schema
) -> None:
    database.close()
    assert together(2, open_with, path, 2, next_schema) == ["next", "next"]
    assert (tmp_path / "ran").read_text() == "ran\n"


def test_file_of_an_older_schema_can_be_checked_and_backed_up(database: Database, path: Path) -> None:
    """The chain leaves out columns that a file does not have yet."""
    with database.write() as session:
        add(session, P, one_of_each(), change("a"), stamp())
    database.close()
    column = CATALOGUE.tables["rest"].c.why
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE shown")
    connection.commit()
    connection.close()
    assert column.nullable
    older = Database(path, file_engine(path))
    check(older)
    older.close()
    assert backup(path, path.parent / "backups", NOON).exists()


FIRST, SECOND, THIRD = (Schema(CURRENT.versions[:count], CURRENT.folders) for count in (1, 2, 3))
FLAGS = (Screen, Raised, Clearance, Event)
SAID = (ClinicianNote, ReviewDate)
JUDGED = (MeasureTaken, CriterionAnswer, Override, *SAID)


def as_an_earlier_version_wrote_it(path: Path, new: Path, schema: Schema) -> None:
    """A diary of an earlier schema with the rows of ``new`` that it could hold already."""
    path.touch()
    migrate.upgrade(path, schema)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("ATTACH ? AS new", (str(new),))
    found = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type='table'")}
    for table in CATALOGUE.sorted_tables:
        if table.name in found:
            _copy(connection, table.name)
    connection.close()


def without_judgement(payload: Payload) -> Payload:
    """What an entry said before there were stages, painkillers and confirmed minutes."""
    if isinstance(payload, Bout):
        return replace(payload, stage=None)
    if isinstance(payload, PhaseStart):
        return replace(payload, minutes_confirmed=False)
    return replace(payload, painkiller=None) if isinstance(payload, Morning) else payload


def _copy(connection: sqlite3.Connection, table: str) -> None:
    names = ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA main.table_info("{table}")'))
    connection.execute(f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM new."{table}"')


@contextmanager
def opened_later(
    tmp_path: Path, schema: Schema, write: Callable[[Session], object], *patients: str
) -> Iterator[Database]:
    """A file that a version of ``schema`` wrote, opened by this one: all is there, and a backup is kept.

    ``write`` records what the earlier version could hold, of P or of ``patients``.
    """
    created = create_database(tmp_path / "new.db")
    with created.write() as session:
        write(session)
    before = known(created, patients or (P,))
    created.close()
    path = tmp_path / "old.db"
    as_an_earlier_version_wrote_it(path, tmp_path / "new.db", schema)
    opened = open_database(path)
    check(opened)
    assert known(opened, patients or (P,)) == before
    yield opened
    check(opened)
    opened.close()
    (kept,) = (tmp_path / "backups").iterdir()
    assert kept.name.endswith(f"-{schema.head}.db")


def known(database: Database, patients: Sequence[str]) -> list[tuple[object, object]]:
    """What stands in each patient's diary, and its history with every hash."""
    with database.read() as session:
        return [(load(session, one), revisions(session, one)) for one in patients]


def test_a_diary_of_the_first_version_keeps_everything_and_takes_red_flags(tmp_path: Path) -> None:
    old = [without_judgement(one) for one in one_of_each() if not isinstance(one, (*FLAGS, *JUDGED))]
    old = [replace(one, limp=None) if isinstance(one, Morning) else one for one in old]
    old += [replace(person(), emergency_department="", same_day_service=""), assignment()]
    write = partial(add, patient_id=P, payloads=old, change=change("a"), stamp=stamp())
    with opened_later(tmp_path, FIRST, write) as opened, opened.write() as session:
        flags = [one for one in one_of_each() if isinstance(one, FLAGS)]
        assert add(session, P, flags, change("b"), stamp()) == len(flags) > 0


def test_a_diary_of_the_second_version_keeps_every_hash_and_takes_measures(tmp_path: Path) -> None:
    old = [without_judgement(one) for one in one_of_each() if not isinstance(one, JUDGED)]

    def write(session: Session) -> None:
        add(session, P, [person(), assignment(), *old], change("a"), stamp())
        amend(session, P, "bout-1", 1, replace(old[0], effort=6), change("b"), stamp(), "why")

    with opened_later(tmp_path, SECOND, write) as opened, opened.write() as session:
        new = [one for one in one_of_each() if isinstance(one, JUDGED)]
        assert add(session, P, new, change("c"), stamp()) == len(new) == 6
        staged = replace(old[0], stage=3)
        amend(session, P, "bout-1", 2, staged, change("d"), stamp(), "the stage was missing")
        assert load(session, P).bouts == (staged,)


def test_a_diary_of_the_third_version_keeps_every_hash_and_counts_each_patient_on(tmp_path: Path) -> None:
    other = replace(person(), id="other", name="Bo Example")
    old = [one for one in one_of_each() if not isinstance(one, SAID) and one.entry != "override-2"]
    given = [person(), assignment(), *old]
    write = partial(add, patient_id=P, payloads=given, change=change("a"), stamp=stamp())
    with opened_later(tmp_path, THIRD, write) as opened, opened.write() as session:
        new = [one for one in one_of_each() if isinstance(one, (Override, *SAID))]
        assert add(session, P, new, change("c"), stamp()) == 3
        assert [one.seq for one in revisions(session, P)] == list(range(1, len(old) + 6))
        add(session, "other", [other, replace(assignment(), entry="a2")], change("d"), stamp())
        assert [one.seq for one in revisions(session, "other")] == [1, 2]


def test_a_diary_of_the_third_version_keeps_its_treatments_and_takes_questions(tmp_path: Path) -> None:
    (old,) = (one for one in one_of_each() if isinstance(one, Event))
    given = [person(), assignment(), old]
    write = partial(add, patient_id=P, payloads=given, change=change("a"), stamp=stamp())
    with opened_later(tmp_path, THIRD, write) as opened, opened.write() as session:
        asked = Event("question-1", old.day, EventKind.QUESTION, note="May I swim?")
        assert add(session, P, [asked], change("b"), stamp()) == 1
        assert load(session, P).events == (old, asked)


def counted_over_all(connection: Connection, table: Table, _: str | None = None) -> int:
    """The next revision's number as versions up to the third gave it: one count for all patients."""
    return int(connection.execute(select(func.max(table.c.seq))).scalar() or 0) + 1


def own_entries(patient: str) -> list[Payload]:
    """One entry of every kind that the third version had, under ids of the patient's own."""
    first = (replace(person(), id=patient, name=f"Name of {patient}"), assignment())
    old = [one for one in one_of_each() if not isinstance(one, SAID) and one.entry != "override-2"]
    return [
        one if isinstance(one, Person) else replace(one, entry=f"{patient}-{one.entry}")
        for one in (*first, *old)
    ]


def test_a_caseload_of_the_third_version_keeps_every_patients_hashes_and_counts_each_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries, amendments, a withdrawal and an undo of three patients by turns; one has next to nothing."""
    everyone = ("ann", "bo", "cy")

    def write(session: Session) -> None:
        for one in everyone:
            entries = own_entries(one)
            add(session, one, entries if one != "cy" else entries[:2], change(f"{one}-a"), stamp())
        for number in (1, 2):
            for one in ("ann", "bo"):
                said = bout(f"{one}-bout-1", effort=number)
                amend(session, one, said.entry, number, said, change(f"{one}-{number}"), stamp(number), "why")
        void(session, "ann", "ann-rest-1", 1, change("ann-void"), stamp(3), "why")
        undo(session, "bo", change("bo-undo"), stamp(4))

    monkeypatch.setattr(writing, "next_seq", counted_over_all)
    with opened_later(tmp_path, THIRD, write, *everyone) as opened:
        monkeypatch.undo()
        clinic = create_database(tmp_path / "clinic.db")
        with opened.write() as session, clinic.write() as taking:
            seqs = {one: [entry.seq for entry in revisions(session, one)] for one in everyone}
            assert seqs["ann"][-1] > seqs["bo"][0] > seqs["ann"][0], "by turns"
            assert len({*chain(*seqs.values())}) == sum(map(len, seqs.values())), "one count for all"
            for one in everyone:
                note = replace(one_of_each()[-2], entry=f"{one}-note")
                assert add(session, one, [note], change(f"{one}-later"), stamp(5)) == 1
                assert [entry.seq for entry in revisions(session, one)] == [*seqs[one], seqs[one][-1] + 1]
                assert load(session, one).notes == (note,)
                verify(session.connection(), one)
                share = read_share(list(share_lines(session, one)))
                assert take_in(taking, share, at=NOON, day=MONDAY) == len(seqs[one]) + 1
        check(clinic)
        clinic.close()
