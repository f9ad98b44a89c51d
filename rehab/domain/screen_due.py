"""When the screen is due, and which questions it holds (CE §4.2)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from rehab.domain.diary import Bout, Diary, Event, Fact, Morning, RestDay, Screen
from rehab.domain.evidence import severe_bouts, severe_mornings
from rehab.domain.screening import Item, Screening
from rehab.domain.trends import flare, worsening

RECENT_NOTES = 60
"""Notes older than so many days before a screen are not looked through."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A word in a note that puts an item's question into the next screen."""

    item: str
    word: str
    day: date
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ScreenDue:
    """A screen that is due: all questions or the weekly ones, why now, and what notes add to it."""

    full: bool
    reason: str
    noted: tuple[Noted, ...] = ()


def screen_due(screening: Screening, diary: Diary, day: date) -> ScreenDue | None:
    """The screen that is due on ``day``; ``None`` when none is."""
    noted = tuple(noted_words(screening, diary, day))
    reason = _full_reason(screening, diary, day)
    if reason:
        return ScreenDue(True, reason, noted)
    last = last_screen(diary, day)
    if last is None or (day - last.day).days >= screening.weekly_days:
        return ScreenDue(False, "The weekly questions are due.", noted)
    if noted:
        return ScreenDue(False, "A note names something that the questions ask about.", noted)
    return None


def last_screen(diary: Diary, day: date, *, full: bool = False) -> Screen | None:
    """The newest screen on or before ``day``, or the newest full one."""
    given = [s for s in diary.screens if s.day <= day and (s.full or (s.weekly and not full))]
    return max(given, key=lambda s: s.day, default=None)


def screen_items(screening: Screening, due: ScreenDue | None, *, full: bool) -> tuple[Item, ...]:
    """The questions to ask, in the order of the file: the emergency ones first."""
    noted = {one.item for one in due.noted} if due else set()
    everything = full or (due is not None and due.full)
    return tuple(item for item in screening.questions if everything or item.short or item.id in noted)


def covers(screening: Screening, answers: Mapping[str, Fact], *, short: bool) -> bool:
    """Whether every question of the full screen, or of the ``short`` one, has an answer; skipped is one."""
    return all(answers.get(str(item.asks)) is not None for item in screening.asked(short=short))


def _full_reason(screening: Screening, diary: Diary, day: date) -> str | None:
    last = last_screen(diary, day, full=True)
    if last is None:
        return "Before any loading all questions about serious causes are asked once."
    since = tuple(last.day + timedelta(days=n) for n in range(1, (day - last.day).days + 1))
    severe = any(True for _ in severe_bouts(diary, since)) or any(
        True for one in since for _ in severe_mornings(diary, one)
    )
    if severe:
        return "A severe score was given: all questions are asked again."
    if since and flare(diary, since, since[0]):
        return "Pain was above 5 on three days running: all questions are asked again."
    weekly = (day - last.day).days >= screening.weekly_days
    if worsening(diary, day) and (weekly or not worsening(diary, last.day)):
        return "The pain is getting worse: all questions are asked again."
    if _gap_since(screening, diary, last.day, day):
        return "After two weeks without training all questions are asked again."
    if diary.phase_on(max(last.day, diary.starts)).id != diary.phase_on(day).id:
        return "A new phase has begun: all questions are asked again."
    return None


def _gap_since(screening: Screening, diary: Diary, last: date, day: date) -> bool:
    """Whether a gap without training has grown long after ``last``, even one that a bout has ended."""
    gap = timedelta(days=screening.full_after_gap_days)
    trained = sorted({bout.day for bout in diary.bouts if bout.day < day})
    return any(end - start >= gap and start + gap > last for start, end in pairwise((*trained, day)))


def noted_words(screening: Screening, diary: Diary, day: date) -> Iterator[Noted]:
    """The items that words in notes bring up, each once, unless a screen since then has asked them."""
    found: set[str] = set()
    for noted in named_in_notes(screening, diary, day):
        if noted.item not in found and not asked_since(screening, diary, noted, day):
            found.add(noted.item)
            yield noted


def named_in_notes(screening: Screening, diary: Diary, day: date) -> Iterator[Noted]:
    """Every recent note that has a word of an item, by item and then by day."""
    first = day - timedelta(days=RECENT_NOTES)
    notes = sorted((entry.day, entry.note) for entry in _with_notes(diary) if first <= entry.day <= day)
    for item, words in screening.notes.items():
        for on, note in notes:
            if word := _found(words, note):
                yield Noted(item, word, on, note)


def words_in(screening: Screening, note: str) -> tuple[str, ...]:
    """The words of a note that the screen asks about, each once."""
    found = (_found(words, note) for words in screening.notes.values())
    return tuple(dict.fromkeys(word for word in found if word))


def asked_since(screening: Screening, diary: Diary, noted: Noted, day: date) -> bool:
    """Whether a screen after the note's day, up to ``day``, has asked the question of its item.

    A note may be written after a screen of its own day; that screen counts on that day only.
    """
    asks = screening.by_id[noted.item].asks
    days = [screen.day for screen in diary.screens if screen.day <= day and asks in screen.answers]
    return any(asked > noted.day or asked == noted.day == day for asked in days)


def _with_notes(diary: Diary) -> Iterator[Bout | Morning | RestDay | Event]:
    groups: tuple[tuple[Bout | Morning | RestDay | Event, ...], ...]
    groups = (diary.bouts, diary.mornings, diary.rests, diary.events)
    return (entry for group in groups for entry in group if entry.note)


def _found(words: tuple[str, ...], note: str) -> str | None:
    text = note.lower().replace("’", "'")
    for word in words:
        pattern = re.escape(word).replace(r"\*", r"\w*")
        if re.search(rf"(?<!\w){pattern}(?!\w)", text):
            return word.replace("*", "")
    return None
