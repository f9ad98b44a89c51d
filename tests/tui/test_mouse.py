"""Everything also goes by mouse, and a second click does nothing twice."""

import pytest

from rehab.actions.desk import Desk
from tests.tui.journey import journey
from tests.tui.test_logging import squats, walk


async def test_a_click_on_a_line_opens_its_form_and_save_saves(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.click_on("Split squat L/R")
        person.is_at("TodayScreen", "LogDialog").shows("Split squat left and right — Fri 2026-03-20")
        await person.click("#after")
        await person.press("2")
        await person.click("#save")
        person.stored(*squats(pain_after=2)).is_at("TodayScreen")


async def test_leave_leaves(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.click_on("Easy walking")
        await person.click("#leave")
        person.stored().is_at("TodayScreen")


@pytest.mark.heavy
async def test_a_double_click_saves_once_and_opens_once(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.click_on("Easy walking", times=2)
        person.is_at("TodayScreen", "LogDialog")
        await person.click("#save", times=2)
        person.stored(walk()).is_at("TodayScreen").shows("Demo Patient")
        await person.click_on("Step-up L/R", times=2)
        await person.click("#leave", times=3)
        person.is_at("TodayScreen")


async def test_buttons_are_reached_and_pressed_by_keys(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("l", "up", "up", "enter")
        person.stored(walk()).is_at("TodayScreen")
        await person.press("l", "shift+tab", "enter")
        person.stored(walk()).is_at("TodayScreen")


async def test_the_footer_can_be_clicked(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.click_on("m Morning")
        person.is_at("TodayScreen", "MorningDialog")
        await person.press("escape")
        await person.click_on("? Help")
        person.is_at("TodayScreen", "PageDialog")
        await person.click("#close")
        await person.click_on("p Plan")
        person.is_at("TodayScreen", "WeekScreen")
        await person.click_on("p Today")
        await person.click_on("d Done all")
        assert len(person.new()) == 10
        await person.click_on("u Undo")
        person.stored().is_at("TodayScreen")


@pytest.mark.heavy
async def test_a_double_click_on_a_footer_key_opens_one_thing(desk: Desk) -> None:
    async with journey(desk) as person:
        for label in ("l Log", "m Morning", "p Plan", "? Help"):
            await person.click_on(label, times=2)
            await person.press("escape")
            person.is_at("TodayScreen")
