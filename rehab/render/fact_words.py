"""Facts and answers in the words that a clinician reads."""

from rehab.domain.conditions import UNSURE
from rehab.domain.diary import Fact
from rehab.domain.screening import Screening
from rehab.render.words import answer_text


def fact_text(screening: Screening, key: str) -> str:
    """A fact in the words of the vocabulary; one outside it by its own name."""
    known = screening.facts.get(key)
    return known.text if known else key.replace("_", " ")


def said(value: Fact) -> str:
    """An answer in words: yes, no, not sure, skipped, or what was said. A missing one is no answer."""
    if value is None:
        return "not given"
    return "not sure" if value == UNSURE else answer_text(value)
