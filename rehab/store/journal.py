"""The journal of what was shown: written when something new is shown, never to decide anything."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlmodel import Session

from rehab.store.bounds import LENGTH
from rehab.store.chain import canonical, shown_hash
from rehab.store.records import Shown
from rehab.store.rows import Row, table_rows
from rehab.store.tables import SHOWN
from rehab.store.troubles import readable
from rehab.store.writing import next_seq, utc


def show(
    session: Session,
    patient_id: str,
    what: str,
    content: Mapping[str, object],
    *,
    at: datetime,
    day: date,
    week_start: date | None,
    chain_head: str,
    programme_hash: str,
    rule_version: str,
) -> bool:
    """Record what a person is shown and return whether it was new.

    Nothing is written when the content equals the last one of the same ``what`` and week. ``day`` is
    the day it was shown for, ``chain_head`` the head of the diary it was made from. The content is
    text, whole numbers, days, lists and mappings; raises ValueError or TypeError for anything else.
    """
    row: Row = {
        "patient_id": patient_id,
        "shown_at": utc(at),
        "what": what,
        "day": day,
        "week_start": week_start,
        "chain_head": chain_head,
        "programme_hash": programme_hash,
        "rule_version": rule_version,
        "content": canonical(content),
    }
    _check(row)
    connection = session.connection()
    mine = SHOWN.c.patient_id == patient_id
    newest = select(SHOWN.c.content, SHOWN.c.hash).where(mine).order_by(SHOWN.c.seq.desc()).limit(1)
    alike = newest.where(SHOWN.c.what == what, SHOWN.c.week_start.is_not_distinct_from(week_start))
    if connection.execute(alike).scalar() == row["content"]:
        return False
    before = connection.execute(newest).first()
    row |= {"seq": next_seq(connection, SHOWN), "prev_hash": before.hash if before else ""}
    connection.execute(insert(SHOWN), {**row, "hash": shown_hash(row)})
    return True


def _check(row: Row) -> None:
    for name, span in LENGTH["shown"].items():
        if name in row and not span.low <= len(row[name]) <= span.high:
            raise ValueError(f"The {name} of what is shown is too short or too long. Show less at once.")


def shown(session: Session, patient_id: str, what: str | None = None) -> tuple[Shown, ...]:
    """What a patient was shown, oldest first; only of one kind when ``what`` is given."""
    where = [SHOWN.c.patient_id == patient_id]
    if what is not None:
        where.append(SHOWN.c.what == what)
    with readable():
        return tuple(_shown(row) for row in table_rows(session.connection(), SHOWN, *where))


def _shown(row: Row) -> Shown:
    names = (field.name for field in fields(Shown) if field.name != "content")
    return Shown(**{name: row[name] for name in names}, content=json.loads(row["content"]))
