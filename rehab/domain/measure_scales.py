"""The outcome measures: the names and ranges of their scores, and when a change counts (CE §6)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rehab.domain.limits import ACTIVITY_MAX
from rehab.domain.text import clean, nearest
from rehab.domain.words import MeasureKind

ACTIVITIES_WANTED, ACTIVITIES_MAX = 3, 5
"""The scale is meant for three to five activities (STRATFORD95)."""
MEAN = "mean"
"""The name of the mean beside those of the activities."""
_RESERVED = (MEAN, "day", "note")
"""Names that mean something else where an activity is shown or amended."""
MEAN_CLEAR = 2
"""The mean of the activities has changed beyond error from so many points on (MDC90, STRATFORD95)."""
CHANGE_WORDS = {
    -3: "much worse",
    -2: "worse",
    -1: "slightly worse",
    0: "unchanged",
    1: "slightly better",
    2: "better",
    3: "much better",
}
"""The seven answers to how the complaint has changed since the programme began."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An outcome measure, in each of which more is better.

    ``names`` are those of its scores, empty where the patient names them, and every score is a whole number
    from ``low`` to ``high``. A change of fewer than ``error`` points is within the measurement error, one of
    ``clear`` points or more is an important one, and between the two it may be error; ``None`` where the
    score itself tells a change. Scores of an ``elsewhere`` measure come from a questionnaire that is filled
    in elsewhere. ``sources`` are keys of the bibliography.
    """

    kind: MeasureKind
    title: str
    low: int
    high: int
    names: tuple[str, ...]
    error: int | None
    clear: int | None
    elsewhere: bool
    sources: tuple[str, ...]


_PSFS = Scale(MeasureKind.PSFS, "Patient-specific activities", 0, 10, (), 3, 3, False, ("STRATFORD95",))
_GLOBAL_CHANGE = Scale(
    MeasureKind.GLOBAL_CHANGE,
    "Global change",
    low=-3,
    high=3,
    names=("change",),
    error=None,
    clear=None,
    elsewhere=False,
    sources=("FARRAR01", "SALAFFI04"),
)
_LEFS = Scale(MeasureKind.LEFS, "LEFS", 0, 80, ("total",), 9, 9, True, ("BINKLEY99",))
_HAGOS = Scale(
    MeasureKind.HAGOS,
    "HAGOS",
    low=0,
    high=100,
    names=("symptoms", "pain", "adl", "sport", "participation", "qol"),
    error=18,
    clear=34,
    elsewhere=True,
    sources=("THORBORG11",),
)
_IHOT12 = Scale(MeasureKind.IHOT12, "iHOT-12", 0, 100, ("total",), 9, 9, True, ("IHOT12-GR",))
SCALES = {scale.kind: scale for scale in (_PSFS, _GLOBAL_CHANGE, _LEFS, _HAGOS, _IHOT12)}
"""Every measure. HAGOS: the smallest detectable change of one person is 17.7 to 33.8 points, by subscale."""


def read_scores(kind: MeasureKind, words: Sequence[str]) -> dict[str, int]:
    """The scores that were typed, each as ``name=4``, or ``52`` where a measure has one score only.

    Raises ValueError, in two sentences, for a score that cannot be.
    """
    scale, scores = SCALES[kind], dict[str, int]()
    for word in words:
        name, _, text = word.rpartition("=")
        name = _named(scale, clean(name).strip(), word)
        if known_as(name, scores) is not None:
            raise ValueError(f"“{clean(name, limit=40)}” is scored twice. Give each score once.")
        scores[name] = _score(scale, name, text.strip())
    check_scores(kind, scores)
    return scores


def check_scores(kind: MeasureKind, scores: Mapping[str, int]) -> None:
    """Raise ValueError, in two sentences, unless these are scores of the measure."""
    scale = SCALES.get(kind)
    if scale is None:
        raise ValueError(f"This is no known outcome measure. Give {', '.join(SCALES)}.")
    if not isinstance(scores, Mapping) or not scores:
        raise ValueError(f"{scale.title} has no score. {_example(scale)}")
    if len(scores) > (len(scale.names) or ACTIVITIES_MAX):
        raise ValueError(f"{len(scores)} are too many. Give at most {len(scale.names) or ACTIVITIES_MAX}.")
    for name, score in scores.items():
        _check_name(scale, name)
        if type(score) is not int or not scale.low <= score <= scale.high:
            raise ValueError(
                f"A score of {scale.title} is out of its range. "
                f"Give a whole number from {scale.low} to {scale.high} for {clean(name, limit=40)}."
            )


def in_order(kind: MeasureKind, scores: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The scores as they are shown: subscales in the order of the scale, activities by name."""
    names = SCALES[kind].names or sorted(scores, key=_key)
    return tuple((name, scores[name]) for name in names if name in scores)


def remarks(kind: MeasureKind, scores: Mapping[str, int]) -> tuple[str, ...]:
    """What a person should be told about scores that can be: fewer activities than the scale is meant for."""
    if kind is MeasureKind.PSFS and len(scores) < ACTIVITIES_WANTED:
        return (f"Three to five activities tell more than {len(scores)}. Add some the next time.",)
    return ()


def known_as(name: str, names: Mapping[str, int] | Sequence[str]) -> str | None:
    """The name among ``names`` that means the same: capitals and spaces make no other activity."""
    return next((one for one in names if _key(one) == _key(name)), None)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _named(scale: Scale, name: str, word: str) -> str:
    if not name and len(scale.names) == 1:
        return scale.names[0]
    if not name:
        raise ValueError(f"“{clean(word, limit=40)}” does not say what it scores. {_example(scale)}")
    name = " ".join(name.split())
    return name.lower() if scale.names else name


def _check_name(scale: Scale, name: object) -> None:
    if not isinstance(name, str) or not any(character.isalnum() for character in name):
        raise ValueError(f"A score of {scale.title} has no name. {_example(scale)}")
    if not scale.names:
        if name.lower() in _RESERVED:
            raise ValueError(f"“{name}” already has another meaning. Name the activity in other words.")
        if len(name) > ACTIVITY_MAX or "=" in name:
            raise ValueError(
                f"An activity is named in up to {ACTIVITY_MAX} characters without “=”. Shorten it."
            )
    elif name not in scale.names:
        near = nearest(name, scale.names)
        hint = f"Did you mean {near}?" if near else f"It has {', '.join(scale.names)}."
        raise ValueError(f"{scale.title} has no score “{clean(name, limit=40)}”. {hint}")


def _score(scale: Scale, name: str, text: str) -> int:
    text = text.replace("\u2212", "-")
    if re.fullmatch("[+-]?[0-9]{1,3}", text, re.ASCII):
        number = int(text)
        if scale.low <= number <= scale.high:
            return number
    said, what = clean(text, limit=20), clean(scale.title if len(scale.names) == 1 else name, limit=40)
    raise ValueError(f"“{said}” is no score of {what}. Give a whole number from {scale.low} to {scale.high}.")


def _example(scale: Scale) -> str:
    if not scale.names:
        return 'Write each activity with its score, such as "climbing stairs=4".'
    if len(scale.names) == 1:
        return f"Give a whole number from {scale.low} to {scale.high}."
    return f"Write them by name, such as pain=60; it has {', '.join(scale.names)}."
