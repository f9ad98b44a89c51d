"""The conditions of the rows about one exercise and side: breaks, overshoot, lighter weeks, growth."""

from collections.abc import Iterator

from rehab.domain.because import Because
from rehab.domain.case import Case, Met, held, number
from rehab.domain.exceptions import cite, faster_cap, granted_faster, said_by
from rehab.domain.rule import cap, share, weeks_for_one_step
from rehab.domain.session_guard import SPIKE_PERCENT, spike
from rehab.domain.words import DecisionKind

DELOAD_PERCENT = 75
"""P10 leaves this share of R (project rule on Bell 2023, CE §1.9)."""
DELOAD_AFTER = 3
"""Qualifying weeks before a lighter one (design §4.6)."""


def re_entry(case: Case) -> Iterator[Met]:
    """P5: eight days or more without a bout."""
    back = case.re_entered()
    if back is None:
        return
    row, ceiling = back
    text = f"The last bout is {case.gap_days} days ago: come back with {case.say(ceiling)}"
    text += f", {row.percent} % of the {case.say(case.reference)} before the break"
    text += " or the entry dose, whichever is lower." if row.entry_bounds else "."
    if row.confirmation:
        text += " Ask a clinician to confirm the return."
    yield Met(text, (number("gap_days", case.gap_days), case.cite_reference()), ceiling=ceiling)


def overshoot(case: Case) -> Iterator[Met]:
    """P8: last week was far over its cap, or one session far above the others."""
    last = case.last
    if last is None:
        return
    ceiling = last.entry if last.first else cap(last.base, last.percent, last.step)
    if last.override and not last.deload:
        ceiling = last.limit
    if 10 * (last.done - ceiling) > ceiling:
        text = f"Last week's {case.say(last.done)} are more than 10 % over the cap of {case.say(ceiling)}."
        yield held(case, text, (number("done", last.done), number("cap", ceiling)))
        return
    allowed = last.largest_planned if last.override else 0
    day = spike(case.days, last.week, last.prescription, since=case.starts, allowed=allowed)
    if day is not None:
        text = f"On {day} one session was above {SPIKE_PERCENT} % of the largest of the 30 days before it."
        yield held(case, text, (Because(None, day, "session", case.days.get(day, 0)),))


def lighter_week(case: Case) -> Iterator[Met]:
    """P10: a lighter week is due, or has just been."""
    if case.standing.after_deload:
        yield held(case, "Last week was lighter.", (case.cite_reference(),))
    cut_anyway = case.regressed() is not None or case.re_entered() is not None
    weeks = case.standing.qualified
    if case.lighter is not None and not cut_anyway:
        ceiling = share(case.base, DELOAD_PERCENT, case.step)
        text = f"A lighter week: {case.say(ceiling)}, {DELOAD_PERCENT} % of R. {said_by(case.lighter)}"
        yield Met(text, (cite(case.lighter), case.cite_reference()), DecisionKind.DELOAD, ceiling)
    elif case.phase.deload and weeks >= DELOAD_AFTER and not cut_anyway:
        ceiling = share(case.base, DELOAD_PERCENT, case.step)
        text = f"After {weeks} full weeks a lighter one is due: {case.say(ceiling)}, {DELOAD_PERCENT} % of R."
        because = (number("qualifying_weeks", weeks), case.cite_reference())
        yield Met(text, because, DecisionKind.DELOAD, ceiling)


def short_week(case: Case) -> Iterator[Met]:
    """P11: something was done, but less than the reference."""
    last = case.last
    if last is not None and last.below_reference:
        all_of_it = ", all that was planned, but" if last.done >= last.planned else ","
        text = f"Last week held {case.say(last.done)}{all_of_it} less than the {case.say(last.base)} before."
        yield held(case, text, (number("done", last.done), number("reference", last.base)))


def entry_dose(case: Case) -> Iterator[Met]:
    """Before the first bout: the programme's entry dose."""
    text = (
        f"Until the first bout the plan is the programme's entry dose, {case.say(case.entry)} a week; "
        "the 10 % rule counts from there."
    )
    yield Met(text, (number("entry", case.entry),), DecisionKind.HOLD, case.entry)


def progress(case: Case) -> Iterator[Met]:
    """P13: up to the cap, in whole steps, not above the target."""
    ceiling = cap(case.base, case.percent, case.step)
    reference, most = case.say(case.base), case.say(ceiling)
    because = (case.cite_reference(), number("cap", ceiling))
    if granted_faster(case):
        yield from _faster(case)
    elif case.base >= case.target:
        text = f"The target of {case.say(case.target)} a week is reached, and the plan stays there."
        yield Met(text, because, ceiling=ceiling)
    elif ceiling > case.base:
        yield Met(f"From {reference}, up to {most} may follow: at most {case.percent} % more.", because)
    elif granted(case):
        yield _exception(case)
    else:
        text = f"One step more than {reference} would pass {case.percent} %, so the week stays there."
        weeks = weeks_to_wait(case)
        if case.exception is not None and weeks is not None:
            text += f" The exception on record allows one step after {weeks} weeks like it."
        yield Met(text, because, DecisionKind.HOLD)


def weeks_to_wait(case: Case) -> int | None:
    """The weeks at R after which the granularity exception allows one step (CE §1.6); ``None``: never."""
    return weeks_for_one_step(case.base, case.step, case.percent) if case.base and case.percent else None


def granted(case: Case) -> bool:
    """Whether a clinician's granularity exception allows one step more this week (CE §1.6)."""
    weeks = weeks_to_wait(case) if case.exception is not None else None
    green = case.standing.green if case.standing.green_at == case.base else 0
    return weeks is not None and green >= weeks


def _exception(case: Case) -> Met:
    more, weeks = case.base + case.step, weeks_to_wait(case)
    percent = -(-100 * case.step // case.base)
    by = f"{case.exception.by}, {case.exception.role}" if case.exception else ""
    text = (
        f"After {weeks} weeks at {case.say(case.base)} one step to {case.say(more)} follows, {percent} % "
        f"more in one week: the granularity exception of {by}."
    )
    because = (
        *((cite(case.exception),) if case.exception else ()),
        number("green_weeks", case.standing.green),
        case.cite_reference(),
    )
    return Met(text, because, ceiling=more)


def _faster(case: Case) -> Iterator[Met]:
    """The way back after a break, in larger steps than the rule's (CE §1.8)."""
    if case.faster is None or not granted_faster(case):
        return
    before, most = case.standing.before_break or 0, faster_cap(case)
    text = (
        f"On the way back to the {case.say(before)} before the break up to {case.say(most)} may follow: "
        f"at most {case.faster.amount} % more instead of {case.percent} %. {said_by(case.faster)}"
    )
    because = (cite(case.faster), number("before_break", before), case.cite_reference())
    yield Met(text, because, ceiling=most)
