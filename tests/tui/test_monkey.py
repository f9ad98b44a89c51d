"""A monkey at the keyboard: nothing it does ends the program, jams it, or harms the diary."""

import random

import pytest

from rehab.actions.desk import Desk
from rehab.domain.limits import EFFORT_MAX, MINUTES_MAX, PAIN_MAX
from rehab.store.database import check
from rehab.tui.app import RehabApp
from rehab.tui.screens.place import Place
from tests.tui.conftest import TODAY
from tests.tui.journey import Journey, journey

KEYS = (
    *"lmdurpwt0123456789tx[/]@ ?-sfcyn",
    *("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "backspace", "delete", "end"),
    *(
        "home",
        "pageup",
        "pagedown",
        "f1",
        "f2",
        "ctrl+p",
        "ctrl+t",
        "ctrl+u",
        "ctrl+w",
        "ctrl+v",
        "ctrl+x",
        "ctrl+a",
    ),
    *("enter", "l", "escape"),
)
SIZES = ((1, 1), (2, 60), (30, 8), (40, 12), (60, 20), (80, 24), (80, 1), (120, 40), (200, 60))
PASTES = ("3x8", "[/]", "\x1b]52;c;aGk=\x07", "9" * 500, "x\ny", "²", "")


@pytest.fixture(autouse=True)
def stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys for leaving are not among the monkey's, but the palette offers it: there it does nothing."""
    for place in (Place, RehabApp):
        monkeypatch.setattr(place, "action_leave", lambda _: None)


async def act(person: Journey, dice: random.Random) -> int:
    """One act of the monkey; returns how many events it was."""
    kind = dice.random()
    if kind < 0.90:
        keys = dice.choices(KEYS, k=dice.randint(1, 50))
        await person.burst(*keys)
        return len(keys)
    if kind < 0.95:
        size = person.app.size
        at = dice.randrange(max(1, size.width)), dice.randrange(max(1, size.height))
        await person.pilot.click(offset=at, times=dice.randint(1, 2))
        await person.settle()
    elif kind < 0.98:
        await person.resize(*dice.choice(SIZES))
    else:
        await person.paste(dice.choice(PASTES))
    return 1


async def play(desk: Desk, seed: int, events: int) -> None:
    dice = random.Random(seed)
    async with journey(desk) as person:
        done = 0
        while done < events:
            done += await act(person, dice)
            assert person.app._exception is None, f"seed {seed} after {done} events"
            assert person.app.is_running
            person.inert()
        await person.resize(80, 24)
        await person.press(*["escape"] * 10, "t")
        person.app.clear_notifications()
        await person.settle()
        person.is_at("TodayScreen").shows("Demo Patient", "Fri 2026-03-20, today")
        await person.press("m", "escape")
        person.is_at("TodayScreen")
    verify(desk)


def verify(desk: Desk) -> None:
    """The file is whole, and every entry lies within its bounds."""
    check(desk.database)
    diary = desk.diary()
    for bout in diary.bouts:
        assert bout.day <= TODAY
        for score in (bout.pain_before, bout.pain_during, bout.pain_after):
            assert score is None or 0 <= score <= PAIN_MAX
        assert bout.effort is None or 0 <= bout.effort <= EFFORT_MAX
        assert bout.minutes is None or 0 <= bout.minutes <= MINUTES_MAX
    assert all(morning.day <= TODAY for morning in diary.mornings)


async def test_some_random_events_harm_nothing(desk: Desk) -> None:
    await play(desk, 1, 40)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(100, 104))
async def test_two_thousand_random_events_harm_nothing(desk: Desk, seed: int) -> None:
    await play(desk, seed, 500)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200, 210))
async def test_a_hundred_thousand_random_events_harm_nothing(desk: Desk, seed: int) -> None:
    await play(desk, seed, 10_000)
