"""The red-flag screen at the front desk: what is due, evaluating facts, and recording answers."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rehab.actions.desk import Desk, diary_path, fitting, given_today, new_change, new_id, stamp
from rehab.actions.plans import screening
from rehab.actions.red_flags import asked_for, raise_referrals, raised_by
from rehab.actions.refusals import Refused
from rehab.domain.conditions import UNSURE
from rehab.domain.diary import Diary, Fact, Person, Raised, Screen
from rehab.domain.findings import URGENT, Finding, action_text, findings, flag_findings
from rehab.domain.flags import seen_from
from rehab.domain.given_facts import GivenFacts, given_facts
from rehab.domain.known_facts import answered
from rehab.domain.screen_due import ScreenDue, covers, screen_due, screen_items
from rehab.domain.screening import Item
from rehab.domain.triage import Triage, highest, triage
from rehab.domain.words import Urgency
from rehab.store.database import open_database
from rehab.store.diary_rows import flagged, flags, patients
from rehab.store.entries import add


@dataclass(frozen=True, slots=True)
class Screened:
    """What given facts ask for. ``saved`` are the findings newly recorded; none when only looked at.

    ``advice`` is what to do at the urgency found; without any it says what an empty result means.
    """

    triage: Triage
    not_understood: tuple[str, ...]
    advice: str
    actions: Mapping[Urgency, str]
    open: tuple[Finding, ...] = ()
    saved: tuple[Raised, ...] = ()


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions to ask now, why now, and whether they are all of them."""

    items: tuple[Item, ...]
    full: bool
    due: ScreenDue | None


def open_findings(diary: Diary, day: date) -> tuple[Finding, ...]:
    """Everything that is open for a patient on ``day``, most urgent first."""
    return findings(screening(), diary, day, seen_from(day, diary.raised))


def urgent_in_file(
    path: str | None, patient: str | None, today: str | None
) -> tuple[tuple[Person, Finding], ...]:
    """The open emergency and same-day findings in a diary file, without opening a whole diary.

    Of the patient named, or of everybody where none is. Empty when there is no file yet.
    """
    where, day = diary_path(path), given_today(today)
    # A path that cannot even be looked up holds no diary; the verb itself says so.
    if not os.path.isfile(where):
        return ()
    database = open_database(where)
    try:
        with database.read() as session:
            known = flagged(session)
            people = fitting(patients(session), patient) if known else ()
            found = [(one, *flags(session, one.id)) for one in people if one.id in known]
    finally:
        database.close()
    return tuple(
        (person, finding)
        for person, raised, clearances in found
        for finding in flag_findings(screening(), person, raised, clearances, seen_from(day, raised))
        if finding.urgency in URGENT
    )


def questionnaire(desk: Desk, *, full: bool = False) -> Questionnaire:
    """The questions of the screen that is due; the weekly ones when none is, or all of them."""
    due = screen_due(screening(), desk.diary(), desk.today)
    items = screen_items(screening(), due, full=full)
    return Questionnaire(items, full or (due is not None and due.full), due)


def evaluate(facts: Mapping[str, object]) -> Screened:
    """What facts ask for; nothing is read and nothing stored."""
    given = given_facts(screening(), facts)
    found = triage(screening(), given.facts)
    actions = {u: action_text(screening().actions, u, None) for u in Urgency}
    return Screened(found, given.not_understood, actions[found.urgency], actions)


def preview(desk: Desk, facts: Mapping[str, object], day: date | None = None) -> Screened:
    """What answers ask for together with what the diary knows; nothing is stored.

    What a clinician has cleared since, and nothing said here brings up again, is not asked for twice.
    """
    diary, given = desk.diary(), given_facts(screening(), facts)
    found = asked_for(diary, given.facts, day or desk.today)
    actions = {u: action_text(screening().actions, u, diary.person) for u in Urgency}
    return Screened(found, given.not_understood, actions[found.urgency], actions)


def alarm(desk: Desk, answers: Mapping[str, Fact]) -> Urgency:
    """How urgent the answers so far are by themselves, to be told at once; ``none`` below same day."""
    worrying = {key for key, answer in answers.items() if answer in (True, UNSURE)}
    if not worrying:
        return Urgency.NONE
    found = highest(hit.urgency for hit in preview(desk, answers).triage.hits if worrying & set(hit.facts))
    return found if found in URGENT else Urgency.NONE


def record(desk: Desk, facts: Mapping[str, object], day: date | None = None) -> Screened:
    """Store answers as the screen of today, or of ``day``, with every finding that they raise.

    What was answered decides whether it counts as the full screen, as the weekly one, or as neither.
    """
    day = day or desk.today
    given = understood(facts)
    seen = preview(desk, facts, day)
    full, weekly = (covers(screening(), given.facts, short=short) for short in (False, True))
    screen = Screen(new_id(), day, full, dict(given.facts), weekly)
    diary = desk.diary()
    raised = raised_by(diary, answered(dict(given.facts)), day, screen.entry)
    with desk.write() as session:
        words = "full screen" if full else "weekly screen" if weekly else "answers to the screen"
        add(session, desk.patient, [screen, *raised], new_change(words, "screen"), stamp())
        raise_referrals(desk, session, screen.entry)
    now = desk.diary()
    found = flag_findings(screening(), now.person, now.raised, now.clearances, desk.today)
    return Screened(seen.triage, seen.not_understood, seen.advice, seen.actions, found, raised)


def understood(facts: Mapping[str, object]) -> GivenFacts:
    """Facts that are to be stored. Raises Refused when any of them is not understood: it may matter."""
    given = given_facts(screening(), facts)
    if given.not_understood:
        named = "; ".join(given.not_understood)
        raise Refused(f"Not understood, and it may matter: {named}. Mend the file; nothing was stored.")
    return given
