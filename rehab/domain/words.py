"""The clinic's words as types: units, sides, decisions, urgencies."""

from enum import StrEnum

EMERGENCY_NUMBERS = "112, 911, 999 or 000"
"""Whom to call in an emergency while the patient's own number is not known (CE §4.1, H18)."""


class Unit(StrEnum):
    """What one exercise is counted in. Volumes of different units are never added.

    Bouts are logged in reps, seconds or metres; ``gram_reps``, reps times grams, is the volume of loaded
    exercises alone.
    """

    REPS = "reps"
    SECONDS = "seconds"
    METRES = "metres"
    GRAM_REPS = "gram_reps"


BOUT_UNITS = (Unit.REPS, Unit.SECONDS, Unit.METRES)
"""What a bout can be logged in."""


class Side(StrEnum):
    """The side of the body that a bout worked; ``none`` where the exercise has no side."""

    LEFT = "left"
    RIGHT = "right"
    NONE = "none"

    @property
    def other(self) -> "Side":
        """The opposite side; ``none`` stays ``none``."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, Side.NONE)


class SideRule(StrEnum):
    """Which sides a programme asks for: none, each, or by the side of the complaint."""

    NONE = "none"
    EACH = "each"
    AFFECTED = "affected"
    UNAFFECTED = "unaffected"


class Complaint(StrEnum):
    """The side of the complaint, as the patient gives it."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class PhaseKind(StrEnum):
    """What a phase is for; the pain rules of design §4.9 depend on it."""

    SETTLE = "settle"
    STRENGTHEN = "strengthen"
    RETURN = "return"


class DecisionKind(StrEnum):
    """What a week's decision does to the limit, most cautious first."""

    STOP = "stop"
    PAUSE = "pause"
    REGRESS = "regress"
    RE_ENTRY = "re_entry"
    HOLD = "hold"
    DELOAD = "deload"
    PROGRESS = "progress"


class Urgency(StrEnum):
    """How soon a person is needed (CE §4.1); ``none`` means no open finding."""

    NONE = "none"
    ROUTINE = "routine"
    TWO_WEEKS = "two_weeks"
    SAME_DAY = "same_day"
    EMERGENCY = "emergency"


class BreakReason(StrEnum):
    """Why a rest or a break was taken (design §4.5)."""

    PAIN = "pain"
    ILL = "ill"
    TIME = "time"


class EventKind(StrEnum):
    """A treatment on record (the seeds' table of treatments), an examination, or what the patient asks."""

    MANUAL_THERAPY = "manual_therapy"
    MEDICINE = "medicine"
    OPIOID = "opioid"
    ANTINEUROPATHIC = "antineuropathic"
    MUSCLE_RELAXANT = "muscle_relaxant"
    METHADONE = "methadone"
    STEROID_INJECTION = "steroid_injection"
    ANAESTHETIC_INJECTION = "anaesthetic_injection"
    ANTIBIOTICS = "antibiotics"
    DRAINAGE = "drainage"
    CANCER_THERAPY = "cancer_therapy"
    SURGERY = "surgery"
    PHYSIOTHERAPY = "physiotherapy"
    ACTIVITY_CHANGE = "activity_change"
    IMAGING = "imaging"
    WALKING_AID = "walking_aid"
    QUESTION = "question"


class MeasureKind(StrEnum):
    """An outcome measure: the patient's own activities, a global change, or scores made elsewhere (CE §6)."""

    PSFS = "psfs"
    GLOBAL_CHANGE = "global_change"
    LEFS = "lefs"
    HAGOS = "hagos"
    IHOT12 = "ihot12"


class CriterionKind(StrEnum):
    """Who tells whether a criterion of a phase is met: the diary, the patient, or a clinician."""

    MEASURED = "measured"
    SELF_REPORT = "self_report"
    CLINICIAN_CHECK = "clinician_check"


class Measured(StrEnum):
    """What a measured criterion looks at.

    ``clean_weeks`` are qualifying weeks running without a breach, counted back from the last one ended;
    the pains are the worst score of the last days; ``stage_sessions`` are clean sessions at a stage or
    above it.
    """

    DAYS_IN_PHASE = "days_in_phase"
    CLEAN_WEEKS = "clean_weeks"
    REST_PAIN = "rest_pain"
    MORNING_PAIN = "morning_pain"
    DURING_PAIN = "during_pain"
    PSFS_CHANGE = "psfs_change"
    STAGE_SESSIONS = "stage_sessions"


class OverrideKind(StrEnum):
    """A clinician's recorded exception (design §2, §4.2, §4.5).

    One more step than the percentage allows, a week's limit, a session's dose, a lighter week, or a faster
    way back after a break.
    """

    GRANULARITY = "granularity"
    LIMIT = "limit"
    DOSE = "dose"
    DELOAD = "deload"
    FASTER_RAMP = "faster_ramp"


def affected_sides(rule: SideRule, complaint: Complaint) -> tuple[Side, ...]:
    """The sides that an exercise is prescribed for, given the side of the complaint.

    A complaint on both sides makes both sides affected and neither unaffected.
    """
    both = (Side.LEFT, Side.RIGHT)
    if rule is SideRule.NONE:
        return (Side.NONE,)
    if rule is SideRule.EACH:
        return both
    if complaint is Complaint.BOTH:
        return both if rule is SideRule.AFFECTED else ()
    side = Side(complaint.value)
    return (side,) if rule is SideRule.AFFECTED else (side.other,)
