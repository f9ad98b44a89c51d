"""The control of the properties: arithmetic that rounds half up must not get past them."""

import sys

import pytest

from rehab.domain import rule
from tests.domain.chance import story
from tests.domain.oracle import faults

DIARIES = 60


def cap_half_up(reference: int, percent: int, step: int) -> int:
    return (reference * (100 + percent) + 50 * step) // (100 * step) * step


def share_half_up(reference: int, percent: int, step: int) -> int:
    return (reference * percent + 50 * step) // (100 * step) * step


def floor_step_half_up(amount: int, step: int) -> int:
    return (2 * amount + step) // (2 * step) * step


MUTANTS = {"cap": cap_half_up, "share": share_half_up, "floor_step": floor_step_half_up}


def mutate(monkeypatch: pytest.MonkeyPatch, name: str) -> int:
    """Puts the mutant of ``name`` into every module that holds the original; returns how many do."""
    original, replaced = getattr(rule, name), 0
    for module in [m for key, m in sys.modules.items() if key.startswith("rehab.domain.")]:
        if getattr(module, name, None) is original:
            monkeypatch.setattr(module, name, MUTANTS[name])
            replaced += 1
    return replaced


def found_in(diaries: int) -> list[str]:
    return [fault for seed in range(diaries) for fault in faults(story(seed))]


@pytest.mark.heavy
def test_the_program_as_it_is_passes() -> None:
    assert not found_in(DIARIES)


@pytest.mark.heavy
@pytest.mark.parametrize("name", MUTANTS)
def test_rounding_half_up_in_one_function_is_found(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert mutate(monkeypatch, name) >= 3, "rule.py and at least two modules that use it"
    assert len(found_in(DIARIES)) > 10


def test_rounding_half_up_everywhere_passes_the_ten_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in MUTANTS:
        mutate(monkeypatch, name)
    found = found_in(DIARIES)
    assert any("limit over cap" in fault for fault in found)
    assert any("plan over 110 %" in fault for fault in found)
    assert any("session over the guard" in fault for fault in found)
    assert any("R rose" in fault or ": R " in fault for fault in found)
