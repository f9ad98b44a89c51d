"""The diary as it stands: the newest active revision of every entry, as domain data."""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, and_, bindparam, exists, select
from sqlmodel import Session

from rehab.domain.diary import (
    Bout,
    Clearance,
    ClinicianNote,
    CriterionAnswer,
    Diagnosis,
    Event,
    MeasureTaken,
    Morning,
    Override,
    Person,
    PhaseStart,
    Profile,
    Raised,
    RestDay,
    ReviewDate,
    Screen,
)
from rehab.domain.doses import SetDone
from rehab.domain.record import AssignmentText
from rehab.store.daily_rows import bout
from rehab.store.payloads import payload_of, table_of
from rehab.store.records import StoredDiary
from rehab.store.rows import Details
from rehab.store.tables import CATALOGUE, REVISION
from rehab.store.troubles import Missing, readable
from rehab.store.writing import head

__all__ = ["flagged", "flags", "head", "load", "patients"]

T = TypeVar("T")
_NOW = REVISION.alias("now")
_FIRST = REVISION.alias("first")
_LATER = REVISION.alias("later")
_BOUT = CATALOGUE.tables["bout"]
_SET = CATALOGUE.tables["bout_set"]


def patients(session: Session) -> tuple[Person, ...]:
    """The people whose diaries are in the file, in the order in which they were added."""
    with readable():
        return tuple(_entries(session.connection(), None, "person", Person))


def load(session: Session, patient_id: str) -> StoredDiary:
    """Everything that stands in a patient's diary, by day and then by the order of recording.

    Raises Missing when there is no such patient, or no programme was given yet, and Damaged for rows
    that are not entries.
    """
    connection = session.connection()
    kinds = _kinds(connection, patient_id)

    def found(kind: str, made: type[T], *, by_day: bool = True) -> tuple[T, ...]:
        return tuple(_entries(connection, patient_id, kind, made, by_day=by_day)) if kind in kinds else ()

    with readable():
        people = found("person", Person)
        given = found("assignment", AssignmentText, by_day=False)
        if not people or not given:
            raise Missing("No patient with a programme was found there. `rehab init` sets one up.")
        return StoredDiary(
            person=people[-1],
            assignments=tuple(sorted(given, key=lambda assignment: assignment.starts)),
            bouts=tuple(_bouts(connection, patient_id)) if "bout" in kinds else (),
            mornings=found("morning", Morning),
            rests=found("rest", RestDay),
            profiles=found("profile", Profile),
            diagnoses=found("diagnosis", Diagnosis),
            phases=found("phase", PhaseStart),
            screens=found("screen", Screen),
            raised=found("finding", Raised),
            clearances=found("clearance", Clearance),
            events=found("event", Event),
            measures=found("measure", MeasureTaken),
            answers=found("answer", CriterionAnswer),
            overrides=found("override", Override),
            notes=found("note", ClinicianNote),
            reviews=found("review", ReviewDate),
            head=head(session, patient_id),
        )


def flagged(session: Session) -> tuple[str, ...]:
    """The patients for whom anything was ever raised."""
    asked = select(REVISION.c.patient_id).where(REVISION.c.kind == "finding").distinct()
    return tuple(session.connection().execute(asked).scalars())


def _kinds(connection: Connection, patient_id: str) -> frozenset[str]:
    """The kinds of entry that a patient has: building a query for a kind takes longer than running it."""
    asked = select(REVISION.c.kind).where(REVISION.c.patient_id == patient_id).distinct()
    return frozenset(connection.execute(asked).scalars())


def flags(session: Session, patient_id: str) -> tuple[tuple[Raised, ...], tuple[Clearance, ...]]:
    """What was raised and what was cleared, without the rest of the diary."""
    connection = session.connection()
    with readable():
        raised = tuple(_entries(connection, patient_id, "finding", Raised))
        return raised, tuple(_entries(connection, patient_id, "clearance", Clearance))


@cache
def _standing(table: Table, everyone: bool, by_day: bool) -> Select[Any]:
    """The newest active revisions with a row in ``table``: their seq, entry and day, then that row.

    Built once for each table, because building takes longer than running.
    """
    newer = exists().where(
        _LATER.c.patient_id == _NOW.c.patient_id,
        _LATER.c.entry_id == _NOW.c.entry_id,
        _LATER.c.revision > _NOW.c.revision,
    )
    original = and_(
        _FIRST.c.patient_id == _NOW.c.patient_id,
        _FIRST.c.entry_id == _NOW.c.entry_id,
        _FIRST.c.revision == 1,
    )
    detail = and_(table.c.patient_id == _NOW.c.patient_id, table.c.seq == _NOW.c.seq)
    asked = (
        select(_NOW.c.seq, _NOW.c.entry_id, _NOW.c.day, *table.c)
        .join_from(_NOW, table, detail)
        .join(_FIRST, original)
        .where(_NOW.c.state == "active", ~newer)
    )
    if not everyone:
        asked = asked.where(_NOW.c.patient_id == bindparam("patient"))
    order = (_FIRST.c.seq, _NOW.c.patient_id) if everyone else (_FIRST.c.seq,)
    return asked.order_by(_NOW.c.day, *order) if by_day else asked.order_by(*order)


def _entries(
    connection: Connection, patient_id: str | None, kind: str, made: type[T], *, by_day: bool = True
) -> list[T]:
    table = CATALOGUE.tables[table_of(kind)]
    names = table.c.keys()
    asked = _standing(table, patient_id is None, by_day)
    found: list[T] = []
    for _, entry, day, *values in connection.execute(asked, {"patient": patient_id}):
        details: Details = {table.name: [dict(zip(names, values, strict=True))]}
        payload = payload_of(kind, entry, day, details)
        if isinstance(payload, made):
            found.append(payload)
    return found


def _bouts(connection: Connection, patient_id: str) -> list[Bout]:
    names = _BOUT.c.keys()
    sets = _sets(connection, patient_id)
    return [
        bout(entry, day, dict(zip(names, values, strict=True)), tuple(sets.get(seq, ())))
        for seq, entry, day, *values in connection.execute(
            _standing(_BOUT, False, True), {"patient": patient_id}
        )
    ]


def _sets(connection: Connection, patient_id: str) -> dict[int, list[SetDone]]:
    """Every set of a patient by the ``seq`` of its revision, in the order of position."""
    asked = select(_SET.c.seq, _SET.c.amount, _SET.c.load_g).where(_SET.c.patient_id == patient_id)
    found: dict[int, list[SetDone]] = {}
    # Sets repeat: one frozen object for each pair of numbers saves most of the time of a long diary.
    known: dict[tuple[int, int | None], SetDone] = {}
    for seq, amount, load_g in connection.execute(asked.order_by(_SET.c.seq, _SET.c.position)):
        one = known.get((amount, load_g))
        if one is None:
            one = known[amount, load_g] = SetDone(amount, load_g)
        found.setdefault(seq, []).append(one)
    return found
