"""Diaries as they could be: what somebody could still enter, or could have entered otherwise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rehab.domain.because import Row
from rehab.domain.course import TWICE_REGRESSED
from rehab.domain.days import FULL_NAMES, Week
from rehab.domain.diary import (
    Clearance,
    Diagnosis,
    Diary,
    Fact,
    Override,
    Profile,
    Raised,
    RestDay,
    Screen,
)
from rehab.domain.eligibility import KEYS, profile_on
from rehab.domain.evidence import COVERED_DAYS
from rehab.domain.flags import open_on
from rehab.domain.fold import WeekRecord
from rehab.domain.imagined import bout_as_planned, capped, with_mornings
from rehab.domain.trends import SCORED_DAYS, worst_score
from rehab.domain.words import OverrideKind, Urgency

_ID = "what-if"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One thing that could be otherwise: its words and the diary with it.

    ``scored`` ones depend on a score; ``text`` and ``diary`` then take it. What is not scored takes any.
    """

    text: Callable[[int], str]
    diary: Callable[[int], Diary]
    scored: bool = False


def hypotheses(diary: Diary, record: WeekRecord, week: Week, today: date) -> Iterator[Hypothesis]:
    """What could change the decisions of a week: missing entries first, then what somebody else must do,
    then what the entries themselves could have been."""
    window = week.shifted(-1)
    yield from _mornings(diary, record)
    yield from _uncovered(diary, record, window, today)
    yield from _scores(diary, record, today)
    yield from _screen(diary, record, today)
    yield from _sessions(diary, record, window, today)
    yield from _records(diary, record, today)
    yield from _clearances(diary, record, today)
    yield from _exception(diary, record, week)
    yield from _milder(diary, record, window)


def _mornings(diary: Diary, record: WeekRecord) -> Iterator[Hypothesis]:
    """The next mornings that are not known."""
    days = [b.day for b in record.evidence.unknown_mornings if b.day]
    if days:
        what = "morning pain is logged and is" if len(days) == 1 else "morning pain is logged and each is"
        yield Hypothesis(
            lambda score: f"if {_names(days)}’s {what} {score} or less",
            lambda score: with_mornings(diary, days, score),
            scored=True,
        )


def _uncovered(diary: Diary, record: WeekRecord, window: Week, today: date) -> Iterator[Hypothesis]:
    """Days of last week without any entry."""
    days = [day for day in window.days if day not in diary.logged_days and day <= today]
    lacking = COVERED_DAYS - record.evidence.covered
    if not record.evidence.applies or not 0 < lacking <= len(days):
        return
    rests = tuple(RestDay(f"{_ID}-{day}", day) for day in days[-lacking:])
    covered = replace(diary, rests=(*diary.rests, *rests))
    few = f"{lacking} more of last week’s days get an entry, such as a rest day ({_names(days[-lacking:])})"
    yield Hypothesis(lambda _: f"if {few}", lambda _: covered)
    missing = [b.day for b in record.evidence.unknown_mornings if b.day and b.day <= today]
    if missing:
        yield Hypothesis(
            lambda score: f"if {few}, and {_names(missing)}’s morning pain is {score} or less",
            lambda score: with_mornings(covered, missing, score),
            scored=True,
        )


def _scores(diary: Diary, record: WeekRecord, today: date) -> Iterator[Hypothesis]:
    """Days without any pain score, in the weeks whose course is unknown."""
    wanted: list[date] = []
    for fact in record.evidence.few_scores:
        last = fact.day or today
        free = [
            d for n in range(7) if worst_score(diary, d := last - timedelta(days=n)) is None and d <= today
        ]
        wanted += free[: SCORED_DAYS - int(fact.value or 0)]
    if wanted:
        days = sorted(wanted)
        yield Hypothesis(
            lambda score: (
                f"if {_names(days)} get a pain score (`rehab morning N --on DAY`) of {score} or less"
            ),
            lambda score: with_mornings(diary, days, score),
            scored=True,
        )


def _screen(diary: Diary, record: WeekRecord, today: date) -> Iterator[Hypothesis]:
    if record.evidence.screen_overdue:
        screen = Screen(_ID, min(today, record.week.days[-1]), True, {})
        answered = replace(diary, screens=(*diary.screens, screen))
        yield Hypothesis(
            lambda _: "if the weekly questions are answered and ask for nothing", lambda _: answered
        )


def _sessions(diary: Diary, record: WeekRecord, window: Week, today: date) -> Iterator[Hypothesis]:
    """What last week lacked to the reference, done but not logged."""
    day = min(window.days[-1], today)
    bouts = [
        bout_as_planned(item, day, _lacking(row), 0)
        for item in record.series.values()
        if (row := item.matched("P11"))
    ]
    if bouts:
        more = replace(diary, bouts=(*diary.bouts, *bouts))
        yield Hypothesis(lambda _: "if the rest of last week’s volume was done and is logged", lambda _: more)


def _lacking(row: Row) -> int:
    numbers = {fact.field: int(fact.value or 0) for fact in row.because}
    return numbers["reference"] - numbers["done"]


def _records(diary: Diary, record: WeekRecord, today: date) -> Iterator[Hypothesis]:
    """What must be on record before loading: the diagnosis, all questions answered, the profile."""
    missing = {o.because.field for o in record.evidence.obstacles if o.because.entry is None}
    wanted = {"diagnosis", "screen", "profile"} & missing
    if not wanted:
        return
    told = diary
    if "diagnosis" in wanted:
        told = replace(told, diagnoses=(*told.diagnoses, Diagnosis(_ID, today, "", "", today)))
    if "screen" in wanted:
        told = replace(told, screens=(*told.screens, Screen(_ID, today, True, {})))
    if "profile" in wanted:
        known = profile_on(diary, today)
        facts: dict[str, Fact] = dict.fromkeys(KEYS, False)
        facts |= {key: value for key, value in (known.facts if known else {}).items() if value is not None}
        profile = Profile(_ID, today, facts)
        told = replace(told, profiles=(*told.profiles, profile))
    names = {"diagnosis": "a clinician’s diagnosis", "screen": "all questions", "profile": "the profile"}
    what = ", ".join(names[one] for one in ("diagnosis", "screen", "profile") if one in wanted)
    yield Hypothesis(lambda _: f"if {what} is on record and asks for nothing", lambda _: told)


def _clearances(diary: Diary, record: WeekRecord, today: date) -> Iterator[Hypothesis]:
    """Open findings that stop or pause, and the pause of a second REGRESS."""
    last = max(today, record.week.start)
    stopping = [f for f in open_on(diary.raised, diary.clearances, last) if _stops(f)]
    raised: tuple[Raised, ...] = ()
    if any(o.because.field == "regress_weeks" for o in record.evidence.obstacles):
        raised = (Raised(f"{_ID}-again", last, TWICE_REGRESSED, Urgency.ROUTINE, "", {}),)
    if not stopping and not raised:
        return
    entries = tuple(f.entry for f in (*stopping, *raised))
    items = ", ".join(dict.fromkeys(f.item for f in (*stopping, *raised)))
    clearance = Clearance(_ID, last, entries, "", "", "")
    cleared = replace(diary, raised=(*diary.raised, *raised), clearances=(*diary.clearances, clearance))
    yield Hypothesis(lambda _: f"if a clinician’s clearance of {items} is on record", lambda _: cleared)


def _stops(flag: Raised) -> bool:
    return flag.pauses or flag.urgency in (Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.TWO_WEEKS)


def _exception(diary: Diary, record: WeekRecord, week: Week) -> Iterator[Hypothesis]:
    """A clinician's granularity exception, where one step would pass the percentage."""
    held = [i for i in record.series.values() if i.ruling.rule == "P13" and i.cap == i.base < i.target]
    names = list(dict.fromkeys(item.exercise.id for item in held if not item.first))
    if names:
        given = (Override(f"{_ID}-{n}", week.start, OverrideKind.GRANULARITY, n, "", "", "") for n in names)
        allowed = replace(diary, overrides=(*diary.overrides, *given))
        yield Hypothesis(
            lambda _: "if a clinician allows one step more (`rehab physio override granularity`)",
            lambda _: allowed,
        )


def _milder(diary: Diary, record: WeekRecord, window: Week) -> Iterator[Hypothesis]:
    """Last week with milder scores: what the pain itself has cost."""
    evidence = record.evidence
    if evidence.masked:
        days = {b.day for b in evidence.masked}
        plain = tuple(replace(m, painkiller=None) if m.day in days else m for m in diary.mornings)
        bare = replace(diary, mornings=plain)
        yield Hypothesis(lambda _: "had the sessions been done without a painkiller", lambda _: bare)
    if (not evidence.passed and evidence.applies) or evidence.sore or evidence.high_before:
        stiff = next((rise.before // 2 for rise in evidence.rises if rise.field == "stiffness_min"), None)
        also = "" if stiff is None else f" and no stiffness above {stiff} minutes"
        yield Hypothesis(
            lambda score: f"had no score of the week of {window.start} been above {score}{also}",
            lambda score: capped(diary, window, score, stiff),
            scored=True,
        )


def _names(days: list[date]) -> str:
    names = [f"{FULL_NAMES[day.weekday()].title()} {day}" for day in days]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
