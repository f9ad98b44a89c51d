"""The fields of an entry as a person names them when amending it, each with its reader."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rehab.actions.daily import checked_day
from rehab.actions.desk import Desk
from rehab.actions.numbers import check_whole, whole
from rehab.actions.plans import screening
from rehab.actions.refusals import Refused
from rehab.domain.days import parse_date
from rehab.domain.diary import Bout, Diagnosis, Event, MeasureTaken, Morning, Person, Profile, RestDay, Screen
from rehab.domain.doses import parse_dose
from rehab.domain.eligibility import KEYS
from rehab.domain.limits import EFFORT_MAX, MINUTES_MAX, PAIN_MAX, STAGE_MAX, WOKEN_MAX
from rehab.domain.measure_scales import SCALES, check_scores, read_scores
from rehab.domain.record import Payload
from rehab.domain.text import clean
from rehab.domain.words import BreakReason, Complaint, Side

Reader = Callable[[str, Any], Any]
"""Reads a typed text; beside it, the desk and the entry. Raises Refused or ValueError for what cannot be."""


def fields_of(payload: Payload) -> dict[str, tuple[str, Reader]]:
    """The fields of an entry; those of a screen are the facts that it asks, of a measure its scores."""
    if isinstance(payload, Screen):
        return {str(item.asks): _answer_field(str(item.asks)) for item in screening().questions}
    if isinstance(payload, MeasureTaken):
        names = SCALES[payload.kind].names or tuple(payload.scores)
        return {**{name: _score_field(name) for name in names}, **_FIELDS[MeasureTaken]}
    return _FIELDS[type(payload)]


def _score_field(name: str) -> tuple[str, Reader]:
    def read(text: str, context: tuple[Desk, Any]) -> dict[str, int]:
        measure = context[1]
        others = {key: score for key, score in measure.scores.items() if key != name}
        scores = others if text == "-" else {**others, **read_scores(measure.kind, [f"{name}={text}"])}
        check_scores(measure.kind, scores)
        return scores

    return "scores", read


def _answer_field(key: str) -> tuple[str, Reader]:
    def read(text: str, context: tuple[Desk, Any]) -> dict[str, Any]:
        return {**context[1].answers, key: _answer(text, context)}

    return "answers", read


def _number(name: str, most: int) -> tuple[str, Reader]:
    def read(text: str, _: object) -> int | None:
        value = whole(name, text)
        check_whole(name, value, most)
        return value

    return name, read


def _text(text: str, _: object) -> str:
    return clean(text, multiline=True)


def _line(text: str, _: object) -> str:
    line = clean(text).strip()
    if not line:
        raise Refused("This field cannot be empty. Give a text, or withdraw the entry with --void.")
    return line


def _past_day(text: str, context: tuple[Desk, Payload]) -> date:
    desk = context[0]
    return checked_day(desk, parse_date(text, desk.today))


def _sets(text: str, context: tuple[Desk, Any]) -> Any:
    return parse_dose(text, context[1].unit).sets


def _answer(text: str, _: object) -> bool | str | None:
    answers: dict[str, bool | str | None] = {"yes": True, "no": False, "unsure": "unsure", "-": None}
    if text.lower() not in answers:
        raise Refused(f"“{clean(text, limit=20)}” is not an answer. Give yes, no, unsure or -.")
    return answers[text.lower()]


def _yes_no(text: str, _: object) -> bool | None:
    answer = _answer(text, _)
    if answer == "unsure":
        raise Refused("This is yes, no or -. Give one of them.")
    return answer if isinstance(answer, bool) else None


def _fact(key: str) -> tuple[str, Reader]:
    def read(text: str, context: tuple[Desk, Any]) -> dict[str, Any]:
        return {**context[1].facts, key: _answer(text, context)}

    return "facts", read


def _one_of(kind: type[Side] | type[Complaint] | type[BreakReason]) -> Reader:
    def read(text: str, _: object) -> Any:
        if text == "-" and kind is BreakReason:
            return None
        try:
            return kind(text.lower())
        except ValueError:
            raise Refused(f"“{clean(text, limit=20)}” is not possible. Give {', '.join(kind)}.") from None

    return read


_FIELDS: dict[type, dict[str, tuple[str, Reader]]] = {
    Bout: {
        "day": ("day", _past_day),
        "exercise": ("exercise", _line),
        "side": ("side", _one_of(Side)),
        "dose": ("sets", _sets),
        "before": ("pain_before", _number("before", PAIN_MAX)[1]),
        "during": ("pain_during", _number("during", PAIN_MAX)[1]),
        "after": ("pain_after", _number("after", PAIN_MAX)[1]),
        "effort": _number("effort", EFFORT_MAX),
        "minutes": _number("minutes", MINUTES_MAX),
        "stage": _number("stage", STAGE_MAX),
        "note": ("note", _text),
    },
    Morning: {
        "day": ("day", _past_day),
        "morning": ("score", _number("morning", PAIN_MAX)[1]),
        "rest": ("rest_pain", _number("rest", PAIN_MAX)[1]),
        "stiffness": ("stiffness_min", _number("stiffness", MINUTES_MAX)[1]),
        "woken": _number("woken", WOKEN_MAX),
        "limp": ("limp", _yes_no),
        "painkiller": ("painkiller", _yes_no),
        "note": ("note", _text),
    },
    MeasureTaken: {"day": ("day", _past_day), "note": ("note", _text)},
    RestDay: {"day": ("day", _past_day), "why": ("why", _one_of(BreakReason)), "note": ("note", _text)},
    Profile: {key: _fact(key) for key in KEYS},
    Diagnosis: {"text": ("text", _line), "by": ("by", _line), "on": ("on", _past_day)},
    Event: {
        "day": ("day", _past_day),
        "what": ("what", _text),
        "side": ("side", _one_of(Side)),
        "note": ("note", _text),
    },
    Person: {
        "name": ("name", _line),
        "born": ("born", _past_day),
        "side": ("complaint", _one_of(Complaint)),
        "emergency_number": ("emergency_number", _line),
        "emergency_department": ("emergency_department", _text),
        "same_day_service": ("same_day_service", _text),
    },
}
"""The fields of each kind of entry as a person names them, with the attribute and its reader."""
