"""Random programmes, patients and diaries, lived week by week through the real planner."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from rehab.domain.days import Week, week_of
from rehab.domain.diary import Bout, Diary, Morning, PhaseStart, Profile, RestDay
from rehab.domain.doses import SetDone
from rehab.domain.eligibility import KEYS
from rehab.domain.fold import Standings, WeekRecord, advance
from rehab.domain.plan import ExercisePlan, WeekPlan, plan_of
from rehab.domain.programmes import Exercise, Phase, Prescription, Programme, SetPlan
from rehab.domain.words import Complaint, PhaseKind, Side, SideRule, Unit
from tests.samples import MONDAY, diary, exercise, phase, programme

STEPS = {Unit.REPS: (1, 1, 1, 2, 3), Unit.SECONDS: (1, 5, 30), Unit.METRES: (10, 100)}
HABITS: Mapping[str, Mapping[str, int]] = {
    "steady": {"planned": 95, "missed": 2, "over": 2, "forgetful": 1},
    "careful": {"planned": 56, "missed": 20, "rest": 7, "thin": 6, "pain": 6, "profile": 5},
    "eager": {"planned": 50, "over": 35, "pain": 10, "missed": 5},
    "hurting": {"planned": 7, "pains": 71, "severe": 18, "away": 2, "missed": 2},
    "absent": {"planned": 35, "away": 42, "silent": 10, "rest": 5, "short": 5},
    "anything": dict.fromkeys(
        ("planned", "missed", "over", "forgetful", "rest", "thin", "pain", "pains", "severe", "away",
         "silent", "short", "profile", "fidget"), 1
    ),
}  # fmt: skip
"""How often each kind of patient lives each kind of week."""
PATIENTS = (*["steady"] * 13, "careful", "eager", *["hurting"] * 4, *["absent"] * 2, "anything")


@dataclass(frozen=True, slots=True)
class Lived:
    """One lived week: the plan at its start, the record at its end, and what went into and out of it."""

    plan: WeekPlan
    record: WeekRecord
    before: Standings
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
    name = rng.choice(PATIENTS)
    book = random_diary(rng, steady=name == "steady")
    lived = list(_weeks(rng, name, book, weeks))
    return Story(seed, name, lived[-1].diary, tuple(lived))


def _weeks(rng: Random, name: str, book: Diary, weeks: int) -> Iterator[Lived]:
    standings: Standings = {}
    week, away, kinds, odds = week_of(book.starts, book.starts), 0, *zip(*HABITS[name].items(), strict=True)
    lived = 0
    while lived < weeks:
        kind = "silent" if away else rng.choices(kinds, odds)[0]
        if kind == "away":
            away = rng.choice((1, 1, 1, 1, 2, 2, 2, 3, 4, 5, 14))
        away -= bool(away)
        lived += not away
        book = _morning_of(rng, book, week.start, 0.97) if kind not in ("silent", "away", "thin") else book
        record, _ = advance(book, standings, week, week.start)
        plan = plan_of(book, record, week.start)
        book = live_week(rng, book, plan, kind)
        record, after = advance(book, standings, week, week.end)
        yield Lived(plan, record, standings, book)
        standings = after
        week = week.shifted(1)


def random_diary(rng: Random, *, steady: bool) -> Diary:
    """A diary before its first week: programme, training days, phase changes, bouts before the start."""
    of = random_programme(rng, steady=steady)
    starts = MONDAY + timedelta(days=rng.randrange(7))
    weekdays = tuple(sorted(rng.sample(range(7), rng.choice((2, 3, 3, 4, 5, 7)))))
    book = diary(of, starts=starts, weekdays=weekdays, complaint=_complaint(rng, of))
    changes, week = [], 0
    while len(of.phases) > 1 and rng.random() < 0.7 and week < 30:
        week += rng.randint(2, 8)
        day = starts + timedelta(weeks=week, days=-rng.randrange(7))
        changes.append(PhaseStart(f"phase-{week}", day, rng.choice(of.phases).id, "Dr A", "physiotherapist"))
    earlier = []
    for n, e in enumerate(rng.choices(of.exercises, k=rng.choice((0, 0, 3)))):
        day = starts - timedelta(days=rng.randint(1, 40))
        earlier.append(Bout(f"early-{n}", day, e.id, Side.RIGHT, e.unit, (SetDone(999),)))
    return replace(book, phases=tuple(changes), bouts=tuple(earlier))


def _complaint(rng: Random, of: Programme) -> Complaint:
    """Not on both sides where an exercise is for the unaffected side: then a phase could be empty."""
    lone = any(e.side is SideRule.UNAFFECTED for e in of.exercises)
    return rng.choice((Complaint.LEFT, Complaint.RIGHT) if lone else tuple(Complaint))


def random_programme(rng: Random, *, steady: bool) -> Programme:
    """One to three phases over one to three exercises, by the lints of programme files."""
    units = [rng.choice(list(Unit)) for _ in range(rng.choice((1, 1, 1, 1, 2, 3)))]
    exercises = tuple(
        exercise(f"ex{n}", unit, side=rng.choice(list(SideRule)), loading=rng.random() < 0.8)
        for n, unit in enumerate(units)
    )
    steps = {e.id: rng.choice(STEPS[e.unit]) for e in exercises}
    kinds = [
        PhaseKind.STRENGTHEN if steady else rng.choice(list(PhaseKind))
        for _ in range(rng.choice((1, 1, 2, 3)))
    ]
    phases = tuple(_phase(rng, n, kind, exercises, steps) for n, kind in enumerate(kinds))
    return programme(*phases, exercises=exercises, percent=rng.choice((10,) * 6 + tuple(range(10))))


def _phase(
    rng: Random, n: int, kind: PhaseKind, exercises: tuple[Exercise, ...], steps: Mapping[str, int]
) -> Phase:
    used = rng.sample(exercises, rng.randint(1, len(exercises)))
    doses = tuple(_dose(rng, e, steps[e.id]) for e in used)
    return phase(*doses, name=f"phase{n}", kind=kind, deload=rng.random() < 0.93)


def _dose(rng: Random, of: Exercise, step: int) -> Prescription:
    days = rng.choice((1, 2, 3, 3, 4, 5, 7))
    rest = rng.randint(0, min(2, 7 // days - 1))
    sets = rng.choice((1, 2, 3, 4))
    each = step * 2 * rng.randint(1, 12)
    while sets * each * days < 20 * step:
        each += 2 * step
    target = SetPlan(sets + rng.randint(0, 2), each * rng.choice((1, 2, 3, 3)))
    return Prescription(of.id, SetPlan(sets, each), target, days, rest, step, False, ("project-rule",))


def live_week(rng: Random, book: Diary, plan: WeekPlan, kind: str) -> Diary:
    """The diary with one week of entries of the given kind."""
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
        book = _morning_of(
            rng, book, day, 0.6 if kind == "forgetful" else 0.995, hurting=kind in ("pains", "fidget")
        )
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
                (SetDone(amount),),
                *scores,
            )


def _hurt(rng: Random, bouts: list[Bout], ceiling: int, kind: str) -> list[Bout]:
    days = sorted({b.day for b in bouts})
    hurting = set(rng.sample(days, 1 if kind == "pain" else min(len(days), rng.randint(2, 4))))
    score = rng.randint(8, 10) if kind == "severe" else rng.randint(ceiling + 1, 7)
    field = rng.choice(("pain_during", "pain_after"))
    return [replace(b, **{field: score}) if b.day in hurting else b for b in bouts]


def _morning_of(rng: Random, book: Diary, day: date, odds: float, *, hurting: bool = False) -> Diary:
    if rng.random() >= odds:
        return book
    score = rng.choice((0, 2, 4, None)) if hurting and rng.random() < 0.5 else rng.choice((0, 0, 0, 1))
    rest = rng.choice((None, None, 0, 3, 7)) if hurting and rng.random() < 0.1 else None
    return replace(book, mornings=(*book.mornings, Morning(f"morning-{day}", day, score, rest)))


def _profile(rng: Random, day: date) -> Profile:
    facts: dict[str, bool | int | str | None] = dict.fromkeys(KEYS, False)
    if rng.random() < 0.6:
        facts[rng.choice(KEYS)] = rng.choice((True, "unsure", None))
    return Profile(f"profile-{day}", day, facts)


def _other(unit: Unit) -> Unit:
    return Unit.SECONDS if unit is Unit.REPS else Unit.REPS


def next_week(book: Diary, lived: Lived, day: Week) -> WeekRecord:
    """The record of ``day``, the week after ``lived``, on its first day, from another week of entries."""
    _, standings = advance(book, lived.before, lived.plan.week, lived.plan.week.end)
    return advance(book, standings, day, day.start)[0]
