"""The outcome measures of a report as FHIR R4 Observations, under the program's own codes."""

from collections.abc import Iterator

from rehab.domain.diary import MeasureTaken
from rehab.domain.measure_scales import SCALES
from rehab.domain.report import Report
from rehab.render.fhir_parts import (
    Json,
    categories,
    concept,
    own,
    patient_of,
    points,
    remark,
    resource,
)
from rehab.render.page_markdown import escaped


def measured(report: Report) -> Iterator[Json]:
    """Every measure on record; no LOINC code is known for any of them (CE §6.1)."""
    for one in report.diary.measures:
        yield resource(
            report,
            "Observation",
            "measure",
            one.entry,
            status="final",
            category=categories("survey"),
            code=concept(SCALES[one.kind].title, own("measure", one.kind.value)),
            subject=patient_of(report),
            effectiveDateTime=str(one.day),
            performer=[patient_of(report)],
            note=[remark(escaped(one.note), one.day)] if one.note.strip() else None,
            component=[*_scores(one)],
        )


def _scores(one: MeasureTaken) -> Iterator[Json]:
    """Each score by its name, which is a code where it is not the patient's own words."""
    known = SCALES[one.kind].names
    for name, score in one.scores.items():
        codes = [own(f"measure-{one.kind.value}", name)] if name in known else []
        yield {"code": concept(name, *codes), "valueQuantity": points(score)}
