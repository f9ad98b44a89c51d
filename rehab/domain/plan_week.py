"""One series' planned week: its load and stage, and its sessions under every guard but the minutes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from rehab.domain.because import Row, topmost_lowest
from rehab.domain.case import Case
from rehab.domain.decision_table import matching
from rehab.domain.diary import Diary
from rehab.domain.exceptions import EXCEPTION, excepted_row, session_percent, used
from rehab.domain.loads import most_at, week_load
from rehab.domain.programmes import Series
from rehab.domain.rolling import Room, Sessions, roll
from rehab.domain.rule import cap, floor_step
from rehab.domain.schedule import spread
from rehab.domain.session_guard import guards
from rehab.domain.stages import running_done, week_stage
from rehab.domain.standing import SeriesWeek, Standing
from rehab.domain.volume import DaySums, week_sum


def plan_series(diary: Diary, series: Series, case: Case, days: Sequence[date]) -> SeriesWeek:
    """The record of a series' week with its plan, the sessions lying on ``days``."""
    rows = matching(case)
    ruling, excepted = topmost_lowest(rows), excepted_row(case, rows)
    if excepted is not None:
        rows, ruling = (*rows, excepted), excepted
    record = _record(case, series, rows, ruling, week_load(case, ruling, len(days)))
    sessions, cut = lay(case, record, days)
    planned = sum(amount for _, amount in sessions)
    return replace(
        record,
        sessions=sessions,
        stage=week_stage(case, ruling, planned, diary, series),
        stage_before=case.standing.stage,
        running_before=running_done(diary, series, case.exercise, case.week.shifted(-1)),
        guards=cut,
    )


def lay(
    case: Case, record: SeriesWeek, days: Sequence[date], most: int | None = None
) -> tuple[Sessions, tuple[str, ...]]:
    """The sessions of a week, at most limit, target and ``most``, and the guards that cut them."""
    step, allowed = record.lay_step, most_at(case, record.ruling, record.load_g, len(days))
    if record.session_percent is None:
        allowed = record.limit
    amount = floor_step(allowed if most is None else min(allowed, most), step)
    bounds = _bounds(case, record, days)
    laid = [(day, total) for day, total in zip(days, spread(amount, bounds, step), strict=True) if total]
    rolled = rolled_in(record, laid, case.days, case.starts, case.week.start, days)
    guarded = (("SESSION", sum(n for _, n in laid) < amount), ("ROLLING", rolled != tuple(laid)))
    return rolled, tuple(rule for rule, cuts in guarded if cuts)


def rolled_in(
    record: SeriesWeek,
    sessions: Sequence[tuple[date, int]],
    done: DaySums,
    since: date,
    known: date,
    days: Sequence[date],
) -> Sessions:
    """The sessions under the rolling guard, with what was ``done`` before the day ``known``.

    ``days`` are the week's session days; those of the week after lie seven days later. One that moved
    keeps within the session guard of its new day.
    """
    if not sessions:
        return ()
    percent = record.session_percent
    apart, next_day = record.prescription.min_rest_days + 1, days[0] + timedelta(weeks=1)
    limits = (record.limit, record.limit_before)
    room = Room(record.week, *limits, done, since, known, next_day, apart, record.lay_step)

    def bound(day: date, amount: int) -> int:
        if percent is None:
            return amount
        guard = guards(
            done,
            record.week,
            (day,),
            record.prescription,
            since=since,
            without=amount,
            step=room.step,
            percent=percent,
        )
        return min(amount, *guard)

    planned = {day for day, _ in sessions}
    return tuple(
        (day, amount if day in planned else bound(day, amount)) for day, amount in roll(sessions, room)
    )


def _bounds(case: Case, record: SeriesWeek, days: Sequence[date]) -> tuple[int, ...]:
    """The session guard of each day. With no bout in 30 days: the entry session."""
    if record.session_percent is None:
        return (record.prescription.entry.volume,) * len(days)
    return guards(
        case.days,
        case.week,
        days,
        case.prescription,
        since=case.starts,
        without=case.prescription.entry.volume,
        step=record.lay_step,
        percent=record.session_percent,
    )


def _record(case: Case, series: Series, rows: tuple[Row, ...], ruling: Row, load_g: int | None) -> SeriesWeek:
    standing, exception = case.standing, used(case, ruling)
    dosed = case.dose if ruling.rule == EXCEPTION.id else None
    dose = replace(case.prescription, entry=dosed, target=dosed) if dosed else case.prescription
    return SeriesWeek(
        week=case.week,
        series=series,
        exercise=case.exercise,
        phase=case.phase,
        prescription=dose,
        percent=case.percent,
        entry=case.entry,
        target=case.target,
        first=standing.first,
        reference=case.reference,
        cap=case.entry if standing.first else cap(case.reference, case.percent, case.step),
        base=case.base,
        rows=rows,
        ruling=ruling,
        gap_days=case.gap_days,
        sessions=(),
        done=week_sum(case.days, case.week),
        short_weeks=_short_run(standing),
        limit_before=case.last.limit if case.last else 0,
        load_g=dosed.load_g if dosed else load_g,
        override=exception.entry if exception else None,
        session_percent=session_percent(case, ruling),
    )


def _short_run(standing: Standing) -> int:
    """How many of the weeks just before were short, counted back without a gap."""
    run = 0
    for short in reversed(standing.shortfalls):
        if not short:
            break
        run += 1
    return run
