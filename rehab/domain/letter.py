"""The referral letter as facts: who, why now, the course, and what was not asked or answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rehab.domain.because import Row
from rehab.domain.conditions import SKIPPED
from rehab.domain.days import Week
from rehab.domain.diary import Bout, Diary, Event, Fact, Morning
from rehab.domain.eligibility import QUESTIONS, profile_on
from rehab.domain.evidence import severe_bouts, severe_mornings
from rehab.domain.findings import URGENT, Finding, urgency
from rehab.domain.pain_course import PainWeek, course_weeks, masked_days, pain_week
from rehab.domain.plan import WeekPlan
from rehab.domain.programmes import Source
from rehab.domain.reported import Cleared, Reported, cleared, reported
from rehab.domain.screen_due import Noted, ScreenDue, asked_since, last_screen, named_in_notes, screen_due
from rehab.domain.screening import Item, Screening
from rehab.domain.volume_table import VolumeWeek, volume_weeks
from rehab.domain.words import EventKind, Urgency

LETTER_WEEKS = 6
"""So many training weeks, the running one included, are in the letter's courses."""


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
class Letter:
    """Everything that the letter tells, as the diary stands on ``day``.

    ``diary`` holds nothing later than that day. ``masked`` are the days of the letter's weeks on which a
    painkiller was taken. ``events`` are the treatments and examinations. ``profile`` has the answers other
    than no by key, ``profile_open`` the keys without an answer. Newest clearances and events stand last.
    """

    day: date
    diary: Diary
    screening: Screening
    sources: Mapping[str, Source]
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
    weeks = course_weeks(diary, day, LETTER_WEEKS)
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
        decision=plan.decision if plan else None,
        findings=reported(diary, found),
        severe=tuple(_severe(diary, weeks, day)),
        pain=tuple(pain_week(diary, week, day) for week in weeks),
        masked=masked_days(diary, weeks),
        volume=volume_weeks(diary, day, LETTER_WEEKS),
        events=diary.treatments,
        profile={key: facts[key] for key in keys if key not in unanswered and facts[key] is not False},
        profile_open=unanswered,
        answers=_answers(screening, diary, full.day if full else None),
        full_screen=full.day if full else None,
        weekly_screen=weekly.day if weekly else None,
        due=screen_due(screening, diary, day),
        quotes=_quotes(screening, diary, day),
        clearances=cleared(diary, day),
    )


def _severe(diary: Diary, weeks: tuple[Week, ...], day: date) -> Iterator[Bout | Morning]:
    for one in (d for week in weeks for d in week.days if d <= day):
        if any(True for _ in severe_mornings(diary, one)):
            yield diary.morning_by_day[one]
        yield from (bout for bout, _ in severe_bouts(diary, (one,)))


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
