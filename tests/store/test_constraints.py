"""The bounds of every value: at the door, and again in the database."""

import math
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import insert, inspect
from sqlalchemy.exc import StatementError

from rehab.domain.diary import Profile
from rehab.domain.doses import SetDone
from rehab.domain.record import Payload
from rehab.domain.words import MeasureKind
from rehab.store.bounds import CHOICE, DAYS, LENGTH, WHOLE
from rehab.store.database import Database
from rehab.store.door import check_payload, cleaned
from rehab.store.entries import add
from rehab.store.history import revisions
from rehab.store.rows import Row
from rehab.store.tables import CATALOGUE, DETAILS, REVISION
from rehab.store.troubles import Refused, Trouble
from tests.store.samples import (
    MONDAY,
    NOON,
    P,
    assignment,
    bout,
    change,
    one_of_each,
    person,
    sql_type,
    stamp,
)

AWKWARD = (-1, 11, 3.5, "seven", None, 10**30, math.inf, 0, 10)
FLAGS = ("limp", "painkiller")
NUMBERS = [(table, name) for table in ("bout", "morning") for name in WHOLE[table] if name not in FLAGS]
HEADER = {
    "seq": 999,
    "uid": "u",
    "patient_id": P,
    "entry_id": "e",
    "revision": 1,
    "state": "active",
    "kind": "bout",
    "day": MONDAY,
    "recorded_at": NOON,
    "tz": "",
    "actor": "",
    "reason": "",
    "change_id": "change-setup",
    "prev_hash": "",
    "hash": "a" * 64,
}
OWNER = {"patient_id": P, "seq": 999}
ROWS: dict[str, Row] = {
    "bout": {**OWNER, "exercise": "x", "side": "left", "unit": "reps", "note": "", "origin": ""},
    "bout_set": {**OWNER, "position": 1, "amount": 0},
    "morning": {**OWNER, "note": ""},
    "rest": {**OWNER, "note": ""},
    "profile": {**OWNER, "facts": "{}"},
    "diagnosis": {**OWNER, "text": "x", "made_by": "", "made_on": MONDAY},
    "assignment": {**OWNER, "weekdays": "mon", "programme_text": "x", "programme_hash": "h"},
    "phase_start": {**OWNER, "phase": "x", "said_by": "", "role": ""},
    "person": {
        **{**OWNER, "name": "x", "born": MONDAY, "complaint": "left", "emergency_number": ""},
        **{"emergency_department": "", "same_day_service": ""},
    },
    "screen": {**OWNER, "complete": 2, "answers": "{}"},
    "finding": {
        **{**OWNER, "item": "E01", "urgency": "emergency", "text": "x", "facts": "{}", "cause": ""},
        "pauses": 0,
    },
    "clearance": {
        **{**OWNER, "clears": "[]", "said_by": "x", "role": "x", "text": "x", "told_by_patient": 0},
    },
    "event": {**OWNER, "kind": "medicine", "what": "", "side": "none", "note": ""},
    "measure": {**OWNER, "kind": "lefs", "scores": '{"total":5}', "note": ""},
    "answer": {**OWNER, "phase": "x", "criterion": "y", "met": 1, "said_by": "x", "role": "x"},
    "override": {
        **{**OWNER, "kind": "granularity", "exercise": "x", "until": None, "said_by": "x", "role": "x"},
        **{"why": "x", "since": MONDAY, "amount": 1, "sets": 1, "load_g": 0},
    },
    "note": {**OWNER, "text": "x", "until": MONDAY, "said_by": "x", "role": "x"},
    "review": {**OWNER, "due": MONDAY, "said_by": "x", "role": "x"},
    "revision": HEADER,
    "change": {"id": "c", "patient_id": P, "at": NOON, "description": "", "kind": "entry"},
    "patient": {"id": "other", "created_at": NOON},
    "shown": {
        **{"seq": 1, "patient_id": P, "shown_at": NOON, "what": "plan", "day": MONDAY, "chain_head": ""},
        **{"programme_hash": "", "rule_version": "", "content": "{}", "prev_hash": "", "hash": "a" * 64},
    },
}


def takes(database: Database, table: str, **changed: object) -> bool:
    """Whether the database stores a row past the door; nothing of it is kept."""
    try:
        with database.write() as session:
            connection = session.connection()
            if table in [one.name for one in DETAILS]:
                connection.execute(insert(REVISION), HEADER)
            connection.execute(insert(CATALOGUE.tables[table]), {**ROWS[table], **changed})
            raise InterruptedError
    except InterruptedError:
        return True
    except (Refused, StatementError, OverflowError):
        return False


def door_takes(payload: Payload) -> bool:
    try:
        check_payload(payload)
    except ValueError:
        return False
    return True


def test_every_sample_row_is_taken(database: Database) -> None:
    assert set(ROWS) == set(CATALOGUE.tables)
    assert all(takes(database, table) for table in ROWS)


@pytest.mark.parametrize(("table", "name"), NUMBERS)
def test_door_and_database_agree_on_numbers(database: Database, table: str, name: str) -> None:
    whole = {"bout": bout(), "morning": one_of_each()[1]}[table]
    span = WHOLE[table][name]
    for value in (*AWKWARD, span.low, span.high, span.low - 1, span.high + 1):
        door = door_takes(replace(whole, **{name: value}))
        assert door == takes(database, table, **{name: value}), value
        assert door == (value is None or (type(value) is int and span.low <= value <= span.high))


@pytest.mark.parametrize("name", ["amount", "load_g"])
def test_door_and_database_agree_on_sets(database: Database, name: str) -> None:
    span = WHOLE["bout_set"][name]
    for value in (*AWKWARD, span.low, span.high, span.low - 1, span.high + 1):
        one = replace(SetDone(1), **{name: value})
        assert door_takes(bout(sets=(one,))) == takes(database, "bout_set", **{name: value}), value
    many = (SetDone(1),) * WHOLE["bout_set"]["position"].high
    assert door_takes(bout(sets=many))
    assert not door_takes(bout(sets=(*many, SetDone(1))))


@pytest.mark.parametrize("table", list(LENGTH))
def test_database_holds_lengths_words_and_days(database: Database, table: str) -> None:
    for name, span in LENGTH[table].items():
        assert takes(database, table, **{name: "x" * span.high}), name
        assert not takes(database, table, **{name: "x" * (span.high + 1)}), name
        assert span.low == 0 or not takes(database, table, **{name: "x" * (span.low - 1)}), name
    for name in CHOICE.get(table, {}):
        assert not takes(database, table, **{name: "other"}), name
    for name in DAYS.get(table, ()):
        assert not takes(database, table, **{name: date(1899, 12, 31)}), name
        assert takes(database, table, **{name: date(9999, 12, 31)}), name


def test_every_number_text_and_day_has_a_bound() -> None:
    loose = {"patient_id", "entry_id", "change_id", "undoes", "seq"}
    for table in CATALOGUE.tables.values():
        bounds = (WHOLE, LENGTH, CHOICE, DAYS)
        bound = {name for kind in bounds for name in kind.get(table.name, ())}
        plain = {c.name for c in table.c if c.name not in loose and not c.name.endswith("at")}
        assert plain - bound == set(), table.name


@pytest.mark.parametrize(
    "wrong",
    [
        bout(pain_during=True),
        bout(side="left side"),
        bout(unit="miles"),
        bout(unit="gram_reps"),
        bout(stage=100),
        bout(stage=True),
        bout(sets=[SetDone(1)]),
        bout(sets=((8, None),)),
        bout(sets=(SetDone(True),)),
        bout(exercise=""),
        bout(exercise=None),
        bout(note="x" * 2001),
        bout(note=None),
        bout(entry=""),
        bout(day=date(1899, 12, 31)),
        bout(day=datetime(2026, 1, 1)),
        bout(day="2026-01-01"),
        replace(one_of_each()[2], why="bored"),
        Profile("p", MONDAY, {"a": 1.5}),
        Profile("p", MONDAY, {"a": [1]}),
        Profile("p", MONDAY, {1: True}),
        Profile("p", MONDAY, {f"key {n}": "x" * 200 for n in range(200)}),
        Profile("p", MONDAY, [("a", True)]),
        replace(one_of_each()[10], scores={"a": 11}),
        replace(one_of_each()[10], scores={"a": True}),
        replace(one_of_each()[10], scores={"a": 4.5}),
        replace(one_of_each()[10], scores={}),
        replace(one_of_each()[10], scores=[("a", 4)]),
        replace(one_of_each()[10], scores={"": 4}),
        replace(one_of_each()[10], scores={1: 4}),
        replace(one_of_each()[10], scores={"x" * 81: 4}),
        replace(one_of_each()[10], scores={f"activity {n}": 4 for n in range(6)}),
        replace(one_of_each()[10], kind=MeasureKind.HAGOS),
        replace(one_of_each()[10], kind="sf36"),
        replace(one_of_each()[11], criterion=""),
        replace(one_of_each()[11], by=""),
        replace(one_of_each()[12], why=""),
        replace(one_of_each()[12], role=""),
        replace(one_of_each()[12], kind="faster"),
        replace(one_of_each()[12], until=date(1899, 12, 31)),
        replace(one_of_each()[4], text=""),
        replace(one_of_each()[4], on=None),
        replace(assignment(), weekdays=()),
        replace(assignment(), weekdays=(0, 7)),
        replace(assignment(), weekdays=(2, 0)),
        replace(assignment(), weekdays=("mon",)),
        replace(assignment(), text="a\r\nb"),
        replace(assignment(), text="\x1b[2J"),
        replace(person(), born=None),
        replace(person(), complaint="centre"),
        replace(person(), name=""),
    ],
)
def test_door_refuses_in_two_sentences_without_the_value(wrong: Payload) -> None:
    with pytest.raises(ValueError, match=r"^[^.]+\. .+\.$") as told:
        check_payload(wrong)
    assert "xxx" not in str(told.value)
    assert "bored" not in str(told.value)


def test_texts_are_cleaned_and_never_cut() -> None:
    said = cleaned(bout(exercise="a\nb\x1b[2J", note="one\r\ntwo\x00", origin="\u202e" + "x" * 3000))
    assert (said.exercise, said.note) == ("a b\ufffd[2J", "one\ntwo\ufffd")
    assert len(said.origin) == 3001
    facts = cleaned(Profile("p", MONDAY, {"a\tb": "c\x9b", "n": 2, "y": True})).facts
    assert facts == {"a b": "c\ufffd", "n": 2, "y": True}


def test_changes_and_stamps_are_cleaned_and_cut(database: Database) -> None:
    with database.write() as session:
        odd = replace(stamp(), actor="me\x1b", tz="Nowhere\n/Land")
        add(session, P, [bout()], change("a", description="x\ny" * 400), odd)
    with database.read() as session:
        (saved,) = revisions(session, P, "bout-1")
    assert (saved.actor, saved.tz) == ("me\ufffd", "Nowhere /Land")
    assert len(saved.change_description) == 500
    assert "\n" not in saved.change_description


def test_naive_instant_is_refused(database: Database) -> None:
    with database.write() as session, pytest.raises(ValueError, match="no zone"):
        add(session, P, [bout()], change("a"), replace(stamp(), at=datetime(2026, 1, 1)))


@pytest.mark.parametrize("table", sorted(CATALOGUE.tables))
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_update_and_delete_are_refused(database: Database, table: str, statement: str) -> None:
    changed = CATALOGUE.tables[table]

    def run() -> None:
        with database.write() as session:
            connection = session.connection()
            if changed in DETAILS:
                connection.execute(insert(REVISION), HEADER)
            if table not in ("patient", "revision"):
                connection.execute(insert(changed), ROWS[table])
            connection.exec_driver_sql(statement.format(table=table, column=next(iter(changed.c)).name))

    with pytest.raises(Refused):
        run()


def test_no_table_cascades_and_every_reference_is_indexed(database: Database) -> None:
    with database.read() as session:
        looking = inspect(session.connection())
        for table in CATALOGUE.tables:
            indexed = [one["column_names"] for one in looking.get_indexes(table)]
            indexed += [one["column_names"] for one in looking.get_unique_constraints(table)]
            indexed.append(looking.get_pk_constraint(table)["constrained_columns"])
            for key in looking.get_foreign_keys(table):
                columns = key["constrained_columns"]
                assert not key["options"], table
                assert any(names[: len(columns)] == columns for names in indexed), (table, columns)


def test_every_table_names_its_patient_and_has_portable_types() -> None:
    for table in CATALOGUE.tables.values():
        assert {"patient_id", "id"} & set(table.c.keys()), table.name
        types = {sql_type(table.name, column.name) for column in table.c}
        assert types <= {"VARCHAR", "INTEGER", "DATE", "DATETIME"}, table.name


def test_detail_cannot_point_at_another_patient(database: Database) -> None:
    assert not takes(database, "rest", patient_id="someone-else")


def test_trouble_text_names_no_value(database: Database) -> None:
    def run() -> None:
        with database.write() as session:
            connection = session.connection()
            connection.execute(insert(REVISION), HEADER)
            connection.execute(insert(CATALOGUE.tables["rest"]), {**ROWS["rest"], "note": "canary" * 1000})

    with pytest.raises(Trouble) as told:
        run()
    assert "canary" not in str(told.value)
    assert "canary" not in str(told.value.__context__)
