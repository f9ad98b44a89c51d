"""Diaries in real files for the screens, on a day that never changes."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from rehab.actions.demo import make_demo
from rehab.actions.desk import Desk
from rehab.actions.screen import questionnaire, record
from rehab.store.database import open_database
from tests import once

TODAY = date(2026, 3, 20)
Opened = Callable[..., Desk]
Kept = Callable[[str, int, tuple[str, ...] | None], tuple[Path, str]]


@pytest.fixture(scope="session", autouse=True)
def _once(diaries_once: None) -> Iterator[None]:
    """Statements are compiled, equal diaries folded, and style sheets parsed, once."""
    with once.parsed_styles():
        yield


def answer(desk: Desk, *yes: str) -> None:
    """Store a full screen with these facts answered yes, all others no."""
    items = questionnaire(desk, full=True).items
    record(desk, {str(item.asks): item.asks in yes for item in items})


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Demo diaries made once a run, to be copied."""
    made: dict[object, tuple[Path, str]] = {}

    def keep(story: str, weeks: int, answered: tuple[str, ...] | None) -> tuple[Path, str]:
        known = story, weeks, answered
        if known not in made:
            path = tmp_path_factory.mktemp("kept") / "diary.db"
            desk = make_demo(path, story, weeks, TODAY)
            if answered is not None:
                answer(desk, *answered)
            desk.database.close()
            made[known] = path, desk.patient
        return made[known]

    return keep


@pytest.fixture
def demo(tmp_path: Path, kept: Kept) -> Iterator[Opened]:
    """Opens a demo diary of its own for the test: ``demo()`` or ``demo("flare", weeks=4)``.

    With ``answered`` a full screen was answered today, with yes to these facts and no to all others.
    """
    opened: list[Desk] = []

    def open_demo(story: str = "steady", weeks: int = 6, answered: tuple[str, ...] | None = None) -> Desk:
        source, patient = kept(story, weeks, answered)
        path = tmp_path / f"{len(opened)}.db"
        shutil.copy(source, path)
        opened.append(Desk(open_database(path), patient, TODAY))
        return opened[-1]

    yield open_demo
    for desk in opened:
        desk.database.close()


@pytest.fixture
def desk(demo: Opened) -> Desk:
    """Six weeks of a steady patient; split squat, step-up and the rest are due today."""
    return demo()
