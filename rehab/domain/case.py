"""Everything that the decision for one exercise, side and week looks at, and the numbers it starts from."""

from dataclasses import dataclass
from datetime import date

from rehab.domain.because import Because
from rehab.domain.breaks import Break, break_row, re_entry
from rehab.domain.days import Week
from rehab.domain.diary import Override
from rehab.domain.doses import volume_text
from rehab.domain.evidence import Evidence
from rehab.domain.programmes import Exercise, Phase, Prescription, SetPlan
from rehab.domain.rule import cut, floor_step, share
from rehab.domain.standing import SeriesWeek, Standing
from rehab.domain.volume import DaySums
from rehab.domain.words import DecisionKind

REGRESS_PERCENT = 80
"""P4 leaves this share of R (project rule; "decrease the amount", CE §3.2)."""


@dataclass(frozen=True, slots=True)
class Case:
    """One series and week, with what the week before left behind. All volumes are in base units.

    ``sore_weeks`` counts the weeks running, up to the last, in which most sessions hurt 3 to 5;
    ``sessions`` is how many days of the week the exercise has. A clinician's exceptions in force are
    ``exception`` for granularity, ``limiting`` for a limit or dose, ``lighter`` for a lighter week and
    ``faster`` for the way back after a break.
    """

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
    sore_weeks: int = 0
    sessions: int = 0
    exception: Override | None = None
    limiting: Override | None = None
    lighter: Override | None = None
    faster: Override | None = None

    @property
    def step(self) -> int:
        """The exercise's step."""
        return self.prescription.volume_step

    @property
    def reference(self) -> int:
        """R before any reset: the entry dose of a week until the first bout."""
        return floor_step(self.entry if self.standing.first else self.standing.reference, self.step)

    @property
    def last(self) -> SeriesWeek | None:
        """The series' record of the week just before, if it was in the plan then."""
        last = self.standing.previous
        return last if last is not None and last.week == self.week.shifted(-1) else None

    def regressed(self) -> int | None:
        """The ceiling of P4 where it matches: 80 % of R or, if lower, the last clean week (design §4.10)."""
        if self.standing.first or not self.evidence.regress:
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
    def dose(self) -> SetPlan | None:
        """The session that a clinician's exception asks for."""
        said = self.limiting
        if said is None or said.sets is None:
            return None
        return SetPlan(said.sets, said.amount or 0, said.load_g)

    @property
    def excepted(self) -> int | None:
        """The volume of a week that a clinician's exception asks for, as a limit or by its dose."""
        if self.limiting is None:
            return None
        if self.dose is not None:
            return self.dose.volume * self.sessions
        return floor_step(self.limiting.amount or 0, self.step)

    @property
    def base(self) -> int:
        """R after the resets of P4 and P5: their lowest ceiling, whichever row sets the limit.

        A clinician's limit or dose below R lowers it as they do, so that growth goes on from there.
        """
        back, excepted = self.re_entered(), self.excepted
        whole = None if excepted is None else floor_step(excepted, self.step)
        lowered = None if whole is None else cut(self.reference, whole, self.entry, self.step)
        ceilings = (self.regressed(), back[1] if back else None, lowered, self.reference)
        return min(c for c in ceilings if c is not None)

    def say(self, amount: int) -> str:
        """A volume of this exercise in words."""
        return volume_text(self.exercise.volume_unit, amount)

    def cite_reference(self) -> Because:
        """R as a number behind a decision."""
        return number("reference", self.reference)


def number(field: str, value: int | None) -> Because:
    """A number that the program derived, as a fact behind a decision."""
    return Because(None, None, field, value)


@dataclass(frozen=True, slots=True)
class Met:
    """A condition that is met: the words for the patient and the facts behind it.

    ``kind`` and ``ceiling`` stand where this case of the row differs from the row's own; ``outcome`` is the
    last sentence of the words, about this exercise alone.
    """

    text: str
    because: tuple[Because, ...]
    kind: DecisionKind | None = None
    ceiling: int | None = None
    outcome: str = ""


def held(case: Case, text: str, because: tuple[Because, ...], *, person: bool = False) -> Met:
    """A condition that holds the week at R, which its words then end with.

    One about the whole ``person`` has words that are the same for every exercise, but for that end.
    """
    outcome = f"The week is held at {case.say(case.base)}."
    return Met(f"{text} {outcome}", because, outcome=outcome if person else "")
