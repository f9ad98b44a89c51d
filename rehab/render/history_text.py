"""The history as plain text: every entry with its amendments, newest last."""

from collections.abc import Sequence

from rehab.domain.days import weekday_text
from rehab.domain.diary import Bout, Diagnosis, Morning, Person, PhaseStart, Profile, RestDay
from rehab.domain.record import Payload, Revision
from rehab.domain.text import clean
from rehab.render.words import bout_text, day_text, score, short_id


def history_page(revisions: Sequence[Revision]) -> str:
    """One line a revision: id, day, what it says; amended and withdrawn ones say so and why."""
    if not revisions:
        return "Nothing is recorded yet. `rehab log EXERCISE DOSE` records a bout."
    return "\n".join(_line(revision) for revision in revisions)


def _line(revision: Revision) -> str:
    mark = "withdrawn" if revision.state != "active" else "amended" if revision.number > 1 else ""
    text = f"{short_id(revision.entry)}  {day_text(revision.day)}  {payload_text(revision.payload)}"
    if mark:
        reason = f": {clean(revision.reason)}" if revision.reason else ""
        text += f"  [{mark}, revision {revision.number}{reason}]"
    return text


def payload_text(payload: Payload) -> str:
    """What an entry says, in one line."""
    if isinstance(payload, Bout):
        note = f" — {clean(payload.note)}" if payload.note else ""
        return f"{clean(payload.exercise)}: {bout_text(payload)}{note}"
    if isinstance(payload, Morning):
        return _morning(payload)
    if isinstance(payload, RestDay):
        why = f", {payload.why}" if payload.why else ""
        return f"rest day{why}" + (f" — {clean(payload.note)}" if payload.note else "")
    if isinstance(payload, Profile):
        yes = [key for key, value in payload.facts.items() if value is True or value == "unsure"]
        answers = ", ".join(yes) or "no to all that was answered"
        return f"profile: {len(payload.facts)} answers ({answers})"
    if isinstance(payload, Diagnosis):
        return f"diagnosis: {clean(payload.text)}, by {clean(payload.by)} on {payload.on}"
    if isinstance(payload, PhaseStart):
        return f"phase {payload.phase} begins, by {clean(payload.by)}, {clean(payload.role)}"
    if isinstance(payload, Person):
        return f"patient {clean(payload.name)}, born {payload.born}, complaint {payload.complaint}"
    return f"programme from {payload.starts} on, training {weekday_text(payload.weekdays)}"


def _morning(morning: Morning) -> str:
    parts = [f"morning {score(morning.score)}"]
    if morning.rest_pain is not None:
        parts.append(f"at rest {morning.rest_pain}")
    if morning.stiffness_min is not None:
        parts.append(f"stiff {morning.stiffness_min} min")
    if morning.woken is not None:
        parts.append(f"woken {morning.woken}×")
    return ", ".join(parts) + (f" — {clean(morning.note)}" if morning.note else "")
