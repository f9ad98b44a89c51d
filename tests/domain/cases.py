"""One exercise's case and week, made by hand with only what a test is about."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from rehab.domain.because import Row
from rehab.domain.case import Case
from rehab.domain.days import Week
from rehab.domain.diary import Override
from rehab.domain.evidence import Evidence
from rehab.domain.programmes import Prescription, Series, SetPlan
from rehab.domain.rule import cap
from rehab.domain.standing import SeriesWeek, Standing
from rehab.domain.words import DecisionKind, OverrideKind, Side
from tests.samples import MONDAY, exercise, phase, prescription

SERIES = Series("raise", Side.NONE)
SECOND = Week(MONDAY).shifted(1)
"""The week that a case is about: the programme's second."""
PROGRESS = Row("P13", DecisionKind.PROGRESS, 79, "grows")


def day(number: int) -> date:
    """A day counted from the first of the week that a case is about."""
    return SECOND.start + timedelta(days=number)


def case(**changes: Any) -> Case:
    """The second week of 3×8 three times a week: all of last week's 72 reps were done, and all is known."""
    dose = changes.get("prescription", prescription())
    plain = Case(
        week=SECOND,
        starts=MONDAY,
        exercise=exercise(),
        phase=phase(),
        prescription=dose,
        percent=10,
        entry=dose.entry.volume * dose.days_per_week,
        target=dose.target.volume * dose.days_per_week,
        standing=stood(),
        evidence=Evidence(True, ()),
        days={},
        gap_days=3,
    )
    return replace(plain, **changes)


def stood(reference: int = 72, **changes: Any) -> Standing:
    """The standing of a begun exercise that has done its R last week."""
    previous = changes.pop("previous", series_week(reference, reference))
    return replace(
        Standing(phase="strengthen", reference=reference, first=False, previous=previous), **changes
    )


def series_week(base: int = 72, done: int = 72, **changes: Any) -> SeriesWeek:
    """The programme's first week of an exercise at R = ``base``, under P13, with nothing planned yet."""
    plain = SeriesWeek(
        week=Week(MONDAY),
        series=SERIES,
        exercise=exercise(),
        phase=phase(),
        prescription=prescription(),
        percent=10,
        entry=72,
        target=135,
        first=False,
        reference=base,
        cap=cap(base, 10, 1),
        base=base,
        rows=(),
        ruling=PROGRESS,
        gap_days=3,
        sessions=(),
        done=done,
    )
    return replace(plain, **changes)


def planned(*amounts: int, first: int = -7) -> tuple[tuple[date, int], ...]:
    """Sessions on the first, third, fifth… day from ``first`` on."""
    return tuple((day(first + 2 * n), amount) for n, amount in enumerate(amounts))


def ruled(rule: str, kind: DecisionKind, ceiling: int) -> Row:
    """A row that rules a week."""
    return Row(rule, kind, ceiling, "words")


def loaded(entry_g: int = 1000, target_g: int = 2000, step_g: int | None = 500) -> Prescription:
    """3×8 at the entry's load up to 3×10 at the target's, three times a week."""
    dose = replace(prescription(), entry=SetPlan(3, 8, entry_g), target=SetPlan(3, 10, target_g))
    return replace(dose, load_step_g=step_g)


def exception(**changes: Any) -> Override:
    """A clinician's granularity exception for the exercise, from the programme's start on."""
    plain = Override("o1", MONDAY, OverrideKind.GRANULARITY, "raise", "Dr A", "physiotherapist", "stuck")
    return replace(plain, **changes)
