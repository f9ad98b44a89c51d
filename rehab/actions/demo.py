"""The demo: an isolated diary with believable data, lived week by week with the real planner."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from rehab.actions.desk import Desk, new_change, stamp
from rehab.actions.plans import digest, parsed, programme_text, screening
from rehab.actions.red_flags import raised_by
from rehab.actions.refusals import Refused
from rehab.actions.setup import DEFAULT_PROGRAMME
from rehab.domain.days import Week
from rehab.domain.diary import (
    Assignment,
    Bout,
    Clearance,
    Diagnosis,
    Diary,
    Morning,
    Person,
    PhaseStart,
    Profile,
    Raised,
    RestDay,
    Screen,
)
from rehab.domain.doses import SetDone
from rehab.domain.eligibility import KEYS
from rehab.domain.plan import ExercisePlan, Session, WeekPlan
from rehab.domain.programmes import Phase
from rehab.domain.record import AssignmentText, Payload
from rehab.domain.referral_weeks import UNSEEN_DAYS
from rehab.domain.simulation import bout_of, live
from rehab.domain.trends import BASELINE_DAYS
from rehab.domain.words import EMERGENCY_NUMBERS, BreakReason, Complaint, PhaseKind, Urgency
from rehab.store.database import create_database
from rehab.store.entries import add

STORIES = ("steady", "flare", "overreach", "absent", "referral")
DEFAULT_WEEKS = 6
MAX_WEEKS = 520
_TODAY_IN_WEEK = 3
"""The demo's today lies in the middle of a training week, with sessions behind and before it."""
_PHYSIO = ("Demo Physio", "physiotherapist")
_NAMESPACE = UUID("5e0a3f52-6a36-4c4e-9d2b-0a54a7a3b9a1")


@dataclass
class Actor:
    """A simulated patient: mostly as planned, with small pains, missed mornings, and one story."""

    story: str
    weeks: int
    today: date
    dice: random.Random
    count: int = 0

    def wake(self, diary: Diary, week: Week) -> Diary:
        """The first morning of a week; a limp raises what it asks for before the week is planned."""
        diary = self._mornings(diary, week.days[:1])
        if not self._limps(week.start):
            return diary
        found = raised_by(diary, {}, week.start, diary.mornings[-1].entry)
        kept = tuple(replace(one, entry=f"demo-{one.item}") for one in found)
        return replace(diary, raised=(*diary.raised, *kept))

    def act(self, diary: Diary, plan: WeekPlan) -> Diary:
        """The rest of the week, up to yesterday."""
        diary = self._mornings(diary, plan.week.days[1:])
        if self._away(plan.week.start):
            return diary
        sessions = [
            (item, session)
            for item in plan.exercises
            for session in item.sessions
            if session.day < self.today
        ]
        skipped = None if self.today in plan.week else self._skipped(sessions)
        bouts = [
            self._bout(*pair)
            for pair in sessions
            if not (pair[1].day == skipped and pair[0].exercise.loading)
        ]
        rests = [RestDay(self._id(), skipped, BreakReason.TIME)] if skipped else []
        return replace(diary, bouts=(*diary.bouts, *bouts), rests=(*diary.rests, *rests))

    def _skipped(self, sessions: list[tuple[ExercisePlan, Session]]) -> date | None:
        """Now and then the sessions of one day are left out, and the patient says so."""
        days = sorted({session.day for item, session in sessions if item.exercise.loading})
        return self.dice.choice(days) if days and self.dice.random() < 0.15 else None

    def _bout(self, item: ExercisePlan, session: Session) -> Bout:
        before = self.dice.choice((1, 2, 2, 2) if self._early(session.day) else (0, 0, 1, 1))
        during = min(before + self.dice.choice((0, 0, 1)), 2 if self._settling(item) else 3)
        after = self.dice.choice((0, 1, before))
        if self._story_now("flare", session.day) and item.exercise.loading:
            during, after = self.dice.choice((6, 7)), 5
        bout = bout_of(item, session, None)
        if self._story_now("overreach", session.day) and item.exercise.loading:
            bout = replace(bout, sets=tuple(SetDone(s.amount * 8 // 5, s.load_g) for s in bout.sets))
        loads = item.exercise.loading
        return replace(
            bout,
            entry=self._id(),
            pain_before=before if loads else None,
            pain_during=during,
            pain_after=after if loads else None,
            effort=self.dice.choice((3, 4, 5)) if loads else None,
        )

    def _settling(self, item: ExercisePlan) -> bool:
        return item.record.phase.kind is PhaseKind.SETTLE

    def _mornings(self, diary: Diary, days: tuple[date, ...]) -> Diary:
        given = []
        for day in days:
            if day < self.today and not self._away(day):
                flare = self._story_now("flare", day - timedelta(days=1))
                usual = (2, 2, 2, 1) if self._early(day) else (0, 1, 1, 1)
                score = self.dice.choice((4, 5) if flare else usual)
                stiff = 15 if flare else self.dice.choice((None, 5, 5))
                limp = True if self._limps(day) else None
                given.append(Morning(self._id(), day, score, stiffness_min=stiff, limp=limp))
        return replace(diary, mornings=(*diary.mornings, *given))

    def _early(self, day: date) -> bool:
        """Pain gets better after the first two weeks, but not where a doctor is needed."""
        lasting = (self.today - day).days > 7 * self.weeks + _TODAY_IN_WEEK - BASELINE_DAYS
        return lasting or self.story == "referral"

    def _story_now(self, story: str, day: date) -> bool:
        """A flare or an overreach falls into the last whole week before today's."""
        return self.story == story and 3 < (self.today - day).days <= 3 + 7

    def _limps(self, day: date) -> bool:
        """The patient who needs a doctor limps since this training week began."""
        return self.story == "referral" and (self.today - day).days <= _TODAY_IN_WEEK

    def _away(self, day: date) -> bool:
        """The absent patient's last entries are 17 days old when this training week begins."""
        return self.story == "absent" and (self.today - day).days <= 17 + _TODAY_IN_WEEK

    def _id(self) -> str:
        self.count += 1
        return str(uuid5(_NAMESPACE, f"{self.story} {self.today} {self.weeks} {self.count}"))


def demo_diary(story: str, weeks: int, today: date) -> tuple[Diary, str]:
    """A diary lived up to yesterday, ``weeks`` whole weeks and the one that holds ``today``.

    Returns it with the text of its programme. The same arguments always give the same diary.
    """
    text = programme_text(DEFAULT_PROGRAMME)
    programme = parsed(text, DEFAULT_PROGRAMME)
    starts = today - timedelta(weeks=weeks, days=_TODAY_IN_WEEK)
    first = today.weekday()
    weekdays = tuple(sorted({first, (first + 2) % 7, (first + 4) % 7}))
    phases = _phases(programme.phases, starts, weeks)
    raised, clearances = _reviews(phases[-1].day, today)
    diary = Diary(
        person=Person(
            str(uuid5(_NAMESPACE, story)),
            "Demo Patient",
            date(1988, 4, 12),
            Complaint.RIGHT,
            EMERGENCY_NUMBERS,
        ),
        assignments=(Assignment("demo-programme", starts, weekdays, programme, digest(text)),),
        profiles=(Profile("demo-profile", starts, dict.fromkeys(KEYS, False)),),
        diagnoses=(
            Diagnosis("demo-diagnosis", starts, "iliopsoas syndrome, muscular type", "Dr Demo", starts),
        ),
        phases=phases,
        screens=_screens(starts, today, story),
        raised=raised,
        clearances=clearances,
    )
    actor = Actor(story, weeks, today, random.Random(f"{story} {weeks}"))
    for lived in live(diary, weeks + 1, actor):
        diary = lived.diary
    return diary, text


def _screens(starts: date, today: date, story: str) -> tuple[Screen, ...]:
    """All questions every week, every one answered with no."""
    found = []
    for week in range((today - starts).days // 7 + 1):
        items = screening().asked(short=False)
        day, answers = starts + timedelta(weeks=week), {str(item.asks): False for item in items}
        if not (story == "absent" and (today - day).days <= 17 + _TODAY_IN_WEEK):
            found.append(Screen(f"demo-screen-{week}", day, True, answers))
    return tuple(found)


def _phases(phases: tuple[Phase, ...], starts: date, weeks: int) -> tuple[PhaseStart, ...]:
    found, day, last = [], starts, starts + timedelta(weeks=weeks)
    for phase in phases:
        if day <= last:
            found.append(PhaseStart(f"demo-{phase.id}", day, phase.id, *_PHYSIO, minutes_confirmed=True))
        day += timedelta(weeks=phase.weeks)
    return tuple(found)


def _reviews(since: date, today: date) -> tuple[tuple[Raised, ...], tuple[Clearance, ...]]:
    """The reminders of a review that follow the last phase, each answered by the physiotherapist in time."""
    raised, clearances = [], []
    day = since + timedelta(days=UNSEEN_DAYS - 2)
    while day < today:
        entry, text = f"demo-reminder-{day}", "A review is due."
        raised.append(Raised(entry, day, "RR11", Urgency.ROUTINE, text, {}))
        answer = Clearance(f"demo-review-{day}", day, (entry,), *_PHYSIO, "Seen together; going well.")
        clearances.append(answer)
        day += timedelta(days=UNSEEN_DAYS - 2)
    return tuple(raised), tuple(clearances)


def make_demo(path: Path, story: str, weeks: int, today: date) -> Desk:
    """Write a demo diary to a new file at ``path``. Raises Refused for an unknown story or length."""
    if story not in STORIES:
        raise Refused(f"There is no story of that name. Give one of {', '.join(STORIES)}.")
    if not 1 <= weeks <= MAX_WEEKS:
        raise Refused(f"A demo has 1 to {MAX_WEEKS} weeks. Give --weeks in that range.")
    diary, text = demo_diary(story, weeks, today)
    assignment = diary.assignments[0]
    entries: list[Payload] = [
        diary.person,
        AssignmentText(assignment.entry, assignment.starts, assignment.weekdays, text, digest(text)),
        *diary.profiles,
        *diary.diagnoses,
        *diary.phases,
        *diary.screens,
        *diary.raised,
        *diary.clearances,
    ]
    daily: list[Bout | Morning | RestDay] = [*diary.mornings, *diary.bouts, *diary.rests]
    daily.sort(key=lambda entry: entry.day)
    database = create_database(path)
    with database.write() as session:
        add(session, diary.person.id, entries, new_change("set up the demo", "setup"), stamp("demo"))
        add(session, diary.person.id, daily, new_change("the demo's entries", "setup"), stamp("demo"))
    return Desk(database, diary.person.id, today)
