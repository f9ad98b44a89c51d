"""The fold over the training weeks: from the diary to each week's references, decisions and plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rehab.domain.because import Row, topmost_lowest
from rehab.domain.days import Week, week_of
from rehab.domain.diary import Diary
from rehab.domain.evidence import COVERED_DAYS, Evidence, gather
from rehab.domain.programmes import Phase, Prescribed, Series, prescribed
from rehab.domain.rows import Case, matching
from rehab.domain.rule import cap, floor_step
from rehab.domain.schedule import session_days, spread
from rehab.domain.session_guard import guards
from rehab.domain.standing import SeriesWeek, Standing, close
from rehab.domain.volume import DaySums, coverage, gap_days, week_sum
from rehab.domain.words import DecisionKind

Standings = Mapping[Series, Standing]


@dataclass(frozen=True, slots=True)
class WeekRecord:
    """One training week: the phase, the evidence, each series' numbers, and whether it qualifies.

    ``qualifies`` is ``None`` until the week has ended.
    """

    week: Week
    phase: Phase
    evidence: Evidence
    covered: int
    qualifies: bool | None
    series: Mapping[Series, SeriesWeek]


def fold(diary: Diary, until: Week, today: date) -> Iterator[WeekRecord]:
    """Every week from the programme's start to ``until``, as the diary stands on ``today``.

    Entries dated after ``today`` must already be left out (``Diary.upto``).
    """
    standings: Standings = {}
    week = week_of(diary.starts, diary.starts)
    while week.start <= until.start:
        record, standings = advance(diary, standings, week, today)
        yield record
        week = week.shifted(1)


def advance(diary: Diary, standings: Standings, week: Week, today: date) -> tuple[WeekRecord, Standings]:
    """One week of the fold: its record, and the standings with which the next begins."""
    phase, evidence = diary.phase_on(week.start), gather(diary, week, today)
    covered, ended = coverage(diary, week), week.end <= today
    qualifies = ended and covered >= COVERED_DAYS and not evidence.waits
    after, records = dict(standings), {}
    programme = diary.assignment_on(week.start).programme
    for item in prescribed(programme, phase, diary.person.complaint):
        standing = _opened(standings.get(item.series, Standing()), week, phase, evidence)
        record = _series_week(diary, week, item, phase, standing, evidence)
        records[item.series] = record
        after[item.series] = close(
            standing,
            record,
            qualifies=qualifies,
            due=sum(amount for day, amount in record.sessions if ended or day < today),
        )
    return WeekRecord(week, phase, evidence, covered, qualifies if ended else None, records), after


def _opened(standing: Standing, week: Week, phase: Phase, evidence: Evidence) -> Standing:
    """The standing as a week begins: the evidence tells whether the week before was breach-free."""
    last = standing.previous
    if last and last.week.end != week.start:
        last = None
    if last and standing.previous_qualified and evidence.breach_free and not last.deload and last.done:
        standing = replace(standing, clean=last.done)
    return standing if standing.phase == phase.id else replace(standing, qualified=0)


def _sums(diary: Diary, item: Prescribed) -> DaySums:
    return diary.day_sums.get((item.series, item.exercise.unit), {})


def _series_week(
    diary: Diary, week: Week, item: Prescribed, phase: Phase, standing: Standing, evidence: Evidence
) -> SeriesWeek:
    assignment, prescription = diary.assignment_on(week.start), item.prescription
    positions = session_days(week, prescription, assignment.weekdays)
    case = Case(
        week=week,
        starts=diary.starts,
        exercise=item.exercise,
        phase=phase,
        prescription=prescription,
        percent=assignment.programme.percent,
        entry=floor_step(prescription.entry.total * len(positions), prescription.step),
        target=prescription.target.total * len(positions),
        standing=standing,
        evidence=evidence,
        days=_sums(diary, item),
        gap_days=gap_days(diary, item.series, item.exercise.unit, week),
    )
    rows = matching(case)
    return _record(case, item.series, rows, _sessions(case, rows, positions))


def _sessions(case: Case, rows: tuple[Row, ...], positions: tuple[int, ...]) -> tuple[tuple[date, int], ...]:
    """The week's planned sessions: at most limit and target, none above its session guard."""
    week, prescription = case.week, case.prescription
    ruling = topmost_lowest(rows)
    amount = floor_step(min(ruling.ceiling, case.target), case.step)
    days = [week.days[n] for n in positions]
    without = prescription.entry.total
    if ruling.kind is DecisionKind.RE_ENTRY and days:
        without = min(without, floor_step(-(-amount // len(days)) + case.step - 1, case.step))
    bounds = guards(case.days, week, days, prescription, since=case.starts, without=without)
    laid = spread(amount, bounds, case.step)
    return tuple((day, total) for day, total in zip(days, laid, strict=True) if total)


def _record(
    case: Case, series: Series, rows: tuple[Row, ...], sessions: tuple[tuple[date, int], ...]
) -> SeriesWeek:
    standing = case.standing
    return SeriesWeek(
        week=case.week,
        series=series,
        exercise=case.exercise,
        phase=case.phase,
        prescription=case.prescription,
        percent=case.percent,
        entry=case.entry,
        target=case.target,
        first=standing.first,
        reference=case.reference,
        cap=case.entry if standing.first else cap(case.reference, case.percent, case.step),
        base=case.base,
        rows=rows,
        ruling=topmost_lowest(rows),
        gap_days=case.gap_days,
        sessions=sessions,
        done=week_sum(case.days, case.week),
        short_weeks=_short_run(standing),
    )


def _short_run(standing: Standing) -> int:
    """How many of the weeks just before were short, counted back without a gap."""
    run = 0
    for short in reversed(standing.shortfalls):
        if not short:
            break
        run += 1
    return run
