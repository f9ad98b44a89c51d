"""What the patient asks; a clinician's limits, doses, notes, reviews; revisions counted by patient."""

import sqlalchemy as sa

from rehab.store.migrations.parts import day, detail, index, instant, reference, table, text, whole

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Let events be questions and revisions be of the new kinds; make the new tables."""
    _revision()
    _event()
    _override()
    _said()


def _revision() -> None:
    table(
        "revision",
        [
            *(text("patient_id"), whole("seq"), text("uid"), text("entry_id"), whole("revision")),
            *(text("state"), text("kind"), day("day"), instant("recorded_at"), text("tz")),
            *(text("actor"), text("reason"), text("change_id"), text("prev_hash"), text("hash")),
            sa.PrimaryKeyConstraint("patient_id", "seq", name="pk_revision"),
            sa.UniqueConstraint(
                "patient_id", "entry_id", "revision", name="uq_revision_patient_id_entry_id_revision"
            ),
            sa.UniqueConstraint("uid", name="uq_revision_uid"),
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
            "'screen', 'finding', 'clearance', 'event', 'measure', 'answer', 'override', 'note', 'review'",
        },
        days=("day",),
        instead=True,
    )
    index("revision", "patient_id", "change_id")
    index("revision", "patient_id", "kind", "day")


def _override() -> None:
    detail(
        "override",
        [
            *(text("kind"), text("exercise"), day("until", nullable=True)),
            *(text("said_by"), text("role"), text("why"), day("since", nullable=True)),
            *(whole(name, nullable=True) for name in ("amount", "sets", "load_g")),
        ],
        wholes={"amount": (0, 2147483647), "sets": (1, 500), "load_g": (0, 500000)},
        lengths={**dict.fromkeys(("exercise", "said_by", "role"), (1, 200)), "why": (1, 2000)},
        words={"kind": "'granularity', 'limit', 'dose', 'deload', 'faster_ramp'"},
        days=("until", "since"),
        instead=True,
    )


def _said() -> None:
    who = dict.fromkeys(("said_by", "role"), (1, 200))
    detail(
        "note",
        [text("text"), day("until", nullable=True), text("said_by"), text("role")],
        lengths={"text": (1, 2000), **who},
        days=("until",),
    )
    detail("review", [day("due"), text("said_by"), text("role")], lengths=who, days=("due",))


def _event() -> None:
    detail(
        "event",
        [text(name) for name in ("kind", "what", "side", "note")],
        lengths={"what": (0, 200), "note": (0, 2000)},
        words={
            "kind": "'manual_therapy', 'medicine', 'opioid', 'antineuropathic', 'muscle_relaxant', "
            "'methadone', 'steroid_injection', 'anaesthetic_injection', 'antibiotics', 'drainage', "
            "'cancer_therapy', 'surgery', 'physiotherapy', 'activity_change', 'imaging', 'walking_aid', "
            "'question'",
            "side": "'left', 'right', 'none'",
        },
        instead=True,
    )
