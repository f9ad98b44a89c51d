"""The guards as bounds: what no plan may pass, however it is laid out."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from rehab.domain.diary import Diary, Override
from rehab.domain.fold import WeekRecord, advance
from rehab.domain.plan import ExercisePlan, plan_of
from rehab.domain.programmes import Phase, Series
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import DecisionKind, OverrideKind
from tests.domain.chance import Lived
from tests.domain.excepted import resting_on
from tests.domain.ledger import DAY, Ledger, daily, fine, largest, sessions_of, volume


def plan_faults(book: Diary, item: ExercisePlan, ledger: Ledger) -> Iterator[str]:
    """A plan, as it stands on its week's first day, passes no limit, target, guard or rest day."""
    record = item.record
    most, dosed = record.base * (100 + record.percent), resting_on(book, record, OverrideKind.DOSE)
    if item.planned > (record.limit if dosed else min(record.limit, record.target)):
        yield "plan over limit or target"
    if not record.first and 100 * item.planned > most and record.override is None:
        yield "plan over 110 %"
    if not record.first and 100 * record.limit > most and record.override is None:
        yield "limit over cap"
    if [(s.day, s.volume) for s in item.sessions] != list(() if item.dropped else record.sessions):
        yield "sets do not add up to the session"
    yield from _day_faults(book, item)
    before = {d: n for d, n in daily(book, record.series, record).items() if d < record.week.start}
    for session in item.sessions:
        step = record.prescription.step
        if not session.sets or any(s <= 0 or s % step for s in session.sets):
            yield "no whole steps"
        bounds = (largest(before, day - 30 * DAY, session.day, book.starts)
                  for day in (record.week.start, session.day))  # fmt: skip
        if dosed is None and session.volume > min(_bound(book, one, record) for one in bounds):
            yield "session over the guard"
    sums = {s.day: s.volume for s in item.sessions}
    yield from rolling_faults(book, record, sums, before, ledger)
    if dosed is None:
        yield from _load_faults(record, item, ledger)
    else:
        yield from _dose_faults(record, item, dosed)
    yield from _stage_faults(record, ledger)


def running_faults(book: Diary, lived: Lived, ledgers: Mapping[Series, Ledger], today: date) -> Iterator[str]:
    """Within the week nothing still to come passes what the limit and seven days leave."""
    known = book.upto(today)
    record, _ = advance(known, lived.before, lived.plan.week, today)
    for item in plan_of(known, record, today).exercises:
        done = daily(known, item.series, item.record)
        coming = {s.day: s.volume for s in item.sessions if s.day >= today and not done.get(s.day)}
        logged = sum(n for day, n in done.items() if day in record.week)
        if coming and logged + sum(coming.values()) > item.record.limit:
            yield f"{today} {item.series}: what comes passes the limit"
        for text in rolling_faults(book, item.record, coming, done, ledgers.get(item.series, Ledger())):
            yield f"{today} {item.series}: {text}"


def rolling_faults(
    book: Diary, record: SeriesWeek, sums: Mapping[date, int], done: Mapping[date, int], ledger: Ledger
) -> Iterator[str]:
    """No session to come ends seven days with more than the higher limit of the weeks they touch."""
    last = ledger.week_before(record)
    for day in sums:
        days = [one for n in range(7) if (one := day - n * DAY) >= book.starts]
        higher = (
            max(record.limit, last.limit if last else 0) if days[-1] < record.week.start else record.limit
        )
        if sum(done.get(one, 0) + sums.get(one, 0) for one in days) > higher:
            yield f"seven days up to {day} over {higher}"


def _day_faults(book: Diary, item: ExercisePlan) -> Iterator[str]:
    """On training days or, moved by the rolling guard, the day after one; never closer than the rest days."""
    record, dose = item.record, item.record.prescription
    days = [s.day for s in item.sessions]
    weekdays = book.assignment_on(record.week.start).weekdays
    moved = "ROLLING" in record.guards
    for day in days:
        trains = day.weekday() in weekdays or (moved and (day - DAY).weekday() in weekdays)
        if not trains or day not in record.week:
            yield "session on no training day"
    around = [*days, days[0] + 7 * DAY] if len(days) > 1 else days
    if any((b - a).days <= dose.min_rest_days for a, b in pairwise(around)):
        yield "sessions without rest"
    if len(days) > dose.days_per_week:
        yield "too many sessions"


def _bound(book: Diary, most: int | None, record: SeriesWeek) -> int:
    """110 % of the largest session, or a step more where that is less; half an entry session at least.

    On a faster way back it may be as much more as a clinician allows.
    """
    entry, step = volume(record.prescription.entry), fine(record)
    if most is None:
        return entry
    faster = resting_on(book, record, OverrideKind.FASTER_RAMP)
    percent = (faster.amount or 0) if faster else 10
    grown = most * (100 + percent) // 100
    if most * percent < 100 * step and not record.exercise.stages:
        grown = max(grown, most // step * step + step)
    return max(grown, entry // 2)


def _dose_faults(record: SeriesWeek, item: ExercisePlan, said: Override) -> Iterator[str]:
    """Each session is the dose that a clinician gave, or less where seven days would hold too much."""
    dose = (said.amount or 0) * (said.sets or 0)
    if any(s.load_g != said.load_g or s.total > dose for s in item.sessions):
        yield "more than the dose that a clinician gave, or another load"
    if "ROLLING" not in record.guards and any(s.total != dose for s in item.sessions):
        yield "less than the dose that a clinician gave"


def _load_faults(record: SeriesWeek, item: ExercisePlan, ledger: Ledger) -> Iterator[str]:
    """One step of load at a time, after the target's reps, with no more reps than before and in the cap."""
    dose, load = record.prescription, record.load_g
    if (load is None) is not (dose.entry.load_g is None) or any(s.load_g != load for s in item.sessions):
        yield "a load where there is none, or none where there is one"
    if load is None:
        return
    heaviest = dose.target.load_g or load
    before = min(ledger.load or dose.entry.load_g or 0, heaviest)
    reps = sum(s.total for s in item.sessions)
    sessions = record.target // volume(dose.target)
    if reps > dose.target.sets * dose.target.each * sessions:
        yield "more repetitions than the target's"
    if load == before:
        return
    last = ledger.week_before(record)
    if load > heaviest or not before < load <= before + (dose.load_step_g or 0):
        yield f"load from {before} to {load}"
    elif last is None or record.ruling.kind is not DecisionKind.PROGRESS:
        yield "a load step without a week of progress"
    elif last.done < dose.target.sets * dose.target.each * sessions * before:
        yield "a load step before the target's repetitions"
    elif reps * before > last.done:
        yield "a load step with more repetitions"


def _stage_faults(record: SeriesWeek, ledger: Ledger) -> Iterator[str]:
    """One level at a time; up never while minutes rise, down after a REGRESS or a break."""
    stages, stage = record.exercise.stages, record.stage
    if not stages:
        if stage is not None:
            yield "a stage where there is none"
        return
    entry = record.prescription.entry_stage or 0
    before = min(entry if ledger.stage is None else ledger.stage, len(stages) - 1)
    back = {"P4", "P5"} & {row.rule for row in record.rows}
    if stage is None or not 0 <= stage < len(stages) or stage > before + 1:
        yield f"stage from {before} to {stage}"
        return
    if back and stage != max(0, before - 1) and not (stage == entry < before):
        yield f"stage {stage} after {before} in a week that goes back"
    if not back and stage < before:
        yield f"stage down from {before} to {stage}"
    if stage > before:
        last = ledger.week_before(record)
        if last is None or record.planned > min(record.base, last.done):
            yield "stage up while minutes rise"
        if record.ruling.kind is not DecisionKind.PROGRESS:
            yield "stage up without progress"


def seconds(record: SeriesWeek, amount: int) -> int:
    """The time of a session of ``amount``: the work, and the rest after each set but the last."""
    dose, reps = record.prescription, amount // (record.load_g or 1)
    if reps <= 0:
        return 0
    sets = max(dose.entry.sets, -(-reps // dose.target.each))
    sets = max(1, min(sets, reps // dose.step))
    return reps * record.exercise.unit_seconds + (sets - 1) * record.exercise.rest_s


def minutes_bound(book: Diary, record: WeekRecord, before: int, former: Phase | None) -> tuple[int, bool]:
    """The time that R of the exercises takes, by which the guard goes, and whether it holds at all.

    A new exercise has no R. While one is new, or the phase is, the time of the week ``before`` counts if it
    is longer. In the very first week nothing is bound, nor where a clinician has confirmed a new phase.
    """
    if former is None:
        return sum(_reference_seconds(book, one) for one in record.series.values()), False
    new = any(one.first for one in record.series.values()) or record.phase != former
    took = sum(_reference_seconds(book, one) for one in record.series.values() if not one.first)
    confirmed = any(
        p.minutes_confirmed and p.phase == record.phase.id and p.day <= record.week.start for p in book.phases
    )
    return max(took, before) if new else took, not (new and confirmed)


def minutes_faults(book: Diary, record: WeekRecord, before: int, former: Phase | None) -> Iterator[str]:
    """No week takes more than 110 % of the time of R; what an exception allows above R counts as R.

    A new exercise under an exception is not cut: where it takes too long, the others do not grow.
    """
    basis, bound = minutes_bound(book, record, before, former)
    weeks = record.series.values()
    planned = sum(
        min(_reference_seconds(book, one), took) if one.override else took
        for one in weeks
        for took in [sum(seconds(one, amount) for _, amount in one.sessions)]
    )
    growing = any(one.planned > (0 if one.first else one.base) for one in weeks if not one.override)
    excepted = any(one.first and one.override for one in weeks)
    if bound and 100 * planned > 110 * basis and (growing or not excepted):
        yield f"{planned} s planned over 110 % of {basis}"


def _reference_seconds(book: Diary, record: SeriesWeek) -> int:
    """R laid evenly over the week's sessions."""
    sessions = sessions_of(book, record)
    each, more = divmod(record.base // fine(record), sessions)
    return sum(seconds(record, (each + (n < more)) * fine(record)) for n in range(sessions))
