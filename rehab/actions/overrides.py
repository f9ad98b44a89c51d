"""A clinician's exceptions to a cap, a dose or a week: who, when, why, until (design §2, §4.2, §4.5)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from rehab.actions.clinicians import has_letters, last_day, named, refuse_patient, signed
from rehab.actions.desk import Desk, new_id
from rehab.actions.exception_amounts import Amount, read_amount
from rehab.actions.refusals import Forbidden, Refused, not_in_programme
from rehab.actions.screen import open_findings
from rehab.actions.week import week_to_come
from rehab.domain.days import Week
from rehab.domain.diary import Diary, Override
from rehab.domain.findings import URGENT, urgency
from rehab.domain.limits import NOTE_MAX
from rehab.domain.plan import ExercisePlan, current_week, week_plan
from rehab.domain.programmes import Exercise
from rehab.domain.text import clean
from rehab.domain.words import OverrideKind

ALL = "all"
"""Stands for every exercise of the programme, where an exception can be for all."""
_FOR_ALL = (OverrideKind.DELOAD, OverrideKind.FASTER_RAMP)
_PATIENT = "A patient cannot make an exception to a rule. Give the clinician's name and role."


@dataclass(frozen=True, slots=True)
class Excepted:
    """Exceptions on record, and what the plan of their first week says of the exercises."""

    made: tuple[Override, ...]
    week: Week | None = None
    plans: tuple[ExercisePlan, ...] = ()


def override(
    desk: Desk,
    kind: OverrideKind,
    exercise: str,
    amount: str | None = None,
    *,
    by: str,
    role: str,
    why: str,
    until: str | None = None,
    week: str | None = None,
) -> Excepted:
    """Record an exception for an exercise of the programme, up to and with ``until``.

    It holds from ``week`` on, else from the next training week; a granularity exception from today on. A
    lighter week without a last day is that one week. Raises Refused for an unknown exercise, an amount that
    cannot be, a last day that is past, and a missing name, role or reason; Forbidden while a finding stops
    the plan, because no exception ends that.
    """
    by, role = named(by, role)
    why = clean(why, multiline=True, limit=NOTE_MAX).strip()
    if not has_letters(by, role, why):
        raise Refused("An exception needs a clinician's name, role and reason. Give --by, --role and --why.")
    diary = desk.diary()
    refuse_patient(diary.person, by, role, _PATIENT)
    first = _first_day(diary, kind, week, desk.today)
    exercises = _exercises(diary, kind, exercise, first or desk.today)
    size = read_amount(kind, amount, exercises[0], diary, first or desk.today)
    last = last_day(until, desk.today)
    if kind is OverrideKind.DELOAD and first and last is None:
        last = first + timedelta(days=6)
    if first and last and last < first:
        raise Refused(f"{last} is before {first}, when it begins. Give a later --until, or --week this.")
    if urgency(open_findings(diary, desk.today)) in URGENT:
        raise Forbidden(
            "A finding stops the plan, and no exception ends that. Record the clinician's answer to it first "
            "(`rehab physio clear`)."
        )
    plain = Override("", desk.today, kind, "", by, role, why, last, first)
    made = tuple(_sized(replace(plain, entry=new_id(), exercise=one.id), size) for one in exercises)
    names = ALL if exercise.strip().lower() == ALL else made[0].exercise
    signed(desk, made, f"{kind.value.replace('_', ' ')} exception for {names}", by, role)
    return _effect(desk, made, first)


def _sized(plain: Override, size: Amount) -> Override:
    return replace(plain, amount=size.amount, sets=size.sets, load_g=size.load_g)


def _effect(desk: Desk, made: tuple[Override, ...], first: date | None) -> Excepted:
    """What the first week under the exception plans, where there is a plan for it already."""
    diary = desk.diary()
    this = current_week(diary, desk.today)
    week = this if first == this.start else this.shifted(1)
    if first is None or first > week.start:
        return Excepted(made)
    names = {one.exercise for one in made}
    plans = week_plan(diary, week, desk.today).exercises
    return Excepted(made, week, tuple(one for one in plans if one.exercise.id in names))


def _first_day(diary: Diary, kind: OverrideKind, week: str | None, today: date) -> date | None:
    if week is None and kind is OverrideKind.GRANULARITY:
        return None
    return week_to_come(diary, week or "next", today).start


def _exercises(diary: Diary, kind: OverrideKind, text: str, day: date) -> tuple[Exercise, ...]:
    programme = diary.assignment_on(day).programme
    name = text.strip().lower()
    if name == ALL and kind in _FOR_ALL:
        return programme.exercises
    found = programme.exercise(name)
    if found is None:
        raise not_in_programme("exercise", text, [exercise.id for exercise in programme.exercises])
    return (found,)
