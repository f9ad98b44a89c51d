"""The patient of a report as a FHIR R4 resource: name and date of birth, nothing that was not asked."""

from rehab.domain.report import Report
from rehab.render.fhir_parts import LOCAL, Json, resource, said


def patient(report: Report) -> Json:
    """The Patient; its identifier is that of the diary, which means something there alone."""
    person = report.diary.person
    return resource(
        report,
        "Patient",
        identifier=[{"system": f"{LOCAL}patient", "value": said(person.id)}],
        name=[{"text": said(person.name)}],
        birthDate=str(person.born),
    )
