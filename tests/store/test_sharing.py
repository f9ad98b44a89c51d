"""A share carries a whole history, proves itself, and adds only what is new."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rehab.domain.diary import Person
from rehab.store import sharing
from rehab.store.chain import canonical, link
from rehab.store.database import Database, check, create_database
from rehab.store.diary_rows import head, load, patients
from rehab.store.entries import add, amend, void
from rehab.store.history import revisions, undo
from rehab.store.share_file import NotShared, Share, is_share, read_share, share_lines
from rehab.store.sharing import beyond, is_copy, take_in
from rehab.store.tables import CATALOGUE
from rehab.store.troubles import Damaged
from tests.store.samples import MONDAY, NOON, P, assignment, bout, change, one_of_each, person, stamp
from tests.tiers import each


@pytest.fixture
def clinic(tmp_path: Path) -> Database:
    return create_database(tmp_path / "clinic.db")


def lines(database: Database, patient: str = P) -> list[str]:
    with database.read() as session:
        return list(share_lines(session, patient))


def taken(clinic: Database, shared: list[str]) -> int:
    with clinic.write() as session:
        return take_in(session, read_share(shared), at=NOON, day=MONDAY)


def rows(database: Database) -> dict[str, int]:
    """How many rows every table holds."""
    with database.read() as session:
        count = session.connection().exec_driver_sql
        return {name: count(f'SELECT count(*) FROM "{name}"').scalar_one() for name in CATALOGUE.tables}


def fill(database: Database) -> None:
    with database.write() as session:
        add(session, P, one_of_each(), change("all"), stamp())
        amend(session, P, "bout-1", 1, bout(effort=6), change("edit"), stamp(1), "why")
        void(session, P, "rest-1", 1, change("drop"), stamp(2), "why")
        undo(session, P, change("undo"), stamp(3))


def test_a_whole_history_arrives_as_it_was(database: Database, clinic: Database) -> None:
    fill(database)
    shared = lines(database)
    assert is_share(shared[0].encode())
    with database.read() as session:
        known = (load(session, P), revisions(session, P))
    assert taken(clinic, shared) == len(known[1]) == len(shared) - 1
    with clinic.read() as session:
        assert (load(session, P), revisions(session, P)) == known
        assert patients(session) == (person(),)
    check(clinic)
    assert lines(clinic) == shared, "and goes on from there as it came"


def test_only_new_revisions_are_added_and_the_fingerprints_agree(
    database: Database, clinic: Database
) -> None:
    taken(clinic, lines(database))
    fill(database)
    shared = lines(database)
    assert taken(clinic, shared) == len(one_of_each()) + 3
    assert taken(clinic, shared) == 0
    with database.read() as ours, clinic.read() as theirs:
        assert head(ours, P) == head(theirs, P)


def test_an_older_share_adds_nothing(database: Database, clinic: Database) -> None:
    old = lines(database)
    fill(database)
    taken(clinic, lines(database))
    assert taken(clinic, old) == 0
    check(clinic)


def test_looking_adds_nothing(database: Database, clinic: Database) -> None:
    fill(database)
    with clinic.read() as session:
        assert beyond(session, read_share(lines(database))) == len(lines(database)) - 1
        assert patients(session) == ()


def test_a_change_that_is_half_there_goes_on(database: Database, clinic: Database) -> None:
    with database.write() as session:
        add(session, P, [bout("b1")], change("long"), stamp())
    taken(clinic, lines(database))
    with database.write() as session:
        add(session, P, [bout("b2")], change("long"), stamp())
    assert taken(clinic, lines(database)) == 1
    check(clinic)


def test_many_patients_live_in_one_file_each_with_a_count_of_their_own(
    database: Database, clinic: Database
) -> None:
    with clinic.write() as session:
        other = Person("other", "Bo Example", person().born, person().complaint, "112")
        add(session, "other", [other, replace(assignment(), entry="a2"), bout("b9")], change("o"), stamp())
    fill(database)
    taken(clinic, lines(database))
    check(clinic)
    with clinic.write() as session:
        add(session, "other", [bout("b10")], change("p"), stamp())
        assert [one.seq for one in revisions(session, "other")] == [1, 2, 3, 4]
        assert len(revisions(session, P)) == len(lines(database)) - 1
    check(clinic)


def test_three_rounds_both_ways_bring_only_what_is_new_and_end_alike(
    database: Database, clinic: Database
) -> None:
    taken(clinic, lines(database))
    for n in range(3):
        with clinic.write() as session:
            add(session, P, [bout(f"c{n}")], change(f"clinic-{n}"), stamp(2 * n))
        assert [taken(database, lines(clinic)) for _ in range(2)] == [1, 0]
        with database.write() as session:
            amend(session, P, f"c{n}", 1, bout(f"c{n}", effort=n), change(f"e{n}"), stamp(2 * n + 1), "why")
            add(session, P, [bout(f"b{n}")], change(f"mine-{n}"), stamp(2 * n + 1))
        assert [taken(clinic, lines(database)) for _ in range(2)] == [2, 0]
        assert lines(clinic) == lines(database)
    for one in (database, clinic):
        check(one)


def test_a_file_knows_which_diaries_came_by_a_share(database: Database, clinic: Database) -> None:
    taken(clinic, lines(database))
    with clinic.write() as session:
        add(session, P, [bout("b1")], change("clinic"), stamp())
    taken(database, lines(clinic))
    with database.read() as ours, clinic.read() as theirs:
        assert (is_copy(ours, P), is_copy(theirs, P), is_copy(theirs, "other")) == (False, True, False)


def test_histories_that_went_apart_are_told_by_their_first_entries_and_what_to_do(
    database: Database, clinic: Database
) -> None:
    taken(clinic, lines(database))
    with clinic.write() as session:
        add(session, P, [bout("b3")], change("theirs"), stamp())
    with database.write() as session:
        add(session, P, [bout("b4")], change("ours"), stamp())
        amend(session, P, "b4", 1, bout("b4", effort=1), change("more"), stamp(1), "why")
    for into, source, here, shared in ((clinic, database, 1, 2), (database, clinic, 2, 1)):
        before = rows(into)
        with pytest.raises(NotShared) as told:
            taken(into, lines(source))
        first = f"from the bout of {MONDAY} (revision 3) on"
        words = f"both have the first 2 revisions, then {here} more here, {first}, and {shared} more in the "
        assert f"{words}share, {first}. Nothing was added; " in str(told.value)
        assert ("a new diary (--diary FILE)" in str(told.value)) is (into is clinic)
        assert ("share this diary anew" in str(told.value)) is (into is database)
        assert rows(into) == before


def test_another_patient_under_the_same_id_is_refused(database: Database, clinic: Database) -> None:
    with clinic.write() as session:
        add(session, P, [replace(person(), name="Eve Else"), assignment()], change("e"), stamp())
    with pytest.raises(NotShared, match=r"^The share is of Ann Example, born 1980, but .* Eve Else"):
        taken(clinic, lines(database))


def test_ids_of_another_patient_of_the_file_are_refused(database: Database, clinic: Database) -> None:
    with clinic.write() as session:
        other = replace(person(), id="other")
        add(session, "other", [other, assignment()], change("all"), stamp())
    fill(database)
    before = rows(clinic)
    with pytest.raises(NotShared, match="entries of another patient"):
        taken(clinic, lines(database))
    assert rows(clinic) == before


def test_what_does_not_fit_once_it_is_written_is_taken_back_whole(
    database: Database, clinic: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise Damaged

    fill(database)
    shared, before = lines(database), rows(clinic)
    with monkeypatch.context() as patch:
        patch.setattr(sharing, "verify", damaged)
        with pytest.raises(NotShared, match="is not as it was made"):
            taken(clinic, shared)
    assert rows(clinic) == before
    assert taken(clinic, shared) == len(shared) - 1


def rewritten(shared: list[str], act: Callable[[list[dict[str, object]]], None]) -> list[str]:
    """The share with its documents changed and every hash made anew, as a forger would."""
    documents = [json.loads(line)["said"] for line in shared[1:]]
    act(documents)
    before, made = "", []
    for said in documents:
        said["revision"]["prev_hash"] = before
        before = link(before, said)
        made.append(canonical({"hash": before, "said": said}))
    top = json.loads(shared[0])
    top["share"]["revisions"] = len(made)
    return [canonical(top), *made]


def note(documents: list[dict[str, object]]) -> None:
    next(one for one in documents if "bout" in one["details"])["details"]["bout"][0]["note"] = "other"  # type: ignore[index, operator, call-overload]


def test_a_history_that_was_rewritten_is_refused_however_well_it_was_hashed(
    database: Database, clinic: Database
) -> None:
    fill(database)
    shared = lines(database)
    taken(clinic, shared)
    with pytest.raises(NotShared, match=r"here: the bout of 2026-03-02 \(revision 3\) was rewritten"):
        taken(clinic, rewritten(shared, note))


FORGED: dict[str, Callable[[list[dict[str, object]]], object]] = {
    "another patient's": lambda all: all[2]["revision"].update(patient_id="other"),  # type: ignore[attr-defined]
    "a gap in the numbers": lambda all: all[2]["revision"].update(revision=2),  # type: ignore[attr-defined]
    "no person": lambda all: all.pop(0),
    "a bad score": lambda all: all[2]["details"]["bout"][0].update(pain_during=11),  # type: ignore[index]
    "a word for a number": lambda all: all[2]["details"]["bout"][0].update(effort="5"),  # type: ignore[index]
    "a control character": lambda all: all[2]["details"]["bout"][0].update(note="\x1b[2J"),  # type: ignore[index]
    "a hostile actor": lambda all: all[2]["revision"].update(actor="\x1b[2J"),  # type: ignore[attr-defined]
    "a day without a zone": lambda all: all[2]["revision"].update(recorded_at="2026-03-02T12:00:00"),  # type: ignore[attr-defined]
    "another change": lambda all: all[2]["revision"].update(change_id="none"),  # type: ignore[attr-defined]
    "another seq": lambda all: all[2]["details"]["bout"][0].update(seq=99),  # type: ignore[index]
    "no details": lambda all: all[2].update(details={}),
    "an unknown kind": lambda all: all[2]["revision"].update(kind="spell"),  # type: ignore[attr-defined]
    "an unknown column": lambda all: all[2]["details"]["bout"][0].update(spell=1),  # type: ignore[index]
    "an unknown table": lambda all: all[2]["details"].update(spell=[{"patient_id": P, "seq": 3}]),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("name", each(FORGED, 3))
def test_what_no_diary_would_hold_is_refused_before_anything_is_stored(database: Database, name: str) -> None:
    fill(database)
    with pytest.raises(NotShared) as told:
        read_share(rewritten(lines(database), FORGED[name]))  # type: ignore[arg-type]
    assert str(told.value).endswith("nothing was added.")


@pytest.mark.parametrize(
    "damage",
    [
        lambda all: all[:-1],
        lambda all: [all[0], *all[2:]],
        lambda all: [all[0], all[2], all[1], *all[3:]],
        lambda all: [*all[:3], all[3].replace("hip_flexion", "hip_flexiom"), *all[4:]],
        lambda all: [all[0]],
        lambda all: [*all, all[-1]],
        lambda all: ["{}", *all[1:]],
        lambda all: [all[0], "[" * 100_000],
        lambda all: [all[0].replace('"rehab_share":1', '"rehab_share":2'), *all[1:]],
        lambda all: [all[0].replace('"0004"', '"9999"'), *all[1:]],
        lambda all: [],
    ],
)
def test_a_share_that_is_cut_mixed_or_changed_is_refused(
    database: Database, damage: Callable[[list[str]], list[str]]
) -> None:
    fill(database)
    with pytest.raises(NotShared):
        read_share(damage(lines(database)))


def test_a_share_that_fits_says_whose_it_is(database: Database) -> None:
    fill(database)
    share = read_share(lines(database))
    assert isinstance(share, Share)
    assert (share.patient, share.person) == (P, person())
