"""A phase in words: since when, every condition of leaving it, the next one, and what to do."""

from collections.abc import Iterator, Mapping, Sequence

from rehab.domain.criteria import CriterionState, State
from rehab.domain.measure_scales import SCALES
from rehab.domain.measures import Due
from rehab.domain.programmes import Source
from rehab.domain.readiness import Readiness, review_weeks
from rehab.domain.text import clean
from rehab.domain.words import CriterionKind, Measured
from rehab.render.why_text import source_text
from rehab.render.words import because_text, day_text

_STATES = {
    State.MET: ("✓", "met"),
    State.NOT_MET: ("✗", "not met"),
    State.NOT_KNOWN: ("?", "not known"),
}
_TOLD_BY = {
    CriterionKind.MEASURED: "the diary tells",
    CriterionKind.SELF_REPORT: "you tell",
    CriterionKind.CLINICIAN_CHECK: "a clinician checks",
}
_COUNTED = {
    Measured.DAYS_IN_PHASE: "days",
    Measured.CLEAN_WEEKS: "weeks",
    Measured.STAGE_SESSIONS: "sessions",
}
_HOW = {
    Measured.REST_PAIN: "give pain at rest with the morning (m, or `rehab morning N --rest N`)",
    Measured.MORNING_PAIN: "give the morning's pain (m, or `rehab morning N`)",
    Measured.DURING_PAIN: "give pain with what you log (l, or `rehab log … --pain 0/1/0`)",
}
"""How a missing score is given."""


def state_line(one: CriterionState) -> str:
    """A criterion in one line: sign, word, and its text."""
    sign, word = _STATES[one.state]
    extra = "" if one.criterion.required else " (not required)"
    return f"{sign} {word}: {one.criterion.text}{extra}"


def found_text(one: CriterionState) -> str:
    """What a criterion looks at and what was found, in one sentence."""
    criterion = one.criterion
    if criterion.kind is not CriterionKind.MEASURED:
        return _answer_text(one)
    if criterion.measure is None:
        if one.value is not None:
            return f"Now {one.value}."
        return f"Open: {'; '.join(map(because_text, one.because))}." if one.because else "None is open."
    if criterion.measure is Measured.PSFS_CHANGE:
        return _own_activities_text(one)
    if criterion.at_most is None:
        counted = _COUNTED.get(criterion.measure, "")
        if isinstance(one.value, int) and one.value > (criterion.at_least or 0):
            return f"Now {one.value} {counted}; {criterion.at_least} are needed."
        return f"So far {one.value} of {criterion.at_least} {counted}."
    return _worst_text(one)


def _answer_text(one: CriterionState) -> str:
    if one.answered is None:
        return "Not answered yet."
    word = "yes" if one.value else "no"
    if one.stale:
        return f"The {word} of {day_text(one.answered)} lies too far back. It is asked again."
    return f"Answered {word} on {day_text(one.answered)}."


def _own_activities_text(one: CriterionState) -> str:
    if one.value is None:
        again = "the same ones a second time" if one.answered else "your own activities"
        return f"Score {again} first (`rehab event psfs`)."
    if one.stale:
        return f"The last scores are of {one.answered}, too far back. Score them again (`rehab event psfs`)."
    return f"The change is {one.value}; at least +{one.criterion.at_least} counts."


def _worst_text(one: CriterionState) -> str:
    criterion = one.criterion
    count = next((int(fact.value or 0) for fact in one.because if fact.field == "scores"), 0)
    given = f"{count or 'no'} score{'' if count == 1 else 's'} in the last {criterion.days} days"
    if one.state is State.NOT_KNOWN:
        how = _HOW.get(criterion.measure or Measured.DURING_PAIN, "")
        return f"So far {given}, and {criterion.entries} are needed: {how}."
    return f"The worst is {one.value}, {criterion.at_most} at most; {given}."


def criterion_page(one: CriterionState, sources: Mapping[str, Source]) -> str:
    """All about one criterion."""
    return "\n".join(
        [
            state_line(one),
            f"{_TOLD_BY[one.criterion.kind].capitalize()} ({one.criterion.id}). {found_text(one)}",
            *[f"  because {because_text(fact)}" for fact in one.because],
            *[f"  source: {source_text(key, sources)}" for key in one.criterion.sources],
        ]
    )


def phase_head(found: Readiness) -> str:
    """The phase in one line: its title, since when, and in which of its weeks."""
    stay = found.stay
    weeks = f"week {stay.days // 7 + 1} of {stay.phase.weeks}"
    return f"{stay.phase.title} ({stay.phase.id}), since {day_text(stay.since)}: {weeks}"


def stuck_text(found: Readiness) -> str:
    """The note for a phase that lasts too long: that it does, what is missing, and what to do."""
    if not found.stuck:
        return ""
    weeks, most = found.stay.days // 7, review_weeks(found.stay.phase)
    missing = ", ".join(one.criterion.id for one in found.missing)
    held = f"Missing: {missing}." if missing else "Nothing required is missing."
    return (
        f"This phase has lasted {weeks} weeks, longer than the {most} after which it should be looked at. "
        f"{held} Show this to your physiotherapist, who can change the doses, go back a phase or go on."
    )


def next_step(found: Readiness, begin: str = "`rehab phase next`") -> str:
    """What to do now; ``begin`` names the command or the key that begins the next phase."""
    if found.begins is not None and found.next is not None:
        return f"{found.next.title} begins with the week of {day_text(found.begins)}."
    if found.ready and found.next is not None:
        return f"Everything required is met: {begin} begins {found.next.title}."
    if found.next is None and not found.missing:
        return "Everything is met in the last phase. Ask your physiotherapist what comes after it."
    kinds = {one.criterion.kind for one in found.missing}
    measured = {one.state for one in found.missing if one.criterion.kind is CriterionKind.MEASURED}
    parts = ["Until then the week's plan stands."] if State.NOT_MET in measured else []
    if State.NOT_KNOWN in measured:
        parts.append("Give the scores that are missing.")
    if CriterionKind.SELF_REPORT in kinds:
        parts.append("Answer what is asked of you.")
    if CriterionKind.CLINICIAN_CHECK in kinds:
        parts.append("Let your physiotherapist check what is for them.")
    return " ".join(parts)


def due_text(due: Sequence[Due]) -> str:
    """The measures that are due, in one sentence; empty where none is."""
    names = [f"{SCALES[one.measure.kind].title} (since {day_text(one.since)})" for one in due]
    return f"To be scored now: {', '.join(names)}. `rehab event --help` shows how." if names else ""


def phase_page(found: Readiness, due: Sequence[Due]) -> str:
    """The phase with every criterion, the next phase and its entry, and what to do."""
    lines = [phase_head(found)]
    if found.unconfirmed:
        lines += ["", "Before this phase should have begun:", *_group(found.unconfirmed)]
    lines += ["", "To leave this phase:", *_group(found.leaving)]
    if found.next is None:
        lines += ["", "This is the last phase of the programme."]
    else:
        lines += ["", f"Next: {found.next.title} ({found.next.id})"]
        lines += ["To enter it:", *_group(found.entry)] if found.entry else []
    notes = (stuck_text(found), due_text(due), next_step(found))
    return "\n".join([*lines, *(text for note in notes if note for text in ("", clean(note)))])


def _group(group: Sequence[CriterionState]) -> Iterator[str]:
    for one in group:
        yield f"  {state_line(one)}"
        yield f"      {_TOLD_BY[one.criterion.kind]} ({one.criterion.id}): {found_text(one)}"
