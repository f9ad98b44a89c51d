"""What was shown is written once, with what it was made from."""

from datetime import timedelta

import pytest

from rehab.store.database import Database, check
from rehab.store.diary_rows import head
from rehab.store.journal import show, shown
from tests.store.samples import MONDAY, NOON, P

WEEK = MONDAY + timedelta(days=7)


def put(database: Database, what: str, content: dict[str, object], **changed: object) -> bool:
    with database.write() as session:
        given = {
            **{"at": NOON, "day": MONDAY, "week_start": WEEK, "chain_head": head(session, P)},
            **{"programme_hash": "f" * 64, "rule_version": "1", **changed},
        }
        return show(session, P, what, content, **given)  # type: ignore[arg-type]


def test_same_content_is_written_once(database: Database) -> None:
    plan = {"limit": 72, "days": ["mon", "wed"], "because": None}
    assert put(database, "plan", plan)
    assert not put(database, "plan", dict(reversed(plan.items())), at=NOON + timedelta(days=1))
    assert put(database, "plan", {**plan, "limit": 79})
    assert put(database, "plan", plan), "what was shown before, and something else since, is new again"
    assert put(database, "decision", plan)
    assert put(database, "plan", plan, week_start=WEEK + timedelta(days=7))
    assert put(database, "plan", plan, week_start=None)
    assert not put(database, "plan", plan, week_start=None)
    with database.read() as session:
        plans = shown(session, P, "plan")
        assert len(shown(session, P)) == 6
    assert [one.content["limit"] for one in plans] == [72, 79, 72, 72, 72]
    first = plans[0]
    assert (first.shown_at, first.day, first.week_start, first.what) == (NOON, MONDAY, WEEK, "plan")
    assert (first.content, first.rule_version, len(first.chain_head)) == (plan, "1", 64)
    check(database)


def test_what_json_cannot_hold_is_refused(database: Database) -> None:
    with pytest.raises(TypeError):
        put(database, "plan", {"a": object()})
    with pytest.raises(ValueError, match="what"):
        put(database, "", {})
    with database.read() as session:
        assert shown(session, P) == ()
