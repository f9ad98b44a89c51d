"""The caseload: each patient in one line, who needs attention first (design §2, §7.5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rehab.domain.adherence import Adherence, adherence, together
from rehab.domain.diary import Diary, Person, ReviewDate
from rehab.domain.findings import Finding, urgency
from rehab.domain.trends import Trend, course
from rehab.domain.triage import order
from rehab.domain.volume_table import volume_weeks
from rehab.domain.words import Urgency

ADHERENCE_WEEKS = 4
"""Adherence is counted over so many training weeks, the running one included (project rule)."""
_TRENDS = (
    *(Trend.WORSENING, Trend.HIGHER, Trend.UNKNOWN),
    *(Trend.STABLE, Trend.SLIGHTLY_IMPROVING, Trend.IMPROVING),
)
"""From the one to look at first: a course that cannot be told comes before a stable one."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One patient of a caseload. ``last_entry`` is the last day with a bout, a morning or a rest day.

    ``quiet_days`` are the days since, ``None`` without any entry.
    """

    person: Person
    findings: tuple[Finding, ...]
    trend: Trend
    adherence: Adherence
    last_entry: date | None
    quiet_days: int | None
    review: ReviewDate | None
    review_passed: bool

    @property
    def urgency(self) -> Urgency:
        """The highest urgency of what is open; ``none`` rules nothing out."""
        return urgency(self.findings)


def case_line(diary: Diary, found: tuple[Finding, ...], today: date) -> CaseLine:
    """One patient's line as the diary stands on ``today``."""
    known = diary.upto(today)
    last = max(known.logged_days, default=None)
    review = diary.review_on(today)
    weeks = volume_weeks(known, today, ADHERENCE_WEEKS)
    return CaseLine(
        person=diary.person,
        findings=found,
        trend=course(known, today).trend,
        adherence=together(adherence(known, week, today) for week in weeks),
        last_entry=last,
        quiet_days=None if last is None else (today - last).days,
        review=review,
        review_passed=review is not None and review.due < today,
    )


def sorted_lines(lines: Iterable[CaseLine]) -> tuple[CaseLine, ...]:
    """The most urgent first, then the worst trend, then the longest without an entry, then by name."""

    def place(line: CaseLine) -> tuple[int, int, bool, int, str, str]:
        logged, quiet = line.quiet_days is not None, line.quiet_days or 0
        name = line.person.name.casefold()
        return -order(line.urgency), _TRENDS.index(line.trend), logged, -quiet, name, line.person.id

    return tuple(sorted(lines, key=place))
