"""The decision table for one exercise and side: every row that matches sets a ceiling (design §4.10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rehab.domain.because import Because, Row, rank
from rehab.domain.breaks import Break, break_row, re_entry
from rehab.domain.days import Week
from rehab.domain.doses import volume_text
from rehab.domain.evidence import COVERED_DAYS, Evidence
from rehab.domain.programmes import Exercise, Phase, Prescription
from rehab.domain.rule import cap, cut, floor_step, share
from rehab.domain.session_guard import SPIKE_PERCENT, spike
from rehab.domain.standing import SeriesWeek, Standing
from rehab.domain.volume import DaySums
from rehab.domain.words import DecisionKind, Urgency

REGRESS_PERCENT = 80
"""P4 leaves this share of R (project rule; "decrease the amount", CE §3.2)."""
DELOAD_PERCENT = 75
"""P10 leaves this share of R (project rule on Bell 2023, CE §1.9)."""
DELOAD_AFTER = 3
"""Qualifying weeks before a lighter one (design §4.6)."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that one series' decision for one week looks at."""

    week: Week
    starts: date
    exercise: Exercise
    phase: Phase
    prescription: Prescription
    percent: int
    entry: int
    target: int
    standing: Standing
    evidence: Evidence
    days: DaySums
    gap_days: int | None

    @property
    def step(self) -> int:
        """The exercise's step."""
        return self.prescription.step

    @property
    def reference(self) -> int:
        """R before any reset: the entry dose of a week until the first bout."""
        return floor_step(self.entry if self.standing.first else self.standing.reference, self.step)

    def regressed(self) -> int | None:
        """The ceiling of P4 where it matches."""
        if self.standing.first or not _regress(self.evidence):
            return None
        eighty = share(self.reference, REGRESS_PERCENT, self.step)
        clean = self.standing.clean
        lowest = eighty if clean is None else min(eighty, floor_step(clean, self.step))
        return cut(self.reference, lowest, self.entry, self.step)

    def re_entered(self) -> tuple[Break, int] | None:
        """The row of the break table that P5 meets, and its ceiling."""
        row = None if self.standing.first else break_row(self.gap_days)
        if row is None:
            return None
        return row, re_entry(row, self.reference, self.entry, self.step)

    @property
    def base(self) -> int:
        """R after the resets of P4 and P5: their lowest ceiling, whichever row sets the limit."""
        back = self.re_entered()
        ceilings = (self.regressed(), back[1] if back else None, self.reference)
        return min(c for c in ceilings if c is not None)


def _regress(evidence: Evidence) -> bool:
    return bool(evidence.severe) or len(evidence.breach_days) >= 2


def matching(case: Case) -> tuple[Row, ...]:
    """Every row that matches, topmost first. Before the first bout only P3 and the entry dose apply."""
    pause = (*_flagged(case), *_pause(case))
    if case.standing.first:
        return (*pause, _entry(case))
    rows = [*pause, *_cuts(case), *_person_holds(case), *_series_holds(case), _progress(case)]
    return tuple(sorted(rows, key=rank))


def _flagged(case: Case) -> Iterator[Row]:
    """Open red flags: emergency and same-day ones stop every exercise, two-week ones all loading."""
    for rule, urgency, kind in (
        ("P0", Urgency.EMERGENCY, DecisionKind.STOP),
        ("P1", Urgency.SAME_DAY, DecisionKind.STOP),
        ("P2", Urgency.TWO_WEEKS, DecisionKind.PAUSE),
    ):
        found = [flag for flag in case.evidence.flags if flag.urgency is urgency]
        if not found or (kind is DecisionKind.PAUSE and not case.exercise.loading):
            continue
        reasons = " ".join(dict.fromkeys(flag.text for flag in found))
        text = f"{reasons} {_FLAG_TEXTS[rule]}"
        because = tuple(Because(f.cause or f.entry, f.day, f.item, f.urgency.value) for f in found)
        yield Row(rule, kind, 0, text, because)


_FLAG_TEXTS = {
    "P0": "This needs emergency care now. There is no plan until a clinician's clearance is on record.",
    "P1": "This needs a doctor today. There is no plan until a clinician's clearance is on record.",
    "P2": "This needs a doctor within two weeks. Loading exercises wait; gentle movement stays in the plan.",
}


def _pause(case: Case) -> Iterator[Row]:
    found = case.evidence.obstacles
    if found and case.exercise.loading:
        reasons = "; ".join(o.text for o in found)
        text = f"Loading exercises wait: {reasons}. Gentle movement stays in the plan."
        yield Row("P3", DecisionKind.PAUSE, 0, text, tuple(o.because for o in found))


def _entry(case: Case) -> Row:
    text = (
        f"Until the first bout the plan is the programme's entry dose, {_say(case, case.entry)} a week; "
        "the 10 % rule counts from there."
    )
    return Row("P13", DecisionKind.HOLD, case.entry, text, (_number("entry", case.entry),))


def _cuts(case: Case) -> Iterator[Row]:
    evidence = case.evidence
    if (ceiling := case.regressed()) is not None:
        what = (
            f"A severe score was given ({evidence.severe[0].value}/10)"
            if evidence.severe
            else f"Pain broke its rule on {len(evidence.breach_days)} days of last week"
        )
        text = f"{what}: the week goes back to {_say(case, ceiling)}."
        because = (*evidence.severe, *(b.because for b in evidence.breaches), _reference(case))
        yield Row("P4", DecisionKind.REGRESS, ceiling, text, because)
    if back := case.re_entered():
        row, ceiling = back
        text = f"The last bout is {case.gap_days} days ago: come back with {_say(case, ceiling)}"
        text += f", {row.percent} % of the {_say(case, case.reference)} before the break"
        text += " or the entry dose, whichever is lower." if row.entry_bounds else "."
        if row.confirmation:
            text += " Ask a clinician to confirm the return."
        because = (_number("gap_days", case.gap_days), _reference(case))
        yield Row("P5", DecisionKind.RE_ENTRY, ceiling, text, because)


def _person_holds(case: Case) -> Iterator[Row]:
    evidence = case.evidence
    if evidence.thin:
        yield _hold(
            case,
            "P6",
            _thin_text(evidence),
            (_number("covered_days", evidence.covered), *evidence.unknown_mornings),
        )
    elif evidence.screen_overdue:
        text = "The weekly questions about serious causes are overdue (`rehab screen`)."
        yield _hold(case, "P6", text, evidence.screen_overdue)
    elif evidence.high_before:
        text = "A score before the exercise was already above the settle ceiling."
        yield _hold(case, "P6", text, evidence.high_before)
    if len(evidence.breach_days) == 1:
        breach = evidence.breaches[0]
        text = f"Pain broke its rule on one day ({breach.because.value}/10, {breach.rule})."
        yield _hold(case, "P7", text, tuple(b.because for b in evidence.breaches))


def _thin_text(evidence: Evidence) -> str:
    if evidence.covered < COVERED_DAYS:
        return f"Only {evidence.covered} of last week's 7 days have an entry; {COVERED_DAYS} are needed."
    days = ", ".join(str(b.day) for b in evidence.unknown_mornings)
    return f"The morning after loading is not known ({days}). Give it with m, or `rehab morning N`."


def _series_holds(case: Case) -> Iterator[Row]:
    last = case.standing.previous
    if last is not None and last.week == case.week.shifted(-1):
        yield from _overshoot(case, last)
        if last.below_reference:
            text = f"Last week held {_say(case, last.done)}, less than the {_say(case, last.base)} before."
            yield _hold(case, "P11", text, (_number("done", last.done), _number("reference", last.base)))
    yield from _lighter_week(case)


def _overshoot(case: Case, last: SeriesWeek) -> Iterator[Row]:
    ceiling = cap(last.base, last.percent, last.prescription.step) if not last.first else last.entry
    if 10 * (last.done - ceiling) > ceiling:
        done, most = _say(case, last.done), _say(case, ceiling)
        text = f"Last week's {done} are more than 10 % over the cap of {most}."
        yield _hold(case, "P8", text, (_number("done", last.done), _number("cap", ceiling)))
        return
    day = spike(case.days, last.week, last.prescription, since=case.starts)
    if day is not None:
        text = f"On {day} one session was above {SPIKE_PERCENT} % of the largest of the 30 days before it."
        yield _hold(case, "P8", text, (Because(None, day, "session", case.days.get(day, 0)),))


def _lighter_week(case: Case) -> Iterator[Row]:
    if case.standing.after_deload:
        yield _hold(case, "P10", "Last week was lighter.", (_reference(case),))
    cut_anyway = case.regressed() is not None or case.re_entered() is not None
    if case.phase.deload and case.standing.qualified >= DELOAD_AFTER and not cut_anyway:
        ceiling = share(case.base, DELOAD_PERCENT, case.step)
        weeks = case.standing.qualified
        text = (
            f"After {weeks} full weeks a lighter one is due: {_say(case, ceiling)}, {DELOAD_PERCENT} % of R."
        )
        because = (_number("qualifying_weeks", weeks), _reference(case))
        yield Row("P10", DecisionKind.DELOAD, ceiling, text, because)


def _progress(case: Case) -> Row:
    ceiling = cap(case.base, case.percent, case.step)
    reference, most = _say(case, case.base), _say(case, ceiling)
    because = (_reference(case), _number("cap", ceiling))
    if ceiling == case.base:
        text = f"One step more than {reference} would pass {case.percent} %, so the week stays there."
        return Row("P13", DecisionKind.HOLD, ceiling, text, because)
    if case.base >= case.target:
        text = f"The target of {_say(case, case.target)} a week is reached, and the plan stays there."
        return Row("P13", DecisionKind.PROGRESS, ceiling, text, because)
    text = f"From {reference}, up to {most} may follow: at most {case.percent} % more."
    return Row("P13", DecisionKind.PROGRESS, ceiling, text, because)


def _hold(case: Case, rule: str, text: str, because: tuple[Because, ...]) -> Row:
    text = f"{text} The week is held at {_say(case, case.base)}."
    return Row(rule, DecisionKind.HOLD, case.base, text, because)


def _reference(case: Case) -> Because:
    return _number("reference", case.reference)


def _number(field: str, value: int | None) -> Because:
    return Because(None, None, field, value)


def _say(case: Case, amount: int) -> str:
    return volume_text(case.exercise.unit, amount)
