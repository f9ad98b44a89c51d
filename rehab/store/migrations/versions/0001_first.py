"""The first schema. Its bounds are written out, because later versions may have others."""

import sqlalchemy as sa

from rehab.store.migrations.parts import OWNED, day, detail, index, instant, reference, table, text, whole

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make every table; triggers are put on afterwards."""
    _records()
    _shown()
    _bouts()
    _days()
    _person_and_programme()


def _records() -> None:
    table(
        "patient",
        [text("id"), instant("created_at"), sa.PrimaryKeyConstraint("id", name="pk_patient")],
        lengths={"id": (1, 200)},
    )
    table(
        "change",
        [
            *(text("id"), text("patient_id"), instant("at"), text("description"), text("kind")),
            text("undoes", nullable=True),
            sa.PrimaryKeyConstraint("id", name="pk_change"),
            sa.UniqueConstraint("patient_id", "id", name="uq_change_patient_id_id"),
            reference("change", ("patient_id", "undoes"), "change", ("patient_id", "id")),
            reference("change", ("patient_id",), "patient", ("id",)),
        ],
        lengths={"id": (1, 200), "description": (0, 500), "kind": (1, 40)},
    )
    index("change", "patient_id", "undoes")
    unique = (("patient_id", "entry_id", "revision"), ("patient_id", "seq"), ("uid",))
    table(
        "revision",
        [
            *(whole("seq"), text("uid"), text("patient_id"), text("entry_id"), whole("revision")),
            *(text("state"), text("kind"), day("day"), instant("recorded_at"), text("tz")),
            *(text("actor"), text("reason"), text("change_id"), text("prev_hash"), text("hash")),
            sa.PrimaryKeyConstraint("seq", name="pk_revision"),
            *(sa.UniqueConstraint(*names, name=f"uq_revision_{'_'.join(names)}") for names in unique),
            reference("revision", ("patient_id", "change_id"), "change", ("patient_id", "id")),
            reference("revision", ("patient_id",), "patient", ("id",)),
        ],
        wholes={"seq": (1, 2147483647), "revision": (1, 1000000)},
        lengths={
            **{"uid": (1, 200), "entry_id": (1, 200), "tz": (0, 200), "actor": (0, 200)},
            **{"reason": (0, 500), "prev_hash": (0, 64), "hash": (64, 64)},
        },
        words={
            "state": "'active', 'void'",
            "kind": "'bout', 'morning', 'rest', 'profile', 'diagnosis', 'assignment', 'phase', 'person'",
        },
        days=("day",),
    )
    index("revision", "patient_id", "change_id")
    index("revision", "patient_id", "kind", "day")


def _shown() -> None:
    table(
        "shown",
        [
            *(whole("seq"), text("patient_id"), instant("shown_at"), text("what"), day("day")),
            *(day("week_start", nullable=True), text("chain_head"), text("programme_hash")),
            *(text("rule_version"), text("content"), text("prev_hash"), text("hash")),
            sa.PrimaryKeyConstraint("seq", name="pk_shown"),
            sa.UniqueConstraint("patient_id", "seq", name="uq_shown_patient_id_seq"),
            reference("shown", ("patient_id",), "patient", ("id",)),
        ],
        wholes={"seq": (1, 2147483647)},
        lengths={
            **{"what": (1, 40), "chain_head": (0, 64), "programme_hash": (0, 200), "rule_version": (0, 200)},
            **{"content": (2, 2000000), "prev_hash": (0, 64), "hash": (64, 64)},
        },
        days=("day", "week_start"),
    )
    index("shown", "patient_id", "what", "week_start")


def _bouts() -> None:
    scores = ("pain_before", "pain_during", "pain_after", "effort")
    detail(
        "bout",
        [
            *(text("exercise"), text("side"), text("unit")),
            *(whole(name, nullable=True) for name in (*scores, "minutes")),
            *(text("note"), text("origin")),
        ],
        wholes={**dict.fromkeys(scores, (0, 10)), "minutes": (0, 1440)},
        lengths={"exercise": (1, 200), "note": (0, 2000), "origin": (0, 500)},
        words={"side": "'left', 'right', 'none'", "unit": "'reps', 'seconds', 'metres'"},
    )
    detail(
        "bout_set",
        [whole("position"), whole("amount"), whole("load_g", nullable=True)],
        key=(*OWNED, "position"),
        wholes={"position": (1, 500), "amount": (0, 1000000), "load_g": (0, 500000)},
    )


def _days() -> None:
    scores = ("score", "rest_pain", "stiffness_min", "woken")
    detail(
        "morning",
        [*(whole(name, nullable=True) for name in scores), text("note")],
        wholes={"score": (0, 10), "rest_pain": (0, 10), "stiffness_min": (0, 1440), "woken": (0, 50)},
        lengths={"note": (0, 2000)},
    )
    detail(
        "rest",
        [text("why", nullable=True), text("note")],
        lengths={"note": (0, 2000)},
        words={"why": "'pain', 'ill', 'time'"},
    )


def _person_and_programme() -> None:
    detail("profile", [text("facts")], lengths={"facts": (2, 20000)})
    detail(
        "diagnosis",
        [text("text"), text("made_by"), day("made_on")],
        lengths={"text": (1, 2000), "made_by": (0, 200)},
        days=("made_on",),
    )
    detail(
        "assignment",
        [text("weekdays"), text("programme_text"), text("programme_hash")],
        lengths={"weekdays": (3, 40), "programme_text": (1, 1000000), "programme_hash": (1, 200)},
    )
    detail(
        "phase_start",
        [text("phase"), text("said_by"), text("role")],
        lengths={"phase": (1, 200), "said_by": (0, 200), "role": (0, 200)},
    )
    detail(
        "person",
        [text("name"), day("born"), text("complaint"), text("emergency_number")],
        lengths={"name": (1, 200), "emergency_number": (0, 40)},
        words={"complaint": "'left', 'right', 'both'"},
        days=("born",),
    )
