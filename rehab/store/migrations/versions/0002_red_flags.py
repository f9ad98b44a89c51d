"""Screens, findings, clearances and treatments; a limp of the morning; local services of the patient."""

import sqlalchemy as sa

from rehab.store.migrations.parts import day, detail, index, instant, reference, table, text, whole

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Let revisions be of the new kinds, add the new columns, and make the new tables."""
    _revision()
    _morning()
    _person()
    _flags()
    _event()


def _revision() -> None:
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
            "kind": "'bout', 'morning', 'rest', 'profile', 'diagnosis', 'assignment', 'phase', 'person', "
            "'screen', 'finding', 'clearance', 'event'",
        },
        days=("day",),
        instead=True,
    )
    index("revision", "patient_id", "change_id")
    index("revision", "patient_id", "kind", "day")


def _morning() -> None:
    scores = ("score", "rest_pain", "stiffness_min", "woken", "limp")
    detail(
        "morning",
        [*(whole(name, nullable=True) for name in scores), text("note")],
        wholes={
            **{"score": (0, 10), "rest_pain": (0, 10), "stiffness_min": (0, 1440), "woken": (0, 50)},
            **{"limp": (0, 1)},
        },
        lengths={"note": (0, 2000)},
        instead=True,
    )


def _person() -> None:
    detail(
        "person",
        [
            *(text("name"), day("born"), text("complaint"), text("emergency_number")),
            *(text(name, nullable=True) for name in ("emergency_department", "same_day_service")),
        ],
        lengths={
            **{"name": (1, 200), "emergency_number": (0, 40)},
            **{"emergency_department": (0, 200), "same_day_service": (0, 200)},
        },
        words={"complaint": "'left', 'right', 'both'"},
        days=("born",),
        instead=True,
    )


def _flags() -> None:
    detail(
        "screen",
        [whole("complete"), text("answers")],
        wholes={"complete": (0, 2)},
        lengths={"answers": (2, 20000)},
    )
    detail(
        "finding",
        [*(text(name) for name in ("item", "urgency", "text", "facts", "cause")), whole("pauses")],
        wholes={"pauses": (0, 1)},
        lengths={"item": (1, 40), "text": (1, 2000), "facts": (2, 20000), "cause": (0, 200)},
        words={"urgency": "'routine', 'two_weeks', 'same_day', 'emergency'"},
    )
    detail(
        "clearance",
        [*(text(name) for name in ("clears", "said_by", "role", "text")), whole("told_by_patient")],
        wholes={"told_by_patient": (0, 1)},
        lengths={"clears": (2, 20000), "said_by": (1, 200), "role": (1, 200), "text": (1, 2000)},
    )


def _event() -> None:
    detail(
        "event",
        [text(name) for name in ("kind", "what", "side", "note")],
        lengths={"what": (0, 200), "note": (0, 2000)},
        words={
            "kind": "'manual_therapy', 'medicine', 'opioid', 'antineuropathic', 'muscle_relaxant', "
            "'methadone', 'steroid_injection', 'anaesthetic_injection', 'antibiotics', 'drainage', "
            "'cancer_therapy', 'surgery', 'physiotherapy', 'activity_change', 'imaging', 'walking_aid'",
            "side": "'left', 'right', 'none'",
        },
    )
