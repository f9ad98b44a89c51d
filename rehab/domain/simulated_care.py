"""What the people around a simulated patient do at a week's start: answers, checks, scores, a new phase."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rehab.domain.course import TWICE_REGRESSED, Course
from rehab.domain.criteria import PATIENT, CriterionState, State
from rehab.domain.days import Week, days_between
from rehab.domain.diary import Clearance, CriterionAnswer, Diary, MeasureTaken, PhaseStart, Raised
from rehab.domain.flags import open_on
from rehab.domain.fold import WeekRecord, advance
from rehab.domain.measure_scales import SCALES
from rehab.domain.measures import due, latest
from rehab.domain.pain import LOW_MAX
from rehab.domain.programmes import Phase
from rehab.domain.readiness import Readiness, readiness
from rehab.domain.trends import worst_score
from rehab.domain.words import CriterionKind, MeasureKind, Urgency

_CLINICIAN, _ROLE = "Simulated Physio", "physiotherapist"
_ACTIVITIES = ("climbing stairs", "long walks", "sitting")
_FIRST_SCORE = 3
"""How the own activities of a simulated patient are scored at first."""


def attend(diary: Diary, before: Sequence[WeekRecord], course: Course, week: Week) -> Diary:
    """A ``Care`` that goes by the programme's criteria.

    Own activities are scored when they are due. While pain is low, the patient answers self-reports and the
    physiotherapist checks with yes. A second REGRESS in the first phase is cleared after a week. The next
    phase begins as soon as everything required is met. Nobody comes on a day without an entry.
    """
    if week.start not in diary.logged_days:
        return diary
    calm, (record, after) = _calm(diary, week), advance(diary, course, week, week.start)
    reviewed = _reviewed(_scored(diary, week.start, calm=calm), record)
    if reviewed.clearances != diary.clearances:
        record, after = advance(reviewed, course, week, week.start)
    weeks = (*before, record)
    found = readiness(reviewed, weeks, after, week.start)
    answers = tuple(_answers(found, calm=calm))
    if answers:
        reviewed = replace(reviewed, answers=(*reviewed.answers, *answers))
        found = readiness(reviewed, weeks, after, week.start)
    if found.next is None or not found.ready:
        return reviewed
    started = PhaseStart(f"phase-{week.start}", week.start, found.next.id, _CLINICIAN, _ROLE)
    return replace(reviewed, phases=(*reviewed.phases, started))


def _calm(diary: Diary, week: Week) -> bool:
    """Whether the worst score of the week before and of this morning is low; without any score it is not."""
    days = days_between(week.start - timedelta(days=7), week.start + timedelta(days=1))
    scores = [score for day in days if (score := worst_score(diary, day)) is not None]
    return bool(scores) and max(scores) <= LOW_MAX


def _scored(diary: Diary, day: date, *, calm: bool) -> Diary:
    """Own activities get better by a point where pain is low, worse where it is not."""
    schedule = diary.assignment_on(day).programme.measures
    if not any(one.measure.kind is MeasureKind.PSFS for one in due(diary, schedule, day)):
        return diary
    last = latest(diary, MeasureKind.PSFS, day)
    score = _FIRST_SCORE
    if last is not None:
        score = max(0, min(SCALES[MeasureKind.PSFS].high, last.scores[_ACTIVITIES[0]] + (1 if calm else -1)))
    taken = MeasureTaken(f"psfs-{day}", day, MeasureKind.PSFS, dict.fromkeys(_ACTIVITIES, score))
    return replace(diary, measures=(*diary.measures, taken))


def _answers(found: Readiness, *, calm: bool) -> Iterator[CriterionAnswer]:
    following = found.next or found.stay.phase
    for phase, group in (
        (found.stay.phase, (*found.opening, *found.exit)),
        (following, found.entry),
    ):
        yield from (_answer(found.stay.day, phase, one, calm=calm) for one in group if _asks(one, calm=calm))


def _asks(one: CriterionState, *, calm: bool) -> bool:
    """Whether an answer is missing, or what was said holds no more."""
    asked = one.criterion.kind is not CriterionKind.MEASURED
    return asked and (one.state is State.MET) is not calm


def _answer(day: date, phase: Phase, one: CriterionState, *, calm: bool) -> CriterionAnswer:
    own = one.criterion.kind is CriterionKind.SELF_REPORT
    by, role = ("Simulated", PATIENT) if own else (_CLINICIAN, _ROLE)
    entry = f"answer-{one.criterion.id}-{day}"
    return CriterionAnswer(entry, day, phase.id, one.criterion.id, calm, by, role)


def _reviewed(diary: Diary, record: WeekRecord) -> Diary:
    """The routine finding of a second REGRESS in the first phase: raised at once, cleared a week later."""
    day = record.week.start
    standing = [one for one in open_on(diary.raised, diary.clearances, day) if _twice(one)]
    seen = tuple(one.entry for one in standing if one.day <= day - timedelta(days=7))
    if seen:
        text = "Examined: loading may go on."
        cleared = Clearance(f"cleared-{day}", day, seen, _CLINICIAN, _ROLE, text)
        return replace(diary, clearances=(*diary.clearances, cleared))
    if standing or not any(one.because.field == "regress_weeks" for one in record.evidence.obstacles):
        return diary
    text = "Two weeks of REGRESS within four."
    raised = Raised(f"raised-{day}", day, TWICE_REGRESSED, Urgency.ROUTINE, text, {})
    return replace(diary, raised=(*diary.raised, raised))


def _twice(one: Raised) -> bool:
    return one.item == TWICE_REGRESSED
