"""Week: the plan on screen, its reasons, and the way through the weeks."""

import pytest

from rehab.actions.desk import Desk
from rehab.store.troubles import Busy
from tests.tui.journey import journey


async def test_this_week_and_the_next_stand_below_each_other(desk: Desk) -> None:
    async with journey(desk, (120, 60)) as person:
        await person.press("p")
        person.is_at("TodayScreen", "WeekScreen")
        person.shows("2026-03-17 to 2026-03-23", "2026-03-24 to 2026-03-30", "provisional")
        person.shows("108 → 118 → 118 → 108 (+0 %)", "[Fri]")
        await person.press("escape")
        person.is_at("TodayScreen")


async def test_weeks_are_walked_and_end_where_the_programme_begins(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("p", "left")
        person.shows("2026-03-10 to 2026-03-16", "This plan is past its dates.")
        await person.press(*["left"] * 8)
        person.shows("2026-02-03 to 2026-02-09").says("There is no plan")
        await person.press("t")
        person.shows("2026-03-17 to 2026-03-23")
        await person.press("right")
        person.shows("2026-03-24 to 2026-03-30")


async def test_the_reasons_open_from_both_places_and_close_with_every_key(desk: Desk) -> None:
    async with journey(desk) as person:
        for closing in ("q", "w"):
            await person.press("w")
            person.is_at("TodayScreen", "PageDialog").shows("Week of 2026-03-17", "rule P13, version 1")
            await person.press(closing)
            person.is_at("TodayScreen")
        await person.press("p", "left", "w")
        person.is_at("TodayScreen", "WeekScreen", "PageDialog").shows("Week of 2026-03-10")


async def test_undo_works_in_the_week(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("d", "p", "u")
        person.stored().says("Taken back: done as prescribed")


async def test_the_plan_is_shown_while_the_journal_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Busy

    monkeypatch.setattr("rehab.actions.week.plan", fail)
    async with journey(desk) as person:
        await person.press("p")
        person.is_at("TodayScreen", "WeekScreen").shows("2026-03-17 to 2026-03-23").says(Busy.said)


@pytest.mark.heavy
async def test_going_back_twice_stays_on_today(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.burst("p", "escape", "escape", "p", "p", "escape")
        person.is_at("TodayScreen")
        await person.press("p")
        await person.click_on("p Today", times=2)
        person.is_at("TodayScreen").shows("Demo Patient")
