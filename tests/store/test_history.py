"""Undo and redo: exact inverses, and a random machine against a model in memory."""

import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from rehab.domain.record import Payload
from rehab.store.database import Database, check, open_database
from rehab.store.diary_rows import load
from rehab.store.entries import add, amend, restore_entry, void
from rehab.store.history import redo, revisions, undo
from rehab.store.records import Undone
from rehab.store.troubles import Conflict
from tests.store.samples import P, bout, change, one_of_each, person, random_payload, stamp

State = tuple[str, Payload]
"""Whether an entry is active or void, and what it says."""
Change = dict[str, tuple[State | None, State]]
"""What a change did to each of its entries: the state before (``None``: not there) and after."""


def content(database: Database) -> tuple[object, ...]:
    with database.read() as session:
        found = load(session, P)
    return (found.bouts, found.mornings, found.rests, found.profiles, found.diagnoses, found.phases)


def test_undo_is_exact_inverse_and_itself_undoable(database: Database) -> None:
    states = [content(database)]
    with database.write() as session:
        add(session, P, one_of_each(), change("all"), stamp())
    states.append(content(database))
    with database.write() as session:
        amend(session, P, "bout-1", 1, bout(effort=None, sets=()), change("edit"), stamp(), "")
    states.append(content(database))
    with database.write() as session:
        void(session, P, "morning-1", 1, change("drop"), stamp(), "")
    states.append(content(database))
    words = ["did all", "did edit", "did drop"]
    for n in (2, 1, 0):
        with database.write() as session:
            assert undo(session, P, change(f"undo{n}"), stamp()) == Undone(
                words[n], [len(one_of_each()), 1, 1][n]
            )
        assert content(database) == states[n]
    with database.write() as session:
        assert undo(session, P, change("nothing"), stamp()) is None
    for n in (0, 1, 2):
        with database.write() as session:
            redone = redo(session, P, change(f"redo{n}"), stamp())
        assert redone == Undone(words[n], [len(one_of_each()), 1, 1][n])
        assert content(database) == states[n + 1]
    with database.write() as session:
        assert redo(session, P, change("nothing"), stamp()) is None
        assert undo(session, P, change("again"), stamp()) == Undone("did drop", 1)
    assert content(database) == states[2]
    check(database)


def test_repeated_undo_with_the_same_id_adds_nothing(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout("a")], change("a"), stamp())
        add(session, P, [bout("b")], change("b"), stamp())
        for _ in range(3):
            assert undo(session, P, change("u"), stamp()) == Undone("did b", 1)
        assert [b.entry for b in load(session, P).bouts] == ["a"]


def test_redo_ends_when_something_is_recorded(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout("a")], change("a"), stamp())
        undo(session, P, change("u"), stamp())
        add(session, P, [bout("b")], change("b"), stamp())
        assert redo(session, P, change("r"), stamp()) is None
        assert undo(session, P, change("v"), stamp()) == Undone("did b", 1)
        assert undo(session, P, change("w"), stamp()) is None


def test_setup_and_clinicians_are_passed_over(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout("a"), bout("b")], change("a"), stamp())
        add(session, P, one_of_each()[4:], change("diagnosed", kind="clinician"), stamp())
        assert undo(session, P, change("u"), stamp()) == Undone("did a", 2, ("did diagnosed",))
        found = load(session, P)
        assert (found.bouts, found.person, len(found.diagnoses)) == ((), person(), 1)
        assert undo(session, P, change("v"), stamp()) is None


def test_undo_refuses_an_entry_that_a_clinician_changed_since(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout("a")], change("a"), stamp())
        amend(session, P, "a", 1, bout("a", effort=1), change("c", kind="clinician"), stamp(), "seen")
    with database.write() as session, pytest.raises(Conflict):
        undo(session, P, change("u"), stamp())


def test_history_of_one_entry(database: Database) -> None:
    with database.write() as session:
        add(session, P, [bout("a"), bout("b")], change("a"), stamp())
        undo(session, P, change("u"), stamp(1))
        assert [(r.number, r.state, r.change_kind) for r in revisions(session, P, "a")] == [
            (1, "active", "entry"),
            (2, "void", "undo"),
        ]
        assert revisions(session, P, "nothing") == ()


@dataclass
class Model:
    """What the diary should hold, kept with plain dictionaries."""

    entries: dict[str, State] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)

    def put(self, states: dict[str, State]) -> Change:
        made: Change = {entry: (self.entries.get(entry), state) for entry, state in states.items()}
        for entry, state in states.items():
            self.entries[entry] = state
            self.numbers[entry] = self.numbers.get(entry, 0) + 1
        return made

    def record(self, states: dict[str, State]) -> None:
        self.done.append(self.put(states))
        self.undone.clear()

    def take_back(self, stack: list[Change], other: list[Change]) -> None:
        target = stack.pop()
        back = {entry: before or ("void", after[1]) for entry, (before, after) in target.items()}
        other.append(self.put(back))

    def active(self) -> dict[str, Payload]:
        return {entry: payload for entry, (state, payload) in self.entries.items() if state == "active"}


class Machine:
    """Does random things to a diary and to the model, and compares after each."""

    def __init__(self, database: Database, chance: random.Random) -> None:
        self.database, self.chance, self.model, self.step = database, chance, Model(), 0

    def run(self, steps: int) -> None:
        actions = [self.add, self.add, self.add, self.correct, self.correct, self.undo, self.undo, self.redo]
        for self.step in range(steps):
            self.chance.choice(actions)()
            if self.step % 97 == 0:
                self.database.close()
            self.compare()
        check(self.database)

    def add(self) -> None:
        entries = [f"e{self.step}-{n}" for n in range(self.chance.randrange(1, 4))]
        said = {entry: random_payload(self.chance, entry) for entry in entries}
        made = change(str(self.step))
        for _ in range(self.chance.choice([1, 1, 2])):
            with self.database.write() as session:
                add(session, P, list(said.values()), made, stamp(self.step))
        self.model.record({entry: ("active", payload) for entry, payload in said.items()})

    def correct(self) -> None:
        if not self.model.entries:
            return
        entry = self.chance.choice(list(self.model.entries))
        state, old = self.model.entries[entry]
        number, made, when = self.model.numbers[entry], change(str(self.step)), stamp(self.step)
        new = random_payload(self.chance, entry)
        new = new if type(new) is type(old) else old
        with self.database.write() as session:
            if state == "void":
                restore_entry(session, P, entry, number, new, made, when, "")
            elif self.chance.random() < 0.5:
                void(session, P, entry, number, made, when, "no")
                self.model.record({entry: ("void", old)})
                return
            else:
                amend(session, P, entry, number, new, made, when, "")
        self.model.record({entry: ("active", new)})

    def undo(self) -> None:
        with self.database.write() as session:
            said = undo(session, P, change(str(self.step)), stamp(self.step))
        assert (said is None) == (not self.model.done)
        if said:
            assert said.count == len(self.model.done[-1])
            self.model.take_back(self.model.done, self.model.undone)

    def redo(self) -> None:
        with self.database.write() as session:
            said = redo(session, P, change(str(self.step)), stamp(self.step))
        assert (said is None) == (not self.model.undone)
        if said:
            self.model.take_back(self.model.undone, self.model.done)

    def compare(self) -> None:
        with self.database.read() as session:
            found = load(session, P)
        assert {one.entry: one for one in (*found.bouts, *found.mornings)} == self.model.active()
        assert [b.day for b in found.bouts] == sorted(b.day for b in found.bouts)


HEAVY = [pytest.param(200, run, marks=pytest.mark.heavy) for run in range(1, 42)]


@pytest.mark.parametrize(("steps", "run"), [(60, 0), *HEAVY])
def test_random_machine_equals_its_model(database: Database, path: Path, steps: int, run: int) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}, run {run}")
    Machine(database, random.Random(seed)).run(steps)
    database.close()
    reopened = open_database(path)
    check(reopened)
    reopened.close()
