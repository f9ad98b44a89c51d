"""The phase on the screens: what is met in words and signs, the patient's own answers, the next step."""

import pytest

from rehab.actions.desk import Desk
from rehab.domain.diary import Morning
from rehab.tui.dialogs.phase import PhaseDialog
from tests.tui.conftest import TODAY, Opened
from tests.tui.journey import Journey, journey


@pytest.fixture
def settling(demo: Opened) -> Desk:
    """The third week of the settle phase, without scores at rest and without answers."""
    return demo(weeks=2)


def rested(desk: Desk) -> None:
    """A score at rest for each morning of the last week."""
    days = (TODAY.fromordinal(TODAY.toordinal() - n) for n in range(7))
    desk.save([Morning(f"rest-{day}", day, 0, rest_pain=0) for day in days], "mornings")


def answers(desk: Desk) -> list[tuple[str, str, bool, str]]:
    return [(one.phase, one.criterion, one.met, one.role) for one in desk.diary().answers]


async def to_criterion(person: Journey, text: str) -> None:
    """Go down to the criterion whose page shows a text."""
    dialog = person.app.screen
    assert isinstance(dialog, PhaseDialog)
    await person.press("home")
    number = next(n for n, one in enumerate(dialog._states) if one.criterion.id == text)
    await person.press(*["down"] * number)


@pytest.mark.parametrize("size", [pytest.param((60, 20), marks=pytest.mark.heavy), (80, 24)])
async def test_the_phase_shows_what_is_met_and_what_is_missing(settling: Desk, size: tuple[int, int]) -> None:
    async with journey(settling, size) as person:
        await person.press("c")
        person.is_at("TodayScreen", "PhaseDialog").inert()
        person.shows("Settle (settle)", "week 3 of 3", "? not known", "Worst pain at rest")
        await person.press("home")
        person.shows("✓ met", "Seated external rotation")
        await person.press("c")
        person.is_at("TodayScreen")
        await person.press("p", "c")
        person.is_at("TodayScreen", "WeekScreen", "PhaseDialog")


async def test_y_and_n_answer_what_the_patient_tells(settling: Desk) -> None:
    async with journey(settling) as person:
        await person.press("c")
        await to_criterion(person, "settle-walking")
        person.shows("You tell (settle-walking). Not answered yet.")
        await person.press("enter")
        person.shows("y answers yes, n answers no.")
        assert answers(settling) == []
        await person.press("n")
        assert answers(settling) == [("settle", "settle-walking", False, "patient")]
        person.shows("✗ not met", "Answered no on", "Saved: no.")
        await person.press("y")
        assert answers(settling)[-1] == ("settle", "settle-walking", True, "patient")
        person.shows("✓ met", "Answered yes on")
        await person.press("escape", "u")
        assert len(answers(settling)) == 1


async def test_what_the_diary_or_a_clinician_tells_is_not_answered_here(demo: Opened) -> None:
    desk = demo(weeks=10)
    async with journey(desk) as person:
        await person.press("c")
        for criterion, words in (
            ("strengthen-4-clean-weeks", "is read from the diary"),
            ("single-leg-squats", "is for a clinician to check"),
        ):
            await to_criterion(person, criterion)
            await person.press("y")
            person.shows(words)
            await person.press("enter")
            person.shows("not yours to answer")
        assert answers(desk) == []


@pytest.mark.heavy
async def test_the_mouse_answers_too(settling: Desk) -> None:
    async with journey(settling) as person:
        await person.press("c")
        await to_criterion(person, "settle-stairs")
        await person.click("#yes")
        assert answers(settling) == [("settle", "settle-stairs", True, "patient")]
        await person.click("#begin")
        person.shows("■", "cannot begin yet")
        await person.click("#close")
        person.is_at("TodayScreen")


async def test_b_begins_the_next_phase_once_everything_is_met(settling: Desk) -> None:
    before = len(settling.diary().phases)
    rested(settling)
    async with journey(settling) as person:
        await person.press("c", "b")
        person.shows("■", "cannot begin yet")
        for criterion in ("settle-walking", "settle-stairs"):
            await to_criterion(person, criterion)
            await person.press("y")
        person.shows("Everything required is met: b begins Strengthen")
        await person.press("b")
        *_, start = settling.diary().phases
        assert (len(settling.diary().phases), start.phase, start.role) == (
            before + 1,
            "strengthen-1",
            "patient",
        )
        person.shows("begins with the week of")
        await person.press("b")
        person.shows("already begins")
        await person.press("escape", "u")
        assert len(settling.diary().phases) == before


async def test_a_measure_that_is_due_is_named(settling: Desk) -> None:
    async with journey(settling, (80, 40)) as person:
        await person.press("c")
        person.shows("To be scored now: Patient-specific activities")
