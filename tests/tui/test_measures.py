"""Outcome measures on the screens: given in a form, stored, and shown with what they change."""

import pytest

from rehab.actions.desk import Desk
from rehab.domain.diary import Morning
from rehab.domain.words import MeasureKind
from tests.tui.conftest import TODAY
from tests.tui.journey import journey

SIZES = [(80, 24), pytest.param((60, 20), marks=pytest.mark.heavy)]


def given(desk: Desk) -> list[tuple[MeasureKind, dict[str, int], str]]:
    return [(one.kind, dict(one.scores), one.note) for one in desk.diary().measures]


@pytest.mark.parametrize("size", SIZES)
async def test_activities_are_named_once_and_scored_again_by_one_digit_each(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with journey(desk, size) as person:
        await person.press("o")
        person.is_at("TodayScreen", "MeasuresDialog").shows("Patient-specific activities: not given yet")
        await person.press("enter")
        for name, score in (("stairs", "4"), ("running", "2"), ("sitting", "t")):
            await person.type(name)
            await person.press("tab", score)
        await person.press("enter")
        assert given(desk) == [(MeasureKind.PSFS, {"stairs": 4, "running": 2, "sitting": 10}, "")]
        person.is_at("TodayScreen", "MeasuresDialog")
        person.shows("Saved: Patient-specific activities on", "running 2, sitting 10, stairs 4; mean 5.3")
        await person.press("enter", "5", "t", "7", "enter")
        assert given(desk)[-1] == (MeasureKind.PSFS, {"running": 5, "sitting": 10, "stairs": 7}, "")
        person.shows("mean: +2, an important change")
        await person.press("pagedown")
        person.shows("Stratford 1995, Physiotherapy Canada 47:258-263")


@pytest.mark.parametrize("size", SIZES)
async def test_each_kind_is_stored_and_shown(desk: Desk, size: tuple[int, int]) -> None:
    async with journey(desk, size) as person:
        await person.press("o", "down", "enter", "s", "s", "enter")
        assert given(desk)[-1] == (MeasureKind.GLOBAL_CHANGE, {"change": 1}, "")
        person.shows("slightly better (+1)")
        await person.press("down", "enter", "5", "2", "tab", "x", "enter")
        assert given(desk)[-1] == (MeasureKind.LEFS, {"total": 52}, "x")
        person.shows("52 of 80 — x", "filled in elsewhere")
        await person.press("down", "enter", "7", "0", "tab", "6", "0", "enter")
        assert given(desk)[-1] == (MeasureKind.HAGOS, {"symptoms": 70, "pain": 60}, "")
        person.shows("symptoms 70, pain 60")
        await person.press("down", "enter", "1", "0", "0", "enter")
        assert given(desk)[-1] == (MeasureKind.IHOT12, {"total": 100}, "")
        person.shows("100 of 100")
        await person.press("escape")
        person.is_at("TodayScreen")


async def test_what_cannot_be_keeps_the_form_open_and_filled(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("o", "enter", "enter")
        person.shows("Patient-specific activities has no score.")
        await person.type("stairs")
        await person.press("enter")
        person.shows("Activity 1 lacks its score. Give both, or none.").is_at(
            "TodayScreen", "MeasuresDialog", "MeasureForm"
        )
        await person.press("escape", "down", "enter", "enter")
        person.shows("Global change has no score.")
        await person.press("escape", "down", "enter", "8", "1", "enter")
        person.shows("A score of LEFS is out of its range.")
        assert given(desk) == []


async def test_markup_in_an_activity_is_shown_as_it_is(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("o", "enter")
        await person.type("[red]x[/]")
        await person.press("tab", "4", "enter")
        person.shows("[red]x[/] 4", "! Three to five activities tell more than 1.").inert()
        await person.press("enter")
        person.shows("[red]x[/]").inert()


async def test_the_day_in_view_is_the_day_of_the_measure(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("left", "o", "end", "enter", "6", "0", "enter")
        (measure,) = desk.diary().measures
        assert (TODAY - measure.day).days == 1


@pytest.mark.heavy
async def test_the_mouse_gives_a_measure_and_closes(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("o")
        await person.click_on("LEFS: not given yet")
        person.is_at("TodayScreen", "MeasuresDialog", "MeasureForm")
        await person.press("5", "2")
        await person.click("#save")
        assert given(desk) == [(MeasureKind.LEFS, {"total": 52}, "")]
        await person.click("#give")
        await person.press("escape")
        await person.click("#close")
        person.is_at("TodayScreen")


async def test_undo_takes_a_measure_back(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("o", "end", "enter", "6", "0", "enter", "escape", "u")
        person.says("Taken back: iHOT-12 on")
        assert given(desk) == []


@pytest.mark.parametrize("size", SIZES)
async def test_the_morning_asks_for_a_painkiller(desk: Desk, size: tuple[int, int]) -> None:
    async with journey(desk, size) as person:
        await person.press("m", "2", "tab", "tab", "tab", "tab")
        person.shows("Painkiller taken")
        await person.press("y", "enter")
        person.stored(Morning("", TODAY, 2, painkiller=True))
        await person.press("m", "3", "enter")
        person.stored(Morning("", TODAY, 3, painkiller=True))
