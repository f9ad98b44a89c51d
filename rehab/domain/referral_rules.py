"""The routine referrals as rules: titles, grades, sources and the words for clinicians (CE §5)."""

from rehab.domain.register import PROJECT_RULE, Rule

REFERRAL_RULES = (
    Rule(
        "RR1",
        "No first improvement after four weeks",
        "C",
        ("HIP-PATHWAYS", "SALAFFI04", "STRATFORD95", PROJECT_RULE),
        "28 days in, 80 % of the plan done, the median of the worst daily pain not lower by 1 point, nor own "
        "activities better by 2: physiotherapist within 2 weeks, full screen.",
    ),
    Rule(
        "RR2",
        "No important improvement after six weeks",
        "C",
        ("HIP-PATHWAYS", "FARRAR01"),
        "42 days in, and less than 2 points and 30 % better: routine physiotherapist review.",
    ),
    Rule(
        "RR3",
        "The pain is getting worse",
        "D",
        (PROJECT_RULE, "FARRAR01", "SALAFFI04"),
        "TR4 at any time: physiotherapist within 1 week; doctor within 2 weeks if woken by pain in 14 days.",
    ),
    Rule(
        "RR4",
        "No important improvement after twelve weeks",
        "C",
        ("HIP-PATHWAYS", "FARRAR01", "STRATFORD95"),
        "84 days in, and less than 2 points and 30 % better, or own activities better by less than 2: "
        "doctor, musculoskeletal clinic or sports physician for imaging, other diagnosis, injection.",
    ),
    Rule(
        "RR5",
        "Woken by pain for two weeks",
        "D",
        (PROJECT_RULE, "HIP-PATHWAYS"),
        "Woken by pain on 3 nights or more in each of 2 weeks: doctor within 2 weeks (feeds U03).",
    ),
    Rule(
        "RR6",
        "Can do less than before",
        "B",
        ("STRATFORD95", "BINKLEY99", PROJECT_RULE),
        "From the best earlier value: mean of own activities down 2, one down 3, or LEFS down 9: "
        "physiotherapist within 1 week.",
    ),
    Rule(
        "RR7",
        "Led back twice",
        "D",
        (PROJECT_RULE,),
        "Two REGRESS within 4 weeks, or a second return after a break that was followed within 2 weeks by "
        "REGRESS or another break: physiotherapist within 1 week.",
    ),
    Rule(
        "RR8",
        "Painful snapping or locking for six weeks",
        "C",
        ("SNAPPING22", PROJECT_RULE),
        "Painful snapping, locking, catching or giving way answered with yes over 42 days, no no between: "
        "routine doctor or physiotherapist (labrum, intra-articular).",
    ),
    Rule(
        "RR9",
        "A limp that stays",
        "D",
        (PROJECT_RULE,),
        "A limp on record for more than 14 days: doctor within 2 weeks, full screen (S05).",
    ),
    Rule(
        "RR10",
        "Low mood or fear of moving",
        "C",
        ("NG59", PROJECT_RULE),
        "Low mood, worry or fear of moving keeps from exercising: physiotherapist, signpost.",
    ),
    Rule(
        "RR11",
        "No review for six weeks",
        "D",
        (PROJECT_RULE,),
        "No clinician's act on the record for 42 days: reminder to both.",
    ),
    Rule(
        "SETTLE",
        "Pain before training in the settle phase",
        "D",
        (PROJECT_RULE,),
        "Three weeks of the settle phase with a before-score above 2: physiotherapist at the next visit.",
    ),
)
"""The rules of the referrals; the return after a break (P5) is a row of the decision table as well."""
