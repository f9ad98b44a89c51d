"""When the screen is due, why, and which questions it holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.actions.plans import screening
from rehab.domain.diary import Bout, Diary, Event, Fact, Morning, PhaseStart, RestDay, Screen
from rehab.domain.screen_due import ScreenDue, noted_words, screen_due, screen_items
from rehab.domain.words import EventKind
from tests.samples import MONDAY, bout, diary, phase, programme, with_entries

TODAY = MONDAY + timedelta(days=30)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def screen(days: int, *, full: bool = True, weekly: bool = True, **answers: Fact) -> Screen:
    return Screen(f"s{days}", ago(days), full, answers, weekly)


def book(*entries: Bout | Morning | RestDay, screens: tuple[Screen, ...] = (screen(1),)) -> Diary:
    return with_entries(replace(diary(), screens=screens), *entries)


def due(of: Diary, day: date = TODAY) -> ScreenDue | None:
    return screen_due(screening(), of, day)


def why(of: Diary, day: date = TODAY) -> str:
    """The first words of the reason, and whether all questions are asked."""
    found = due(of, day)
    return "" if found is None else f"{'full' if found.full else 'short'}: {found.reason.split('.')[0]}"


ENROL = "full: Before any loading all questions about serious causes are asked once"
SEVERE = "full: A severe score was given: all questions are asked again"
FLARE = "full: Pain was above 5 on three days running: all questions are asked again"
WORSE = "full: The pain is getting worse: all questions are asked again"
GAP = "full: After two weeks without training all questions are asked again"
PHASE = "full: A new phase has begun: all questions are asked again"
WEEKLY = "short: The weekly questions are due"
NOTE = "short: A note names something that the questions ask about"


def test_before_any_loading_all_questions_are_asked() -> None:
    assert why(book(screens=())) == ENROL
    assert why(book(screens=(screen(1, full=False),))) == ENROL
    assert why(book(screens=(screen(-1),))) == ENROL
    assert why(book()) == ""


@pytest.mark.parametrize(("days", "reason"), [(0, ""), (6, ""), (7, WEEKLY), (8, WEEKLY)])
def test_the_weekly_questions_come_after_seven_days(days: int, reason: str) -> None:
    assert why(book(screens=(screen(days),))) == reason
    assert why(book(screens=(screen(20), screen(days, full=False)))) == reason


def test_answers_to_less_than_the_weekly_questions_put_nothing_off() -> None:
    some = screen(1, full=False, weekly=False)
    assert why(book(screens=(screen(8), some))) == WEEKLY


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Morning("m", TODAY, 8), SEVERE),
        (Morning("m", TODAY, 7), ""),
        (Morning("m", TODAY, 0, rest_pain=7), SEVERE),
        (Morning("m", TODAY, 0, rest_pain=6), ""),
        (bout(TODAY, 8, pain_after=8), SEVERE),
        (bout(TODAY, 8, pain_after=7), ""),
        (Morning("m", ago(1), 8), ""),
        (Morning("m", TODAY + timedelta(days=1), 8), ""),
    ],
)
def test_a_severe_score_since_the_last_full_screen_asks_all_again(entry: Bout | Morning, reason: str) -> None:
    assert why(book(entry)) == reason


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        ({2: 6, 1: 6, 0: 6}, FLARE),
        ({2: 6, 1: 5, 0: 6}, ""),
        ({2: 6, 0: 6}, ""),
        ({5: 7, 4: 6, 3: 6}, FLARE),
        ({6: 7, 5: 6, 4: 6}, ""),
    ],
    ids=["three days", "a five", "a day without a score", "days ago", "begun before the screen"],
)
def test_a_flare_since_the_last_full_screen_asks_all_again(scores: dict[int, int], reason: str) -> None:
    entries = (Morning(f"m{n}", ago(n), score) for n, score in scores.items())
    assert why(book(*entries, screens=(screen(6),))) == reason


def test_a_worsening_asks_all_again_when_it_shows_and_then_weekly() -> None:
    rising = [Morning(f"m{n}", ago(n), 2 if n > 10 else 4) for n in range(25)]
    assert why(book(*rising, screens=(screen(12),))) == WORSE
    assert why(book(*rising, screens=(screen(1),))) == ""
    assert why(book(*rising, screens=(screen(20), screen(7)))) == WORSE
    steady = [Morning(f"m{n}", ago(n), 2) for n in range(25)]
    assert why(book(*steady, screens=(screen(12), screen(2, full=False)))) == ""


@pytest.mark.parametrize(
    ("trained", "screened", "reason"),
    [
        ((14,), 13, GAP),
        ((13,), 13, ""),
        ((14,), 0, ""),
        ((20, 2), 10, GAP),
        ((20, 2), 6, ""),
        ((20, 7), 10, ""),
        ((), 6, ""),
        ((10, -10), 6, ""),
    ],
    ids=[
        "two weeks",
        "a day less",
        "asked in it",
        "trained again unasked",
        "asked after two weeks",
        "no gap",
        "never trained",
        "trained on a later day",
    ],
)
def test_a_gap_of_two_weeks_asks_all_again(trained: tuple[int, ...], screened: int, reason: str) -> None:
    recent = (screen(screened), screen(0, full=False))
    assert why(book(*(bout(ago(n), 8) for n in trained), screens=recent)) == reason


def test_a_new_phase_asks_all_again() -> None:
    two = programme(phase(name="first"), phase(name="second"))
    base = replace(diary(two), screens=(screen(5),))
    begun = replace(base, phases=(PhaseStart("p", ago(3), "second", "Dr A", "doctor"),))
    assert why(base) == ""
    assert why(begun) == PHASE
    assert why(begun, ago(4)) == ""
    assert why(replace(begun, screens=(screen(5), screen(3)))) == ""
    enrolled = replace(begun, screens=(screen(35), screen(1, full=False)))
    assert enrolled.screens[0].day < enrolled.starts
    assert why(enrolled) == PHASE


def test_a_first_phase_that_was_set_at_the_start_is_no_new_one() -> None:
    two = programme(phase(name="first"), phase(name="second"))
    base = replace(diary(two), screens=(screen(31), screen(1, full=False)))
    assert why(replace(base, phases=(PhaseStart("p", MONDAY, "second", "Dr A", "doctor"),))) == ""


# ------------------------------------------------------------------ words in notes

TOLD = {item.id: item.asks for item in screening().items if item.asks}


@pytest.mark.parametrize(
    ("note", "items"),
    [
        ("Fever and pain in the night", {"S01", "S05", "U03"}),
        ("my leg went NUMB", {"E01"}),
        ("numbness of the foot", {"E01"}),
        ("coughing up blood", {"E09"}),
        ("I can’t straighten it", {"S02"}),
        ("numbers went up, weekend away", set()),
        ("a good day", set()),
        ("blumper", set()),
    ],
)
def test_words_in_a_note_bring_up_their_questions(note: str, items: set[str]) -> None:
    found = noted_words(screening(), book(RestDay("r", TODAY, note=note)), TODAY)
    assert {one.item for one in found} == items


@pytest.mark.parametrize("where", ["bout", "morning", "rest", "event"])
def test_the_notes_of_every_entry_are_read(where: str) -> None:
    base = book()
    kept = {
        "bout": with_entries(base, bout(TODAY, 8, note="a lump")),
        "morning": with_entries(base, Morning("m", TODAY, note="a lump")),
        "rest": with_entries(base, RestDay("r", TODAY, note="a lump")),
        "event": replace(base, events=(Event("e", TODAY, EventKind.IMAGING, note="a lump"),)),
    }[where]
    found = due(kept)
    assert found is not None
    assert why(kept) == NOTE
    assert [(one.item, one.word, one.day) for one in found.noted] == [("U09", "lump", TODAY)]
    ids = [item.id for item in screen_items(screening(), found, full=False)]
    assert ids == [item.id for item in screening().questions if item.short or item.id == "U09"]
    assert len(screen_items(screening(), found, full=True)) == len(screening().questions)


def test_a_note_is_asked_about_until_a_later_screen_has_asked() -> None:
    note = RestDay("r", ago(3), note="a lump in the groin")
    assert why(book(note, screens=(screen(5),))) == NOTE
    asked = screen(2, full=False, growing_lump=False)
    assert why(book(note, screens=(screen(5), asked))) == ""
    assert why(book(note, screens=(screen(5), screen(2, full=False, weight_loss=False)))) == NOTE


def test_a_note_after_the_screen_of_its_day_is_asked_about_on_the_next() -> None:
    kept = book(RestDay("r", ago(1), note="a lump"), screens=(screen(1, growing_lump=False),))
    assert why(kept, ago(1)) == ""
    assert why(kept) == NOTE


def test_a_word_that_stands_in_two_notes_is_asked_about_once() -> None:
    notes = (RestDay(f"r{days}", ago(days), note="a lump") for days in (2, 4))
    found = list(noted_words(screening(), book(*notes), TODAY))
    assert [(one.item, one.day) for one in found] == [("U09", ago(4))]


def test_old_and_future_notes_are_left_alone() -> None:
    for days in (61, -1):
        assert why(book(RestDay("r", ago(days), note="a lump"))) == ""
    assert why(book(RestDay("r", ago(60), note="a lump"))) == NOTE


def test_notes_are_put_into_a_screen_that_is_due_anyway() -> None:
    found = due(book(RestDay("r", TODAY, note="a lump"), screens=(screen(8),)))
    assert found is not None
    assert (found.full, [one.item for one in found.noted]) == (False, ["U09"])


def test_notes_never_raise_a_finding() -> None:
    kept = book(RestDay("r", TODAY, note="fever, numb, chest pain, cancer"))
    assert due(kept) is not None
    assert kept.raised == ()


def test_every_word_list_belongs_to_a_question() -> None:
    assert set(screening().notes) <= set(TOLD)
    for words in screening().notes.values():
        assert all(word == word.strip().lower() for word in words)


def test_the_questions_stand_in_the_order_of_the_file_and_none_due_is_the_weekly_screen() -> None:
    weekly = [item.id for item in screen_items(screening(), None, full=False)]
    assert weekly == [item.id for item in screening().asked(short=True)]
    everything = screen_items(screening(), ScreenDue(True, "why"), full=False)
    assert everything == screening().questions == screening().asked(short=False)
