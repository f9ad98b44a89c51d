"""What a clinician tells the patient stands on Today, as plain text."""

from datetime import timedelta

from rehab.actions.clinician_notes import note, review
from rehab.actions.desk import Desk
from tests.tui.conftest import TODAY
from tests.tui.journey import journey

KIM = {"by": "Kim Lee", "role": "physiotherapist"}


async def test_the_note_and_the_next_review_are_on_today(desk: Desk) -> None:
    note(desk, "Ease the [b]step-up[/b].", **KIM)
    review(desk, str(TODAY + timedelta(days=7)), **KIM)
    async with journey(desk) as person:
        person.shows("From Kim Lee, physiotherapist, Fri 2026-03-20: Ease the [b]step-up[/b].")
        person.shows("Next review: Fri 2026-03-27, Kim Lee.")


async def test_a_long_note_is_cut_and_says_where_all_of_it_is(desk: Desk) -> None:
    note(desk, "word " * 300, **KIM)
    async with journey(desk) as person:
        person.shows("(`rehab today` shows all)", "Easy walking or cycling")


async def test_a_note_that_was_not_said_yet_is_not_on_an_earlier_day(desk: Desk) -> None:
    note(desk, "Ease the step-up.", **KIM)
    async with journey(desk) as person:
        await person.press("left")
        person.hides("Ease the step-up.")
