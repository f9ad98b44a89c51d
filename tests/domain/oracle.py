"""The rules of the house told a second time, in plain whole numbers, to hold the code against.

Nothing here calls the arithmetic, the pain rules, the trends, the schedule or the guards of the program:
each check is written from the words of the design. ``faults`` tells every disagreement. What a plan looks
like under its guards is not retold but bounded, in ``bounds``.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from rehab.domain.diary import Diary, Override
from rehab.domain.programmes import Phase, Prescription, Series
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import DecisionKind, OverrideKind, Unit
from tests.domain.bounds import minutes_bound, minutes_faults, plan_faults, running_faults
from tests.domain.chance import Lived, Story
from tests.domain.excepted import asked_volume, in_force
from tests.domain.ledger import DAY, Ledger, coarse, daily, largest, sessions_of, volume
from tests.domain.signs import Signs, signs_before

KINDS = {
    "P3": {"pause"},
    "P4": {"regress"},
    "P5": {"re_entry"},
    "P10": {"deload", "hold"},
    "P13": {"progress", "hold"},
    "P14": {"progress", "hold"},
}


@dataclass
class Whole:
    """What the whole person carries in the retold fold; ``since`` bounds what decisions look back to."""

    since: date
    phase: Phase | None = None
    back: tuple[date, Phase] | None = None
    regressed: list[date] = field(default_factory=list)
    sore: int = 0
    seconds: int = 0


def faults(told: Story) -> list[str]:
    """Every way in which a story's plans and references differ from the design."""
    book, whole = told.diary, Whole(told.diary.starts)
    found = ["sums by day"] if miscounted(book) else []
    ledgers: dict[Series, Ledger] = {}
    for number, lived in enumerate(told.weeks):
        if number % 4 == told.seed % 4:
            found += running_faults(book, lived, ledgers, lived.plan.week.days[1 + told.seed % 5])
        found += (f"{lived.record.week.start} {text}" for text in _lived_faults(book, lived, whole, ledgers))
    return found


def _lived_faults(book: Diary, lived: Lived, whole: Whole, ledgers: dict[Series, Ledger]) -> Iterator[str]:
    """The faults of one week; moves the person and the ledgers on."""
    record, former = lived.record, whole.phase
    phase = _phase(book, record.week.start, whole)
    signs = signs_before(book, record.week, whole.since, former or phase)
    regress = signs.regress and any(one.begun for one in ledgers.values())
    phase, waiting = _after_regress(book, record.week.start, whole, phase, regress=regress)
    paused = signs.paused or waiting
    whole.sore = whole.sore + 1 if signs.sore else 0
    if record.phase != phase:
        yield f"phase {record.phase.id}, not {phase.id}"
    covered = sum(day in book.logged_days for day in record.week.days)
    qualifies = covered >= 5 and not paused
    if record.qualifies is not qualifies:
        yield "qualifies"
    for item in lived.plan.exercises:
        ledger = ledgers.setdefault(item.series, Ledger())
        yield from (f"{item.series}: {text}" for text in plan_faults(book, item, ledger))
    yield from minutes_faults(book, lived.plan.record, whole.seconds, former)
    whole.seconds, _ = minutes_bound(book, record, whole.seconds, former)
    whole.phase = phase
    for series, item in record.series.items():
        told = Retold(book, item, ledgers.setdefault(series, Ledger()), signs, paused, whole.sore)
        yield from (f"{series.exercise}/{series.side}: {text}" for text in told.faults(qualifies=qualifies))


def _phase(book: Diary, first: date, whole: Whole) -> Phase:
    """The last phase begun; the one that a second REGRESS led back to, until a later one is begun.

    After 90 days without a bout of anything it is the first, unless one was begun since.
    """
    phases = {phase.id: phase for phase in book.assignments[0].programme.phases}
    begun = sorted((p.day, n, phases[p.phase]) for n, p in enumerate(book.phases) if p.day <= first)
    first_phase = book.assignments[0].programme.phases[0]
    phase = begun[-1][2] if begun else first_phase
    if whole.back and not any(whole.back[0] < day for day, _, _ in begun):
        phase = whole.back[1]
    trained = [b.day for b in book.bouts if book.starts <= b.day < first and sum(s.amount for s in b.sets)]
    if not trained or (first - max(trained)).days < 90 or phase == first_phase:
        return phase
    if any((day - max(trained)).days >= 90 for day, _, _ in begun):
        return phase
    whole.back = (first, first_phase)
    return first_phase


def _after_regress(
    book: Diary, first: date, whole: Whole, phase: Phase, *, regress: bool
) -> tuple[Phase, bool]:
    """A second REGRESS within four weeks: the phase before, or a pause in the first until RR7 is cleared."""
    asked = {one.entry for one in book.raised if one.item == "RR7"}
    answered = [c.day for c in book.clearances if asked & {*c.clears} and c.day <= first + 6 * DAY]
    whole.regressed = [day for day in whole.regressed if day > max(answered, default=date.min)]
    waiting = _twice(whole.regressed)
    if regress:
        whole.since = first
        if first > max(answered, default=date.min):
            whole.regressed.append(first)
    phases = book.assignments[0].programme.phases
    if not _twice(whole.regressed):
        return phase, False
    if waiting or phase == phases[0]:
        return phase, True
    phase = phases[phases.index(phase) - 1]
    whole.back, whole.regressed = (first, phase), []
    return phase, False


def _twice(days: list[date]) -> bool:
    return any(b - a <= timedelta(days=28) for a, b in pairwise(days))


@dataclass
class Retold:
    """One series' week from its ledger and the signs of the week before."""

    book: Diary
    week: SeriesWeek
    ledger: Ledger
    signs: Signs
    paused: bool
    sore: int
    faster: bool = False

    def faults(self, *, qualifies: bool) -> Iterator[str]:
        """The faults of the week; moves its ledger on."""
        week, ledger, step = self.week, self.ledger, self.step
        self._carry()
        sessions = sessions_of(self.book, week)
        entry = volume(self.dose.entry) * sessions // step * step
        target = volume(self.dose.target) * sessions
        reference = (ledger.reference if ledger.begun else entry) // step * step
        regress, back = self._regress(reference, entry), self._re_entry(reference, entry)
        said = in_force(self.book, week, OverrideKind.LIMIT, OverrideKind.DOSE)
        asked = None if said is None else asked_volume(said, sessions, step)
        lowered = None if asked is None else self._cut(reference, asked, entry)
        base = min(c for c in (regress, back, lowered, reference) if c is not None)
        expected = list(self._ceilings(base, regress, back, entry, target))
        limit, _, rule = min((c, int(r[1:]), r) for c, r in expected)
        if asked is not None and rule != "P3" and not self._sore_since(said, asked):
            limit, rule = asked, "P14"
            expected.append((asked, "P14"))
        if (week.entry, week.target) != (entry, target):
            yield "entry or target dose"
        if (week.reference, week.base) != (reference, base):
            yield f"R {week.reference}/{week.base}, not {reference}/{base}"
        if sorted((row.ceiling, row.rule) for row in week.rows) != sorted(expected):
            yield f"rows {[(r.ceiling, r.rule) for r in week.rows]}, not {expected}"
        if (week.limit, week.ruling.rule) != (limit, rule):
            yield f"ruling {week.ruling.rule} {week.limit}, not {rule} {limit}"
        if str(week.ruling.kind) not in KINDS.get(rule, {"hold"}):
            yield f"{rule} is no {week.ruling.kind}"
        if week.percent > 10 or week.base % step or (rule != "P14" and week.limit % step):
            yield "percent or whole steps"
        if week.override != self._resting_on(base, limit, rule):
            yield f"an exception {week.override} for {week.limit} after {base}"
        done = sum(n for day, n in daily(self.book, week.series, week).items() if day in week.week)
        if done != week.done:
            yield "done"
        if week.stage is not None and ledger.stage is not None and week.stage > ledger.stage:
            yield from self._unearned()
        self._close(base, reference, regress, back, entry, limit, rule, qualifies)
        yield from self._moved(base, reference, entry, earned=min(done, limit) if qualifies else 0)

    def _moved(self, base: int, reference: int, entry: int, *, earned: int) -> Iterator[str]:
        """R rises only to what was done and allowed in a week with enough entries, and has a floor."""
        after = self.ledger.reference
        if self.week.done and after > max(base, earned):
            yield f"R rose from {base} to {after}"
        if after < min(reference, entry // 2 // self.step * self.step):
            yield "R under half the entry dose"

    def _carry(self) -> None:
        """What the start of a week tells about the week before."""
        ledger = self.ledger
        last = ledger.week_before(self.week)
        if last and ledger.qualified and self.signs.clean and not ledger.lighter and last.done:
            ledger.clean = last.done
        if ledger.phase != self.week.phase.id:
            ledger.count, ledger.phase = 0, self.week.phase.id

    @property
    def dose(self) -> Prescription:
        """What the programme prescribes, whatever a clinician's dose says."""
        (found,) = (d for d in self.week.phase.prescriptions if d.exercise == self.week.exercise.id)
        return found

    @property
    def step(self) -> int:
        """The smallest change of a week's volume."""
        return coarse(self.dose)

    def _sore_since(self, said: Override | None, asked: int) -> bool:
        """Whether pain of the day of an exception, or later, leads back to less than it asks for."""
        return any(
            row.rule == "P4"
            and row.ceiling < asked
            and any(said and b.day and b.day >= said.day for b in row.because)
            for row in self.week.rows
        )

    def _resting_on(self, base: int, limit: int, rule: str) -> str | None:
        """The exception behind a week's limit: what was set, a lighter week, or growth over the cap."""
        kinds: tuple[OverrideKind, ...] = ()
        if rule == "P14":
            kinds = (OverrideKind.LIMIT, OverrideKind.DOSE)
        elif rule == "P10" and self.week.deload:
            kinds = (OverrideKind.DELOAD,)
        elif self.ledger.begun and 100 * limit > (100 + self.week.percent) * base:
            kinds = (OverrideKind.FASTER_RAMP if self.faster else OverrideKind.GRANULARITY,)
        found = in_force(self.book, self.week, *kinds)
        return found.entry if found else None

    def _cut(self, reference: int, lower: int, entry: int) -> int:
        """In whole steps, not under half the entry dose, never a raise."""
        step = self.step
        return min(reference, max(lower // step * step, entry // 2 // step * step))

    def _regress(self, reference: int, entry: int) -> int | None:
        """P4: 80 %, or the last clean week if lower."""
        if not self.ledger.begun or not self.signs.regress:
            return None
        lower, clean = reference * 80 // 100, self.ledger.clean
        return self._cut(reference, lower if clean is None else min(lower, clean), entry)

    def _re_entry(self, reference: int, entry: int) -> int | None:
        """P5: the break table."""
        last = self.ledger.last
        gap = (self.week.week.start - last).days if last else 0
        if not self.ledger.begun or gap < 8:
            return None
        step = self.step
        lower = reference * (75 if gap < 14 else 50) // 100 // step * step
        return self._cut(reference, min(lower, entry) if gap >= 28 else lower, entry)

    def _ceilings(
        self, base: int, regress: int | None, back: int | None, entry: int, target: int
    ) -> Iterator[tuple[int, str]]:
        """Every row that matches with the ceiling it sets."""
        week, ledger, signs, step = self.week, self.ledger, self.signs, self.step
        if self.paused and week.exercise.loading:
            yield 0, "P3"
        if not ledger.begun:
            yield entry, "P13"
            return
        last, cap = ledger.week_before(week), base * (100 + week.percent) // 100 // step * step
        held = {
            "P6": signs.unknown,
            "P7": signs.breach_days == 1 or signs.rise,
            "P8": last is not None and self._overshot(last),
            "P9": signs.masked,
            "P10": ledger.lighter,
            "P11": last is not None and 0 < last.done < ledger.base and not ledger.lighter,
            "P12": signs.sore and self.sore % 2 == 1,
        }
        yield from (
            (ceiling, rule) for ceiling, rule in ((regress, "P4"), (back, "P5")) if ceiling is not None
        )
        yield from ((base, rule) for rule, holds in held.items() if holds)
        lighter = in_force(self.book, week, OverrideKind.DELOAD)
        if (lighter or (week.phase.deload and ledger.count >= 3)) and regress is None and back is None:
            yield base * 75 // 100 // step * step, "P10"
        faster = in_force(self.book, week, OverrideKind.FASTER_RAMP)
        if faster and ledger.away and regress is None and back is None:
            grown = base * (100 + (faster.amount or 0)) // 100 // step * step
            self.faster = cap < min(grown, ledger.away, target)
            cap = max(cap, min(grown, ledger.away, target))
        if base < target and cap == base and self._excepted(base, step):
            cap += step
        yield cap, "P13"

    def _excepted(self, base: int, step: int) -> bool:
        """The granularity exception: one step after as many green weeks as keep the average within p."""
        grown, weeks = Fraction(base), 0
        allowed = in_force(self.book, self.week, OverrideKind.GRANULARITY)
        if not base or not self.week.percent or allowed is None:
            return False
        while grown < base + step:
            grown, weeks = grown * Fraction(100 + self.week.percent, 100), weeks + 1
        return self.ledger.green[-weeks:] == [base] * weeks

    def _overshot(self, last: SeriesWeek) -> bool:
        """P8: more than 10 % over the cap or an exception's limit, or a session over 130 % of the largest."""
        step = coarse(last.prescription)
        most = last.entry if last.first else self.ledger.base * (100 + last.percent) // 100 // step * step
        if last.override is not None and not last.deload:
            most = last.limit
        if 10 * last.done > 11 * most:
            return True
        sums = daily(self.book, last.series, last)
        allowed = max((n for _, n in last.sessions), default=0) if last.override else 0
        for day in last.week.days:
            if sums.get(day, 0) <= allowed:
                continue
            usual = largest(sums, day - 30 * DAY, day, self.book.starts) or volume(last.prescription.entry)
            if 10 * sums.get(day, 0) > 13 * usual:
                return True
        return False

    def _unearned(self) -> Iterator[str]:
        """A stage up needs three days at the stage before it, each with scores over no ceiling."""
        week, needed = self.week, self.ledger.stage or 0
        days = {
            b.day for b in self.book.bouts
            if b.series == week.series and b.day < week.week.start
            and b.stage == needed
            and max(b.pain_during or 0, b.pain_after or 0) <= 5
            and (morning := self.book.morning_by_day.get(b.day + DAY)) and (morning.score or 0) <= 5
        }  # fmt: skip
        if len(days) < 3:
            yield f"a stage up after {len(days)} sessions"

    def _close(
        self,
        base: int,
        reference: int,
        regress: int | None,
        back: int | None,
        entry: int,
        limit: int,
        rule: str,
        qualifies: bool,
    ) -> None:
        """The end of a week, from design §4.1."""
        week, ledger, step = self.week, self.ledger, self.step
        planned = sum(amount for _, amount in week.sessions)
        most, done = max((amount for _, amount in week.sessions), default=0), week.done
        forgiven = done >= planned - most and not any(ledger.short[-3:])
        deload = rule == "P10" and week.ruling.kind is DecisionKind.DELOAD
        if done == 0:
            after = reference if regress is None else regress
        elif deload:
            after = base
        elif done >= base:
            after = max(base, min(done, limit) // step * step) if qualifies else base
        elif done >= planned or not ledger.begun or back is not None or forgiven:
            after = base
        else:
            after = self._cut(base, max(done // step * step, base * 75 // 100 // step * step), entry)
        ledger.short.append(0 < done < base and done < planned and not deload)
        restart = deload or regress is not None or back is not None
        ledger.count = 0 if restart else ledger.count + qualifies
        green = qualifies and rule == "P13" and 0 < base <= done
        ledger.green = [*ledger.green, base] if green else []
        if back is not None and done:
            ledger.away = max(ledger.away or 0, reference)
        if regress is not None or (ledger.away or 0) <= after:
            ledger.away = None
        ledger.reference, ledger.lighter, ledger.base = after, deload, base
        if done:
            ledger.load = week.load_g
        if done or regress is not None:
            ledger.stage = week.stage
        ledger.begun = ledger.begun or done > 0
        sums = daily(self.book, week.series, week)
        ledger.last = max((d for d in sums if d in week.week and sums[d]), default=ledger.last)
        ledger.previous, ledger.qualified = week, qualifies


def miscounted(book: Diary) -> bool:
    """Whether the sums by day differ from the bouts counted one by one."""
    lightest: dict[str, int] = {}
    for programme in (a.programme for a in book.assignments):
        for dose in (d for phase in programme.phases for d in phase.prescriptions):
            exercise = programme.exercise(dose.exercise)
            if exercise and exercise.loaded and dose.entry.load_g:
                known = lightest.get(dose.exercise, dose.entry.load_g)
                lightest[dose.exercise] = min(known, dose.entry.load_g)
    sums: Counter[tuple[Series, Unit, date]] = Counter()
    for bout in book.bouts:
        sums[bout.series, bout.unit, bout.day] += sum(s.amount for s in bout.sets)
        if bout.exercise in lightest and bout.unit is Unit.REPS:
            usual = lightest[bout.exercise]
            grams = sum(s.amount * (usual if s.load_g is None else s.load_g) for s in bout.sets)
            sums[bout.series, Unit.GRAM_REPS, bout.day] += grams
    return sums != {(*key, day): n for key, days in book.day_sums.items() for day, n in days.items()}


def decision_kinds(told: Story) -> Iterator[str]:
    """The kind of every series' ruling of a story."""
    for lived in told.weeks:
        yield from (str(record.ruling.kind) for record in lived.record.series.values())
