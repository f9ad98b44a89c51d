"""Outcome measures, answers to criteria, clinicians' exceptions; stages, painkillers, confirmed minutes."""

import sqlalchemy as sa

from rehab.store.migrations.parts import day, detail, index, instant, reference, table, text, whole

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Let revisions be of the new kinds, add the new columns, and make the new tables."""
    _revision()
    _bout()
    _morning()
    _phase_start()
    _new()


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
            "'screen', 'finding', 'clearance', 'event', 'measure', 'answer', 'override'",
        },
        days=("day",),
        instead=True,
    )
    index("revision", "patient_id", "change_id")
    index("revision", "patient_id", "kind", "day")


def _bout() -> None:
    scores = ("pain_before", "pain_during", "pain_after", "effort")
    detail(
        "bout",
        [
            *(text("exercise"), text("side"), text("unit")),
            *(whole(name, nullable=True) for name in (*scores, "minutes")),
            *(text("note"), text("origin"), whole("stage", nullable=True)),
        ],
        wholes={**dict.fromkeys(scores, (0, 10)), "minutes": (0, 1440), "stage": (0, 99)},
        lengths={"exercise": (1, 200), "note": (0, 2000), "origin": (0, 500)},
        words={"side": "'left', 'right', 'none'", "unit": "'reps', 'seconds', 'metres'"},
        instead=True,
    )


def _morning() -> None:
    scores = ("score", "rest_pain", "stiffness_min", "woken", "limp")
    detail(
        "morning",
        [*(whole(name, nullable=True) for name in scores), text("note"), whole("painkiller", nullable=True)],
        wholes={
            **{"score": (0, 10), "rest_pain": (0, 10), "stiffness_min": (0, 1440), "woken": (0, 50)},
            **{"limp": (0, 1), "painkiller": (0, 1)},
        },
        lengths={"note": (0, 2000)},
        instead=True,
    )


def _phase_start() -> None:
    detail(
        "phase_start",
        [text("phase"), text("said_by"), text("role"), whole("minutes_confirmed", nullable=True)],
        wholes={"minutes_confirmed": (0, 1)},
        lengths={"phase": (1, 200), "said_by": (0, 200), "role": (0, 200)},
        instead=True,
    )


def _new() -> None:
    detail(
        "measure",
        [text(name) for name in ("kind", "scores", "note")],
        lengths={"scores": (2, 20000), "note": (0, 2000)},
        words={"kind": "'psfs', 'global_change', 'lefs', 'hagos', 'ihot12'"},
    )
    detail(
        "answer",
        [text("phase"), text("criterion"), whole("met"), text("said_by"), text("role")],
        wholes={"met": (0, 1)},
        lengths=dict.fromkeys(("phase", "criterion", "said_by", "role"), (1, 200)),
    )
    detail(
        "override",
        [
            *(text("kind"), text("exercise"), day("until", nullable=True)),
            *(text("said_by"), text("role"), text("why")),
        ],
        lengths={**dict.fromkeys(("exercise", "said_by", "role"), (1, 200)), "why": (1, 2000)},
        words={"kind": "'granularity'"},
        days=("until",),
    )
