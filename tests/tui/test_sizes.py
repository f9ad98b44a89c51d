"""Small terminals say so, and resizing loses nothing."""

import pytest

from rehab.actions.desk import Desk
from tests.tui.journey import journey
from tests.tui.test_logging import walk

NOTICE = "rehab needs 40 columns and 12 rows."


async def test_a_terminal_that_is_too_small_says_so(desk: Desk) -> None:
    async with journey(desk) as person:
        for opening in ("escape", "p"):
            await person.press(opening)
            for size in ((39, 24), (80, 11)):
                (await person.resize(*size)).shows(NOTICE)
            (await person.resize(40, 12)).hides(NOTICE)


async def test_the_smallest_size_shows_head_lines_and_footer(desk: Desk) -> None:
    async with journey(desk, (40, 12)) as person:
        person.shows("Demo Patient", "· Easy walking", "l Log")


@pytest.mark.heavy
async def test_resizing_to_one_cell_and_back_keeps_working(desk: Desk) -> None:
    async with journey(desk) as person:
        before = person.rows()
        for size in ((1, 1), (80, 24)):
            await person.resize(*size)
        assert person.rows() == before
        await person.press("l", "enter", "3")
        for size in ((1, 1), (80, 24)):
            await person.resize(*size)
        await person.press("2", "enter")
        person.stored(walk(pain_during=3, pain_after=2))


@pytest.mark.heavy
async def test_every_screen_survives_one_cell(desk: Desk) -> None:
    async with journey(desk) as person:
        for opening in (
            "p",
            "w",
            "question_mark",
            "escape",
            "escape",
            "m",
            "escape",
            "l",
            "escape",
            "o",
            "enter",
            "escape",
            "escape",
        ):
            await person.press(opening)
            for size in ((1, 1), (1, 60), (200, 1), (200, 60), (80, 24)):
                await person.resize(*size)
        person.is_at("TodayScreen").shows("Demo Patient")


async def test_the_line_in_hand_stays_in_hand_when_the_screen_is_resized(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("down", "down")
        await person.resize(60, 20)
        await person.press("l")
        person.shows("Step-up left and right")


@pytest.mark.parametrize(
    "size", [(1, 1), *(pytest.param(size, marks=pytest.mark.heavy) for size in ((2, 60), (80, 1)))]
)
async def test_page_keys_do_nothing_where_no_line_has_room(desk: Desk, size: tuple[int, int]) -> None:
    async with journey(desk) as person:
        await person.press("down")
        await person.resize(*size)
        await person.press("pageup", "pagedown", "home", "end", "up", "down")
        await person.resize(80, 24)
        await person.press("pagedown", "pageup")
        person.is_at("TodayScreen").shows("Demo Patient")
