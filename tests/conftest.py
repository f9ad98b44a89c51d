"""What every run of the tests keeps to, and what it says at its end."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import once

# No test depends on the clock, or on chance.
UNHURRIED = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("default", UNHURRIED, max_examples=25)
settings.register_profile("heavy", UNHURRIED, max_examples=1_000)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("heavy" if in_heavy(config) else "default")
    once.search_for_garbage_seldom()


def in_heavy(config: pytest.Config) -> bool:
    return str(config.getoption("markexpr")).strip() == "heavy"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The heavy tier holds every property again, with more examples."""
    if in_heavy(config):
        for item in items:
            if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
                item.add_marker(pytest.mark.heavy)


@pytest.fixture(scope="session")
def diaries_once() -> Iterator[None]:
    """For the rooms whose tests open diaries; the benchmarks pay for everything anew."""
    with once.compiled_statements(), once.folded_diaries():
        yield


def pytest_collection_finish() -> None:
    once.spare_what_is_collected()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the mix of decisions that the random diaries came to, also when workers ran them."""
    for reports in (terminalreporter.stats.get(outcome, ()) for outcome in ("passed", "failed")):
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "decisions":
                    terminalreporter.write_line(str(value))
