"""What a rule of the program is: an id, a version, a title, a grade, sources, words for clinicians."""

from dataclasses import dataclass

PROJECT_RULE = "project-rule"
"""The source key of what no study gives (CE §0.1)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``clinician`` tells the condition and the numbers as a clinician would say them.

    ``grade`` is A to D of CE §0.2; ``sources`` are keys of ``plans/sources.toml``, with ``project-rule``
    beside every number that a study does not give.
    """

    id: str
    title: str
    grade: str
    sources: tuple[str, ...]
    clinician: str
    version: int = 1
