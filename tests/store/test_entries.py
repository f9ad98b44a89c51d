"""Adding, amending, voiding, restoring; and saving the same thing twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from rehab.store.database import Database
from rehab.store.diary_rows import load, patients
from rehab.store.entries import add, amend, restore_entry, void, would_add
from rehab.store.history import revisions, undo
from rehab.store.troubles import Conflict, Missing
from tests.store.samples import MONDAY, NOON, P, assignment, bout, change, one_of_each, person, stamp


def test_every_kind_comes_back_as_it_was(database: Database) -> None:
    saved = one_of_each()
    with database.write() as session:
        assert add(session, P, saved, change("all"), stamp()) == len(saved)
    with database.read() as session:
        found = load(session, P)
        history = revisions(session, P)
    assert (found.person, found.assignments) == (person(), (assignment(),))
    groups = (
        *(found.bouts, found.mornings, found.rests, found.profiles, found.diagnoses, found.phases),
        *(found.screens, found.raised, found.clearances, found.events),
        *(found.measures, found.answers, found.overrides, found.notes, found.reviews),
    )
    assert tuple(one for group in groups for one in group) == saved
    assert tuple(one.payload for one in history) == (person(), assignment(), *saved)
    assert [one.seq for one in history] == list(range(1, len(saved) + 3))
    last = history[-1]
    assert (last.recorded_at, last.tz, last.actor) == (NOON, "Europe/Berlin", "patient")
    assert (last.change_id, last.change_description, last.change_kind) == ("change-all", "did all", "entry")
    assert found.head == last.hash


def test_repeated_save_adds_nothing(database: Database, path: Path) -> None:
    with database.write() as session:
        assert add(session, P, one_of_each(), change("a"), stamp()) == len(one_of_each())
    before = path.read_bytes()
    for name in ("a", "b"):
        with database.write() as session:
            assert add(session, P, one_of_each(), change(name), stamp(5)) == 0
    with database.write() as session:
        assert add(session, P, [bout("twice"), bout("twice", note="other")], change("c"), stamp()) == 1
    assert path.read_bytes() != before
    with database.read() as session:
        assert [b.note for b in load(session, P).bouts if b.entry == "twice"] == ["two\nlines"]


def test_repeated_save_changes_no_byte(database: Database, path: Path) -> None:
    with database.write() as session:
        add(session, P, [bout()], change("a"), stamp())
    before = path.read_bytes()
    with database.write() as session:
        add(session, P, [bout()], change("a"), stamp())
    assert path.read_bytes() == before


def test_amend_void_and_restore(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout()], change("a"), stamp())
        amend(session, P, "bout-1", 1, bout(effort=6), change("b"), stamp(), "typo\nreally")
    with database.write() as session:
        void(session, P, "bout-1", 2, change("c"), stamp(), "wrong day")
        assert load(session, P).bouts == ()
    with database.write() as session:
        restore_entry(session, P, "bout-1", 3, bout(effort=7), change("d"), stamp(), "")
        assert load(session, P).bouts == (bout(effort=7),)
        history = revisions(session, P, "bout-1")
    assert [(one.number, one.state, one.reason) for one in history] == [
        (1, "active", ""),
        (2, "active", "typo\nreally"),
        (3, "void", "wrong day"),
        (4, "active", ""),
    ]
    assert history[2].payload == bout(effort=6)


def test_repeated_amendment_adds_nothing(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout()], change("a"), stamp())
        for _ in range(2):
            amend(session, P, "bout-1", 1, bout(effort=6), change("b"), stamp(), "")
        for _ in range(2):
            void(session, P, "bout-1", 2, change("c"), stamp(), "")
        assert len(revisions(session, P, "bout-1")) == 3


def test_stale_and_impossible_corrections_are_refused(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout()], change("a"), stamp())
        amend(session, P, "bout-1", 1, bout(effort=6), change("b"), stamp(), "")
        for expected in (0, 1, 3):
            with pytest.raises(Conflict):
                amend(session, P, "bout-1", expected, bout(), change("c"), stamp(), "")
        with pytest.raises(Conflict):
            restore_entry(session, P, "bout-1", 2, bout(), change("c"), stamp(), "")
        with pytest.raises(Missing):
            void(session, P, "unknown", 1, change("c"), stamp(), "")
        with pytest.raises(ValueError, match="another entry"):
            amend(session, P, "bout-1", 2, bout("other"), change("c"), stamp(), "")
        with pytest.raises(ValueError, match="another entry"):
            amend(
                session, P, "bout-1", 2, replace(one_of_each()[1], entry="bout-1"), change("c"), stamp(), ""
            )
        void(session, P, "bout-1", 2, change("d"), stamp(), "")
        with pytest.raises(Conflict):
            amend(session, P, "bout-1", 3, bout(), change("e"), stamp(), "")


def test_entry_taken_back_can_be_added_again_but_a_voided_one_stays_void(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout("a"), bout("b")], change("one", kind="import"), stamp())
        undo(session, P, change("back"), stamp())
        assert add(session, P, [bout("a"), bout("b")], change("one", kind="import"), stamp()) == 0
        assert add(session, P, [bout("a"), bout("b")], change("two", kind="import"), stamp()) == 2
        void(session, P, "a", 3, change("bad"), stamp(), "not mine")
        assert add(session, P, [bout("a"), bout("b")], change("three", kind="import"), stamp()) == 0
        assert [b.entry for b in load(session, P).bouts] == ["b"]


def test_person_and_programme_can_be_corrected(database: Database) -> None:
    moved = replace(person(), name="Ann Other", emergency_number="999")
    later = replace(assignment("new = 1"), weekdays=(1, 3))
    with database.write() as session:
        amend(session, P, P, 1, moved, change("p"), stamp(), "married")
        amend(session, P, "assignment-1", 1, later, change("w"), stamp(), "")
        found = load(session, P)
        assert (found.person, found.assignments) == (moved, (later,))
        assert patients(session) == (moved,)


def test_assignments_are_in_the_order_of_their_first_day(database: Database) -> None:
    starts = (MONDAY.replace(month=5), MONDAY.replace(month=4), MONDAY.replace(month=5))
    given = [replace(assignment(), entry=f"given-{n}", starts=day) for n, day in enumerate(starts)]
    with database.write() as session:
        add(session, P, given, change("n", kind="setup"), stamp())
        assert load(session, P).assignments == (assignment(), given[1], given[0], given[2])


def test_would_add_counts_what_add_adds(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout("a"), bout("b")], change("one"), stamp())
        undo(session, P, change("back"), stamp())
        add(session, P, [bout("c")], change("two"), stamp())
        batch = [bout("a"), bout("c"), bout("d"), bout("d")]
        assert would_add(session, P, batch) == 2
        assert add(session, P, batch, change("three"), stamp()) == 2
        assert would_add(session, P, batch) == 0


def test_patients_are_apart(database: Database) -> None:
    other = replace(person(), id="other", name="Bo")
    with database.write() as session:
        with pytest.raises(Missing):
            add(session, "other", [bout()], change("x"), stamp())
        with pytest.raises(ValueError, match="not this patient"):
            add(session, P, [other], change("x"), stamp())
        add(session, "other", [other], change("y"), stamp())
        add(session, "other", [bout()], change("z"), stamp())
        assert load(session, P).bouts == ()
        with pytest.raises(Missing):
            load(session, "other")
        assert [one.name for one in patients(session)] == ["Ann Example", "Bo"]
        with pytest.raises(Conflict):
            add(session, P, [bout("q")], change("z"), stamp())


def test_undo_and_redo_are_no_kinds_of_a_new_entry(database: Database) -> None:
    for kind in ("undo", "redo", "", "x" * 41):
        with database.write() as session, pytest.raises(ValueError, match="kind"):
            add(session, P, [bout()], change("a", kind=kind), stamp())
