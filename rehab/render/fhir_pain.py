"""The pain of a report as FHIR R4 Observations: one for each slot of each day, given or not."""

from collections.abc import Iterator
from datetime import date

from rehab.domain.pain_course import BOUT_SLOTS, SLOTS, PainDay
from rehab.domain.report import Report
from rehab.render.fhir_parts import (
    LOINC,
    SNOMED,
    Json,
    absent,
    categories,
    coding,
    concept,
    own,
    patient_of,
    points,
    remark,
    resource,
)

_SEVERITY = coding(LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
_RATING = coding(SNOMED, "1144798005")
"""The verbal rating scale pain score of SNOMED CT, which needs a licence in some countries."""
_SLOTS = {
    slot: concept(text, own("pain-slot", slot))
    for slot, text in (
        ("before", "Before exercise, worst of the day"),
        ("during", "During exercise, worst of the day"),
        ("after", "After exercise, worst of the day"),
        ("morning", "In the morning"),
        ("rest", "At rest"),
    )
}
_NONE = absent("unknown", "not given")
_WAITING = absent("temp-unknown", "not given yet")
_RESTED = absent("not-applicable", "a day of rest")
_MASKED = "A painkiller was taken on this day, which masks its scores."


def pains(report: Report, *, snomed: bool = False) -> Iterator[Json]:
    """The scores of the period, whole numbers from 0 to 10; one not given is absent and never 0."""
    code = concept("Pain, 0 to 10", _SEVERITY, *([_RATING] if snomed else []))
    who, kinds = patient_of(report), categories("survey")
    rested = {rest.day for rest in report.diary.rests} - report.diary.bouts_by_day.keys()
    for day in (day for week in report.weeks for day in week.days):
        for slot, score in zip(SLOTS, day.scores, strict=True):
            none = _WAITING if day.day == report.day else _RESTED if _off(slot, day, rested) else _NONE
            yield resource(
                report,
                "Observation",
                "pain",
                day.day,
                slot,
                status="preliminary" if score is None and day.day == report.day else "final",
                category=kinds,
                code=code,
                subject=who,
                performer=[who],
                effectiveDateTime=str(day.day),
                method=_SLOTS[slot],
                note=[remark(_MASKED, day.day)] if day.masked and score is not None else None,
                **(none if score is None else {"valueQuantity": points(score)}),
            )


def _off(slot: str, day: PainDay, rested: set[date]) -> bool:
    """Whether the slot belongs to a session, and the patient said that there was none."""
    return slot in BOUT_SLOTS and day.day in rested
