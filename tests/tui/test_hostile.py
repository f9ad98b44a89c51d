"""Text that a person or a file gave is shown literally everywhere, and does nothing."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from rehab.actions.daily import Felt, log
from rehab.actions.desk import Desk
from rehab.actions.setup import Enrolment, enrol
from rehab.domain.diary import Bout, Morning
from rehab.domain.doses import SetDone
from rehab.domain.eligibility import KEYS
from rehab.domain.text import clean
from rehab.domain.words import Complaint, Side, Unit
from rehab.tui.text import plain
from tests.tui.conftest import TODAY
from tests.tui.journey import Journey, journey, squeezed

BY_HAND = (
    "[/]",
    "felt ok [/] and [/foo]",
    "[@click=app.quit]x[/]",
    "[@click=app.leave]tap[/]",
    "[link=https://example.org]go[/link]",
    "[red]hi",
    "[not a style]",
    "knee [b",
    "\\[b]escaped\\[/b]",
    "$note ${note} %(note)s {note}",
    ":warning: :bomb:",
    "\x1b]52;c;cm0gLXJmIH4=\x07",
    "\x1b[2J\x1b[1;1H\x1b[31mred",
    "\x9b31m\x9d0;title\x9c",
    "\x1bP$q q\x1b\\",
    "=cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "a\u202egnp.exe",
    "\ufeff\u2066hidden\u2069",
    "line\none\ttwo\r\nthree",
    "漢字 عربى ½ ✓ 👩‍👩‍👧 e\u0301",
    "x" * 300,
)
CORPUS = Path(__file__).parents[2].parent / "shared" / "data" / "hostile" / "blns.json"


def naughty() -> list[str]:
    """The big list of naughty strings when it is there, without the empty ones."""
    if not CORPUS.exists():
        pytest.skip("the list of naughty strings is not beside the project")
    lines = [str(line) for line in json.loads(CORPUS.read_text("utf-8"))]
    return [line for line in lines if clean(line).strip()]


def set_up(path: Path, name: str, day: date = TODAY) -> Desk:
    starts = TODAY - timedelta(days=3)
    facts = dict.fromkeys(KEYS, False)
    enrolment = Enrolment(
        name=name,
        born=date(1990, 5, 1),
        complaint=Complaint.RIGHT,
        programme="psoas-settle-strengthen",
        starts=starts,
        weekdays=tuple(range(7)),
        emergency_number="112",
        facts=facts,
        diagnosis=name,
        diagnosed_by=name,
    )
    return enrol(path, enrolment, day)


def foreign(text: str, number: int, day: date, note: str) -> Bout:
    name = clean(text, limit=200)
    return Bout(f"{day} {number}", day, name, Side.NONE, Unit.REPS, (SetDone(3),), note=clean(note))


async def look_everywhere(person: Journey) -> None:
    """Open every screen, in both widths, and find nothing that runs."""
    for key in ("left", "t", "w", "escape", "p", "w", "escape", "escape", "question_mark", "escape", "m"):
        (await person.press(key)).inert()
    (await person.resize(60, 20)).inert()
    (await person.press("escape")).inert()
    (await person.resize(80, 24)).inert()


@pytest.mark.parametrize(
    "text",
    [
        "[/] [/foo] [@click=app.leave]x[/] [link=https://example.org]go[/link] [red]hi knee [b $a :bomb:",
        pytest.param(
            "\x1b]52;c;aGk=\x07 \x1b[2J \x9b31m a\u202egnp =cmd|' /C calc'!A0 line\none\ttwo\r\nthree ½ 漢字",
            marks=pytest.mark.heavy,
        ),
    ],
    ids=["markup", "controls"],
)
async def test_a_name_is_shown_literally_on_every_screen(tmp_path: Path, text: str) -> None:
    desk = set_up(tmp_path / "diary.db", text)
    log(desk, text, "3x8", outside=True, felt=Felt(note=text))
    desk.save([Morning("m", TODAY, None, note=clean(text))], "a morning")
    async with journey(desk) as person:
        shown = clean(text)
        person.inert().shows(f"{shown}, born 1990", f"Also done: {shown[:40]} 3×8", f"Note: {shown}")
        await look_everywhere(person)
        await person.press("u", "u")
        person.inert().says(f"Taken back: log {shown} 3x8")
    desk.database.close()


async def test_names_and_notes_by_hand_are_shown_literally_looking_back(tmp_path: Path) -> None:
    desk = set_up(tmp_path / "diary.db", "Sam")
    await shown_on_past_days(desk, BY_HAND)
    desk.database.close()


@pytest.mark.heavy
async def test_naughty_names_are_shown_literally_looking_back(tmp_path: Path) -> None:
    lines = naughty()
    desk = set_up(tmp_path / "diary.db", "Sam")
    await shown_on_past_days(desk, lines[::8])
    desk.database.close()


async def shown_on_past_days(desk: Desk, texts: Sequence[str]) -> None:
    """Log three texts a day, as name and as note, and walk back over the days."""
    days = [texts[n : n + 3] for n in range(0, len(texts), 3)]
    bouts = [
        foreign(text, n, TODAY - timedelta(days=back), text)
        for back, three in enumerate(days)
        for n, text in enumerate(three)
    ]
    desk.save(bouts, "hostile names")
    async with journey(desk, (120, 40)) as person:
        for three in days:
            person.inert()
            for text in three:
                name, note = clean(text, limit=40).strip(), clean(text)[:100].strip()
                assert_shown(person, f"{name} 1×3", f"Note: {note}")
            await person.press("left")


def assert_shown(person: Journey, *texts: str) -> None:
    tail = person.app.screen.query_one("#tail", Static).content
    person.shows(*(text for text in texts if text.isascii()))
    for text in texts:
        assert squeezed(text) in squeezed(str(tail)), text


@pytest.mark.parametrize(
    "every", [pytest.param(6, marks=pytest.mark.heavy), pytest.param(1, marks=pytest.mark.soak)]
)
async def test_naughty_lines_as_names_and_in_toasts(tmp_path: Path, every: int) -> None:
    lines = [*BY_HAND, *naughty()[::every]]
    for first in range(0, len(lines), 4):
        four = [clean(line, limit=200) for line in lines[first : first + 4]]
        desk = set_up(tmp_path / f"{first}.db", four[0])
        logged = [log(desk, line, "3x8", outside=True, felt=Felt(note=line)) for line in four]
        names = [entry.exercise for one in logged for entry in one.entries if isinstance(entry, Bout)]
        async with journey(desk) as person:
            person.inert().shows("Also done")
            await person.press(*["u"] * len(four))
            person.inert().says(*(f"Taken back: log {name} 3x8" for name in names))
        desk.database.close()


@pytest.mark.heavy
async def test_every_naughty_name_is_shown_literally_looking_back(tmp_path: Path) -> None:
    desk = set_up(tmp_path / "diary.db", "Sam")
    await shown_on_past_days(desk, naughty())
    desk.database.close()


async def test_clicking_on_hostile_text_runs_nothing(tmp_path: Path) -> None:
    text = "[@click=app.leave]x[/]"
    desk = set_up(tmp_path / "diary.db", text)
    log(desk, text, "3x8", outside=True, felt=Felt(note=text))
    async with journey(desk) as person:
        for place in (f"{text}, born", f"Also done: {text}", f"Note: {text}"):
            await person.click_on(place)
            await person.click_on("]x[/]")
            person.is_at("TodayScreen").stored()
        await person.press("u")
        await person.click_on("Taken back: log")
        person.is_at("TodayScreen")
        assert person.app.is_running
        assert person.app.return_code is None
    desk.database.close()


@pytest.mark.heavy
async def test_what_slipped_past_the_way_in_is_cleaned_on_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    desk = set_up(path, "Sam")
    log(desk, "canary", "3x8", outside=True, felt=Felt(note="canary"))
    tables_with_canary = _poison(path, "canary", "\x1b]52;c;aGk=\x07[/]")
    assert tables_with_canary
    async with journey(desk) as person:
        person.inert().shows("Also done: \ufffd]52;c;aGk=\ufffd[/] 3×8")
        await look_everywhere(person)
        await person.press("u")
        person.inert()
    desk.database.close()


def _poison(path: Path, word: str, payload: str) -> list[str]:
    """Write a payload over a word in every text column, as a foreign tool could."""
    found = []
    with sqlite3.connect(path) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            raw.execute(f'DROP TRIGGER "{name}"')
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for _, column, kind, *_ in raw.execute(f'PRAGMA table_info("{table}")').fetchall():
                if "CHAR" in kind.upper() or "TEXT" in kind.upper():
                    sql = (
                        f'UPDATE "{table}" SET "{column}" = replace("{column}", ?, ?) WHERE "{column}" LIKE ?'
                    )
                    if raw.execute(sql, (word, payload, f"%{word}%")).rowcount:
                        found.append(f"{table}.{column}")
    raw.close()
    return found


class Sheet(App[None]):
    """All lines in one widget, as ``plain`` gives them."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = lines

    def compose(self) -> ComposeResult:
        for line in self.lines:
            yield Static(plain(line))


async def test_plain_text_is_inert_for_every_naughty_line() -> None:
    lines = [*BY_HAND, *naughty()]
    for first in range(0, len(lines), 110):
        some = lines[first : first + 110]
        app = Sheet(some)
        async with app.run_test(size=(200, 200)) as pilot:
            await pilot.pause()
            shown = [str(widget.render()) for widget in app.query(Static)]
            assert shown == [clean(line, multiline=True) for line in some]
            Journey.inert(_Shown(app))  # type: ignore[arg-type]


class _Shown:
    """As much of a journey as the check for inert text needs."""

    def __init__(self, app: App[None]) -> None:
        self.app = app
