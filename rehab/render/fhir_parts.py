"""The building blocks of FHIR R4 resources: ids, references, codes, quantities, and what is missing.

The program owns no web address: its own code systems are names under ``.invalid``, which resolve nowhere.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from rehab import __version__
from rehab.domain.report import Report
from rehab.domain.rules import RULES_VERSION
from rehab.domain.text import clean
from rehab.domain.words import Unit

Json = dict[str, Any]

LOCAL = "https://rehab.invalid/fhir/"
"""What the names of the program's own code systems begin with."""
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
_HL7 = "http://terminology.hl7.org/CodeSystem/"
_UCUM = "http://unitsofmeasure.org"
_ACTIVITY_GUIDE = "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
"""The extension that says why an element has no value, where its resource has no field for that."""
_NAMESPACE = UUID("d3b6b1c2-7b0e-4f0a-8d53-1f6f0c4a9e25")
_TEXT_MAX = 12_000
_UNITS = {
    Unit.REPS: ("reps", "{rep}"),
    Unit.SECONDS: ("s", "s"),
    Unit.METRES: ("m", "m"),
    Unit.GRAM_REPS: ("g·reps", "g.{rep}"),
}
"""Each unit as it is shown, and as UCUM writes it; what is counted stands in braces there."""


def resource(report: Report, kind: str, *key: object, **fields: Any) -> Json:
    """A resource whose id follows from the patient and the key alone; fields without a value are left out.

    Keys that differ only by the kind of resource differ in their id.
    """
    return {"resourceType": kind, "id": _id(report, kind, *key), **given(fields)}


def given(fields: Mapping[str, Any]) -> Json:
    """The fields that have a value: FHIR knows no empty text, list or object."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _id(report: Report, kind: str, *key: object) -> str:
    whole = "\x1f".join(map(str, (report.diary.person.id, kind, *key)))
    # A name of an exercise may hold what UTF-8 does not.
    return str(uuid5(_NAMESPACE, whole.encode("utf-8", "backslashreplace").decode()))


def address(made: Json) -> str:
    """Where a resource stands in its bundle."""
    return f"urn:uuid:{made['id']}"


def refer(made: Json) -> Json:
    """A reference to a resource of the same bundle."""
    return {"reference": address(made)}


def patient_of(report: Report) -> Json:
    """A reference to the patient of a report."""
    return {"reference": f"urn:uuid:{_id(report, 'Patient')}"}


def program(report: Report) -> Json:
    """The program with its versions as a reference in words: it is no resource of its own."""
    versions = f"rules version {RULES_VERSION}, screening version {report.screening.version}"
    return {"type": "Device", "display": f"rehab {__version__}, {versions}"}


def said(text: str) -> str:
    """What somebody wrote, on one line; a dash where nothing is left of it."""
    return clean(text, limit=_TEXT_MAX).strip() or "–"


def coding(system: str, code: str, display: str | None = None, version: str | None = None) -> Json:
    """One code; its blanks are single, as FHIR asks for."""
    return given({"system": system, "version": version, "code": " ".join(code.split()), "display": display})


def own(system: str, code: str, version: str | None = None) -> Json:
    """A code of the program's own."""
    return coding(LOCAL + system, code, version=version)


def hl7(system: str, code: str) -> Json:
    """A code of the HL7 terminology."""
    return coding(_HL7 + system, code)


def concept(text: str | None, *codes: Json) -> Json:
    """A concept: codes for machines, and a text for people."""
    return given({"coding": list(codes), "text": said(text) if text is not None else None})


def categories(kind: str) -> list[Json]:
    """The category of an observation, ``activity`` or ``survey``, and that of the physical activity guide."""
    guide = coding(_ACTIVITY_GUIDE, "PhysicalActivity", "Physical Activity")
    return [concept(None, hl7("observation-category", kind)), concept(None, guide)]


def volume(unit: Unit, amount: int) -> Json:
    """A volume in base units, a whole number."""
    shown, code = _UNITS[unit]
    return {"value": amount, "unit": shown, "system": _UCUM, "code": code}


def points(value: int) -> Json:
    """A score, a whole number; never an answer code, of which one for 2 means two or more."""
    return {"value": value, "unit": "points", "system": _UCUM, "code": "{score}"}


def absent(reason: str, text: str) -> Json:
    """Why an observation has no value: a code of data-absent-reason and words."""
    return {"dataAbsentReason": concept(text, hl7("data-absent-reason", reason))}


def why_absent(reason: str) -> list[Json]:
    """As ``absent``, for an element that has no field for it."""
    return [{"url": ABSENT, "valueCode": reason}]


def period(start: date | None, end: date | None) -> Json:
    """Days from ``start`` up to and with ``end``. A day of the diary has no hour, so it has no offset."""
    return given({"start": str(start) if start else None, "end": str(end) if end else None})


def instant(at: datetime | None) -> Json:
    """When a thing was recorded, as an element of Provenance, which cannot be without."""
    if at is None:
        return {"_recorded": {"extension": why_absent("unknown")}}
    return {"recorded": at.astimezone(UTC).isoformat().replace("+00:00", "Z")}


def remark(text: str, day: date, by: str | None = None) -> Json:
    """An annotation; its text, which is Markdown already, says what somebody wrote without any markup."""
    return given({"authorString": said(by) if by else None, "time": str(day), "text": text})
