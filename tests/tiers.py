"""Which cases of a broad test run by default, and which only with ``-m heavy``."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def heavy(case: Any) -> Any:
    """A case, one value or a tuple of them, for the heavy tier."""
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.heavy)


def heavy_but(cases: Iterable[Any], *light: Any) -> list[Any]:
    """All cases, and those that are not among ``light`` only in the heavy tier."""
    return [case if case in light else heavy(case) for case in cases]


def each(cases: Collection[Any], step: int) -> list[Any]:
    """All cases, every ``step``-th of them from the first by default, the others in the heavy tier."""
    return [heavy(case) if number % step else case for number, case in enumerate(cases)]
