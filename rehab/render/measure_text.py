"""Outcome measures in words: the scores, what has changed and whether that counts, and who made the scale."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rehab.domain.diary import Diary, MeasureTaken
from rehab.domain.measure_scales import CHANGE_WORDS, MEAN, MEAN_CLEAR, SCALES, in_order
from rehab.domain.measures import Change, Due, Weight, changes, earlier, latest, mean, points_text, taken
from rehab.domain.text import clean
from rehab.domain.words import MeasureKind
from rehab.render.why_text import Sources, source_text
from rehab.render.words import day_text

PSFS_QUESTION = (
    "Name three to five things that your hip keeps you from doing, or makes hard. "
    "Score each as it is today: 0 is unable to do it, 10 as well as before."
)
CHANGE_QUESTION = "How is your hip now, compared with when this programme began?"
_SUBSCALES = {"adl": "daily living (ADL)", "qol": "quality of life (QOL)"}
_WEIGHTS = {
    Weight.IMPORTANT: "an important change",
    Weight.MAY_BE_ERROR: "may be measurement error",
    Weight.WITHIN_ERROR: "within the measurement error",
}


def scores_text(measure: MeasureTaken) -> str:
    """The scores in one line; activities with their mean, a global change in its word."""
    scale, scores = SCALES[measure.kind], measure.scores
    if measure.kind is MeasureKind.GLOBAL_CHANGE:
        return ", ".join(f"{CHANGE_WORDS[score]} ({score:+d})" for score in scores.values())
    if len(scale.names) == 1:
        return ", ".join(f"{score} of {scale.high}" for score in scores.values())
    listed = ", ".join(f"{clean(name)} {score}" for name, score in in_order(measure.kind, scores))
    return listed if scale.names else f"{listed}; {MEAN} {points_text(mean(scores))}"


def score_label(kind: MeasureKind, name: str) -> str:
    """What is to be given for a score: ``Pain, 0 to 100``."""
    scale = SCALES[kind]
    what = _SUBSCALES.get(name, name) if scale.names else clean(name)
    return f"{what[:1].upper()}{what[1:]}, {scale.low} to {scale.high}"


def question(kind: MeasureKind) -> str:
    """What is asked, in our own words; a questionnaire that is filled in elsewhere is never repeated."""
    if kind is MeasureKind.PSFS:
        return PSFS_QUESTION
    if kind is MeasureKind.GLOBAL_CHANGE:
        return CHANGE_QUESTION
    return "Give the scores as the questionnaire has them."


def change_lines(diary: Diary, measure: MeasureTaken) -> list[str]:
    """What has changed since the first time and since the time before, and whether that counts."""
    if SCALES[measure.kind].clear is None:
        return []
    found = compared(diary, measure)
    if not found:
        return ["The first one: there is nothing to compare it with yet."]
    return [line for since, told in found for line in (f"{since}:", *(f"  {one}" for one in told))]


def compared(diary: Diary, measure: MeasureTaken) -> list[tuple[str, list[str]]]:
    """The times that a measure is compared with, each with its changes in words."""
    before = earlier(diary, measure)
    words = ("Since the first", "Since the one before") if len(before) > 1 else ("Since the first",)
    pairs = zip(words, (before[0], before[-1]), strict=False) if before else ()
    return [(f"{since} on {day_text(one.day)}", _changes(measure, one)) for since, one in pairs]


def _changes(measure: MeasureTaken, before: MeasureTaken) -> list[str]:
    told = [f"{clean(one.name)}: {change_text(one)}" for one in changes(measure, before)]
    return told or ["nothing was scored both times"]


def change_text(change: Change) -> str:
    """A change in points and what it is worth: ``+3, an important change``."""
    return f"{points_text(change.by, signed=True)}, {_WEIGHTS[change.weight]}"


def threshold_text(kind: MeasureKind) -> str:
    """From how many points on a change of the measure counts."""
    scale = SCALES[kind]
    if scale.clear is None or scale.error is None:
        return "The word itself tells the change; a slight one is no proof of either."
    if kind is MeasureKind.PSFS:
        return f"A change counts from {MEAN_CLEAR} points of the mean, or {scale.clear} of one activity."
    doubt = f"; {scale.error} to {scale.clear - 1} may be measurement error"
    return f"A change counts from {scale.clear} points{doubt if scale.error < scale.clear else ''}."


def attribution(kind: MeasureKind, sources: Sources) -> str:
    """Whose scale it is, with the mark of the source, and where it is filled in."""
    scale = SCALES[kind]
    named = "; ".join(source_text(key, sources) for key in scale.sources)
    if kind is MeasureKind.PSFS:
        return f"Our own wording, after the Patient-Specific Functional Scale: {named}."
    if scale.elsewhere:
        return f"The questionnaire itself is filled in elsewhere; only its scores are kept here. {named}."
    return f"A general question in our own wording. On changes of pain: {named}."


def measure_page(diary: Diary, measure: MeasureTaken, sources: Sources) -> str:
    """One measure: its scores, its changes, from when on a change counts, and whose scale it is."""
    said = f"{day_text(measure.day)}  {SCALES[measure.kind].title}: {scores_text(measure)}"
    return "\n".join([said, *change_lines(diary, measure), *_about(measure.kind, sources)])


def course_page(diary: Diary, due: Sequence[Due], sources: Sources) -> str:
    """Every measure ever given, kind by kind and oldest first, and what is due."""
    lines: list[str] = []
    for kind in MeasureKind:
        if course := _course(diary, kind, sources):
            lines += [SCALES[kind].title, *(f"  {line}" for line in course), ""]
    if not lines:
        lines = ['No outcome measure is given yet. `rehab event psfs "climbing stairs=4"` gives one.']
    for one in due:
        lines.append(f"Due since {day_text(one.since)}: {SCALES[one.measure.kind].title}.")
    return "\n".join(lines)


def kind_line(diary: Diary, kind: MeasureKind, due: Sequence[Due]) -> str:
    """One kind in one line: when it was last given, and whether it is due."""
    last = latest(diary, kind, date.max)
    when = f"last {day_text(last.day)}" if last else "not given yet"
    asked = " — due" if any(one.measure.kind is kind for one in due) else ""
    return f"{SCALES[kind].title}: {when}{asked}"


def kind_page(diary: Diary, kind: MeasureKind, sources: Sources) -> str:
    """All about one kind: the course so far, whose scale it is, and what is asked."""
    if course := _course(diary, kind, sources):
        return "\n".join([*course, "", question(kind)])
    return "\n".join([question(kind), "", *_about(kind, sources)])


def _course(diary: Diary, kind: MeasureKind, sources: Sources) -> list[str]:
    """The measures of a kind, the changes up to the newest, and what they are worth; nothing without any."""
    found = taken(diary, kind, date.max)
    if not found:
        return []
    lines = [f"{day_text(one.day)}  {scores_text(one)}{note_text(one)}" for one in found]
    return [*lines, *change_lines(diary, found[-1]), *_about(kind, sources)]


def note_text(measure: MeasureTaken) -> str:
    """The note behind a measure, if it has one."""
    return f" — {clean(measure.note)}" if measure.note else ""


def _about(kind: MeasureKind, sources: Sources) -> list[str]:
    return [threshold_text(kind), attribution(kind, sources)]


def changes_json(diary: Diary, measure: MeasureTaken) -> dict[str, Any]:
    """The changes since the first time and since the one before; points as text with their sign."""
    before = earlier(diary, measure)
    pairs = {"first": before[0], "last": before[-1]} if before else {}
    return {
        since: [
            {
                "score": one.name,
                "since": str(one.before.day),
                "by": points_text(one.by, signed=True),
                "weight": one.weight.value,
            }
            for one in changes(measure, other)
        ]
        for since, other in pairs.items()
    }
