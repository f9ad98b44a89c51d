"""Reading a FHIR bundle as a receiver would: with the library's models, and by what they do not check."""

import json
import re
from collections.abc import Iterator
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from fhir.resources.R4B.bundle import Bundle
from pydantic import BaseModel

from tests.cli.shell import CONTROL

# Of the resources in a bundle here, R4B (4.3.0) has every element, code and cardinality of R4 (4.0.1).
REQUIRED = {
    ("Observation", "status"): {"final", "preliminary"},
    ("Flag", "status"): {"active", "inactive"},
}
"""Codes that the library does not hold against their value set, or holds only in part."""
Json = dict[str, Any]


def no_float(text: str) -> None:
    raise AssertionError(f"{text} is no whole number")


def received(text: str) -> Json:
    """A bundle from its text, after everything that a receiver may rely on was checked."""
    whole: Json = json.loads(text, parse_float=no_float, parse_constant=no_float)
    model = Bundle.model_validate(whole)
    assert json.loads(model.model_dump_json(by_alias=True, exclude_none=True), parse_float=float) == whole
    found = [entry["resource"] for entry in whole["entry"]]
    _addresses(whole)
    kinds = {address(one): one["resourceType"] for one in found}
    for one, entry in zip(found, model.entry, strict=True):
        assert type(entry.resource) is get_fhir_model_class(one["resourceType"])
        _codes_and_targets(entry.resource, kinds)
        if one["resourceType"] == "Observation":
            _observed(one)
    for value in leaves(whole):
        assert not isinstance(value, str) or (value.strip() and not CONTROL.search(value)), value
    return whole


def address(resource: Json) -> str:
    return f"urn:uuid:{resource['id']}"


def of_kind(bundle: Json, kind: str) -> list[Json]:
    """The resources of one kind."""
    found = (entry["resource"] for entry in bundle["entry"])
    return [one for one in found if one["resourceType"] == kind]


def observed(bundle: Json, system: str, code: str) -> list[Json]:
    """The observations with a code."""
    return [one for one in of_kind(bundle, "Observation") if code_of(one["code"], system) == code]


def code_of(concept: Json, system: str) -> str | None:
    """The code that a concept has in a code system whose name ends so."""
    codes = (one["code"] for one in concept.get("coding", ()) if one["system"].endswith(system))
    return next(codes, None)


def amount(element: Json) -> int | None:
    """The number of an observation or of its part; ``None`` where it is absent."""
    value = element.get("valueQuantity")
    return value["value"] if value else None


def references(value: object) -> Iterator[str]:
    """Every reference that is one, and not only words."""
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def leaves(value: object) -> Iterator[object]:
    """Every value that holds no other."""
    if isinstance(value, dict | list):
        assert value, "FHIR knows no empty object or list"
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    else:
        yield value


def _addresses(bundle: Json) -> None:
    """Bundle bdl-7 and referential integrity: each address once, each reference to one of them."""
    known = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len({*known}) == len(known)
    assert known == [address(entry["resource"]) for entry in bundle["entry"]]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in known)
    assert {*references(bundle)} <= {*known}
    patients = of_kind(bundle, "Patient")
    assert len(patients) == 1
    for entry in bundle["entry"]:
        who = entry["resource"].get("subject")
        assert who is None or who == {"reference": address(patients[0])}


def _codes_and_targets(model: BaseModel, kinds: dict[str, str]) -> None:
    """Every code from its value set, and every reference to a kind that the element allows."""
    for name, field in type(model).model_fields.items():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        value = getattr(model, name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        codes = REQUIRED.get((type(model).__name__, name), extra.get("enum_values"))
        allowed = extra.get("enum_reference_types")
        for one in values:
            if codes and isinstance(one, str):
                assert one in codes, (type(model).__name__, name, one)
            if isinstance(one, BaseModel) and allowed and "Resource" not in allowed:
                assert kinds.get(one.reference, one.type) in (*allowed, None), (name, one)
            if isinstance(one, BaseModel):
                _codes_and_targets(one, kinds)


def _observed(one: Json) -> None:
    """Observation obs-6 and obs-7, and an instant or a day with the end not before the start."""
    for element in (one, *one.get("component", ())):
        values = [name for name in element if name.startswith("value")]
        assert len(values) + ("dataAbsentReason" in element) == (
            0 if element.get("component") and not values and "dataAbsentReason" not in element else 1
        )
    parts = [part["code"].get("coding") for part in one.get("component", ())]
    assert one["code"].get("coding") not in [part for part in parts if part]
    when = one.get("effectivePeriod")
    assert when is None or when["start"] <= when["end"]
