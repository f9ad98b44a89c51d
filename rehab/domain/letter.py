"""The referral letter as facts: who, why now, the course, and what was not asked or answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from rehab.domain.because import Row
from rehab.domain.conditions import SKIPPED
from rehab.domain.days import Week, week_of, weeks_between
from rehab.domain.diary import Bout, Clearance, Diagnosis, Diary, Event, Fact, Morning, Raised
from rehab.domain.eligibility import QUESTIONS, profile_on
from rehab.domain.evidence import severe_bouts, severe_mornings
from rehab.domain.findings import URGENT, Finding, urgency
from rehab.domain.plan import WeekPlan
from rehab.domain.programmes import Source
from rehab.domain.screen_due import Noted, ScreenDue, asked_since, last_screen, named_in_notes, screen_due
from rehab.domain.screening import Item, Screening
from rehab.domain.trends import worst_score
from rehab.domain.triage import order
from rehab.domain.volume import coverage
from rehab.domain.volume_table import VolumeWeek, volume_weeks
from rehab.domain.words import EventKind, Urgency

LETTER_WEEKS = 6
"""So many training weeks, the running one included, are in the letter's courses."""


@dataclass(frozen=True, slots=True)
class Reported:
    """An open finding with each time that it was reported, oldest first; plan findings have no reports."""

    finding: Finding
    reports: tuple[Raised, ...]


@dataclass(frozen=True, slots=True)
class PainWeek:
    """The pain of one training week. A score that was not given is ``None`` and never 0.

    ``days`` counts those of the seven that have come, ``covered`` those with any entry, ``scored`` those
    with any score, ``mornings`` those with a morning score. ``highest`` and ``median`` are of the worst
    score of each scored day.
    """

    week: Week
    days: int
    covered: int
    scored: int
    highest: int | None
    median: int | None
    mornings: int
    highest_morning: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The newest answer to one fact since the last full screen; ``day`` and value ``None`` without any.

    ``item`` is the question that asks for the fact, or ``None`` for a fact that was told unasked.
    """

    key: str
    item: Item | None
    value: Fact
    day: date | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A note that names a warning sign; ``unasked`` are the items that no screen has asked since."""

    day: date
    note: str
    words: tuple[str, ...]
    unasked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A clearance with what it answered."""

    clearance: Clearance
    findings: tuple[Raised, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that the letter tells, as the diary stands on ``day``.

    ``diary`` holds nothing later than that day. ``masked`` are the days of the letter's weeks on which a
    painkiller was taken. ``profile`` has the answers other than no by key,
    ``profile_open`` the keys without an answer. Newest clearances and events stand last.
    """

    day: date
    diary: Diary
    screening: Screening
    sources: Mapping[str, Source]
    diagnoses: tuple[Diagnosis, ...]
    decision: Row | None
    findings: tuple[Reported, ...]
    severe: tuple[Bout | Morning, ...]
    pain: tuple[PainWeek, ...]
    masked: tuple[date, ...]
    volume: tuple[VolumeWeek, ...]
    events: tuple[Event, ...]
    profile: Mapping[str, Fact]
    profile_open: tuple[str, ...]
    answers: tuple[Answer, ...]
    full_screen: date | None
    weekly_screen: date | None
    due: ScreenDue | None
    quotes: tuple[Quote, ...]
    clearances: tuple[Cleared, ...]
    entries: int

    @property
    def urgency(self) -> Urgency:
        """The most urgent open finding's urgency; ``none`` rules nothing out."""
        return urgency(tuple(one.finding for one in self.findings))

    @property
    def answered(self) -> tuple[Cleared, ...]:
        """The clearances of emergency and same-day findings in the letter's weeks."""
        since = self.day - timedelta(weeks=LETTER_WEEKS)
        return tuple(
            one
            for one in self.clearances
            if one.clearance.day > since and any(raised.urgency in URGENT for raised in one.findings)
        )

    @property
    def imaging(self) -> tuple[Event, ...]:
        """The imaging on record."""
        return tuple(event for event in self.events if event.kind is EventKind.IMAGING)


def letter(
    screening: Screening,
    diary: Diary,
    plan: WeekPlan | None,
    found: tuple[Finding, ...],
    sources: Mapping[str, Source],
    day: date,
) -> Letter:
    """The letter of a diary on ``day``, with the findings that are open then."""
    diary = diary.upto(day)
    weeks = _weeks(diary, day)
    profile = profile_on(diary, day)
    facts: Mapping[str, Fact] = profile.facts if profile else {}
    keys = dict.fromkeys((*(question.key for question in QUESTIONS), *facts))
    unanswered = tuple(key for key in keys if facts.get(key) in (None, SKIPPED))
    full, weekly = last_screen(diary, day, full=True), last_screen(diary, day)
    return Letter(
        day=day,
        diary=diary,
        screening=screening,
        sources=sources,
        diagnoses=diary.diagnoses,
        decision=plan.decision if plan else None,
        findings=_reported(diary, found),
        severe=tuple(_severe(diary, weeks, day)),
        pain=tuple(_pain_week(diary, week, day) for week in weeks),
        masked=tuple(d for week in weeks for d in week.days if masked(diary, d)),
        volume=volume_weeks(diary, day, LETTER_WEEKS),
        events=tuple(sorted(diary.events, key=lambda event: event.day)),
        profile={key: facts[key] for key in keys if key not in unanswered and facts[key] is not False},
        profile_open=unanswered,
        answers=_answers(screening, diary, full.day if full else None),
        full_screen=full.day if full else None,
        weekly_screen=weekly.day if weekly else None,
        due=screen_due(screening, diary, day),
        quotes=_quotes(screening, diary, day),
        clearances=_cleared(diary, day),
        entries=_count(diary),
    )


def _weeks(diary: Diary, day: date) -> tuple[Week, ...]:
    """The last training weeks up to that of ``day``, none before the first entry or the start."""
    first = min((entry for entry in diary.logged_days), default=diary.starts)
    last = week_of(diary.starts, day)
    begin = max(week_of(diary.starts, min(first, diary.starts)), last.shifted(1 - LETTER_WEEKS))
    return tuple(weeks_between(begin, last))


def _reported(diary: Diary, found: tuple[Finding, ...]) -> tuple[Reported, ...]:
    made = []
    for finding in sorted(found, key=lambda one: -order(one.urgency)):
        reports = [one for one in diary.raised if one.entry in finding.entries]
        made.append(Reported(finding, tuple(sorted(reports, key=lambda one: one.day))))
    return tuple(made)


def _severe(diary: Diary, weeks: tuple[Week, ...], day: date) -> Iterator[Bout | Morning]:
    for one in (d for week in weeks for d in week.days if d <= day):
        if any(True for _ in severe_mornings(diary, one)):
            yield diary.morning_by_day[one]
        yield from (bout for bout, _ in severe_bouts(diary, (one,)))


def masked(diary: Diary, day: date) -> bool:
    """Whether the patient said that a painkiller was taken on ``day``; not said is no."""
    morning = diary.morning_by_day.get(day)
    return morning is not None and morning.painkiller is True


def _pain_week(diary: Diary, week: Week, day: date) -> PainWeek:
    worst = [score for one in week.days if (score := worst_score(diary, one)) is not None]
    mornings = [diary.morning_by_day.get(one) for one in week.days]
    given = [morning.score for morning in mornings if morning and morning.score is not None]
    return PainWeek(
        week=week,
        days=sum(1 for one in week.days if one <= day),
        covered=coverage(diary, week),
        scored=len(worst),
        highest=max(worst, default=None),
        median=median_low(worst) if worst else None,
        mornings=len(given),
        highest_morning=max(given, default=None),
    )


def _answers(screening: Screening, diary: Diary, since: date | None) -> tuple[Answer, ...]:
    """The newest answer to every question, then what was told unasked; a later blank hides no answer."""
    said: dict[str, tuple[Fact, date]] = {}
    for screen in sorted(diary.screens, key=lambda screen: screen.day):
        if since is None or screen.day >= since:
            said |= {key: (value, screen.day) for key, value in screen.answers.items() if value is not None}
    asked = {str(item.asks): item for item in screening.questions}
    keys = dict.fromkeys((*asked, *said))
    return tuple(Answer(key, asked.get(key), *said.get(key, (None, None))) for key in keys)


def _quotes(screening: Screening, diary: Diary, day: date) -> tuple[Quote, ...]:
    """The notes that name a warning sign, oldest first, each once with all its words."""
    notes: dict[tuple[date, str], list[Noted]] = {}
    for noted in named_in_notes(screening, diary, day):
        notes.setdefault((noted.day, noted.note), []).append(noted)
    return tuple(
        Quote(
            on,
            note,
            tuple(dict.fromkeys(one.word for one in named)),
            tuple(one.item for one in named if not asked_since(screening, diary, one, day)),
        )
        for (on, note), named in sorted(notes.items(), key=lambda pair: pair[0])
    )


def _cleared(diary: Diary, day: date) -> tuple[Cleared, ...]:
    raised = {one.entry: one for one in diary.raised}
    given = [clearance for clearance in diary.clearances if clearance.day <= day]
    return tuple(
        Cleared(clearance, tuple(raised[entry] for entry in clearance.clears if entry in raised))
        for clearance in sorted(given, key=lambda clearance: clearance.day)
    )


def _count(diary: Diary) -> int:
    """How many entries stand in the diary, the assignments of a programme included."""
    groups: tuple[tuple[object, ...], ...] = (
        *(diary.assignments, diary.bouts, diary.mornings, diary.rests, diary.profiles, diary.diagnoses),
        *(diary.phases, diary.screens, diary.raised, diary.clearances, diary.events),
        *(diary.measures, diary.answers, diary.overrides),
    )
    return sum(len(group) for group in groups)
