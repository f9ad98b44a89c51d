"""The diary as it stands: its order, its damage, and ten years of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from rehab.domain.doses import SetDone
from rehab.store.database import Database, open_database
from rehab.store.diary_rows import head, load
from rehab.store.entries import add, amend
from rehab.store.troubles import Damaged, Missing
from tests.store.samples import MONDAY, P, bout, change, stamp
from tests.store.test_chain import tamper


def test_order_is_day_then_first_recording(database: Database) -> None:
    later = MONDAY + timedelta(days=1)
    with database.write() as session:
        add(session, P, [bout("c", later), bout("a", later), bout("b")], change("1"), stamp())
        amend(session, P, "c", 1, bout("c", later, effort=9), change("2"), stamp(), "")
        assert [one.entry for one in load(session, P).bouts] == ["b", "c", "a"]


def test_head_moves_with_every_revision(database: Database) -> None:
    heads = set()
    for n in range(3):
        with database.write() as session:
            add(session, P, [bout(f"b{n}")], change(f"{n}"), stamp())
            heads.add(head(session, P))
            assert load(session, P).head == head(session, P)
    assert len(heads) == 3
    with database.read() as session:
        assert head(session, "nobody") == ""
        with pytest.raises(Missing):
            load(session, "nobody")


def test_row_that_is_no_entry_is_damage(database: Database, path: Path) -> None:
    with database.write() as session:
        add(session, P, [bout()], change("1"), stamp())
    tamper(database, path, "UPDATE bout SET side = 'sideways'")
    with database.read() as session, pytest.raises(Damaged):
        load(session, P)


@pytest.mark.heavy
def test_ten_thousand_bouts_load_as_they_were_added(database: Database, path: Path) -> None:
    sets = tuple(SetDone(8, 5000) for _ in range(4))
    bouts = tuple(bout(f"b{n}", MONDAY + timedelta(days=n // 3), sets=sets) for n in range(10_000))
    with database.write() as session:
        assert add(session, P, bouts, change("import", kind="import"), stamp()) == 10_000
    opened = open_database(path)
    with opened.read() as session:
        assert load(session, P).bouts == bouts
    opened.close()
