"""The course of pain in one line: its trend with the two medians behind it."""

from rehab.domain.trends import BASELINE_DAYS, Course, Trend, points_text

_WORDS = {
    Trend.IMPROVING: "improving",
    Trend.SLIGHTLY_IMPROVING: "slightly improving",
    Trend.STABLE: "stable",
    Trend.WORSENING: "worsening",
    Trend.UNKNOWN: "not enough entries to tell",
    Trend.HIGHER: "higher than at the start",
}


def trend_text(trend: Trend) -> str:
    """A trend in words."""
    return _WORDS[trend]


def course_line(course: Course) -> str:
    """The trend in words, with its rule and, where both are known, the medians that were compared."""
    rule = f" ({course.trend})" if course.trend is not Trend.HIGHER else ""
    line = f"Course of pain: {_WORDS[course.trend]}{rule}"
    if course.first is None or course.last is None or course.trend is Trend.UNKNOWN:
        return line
    now, then = points_text(course.last), points_text(course.first)
    return f"{line}; the middle of the worst daily scores is {now} in the last {BASELINE_DAYS} days, " + (
        f"and was {then} in the first {BASELINE_DAYS}"
    )
