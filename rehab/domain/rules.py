"""Every rule of the program by id: the rows of the decision table, pain rules, trends, guards, referrals."""

from rehab.domain.decision_table import TABLE
from rehab.domain.exceptions import EXCEPTION, RAMP
from rehab.domain.referral_rules import REFERRAL_RULES
from rehab.domain.register import PROJECT_RULE, Rule

RULES_VERSION = "5"
"""Raised whenever a rule's condition, number or order changes; stored with every plan shown."""

_PAIN = (
    Rule(
        "PM0",
        "Zone of a score",
        "D",
        ("THOMEE97", PROJECT_RULE),
        "Up to 2 low, 3 to 5 acceptable, 6 to 10 high.",
    ),
    Rule(
        "PM1",
        "Pain during a bout",
        "A",
        ("SILBERNAGEL07", PROJECT_RULE),
        "Above the phase's ceiling: 5 from strengthening on; in settle above 2 and above that day's "
        "before-score, or above 5.",
    ),
    Rule(
        "PM2", "Pain after a bout", "A", ("SILBERNAGEL07", PROJECT_RULE), "As PM1, for the rest of the day."
    ),
    Rule(
        "PM3",
        "The next morning",
        "B",
        ("SILBERNAGEL07", "NPRS-BACK", PROJECT_RULE),
        "Against the morning before, else that day's before-score: +1 is tolerated, +2 or any value above 5 "
        "is a breach.",
    ),
    Rule(
        "PM4",
        "The week's middle morning",
        "D",
        ("SALAFFI04", "FARRAR01", PROJECT_RULE),
        "Weekly median of morning pain: +1 point holds, +2 points or +30 % from a base of 3 goes back; of "
        "stiffness: +5 minutes hold, +30 % and 10 minutes go back. Three values in each week.",
    ),
    Rule("PM5", "A flare", "D", (PROJECT_RULE,), "A score above 5 on three days running."),
    Rule(
        "PM6", "A severe score", "D", (PROJECT_RULE,), "Any score of 8 or more, or pain at rest of 7 or more."
    ),
    Rule(
        "PM7",
        "A missing next morning",
        "D",
        (PROJECT_RULE,),
        "Unknown: nothing progresses from that session.",
    ),
)
_TRENDS = (
    Rule(
        "TR1",
        "Improving",
        "A",
        ("FARRAR01", PROJECT_RULE),
        "The median of the worst daily score is lower by 2 points and 30 % than in the first 14 days.",
    ),
    Rule("TR2", "Slightly improving", "A", ("SALAFFI04", PROJECT_RULE), "Lower by 1 point or 15 %."),
    Rule("TR3", "Stable", "D", (PROJECT_RULE,), "A change of less than 1 point."),
    Rule(
        "TR4",
        "Worsening",
        "D",
        (PROJECT_RULE, "FARRAR01", "SALAFFI04"),
        "Weekly median up 2 points in two weeks, or 1 point in each of two weeks, or a Theil–Sen slope of "
        "0.1 points a day over 21 days with 12 scores.",
    ),
    Rule("TR5", "Unknown", "D", (PROJECT_RULE,), "Scores on fewer than 4 of 7 days; never called stable."),
)
_GUARDS = (
    Rule(
        "SESSION",
        "No session far above the largest of the last 30 days",
        "B",
        ("FRANDSEN25", PROJECT_RULE),
        "At most 110 % of the largest session of 30 days, or one step more where that is less than a step.",
    ),
    Rule(
        "ROLLING",
        "No seven days running above the week's limit",
        "D",
        (PROJECT_RULE,),
        "No seven days up to a planned session hold more than the higher limit of the weeks they touch.",
    ),
    Rule(
        "MINUTES",
        "No week much longer than before",
        "D",
        (PROJECT_RULE,),
        "Planned minutes are at most 110 % of what R of all exercises takes. To fit, growth waits at R and "
        "new entry sets are cut; the room that is left goes to growth, in file order. An exercise under a "
        "clinician's exception is not cut, and counts at most with R.",
        version=2,
    ),
    Rule(
        "STAGE",
        "One walk–run stage at a time",
        "C",
        ("RUN-TABLE23", "WALK-RUN", PROJECT_RULE),
        "One level up after three clean sessions, never in a week whose minutes rise; one down after a "
        "REGRESS or a break.",
    ),
    Rule(
        "LOAD",
        "More load, then fewer repetitions",
        "A",
        ("RATAMESS09", PROJECT_RULE),
        "One load step once the target repetitions are done; gram·reps stay within the cap, and "
        "repetitions are no more than before.",
    ),
)
_ALL = (*(row.rule for row in TABLE), EXCEPTION, *_PAIN, *_TRENDS, *_GUARDS, RAMP, *REFERRAL_RULES)
_BY_ID = {rule.id: rule for rule in _ALL}


def rule(rule_id: str) -> Rule:
    """The rule with this id. Raises KeyError when there is none: every row names a rule."""
    return _BY_ID[rule_id]


def all_rules() -> tuple[Rule, ...]:
    """Every rule, the decision table first, topmost row first."""
    return _ALL
