"""The report's detail of one training week: what was decided, done and scored, day by day."""

from collections.abc import Iterator

from rehab.domain.adherence import Adherence
from rehab.domain.pain_course import PainDay
from rehab.domain.report import ReportWeek
from rehab.render.page_parts import Block, Bullets, Pairs, Section, Table
from rehab.render.words import day_text, decision_word, score, side_text


def week_section(week: ReportWeek) -> Section:
    """One week: whether it counts, what was done of its plan, the decisions, and the scores by slot."""
    return Section(f"Week from {day_text(week.week.start)}", tuple(_blocks(week)))


def adherence_text(one: Adherence) -> str:
    """Sessions done of those due, in one sentence, with what was done beside them."""
    beside = f" {one.extra} more {'was' if one.extra == 1 else 'were'} done beside them." if one.extra else ""
    if one.percent is None:
        return f"No session had fallen due.{beside}"
    return f"{one.done} of {one.planned} sessions that had fallen due were done ({one.percent} %).{beside}"


def _blocks(week: ReportWeek) -> Iterator[Block]:
    yield Pairs(
        (
            ("Days with any entry", f"{week.pain.covered} of {week.pain.days}"),
            ("Counts as a full week", _counts(week)),
            ("Done of the plan", adherence_text(week.adherence)),
        )
    )
    if decisions := tuple(_decisions(week)):
        yield Bullets(decisions)
    head = ("Day", "Entry", "Before", "During", "After", "Morning", "At rest", "Painkiller")
    yield Table("Worst scores by day; – was not given", head, tuple(_day_row(day) for day in week.days))


def _counts(week: ReportWeek) -> str:
    if (qualifies := week.volume.qualifies) is not None:
        return "yes" if qualifies else "no"
    ruled = any(line.record is not None for line in week.volume.lines)
    return "not known before it has ended" if ruled else "no, no programme governed it"


def _decisions(week: ReportWeek) -> Iterator[str]:
    """Each reason once, with the exercises that it decided."""
    groups: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for line in week.volume.lines:
        if (record := line.record) is not None:
            row = record.ruling
            names = groups.setdefault((decision_word(row.kind), row.rule, row.reason), {})
            names.setdefault(record.exercise.name, []).append(side_text(line.series.side))
    for (word, rule, reason), names in groups.items():
        listed = "; ".join(_named(name, sides) for name, sides in names.items())
        yield f"{listed}: {word} ({rule}). {reason}"


def _named(name: str, sides: list[str]) -> str:
    given = " and ".join(filter(None, sides))
    return f"{name}, {given}" if given else name


def _day_row(day: PainDay) -> tuple[str, ...]:
    entry = "yes" if day.logged else "none"
    return (day_text(day.day), entry, *map(score, day.scores), "taken" if day.masked else "")
