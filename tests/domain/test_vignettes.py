"""Published cases, re-told as facts: no serious one is rated too low, no benign one too high."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rehab.actions.plans import screening
from rehab.domain.given_facts import given_facts
from rehab.domain.triage import order, triage
from rehab.domain.words import Urgency

CASES = Path(__file__).parents[3] / "shared" / "data" / "redflag_vignettes" / "vignettes_dev.json"
SERIOUS = (Urgency.EMERGENCY, Urgency.SAME_DAY)
IDS = (
    "inf-01",
    "inf-07",
    "inf-08",
    "inf-11",
    "inf-12",
    "inf-14",
    "inf-16",
    "mal-02",
    "mal-03",
    "mal-06",
    "mal-08",
    "vas-01",
    "vas-04",
    "vas-06",
    "vas-09",
    "fns-02a",
    "fns-02b",
    "fns-04",
    "fns-06",
    "ces-02",
    "ben-03",
    "ben-05",
    "ben-08",
    "ben-10",
    "ben-11",
    "ben-13",
    "ben-16",
    "ben-17",
    "ben-19",
)


def cases() -> dict[str, dict[str, Any]]:
    if not CASES.is_file():
        pytest.skip("the collection of published cases is not here")
    found = json.loads(CASES.read_text("utf-8"), parse_float=Decimal)["cases"]
    return {case["id"]: case for case in found}


def rated(facts: dict[str, Any]) -> int:
    given = given_facts(screening(), facts)
    assert given.not_understood == ()
    return order(triage(screening(), given.facts).urgency)


def test_corpus_is_whole() -> None:
    found = cases()
    assert tuple(found) == IDS
    serious = [id for id, case in found.items() if Urgency(case["expected_urgency"]) in SERIOUS]
    assert (len(serious), sum(id.startswith("ben-") for id in found)) == (17, 9)


@pytest.mark.parametrize("id", IDS)
def test_corpus_case_is_rated_within_what_is_acceptable(id: str) -> None:
    case = cases()[id]
    found = rated(case["structured"])
    allowed = [order(Urgency(word)) for word in case["acceptable"]]
    if id.startswith("ben-"):
        assert found <= max(allowed)
    else:
        assert found >= min(allowed)


# Plausible cases of the same kinds, each standing on a rule that the screen cites. "expected" is the
# least urgent rating that the rule calls for, or, for the benign ones, the most urgent.
SERIOUS_CASES = {
    "injected drugs, unwell, limping, no fever": (
        {"injected_drugs": True, "malaise": True, "gait_change": True},
        "same_day",
    ),
    "dialysis and a hip that cannot be straightened": (
        {"dialysis": True, "fixed_flexion": True},
        "same_day",
    ),
    "pain in the side and a bent hip without fever": (
        {"flank_pain": True, "hip_held_flexed": True, "duration_days": 9},
        "same_day",
    ),
    "no weight on the leg for five days": ({"can_bear_weight": "no", "duration_days": 5}, "same_day"),
    "fever with low blood pressure": ({"temp_c": "38.4", "systolic_bp": 84}, "emergency"),
    "fever after a birth": ({"postpartum": True, "rigors": True}, "same_day"),
    "spinal infection with a weak leg": (
        {"diabetes": True, "fever": True, "leg_weakness": True},
        "emergency",
    ),
    "unwell with weight loss": ({"fatigue": True, "weight_loss": True}, "two_weeks"),
    "cancer years ago, growing pain at night": (
        {"cancer_history": "breast, 2012", "night_pain": True, "worsening": True},
        "same_day",
    ),
    "cancer and opioids": ({"known_cancer": True, "opioids": True}, "same_day"),
    "cancer ever, nothing else": ({"cancer_history": True}, "two_weeks"),
    "a growing mass": ({"palpable_mass": True}, "two_weeks"),
    "weight loss and pain at rest": ({"weight_loss_kg": 6, "rest_pain": True}, "same_day"),
    "haemophilia and a bent hip": (
        {"bleeding_disorder": "haemophilia A", "hip_held_flexed": True},
        "emergency",
    ),
    "blood thinners and a fall": ({"anticoagulant": "apixaban", "fall": True}, "same_day"),
    "sudden severe pain in the side": (
        {"onset": "sudden", "pain": "severe", "flank_pain": True, "age": 72},
        "emergency",
    ),
    "sudden severe pain and shock": ({"onset": "acute", "hypotension": True}, "emergency"),
    "calf pain after an operation": ({"calf_pain": True, "recent_surgery": True}, "same_day"),
    "a cold leg": ({"cold_leg": True}, "emergency"),
    "pain when standing after a rise of training": (
        {"load_increase": True, "pain_on_weight_bearing": True, "duration_days": 10},
        "same_day",
    ),
    "no periods and pain on impact": ({"amenorrhea": True, "impact_pain": True}, "same_day"),
    "growing pain on weight bearing": ({"pain_on_weight_bearing": True, "worsening": True}, "two_weeks"),
    "urinary retention": ({"urinary_retention": True}, "emergency"),
    "sciatica on both sides": ({"bilateral_sciatica": True}, "emergency"),
    "a foot that drags": ({"foot_drop": True}, "same_day"),
    "a limp at thirteen": ({"age": 13, "limp": True}, "same_day"),
}
BENIGN_CASES = {
    "a strain with a limp, getting better": (
        {"onset": "sudden", "after_activity": True, "gait_change": True, "improving": True},
        "routine",
    ),
    "painful snapping, slowly worse": (
        {"age": 19, "snapping": True, "worsening": True, "duration_days": 60},
        "routine",
    ),
    "tendon pain after more training": (
        {"age": 41, "load_increase": True, "duration_days": 90},
        "two_weeks",
    ),
    "a hip replacement, long settled": ({"age": 63, "hip_replacement": True}, "routine"),
    "impingement, no better with therapy": (
        {"age": 28, "no_improvement_with_therapy": True, "duration_days": 400},
        "routine",
    ),
    "bursitis, getting better": ({"age": 50, "pain_start": 6, "pain_now": 1, "improving": True}, "routine"),
}


@pytest.mark.parametrize("name", SERIOUS_CASES)
def test_serious_case_is_never_rated_too_low(name: str) -> None:
    facts, least = SERIOUS_CASES[name]
    assert rated(facts) >= order(Urgency(least))


@pytest.mark.parametrize("name", BENIGN_CASES)
def test_benign_case_is_not_rated_too_high(name: str) -> None:
    facts, most = BENIGN_CASES[name]
    assert rated(facts) <= order(Urgency(most))
