"""The decision table, topmost row first: every row that matches sets a ceiling (design §4.10, CE §3.2).

The lowest ceiling is the limit; the decision named is the row that set it, the topmost on a tie.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rehab.domain import person_rows, series_rows
from rehab.domain.because import Row, rank
from rehab.domain.case import Case, Met
from rehab.domain.register import PROJECT_RULE, Rule
from rehab.domain.rule import cap
from rehab.domain.words import DecisionKind


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its rule, what it decides, the condition with its words and facts, and the ceiling.

    The condition yields nothing while it is not met; what it yields may name a kind or a ceiling of its
    own. Before an exercise's first bout only the rows ``before_bouts`` count.
    """

    rule: Rule
    kind: DecisionKind
    condition: Callable[[Case], Iterator[Met]]
    ceiling: Callable[[Case], int]
    before_bouts: bool = False

    def matched(self, case: Case) -> Iterator[Row]:
        """The row as it matches a case: once, or not at all, or for each way in which it does."""
        for met in self.condition(case):
            ceiling = self.ceiling(case) if met.ceiling is None else met.ceiling
            yield Row(self.rule.id, met.kind or self.kind, ceiling, met.text, met.because, met.outcome)


def _nothing(case: Case) -> int:
    return 0


def _reference(case: Case) -> int:
    return case.base


def _cap(case: Case) -> int:
    return cap(case.base, case.percent, case.step)


def _row(
    rule: str,
    title: str,
    grade: str,
    kind: DecisionKind,
    condition: Callable[[Case], Iterator[Met]],
    ceiling: Callable[[Case], int],
    clinician: str,
    *sources: str,
    before_bouts: bool = False,
    version: int = 1,
) -> TableRow:
    register = Rule(rule, title, grade, sources, clinician, version)
    return TableRow(register, kind, condition, ceiling, before_bouts)


TABLE = (
    _row(
        *("P0", "An emergency finding is open", "A"),
        *(DecisionKind.STOP, person_rows.emergency, _nothing),
        "Any open emergency item of the screen. No plan; only a recorded clearance ends it.",
        *("CESCARD", "GIRFT23", "NG253", "FINUCANE20"),
        before_bouts=True,
    ),
    _row(
        *("P1", "A finding that needs a doctor today is open", "C"),
        *(DecisionKind.STOP, person_rows.same_day, _nothing),
        "Any open same-day item of the screen. No plan; only a recorded clearance ends it.",
        *("FINUCANE20", "MALLICK04", "COMMRF23", PROJECT_RULE),
        before_bouts=True,
    ),
    _row(
        *("P2", "A finding that needs a doctor within two weeks is open", "C"),
        *(DecisionKind.PAUSE, person_rows.two_weeks, _nothing),
        "Any open two-week item of the screen. No loading exercise; gentle movement stays.",
        *("FINUCANE20", "COMMRF23", PROJECT_RULE),
        before_bouts=True,
    ),
    _row(
        *("P3", "Loading waits for a clinician", "D"),
        *(DecisionKind.PAUSE, person_rows.obstacle, _nothing),
        "No diagnosis, no full screen, open profile answers, a condition that needs sign-off, a treatment "
        "that waits for a go-ahead, or a second REGRESS within 4 weeks in the first phase.",
        *(PROJECT_RULE, "seed-psoas"),
        before_bouts=True,
        version=2,
    ),
    _row(
        *("P4", "Pain broke its ceiling more than once, was severe, or is rising", "C"),
        *(DecisionKind.REGRESS, person_rows.regress, _reference),
        "PM6 (any score ≥ 8, or pain at rest ≥ 7), PM5 (> 5 on three days running), TR4, PM4 by 2 points or "
        "30 %, or PM1–PM3 breaches on two days of seven. Limit: 80 % of R or the last clean week, if lower.",
        *("SILBERNAGEL07", "THOMEE97", "FARRAR01", "SALAFFI04", PROJECT_RULE),
        version=2,
    ),
    _row(
        *("P5", "Coming back after a break", "C"),
        *(DecisionKind.RE_ENTRY, series_rows.re_entry, _reference),
        "Days from the exercise's last bout to the week: from 8 days 75 % of R, from 14 days 50 %, from 28 "
        "days the lower of 50 % and the entry dose, from 90 days a new baseline.",
        *("CATERISANO19", PROJECT_RULE),
    ),
    _row(
        *("P6", "Too little is known to judge", "D"),
        *(DecisionKind.HOLD, person_rows.too_little_known, _reference),
        "Entries on fewer than 5 of 7 days; two next mornings, or the last one, unknown; the weekly screen "
        "overdue; TR5 (scores on fewer than 4 of 7 days); in the settle phase a before-score above 2.",
        PROJECT_RULE,
        version=2,
    ),
    _row(
        *("P7", "Pain broke its ceiling once, or rose a little", "B"),
        *(DecisionKind.HOLD, person_rows.breached_once, _reference),
        "Exactly one day with a PM1–PM3 breach, or PM4 by 1 point.",
        *("SILBERNAGEL07", PROJECT_RULE),
        version=2,
    ),
    _row(
        *("P8", "Much more was done than the cap", "B"),
        *(DecisionKind.HOLD, series_rows.overshoot, _reference),
        "More than 10 % over the cap, or a session above 130 % of the largest of the 30 days before.",
        *("FRANDSEN25", "NIELSEN14", PROJECT_RULE),
    ),
    _row(
        *("P9", "Painkillers mask the scores", "D"),
        *(DecisionKind.HOLD, person_rows.masked, _reference),
        "A painkiller on the day of half of the loading sessions or more.",
        PROJECT_RULE,
    ),
    _row(
        *("P10", "A lighter week is due", "C"),
        *(DecisionKind.HOLD, series_rows.lighter_week, _reference),
        "After three qualifying weeks since phase start, regress, re-entry or deload: 75 % of R; the week "
        "after it at most R. Off in settle and walk–run phases.",
        *("BELL23", PROJECT_RULE),
    ),
    _row(
        *("P11", "Less was done than the reference", "D"),
        *(DecisionKind.HOLD, series_rows.short_week, _reference),
        "Something, but less than R, was done last week.",
        PROJECT_RULE,
    ),
    _row(
        *("P12", "Most sessions hurt 3 to 5", "D"),
        *(DecisionKind.HOLD, person_rows.sore, _reference),
        "Worst pain during is 3 to 5 in more than half of the loading sessions of a week without a breach: "
        "R in the first of each two such weeks.",
        *("SILBERNAGEL07", PROJECT_RULE),
    ),
    _row(
        *("P13", "At most 10 % more a week", "C"),
        *(DecisionKind.PROGRESS, series_rows.progress, _cap),
        "Nothing above: up to ⌊110 %⌋ of R in whole steps, not above the target; the entry dose until the "
        "first bout.",
        *("seed-overview", "BUIST08", PROJECT_RULE),
    ),
)
"""P0 to P13, one row each."""


def matching(case: Case) -> tuple[Row, ...]:
    """Every row that matches, topmost first. Before the first bout: what stops, and the entry dose."""
    first = case.standing.first
    rows = [row for line in TABLE if line.before_bouts or not first for row in line.matched(case)]
    if first:
        rows += [
            Row("P13", met.kind or DecisionKind.HOLD, case.entry, met.text, met.because)
            for met in series_rows.entry_dose(case)
        ]
    return tuple(sorted(rows, key=rank))
