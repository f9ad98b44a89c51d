"""Random programmes, patients and diaries, lived week by week through the real planner."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from rehab.domain.course import Course
from rehab.domain.days import Week, week_of
from rehab.domain.diary import (
    Bout,
    Clearance,
    Diary,
    Morning,
    Override,
    PhaseStart,
    Profile,
    Raised,
    RestDay,
)
from rehab.domain.doses import SetDone
from rehab.domain.eligibility import KEYS
from rehab.domain.fold import WeekRecord, advance
from rehab.domain.plan import ExercisePlan, WeekPlan, plan_of
from rehab.domain.programmes import Exercise, Phase, Prescription, Programme, SetPlan, Stage
from rehab.domain.words import BOUT_UNITS, Complaint, OverrideKind, PhaseKind, Side, SideRule, Unit, Urgency
from tests.samples import MONDAY, diary, exercise, phase, programme

STEPS = {Unit.REPS: (1, 1, 1, 2, 3), Unit.SECONDS: (1, 5, 30), Unit.METRES: (10, 100)}
LADDER = (Stage(1, 0), Stage(240, 60), Stage(180, 120), Stage(120, 180), Stage(60, 240), Stage(0, 1))
HABITS: Mapping[str, Mapping[str, int]] = {
    "steady": {"planned": 95, "missed": 2, "over": 2, "forgetful": 1},
    "careful": {"planned": 56, "missed": 20, "rest": 7, "thin": 6, "pain": 6, "profile": 5},
    "eager": {"planned": 50, "over": 35, "pain": 10, "missed": 5},
    "hurting": {"planned": 3, "pains": 77, "severe": 18, "away": 1, "missed": 1},
    "worsening": {"planned": 12, "rising": 76, "sore": 12},
    "dulled": {"planned": 25, "sore": 35, "masked": 20, "unscored": 20},
    "absent": {"planned": 28, "away": 62, "silent": 4, "rest": 3, "short": 3},
    "anything": dict.fromkeys(
        ("planned", "missed", "over", "forgetful", "rest", "thin", "pain", "pains", "severe", "away",
         "rising", "sore", "masked", "unscored", "silent", "short", "profile", "fidget"), 1
    ),
}  # fmt: skip
"""How often each kind of patient lives each kind of week."""
PATIENTS = (
    *["steady"] * 24,
    *("careful", "eager", "anything", "worsening", "dulled"),
    *["hurting"] * 7,
    *["absent"] * 6,
)
"""So many in turn, so that as many stories have the same mix of patients."""
LONGEST = timedelta(weeks=25)
"""No story is longer, breaks included."""
STIFFER = 7
"""Minutes of stiffness with each point that the mornings have risen by."""


@dataclass(frozen=True, slots=True)
class Lived:
    """One lived week: the plan at its start, the record at its end, and what went into and out of it."""

    plan: WeekPlan
    record: WeekRecord
    before: Course
    diary: Diary


@dataclass(frozen=True, slots=True)
class Story:
    """A whole random diary with its weeks."""

    seed: int
    patient: str
    diary: Diary
    weeks: tuple[Lived, ...]


def story(seed: int, weeks: int = 8) -> Story:
    """The random diary of ``seed``: about ``weeks`` weeks with entries, and breaks between them."""
    rng = Random(seed)
    name = PATIENTS[seed % len(PATIENTS)]
    book = random_diary(rng, name)
    lived = list(_weeks(rng, name, book, weeks))
    return Story(seed, name, lived[-1].diary, tuple(lived))


def _weeks(rng: Random, name: str, book: Diary, weeks: int) -> Iterator[Lived]:
    course = Course()
    week, away, kinds, odds = week_of(book.starts, book.starts), 0, *zip(*HABITS[name].items(), strict=True)
    lived, level = 0, 0
    while lived < weeks and week.start < book.starts + LONGEST:
        kind = "silent" if away else rng.choices(kinds, odds)[0]
        if kind == "away":
            away = rng.choice((1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 5, 14))
        away -= bool(away)
        lived += not away
        level = min(level + rng.choice((0, 1, 1, 2)), 6) if kind == "rising" else max(level - 2, 0)
        if kind not in ("silent", "away", "thin"):
            book = _morning_of(rng, book, week.start, 0.97, kind, level)
        record, _ = advance(book, course, week, week.start)
        if any(o.because.field == "regress_weeks" for o in record.evidence.obstacles) and rng.random() < 0.85:
            book = _cleared(rng, book, week)
            record, _ = advance(book, course, week, week.start)
        plan = plan_of(book, record, week.start)
        book = live_week(rng, book, plan, kind, level)
        record, after = advance(book, course, week, week.end)
        yield Lived(plan, record, course, book)
        course = after
        week = week.shifted(1)


def _cleared(rng: Random, book: Diary, week: Week) -> Diary:
    """A physiotherapist's answer to the second REGRESS, on some day of the week."""
    day = week.days[rng.choice((0, 0, 0, 1, 6))]
    raised = Raised(f"rr7-{day}", day, "RR7", Urgency.ROUTINE, "Two weeks of REGRESS.", {})
    answer = Clearance(f"cleared-{day}", day, (raised.entry,), "Dr A", "physiotherapist", "Seen.")
    return replace(book, raised=(*book.raised, raised), clearances=(*book.clearances, answer))


def random_diary(rng: Random, name: str) -> Diary:
    """A diary before its first week: programme, training days, phase changes, bouts before the start.

    A clinician excepts more for patients who are often away or hurting: the former a faster way back.
    """
    steady = name == "steady"
    stuck = steady and rng.random() < 0.1
    of = random_programme(rng, steady=steady, stuck=stuck)
    starts = MONDAY + timedelta(days=rng.randrange(7))
    weekdays = tuple(sorted(rng.sample(range(7), rng.choice((2, 3, 3, 4, 5, 7)))))
    book = diary(of, starts=starts, weekdays=weekdays, complaint=_complaint(rng, of))
    changes, week = [], 0
    while len(of.phases) > 1 and rng.random() < 0.5 and week < 30:
        week += rng.randint(2, 8)
        day = starts + timedelta(weeks=week, days=-rng.randrange(7))
        phase, confirmed = rng.choice(of.phases).id, rng.random() < 0.3
        changes.append(PhaseStart(f"phase-{week}", day, phase, "Dr A", "physiotherapist", confirmed))
    earlier = []
    for n, e in enumerate(rng.choices(of.exercises, k=rng.choice((0, 0, 3)))):
        day = starts - timedelta(days=rng.randint(1, 40))
        earlier.append(Bout(f"early-{n}", day, e.id, Side.RIGHT, e.unit, (SetDone(999),)))
    # Drawn apart, so that what a clinician excepts leaves the rest of a story's chances alone.
    clinician = Random(rng.getrandbits(32))
    doses = [dose for one in of.phases for dose in one.prescriptions]
    odds = (1, 1, 1, 1) if name in ("absent", "hurting") else (12, 2, 2, 1)
    count = 1 if stuck else clinician.choices((0, 1, 2, 4), odds)[0]
    kinds = [OverrideKind.GRANULARITY] if stuck else list(OverrideKind)
    kinds += [OverrideKind.FASTER_RAMP] * 10 * (name == "absent")
    overrides = tuple(
        _override(clinician, f"exception-{n}", clinician.choice(kinds), clinician.choice(doses), starts)
        for n in range(count)
    )
    return replace(book, phases=tuple(changes), bouts=tuple(earlier), overrides=overrides)


def _override(rng: Random, entry: str, kind: OverrideKind, of: Prescription, starts: date) -> Override:
    """An exception from the start, or later, on: for good, for some weeks, or over before it begins."""
    day = starts + timedelta(days=rng.choice((0, 0, 10, 30, 45, 70)))
    since = rng.choice((None, None, day + timedelta(days=rng.randint(-3, 10))))
    until = rng.choice((None, day + timedelta(days=rng.randint(-5, 40))))
    if kind in (OverrideKind.LIMIT, OverrideKind.DOSE, OverrideKind.DELOAD):
        until = day + timedelta(days=rng.choice((9, 9, 9, 25)))
    plain = Override(entry, day, kind, of.exercise, "Dr A", "physiotherapist", "slow", until, since)
    if kind is OverrideKind.LIMIT:
        amount = of.entry.volume * of.days_per_week * rng.choice((0, 40, 60, 90, 100, 120, 150, 300)) // 100
        return replace(plain, amount=amount)
    if kind is OverrideKind.DOSE:
        load = None if of.entry.load_g is None else rng.choice((1000, 2000, 2250, 3000))
        return replace(plain, sets=rng.randint(1, 5), amount=of.step * rng.randint(1, 24), load_g=load)
    return replace(plain, amount=rng.randint(11, 20)) if kind is OverrideKind.FASTER_RAMP else plain


def _complaint(rng: Random, of: Programme) -> Complaint:
    """Not on both sides where an exercise is for the unaffected side: then a phase could be empty."""
    lone = any(e.side is SideRule.UNAFFECTED for e in of.exercises)
    return rng.choice((Complaint.LEFT, Complaint.RIGHT) if lone else tuple(Complaint))


def random_programme(rng: Random, *, steady: bool, stuck: bool = False) -> Programme:
    """One to three phases over one to four exercises, by the lints of programme files.

    ``stuck`` has steps too coarse for the percent to reach, which the lints would refuse.
    """
    exercises = tuple(_exercise(rng, n) for n in range(rng.choice((1, 1, 1, 1, 2, 2, 3, 4))))
    steps = {e.id: rng.choice(STEPS[e.unit]) for e in exercises}
    kinds = [
        PhaseKind.STRENGTHEN if steady else rng.choice(list(PhaseKind))
        for _ in range(rng.choice((1, 1, 2, 3)))
    ]
    phases = tuple(_phase(rng, n, kind, exercises, steps, stuck=stuck) for n, kind in enumerate(kinds))
    return programme(*phases, exercises=exercises, percent=rng.choice((10,) * 14 + tuple(range(10))))


def _exercise(rng: Random, n: int) -> Exercise:
    """Of any unit: some of reps with a load, some of seconds with walk–run stages."""
    unit = rng.choice(BOUT_UNITS)
    return exercise(
        f"ex{n}",
        unit,
        side=rng.choice(list(SideRule)),
        loading=rng.random() < 0.8,
        loaded=unit is Unit.REPS and rng.random() < 0.4,
        stages=LADDER if unit is Unit.SECONDS and rng.random() < 0.2 else (),
        unit_seconds=1 if unit is Unit.SECONDS else 3,
    )


def _phase(
    rng: Random,
    n: int,
    kind: PhaseKind,
    exercises: tuple[Exercise, ...],
    steps: Mapping[str, int],
    *,
    stuck: bool,
) -> Phase:
    used = rng.sample(exercises, rng.randint(1, len(exercises)))
    doses = tuple(_dose(rng, e, steps[e.id], stuck=stuck) for e in used)
    runs = any(e.stages for e in used)
    return phase(*doses, name=f"phase{n}", kind=kind, deload=rng.random() < 0.98 and not runs)


def _dose(rng: Random, of: Exercise, step: int, *, stuck: bool) -> Prescription:
    days = rng.choice((1, 2, 3, 3, 4, 5, 7))
    rest = rng.randint(0, min(2, 7 // days - 1))
    sets = rng.choice((1, 2, 3, 4))
    each = step * 2 * rng.randint(1, 1 if stuck else 12)
    while sets * each * days < (2 if stuck else 20) * step:
        each += 2 * step
    target = SetPlan(sets + rng.randint(0, 2), each * rng.choice((1, 2, 3, 3)))
    if of.stages and rng.random() < 0.5:
        target = SetPlan(sets, each + step)
    dose = Prescription(of.id, SetPlan(sets, each), target, days, rest, step, False, ("project-rule",))
    if of.stages:
        return replace(dose, entry_stage=rng.choice((0, 0, 1, 3)))
    return _loaded(rng, dose) if of.loaded else dose


def _loaded(rng: Random, dose: Prescription) -> Prescription:
    """The dose with a load of 2 kg that stays, or grows to a heavier target with few more reps."""
    step = rng.choice((None, 250, 500, 1000))
    heavier = 2000 + (step or 0) * rng.randint(1, 3)
    entry, target = replace(dose.entry, load_g=2000), replace(dose.target, load_g=heavier)
    if step is not None and rng.random() < 0.8:
        target = replace(target, sets=dose.entry.sets, each=dose.entry.each)
    return replace(dose, entry=entry, target=target, load_step_g=step)


def live_week(rng: Random, book: Diary, plan: WeekPlan, kind: str, level: int = 0) -> Diary:
    """The diary with one week of entries of the given kind; mornings hurt ``level`` points more."""
    week = plan.week
    if kind in ("silent", "away"):
        return book
    if kind == "rest":
        return replace(book, rests=(*book.rests, *(RestDay(f"rest-{d}", d) for d in week.days)))
    if kind == "profile":
        book = replace(book, profiles=(*book.profiles, _profile(rng, week.days[rng.randrange(7)])))
    bouts = [bout for item in plan.exercises for bout in _bouts(rng, item, kind)]
    if kind in ("pain", "pains", "severe") and bouts:
        bouts = _hurt(rng, bouts, plan.phase.ceiling, kind)
    if kind == "sore":
        bouts = [replace(b, pain_during=rng.choice((2, 3, 3, 4, 5))) for b in bouts]
    if rng.random() < 0.1:
        bouts += [
            replace(b, entry=f"foreign-{b.day}", exercise="swim", sets=(SetDone(500),)) for b in bouts[:1]
        ]
    if rng.random() < 0.05:
        bouts += [replace(b, entry=f"unit-{b.day}", unit=_other(b.unit)) for b in bouts[-1:]]
    book = replace(book, bouts=(*book.bouts, *bouts))
    if kind == "thin":
        return book
    rests = tuple(
        RestDay(f"rest-{d}", d) for d in week.days if d not in {b.day for b in bouts} and rng.random() < 0.9
    )
    book = replace(book, rests=(*book.rests, *rests))
    for day in week.days[1:]:
        book = _morning_of(rng, book, day, 0.6 if kind == "forgetful" else 0.995, kind, level)
    return book


def _bouts(rng: Random, item: ExercisePlan, kind: str) -> Iterator[Bout]:
    factor = rng.choice((101, 105, 110, 111, 121, 140, 160, 200)) if kind == "over" else 100
    missed = rng.randrange(len(item.sessions)) if kind == "missed" and item.sessions else -1
    for n, session in enumerate(item.sessions):
        if n == missed or (kind == "short" and rng.random() < 0.7):
            continue
        total = -(-session.total * factor // 100)
        if kind == "fidget":
            total = max(1, total + rng.randint(-5, 5))
        parts = (total,) if total < 2 or rng.random() < 0.85 else (total // 2, total - total // 2)
        for part, amount in enumerate(parts):
            scores = [rng.choice((0, 0, 0, 1, 1, 2, None)) for _ in range(3)]
            yield Bout(
                f"{item.series.exercise}-{item.series.side}-{session.day}-{part}",
                session.day,
                item.series.exercise,
                item.series.side,
                item.exercise.unit,
                (SetDone(amount, session.load_g if rng.random() < 0.98 else None),),
                *([None] * 3 if kind == "unscored" else scores),
                stage=session.stage if rng.random() < 0.98 else None,
            )


def _hurt(rng: Random, bouts: list[Bout], ceiling: int, kind: str) -> list[Bout]:
    days = sorted({b.day for b in bouts})
    hurting = set(rng.sample(days, 1 if kind == "pain" else min(len(days), rng.randint(2, 4))))
    score = rng.randint(8, 10) if kind == "severe" else rng.randint(ceiling + 1, 7)
    field = rng.choice(("pain_during", "pain_after"))
    return [replace(b, **{field: score}) if b.day in hurting else b for b in bouts]


def _morning_of(rng: Random, book: Diary, day: date, odds: float, kind: str, level: int) -> Diary:
    """The diary with the morning of a day, by what kind of week it is."""
    if rng.random() >= odds:
        return book
    hurting = kind in ("pains", "fidget") and rng.random() < 0.5
    score = rng.choice((0, 2, 4, None)) if hurting else rng.choice((0, 0, 0, 1)) + level
    if kind == "unscored" and rng.random() < 0.8:
        score = None
    rest = rng.choice((None, None, 0, 3, 7)) if hurting and rng.random() < 0.2 else None
    stiff = STIFFER * level + rng.choice((0, 0, 3)) if kind == "rising" or rng.random() < 0.1 else None
    painkiller = True if rng.random() < (0.7 if kind == "masked" else 0.02) else None
    new = Morning(f"morning-{day}", day, score, rest, stiff, painkiller=painkiller)
    return replace(book, mornings=(*book.mornings, new))


def _profile(rng: Random, day: date) -> Profile:
    facts: dict[str, bool | int | str | None] = dict.fromkeys(KEYS, False)
    if rng.random() < 0.6:
        facts[rng.choice(KEYS)] = rng.choice((True, "unsure", None))
    return Profile(f"profile-{day}", day, facts)


def _other(unit: Unit) -> Unit:
    return Unit.SECONDS if unit is Unit.REPS else Unit.REPS


def next_week(book: Diary, lived: Lived, day: Week) -> WeekRecord:
    """The record of ``day``, the week after ``lived``, on its first day, from another week of entries."""
    _, course = advance(book, lived.before, lived.plan.week, lived.plan.week.end)
    return advance(book, course, day, day.start)[0]
