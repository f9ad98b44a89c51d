"""The screens as text, at three sizes, in colour and without.

The wanted rows lie in ``tests/tui/golden``. After a change of the screens that is meant, write them anew with
``REHAB_GOLDEN=write pytest tests/tui/test_golden.py`` and read the difference.
"""

import os
import re
from pathlib import Path

import pytest

from rehab.actions.desk import Desk
from rehab.actions.plans import screening
from rehab.tui.themes import contrast
from tests.cli.shell import BANNED
from tests.tui.conftest import Opened
from tests.tui.journey import Journey, journey

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((60, 20), (80, 24), (120, 40))
STEPS = {
    "today": (),
    "log": ("down", "l"),
    "morning": ("escape", "m"),
    "why": ("escape", "w"),
    "help": ("escape", "question_mark"),
    "treatment": ("escape", "v"),
    "measures": ("escape", "o"),
    "activities": ("enter",),
    "week": ("escape", "escape", "p"),
}
ASKED = {
    "question": ("s",),
    "reason": ("w",),
    "alarm": ("y",),
    "summary": (),
    "emergency": ("enter",),
    "banner": ("enter",),
    "findings": ("f",),
    "clearance": ("c",),
    "advice": ("escape", "escape", "f2"),
}


@pytest.mark.parametrize(
    ("size", "colour"),
    [
        *(pytest.param(size, "colour", marks=pytest.mark.heavy) for size in SIZES),
        *(pytest.param(size, "no-colour", marks=pytest.mark.heavy) for size in (SIZES[0], SIZES[2])),
        (SIZES[1], "no-colour"),
    ],
    ids=lambda value: value if isinstance(value, str) else "x".join(map(str, value)),
)
async def test_the_screens_are_as_they_were_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], colour: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if colour == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    async with journey(desk, size) as person:
        assert person.app.no_color == (colour == "no-colour")
        for name, keys in STEPS.items():
            await person.press(*keys)
            compare(person, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    "size",
    [size if size == (80, 24) else pytest.param(size, marks=pytest.mark.heavy) for size in SIZES],
    ids=lambda size: "x".join(map(str, size)),
)
async def test_the_questions_and_what_they_raise_are_as_they_were_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Also without colour: nothing of them is said by colour alone."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with journey(desk, size) as person:
        for name, keys in ASKED.items():
            await person.press(*keys)
            if name == "summary":
                await person.burst(*"n" * (len(screening().questions) - 1))
            compare(person, f"{name}-{size[0]}x{size[1]}")


async def test_a_flare_and_a_day_in_the_past_are_as_they_were_read(demo: Opened) -> None:
    async with journey(demo("flare"), (80, 24), demo=True) as person:
        compare(person, "flare-80x24")
        await person.press("left", "left", "left")
        compare(person, "past-80x24")


def compare(person: Journey, name: str) -> None:
    path = GOLDEN / f"{name}.txt"
    # The ids of entries made by the test are random.
    shown = re.sub(r"\[[0-9a-f]{8}\]", "[00000000]", "\n".join(person.rows()) + "\n")
    assert not BANNED.search(shown)
    if os.environ.get("REHAB_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    assert shown.splitlines() == path.read_text("utf-8").splitlines(), name


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_no_wanted_row_is_wider_than_its_screen_and_no_number_is_cut(path: Path) -> None:
    width, height = (int(n) for n in path.stem.split("-")[1].split("x"))
    rows = path.read_text("utf-8").splitlines()
    assert len(rows) == height
    assert all(len(row) <= width for row in rows)
    if path.stem.startswith(("today", "flare", "past")):
        lines = [row for row in rows if re.match(r" [·✓ ] [A-Z]", row)]
        assert len(lines) >= 5
        assert all(re.search(r" \d+ of \d+( min| s)? left$", line) for line in lines), lines
        assert len({line.rstrip().rindex("t") for line in lines}) == 1, "the column ends together"


def test_the_longest_numbers_are_whole_at_eighty_columns() -> None:
    rows = (GOLDEN / "today-80x24.txt").read_text("utf-8")
    assert "82 of 118 left" in rows
    assert "155 of 230 s left" in rows


async def test_the_selected_line_stands_out_with_and_without_colour(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for no_colour in ("", "1"):
        if no_colour:
            monkeypatch.setenv("NO_COLOR", no_colour)
        async with journey(desk) as person:
            first, second = grounds(person, "· Easy walking"), grounds(person, "· Split squat")
            assert contrast(first, second) >= 7
            await person.press("down")
            assert grounds(person, "· Easy walking") == second
            assert grounds(person, "· Split squat") == first


def grounds(person: Journey, text: str) -> str:
    """The colour behind a text."""
    for strip in person.app.screen._compositor.render_strips():
        for segment in strip:
            if text in segment.text and segment.style and segment.style.bgcolor:
                return segment.style.bgcolor.get_truecolor().hex
    raise AssertionError(text)
