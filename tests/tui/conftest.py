"""Diaries in real files for the screens, on a day that never changes."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from rehab.actions.demo import make_demo
from rehab.actions.desk import Desk
from rehab.store.database import open_database

TODAY = date(2026, 3, 20)
Opened = Callable[..., Desk]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, int], tuple[Path, str]]:
    """Demo diaries made once a run, to be copied."""
    made: dict[tuple[str, int], tuple[Path, str]] = {}

    def keep(story: str, weeks: int) -> tuple[Path, str]:
        if (story, weeks) not in made:
            path = tmp_path_factory.mktemp("kept") / "diary.db"
            desk = make_demo(path, story, weeks, TODAY)
            desk.database.close()
            made[story, weeks] = path, desk.patient
        return made[story, weeks]

    return keep


@pytest.fixture
def demo(tmp_path: Path, kept: Callable[[str, int], tuple[Path, str]]) -> Iterator[Opened]:
    """Opens a demo diary of its own for the test: ``demo()`` or ``demo("flare", weeks=4)``."""
    opened: list[Desk] = []

    def open_demo(story: str = "steady", weeks: int = 6) -> Desk:
        source, patient = kept(story, weeks)
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
