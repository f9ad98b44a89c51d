"""Small programmes and diaries, written by hand, that the tests build on."""

from dataclasses import replace
from datetime import date, timedelta

from rehab.domain.days import week_of
from rehab.domain.diary import Assignment, Bout, Diagnosis, Diary, Morning, Person, Profile, RestDay, Screen
from rehab.domain.doses import SetDone
from rehab.domain.eligibility import KEYS
from rehab.domain.fold import fold
from rehab.domain.programmes import Exercise, Phase, Prescription, Programme, SetPlan
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import Complaint, PhaseKind, Side, SideRule, Unit

MONDAY = date(2026, 3, 2)
DAILY = tuple(range(7))
MON_WED_FRI = (0, 2, 4)


def exercise(name: str = "raise", unit: Unit = Unit.REPS, **changes: object) -> Exercise:
    base = Exercise(name, name.title(), unit, SideRule.NONE, True, 3, 60, ("slowly",), (), ("project-rule",))
    return replace(base, **changes)


def prescription(
    name: str = "raise",
    entry: tuple[int, int] = (3, 8),
    target: tuple[int, int] = (3, 15),
    days: int = 3,
    rest: int = 1,
    step: int = 1,
) -> Prescription:
    return Prescription(name, SetPlan(*entry), SetPlan(*target), days, rest, step, False, ("project-rule",))


def phase(
    *prescriptions: Prescription,
    name: str = "strengthen",
    kind: PhaseKind = PhaseKind.STRENGTHEN,
    weeks: int = 6,
    deload: bool = True,
) -> Phase:
    settle = kind is PhaseKind.SETTLE
    return Phase(
        name,
        name.title(),
        kind,
        weeks,
        2 if settle else 5,
        2 if settle else 3,
        deload and not settle,
        "",
        "",
        (),
        prescriptions or (prescription(),),
        ("project-rule",),
    )


def programme(*phases: Phase, exercises: tuple[Exercise, ...] = (), percent: int = 10) -> Programme:
    return Programme(
        "sample",
        "1",
        "Sample",
        "draft",
        percent,
        "",
        "",
        exercises or (exercise(),),
        phases or (phase(),),
        ("project-rule",),
    )


def diary(
    of: Programme | None = None,
    *,
    starts: date = MONDAY,
    weekdays: tuple[int, ...] = MON_WED_FRI,
    complaint: Complaint = Complaint.RIGHT,
    cleared: bool = True,
) -> Diary:
    """A diary without bouts; ``cleared`` has a diagnosis, a profile of plain noes and weekly screens."""
    return Diary(
        person=Person("p1", "Sam Sample", date(1990, 5, 1), complaint, "112"),
        assignments=(Assignment("a1", starts, weekdays, of or programme(), "hash"),),
        profiles=(Profile("f1", starts, dict.fromkeys(KEYS, False)),) if cleared else (),
        diagnoses=(Diagnosis("d1", starts, "iliopsoas syndrome", "Dr A", starts),) if cleared else (),
        screens=weekly_screens(starts) if cleared else (),
    )


def weekly_screens(starts: date, weeks: int = 80) -> tuple[Screen, ...]:
    """Full screens, every answer no: a week before the start and on the first day of each week."""
    days = (starts + timedelta(weeks=n) for n in range(-1, weeks))
    return tuple(Screen(f"screen-{day}", day, True, {}) for day in days)


def bout(day: date, *amounts: int, name: str = "raise", **fields: object) -> Bout:
    sets = tuple(SetDone(a) for a in amounts)
    entry = f"{name}-{day}-{fields.get('side', 'none')}"
    base = Bout(entry, day, name, Side.NONE, Unit.REPS, sets, 0, 0, 0)
    return replace(base, **fields)


def with_entries(base: Diary, *entries: Bout | Morning | RestDay) -> Diary:
    return replace(
        base,
        bouts=base.bouts + tuple(e for e in entries if isinstance(e, Bout)),
        mornings=base.mornings + tuple(e for e in entries if isinstance(e, Morning)),
        rests=base.rests + tuple(e for e in entries if isinstance(e, RestDay)),
    )


def mornings(first: date, days: int, score: int | None = 0) -> tuple[Morning, ...]:
    found = (first + timedelta(days=n) for n in range(days))
    return tuple(Morning(f"m-{day}", day, score) for day in found)


def start_of(book: Diary, week: int) -> date:
    """The first day of a training week, the programme's first being 0."""
    return book.starts + timedelta(weeks=week)


def train(book: Diary, week: int, *sessions: tuple[int, ...], scored: int = 7, **fields: object) -> Diary:
    """Adds a week: a session of the given sets on days 0, 2, 4…, and ``scored`` mornings of 0."""
    first = start_of(book, week)
    bouts = [bout(first + timedelta(days=2 * n), *s, **fields) for n, s in enumerate(sessions) if s]
    return with_entries(book, *bouts, *mornings(first, scored))


def train_as_planned(book: Diary, weeks: range, **fields: object) -> Diary:
    """Adds weeks in which every planned session of the first series is done and every morning is 0."""
    for week in weeks:
        first = start_of(book, week)
        book = with_entries(book, *mornings(first, 1))
        item = records(book, week + 1)[-1]
        bouts = [bout(day, amount, **fields) for day, amount in item.sessions]
        book = with_entries(book, *bouts, *mornings(first + timedelta(days=1), 6))
    return book


def records(book: Diary, count: int) -> list[SeriesWeek]:
    """The first series' record of the first ``count`` weeks, read on the first day of the last."""
    first = start_of(book, count - 1)
    return [next(iter(r.series.values())) for r in fold(book.upto(first), week_of(book.starts, first), first)]
