"""What a routine referral is, and what its triggers look at (CE §5)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rehab.domain.because import Because
from rehab.domain.course import Course
from rehab.domain.diary import Diary, Fact
from rehab.domain.fold import WeekRecord
from rehab.domain.rules import rule

WOKEN = "woken"
"""The field of a night that pain broke."""
_DOCTOR_TOO = "Pain has woken you as well: see your own doctor within two weeks."


@dataclass(frozen=True, slots=True)
class Referral:
    """Something routine that needs a person. ``since`` is the first day that counts for it.

    A referral that is not ``firm`` may still go by itself: by scores that are given late, by a break that
    goes on, or by a clinician's act. It is shown as long as it holds, and recorded only by its clearance.
    """

    id: str
    text: str
    because: tuple[Because, ...]
    since: date
    firm: bool = True

    @property
    def facts(self) -> dict[str, Fact]:
        """What led to it by name, as it is recorded."""
        return {f"{one.field} on {one.day}" if one.day else one.field: one.value for one in self.because}

    @property
    def action(self) -> str:
        """Who to see, and how soon."""
        return action(self.id, self.facts)

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of its sources."""
        return rule(self.id).sources


@dataclass(frozen=True)
class Look:
    """What a trigger looks at: the diary up to ``day``, and its weeks up to that day's.

    ``cleared`` is the last day on which a clinician answered this referral, or the red flag that covers it.
    """

    diary: Diary
    day: date
    weeks: Sequence[tuple[WeekRecord, Course]]
    cleared: date | None = None

    @property
    def since(self) -> date:
        """The first day that counts: the programme's start, or the last clearance where that is later."""
        return max(self.diary.starts, self.cleared or self.diary.starts)

    @property
    def days(self) -> int:
        """How many days have passed since then; negative before the start."""
        return (self.day - self.since).days

    @cached_property
    def records(self) -> tuple[WeekRecord, ...]:
        """The weeks without their courses."""
        return tuple(record for record, _ in self.weeks)

    def counts(self, first: date) -> bool:
        """Whether what begins on ``first`` is newer than the last clearance."""
        return self.cleared is None or first > self.cleared


_PHYSIO_NEXT = "Ask your physiotherapist to look at the plan with you at your next visit."
_PHYSIO_WEEK = "See your physiotherapist within one week."
_QUESTIONS = "Answer all questions about serious causes again (`rehab screen --full`)."
_ACTIONS: Mapping[str, str] = {
    "RR1": f"See your physiotherapist within two weeks. {_QUESTIONS}",
    "RR2": "Make an appointment with your physiotherapist to review the plan.",
    "RR3": _PHYSIO_WEEK,
    "RR4": "Ask your own doctor, a musculoskeletal clinic or a sports physician to look at it again: whether "
    "imaging, another diagnosis or another treatment is needed.",
    "RR5": "See your own doctor within two weeks.",
    "RR6": _PHYSIO_WEEK,
    "RR7": f"{_PHYSIO_WEEK} Loading goes on as the two of you decide.",
    "RR8": "Have your own doctor or your physiotherapist look at the hip joint at a next visit.",
    "RR9": f"See your own doctor within two weeks. {_QUESTIONS}",
    "RR10": "Tell your physiotherapist, who can help with it, or your own doctor, who knows whom to turn to.",
    "RR11": "Show your record to your physiotherapist or doctor (`rehab report --letter`). For the "
    "clinician: a review is due; record what came of it.",
    "SETTLE": _PHYSIO_NEXT,
    "P5": "Ask your physiotherapist or doctor to confirm the return.",
}


def action(item: str, names: Collection[str]) -> str:
    """Who to see about a referral, and how soon, by the names of what led to it.

    Raises KeyError for an id that is no referral's.
    """
    woken = item == "RR3" and any(name.startswith(WOKEN) for name in names)
    return f"{_ACTIONS[item]} {_DOCTOR_TOO}" if woken else _ACTIONS[item]
