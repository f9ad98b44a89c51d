"""Civil days and training weeks. A day is what the person says; no time zone can move it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rehab.domain.limits import FIRST_DAY

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The weekdays whole, Monday first."""


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven local civil days from ``start``, half-open: ``end`` is the first day after."""

    start: date

    @property
    def end(self) -> date:
        """The first day after the week."""
        return self.start + timedelta(days=7)

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days in order."""
        return days_between(self.start, self.end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def shifted(self, weeks: int) -> "Week":
        """The week that lies ``weeks`` later (earlier when negative)."""
        return Week(self.start + timedelta(weeks=weeks))


@lru_cache(maxsize=4096)
def days_between(first: date, end: date) -> tuple[date, ...]:
    """The days from ``first`` up to but without ``end``; kept, because every series asks for the same."""
    return tuple(first + timedelta(days=n) for n in range((end - first).days))


def week_of(starts: date, day: date) -> Week:
    """The training week that holds ``day``, for weeks counted from ``starts``, also before it."""
    return Week(starts + timedelta(weeks=(day - starts).days // 7))


def weeks_between(first: Week, last: Week) -> Iterator[Week]:
    """Every week from ``first`` to ``last``, both included."""
    for n in range((last.start - first.start).days // 7 + 1):
        yield first.shifted(n)


def parse_day(text: str, today: date) -> date:
    """Read ``YYYY-MM-DD``, ``today`` or ``yesterday``.

    Raises ValueError with one sentence for anything else, for a day before 1900, and for a day
    after ``today``: an entry tells what was done.
    """
    day = parse_date(text, today)
    if day > today:
        raise ValueError(f"{day} is in the future. Give a day up to {today}.")
    return day


def parse_date(text: str, today: date) -> date:
    """Read ``YYYY-MM-DD``, ``today``, ``yesterday`` or ``tomorrow``; the future is allowed."""
    words = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if text in words:
        return today + timedelta(days=words[text])
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"“{text[:40]}” is not a day. Write it as YYYY-MM-DD, such as {today}.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"There is no day {text} in the calendar. Check month and day.") from None
    if day < FIRST_DAY:
        raise ValueError(f"{day} is before 1900. Check the year.")
    return day


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Read ``mon,wed,fri`` or ``daily`` into weekday numbers, Monday 0, in order.

    Raises ValueError with one sentence when a word is not a weekday.
    """
    if text.strip().lower() in ("daily", "all", "every day"):
        return tuple(range(7))
    found = set()
    for word in filter(None, re.split(r"[,\s]+", text.strip().lower())):
        number = next(
            (n for n, name in enumerate(FULL_NAMES) if len(word) > 2 and name.startswith(word)), None
        )
        if number is None:
            raise ValueError(f"“{word[:20]}” is not a weekday. Write days such as mon,wed,fri, or daily.")
        found.add(number)
    if not found:
        raise ValueError("No training day was given. Write days such as mon,wed,fri, or daily.")
    return tuple(sorted(found))


def weekday_text(days: tuple[int, ...]) -> str:
    """Weekday numbers in the form that ``parse_weekdays`` reads."""
    return "daily" if len(days) == 7 else ",".join(DAY_NAMES[n] for n in days)
