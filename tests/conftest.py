"""What every run of the tests keeps to, and what it says at its end."""

import pytest
from hypothesis import HealthCheck, settings

# No test depends on the clock, or on chance.
settings.register_profile(
    "rehab", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("rehab")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the mix of decisions that the random diaries came to, also when workers ran them."""
    for reports in (terminalreporter.stats.get(outcome, ()) for outcome in ("passed", "failed")):
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "decisions":
                    terminalreporter.write_line(str(value))
