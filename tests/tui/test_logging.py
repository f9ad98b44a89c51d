"""Logging from Today: few keys, exact entries, and nothing lost when something is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.actions.daily import Logged
from rehab.actions.desk import Desk
from rehab.domain.diary import Bout, Morning, RestDay
from rehab.domain.doses import SetDone
from rehab.domain.words import Side, Unit
from rehab.store.troubles import Busy, DiskFull, ReadOnly, Trouble
from tests.tui.conftest import TODAY, Opened
from tests.tui.journey import journey

YESTERDAY = TODAY - timedelta(days=1)


def walk(day: date = TODAY, minutes: int = 16, **felt: object) -> Bout:
    sets = (SetDone(minutes * 60),)
    return Bout("", day, "easy-walking", Side.NONE, Unit.SECONDS, sets, **felt)  # type: ignore[arg-type]


def squat(side: Side, day: date = TODAY, **felt: object) -> Bout:
    sets = (SetDone(10),) * 3
    return Bout("", day, "split-squat", side, Unit.REPS, sets, **felt)  # type: ignore[arg-type]


def squats(**felt: object) -> tuple[Bout, Bout]:
    return squat(Side.LEFT, **felt), squat(Side.RIGHT, **felt)


def failing(trouble: type[Trouble]) -> Callable[..., Logged]:
    def fail(*_: object, **__: object) -> Logged:
        raise trouble

    return fail


async def test_a_session_as_prescribed_takes_five_keys(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("l", "enter", "3", "2", "enter")
        assert len(person.pressed) <= 5
        person.stored(walk(pain_during=3, pain_after=2))
        person.is_at("TodayScreen").shows(
            "✓ Easy walking or cycling", "did 16 min", "Saved for Fri 2026-03-20"
        )


async def test_both_sides_take_the_same_five_keys(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("down")
        person.pressed.clear()
        await person.press("l", "enter", "3", "2", "enter")
        assert len(person.pressed) <= 5
        person.stored(*squats(pain_during=3, pain_after=2))
        assert all(bout.pain_before is None and bout.effort is None for bout in desk.diary().bouts[-2:])
        person.shows("✓ Split squat L/R", "did 30", "32 of 92 left")


async def test_the_morning_takes_one_digit(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("4")
        assert person.pressed == ["4"]
        person.stored(Morning("", TODAY, 4)).shows("Morning pain: 4")


async def test_a_morning_of_zero_is_zero_and_a_second_digit_changes_nothing(desk: Desk) -> None:
    async with journey(desk) as person:
        person.shows("Morning pain: not given")
        await person.press("0", "7")
        person.stored(Morning("", TODAY, 0)).shows("Morning pain: 0")
        person.says("The morning is given. Press m to change it.")


async def test_the_morning_form_gives_all_scores_and_changes_them(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("m", "5", "t")
        await person.type("15")
        await person.press("tab", "2", "tab", "right", "tab", "left", "tab")
        await person.type("rainy day")
        await person.press("enter")
        person.stored(Morning("", TODAY, 5, 10, 15, 2, "rainy day", limp=False, painkiller=True))
        await person.press("m", "3", "enter")
        person.stored(Morning("", TODAY, 3, 10, 15, 2, "rainy day", limp=False, painkiller=True))
        person.shows("Morning pain: 3, at rest 10, stiff 15 min", "Note: rainy day")


async def test_a_changed_morning_of_a_past_day_tells_first_what_it_changes(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("left", "m", "9", "enter")
        person.stored().is_at("TodayScreen", "MorningDialog")
        person.shows("This changes decisions:", "week of 2026-03-24", "Enter again stores it.")
        await person.press("enter")
        person.is_at("TodayScreen")
        assert desk.diary().morning_by_day[YESTERDAY].score == 9


async def test_a_limp_is_logged_and_raises_its_finding(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("m", "1", *["tab"] * 3, "left", "enter")
        person.stored(Morning("", TODAY, 1, limp=True)).shows("A limp, or trouble putting weight on the leg")


async def test_every_score_lands_in_its_own_field(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("l", "enter", "1", "2", "3", "4")
        await person.type("25")
        await person.press("tab")
        await person.type("fine [b")
        await person.press("enter")
        felt = {"pain_during": 1, "pain_after": 2, "pain_before": 3, "effort": 4}
        bout = replace(walk(**felt, note="fine [b"), minutes=25)
        person.stored(bout).shows("Note: fine [b")


async def test_ten_and_nothing_and_corrections(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("l", "enter", "t", "5", "up", "backspace", "x", "down", "down", "enter")
        person.stored(walk(pain_during=10)).shows("A score of 10 is severe")


@pytest.mark.heavy
async def test_several_exercises_typed_ahead(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.burst("1", *["l", "enter", "0", "1", "enter"] * 3, "m", "2", "enter", "p", "escape")
        bouts = [entry for entry in person.new() if isinstance(entry, Bout)]
        assert [bout.exercise for bout in bouts] == ["easy-walking", *["split-squat"] * 2, *["step-up"] * 2]
        assert {(b.pain_before, b.pain_during, b.pain_after) for b in bouts} == {(None, 0, 1)}
        assert Morning("", TODAY, 2) in person.new()
        person.is_at("TodayScreen").hides("· Easy walking", "· Step-up")


async def test_keys_typed_ahead_give_the_same_entry_and_enter_twice_saves_once(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.burst("down", "l", "enter", "3", "2", "enter", "enter")
        person.stored(*squats(pain_during=3, pain_after=2))


async def test_escape_leaves_without_saving(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("l", "enter", "3", "escape", "m", "3", "escape")
        person.stored().is_at("TodayScreen")


async def test_days_are_walked_and_filled_in_later(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("left")
        person.shows("Thu 2026-03-19, looking back")
        await person.press("left", "left", "right")
        person.shows("Wed 2026-03-18, looking back")
        await person.press("t")
        person.shows("Fri 2026-03-20, today")
        await person.press("right")
        person.shows("Fri 2026-03-20, today").stored()


async def test_a_bout_and_a_morning_of_yesterday_are_stored_on_yesterday(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("left", "l")
        await person.type("20min")
        await person.press("enter", "2", "1", "enter")
        bout = walk(YESTERDAY, 20, pain_during=2, pain_after=1)
        person.stored(bout).shows("✓ Easy walking", "did 20 min", "more than 110 % of the largest session")
        known = [morning for morning in desk.diary().mornings if morning.day == YESTERDAY]
        assert len(known) == 1, "the demo has this morning; a digit must not change it"
        await person.press("9")
        person.stored(bout).shows("The morning is given")
        await person.press("m", "6", "enter")
        assert desk.diary().morning_by_day[YESTERDAY].score == 6


async def test_a_missing_morning_in_the_past_takes_one_digit(demo: Opened) -> None:
    desk = demo("absent")
    day = TODAY - timedelta(days=5)
    async with journey(desk) as person:
        await person.press(*["left"] * 5, "2")
        person.stored(Morning("", day, 2))


async def test_done_all_logs_what_is_due_without_scores(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("d")
        entries = person.new()
        assert len(entries) == 10
        assert all(isinstance(e, Bout) and e.day == TODAY and e.pain_during is None for e in entries)
        assert squat(Side.LEFT) in entries
        await person.press("d")
        assert len(person.new()) == 10
        person.shows("is already logged")


async def test_rest_and_undo(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("r")
        person.stored(RestDay("", TODAY)).shows("A rest day is logged.")
        await person.press("u")
        person.stored().shows("Taken back: rest day 2026-03-20").hides("A rest day is logged.")
        await person.press("u")
        person.stored().shows("There is nothing to undo.")


async def test_undo_takes_a_bout_of_both_sides_back(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("down", "l", "enter", "3", "2", "enter", "u")
        person.stored().shows("· Split squat L/R", "62 of 92 left", "Taken back: log split-squat 3x10")


async def test_a_wrong_dose_keeps_the_form_open_and_filled(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("l", "enter", "3", "2")
        for dose in ("", "lots", "3x8", "16", "0min", "1.5s", "-3min", "99999999999min", "[/]"):
            await person.press("shift+tab", "shift+tab", "shift+tab", "end", "ctrl+u", *dose, "enter")
            await person.press("tab", "tab", "enter")
            person.stored().is_at("TodayScreen", "LogDialog").shows("■ “" + dose)
        await person.press("shift+tab", "shift+tab", "shift+tab", "end", "ctrl+u", *"10min", "enter", "enter")
        person.stored(walk(minutes=10, pain_during=3, pain_after=2)).is_at("TodayScreen")


@pytest.mark.heavy
async def test_editing_keys_typed_ahead_stay_in_order(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.burst("down", "l", "end", "backspace", "backspace", *"12", "enter", "3", "2")
        await person.burst("up", "backspace", "4", "tab", "tab", *"30", "tab", *"ok", "enter")
        sets = (SetDone(12),) * 3
        felt = {"sets": sets, "pain_during": 3, "pain_after": 4, "minutes": 30, "note": "ok"}
        person.stored(*(replace(bout, **felt) for bout in squats())).is_at("TodayScreen")  # type: ignore[arg-type]


async def test_a_failing_save_says_so_and_keeps_the_form(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with journey(desk) as person:
        await person.press("l", "enter", "3", "2")
        for trouble in (ReadOnly, Busy, DiskFull):
            with monkeypatch.context() as patch:
                patch.setattr("rehab.tui.dialogs.log.log_sides", failing(trouble))
                await person.press("enter")
            person.stored().is_at("TodayScreen", "LogDialog").shows(trouble.said)
        await person.press("enter")
        person.stored(walk(pain_during=3, pain_after=2)).is_at("TodayScreen")


async def test_a_failing_key_says_so_and_the_screen_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    troubles = {"daily.done": Busy, "days.rest": ReadOnly, "days.morning": DiskFull}
    for name, trouble in troubles.items():
        monkeypatch.setattr(f"rehab.actions.{name}", failing(trouble))
    async with journey(desk, (120, 40)) as person:
        await person.press("d", "r", "4")
        person.stored().is_at("TodayScreen").shows(*(trouble.said for trouble in troubles.values()))


async def test_paste_into_a_score_is_no_score(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("l", "enter")
        for text in ("ab", "99", "-1", "1x", "3.5", "\x1b[A", "²"):
            await person.paste(text)
        await person.press("enter")
        person.stored(walk())


@pytest.mark.heavy
async def test_paste_of_a_megabyte_and_of_control_characters_into_the_note(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("l", "up", "up", "up", "up")
        assert person.app.focused is not None
        person.app.screen.query_one("#note").focus()
        await person.settle()
        await person.paste("a\x1b]52;c;aGk=\x07\x9b\u202eb" + "x" * 1_000_000)
        person.inert()
        await person.press("enter")
        note = next(e.note for e in person.new() if isinstance(e, Bout))
        assert note.startswith("a\ufffd]52;c;aGk=\ufffd\ufffd\ufffdb")
        assert len(note) == 2000
        person.inert()
