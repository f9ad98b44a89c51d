"""The answers to the questions about serious causes as FHIR R4 QuestionnaireResponses."""

from collections.abc import Iterator

from rehab.domain.conditions import SKIPPED, UNSURE
from rehab.domain.diary import Fact, Screen
from rehab.domain.report import Report
from rehab.render.fact_words import fact_text
from rehab.render.fhir_parts import LOCAL, Json, given, own, patient_of, resource, said, why_absent


def screens(report: Report) -> Iterator[Json]:
    """The screens of the period; one that asked less than the weekly questions was stopped.

    The questions stand in today's wording and version: the diary keeps the answers, not the wording.
    """
    for one in sorted(report.screens, key=lambda screen: screen.day):
        yield resource(
            report,
            "QuestionnaireResponse",
            one.entry,
            questionnaire=f"{LOCAL}Questionnaire/red-flags|{said(report.screening.version)}",
            status="completed" if one.full or one.weekly else "stopped",
            subject=patient_of(report),
            authored=str(one.day),
            source=patient_of(report),
            item=[*_items(report, one)],
        )


def _items(report: Report, screen: Screen) -> Iterator[Json]:
    """Every answer, those of the questions in their order, then what was told unasked."""
    questions = {str(item.asks): item.question for item in report.screening.questions}
    for key in (key for key in dict.fromkeys((*questions, *screen.answers)) if key in screen.answers):
        text = questions.get(key) or fact_text(report.screening, key)
        yield {"linkId": said(key), "text": said(text), **_answer(screen.answers[key])}


def _answer(value: Fact) -> Json:
    """An answer, or why there is none: skipped is not the same as not answered, and neither is a no."""
    if value is None or value == SKIPPED:
        return {"extension": why_absent("unknown" if value is None else "asked-declined")}
    if isinstance(value, bool):
        return {"answer": [{"valueBoolean": value}]}
    if isinstance(value, int):
        return {"answer": [{"valueInteger": value}]}
    if value == UNSURE:
        return {"answer": [{"valueCoding": given({**own("answer", UNSURE), "display": "not sure"})}]}
    return {"answer": [{"valueString": said(value)}]}
