"""The two themes: legible, ours, and changed by a key."""

import pytest
from textual.theme import Theme

from rehab.actions.desk import Desk
from rehab.tui.themes import DARK, LIGHT, THEMES, contrast
from tests.tui.journey import Journey, journey

TEXT = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
GROUND = ("background", "surface", "panel")


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)]
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)
    assert contrast(one, one) == 1


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_colour_has_seven_to_one_on_every_ground(theme: Theme) -> None:
    pairs = {
        (text, ground): contrast(getattr(theme, text), getattr(theme, ground))
        for text in TEXT
        for ground in GROUND
    }
    assert not {pair: ratio for pair, ratio in pairs.items() if ratio < 7}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_banner_has_seven_to_one(theme: Theme) -> None:
    assert contrast(str(theme.background), str(theme.error)) >= 7


async def test_our_theme_is_used_and_changes_with_a_key(desk: Desk) -> None:
    async with journey(desk) as person:
        assert person.app.theme == DARK.name
        await person.press("ctrl+t")
        assert person.app.theme == LIGHT.name
        await person.press("ctrl+t")
        assert person.app.theme == DARK.name


async def test_what_is_drawn_is_legible(desk: Desk) -> None:
    async with journey(desk) as person:
        await person.press("d", "t")
        assert not faint(person)
        await person.press("ctrl+t")
        assert not faint(person)
        await person.press("p")
        assert not faint(person)


def faint(person: Journey) -> set[tuple[str, str, str]]:
    """The words on the screen whose colour has less than seven to one, the toasts' included."""
    found = set()
    for strip in person.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style and style.color and style.bgcolor and any(c.isalnum() for c in segment.text):
                front, back = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
                if contrast(front, back) < 7:
                    found.add((segment.text.strip()[:30], front, back))
    return found
