"""The volumes of a report as FHIR R4 Observations: one for each exercise, side and training week."""

from collections.abc import Iterator
from datetime import date, timedelta

from rehab.domain.report import Report
from rehab.domain.volume_table import VolumeLine, VolumeWeek
from rehab.domain.words import Side
from rehab.render.fhir_parts import (
    LOINC,
    Json,
    absent,
    categories,
    coding,
    concept,
    own,
    patient_of,
    period,
    resource,
    said,
    volume,
)
from rehab.render.words import side_text

_EXERCISE = coding(LOINC, "73985-4", "Exercise activity")
_PARTS = {"reference": "Reference", "cap": "Cap", "limit": "Limit", "planned": "Planned"}


def volumes(report: Report) -> Iterator[tuple[VolumeWeek, VolumeLine, Json]]:
    """The volume of each line of the weeks that have begun; a week without a bout has none, and not 0."""
    for week in (one.volume for one in report.weeks if one.week.start <= report.day):
        for line in week.lines:
            yield week, line, _volume(report, week, line)


def _volume(report: Report, week: VolumeWeek, line: VolumeLine) -> Json:
    ended = week.week.end <= report.day
    last = min(week.week.end - timedelta(days=1), report.day)
    none = absent("unknown" if ended else "temp-unknown", "no bout on record")
    value = {"valueQuantity": volume(line.unit, line.actual)} if line.bouts else none
    return resource(
        report,
        "Observation",
        "volume",
        week.week.start,
        line.series.exercise,
        line.series.side.value,
        line.unit.value,
        status="final" if ended else "preliminary",
        category=categories("activity"),
        code=concept(f"Volume in a training week: {_name(line)}", own("observation", "weekly-volume")),
        subject=patient_of(report),
        effectivePeriod=period(week.week.start, last),
        performer=[patient_of(report)],
        bodySite=body_side(line.series.side),
        component=[*_components(report, line, week.week.start)],
        **value,
    )


def body_side(side: Side) -> Json | None:
    """The side of the body; ``None`` for an exercise without one."""
    return None if side is Side.NONE else concept(f"{side.value} side", own("side", side.value))


def _name(line: VolumeLine) -> str:
    name = line.record.exercise.name if line.record else line.series.exercise
    return ", ".join(filter(None, (said(name), side_text(line.series.side))))


def _components(report: Report, line: VolumeLine, start: date) -> Iterator[Json]:
    """Which exercise, how many bouts, and the numbers of the 10 % rule where a programme governs it."""
    record = line.record
    if record is None:
        exercise = concept(line.series.exercise)
    else:
        version = said(report.diary.assignment_on(start).programme.version)
        exercise = concept(record.exercise.name, own("exercise", record.exercise.id, version))
    yield {"code": concept(None, _EXERCISE), "valueCodeableConcept": exercise}
    yield {"code": concept("Bouts", own("observation", "bouts")), "valueInteger": line.bouts}
    if record is not None:
        numbers = (record.reference, record.cap, record.limit, record.planned)
        for (name, text), amount in zip(_PARTS.items(), numbers, strict=True):
            code = concept(text, own("observation", name))
            yield {"code": code, "valueQuantity": volume(line.unit, amount)}
