"""The history as plain text: every entry with its amendments, newest last."""

from collections.abc import Mapping, Sequence

from rehab.domain.days import weekday_text
from rehab.domain.diary import (
    Bout,
    Clearance,
    ClinicianNote,
    CriterionAnswer,
    Diagnosis,
    Event,
    Fact,
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
from rehab.domain.measure_scales import SCALES
from rehab.domain.record import Payload, Revision
from rehab.domain.text import clean
from rehab.render.measure_text import scores_text
from rehab.render.words import (
    answer_text,
    bout_text,
    day_text,
    event_text,
    override_size,
    override_text,
    score,
    short_id,
    side_text,
    urgency_text,
)


def history_page(revisions: Sequence[Revision]) -> str:
    """One line a revision: id, day, what it says; amended and withdrawn ones say so and why."""
    if not revisions:
        return "Nothing is recorded yet. `rehab log EXERCISE DOSE` records a bout."
    return "\n".join(_line(revision) for revision in revisions)


def _line(revision: Revision) -> str:
    mark = "withdrawn" if revision.state != "active" else "amended" if revision.number > 1 else ""
    text = f"{short_id(revision.entry)}  {day_text(revision.day)}  {payload_text(revision.payload)}"
    if mark:
        reason = f": {clean(revision.reason)}" if revision.reason else ""
        text += f"  [{mark}, revision {revision.number}{reason}]"
    return text


def payload_text(payload: Payload) -> str:
    """What an entry says, in one line."""
    if isinstance(payload, Bout):
        note = f" — {clean(payload.note)}" if payload.note else ""
        return f"{clean(payload.exercise)}: {bout_text(payload)}{note}"
    if isinstance(payload, Morning):
        return _morning(payload)
    if isinstance(payload, RestDay):
        why = f", {payload.why}" if payload.why else ""
        return f"rest day{why}" + (f" — {clean(payload.note)}" if payload.note else "")
    if isinstance(payload, Profile):
        return f"profile: {_answers(payload.facts)}"
    if isinstance(payload, Diagnosis):
        return f"diagnosis: {clean(payload.text)}, by {clean(payload.by)} on {payload.on}"
    if isinstance(payload, PhaseStart):
        minutes = ", its minutes confirmed" if payload.minutes_confirmed else ""
        return f"phase {payload.phase} begins{minutes}, by {clean(payload.by)}, {clean(payload.role)}"
    if isinstance(payload, Person):
        return f"patient {clean(payload.name)}, born {payload.born}, complaint {payload.complaint}"
    if isinstance(payload, Screen | Raised | Clearance | Event):
        return _flagged(payload)
    if isinstance(payload, MeasureTaken | CriterionAnswer | Override):
        return _judged(payload)
    if isinstance(payload, ClinicianNote | ReviewDate):
        return _told(payload)
    return f"programme from {payload.starts} on, training {weekday_text(payload.weekdays)}"


def _flagged(payload: Screen | Raised | Clearance | Event) -> str:
    """What was asked about serious causes, what it raised, who cleared it, and treatments."""
    if isinstance(payload, Screen):
        part = "weekly screen" if payload.weekly else "part of a screen"
        which = "full screen" if payload.full else part
        return f"{which}: {_answers(payload.answers)}"
    if isinstance(payload, Raised):
        return f"finding {payload.item}, {urgency_text(payload.urgency)}: {clean(payload.text)}"
    if isinstance(payload, Clearance):
        told = ", as told by the patient" if payload.told_by_patient else ""
        who = f"{clean(payload.by)}, {clean(payload.role)}{told}"
        return f"clearance of {len(payload.clears)} by {who}: {clean(payload.text)}"
    parts = [event_text(payload.kind), clean(payload.what), side_text(payload.side)]
    note = f" — {clean(payload.note)}" if payload.note else ""
    return ", ".join(part for part in parts if part) + note


def _judged(payload: MeasureTaken | CriterionAnswer | Override) -> str:
    """Outcome measures, answers to the criteria of a phase, and a clinician's exceptions."""
    if isinstance(payload, MeasureTaken):
        note = f" — {clean(payload.note)}" if payload.note else ""
        return f"{SCALES[payload.kind].title}: {scores_text(payload)}{note}"
    who = f"by {clean(payload.by)}, {clean(payload.role)}"
    if isinstance(payload, CriterionAnswer):
        met = "met" if payload.met else "not met"
        return f"{payload.phase}, criterion {payload.criterion}: {met}, {who}"
    until = f"until {payload.until}" if payload.until else "open-ended"
    what = f"{override_text(payload.kind)} for {payload.exercise}"
    size, since = override_size(payload), f"from {payload.since}" if payload.since else ""
    return ", ".join(part for part in (what, size, since, until, who) if part) + f": {clean(payload.why)}"


def _told(payload: ClinicianNote | ReviewDate) -> str:
    """What a clinician tells the patient."""
    who = f"by {clean(payload.by)}, {clean(payload.role)}"
    if isinstance(payload, ReviewDate):
        return f"next review {payload.due}, {who}"
    until = f", until {payload.until}" if payload.until else ""
    return f"note {who}{until}: {clean(payload.text)}"


def _answers(facts: Mapping[str, Fact]) -> str:
    """How many answers there are, and which of them are not a plain no."""
    told = [
        f"{key} {answer_text(value)}"
        for key, value in facts.items()
        if value is not False and value is not None
    ]
    given = sum(value is not None for value in facts.values())
    if not given:
        return "nothing answered"
    return f"{given} answered ({clean(', '.join(told)) or 'all with no'})"


def _morning(morning: Morning) -> str:
    parts = [f"morning {score(morning.score)}"]
    if morning.rest_pain is not None:
        parts.append(f"at rest {morning.rest_pain}")
    if morning.stiffness_min is not None:
        parts.append(f"stiff {morning.stiffness_min} min")
    if morning.woken is not None:
        parts.append(f"woken {morning.woken}×")
    if morning.limp is not None:
        parts.append("limping" if morning.limp else "no limp")
    if morning.painkiller is not None:
        parts.append("painkiller taken" if morning.painkiller else "no painkiller")
    return ", ".join(parts) + (f" — {clean(morning.note)}" if morning.note else "")
