"""The bounds of every stored column, by table: CHECK constraints and the door are both made from them."""

from typing import NamedTuple

from rehab.domain.limits import (
    EFFORT_MAX,
    LOAD_MAX_G,
    MINUTES_MAX,
    NAME_MAX,
    NOTE_MAX,
    PAIN_MAX,
    REASON_MAX,
    STAGE_MAX,
    STORED_AMOUNT_MAX,
    STORED_SETS_MAX,
    WOKEN_MAX,
)
from rehab.domain.words import (
    BOUT_UNITS,
    BreakReason,
    Complaint,
    EventKind,
    MeasureKind,
    OverrideKind,
    Side,
    Urgency,
)

PROGRAMME_MAX = 1_000_000
FACTS_MAX = 20_000
CONTENT_MAX = 2_000_000
HASH_LENGTH = 64


class Span(NamedTuple):
    """The least and the greatest of a whole number, or of the length of a text in characters."""

    low: int
    high: int


_PAIN = Span(0, PAIN_MAX)
_FLAG = Span(0, 1)
_ID = Span(1, NAME_MAX)
_NAME = Span(0, NAME_MAX)
_NOTE = Span(0, NOTE_MAX)
_HASH = Span(HASH_LENGTH, HASH_LENGTH)
_HASH_OR_NONE = Span(0, HASH_LENGTH)

WHOLE: dict[str, dict[str, Span]] = {
    "revision": {"seq": Span(1, 2**31 - 1), "revision": Span(1, 1_000_000)},
    "bout": {
        "pain_before": _PAIN,
        "pain_during": _PAIN,
        "pain_after": _PAIN,
        "effort": Span(0, EFFORT_MAX),
        "minutes": Span(0, MINUTES_MAX),
        "stage": Span(0, STAGE_MAX),
    },
    "bout_set": {
        "position": Span(1, STORED_SETS_MAX),
        "amount": Span(0, STORED_AMOUNT_MAX),
        "load_g": Span(0, LOAD_MAX_G),
    },
    "morning": {
        "score": _PAIN,
        "rest_pain": _PAIN,
        "stiffness_min": Span(0, MINUTES_MAX),
        "woken": Span(0, WOKEN_MAX),
        "limp": _FLAG,
        "painkiller": _FLAG,
    },
    "phase_start": {"minutes_confirmed": _FLAG},
    "finding": {"pauses": _FLAG},
    "clearance": {"told_by_patient": _FLAG},
    "answer": {"met": _FLAG},
    "override": {
        "amount": Span(0, 2**31 - 1),
        "sets": Span(1, STORED_SETS_MAX),
        "load_g": Span(0, LOAD_MAX_G),
    },
    "screen": {"complete": Span(0, 2)},
    "shown": {"seq": Span(1, 2**31 - 1)},
}
"""Whole numbers, both ends included."""

LENGTH: dict[str, dict[str, Span]] = {
    "patient": {"id": _ID},
    "change": {"id": _ID, "description": Span(0, REASON_MAX), "kind": Span(1, 40)},
    "revision": {
        "uid": _ID,
        "entry_id": _ID,
        "tz": _NAME,
        "actor": _NAME,
        "reason": Span(0, REASON_MAX),
        "prev_hash": _HASH_OR_NONE,
        "hash": _HASH,
    },
    "bout": {"exercise": _ID, "note": _NOTE, "origin": Span(0, REASON_MAX)},
    "morning": {"note": _NOTE},
    "rest": {"note": _NOTE},
    "profile": {"facts": Span(2, FACTS_MAX)},
    "diagnosis": {"text": Span(1, NOTE_MAX), "made_by": _NAME},
    "assignment": {
        "weekdays": Span(3, 40),
        "programme_text": Span(1, PROGRAMME_MAX),
        "programme_hash": Span(1, NAME_MAX),
    },
    "phase_start": {"phase": _ID, "said_by": _NAME, "role": _NAME},
    "person": {
        "name": _ID,
        "emergency_number": Span(0, 40),
        "emergency_department": _NAME,
        "same_day_service": _NAME,
    },
    "screen": {"answers": Span(2, FACTS_MAX)},
    "finding": {"item": Span(1, 40), "text": Span(1, NOTE_MAX), "facts": Span(2, FACTS_MAX), "cause": _NAME},
    "clearance": {"clears": Span(2, FACTS_MAX), "said_by": _ID, "role": _ID, "text": Span(1, NOTE_MAX)},
    "event": {"what": _NAME, "note": _NOTE},
    "measure": {"scores": Span(2, FACTS_MAX), "note": _NOTE},
    "answer": {"phase": _ID, "criterion": _ID, "said_by": _ID, "role": _ID},
    "override": {"exercise": _ID, "said_by": _ID, "role": _ID, "why": Span(1, NOTE_MAX)},
    "note": {"text": Span(1, NOTE_MAX), "said_by": _ID, "role": _ID},
    "review": {"said_by": _ID, "role": _ID},
    "shown": {
        "what": Span(1, 40),
        "chain_head": _HASH_OR_NONE,
        "programme_hash": _NAME,
        "rule_version": _NAME,
        "content": Span(2, CONTENT_MAX),
        "prev_hash": _HASH_OR_NONE,
        "hash": _HASH,
    },
}
"""Lengths of texts in characters, both ends included."""

CHOICE: dict[str, dict[str, tuple[str, ...]]] = {
    "revision": {
        "state": ("active", "void"),
        "kind": (
            *("bout", "morning", "rest", "profile", "diagnosis", "assignment", "phase", "person"),
            *("screen", "finding", "clearance", "event", "measure", "answer", "override", "note", "review"),
        ),
    },
    "bout": {"side": tuple(Side), "unit": BOUT_UNITS},
    "rest": {"why": tuple(BreakReason)},
    "person": {"complaint": tuple(Complaint)},
    "finding": {"urgency": tuple(u for u in Urgency if u is not Urgency.NONE)},
    "event": {"kind": tuple(EventKind), "side": tuple(Side)},
    "measure": {"kind": tuple(MeasureKind)},
    "override": {"kind": tuple(OverrideKind)},
}
"""Columns that hold one of a few words."""

DAYS: dict[str, tuple[str, ...]] = {
    "revision": ("day",),
    "diagnosis": ("made_on",),
    "person": ("born",),
    "override": ("until", "since"),
    "note": ("until",),
    "review": ("due",),
    "shown": ("day", "week_start"),
}
"""Columns that hold a civil day from 1900 to 9999."""
