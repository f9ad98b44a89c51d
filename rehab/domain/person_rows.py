"""The conditions of the rows about the whole person: flags, obstacles, pain, and gaps in the entries."""

from collections.abc import Iterator

from rehab.domain.because import Because
from rehab.domain.case import Case, Met, held, number
from rehab.domain.evidence import COVERED_DAYS, Evidence
from rehab.domain.trends import SCORED_DAYS, points_text
from rehab.domain.words import Urgency

_NAMED = 3
"""So many exercises are named; a flare hurts in all of them."""


def emergency(case: Case) -> Iterator[Met]:
    """P0: an emergency finding is open."""
    yield from _flagged(case, Urgency.EMERGENCY, "This needs emergency care now. There is no plan until a")


def same_day(case: Case) -> Iterator[Met]:
    """P1: a same-day finding is open."""
    yield from _flagged(case, Urgency.SAME_DAY, "This needs a doctor today. There is no plan until a")


def _flagged(case: Case, urgency: Urgency, text: str) -> Iterator[Met]:
    found = [flag for flag in case.evidence.flags if flag.urgency is urgency]
    if found:
        reasons = " ".join(dict.fromkeys(flag.text for flag in found))
        because = tuple(Because(f.cause or f.entry, f.day, f.item, f.urgency.value) for f in found)
        yield Met(f"{reasons} {text} clinician's clearance is on record.", because)


def two_weeks(case: Case) -> Iterator[Met]:
    """P2: a two-week finding is open; it lets gentle exercises be."""
    found = [flag for flag in case.evidence.flags if flag.urgency is Urgency.TWO_WEEKS]
    if found and case.exercise.loading:
        reasons = " ".join(dict.fromkeys(flag.text for flag in found))
        because = tuple(Because(f.cause or f.entry, f.day, f.item, f.urgency.value) for f in found)
        text = (
            "This needs a doctor within two weeks. Loading exercises wait; gentle movement stays in the plan."
        )
        yield Met(f"{reasons} {text}", because)


def obstacle(case: Case) -> Iterator[Met]:
    """P3: something must be on record, or looked at, before loading."""
    found = case.evidence.obstacles
    if found and case.exercise.loading:
        reasons = "; ".join(o.text for o in found)
        text = f"Loading exercises wait: {reasons}. Gentle movement stays in the plan."
        yield Met(text, tuple(o.because for o in found))


def regress(case: Case) -> Iterator[Met]:
    """P4: pain says that it was too much."""
    ceiling = case.regressed()
    if ceiling is not None:
        outcome = f"The week goes back to {case.say(ceiling)}."
        because = (*_regress_facts(case.evidence), case.cite_reference())
        text = f"{' '.join(_regress_reasons(case.evidence))} {outcome}"
        yield Met(text, because, ceiling=ceiling, outcome=outcome)


def _regress_reasons(evidence: Evidence) -> Iterator[str]:
    if evidence.severe:
        yield f"A severe score was given ({evidence.severe[0].value}/10)."
    if len(evidence.breach_days) >= 2:
        yield f"Pain broke its rule on {len(evidence.breach_days)} days of last week."
    for rise in evidence.rises:
        if rise.regress:
            yield f"{_rise_text(rise.field, rise.before, rise.now)}."
    if evidence.flare:
        yield "Pain was above 5 on three days running."
    if evidence.worsening:
        yield "The pain is getting worse over the weeks."
    names = list(dict.fromkeys(b.exercise for b in evidence.breaches if b.exercise))
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        named = f"{', '.join(names[:_NAMED])}{more}"
        yield f"It hurt in {named}: ease that, or leave it out and ask your physiotherapist."


def _regress_facts(evidence: Evidence) -> tuple[Because, ...]:
    rises = (fact for rise in evidence.rises if rise.regress for fact in rise.because)
    breaches = (b.because for b in evidence.breaches)
    facts = (*evidence.severe, *breaches, *rises, *evidence.flare, *evidence.worsening)
    return tuple(dict.fromkeys(facts))


def _rise_text(field: str, before: int, now: int) -> str:
    what = "morning pain" if field == "morning" else "morning stiffness"
    unit = "" if field == "morning" else " minutes"
    return f"The middle of the week's {what} rose from {points_text(before)} to {points_text(now)}{unit}"


def too_little_known(case: Case) -> Iterator[Met]:
    """P6: too few entries, an overdue weekly screen, too few scores, or settle's before-scores."""
    evidence = case.evidence
    if evidence.thin:
        because = (number("covered_days", evidence.covered), *evidence.unknown_mornings)
        yield held(case, _thin_text(evidence), because, person=True)
    elif evidence.screen_overdue:
        text = "The weekly questions about serious causes are overdue (`rehab screen`)."
        yield held(case, text, evidence.screen_overdue, person=True)
    elif evidence.few_scores:
        fact = evidence.few_scores[0]
        text = (
            f"Pain has a score on {fact.value} of the 7 days up to {fact.day}; "
            f"{SCORED_DAYS} are needed to see its course."
        )
        yield held(case, text, evidence.few_scores, person=True)
    elif evidence.high_before:
        text = "A score before the exercise was already above the settle ceiling."
        yield held(case, text, evidence.high_before, person=True)


def _thin_text(evidence: Evidence) -> str:
    if evidence.covered < COVERED_DAYS:
        return f"Only {evidence.covered} of last week's 7 days have an entry; {COVERED_DAYS} are needed."
    days = ", ".join(str(b.day) for b in evidence.unknown_mornings)
    return f"The morning after loading is not known ({days}). Give it with m, or `rehab morning N`."


def breached_once(case: Case) -> Iterator[Met]:
    """P7: one breach, or a weekly rise that only holds."""
    evidence = case.evidence
    rises = [rise for rise in evidence.rises if not rise.regress]
    if len(evidence.breach_days) == 1:
        breach = evidence.breaches[0]
        text = f"Pain broke its rule on one day ({breach.because.value}/10, {breach.rule})."
        yield held(case, text, tuple(b.because for b in evidence.breaches), person=True)
    elif rises:
        text = f"{_rise_text(rises[0].field, rises[0].before, rises[0].now)} (PM4)."
        yield held(case, text, rises[0].because, person=True)


def masked(case: Case) -> Iterator[Met]:
    """P9: a painkiller stood behind half of the sessions or more."""
    if case.evidence.masked:
        count = len(case.evidence.masked)
        text = f"A painkiller was taken on {count} of the training days, so that their scores tell little."
        yield held(case, text, case.evidence.masked, person=True)


def sore(case: Case) -> Iterator[Met]:
    """P12: most sessions hurt 3 to 5, for the first week of two."""
    if case.evidence.sore and case.sore_weeks % 2 == 1:
        text = "Most sessions of last week hurt 3 to 5. If another such week passes, the next may grow."
        yield held(case, text, case.evidence.sore, person=True)
