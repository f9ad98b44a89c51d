"""What the benchmarks share: a diary of ten years."""

import gc
from datetime import date

import pytest

from rehab.actions.demo import make_demo
from rehab.actions.desk import Desk

TODAY = date(2026, 3, 20)


@pytest.fixture(scope="session", autouse=True)
def _as_in_the_program() -> None:
    """Garbage is looked for as often as Python does by itself, and not as the tests set it."""
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)


@pytest.fixture(scope="session")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The demo's steady patient over ten years; making it takes a minute."""
    return make_demo(tmp_path_factory.mktemp("bench") / "ten.db", "steady", 520, TODAY)
