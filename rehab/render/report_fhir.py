"""The progress report as a FHIR R4 Bundle: patient, pain, volume, measures, screens, plan, flags, origin.

Written for R4 (4.0.1) by hand; the shapes are those of CE §6.1. The same diary gives the same bundle, and
a resource keeps its id from report to report, so that a receiver can tell what it already has.
"""

from collections.abc import Iterator

from rehab.domain.diary import Override
from rehab.domain.report import Report
from rehab.domain.volume_table import VolumeLine, VolumeWeek
from rehab.render.fhir_flags import cleared_flags, open_flags
from rehab.render.fhir_measures import measured
from rehab.render.fhir_pain import pains
from rehab.render.fhir_parts import Json, address, resource
from rehab.render.fhir_patient import patient
from rehab.render.fhir_plan import care_plan
from rehab.render.fhir_provenance import of_clearance, of_decision, of_override, of_report
from rehab.render.fhir_screen import screens
from rehab.render.fhir_volume import volumes


def report_fhir(report: Report, *, snomed: bool = False) -> Json:
    """The bundle, a collection in which every reference resolves.

    ``snomed`` adds codes of SNOMED CT, which needs a licence outside of its member countries.
    """
    who, flags, weeks = patient(report), [*open_flags(report)], [*volumes(report)]
    plan, ended = care_plan(report, flags, snomed=snomed), [*cleared_flags(report)]
    made = [who, plan, *flags, *{one["id"]: one for _, found in ended for one in found}.values()]
    made += [*screens(report), *measured(report), *(one for _, _, one in weeks)]
    made += pains(report, snomed=snomed)
    origins = [of_decision(report, plan)]
    for said in report.overrides:
        origins.append(of_override(report, said, [*_changed(report, said, weeks, plan)] or [who]))
    for answer, found in ended:
        origins.append(of_clearance(report, answer.clearance, found or [who]))
    # The origin of all stands before what anybody wrote but the name, so that its fingerprint is found first.
    entries = [who, of_report(report, made), *made[1:], *origins]
    return resource(
        report,
        "Bundle",
        report.first,
        report.day,
        report.diary.head,
        language="en",
        type="collection",
        entry=[{"fullUrl": address(one), "resource": one} for one in entries],
    )


def _changed(
    report: Report, said: Override, weeks: list[tuple[VolumeWeek, VolumeLine, Json]], plan: Json
) -> Iterator[Json]:
    """What an exception was in force for: volumes of its exercise, and the plan."""
    for week, line, made in weeks:
        if line.record and line.series.exercise == said.exercise and said.holds(week.week.start):
            yield made
    planned = (item.exercise.id for item in report.plan.exercises)
    if said.exercise in planned and said.holds(report.plan.week.start):
        yield plan
