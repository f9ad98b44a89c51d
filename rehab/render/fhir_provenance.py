"""Who and what stands behind a FHIR bundle: the diary, the rules, and clinicians by name (R4 Provenance)."""

from collections.abc import Iterable, Iterator

from rehab.domain.because import Because
from rehab.domain.diary import Clearance, Override
from rehab.domain.report import Report, last_day
from rehab.domain.rules import RULES_VERSION
from rehab.render.fhir_parts import (
    LOCAL,
    Json,
    concept,
    given,
    hl7,
    instant,
    own,
    patient_of,
    period,
    program,
    refer,
    resource,
    said,
)
from rehab.render.page_foot import diary_foot
from rehab.render.record_parts import NOTHING_OPEN
from rehab.render.words import STATEMENT, because_text, decision_line, override_size, override_text


def of_report(report: Report, made: Iterable[Json]) -> Json:
    """Of everything in the bundle: entries of the patient's diary, put together by the program."""
    head = report.diary.head
    source = {"system": f"{LOCAL}diary-fingerprint", "value": head} if head else None
    what = given({"identifier": source, "display": said(diary_foot(report.diary, report.day))})
    return resource(
        report,
        "Provenance",
        "report",
        report.first,
        report.day,
        target=[refer(one) for one in made],
        occurredDateTime=str(report.day),
        **instant(report.written),
        activity=concept(" ".join(_told(report))),
        agent=[_agent("author", patient_of(report)), _agent("assembler", program(report))],
        entity=[{"role": "source", "what": what}],
    )


def of_decision(report: Report, plan: Json) -> Json:
    """Of the plan: the rule that decided it, and the entries that led there."""
    decision = report.plan.decision
    return resource(
        report,
        "Provenance",
        "decision",
        report.plan.week.start,
        target=[refer(plan)],
        **instant(report.written),
        reason=[concept(decision_line(decision), own("rule", decision.rule, RULES_VERSION))],
        agent=[_agent("performer", program(report))],
        entity=[{"role": "source", "what": _fact(report, fact)} for fact in decision.because],
    )


def of_override(report: Report, said_by: Override, targets: list[Json]) -> Json:
    """Of a clinician's exception: who, why, how much and until when, on what it has changed."""
    size = override_size(said_by)
    what = ", ".join(filter(None, (override_text(said_by.kind), said_by.exercise, size)))
    return resource(
        report,
        "Provenance",
        "override",
        said_by.entry,
        target=[refer(one) for one in targets],
        occurredPeriod=period(said_by.since or said_by.day, said_by.until),
        **instant(report.recorded.get(said_by.entry)),
        activity=concept(what, own("override", said_by.kind.value)),
        reason=[concept(said_by.why)],
        agent=[_clinician(said_by.by, said_by.role)],
    )


def of_clearance(report: Report, given_by: Clearance, targets: list[Json]) -> Json:
    """Of a clinician's answer to findings; what was told to the patient is marked as such."""
    told = [_agent("informant", patient_of(report))] if given_by.told_by_patient else []
    return resource(
        report,
        "Provenance",
        "clearance",
        given_by.entry,
        target=[refer(one) for one in targets],
        occurredDateTime=str(given_by.day),
        **instant(report.recorded.get(given_by.entry)),
        activity=concept("Answer to a finding", own("act", "clearance")),
        reason=[concept(given_by.text)],
        agent=[_clinician(given_by.by, given_by.role), *told],
    )


def _clinician(by: str, role: str) -> Json:
    """A name in the diary: a statement and no authentication, so that it refers to no resource."""
    return _agent("author", {"display": said(by)}, role)


def _agent(kind: str, who: Json, role: str | None = None) -> Json:
    roles = [concept(role)] if role is not None else None
    return given({"type": concept(None, hl7("provenance-participant-type", kind)), "role": roles, "who": who})


def _fact(report: Report, fact: Because) -> Json:
    entry = {"system": f"{LOCAL}entry", "value": said(fact.entry)} if fact.entry else None
    return given({"identifier": entry, "display": said(because_text(fact, report.plan.unit))})


def _told(report: Report) -> Iterator[str]:
    """What the bundle is, and what of the diary is not in it."""
    yield f"Put together from the training weeks from {report.first} to {last_day(report)}."
    if not report.findings:
        yield NOTHING_OPEN
    others = {
        "treatments": len(report.treatments),
        "questions": len(report.questions),
        "phases begun": len(report.phases),
        "amendments": len(report.changed.amendments) + report.changed.elsewhere,
        "dates of the next review": int(report.review is not None),
    }
    told = ", ".join(f"{name} {count}" for name, count in others.items() if count)
    if told:
        yield f"Not in this bundle, but in the report's other formats: {told}."
    if report.missing.bouts:
        yield f"Not in it are the sets of {report.missing.bouts} bouts, of which the volumes are the sums."
    if report.left_out.before:
        counts = ", ".join(f"{name} {count}" for name, count in report.left_out.before.items())
        yield f"Entries from before this period: {counts}."
    if report.left_out.later:
        yield f"Entries dated after this report, or planned after its period: {report.left_out.later}."
    yield STATEMENT
