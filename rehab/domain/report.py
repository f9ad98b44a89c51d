"""The progress report as facts: who, what is open, how it goes, what is missing, and what was left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rehab.domain.adherence import Adherence, adherence, together
from rehab.domain.days import Week
from rehab.domain.diary import ClinicianNote, Diary, Event, Override, PhaseStart, ReviewDate, Screen
from rehab.domain.findings import Finding, urgency
from rehab.domain.measures import Due
from rehab.domain.pain_course import PainDay, PainWeek, course_weeks, pain_day, pain_week
from rehab.domain.plan import WeekPlan
from rehab.domain.programmes import Source
from rehab.domain.readiness import Readiness
from rehab.domain.record import Revision
from rehab.domain.report_gaps import Changed, LeftOut, Missing, changed, left_out, missing
from rehab.domain.reported import Cleared, Reported, cleared, reported
from rehab.domain.screening import Screening
from rehab.domain.trends import Course, course
from rehab.domain.volume_course import VolumeCourse, volume_courses
from rehab.domain.volume_table import VolumeWeek, volume_weeks
from rehab.domain.words import Urgency

REPORT_WEEKS = 6
"""So many training weeks, the running one included, are in a report unless others are asked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a report is made from: the whole diary with its record, and what was found in it on a day."""

    diary: Diary
    revisions: Sequence[Revision]
    screening: Screening
    sources: Mapping[str, Source]
    readiness: Readiness
    plan: WeekPlan
    findings: tuple[Finding, ...]
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class ReportWeek:
    """One training week: its volumes, its pain by week and by day, and what was done of the plan."""

    week: Week
    volume: VolumeWeek
    pain: PainWeek
    days: tuple[PainDay, ...]
    adherence: Adherence


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report tells, as the diary stands on ``day``.

    ``diary`` holds nothing later than that day. ``weeks`` are the training weeks of the period, the last of
    which holds ``day``; ``courses`` are their volumes by exercise. Treatments, questions, clearances, notes
    and begun phases are those of the period, ``overrides`` those in force in it or agreed for later; the
    others are counted in ``left_out``. ``review`` is the next review as it was last said. ``screens`` are
    those of the period. ``recorded`` tells when the last revision of each entry that is told here under a
    clinician's name was recorded, and ``written`` when that of the whole diary was; ``None`` without any.
    """

    day: date
    diary: Diary
    screening: Screening
    sources: Mapping[str, Source]
    readiness: Readiness
    plan: WeekPlan
    findings: tuple[Reported, ...]
    weeks: tuple[ReportWeek, ...]
    courses: tuple[VolumeCourse, ...]
    trend: Course
    treatments: tuple[Event, ...]
    questions: tuple[Event, ...]
    phases: tuple[PhaseStart, ...]
    overrides: tuple[Override, ...]
    notes: tuple[ClinicianNote, ...]
    review: ReviewDate | None
    clearances: tuple[Cleared, ...]
    changed: Changed
    missing: Missing
    left_out: LeftOut
    screens: tuple[Screen, ...]
    recorded: Mapping[str, datetime]
    written: datetime | None

    @property
    def first(self) -> date:
        """The first day of the period."""
        return self.weeks[0].week.start

    @property
    def urgency(self) -> Urgency:
        """The most urgent open finding's urgency; ``none`` rules nothing out."""
        return urgency(tuple(one.finding for one in self.findings))

    @property
    def adherence(self) -> Adherence:
        """What was done of the plan in the whole period."""
        return together(one.adherence for one in self.weeks)

    @property
    def masked(self) -> tuple[date, ...]:
        """The days of the period on which a painkiller masked the scores."""
        return tuple(day.day for week in self.weeks for day in week.days if day.masked)


def report(known: Known, day: date, weeks: int = REPORT_WEEKS) -> Report:
    """The report of the last ``weeks`` training weeks up to that of ``day``; at least one."""
    diary = known.diary.upto(day)
    period = course_weeks(diary, day, weeks) or (known.plan.week,)
    first, end = period[0].start, period[-1].end
    volumes = volume_weeks(diary, day, len(period) + 1)
    by_week = {one.week: one for one in volumes}
    made = tuple(_week(diary, week, by_week.get(week), day) for week in period)
    overrides = tuple(o for o in diary.overrides if _told(o, first, end, day))
    clearances = tuple(one for one in cleared(diary, day) if one.clearance.day >= first)
    signed = {*(o.entry for o in overrides), *(one.clearance.entry for one in clearances)}
    return Report(
        day=day,
        diary=diary,
        screening=known.screening,
        sources=known.sources,
        readiness=known.readiness,
        plan=known.plan,
        findings=reported(diary, known.findings),
        weeks=made,
        courses=volume_courses([one for one in volumes if one.week.start < end], day, first),
        trend=course(diary, day),
        treatments=tuple(one for one in diary.treatments if one.day >= first),
        questions=tuple(one for one in diary.questions if one.day >= first),
        phases=tuple(_in_order(one for one in diary.phases if first <= one.day < end)),
        overrides=overrides,
        notes=tuple(note for note in diary.notes if first <= note.day < end),
        review=diary.review_on(day),
        clearances=clearances,
        changed=changed(known.revisions, first, day),
        missing=missing(known.screening, diary, period, day, known.due),
        left_out=left_out(known.diary, first, end, day),
        screens=tuple(one for one in diary.screens if one.day >= first),
        recorded={one.entry: one.recorded_at for one in known.revisions if one.entry in signed},
        written=max((one.recorded_at for one in known.revisions), default=None),
    )


def _told(one: Override, first: date, end: date, day: date) -> bool:
    """In force in the period, or already on record and still to come."""
    known = one.day <= day or (one.since or one.day) < end
    return known and (one.until is None or one.until >= first)


def _in_order(starts: Iterator[PhaseStart]) -> list[PhaseStart]:
    return sorted(starts, key=lambda start: start.day)


def _week(diary: Diary, week: Week, volume: VolumeWeek | None, day: date) -> ReportWeek:
    volume = volume or VolumeWeek(week, None, 0, ())
    return ReportWeek(
        week=week,
        volume=volume,
        pain=pain_week(diary, week, day),
        days=tuple(pain_day(diary, one) for one in week.days if one <= day),
        adherence=adherence(diary, volume, day),
    )


def last_day(report: Report) -> date:
    """The last day that the period covers: that of the report, or its first week's while none has begun."""
    last = report.weeks[-1].week
    return report.day if report.day in last else last.end - timedelta(days=1)
