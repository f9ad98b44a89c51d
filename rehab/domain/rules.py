"""The register of rules: id, version, title, grade and sources. Every decision names one of these.

Grades are those of CE §0.2; source keys lead to ``plans/sources.toml``. A rule whose numbers no
study gives carries ``project-rule``.
"""

from dataclasses import dataclass

RULES_VERSION = "2"
"""Raised whenever a rule's condition, number or order changes; stored with every plan shown."""

PROJECT_RULE = "project-rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``change`` says what would change a decision that it made."""

    id: str
    title: str
    grade: str
    sources: tuple[str, ...]
    change: str
    version: int = 1


_ALL = (
    Rule(
        "P0",
        "An emergency finding is open",
        "A",
        ("CESCARD", "GIRFT23", "NG253", "FINUCANE20"),
        "A clinician's clearance on record. No later answer, edit or undo ends it.",
    ),
    Rule(
        "P1",
        "A finding that needs a doctor today is open",
        "C",
        ("FINUCANE20", "MALLICK04", "COMMRF23", PROJECT_RULE),
        "A clinician's clearance on record. No later answer, edit or undo ends it.",
    ),
    Rule(
        "P2",
        "A finding that needs a doctor within two weeks is open",
        "C",
        ("FINUCANE20", "COMMRF23", PROJECT_RULE),
        "A clinician's clearance on record; until then gentle movement only.",
    ),
    Rule(
        "P3",
        "Loading waits for a clinician",
        "D",
        (PROJECT_RULE, "seed-psoas"),
        "A clinician's diagnosis on record, the questions about serious causes and the profile answered, and "
        "none of the conditions that need a clinician's sign-off.",
    ),
    Rule(
        "P4",
        "Pain broke its ceiling more than once, or was severe",
        "C",
        ("SILBERNAGEL07", PROJECT_RULE),
        "A week with fewer than two days on which pain passes its ceiling, and no score of 8 or more.",
    ),
    Rule(
        "P5",
        "Coming back after a break",
        "C",
        ("CATERISANO19", PROJECT_RULE),
        "Sessions without a gap of 8 days or more; then the 10 % rule leads back up.",
    ),
    Rule(
        "P6",
        "Too few entries to judge",
        "D",
        (PROJECT_RULE,),
        "Entries on at least 5 of 7 days, a next-morning score after each loading session, and the weekly "
        "questions answered.",
    ),
    Rule(
        "P7",
        "Pain broke its ceiling once",
        "B",
        ("SILBERNAGEL07", PROJECT_RULE),
        "A week in which no score passes its ceiling.",
    ),
    Rule(
        "P8",
        "Much more was done than the cap",
        "B",
        ("FRANDSEN25", "NIELSEN14", PROJECT_RULE),
        "A week at or under the limit, without one session far above the others.",
    ),
    Rule(
        "P10",
        "A lighter week is due",
        "C",
        ("BELL23", PROJECT_RULE),
        "The week itself: after it the plan returns to the volume before it, then grows again.",
    ),
    Rule(
        "P11",
        "Less was done than the reference",
        "D",
        (PROJECT_RULE,),
        "A week in which all that was planned is done.",
    ),
    Rule(
        "P13",
        "At most 10 % more a week",
        "C",
        ("seed-overview", "BUIST08", PROJECT_RULE),
        "Doing what the plan allows, in a week with entries on at least 5 of 7 days.",
    ),
    Rule(
        "SESSION",
        "No session far above the largest of the last 30 days",
        "B",
        ("FRANDSEN25", PROJECT_RULE),
        "Sessions that grow in small steps.",
    ),
)
_BY_ID = {rule.id: rule for rule in _ALL}


def rule(rule_id: str) -> Rule:
    """The rule with this id. Raises KeyError when there is none: every row names a rule."""
    return _BY_ID[rule_id]


def all_rules() -> tuple[Rule, ...]:
    """Every rule, topmost row first."""
    return _ALL
