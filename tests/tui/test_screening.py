"""Red flags on the screens: asked one by one, stored when confirmed, seen first, cleared on record."""

from collections.abc import Callable
from datetime import date

import pytest

from rehab.actions import daily
from rehab.actions.daily import Felt
from rehab.actions.desk import Desk
from rehab.actions.plans import screening
from rehab.domain.diary import Clearance, Raised, Screen
from rehab.domain.text import clean
from rehab.domain.words import EMERGENCY_NUMBERS, EventKind, Side, Urgency
from rehab.store.troubles import Busy
from rehab.tui.dialogs.screen import QuestionDialog
from tests.tui.conftest import TODAY, Opened, answer
from tests.tui.journey import Journey, journey
from tests.tui.test_hostile import BY_HAND

SIZES = ((60, 20), (80, 24), (120, 40))
EMERGENCY, SAME_DAY, LATER = "saddle_numbness", "hot_swollen_joint", "weight_loss"


@pytest.fixture
def asked(demo: Opened) -> Desk:
    """A diary in which nothing is due: the full screen was answered today, with no throughout."""
    return demo(answered=())


@pytest.fixture
def alarmed(demo: Opened) -> Desk:
    """A diary with an open emergency and an open same-day finding."""
    return demo(answered=(EMERGENCY, SAME_DAY))


def screens(desk: Desk) -> tuple[Screen, ...]:
    """The screens answered since the demo was made."""
    return tuple(screen for screen in desk.diary().screens if not screen.entry.startswith("demo"))


def said(desk: Desk) -> list[object]:
    """The answers of the weekly questions just stored, in their order."""
    (screen,) = (one for one in screens(desk) if not one.full)
    return [screen.answers[str(item.asks)] for item in screening().asked(short=True)]


def raised(desk: Desk) -> list[tuple[str, Urgency]]:
    return [(one.item, one.urgency) for one in desk.diary().raised]


def cleared(desk: Desk) -> list[Clearance]:
    return list(desk.diary().clearances)


def dialog(person: Journey) -> QuestionDialog:
    assert isinstance(person.app.screen, QuestionDialog)
    return person.app.screen


def count(person: Journey) -> int:
    return len(dialog(person)._asking.items)


# ---------------------------------------------------------------- the questionnaire


async def test_all_answers_are_stored_after_the_summary_and_not_before(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.press("s")
        number = count(person)
        person.is_at("TodayScreen", "QuestionDialog").shows(f"Questions about serious causes: 1 of {number}")
        await person.press(*"n" * number)
        assert len(screens(asked)) == 1, "the summary is shown, nothing is stored"
        person.shows("Summary: nothing is stored yet", f"Your answers: {number} no.")
        person.shows("Nothing you entered today asks for urgent care.", "does not rule out a serious cause")
        await person.press("enter")
        assert len(screens(asked)) == 2
        assert said(asked) == [False] * number
        person.is_at("TodayScreen").says("The answers are stored.", "does not rule out a serious cause")


async def test_yes_unsure_and_skip_are_stored_as_such_and_stand_in_the_summary(asked: Desk) -> None:
    async with journey(asked, (120, 40)) as person:
        await person.press("s")
        number = count(person)
        items = dialog(person)._asking.items
        await person.press("n", "u", "s", *"n" * (number - 3))
        person.shows("■ EMERGENCY, NOW", "Stop exercising now.", "Your answers: ")
        person.shows(f"{number - 2} no, 1 unsure, 1 skipped.")
        facts = screening().facts
        person.shows(f"unsure: {facts[str(items[1].asks)].text} ({items[1].id})")
        person.shows(f"skipped: {facts[str(items[2].asks)].text} ({items[2].id})")
        person.hides(facts[str(items[0].asks)].text)
        await person.press("enter")
        assert said(asked)[:3] == [False, "unsure", "skip"]
        assert raised(asked) == [(items[1].id, Urgency.EMERGENCY)]


async def test_back_changes_an_answer_and_keeps_the_others(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.press("s", "y")
        person.shows(": 2 of").shows("■ EMERGENCY, NOW: an answer asks for care. F2 says what to do.")
        await person.press("n", "left", "backspace")
        person.shows(": 1 of", "Your answer so far: yes.")
        await person.press("n")
        person.shows(": 2 of", "Your answer so far: no.").hides("an answer asks for care")
        await person.press("right", "right")
        person.shows(": 3 of"), "an unanswered question is not passed over"
        await person.press("left", "left", "left", "left")
        person.shows(": 1 of")
        await person.press("right", "right", *"n" * (count(person) - 2))
        person.shows("Summary")
        await person.press("left")
        person.shows(f": {count(person)} of", "Your answer so far: no.")
        await person.press("s", "enter")
        assert said(asked) == [False] * 10 + ["skip"]
        assert raised(asked) == []


async def test_why_is_shown_and_hidden_by_both_keys(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.press("s")
        why = dialog(person)._asking.items[0].why
        for key in ("w", "question_mark"):
            person.hides("Why we ask")
            await person.press(key)
            person.shows(f"Why we ask: {why}")
            await person.press(key)
        await person.press("w", "n")
        person.hides("Why we ask")


@pytest.mark.parametrize(
    "answers", ["nysu", pytest.param("", marks=pytest.mark.heavy), pytest.param("y", marks=pytest.mark.heavy)]
)
async def test_leaving_stores_nothing_and_asks_once(asked: Desk, answers: str) -> None:
    async with journey(asked) as person:
        await person.press("s", *answers)
        if answers:
            await person.press("escape")
            person.shows("Esc again leaves; nothing is stored.")
            await person.press("w", "escape")
            person.is_at("TodayScreen", "QuestionDialog")
        await person.press("escape")
        assert len(screens(asked)) == 1
        assert raised(asked) == []
        person.stored().is_at("TodayScreen")


@pytest.mark.heavy
async def test_leaving_at_the_summary_stores_nothing(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.press("s", *"y" * 20, "escape", "escape")
        assert len(screens(asked)) == 1
        assert raised(asked) == []
        person.is_at("TodayScreen")


@pytest.mark.heavy
async def test_keys_typed_faster_than_the_screens_answer_are_each_one_answer(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.burst("s", *"nysu", "left", "n")
        person.shows(": 5 of")
        await person.burst(*"n" * 40, "enter", "enter")
        assert said(asked)[:4] == [False, True, "skip", False]
        person.is_at("TodayScreen", "EmergencyPage")


@pytest.mark.heavy
async def test_the_mouse_answers_goes_back_and_stores_once(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.press("s")
        number = count(person)
        await person.click("#why")
        person.shows("Why we ask")
        await person.click("#y", times=2)
        person.shows(": 2 of"), "a double click answers one question"
        await person.click("#back")
        person.shows("Your answer so far: yes.")
        for key in "usn":
            await person.click(f"#{key}")
        await person.press("enter", "space")
        person.shows(": 4 of"), "Enter repeats no answer"
        await person.press(*"n" * (number - 3))
        await person.click("#change")
        person.shows(f": {number} of")
        await person.press("n")
        await person.click("#store", times=2)
        assert len(screens(asked)) == 2
        assert said(asked)[:3] == ["unsure", "skip", False]


@pytest.mark.heavy
async def test_a_failed_save_keeps_the_answers_and_says_why(
    asked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Busy

    async with journey(asked) as person:
        await person.press("s", *"n" * 30)
        with monkeypatch.context() as patch:
            patch.setattr("rehab.tui.dialogs.screen.record", fail)
            await person.press("enter")
            person.is_at("TodayScreen", "QuestionDialog").shows(Busy.said, "Summary")
            assert len(screens(asked)) == 1
        await person.press("enter")
        assert len(screens(asked)) == 2
        person.is_at("TodayScreen")


async def test_a_screen_that_is_due_is_told_with_its_key_and_its_reason(desk: Desk) -> None:
    answer(desk)
    later = Desk(desk.database, desk.patient, date(2026, 3, 30))
    async with journey(later, (60, 20)) as person:
        person.shows("Press s: the questions about serious causes are due.")
        await person.press("s")
        person.shows("The weekly questions are due.")
        await person.press(*"n" * count(person), "enter")
        assert max(screen.day for screen in screens(desk)) == later.today
        person.hides("Press s")


async def test_a_note_brings_up_its_question(asked: Desk) -> None:
    tomorrow = Desk(asked.database, asked.patient, date(2026, 3, 21))
    daily.log(tomorrow, "easy-walking", "5min", felt=Felt(note="some [red]fever[/] in the night"))
    async with journey(tomorrow) as person:
        person.shows("Press s:")
        await person.press("s")
        texts = []
        for _ in range(count(person)):
            texts.append("\n".join(person.rows()))
            await person.press("n")
        assert any("You wrote “fever” on Sat 2026-03-21." in text for text in texts)


# ---------------------------------------------------------------- the emergency page and the banner


@pytest.mark.parametrize("colour", ["no-colour", pytest.param("colour", marks=pytest.mark.heavy)])
@pytest.mark.parametrize(
    "size",
    [size if size == (80, 24) else pytest.param(size, marks=pytest.mark.heavy) for size in SIZES],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
async def test_an_open_emergency_is_the_first_thing_seen_at_every_start(
    alarmed: Desk, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], colour: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if colour == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    for _ in range(2):
        async with journey(alarmed, size) as person:
            assert person.app.no_color == (colour == "no-colour")
            person.is_at("TodayScreen", "EmergencyPage")
            assert "■ EMERGENCY: STOP, AND GET HELP NOW ■" in person.rows()[0]
            person.shows("Stop exercising now.", "Call 112", "Do not drive yourself.")
            person.shows("There is no plan until a clinician has cleared this.")
            person.shows("Numbness or changed feeling", "(E01)", "Reported on Fri 2026-03-20.", "source:")
            person.hides("Demo Patient").inert()
            await person.press("enter")
            person.is_at("TodayScreen")
            assert person.rows()[0].strip().startswith("■ EMERGENCY, NOW: Numbness")
            person.shows("and 1 more: f", "Easy walking", "l Log", "Call 112")


async def test_at_the_smallest_size_what_to_do_is_whole(alarmed: Desk) -> None:
    async with journey(alarmed, (40, 12)) as person:
        person.shows("■ EMERGENCY: STOP, AND GET HELP NOW ■", "Go on to Today (Enter)")
        person.shows(
            "Stop exercising now.", "Call 112, 911", "emergency department now. Do not", "drive yourself."
        )
        await person.press("escape")
        person.is_at("TodayScreen").shows("■ EMERGENCY, NOW", "F2: what to do now", "Easy walking")


@pytest.mark.heavy
async def test_the_emergency_page_goes_on_by_mouse_and_only_once(alarmed: Desk) -> None:
    async with journey(alarmed) as person:
        await person.click("#close", times=2)
        person.is_at("TodayScreen")
    async with journey(alarmed) as person:
        await person.press("escape", "escape")
        person.is_at("TodayScreen").stored()


async def test_a_screen_that_raises_an_emergency_fills_the_screen(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.press("s", "y", *"n" * 30, "enter")
        assert raised(asked) == [("E01", Urgency.EMERGENCY)]
        person.is_at("TodayScreen", "EmergencyPage").shows("Stop exercising now.")


async def test_an_emergency_that_an_entry_raises_fills_the_screen_once(desk: Desk) -> None:
    answer(desk, "cancer_history")
    async with journey(desk) as person:
        await person.press("m", "3", *["tab"] * 3, "left", "enter")
        person.is_at("TodayScreen", "EmergencyPage").shows("Cancer, with pain and weakness", "(E06)")
        await person.press("enter", "m", "2", "enter")
        person.is_at("TodayScreen")


async def test_lesser_findings_show_the_banner_and_no_page(desk: Desk) -> None:
    answer(desk, SAME_DAY, LATER)
    async with journey(desk, (60, 20)) as person:
        person.is_at("TodayScreen").shows(
            "■ DOCTOR TODAY: A hot, swollen joint", "Pause your plan.", "and 1 more: f"
        )


async def test_without_a_finding_there_is_no_banner(asked: Desk) -> None:
    async with journey(asked) as person:
        assert "Demo Patient" in person.rows()[0]
        await person.press("f")
        person.is_at("TodayScreen").says("No finding is open. That does not rule out a serious cause.")


@pytest.mark.heavy
async def test_the_banner_stays_while_the_lists_scroll(alarmed: Desk) -> None:
    async with journey(alarmed, (60, 20)) as person:
        await person.press("enter")
        first = person.rows()[:5]
        await person.press("end", "pagedown", "left", "left")
        assert person.rows()[:5] == first
        await person.press("p", "end", "pagedown")
        assert person.rows()[:5] == first


async def test_under_a_stop_the_week_shows_no_plan_but_what_to_do(alarmed: Desk) -> None:
    async with journey(alarmed) as person:
        await person.press("enter", "p")
        person.shows("■ STOP", "Stop exercising now.", "Call 112").hides("reference → cap", "Split squat")


@pytest.mark.heavy
async def test_it_is_seen_again_after_answers_of_no_and_after_undo(alarmed: Desk) -> None:
    async with journey(alarmed) as person:
        await person.press("enter", "s", *"n" * 30, "enter", "enter", *"u" * 5)
        assert set(raised(alarmed)) == {("E01", Urgency.EMERGENCY), ("S03", Urgency.SAME_DAY)}
        person.is_at("TodayScreen").shows("■ EMERGENCY, NOW")


# ---------------------------------------------------------------- findings and clearance


async def test_the_findings_dialog_tells_all_about_each(alarmed: Desk) -> None:
    async with journey(alarmed, (120, 40)) as person:
        await person.press("enter", "f")
        person.is_at("TodayScreen", "FindingsDialog").shows("Open findings: 2", "■ EMERGENCY, NOW")
        person.shows("What to do: Stop exercising now.", "Why it matters: The nerves", "Because:", "Sources:")
        person.shows("Reported on Fri 2026-03-20.", "genitals or back passage: yes, Fri 2026-03-20")
        person.shows("cauda equina syndrome warning card")
        await person.press("l")
        person.is_at("TodayScreen", "FindingsDialog", "PageDialog")
        person.shows("`rehab report --letter --format html -o letter.html`", "Referral letter")
        await person.press("escape")
        await person.press("down")
        person.shows("(S03)", "What to do: Pause your plan.").hides("(E01)")
        for key in ("f", "escape", "q"):
            await person.press(key)
            person.is_at("TodayScreen")
            await person.press("f")
        await person.press("escape", "p", "f")
        person.is_at("TodayScreen", "WeekScreen", "FindingsDialog")


async def test_a_finding_said_again_is_one_with_a_count(alarmed: Desk) -> None:
    answer(alarmed, EMERGENCY)
    async with journey(alarmed, (80, 24)) as person:
        person.shows("Reported 2 times since Fri 2026-03-20.")
        await person.press("enter", "f")
        person.shows("Open findings: 2", "Reported 2 times since Fri 2026-03-20.")


@pytest.mark.heavy
async def test_a_click_on_the_banner_opens_the_findings_once(alarmed: Desk) -> None:
    async with journey(alarmed) as person:
        await person.press("enter")
        await person.click("#findings", times=2)
        person.is_at("TodayScreen", "FindingsDialog")
        await person.press("escape", "p")
        await person.click("#findings")
        person.is_at("TodayScreen", "WeekScreen", "FindingsDialog")
        await person.click("#close")
        person.is_at("TodayScreen", "WeekScreen")


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        ((), True),
        pytest.param(("right",), False, marks=pytest.mark.heavy),
        pytest.param(("left", "space"), True, marks=pytest.mark.heavy),
    ],
)
async def test_a_clearance_ends_the_stop(desk: Desk, turns: tuple[str, ...], told: bool) -> None:
    answer(desk, EMERGENCY)
    async with journey(desk) as person:
        await person.press("enter", "f", "c")
        person.is_at("TodayScreen", "FindingsDialog", "ClearanceDialog")
        await person.type("Dr Ada")
        await person.press("tab")
        await person.type("surgeon 2")
        await person.press("tab")
        await person.type("MRI is normal")
        await person.press("tab", *turns, "enter")
        (clearance,) = cleared(desk)
        assert (clearance.by, clearance.role, clearance.text) == ("Dr Ada", "surgeon 2", "MRI is normal")
        assert clearance.told_by_patient == told
        assert clearance.clears == tuple(one.entry for one in desk.diary().raised)
        person.is_at("TodayScreen").hides("EMERGENCY", "STOP").says("Recorded: Dr Ada, surgeon 2.")
    async with journey(desk) as person:
        person.is_at("TodayScreen").hides("EMERGENCY", "STOP")


async def test_what_the_diary_asks_for_by_itself_can_be_cleared_as_well(demo: Opened) -> None:
    desk = demo("flare")
    async with journey(desk) as person:
        person.shows("The pain is getting worse.")
        await person.press("f", "c")
        person.is_at("TodayScreen", "FindingsDialog", "ClearanceDialog")
        await person.press("K", "tab", "p", "tab", "s", "tab", "enter")
        (raised,), (clearance,) = desk.diary().raised, cleared(desk)
        assert (raised.item, clearance.clears) == ("RR3", (raised.entry,))
        person.is_at("TodayScreen").hides("getting worse")


@pytest.mark.heavy
async def test_after_one_clearance_the_other_finding_is_still_open(alarmed: Desk) -> None:
    async with journey(alarmed) as person:
        await person.press("enter", "f", "down", "c", "x", "tab", "y", "tab", "z", "enter")
        (clearance,) = cleared(alarmed)
        assert clearance.text == "z"
        person.is_at("TodayScreen", "FindingsDialog").shows("Open findings: 1", "(E01)").hides("hot, swollen")
        await person.press("escape")
        person.shows("■ EMERGENCY, NOW", "■ STOP")


@pytest.mark.heavy
async def test_an_empty_clearance_or_one_left_changes_nothing(alarmed: Desk) -> None:
    async with journey(alarmed, (60, 20)) as person:
        await person.press("enter", "f", "c", "enter")
        person.shows("A clearance needs a name, a role and what was found. Fill the empty field.")
        await person.press("x", "enter")
        assert person.app.screen.focused is person.app.screen.query_one("#role")
        await person.press("escape")
        person.is_at("TodayScreen", "FindingsDialog").shows("Open findings: 2")
        assert cleared(alarmed) == []


@pytest.mark.heavy
async def test_a_failed_clearance_keeps_the_form(alarmed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Callable[..., Clearance]:
        raise Busy

    monkeypatch.setattr("rehab.tui.dialogs.clearance.clear", fail)
    async with journey(alarmed, (60, 20)) as person:
        await person.press("enter", "f", "c", "x", "tab", "y", "tab", "z", "enter")
        assert cleared(alarmed) == []
        person.is_at("TodayScreen", "FindingsDialog", "ClearanceDialog").shows(Busy.said)


@pytest.mark.heavy
async def test_hostile_text_in_findings_notes_and_clearances_is_shown_literally(desk: Desk) -> None:
    # A clearance needs a letter in every field.
    able = [text for text in BY_HAND if any(map(str.isalnum, clean(text.splitlines()[0])[:20]))]
    texts = [able[n : n + 3] for n in range(0, len(able) - 2, 3)]
    for number, (one, two, _) in enumerate(texts):
        facts = {"x": clean(two)}
        flag = Raised(f"flag-{number}", TODAY, f"X{number:02}", Urgency.EMERGENCY, clean(one), facts)
        desk.save([flag], "a flag from elsewhere", "screen")
        daily.log(desk, "easy-walking", "5min", felt=Felt(note=clean(f"fever {one}")))
    async with journey(desk, (120, 40)) as person:
        for keys in ((), ("enter",), ("p",), ("escape", "s"), ("escape", "f")):
            await person.press(*keys)
            person.inert()
        for fields in texts:
            await person.press("c")
            for text in fields:
                await person.paste(text)
                await person.press("tab")
            person.inert()
            await person.press("enter")
            person.inert()
            wanted = [clean(text.splitlines()[0])[:20].strip() for text in fields]
            last = cleared(desk)[-1]
            assert [text[:20].strip() for text in (last.by, last.role, last.text)] == wanted
            person.says(wanted[0])
        person.is_at("TodayScreen").hides("EMERGENCY")


# ---------------------------------------------------------------- emergency advice

FROM = {
    "today": (("TodayScreen",), ()),
    "week": (("TodayScreen", "WeekScreen"), ("p",)),
    "log form": (("TodayScreen", "LogDialog"), ("l",)),
    "note of the log form": (("TodayScreen", "LogDialog"), ("l", "tab", "tab", "tab", "tab", "tab", "tab")),
    "morning form": (("TodayScreen", "MorningDialog"), ("m",)),
    "palette": (("TodayScreen", "Palette"), ("ctrl+p",)),
    "reasons": (("TodayScreen", "PageDialog"), ("w",)),
    "questions": (("TodayScreen", "QuestionDialog"), ("s", "n")),
}


@pytest.mark.parametrize(
    "place",
    [p if p in ("today", "note of the log form") else pytest.param(p, marks=pytest.mark.heavy) for p in FROM],
)
async def test_one_key_shows_what_to_do_from_everywhere_and_once(asked: Desk, place: str) -> None:
    below, keys = FROM[place]
    async with journey(asked) as person:
        await person.press(*keys)
        before = person.rows()
        await person.press("f2", "f2")
        person.is_at(*below, "AdviceDialog").stored()
        person.shows(
            "■ EMERGENCY, NOW", "Stop exercising now.", "■ DOCTOR TODAY", "Pause your plan.", "Call 112"
        )
        await person.press("escape")
        person.is_at(*below)
        assert person.rows() == before


async def test_the_advice_lists_every_emergency_question(asked: Desk) -> None:
    async with journey(asked, (120, 100)) as person:
        await person.burst("f2", "f2")
        person.is_at("TodayScreen", "AdviceDialog")
        items = [item for item in screening().questions if item.id.startswith("E")]
        assert len(items) == 16
        person.shows(*(f"• {item.question}" for item in items))
        person.hides(*(item.question for item in screening().questions if item.id.startswith(("S", "U"))))


@pytest.mark.heavy
async def test_the_advice_opens_over_findings_forms_and_the_emergency_page(alarmed: Desk) -> None:
    async with journey(alarmed) as person:
        for keys in ((), ("enter", "f"), ("c",)):
            await person.press(*keys, "f2")
            person.shows("It is an emergency when")
            await person.press("escape")
        person.is_at("TodayScreen", "FindingsDialog", "ClearanceDialog")


@pytest.mark.heavy
async def test_the_advice_stands_in_the_palette(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.press("ctrl+p", *"emergency advice", "down", "enter")
        person.is_at("TodayScreen", "AdviceDialog")


async def test_the_advice_opens_also_while_the_diary_is_away(
    asked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Desk) -> None:
        raise Busy

    async with journey(asked) as person:
        with monkeypatch.context() as patch:
            patch.setattr(Desk, "diary", fail)
            await person.press("f2")
            person.shows(f"Call {EMERGENCY_NUMBERS}")
        await person.press("escape")
        person.is_at("TodayScreen")


# ---------------------------------------------------------------- sizes


@pytest.mark.heavy
@pytest.mark.parametrize("size", [(40, 12), *SIZES], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_answer_and_every_button_has_room(alarmed: Desk, size: tuple[int, int]) -> None:
    async with journey(alarmed, size) as person:
        await person.press("enter", "f")
        person.shows("c Clearance", "Esc Close")
        await person.press("escape", "s")
        person.shows("y Yes", "n No", "u Unsure", "s Skip", "← Back", "w Why")
        await person.press(*"n" * count(person))
        person.shows("Enter Store", "← Back", "Esc Leave")


@pytest.mark.heavy
async def test_every_dialog_survives_one_cell(alarmed: Desk) -> None:
    async with journey(alarmed) as person:
        for opening in ("f2", "escape", "enter", "f", "c", "escape", "escape", "s", "y", "escape"):
            await person.press(opening)
            for size in ((1, 1), (2, 60), (200, 1), (80, 24)):
                await person.resize(*size)
        await person.press("escape")
        person.is_at("TodayScreen").shows("■ EMERGENCY, NOW")


# ---------------------------------------------------------------- treatments


async def test_a_treatment_that_gates_is_stored_and_shown(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.press("v", "s", "tab")
        await person.type("cortisone [b]")
        await person.press("tab", "r", "enter")
        (event,) = asked.diary().events
        assert (event.kind, event.what, event.side) == (
            EventKind.STEROID_INJECTION,
            "cortisone [b]",
            Side.RIGHT,
        )
        assert raised(asked) == [("T01", Urgency.ROUTINE)]
        person.is_at("TodayScreen").shows("loading waits for a clinician's go-ahead")


async def test_a_treatment_form_that_is_left_stores_nothing(asked: Desk) -> None:
    async with journey(asked) as person:
        await person.press("v", "tab", "x", "escape")
        assert asked.diary().events == ()
        person.is_at("TodayScreen")
