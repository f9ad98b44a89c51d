"""The JSON shapes of single entries: bouts, mornings, rest days and the rest of the record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rehab.domain.days import weekday_text
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
from rehab.domain.doses import dose_code
from rehab.domain.record import Payload

Json = dict[str, Any]


def bout_json(bout: Bout) -> Json:
    """A bout; ``sets`` are amounts in base units with loads in grams."""
    return {
        "id": bout.entry,
        "kind": "bout",
        "day": str(bout.day),
        "exercise": bout.exercise,
        "side": bout.side.value,
        "unit": bout.unit.value,
        "dose": dose_code(bout.unit, bout.sets),
        "sets": [{"amount": s.amount, "load_g": s.load_g} for s in bout.sets],
        "pain_before": bout.pain_before,
        "pain_during": bout.pain_during,
        "pain_after": bout.pain_after,
        "effort": bout.effort,
        "minutes": bout.minutes,
        "note": bout.note,
        "origin": bout.origin,
        "stage": bout.stage,
    }


def morning_json(morning: Morning) -> Json:
    """A morning's scores."""
    return {
        "id": morning.entry,
        "kind": "morning",
        "day": str(morning.day),
        "morning": morning.score,
        "rest_pain": morning.rest_pain,
        "stiffness_min": morning.stiffness_min,
        "woken": morning.woken,
        "limp": morning.limp,
        "painkiller": morning.painkiller,
        "note": morning.note,
    }


def rest_json(rest: RestDay) -> Json:
    """A rest day."""
    why = rest.why.value if rest.why else None
    return {"id": rest.entry, "kind": "rest", "day": str(rest.day), "why": why, "note": rest.note}


def entry_json(entry: Payload) -> Json:
    """Any entry of the record."""
    if isinstance(entry, Bout):
        return bout_json(entry)
    if isinstance(entry, Morning):
        return morning_json(entry)
    if isinstance(entry, RestDay):
        return rest_json(entry)
    if isinstance(entry, Profile):
        facts: Mapping[str, object] = entry.facts
        return {"id": entry.entry, "kind": "profile", "day": str(entry.day), "facts": dict(facts)}
    if isinstance(entry, Diagnosis):
        base = {"id": entry.entry, "kind": "diagnosis", "day": str(entry.day)}
        return {**base, "text": entry.text, "by": entry.by, "on": str(entry.on)}
    if isinstance(entry, PhaseStart):
        base = {"id": entry.entry, "kind": "phase", "day": str(entry.day)}
        who = {"by": entry.by, "role": entry.role}
        return {**base, "phase": entry.phase, **who, "minutes_confirmed": entry.minutes_confirmed}
    if isinstance(entry, Person):
        return {
            "id": entry.id,
            "kind": "person",
            "name": entry.name,
            "born": str(entry.born),
            "complaint": entry.complaint.value,
            "emergency_number": entry.emergency_number,
            "emergency_department": entry.emergency_department,
            "same_day_service": entry.same_day_service,
        }
    if isinstance(entry, Screen | Raised | Clearance | Event):
        return _flagged_json(entry)
    if isinstance(entry, MeasureTaken | CriterionAnswer | Override):
        return _judged_json(entry)
    if isinstance(entry, ClinicianNote | ReviewDate):
        return _told_json(entry)
    base = {"id": entry.entry, "kind": "assignment", "starts": str(entry.starts)}
    days = weekday_text(entry.weekdays)
    return {**base, "days": days, "programme_hash": entry.hash, "programme_text": entry.text}


def _flagged_json(entry: Screen | Raised | Clearance | Event) -> Json:
    """Screens, findings, clearances and treatments."""
    base: Json = {"id": entry.entry, "day": str(entry.day)}
    if isinstance(entry, Screen):
        return {**base, "kind": "screen", "full": entry.full, "answers": dict(entry.answers)}
    if isinstance(entry, Raised):
        told = {"item": entry.item, "urgency": entry.urgency.value, "text": entry.text}
        more = {"facts": dict(entry.facts), "cause": entry.cause, "pauses": entry.pauses}
        return {**base, "kind": "finding", **told, **more}
    if isinstance(entry, Clearance):
        who = {"by": entry.by, "role": entry.role, "told_by_patient": entry.told_by_patient}
        return {**base, "kind": "clearance", "clears": list(entry.clears), **who, "text": entry.text}
    what = {"event": entry.kind.value, "what": entry.what, "side": entry.side.value, "note": entry.note}
    return {**base, "kind": "event", **what}


def _judged_json(entry: MeasureTaken | CriterionAnswer | Override) -> Json:
    """Outcome measures, answers to the criteria of a phase, and a clinician's exceptions."""
    base: Json = {"id": entry.entry, "day": str(entry.day)}
    if isinstance(entry, MeasureTaken):
        said: Json = {"measure": entry.kind.value, "scores": dict(entry.scores), "note": entry.note}
        return {**base, "kind": "measure", **said}
    who = {"by": entry.by, "role": entry.role}
    if isinstance(entry, CriterionAnswer):
        said = {"phase": entry.phase, "criterion": entry.criterion, "met": entry.met}
        return {**base, "kind": "answer", **said, **who}
    said = {"override": entry.kind.value, "exercise": entry.exercise, "until": _day(entry.until)}
    size = {"since": _day(entry.since), "amount": entry.amount, "sets": entry.sets, "load_g": entry.load_g}
    return {**base, "kind": "override", **said, **size, "why": entry.why, **who}


def _told_json(entry: ClinicianNote | ReviewDate) -> Json:
    """What a clinician tells the patient."""
    base: Json = {"id": entry.entry, "day": str(entry.day)}
    who = {"by": entry.by, "role": entry.role}
    if isinstance(entry, ReviewDate):
        return {**base, "kind": "review", "due": str(entry.due), **who}
    return {**base, "kind": "note", "text": entry.text, "until": _day(entry.until), **who}


def _day(day: date | None) -> str | None:
    return str(day) if day else None
