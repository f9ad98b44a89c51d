"""The fold over the training weeks: from the diary to each week's references, decisions and plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from rehab.domain.breaks import NEW_BASELINE_DAYS
from rehab.domain.case import Case
from rehab.domain.course import Course, after_break, after_regress, phase_in_force
from rehab.domain.days import Week, week_of, weeks_between
from rehab.domain.diary import Diary
from rehab.domain.evidence import COVERED_DAYS, Evidence, gather
from rehab.domain.minutes import fit, reference_seconds
from rehab.domain.plan_week import lay, plan_series
from rehab.domain.programmes import Phase, Prescribed, Series, prescribed
from rehab.domain.rolling import Sessions
from rehab.domain.rule import floor_step
from rehab.domain.schedule import session_days
from rehab.domain.standing import SeriesWeek, Standing, close
from rehab.domain.volume import DaySums, coverage, gap_days
from rehab.domain.words import OverrideKind


@dataclass(frozen=True, slots=True)
class WeekRecord:
    """One training week: the phase, the evidence, each series' numbers, and whether it qualifies.

    ``qualifies`` is ``None`` until the week has ended. ``left`` is a sentence on why the week is of an
    earlier phase than the one before; empty where it is not.
    """

    week: Week
    phase: Phase
    evidence: Evidence
    covered: int
    qualifies: bool | None
    series: Mapping[Series, SeriesWeek]
    left: str = ""


def fold(diary: Diary, until: Week, today: date) -> Iterator[WeekRecord]:
    """Every week from the programme's start to ``until``, as the diary stands on ``today``.

    Entries dated after ``today`` must already be left out (``Diary.upto``).
    """
    for record, _ in courses(diary, until, today):
        yield record


def courses(diary: Diary, until: Week, today: date) -> Iterator[tuple[WeekRecord, Course]]:
    """As ``fold``, each week with the course that the next one begins with.

    A week is computed once for a diary: a plan, its findings and its volumes ask for the same ones.
    """
    made: list[tuple[WeekRecord, Course]] = diary.folded.setdefault(today, [])
    for number, week in enumerate(weeks_between(week_of(diary.starts, diary.starts), until)):
        if number == len(made):
            made.append(advance(diary, made[-1][1] if made else Course(), week, today))
        yield made[number]


def advance(diary: Diary, course: Course, week: Week, today: date) -> tuple[WeekRecord, Course]:
    """One week of the fold: its record, and the course with which the next begins."""
    recorded = phase_in_force(diary, course, week)
    course, phase = after_break(diary, course, week, recorded)
    before = diary.assignment_on(week.start).programme.phase(course.phase) or phase
    evidence = gather(diary, week, today, before, course.since(diary))
    begun = any(not standing.first for standing in course.series.values())
    step = after_regress(diary, course, week, phase, regress=evidence.regress and begun)
    evidence = replace(evidence, obstacles=(*evidence.obstacles, *step.obstacles))
    sore = course.sore_weeks + 1 if evidence.sore and evidence.passed else 0
    records, basis = _series_weeks(diary, course, week, step.phase, evidence, sore)
    covered, ended = coverage(diary, week), week.end <= today
    qualifies = ended and covered >= COVERED_DAYS and not evidence.waits
    after = dict(course.series)
    for series, record in records.items():
        opened = _opened(course.series.get(series, Standing()), week, step.phase, evidence)
        due = sum(amount for day, amount in record.sessions if ended or day < today)
        after[series] = close(opened, record, qualifies=qualifies, due=due)
    left = _left(recorded, phase, step.phase)
    record_of = WeekRecord(week, step.phase, evidence, covered, qualifies if ended else None, records, left)
    return record_of, replace(step.course, series=after, phase=step.phase.id, sore_weeks=sore, seconds=basis)


def _left(recorded: Phase, after_break: Phase, after_regress: Phase) -> str:
    if after_regress is not after_break:
        return f"A second REGRESS within four weeks led back from {after_break.title}."
    if after_break is not recorded:
        return f"After a break of {NEW_BASELINE_DAYS} days or more the programme begins anew."
    return ""


def _series_weeks(
    diary: Diary, course: Course, week: Week, phase: Phase, evidence: Evidence, sore: int
) -> tuple[dict[Series, SeriesWeek], int]:
    """Each series' week, cut to the minutes guard, and the seconds that the guard was measured by.

    The programme's first week is its entry doses as they are. While a phase is new, or an exercise of it
    has not begun, the guard goes by the time before, unless a clinician has confirmed more.
    """
    assignment = diary.assignment_on(week.start)
    cases, days = {}, {}
    for item in prescribed(assignment.programme, phase, diary.person.complaint):
        standing = _opened(course.series.get(item.series, Standing()), week, phase, evidence)
        positions = session_days(week, item.prescription, assignment.weekdays)
        days[item.series] = tuple(week.days[n] for n in positions)
        cases[item.series] = _case(diary, week, item, phase, standing, evidence, len(positions), sore)
    records = {series: plan_series(diary, series, case, days[series]) for series, case in cases.items()}

    def relay(series: Series, most: int) -> Sessions:
        return lay(cases[series], records[series], days[series], most)[0]

    times = {series: reference_seconds(record, len(days[series])) for series, record in records.items()}
    if not course.phase:
        return records, sum(times.values())
    basis = sum(times[series] for series, record in records.items() if not record.first)
    if phase.id != course.phase or any(record.first for record in records.values()):
        basis = max(basis, course.seconds)
        if any(p.minutes_confirmed and p.phase == phase.id and p.day <= week.start for p in diary.phases):
            return records, basis
    return fit(records, basis, relay), basis


def _opened(standing: Standing, week: Week, phase: Phase, evidence: Evidence) -> Standing:
    """The standing as a week begins: the evidence tells whether the week before was breach-free."""
    last = standing.previous
    if last and last.week.end != week.start:
        last = None
    if last and standing.previous_qualified and evidence.breach_free and not last.deload and last.done:
        standing = replace(standing, clean=last.done)
    return standing if standing.phase == phase.id else replace(standing, qualified=0)


def _case(
    diary: Diary,
    week: Week,
    item: Prescribed,
    phase: Phase,
    standing: Standing,
    evidence: Evidence,
    sessions: int,
    sore: int,
) -> Case:
    dose, unit = item.prescription, item.exercise.volume_unit
    sums: DaySums = diary.day_sums.get((item.series, unit), {})
    excepted = partial(diary.override_on, item.exercise.id, week.start)
    return Case(
        week=week,
        starts=diary.starts,
        exercise=item.exercise,
        phase=phase,
        prescription=dose,
        percent=diary.assignment_on(week.start).programme.percent,
        entry=floor_step(dose.entry.volume * sessions, dose.volume_step),
        target=dose.target.volume * sessions,
        standing=standing,
        evidence=evidence,
        days=sums,
        gap_days=gap_days(diary, item.series, unit, week),
        sore_weeks=sore,
        sessions=sessions,
        exception=excepted(OverrideKind.GRANULARITY),
        limiting=excepted(OverrideKind.LIMIT, OverrideKind.DOSE),
        lighter=excepted(OverrideKind.DELOAD),
        faster=excepted(OverrideKind.FASTER_RAMP),
    )


def current_phase(diary: Diary, day: date, today: date) -> Phase:
    """The phase in force on a day, as the diary stands on ``today``."""
    week = week_of(diary.starts, max(day, diary.starts))
    return list(fold(diary.upto(today), week, today))[-1].phase
