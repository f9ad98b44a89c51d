"""The door: every payload is cleaned and checked here before any SQL, by the bounds of the tables."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, TypeVar

from rehab.domain.diary import Bout, MeasureTaken, Profile, Raised, Screen
from rehab.domain.doses import SetDone
from rehab.domain.limits import FIRST_DAY
from rehab.domain.measure_scales import check_scores
from rehab.domain.record import AssignmentText, Payload
from rehab.domain.text import clean
from rehab.store.bounds import CHOICE, LENGTH, WHOLE, Span
from rehab.store.payloads import day_of, details_of, entry_of
from rehab.store.tables import DETAILS

P = TypeVar("P", bound=Any)
_LINES = ("note", "text")
"""Fields in which a person may write several lines."""
_UNCUT = 10**9
_REQUIRED = {(table.name, column.name) for table in DETAILS for column in table.c if not column.nullable}


def cleaned(payload: P) -> P:
    """The payload with every text cleaned; nothing is cut, so that ``check_payload`` can refuse it.

    A programme stays as it is, because its hash speaks of exactly this text.
    """
    changed: dict[str, Any] = {}
    for field in fields(payload):
        value = getattr(payload, field.name)
        if type(value) is str and not (isinstance(payload, AssignmentText) and field.name == "text"):
            changed[field.name] = clean(value, multiline=field.name in _LINES, limit=_UNCUT)
    for name in ("facts", "answers", "scores"):
        answers = getattr(payload, name, None)
        if isinstance(answers, Mapping):
            changed[name] = {_plain(key): _plain(value) for key, value in answers.items()}
    return replace(payload, **changed)


def check_payload(payload: Payload) -> None:
    """Raise ValueError, in two sentences without the value, for what the tables would not take."""
    _check_text("entry", entry_of(payload), Span(1, 200))
    _check_day("day", day_of(payload, FIRST_DAY))
    _check_own(payload)
    for table, rows in details_of(payload).items():
        for row in rows:
            for name, value in row.items():
                if value is not None or (table, name) in _REQUIRED:
                    _check_column(table, name, value)


def _check_own(payload: Payload) -> None:
    """What details cannot be made from, or columns cannot say."""
    if isinstance(payload, Profile | Screen | Raised):
        _check_facts(payload.answers if isinstance(payload, Screen) else payload.facts)
    elif isinstance(payload, MeasureTaken):
        check_scores(payload.kind, payload.scores)
    elif isinstance(payload, AssignmentText):
        days = payload.weekdays
        if (
            not days
            or any(type(n) is not int or not 0 <= n <= 6 for n in days)
            or sorted(set(days)) != list(days)
        ):
            raise ValueError("The training days are not weekdays in order. Give days such as mon,wed,fri.")
        if clean(payload.text, multiline=True, limit=_UNCUT) != payload.text:
            raise ValueError(
                "The programme has characters that cannot be stored. Save it as UTF-8 text with LF ends."
            )
    elif isinstance(payload, Bout) and not _are_sets(payload.sets):
        raise ValueError("The sets of a bout are not sets. Give amounts such as 3x8.")


def _are_sets(sets: object) -> bool:
    return type(sets) is tuple and all(type(one) is SetDone for one in sets)


def _check_facts(facts: object) -> None:
    if not isinstance(facts, Mapping):
        raise ValueError("These are not answers by question. Give a question and an answer each.")
    for key, value in facts.items():
        answer = value is None or type(value) in (bool, int, str)
        if type(key) is not str or not answer:
            raise ValueError("An answer is not yes, no, a whole number or a word. Answer it again.")


def _check_column(table: str, name: str, value: object) -> None:
    if name in WHOLE.get(table, {}):
        _check_whole(name, value, WHOLE[table][name])
    elif name in CHOICE.get(table, {}):
        words = CHOICE[table][name]
        if value not in words:
            raise ValueError(f"{_title(name)} is not one of the known words. Give {', '.join(words)}.")
    elif name in LENGTH.get(table, {}):
        _check_text(name, value, LENGTH[table][name])
    else:
        _check_day(name, value)


def _check_whole(name: str, value: object, span: Span) -> None:
    if type(value) is not int or not span.low <= value <= span.high:
        raise ValueError(
            f"{_title(name)} is not a whole number from {span.low} to {span.high}. Correct it and save again."
        )


def _check_text(name: str, value: object, span: Span) -> None:
    if not isinstance(value, str) or not span.low <= len(value) <= span.high:
        raise ValueError(f"{_title(name)} does not have {span.low} to {span.high} characters. Correct it.")


def _check_day(name: str, value: object) -> None:
    if not isinstance(value, date) or isinstance(value, datetime) or value < FIRST_DAY:
        raise ValueError(f"{_title(name)} is not a day from {FIRST_DAY} on. Write it as YYYY-MM-DD.")


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _plain(value: Any) -> Any:
    return clean(value, limit=_UNCUT) if isinstance(value, str) else value
