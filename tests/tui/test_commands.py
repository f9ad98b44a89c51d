"""Commands: one list for keys, footer, palette and help, all of them whole and none of them dead."""

import pytest
from textual.command import CommandPalette
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from rehab.actions.desk import Desk
from rehab.domain.diary import RestDay
from rehab.tui.app import RehabApp
from rehab.tui.commands import COMMANDS, FOOTER_KEYS, TODAY, WEEK, commands_of, key_names
from rehab.tui.screens.place import Place
from rehab.tui.screens.today import TodayScreen
from rehab.tui.screens.week import WeekScreen
from tests.tui.journey import Journey, journey

PLACES: dict[str, type[Place]] = {TODAY: TodayScreen, WEEK: WeekScreen}
OPENS = {TODAY: (), WEEK: ("p",)}


@pytest.mark.parametrize("place", PLACES)
def test_each_key_of_a_place_means_one_thing(place: str) -> None:
    keys = [key for command in commands_of(place) for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))
    assert not set(keys) & set("0123456789"), "digits are the morning's"


@pytest.mark.parametrize("place", PLACES)
def test_each_command_has_its_action(place: str) -> None:
    for command in commands_of(place):
        assert callable(getattr(PLACES[place], f"action_{command.action}", None)), command


def test_every_command_belongs_to_a_place() -> None:
    assert all(command.places and set(command.places) <= set(PLACES) for command in COMMANDS)


@pytest.mark.parametrize("place", PLACES)
async def test_the_footer_shows_at_most_six_keys_whole(desk: Desk, place: str) -> None:
    wanted = [command for command in commands_of(place) if command.footer]
    assert len(wanted) <= FOOTER_KEYS
    async with journey(desk) as person:
        await person.press(*OPENS[place])
        for width in (80, 60):
            if width != 80:
                await person.resize(width, 24)
            keys = list(person.app.screen.query_one(Footer).query(FooterKey))
            assert [key.description for key in keys] == [command.label for command in wanted]
            row = person.rows()[-1]
            for command in wanted:
                assert f"{key_names(command.keys).split(', ')[0]} {command.label}" in row


async def palette_entries(person: Journey) -> list[str]:
    """What the palette lists before anything is typed."""
    await person.press("ctrl+p")
    palette = person.app.screen
    assert isinstance(palette, CommandPalette)
    options = palette.query_one("CommandList").options  # type: ignore[attr-defined]
    return [str(option.hit.text) for option in options]


@pytest.mark.parametrize("place", PLACES)
async def test_the_palette_lists_our_commands_and_nothing_else(desk: Desk, place: str) -> None:
    async with journey(desk, (120, 60)) as person:
        await person.press(*OPENS[place])
        entries = await palette_entries(person)
        assert entries == [command.help for command in commands_of(place)]
        assert "screenshot" not in " ".join(person.rows()).lower()
        person.hides("question_mark")


async def test_a_command_of_the_palette_runs_once(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("ctrl+p", *"all that is due")
        person.shows("Log all that is due as prescribed")
        await person.press("down", "enter")
        await person.press()
        assert len(person.new()) == 10
        person.is_at("TodayScreen")


@pytest.mark.heavy
async def test_a_second_enter_in_the_palette_runs_nothing_twice(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("ctrl+p", *"rest day", "down")
        await person.burst("enter", "enter")
        await person.press("escape", "escape")
        person.is_at("TodayScreen")
        assert [type(entry) for entry in person.new()] == [RestDay]


async def test_page_keys_before_the_palette_is_laid_out_do_nothing(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.burst("ctrl+p", "pagedown", "pageup", "escape")
        await person.press("escape")
        person.is_at("TodayScreen")


async def test_the_palette_stays_shut_over_a_form(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("l", "ctrl+p")
        person.is_at("TodayScreen", "LogDialog")


@pytest.mark.heavy
async def test_the_palette_does_not_open_where_it_has_no_room(desk: Desk) -> None:
    async with journey(desk) as person:
        for size in ((80, 1), (30, 8)):
            await person.resize(*size)
            await person.press("ctrl+p")
            person.is_at("TodayScreen")
        await person.resize(80, 24)
        await person.press("ctrl+p")
        for size in ((80, 1), (30, 8), (80, 24)):
            await person.resize(*size)
        await person.press("escape", "escape")
        person.is_at("TodayScreen").shows("Demo Patient")


async def test_help_names_every_key_of_the_place(desk: Desk) -> None:
    async with journey(desk, (80, 30)) as person:
        for place, key in ((TODAY, "question_mark"), (WEEK, "f1")):
            await person.press(*OPENS[place], key)
            person.shows(*(f"{key_names(c.keys)} {c.help}" for c in commands_of(place)), "Ctrl+P")
            await person.press("escape")


@pytest.mark.heavy
async def test_every_binding_of_every_screen_can_be_pressed(desk: Desk) -> None:
    async with journey(desk) as person:
        for opening in ((), ("p",), ("l",), ("m",), ("w",), ("question_mark",), ("ctrl+p",)):
            await person.press(*opening)
            keys = {
                key for _, bindings in person.app.screen._binding_chain for key in bindings.key_to_bindings
            }
            for key in sorted(keys - {"q", "ctrl+q", "ctrl+c", "ctrl+z", "super+c"}):
                await person.press(key)
            await person.press(*["escape"] * 4)
            person.is_at("TodayScreen")


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_quitting_ends_with_zero(desk: Desk, key: str) -> None:
    app = RehabApp(desk)
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
    assert not app.return_code
    assert app._exception is None
