"""The rules of the house told a second time, in plain whole numbers, to hold the code against.

Nothing here calls the arithmetic, the pain rules, the schedule or the session guard of the program:
each check is written from the words of the design. ``faults`` tells every disagreement.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise

from rehab.domain.diary import Diary
from rehab.domain.plan import ExercisePlan
from rehab.domain.programmes import Prescription, Series
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import DecisionKind, Unit
from tests.domain.chance import Story
from tests.domain.signs import DAY, Signs, signs_before

KINDS = {
    "P3": {"pause"},
    "P4": {"regress"},
    "P5": {"re_entry"},
    "P10": {"deload", "hold"},
    "P13": {"progress", "hold"},
}


@dataclass
class Ledger:
    """What one series carries in the retold fold."""

    reference: int = 0
    begun: bool = False
    last: date | None = None
    count: int = 0
    lighter: bool = False
    short: list[bool] = field(default_factory=list)
    clean: int | None = None
    phase: str = ""
    previous: SeriesWeek | None = None
    base: int = 0
    qualified: bool = False


def faults(told: Story) -> list[str]:
    """Every way in which a story's plans and references differ from the design."""
    found = ["sums by day"] if miscounted(told.diary) else []
    ledgers: dict[Series, Ledger] = {}
    for lived in told.weeks:
        signs = signs_before(told.diary, lived.record.week)
        covered = sum(day in told.diary.logged_days for day in lived.record.week.days)
        qualifies = covered >= 5 and not signs.paused
        if lived.record.qualifies is not qualifies:
            found.append(f"{lived.record.week.start}: qualifies")
        for item in lived.plan.exercises:
            found += (
                f"{lived.plan.week.start} {item.series}: {text}" for text in plan_faults(told.diary, item)
            )
        for series, record in lived.record.series.items():
            ledger = ledgers.setdefault(series, Ledger())
            where = f"{record.week.start} {series.exercise}/{series.side}"
            found += (
                f"{where}: {text}" for text in week_faults(told.diary, record, ledger, signs, qualifies)
            )
    return found


def week_faults(
    book: Diary, week: SeriesWeek, ledger: Ledger, signs: Signs, qualifies: bool
) -> Iterator[str]:
    """The faults of one series' week; moves its ledger on."""
    dose, step = week.prescription, week.prescription.step
    sessions = _most_sessions(
        book.assignment_on(week.week.start).weekdays, dose.days_per_week, dose.min_rest_days
    )
    entry, target = dose.entry.total * sessions // step * step, dose.target.total * sessions
    _carry(ledger, week, signs)
    reference = (ledger.reference if ledger.begun else entry) // step * step
    gap = (week.week.start - ledger.last).days if ledger.begun and ledger.last else 0
    regress = regress_ceiling(signs, ledger, reference, entry, step)
    back = re_entry_ceiling(gap, ledger, reference, entry, step)
    base = min(c for c in (regress, back, reference) if c is not None)
    expected = sorted(ceilings(book, week, ledger, signs, base, regress, back, entry))
    limit, _, rule = min((c, int(r[1:]), r) for c, r in expected)
    if (week.entry, week.target) != (entry, target):
        yield "entry or target dose"
    if (week.reference, week.base) != (reference, base):
        yield f"R {week.reference}/{week.base}, not {reference}/{base}"
    if sorted((row.ceiling, row.rule) for row in week.rows) != expected:
        yield f"rows {[(r.ceiling, r.rule) for r in week.rows]}, not {expected}"
    if (week.limit, week.ruling.rule) != (limit, rule):
        yield f"ruling {week.ruling.rule} {week.limit}, not {rule} {limit}"
    if str(week.ruling.kind) not in KINDS.get(rule, {"hold"}):
        yield f"{rule} is no {week.ruling.kind}"
    if ledger.begun and 100 * week.limit > (100 + week.percent) * base:
        yield f"limit over cap: {week.limit} after {base}"
    if week.percent > 10 or week.limit % step or week.base % step:
        yield "percent or whole steps"
    done = sum(n for day, n in daily(book, week.series, week).items() if day in week.week)
    if done != week.done:
        yield "done"
    _close(book, week, ledger, base, reference, regress, back, entry, done, limit, rule, qualifies)
    if (
        done
        and ledger.reference > base
        and not (qualifies and done >= base and ledger.reference <= min(done, limit))
    ):
        yield f"R rose from {base} to {ledger.reference}"
    floor = entry // 2 // step * step
    if ledger.reference < min(reference, floor):
        yield "R under half the entry dose"


def _carry(ledger: Ledger, week: SeriesWeek, signs: Signs) -> None:
    """What the start of a week tells about the week before."""
    last = ledger.previous
    adjacent = last is not None and last.week.end == week.week.start
    if (
        adjacent
        and ledger.qualified
        and not signs.breach_days
        and not signs.severe
        and not ledger.lighter
        and last.done
    ):
        ledger.clean = last.done
    if ledger.phase != week.phase.id:
        ledger.count, ledger.phase = 0, week.phase.id


def regress_ceiling(signs: Signs, ledger: Ledger, reference: int, entry: int, step: int) -> int | None:
    """P4: 80 %, or the last clean week if lower, not under half the entry dose, never a raise."""
    if not ledger.begun or not (signs.severe or signs.breach_days >= 2):
        return None
    lower = reference * 80 // 100 if ledger.clean is None else min(reference * 80 // 100, ledger.clean)
    return min(reference, max(lower // step * step, entry // 2 // step * step))


def re_entry_ceiling(gap: int, ledger: Ledger, reference: int, entry: int, step: int) -> int | None:
    """P5: the break table."""
    if not ledger.begun or gap < 8:
        return None
    lower = reference * (75 if gap < 14 else 50) // 100 // step * step
    if gap >= 28:
        lower = min(lower, entry)
    return min(reference, max(lower, entry // 2 // step * step))


def ceilings(
    book: Diary,
    week: SeriesWeek,
    ledger: Ledger,
    signs: Signs,
    base: int,
    regress: int | None,
    back: int | None,
    entry: int,
) -> Iterator[tuple[int, str]]:
    """Every row that matches with the ceiling it sets."""
    step, last = week.prescription.step, ledger.previous
    if signs.paused and week.exercise.loading:
        yield 0, "P3"
    if not ledger.begun:
        yield entry, "P13"
        return
    if regress is not None:
        yield regress, "P4"
    if back is not None:
        yield back, "P5"
    if signs.hold:
        yield base, "P6"
    if signs.breach_days == 1:
        yield base, "P7"
    if last is not None and last.week.end == week.week.start:
        if overshot(book, last, ledger.base):
            yield base, "P8"
        if 0 < last.done < ledger.base and not ledger.lighter:
            yield base, "P11"
    if ledger.lighter:
        yield base, "P10"
    if week.phase.deload and ledger.count >= 3 and regress is None and back is None:
        yield base * 75 // 100 // step * step, "P10"
    yield base * (100 + week.percent) // 100 // step * step, "P13"


def overshot(book: Diary, last: SeriesWeek, base: int) -> bool:
    """P8: more than 10 % over the cap, or a session above 130 % of the largest of 30 days."""
    step = last.prescription.step
    most = last.entry if last.first else base * (100 + last.percent) // 100 // step * step
    if 10 * last.done > 11 * most:
        return True
    sums = daily(book, last.series, last)
    for day in last.week.days:
        largest = _largest(sums, day - 30 * DAY, day, book.starts) or last.prescription.entry.total
        if 10 * sums.get(day, 0) > 13 * largest:
            return True
    return False


def _close(
    book: Diary,
    week: SeriesWeek,
    ledger: Ledger,
    base: int,
    reference: int,
    regress: int | None,
    back: int | None,
    entry: int,
    done: int,
    limit: int,
    rule: str,
    qualifies: bool,
) -> None:
    """The end of a week, from design §4.1."""
    step, planned = week.prescription.step, sum(amount for _, amount in week.sessions)
    largest = max((amount for _, amount in week.sessions), default=0)
    forgiven = done >= planned - largest and not any(ledger.short[-3:])
    deload = rule == "P10" and week.ruling.kind is DecisionKind.DELOAD
    if done == 0:
        after = reference if regress is None else regress
    elif deload:
        after = base
    elif done >= base:
        after = min(done, limit) // step * step if qualifies else base
    elif done >= planned or not ledger.begun or back is not None or forgiven:
        after = base
    else:
        after = min(
            base, max(done // step * step, base * 75 // 100 // step * step, entry // 2 // step * step)
        )
    ledger.short.append(0 < done < base and done < planned and not deload)
    restart = deload or regress is not None or back is not None
    ledger.count = 0 if restart else ledger.count + qualifies
    ledger.reference, ledger.lighter, ledger.base = after, deload, base
    ledger.begun = ledger.begun or done > 0
    sums = daily(book, week.series, week)
    ledger.last = max((d for d in sums if d in week.week and sums[d]), default=ledger.last)
    ledger.previous, ledger.qualified = week, qualifies


def plan_faults(book: Diary, item: ExercisePlan) -> Iterator[str]:
    """A plan passes no limit, target, session guard or rest day, and its sets add up."""
    record, dose = item.record, item.record.prescription
    if sum(s.total for s in item.sessions) > min(record.limit, record.target):
        yield "plan over limit or target"
    if not record.first and 100 * item.planned > (100 + record.percent) * record.base:
        yield "plan over 110 %"
    if not record.first and 100 * record.limit > (100 + record.percent) * record.base:
        yield "limit over cap"
    if [(s.day, s.total) for s in item.sessions] != list(record.sessions):
        yield "sets do not add up to the session"
    days = [s.day for s in item.sessions]
    weekdays = book.assignment_on(record.week.start).weekdays
    if any(d.weekday() not in weekdays or d not in record.week for d in days):
        yield "session on no training day"
    around = [*days, days[0] + 7 * DAY] if len(days) > 1 else days
    if any((b - a).days <= dose.min_rest_days for a, b in pairwise(around)):
        yield "sessions without rest"
    if len(days) > dose.days_per_week:
        yield "too many sessions"
    sums = {d: n for d, n in daily(book, record.series, record).items() if d < record.week.start}
    for session in item.sessions:
        if session.total % dose.step or any(s <= 0 or s % dose.step for s in session.sets):
            yield "no whole steps"
        if session.total > _bound(
            _largest(sums, record.week.start - 30 * DAY, session.day, book.starts), dose
        ):
            yield "session over the guard at the week's start"
        if session.total > _bound(_largest(sums, session.day - 30 * DAY, session.day, book.starts), dose):
            yield "session over the guard"


def _bound(largest: int | None, dose: Prescription) -> int:
    step, half = dose.step, dose.entry.total // 2
    if largest is None:
        return dose.entry.total
    grown = (
        largest * 110 // 100
        if largest >= 10 * step
        else max(largest * 110 // 100, largest // step * step + step)
    )
    return max(grown, half)


def _largest(sums: Mapping[date, int], first: date, before: date, starts: date) -> int | None:
    return max((n for d, n in sums.items() if max(first, starts) <= d < before), default=0) or None


def daily(book: Diary, series: Series, week: SeriesWeek) -> Mapping[date, int]:
    """What was done of a series in its exercise's unit, by day (``faults`` recounts these sums)."""
    return book.day_sums.get((series, week.exercise.unit), {})


def miscounted(book: Diary) -> bool:
    """Whether the sums by day differ from the bouts counted one by one."""
    sums: Counter[tuple[Series, Unit, date]] = Counter()
    for bout in book.bouts:
        sums[bout.series, bout.unit, bout.day] += sum(s.amount for s in bout.sets)
    return sums != {(*key, day): n for key, days in book.day_sums.items() for day, n in days.items()}


@lru_cache(maxsize=4096)
def _most_sessions(weekdays: tuple[int, ...], wanted: int, rest: int) -> int:
    """The most sessions, up to ``wanted``, that fit on the training days with their rest."""
    for count in range(min(wanted, len(weekdays)), 1, -1):
        for days in combinations(sorted(weekdays), count):
            if all((b - a) > rest for a, b in zip(days, (*days[1:], days[0] + 7), strict=True)):
                return count
    return 1


def decision_kinds(told: Story) -> Iterator[str]:
    """The kind of every series' ruling of a story."""
    for lived in told.weeks:
        yield from (str(record.ruling.kind) for record in lived.record.series.values())
