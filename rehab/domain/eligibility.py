"""What must be on record before any loading: row P3 (design §4.12, CE §3.2 and §4.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rehab.domain.because import Because
from rehab.domain.diary import Diary, Fact, Profile
from rehab.domain.flags import open_on

ADULT_YEARS = 18
_NOT_SCREENED = "the questions about serious causes are not answered (`rehab screen`)"


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    """A profile item: its key in the facts, the plain question, and whether a yes pauses loading."""

    key: str
    text: str
    pauses: bool = False


QUESTIONS = (
    ProfileQuestion("pregnant", "Are you pregnant, or did you give birth within the last 12 weeks?", True),
    ProfileQuestion(
        "recent_surgery", "Have you had surgery on the hip, pelvis or spine within the last 12 weeks?", True
    ),
    ProfileQuestion(
        "recent_fracture", "Have you broken the hip, pelvis or spine within the last 12 weeks?", True
    ),
    ProfileQuestion("current_cancer", "Do you have cancer now, or are you being treated for it?", True),
    ProfileQuestion("anticoagulant", "Do you take blood thinners, or have a bleeding disorder?"),
    ProfileQuestion("recent_fall", "Have you had a fall or a blow to the hip since the pain began?"),
    ProfileQuestion("cancer_history", "Have you ever had cancer?"),
    ProfileQuestion("immunosuppression", "Do you take steroids or medicine that weakens the immune system?"),
    ProfileQuestion("hiv", "Do you have HIV?"),
    ProfileQuestion("diabetes", "Do you have diabetes?"),
    ProfileQuestion("tuberculosis", "Have you had tuberculosis, or contact with someone who has it?"),
    ProfileQuestion("injected_drugs", "Do you inject drugs?"),
    ProfileQuestion("sickle_cell", "Do you have sickle cell disease?"),
    ProfileQuestion("osteoporosis", "Do you have osteoporosis?"),
    ProfileQuestion("recent_injection", "Have you had an injection in the back or hip in the last 12 weeks?"),
    ProfileQuestion("recent_infection", "Have you had an infection in the last 12 weeks?"),
    ProfileQuestion("hip_replacement", "Do you have a hip replacement?"),
)
KEYS = tuple(question.key for question in QUESTIONS)
DECIDING = (*(q.key for q in QUESTIONS if q.pauses), "anticoagulant", "recent_fall")
"""The answers without which loading waits: an unanswered one is unknown and pauses."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why loading waits: a short text and the fact behind it."""

    text: str
    because: Because


def obstacles(diary: Diary, day: date) -> tuple[Obstacle, ...]:
    """Everything that keeps loading exercises from starting on ``day``; empty when nothing does."""
    found = []
    if not any(d.day <= day for d in diary.diagnoses):
        found.append(_missing("no clinician's diagnosis is on record", "diagnosis"))
    if not any(s.full and s.day <= day for s in diary.screens):
        found.append(_missing(_NOT_SCREENED, "screen"))
    for flag in open_on(diary.raised, diary.clearances, day):
        if flag.pauses:
            because = Because(flag.cause or flag.entry, flag.day, flag.item, True)
            found.append(Obstacle(flag.text.rstrip("."), because))
    years = age(diary.person.born, day)
    if years < ADULT_YEARS:
        found.append(Obstacle("age under 18 needs a clinician", Because(None, day, "age", years)))
    profile = profile_on(diary, day)
    facts: Mapping[str, Fact] = profile.facts if profile else {}
    entry = profile.entry if profile else None
    missing = [key for key in DECIDING if facts.get(key) is None]
    if missing:
        found.append(_missing("profile questions are not answered: " + ", ".join(missing), "profile"))
    for question in QUESTIONS:
        if question.pauses and _yes(facts.get(question.key)):
            found.append(_answer(question.key, facts, entry, day))
    if _yes(facts.get("anticoagulant")) and _yes(facts.get("recent_fall")):
        found.append(_answer("anticoagulant", facts, entry, day, "blood thinners with a recent fall"))
    return tuple(found)


def profile_on(diary: Diary, day: date) -> Profile | None:
    """The newest profile given on or before ``day``."""
    given = [p for p in diary.profiles if p.day <= day]
    return max(reversed(given), key=lambda p: p.day, default=None)


def age(born: date, day: date) -> int:
    """Whole years from ``born`` to ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _yes(fact: Fact) -> bool:
    """Unsure counts as yes: nobody starts loading on a doubt (project rule)."""
    return fact is True or fact == "unsure"


def _missing(text: str, field: str) -> Obstacle:
    return Obstacle(text, Because(None, None, field, None))


def _answer(
    key: str, facts: Mapping[str, Fact], entry: str | None, day: date, text: str | None = None
) -> Obstacle:
    text = text or key.replace("_", " ") + " needs a clinician's sign-off"
    return Obstacle(text, Because(entry, day, key, facts.get(key)))
