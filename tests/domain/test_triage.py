"""Every item of the red-flag screen as a truth table, and what holds for any facts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.actions.plans import screening, sources
from rehab.domain import pain
from rehab.domain.conditions import Condition, Every, Measured, Reported, Some, Worded
from rehab.domain.diary import Fact
from rehab.domain.screening import FactKind, FactType, Screening
from rehab.domain.triage import Hit, order, triage
from rehab.domain.words import Urgency

E, S, U, R, NONE = (
    Urgency.EMERGENCY,
    Urgency.SAME_DAY,
    Urgency.TWO_WEEKS,
    Urgency.ROUTINE,
    Urgency.NONE,
)

CE_IDS = {f"E{n:02}" for n in range(1, 17)} | {f"S{n:02}" for n in range(1, 13)}
CE_IDS |= {f"U{n:02}" for n in range(1, 14)}
WEEKLY = {"E01", "E02", "E03", "E05", "E09", "E14", "S01", "S05", "S06", "U01", "U03"}
PAUSING = {"T01", "T02", "T03", "T04", "T05"}

# What a yes to each question means by itself.
ALONE = {
    **dict.fromkeys(sorted(one for one in CE_IDS if one[0] == "E"), E),
    **dict.fromkeys(sorted({one for one in CE_IDS if one[0] == "S"} - {"S02"}), S),
    **{"S02": U, "S13": S},
    **dict.fromkeys(sorted(one for one in CE_IDS if one[0] == "U"), U),
    **{"R03": R, "R07": R},
}

# Names of several facts, any of which will do. A fact is written `key` for a yes, `key=word`,
# `key>=number` or `key<number`.
RISK = (
    "immunosuppression steroid_use hiv diabetes tuberculosis injected_drugs bowel_disease kidney_failure "
    "liver_disease transplant recent_infection recent_surgery recent_injection recent_injection_or_surgery "
    "dental_work chemo_or_radiotherapy hip_replacement infection_risk_with_new_pain had_injection "
    "had_operation had_drainage takes_antibiotics"
)
FEVER = "fever_or_chills fever_with_pain night_sweats very_ill_with_fever temp_c>=38"
CANCER = "cancer_history current_cancer has_cancer_therapy"
NIGHT = "night_or_rest_pain persistent_night_pain constant_pain"
SEVERE = "disabling_pain pain=severe pain=intolerable"
STRONG = f"{SEVERE} pain_now>=8"
NO_STEP = "cannot_bear_weight can_bear_weight=no"
CANNOT_WALK = f"{NO_STEP} sudden_cannot_walk fall_cannot_walk"
HARDLY_WALKS = f"{CANNOT_WALK} can_bear_weight=impaired"
WEAK = "leg_weakness leg_weakness_or_numbness foot_drop"
NERVE = (
    f"{WEAK} bilateral_leg_symptoms saddle_numbness bladder_change bowel_change bladder_or_bowel_change "
    "nerve_pain"
)
FALL = "trauma recent_fall"
LOW_PRESSURE = "low_blood_pressure systolic_bp<91"
SUDDEN = "onset=sudden"
WEIGHT = "weight_loss weight_loss_kg>=4"
SIGNS = f"{NIGHT} hop_pain gait_change {HARDLY_WALKS} low_energy"
FAILING = f"confusion {LOW_PRESSURE} pulse>=130 respiratory_rate>=25 cannot_keep_fluids blotchy_skin"
FAILING += " little_urine"
DEFENCE = (
    "infection_risk_with_new_pain immunosuppression hiv injected_drugs tuberculosis bowel_disease "
    "kidney_failure liver_disease"
)
WHOLE = {"spine_infection_signs", "cancer_with_growing_pain", "cancer_with_nerve_signs"}
"""Questions that hold a whole combination; what they say of fever, risk and cancer has a test of its own."""
BELLY = "abdominal_symptoms flank_pain back_pain"


@dataclass(frozen=True)
class Row:
    """One fact out of each slot meets the item just so; without one of them it is missed.

    ``left`` is the urgency that is left without the slot of that place; ``doubt`` the urgency when the
    fact of that place is unsure, where it differs from the rule for all items.
    """

    item: str
    urgency: Urgency
    slots: tuple[str, ...]
    left: tuple[tuple[int, Urgency], ...] = ()
    doubt: tuple[tuple[int, Urgency], ...] = ()

    @property
    def combinations(self) -> Iterator[tuple[str, ...]]:
        return product(*(slot.split() for slot in self.slots))


def row(
    item: str,
    urgency: Urgency,
    *slots: str,
    left: dict[int, Urgency] | None = None,
    doubt: dict[int, Urgency] | None = None,
) -> Row:
    return Row(item, urgency, slots, tuple((left or {}).items()), tuple((doubt or {}).items()))


TABLE = (
    row("E01", E, "saddle_numbness"),
    row("E02", E, "bladder_change bladder_or_bowel_change"),
    row("E03", E, "bowel_change"),
    row("E04", E, "sexual_function_change"),
    row("E05", E, "bilateral_leg_symptoms"),
    row("E06", E, "cancer_with_nerve_signs"),
    row("E06", E, CANCER, f"{NERVE} gait_change {HARDLY_WALKS}"),
    row("E07", E, "fall_cannot_walk sudden_cannot_walk"),
    row("E07", E, f"{FALL} {SUDDEN}", f"{NO_STEP} leg_shortened_or_turned"),
    row("E07", E, STRONG, NO_STEP),
    row("E07", S, FALL, "can_bear_weight=impaired", doubt={1: E}),
    row("E07", S, "leg_shortened_or_turned", f"gait_change {STRONG} can_bear_weight=impaired"),
    row("E08", E, "abdominal_catastrophe sudden_severe_abdominal_pain pulsating_abdomen"),
    row("E08", E, "collapse faint_or_clammy"),
    row("E08", E, BELLY, SUDDEN, STRONG),
    row("E08", E, LOW_PRESSURE, f"{BELLY} {STRONG} {SUDDEN}"),
    row("E09", E, "chest_symptoms chest_pain breathlessness coughing_blood"),
    row("E10", E, "testicular_pain"),
    row("E11", E, "stuck_groin_lump"),
    row("E11", E, "groin_lump soft_groin_lump", "lump_painful_or_hard vomiting no_wind_or_stool"),
    row("E12", E, "pregnancy_emergency"),
    row("E12", E, "pregnant possibly_pregnant", "severe_abdominal_pain sudden_severe_abdominal_pain"),
    row("E12", E, "pregnant possibly_pregnant", "shoulder_tip_pain faint_or_clammy collapse"),
    row("E12", E, "pregnant", "vaginal_bleeding", STRONG),
    row("E12", E, "possibly_pregnant", "vaginal_bleeding"),
    row("E12", S, "pregnant possibly_pregnant", "abdominal_symptoms"),
    row("E13", E, "severe_abdominal_pain"),
    row("E13", E, "abdominal_symptoms", STRONG, "worsening", left={2: S}),
    row("E13", E, "abdominal_symptoms", STRONG, "pain_on_coughing vomiting", left={1: S, 2: S}),
    row("E13", E, "abdominal_symptoms", "no_wind_or_stool", "vomiting", left={1: S, 2: S}),
    row("E13", S, "abdominal_symptoms", f"{STRONG} pain_on_coughing vomiting no_wind_or_stool"),
    row("E14", E, "very_ill_with_fever"),
    row("E14", E, FEVER.replace("very_ill_with_fever ", ""), "very_ill confusion", left={0: S}),
    row("E14", E, FEVER.replace("very_ill_with_fever ", ""), "breathlessness"),
    row("E14", E, "fever_or_chills", FAILING, left={0: S}),
    row("E14", E, "fever_or_chills", "collapse faint_or_clammy"),
    row("E14", E, "very_ill", FAILING, left={0: S, 1: S}),
    row("E14", S, f"very_ill {FAILING}"),
    row("E15", E, "leg_cold_or_pale"),
    row("E16", E, "bleeding_risk_with_pain"),
    row("E16", E, "anticoagulant", f"{NERVE} {STRONG} hip_held_flexed {HARDLY_WALKS}"),
    row("E16", E, "anticoagulant", f"{LOW_PRESSURE} {SUDDEN}"),
    row("E16", S, "anticoagulant", f"{FALL} worsening gait_change abdominal_symptoms flank_pain"),
    row("S01", E, FEVER, HARDLY_WALKS, left={1: S}),
    row("S01", S, FEVER),
    row("S01", S, "feels_feverish", RISK),
    row("S02", S, "hip_held_flexed", f"{FEVER} {RISK} {CANCER} malaise", left={1: U}),
    row("S02", S, "hip_held_flexed", "flank_pain abdominal_symptoms", left={1: U}),
    row("S02", U, "hip_held_flexed"),
    row("S03", S, "hot_swollen_joint"),
    row("S04", S, "leg_swelling"),
    row("S04", S, "calf_pain", f"earlier_clot bed_rest {CANCER} recent_surgery had_operation pregnant"),
    row("S04", S, "calf_pain", "recent_injection_or_surgery"),
    row("S05", S, "impact_pain_with_signs"),
    row("S05", S, "impact_pain pain_on_weight_bearing", SIGNS),
    row("S05", S, "impact_pain after_activity load_increase", "pain_on_weight_bearing"),
    row("S05", S, "after_activity load_increase", SIGNS),
    row("S05", S, "worsening", f"{NIGHT} hop_pain gait_change {HARDLY_WALKS}"),
    row("S06", S, WEAK),
    row("S07", E, "young_with_limp", CANNOT_WALK, left={1: S}),
    row("S07", E, "age<18", CANNOT_WALK),
    row("S07", S, "young_with_limp"),
    row("S07", S, "age<18", "gait_change pain_on_weight_bearing hop_pain"),
    row("S07", S, "age<18", "can_bear_weight=impaired", doubt={1: E}),
    row("S08", E, "spine_infection_signs", WEAK, left={1: S}),
    row("S08", E, FEVER, RISK, WEAK, left={2: S}),
    row("S08", S, "spine_infection_signs"),
    row("S08", S, FEVER, RISK),
    row("S08", S, "feels_feverish", RISK),
    row("S09", S, "cancer_with_growing_pain"),
    row("S09", S, CANCER, f"worsening {NIGHT} pain_on_coughing {STRONG} pain_on_weight_bearing opioids"),
    row("S10", S, "pregnancy_warning"),
    row("S10", S, "pregnant", "vaginal_bleeding fluid_loss contractions dizziness calf_pain leg_swelling"),
    row("S10", S, "pregnant", "leg_weakness leg_weakness_or_numbness"),
    row("S11", S, "urine_blood_or_flank_fever blood_in_urine"),
    row("S11", S, FEVER, "flank_pain dark_urine"),
    row("S12", S, SEVERE),
    row("S13", S, "recurrence_without_load"),
    row("U01", U, WEIGHT),
    row("U02", U, "cancer_history current_cancer"),
    row("U03", S, NIGHT, f"{WEIGHT} {CANCER}", left={1: U}),
    row("U03", S, "persistent_night_pain constant_pain", "age>=51", left={1: U}),
    row("U03", U, NIGHT),
    row("U04", U, "bone_death_risk steroid_use heavy_alcohol sickle_cell lupus hiv transplant diving"),
    row("U04", U, "chemo_or_radiotherapy"),
    row("U05", E, "fragile_bone_with_sudden_pain", CANNOT_WALK, left={1: U}),
    row("U05", E, "osteoporosis steroid_use", CANNOT_WALK),
    row("U05", U, "fragile_bone_with_sudden_pain"),
    row("U05", U, "osteoporosis steroid_use", f"{FALL} {STRONG} {SUDDEN} pain_on_weight_bearing"),
    row("U06", S, DEFENCE, f"gait_change {HARDLY_WALKS} worsening {NIGHT} {STRONG}", left={1: U}),
    row("U06", U, DEFENCE),
    row("U07", U, "first_back_pain_at_this_age"),
    row("U07", U, "first_back_pain", "age<15 age>=61"),
    row("U08", U, "low_energy"),
    row("U09", U, "growing_lump"),
    row("U10", U, "soft_groin_lump groin_lump"),
    row("U11", U, "inflammatory_signs"),
    row("U12", U, "pelvic_or_bowel_change"),
    row("U13", U, "nerve_pain"),
    row("U14", U, "impact_pain pain_on_weight_bearing after_activity load_increase", "duration_days>=14"),
    row("U14", U, "impact_pain pain_on_weight_bearing", "worsening"),
    row("U14", U, "hop_pain"),
    row("U15", S, CANNOT_WALK),
    row("U15", U, "gait_change"),
    row("U15", U, "can_bear_weight=impaired", doubt={0: S}),
    row("U16", U, "opioids"),
    row("U17", U, "pain_now>=8"),
    row("U18", S, "malaise", RISK, left={1: U}),
    row("U18", U, "malaise"),
    row("R01", R, "duration_days>=42"),
    row("R02", R, "no_improvement_with_therapy"),
    row("R03", R, "snapping"),
    row("R04", R, "recent_injection_or_surgery recent_surgery recent_injection hip_replacement"),
    row("R04", R, "recent_fracture"),
    row("R05", R, "worsening"),
    row("R06", R, "known_diagnosis"),
    row("R07", R, "low_mood_or_fear"),
    row("T01", R, "had_injection"),
    row("T02", R, "had_operation"),
    row("T03", R, "takes_antibiotics"),
    row("T04", R, "had_drainage"),
    row("T05", R, "has_cancer_therapy"),
    row("T06", U, "uses_walking_aid"),
    row("T07", R, "uses_nerve_medicine"),
)

# A reassuring fact lowers these, and only when it is known to be so.
REASSURED = (
    ("S05", "after_activity gait_change improving", NONE),
    ("S05", "load_increase hop_pain improving", S),
    ("U14", "hop_pain improving", NONE),
    ("S05", "impact_pain gait_change improving", S),
    ("S05", "worsening gait_change improving", S),
    ("U14", "after_activity duration_days>=14 improving", NONE),
    ("U14", "impact_pain worsening improving", U),
    ("U15", "gait_change improving", R),
    ("U15", "gait_change limp_is_new", R),
    ("U15", "cannot_bear_weight improving limp_is_new", S),
    ("R01", "duration_days>=42 improving", NONE),
)


def met(literal: str) -> tuple[str, Fact]:
    """The key of a fact and a value that just meets it."""
    for sign, step in ((">=", 0), ("<", -1)):
        if sign in literal:
            key, number = literal.split(sign)
            return key, int(number) + step
    key, _, word = literal.partition("=")
    return key, word or True


def just_missed(literal: str) -> Fact:
    """A value that just misses a fact: no, the harmless word, or the next number."""
    key, value = met(literal)
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return value - 1 if ">=" in literal else value + 1
    return screening().facts[key].words[0]


def facts(literals: tuple[str, ...]) -> dict[str, Fact]:
    return dict(met(literal) for literal in literals)


def hit(item: str, found: dict[str, Fact]) -> Hit | None:
    return next(iter(triage(only(item), found).hits), None)


@cache
def only(item: str) -> Screening:
    """The screen with one item alone: items act by themselves."""
    return replace(screening(), items=(screening().by_id[item],))


def rated(item: str, found: dict[str, Fact]) -> tuple[Urgency, bool]:
    """The urgency of one item, and whether it rests on a doubt."""
    one = hit(item, found)
    return (one.urgency, one.unsure) if one else (NONE, False)


def named(one: Row) -> str:
    return f"{one.item}-{one.urgency}-{'+'.join(slot.split()[0] for slot in one.slots)}"


@pytest.mark.parametrize("one", TABLE, ids=named)
def test_a_combination_that_is_just_met_has_its_urgency(one: Row) -> None:
    for literals in one.combinations:
        assert rated(one.item, facts(literals)) == (one.urgency, False), literals


MANY = 40
"""Rows with more combinations than this are told one by one in the heavy tier."""
FEW = [
    pytest.param(one, marks=pytest.mark.heavy) if len(list(one.combinations)) > MANY else one for one in TABLE
]


@pytest.mark.parametrize("one", FEW, ids=named)
def test_a_combination_that_is_just_missed_has_not(one: Row) -> None:
    left = dict(one.left)
    for literals in one.combinations:
        for place, literal in enumerate(literals):
            expected = (left.get(place, NONE), False)
            all_facts, key = facts(literals), met(literal)[0]
            absent = {name: value for name, value in all_facts.items() if name != key}
            assert rated(one.item, absent) == expected, (literals, key)
            for value in (None, "skip", just_missed(literal)):
                assert rated(one.item, {**all_facts, key: value}) == expected, (literals, key, value)


@pytest.mark.parametrize("one", FEW, ids=named)
def test_unsure_is_yes_where_it_is_serious_and_a_question_elsewhere(one: Row) -> None:
    left, doubt = dict(one.left), dict(one.doubt)
    serious = one.urgency in (E, S) or one.item[0] in "ES"
    for literals in one.combinations:
        for place, literal in enumerate(literals):
            key, value = met(literal)
            if isinstance(value, int) and not isinstance(value, bool):
                expected = (left.get(place, NONE), False)  # an unsure number is an unknown one
            elif serious:
                expected = (doubt.get(place, one.urgency), False)
            else:
                expected = (doubt.get(place, R), place not in doubt)
            assert rated(one.item, {**facts(literals), key: "unsure"}) == expected, (literals, key)


@pytest.mark.parametrize(("item", "literals", "expected"), REASSURED)
def test_reassuring_facts_lower_only_what_names_them(item: str, literals: str, expected: Urgency) -> None:
    found = facts(tuple(literals.split()))
    assert rated(item, found)[0] is expected
    reassuring = [key for key in found if screening().facts[key].reassuring]
    for doubt in (False, None, "unsure", "skip"):
        doubted = rated(item, {**found, **dict.fromkeys(reassuring, doubt)})[0]
        assert order(doubted) >= order(expected)
        assert doubted is not NONE


@pytest.mark.parametrize("item", sorted(ALONE))
def test_each_question_by_itself(item: str) -> None:
    asks = str(screening().by_id[item].asks)
    assert rated(item, {asks: True}) == (ALONE[item], False)
    doubt = (ALONE[item], False) if item[0] in "ES" else (R, True)
    assert rated(item, {asks: "unsure"}) == doubt
    for answer in (False, "skip", None):
        assert hit(item, {asks: answer}) is None
    assert item in triage(screening(), {}).unknown
    for answer in ("skip", None):
        assert item in triage(screening(), {asks: answer}).unknown
    for answer in (True, False, "unsure"):
        assert item not in triage(screening(), {asks: answer}).unknown


def test_no_facts_raise_nothing_and_leave_every_question_open() -> None:
    found = triage(screening(), {})
    assert (found.hits, found.urgency) == ((), NONE)
    assert found.unknown == tuple(item.id for item in screening().questions)
    assert triage(screening(), {"temp_of_the_moon": True, "age": 40}).urgency is NONE


def test_hits_stand_most_urgent_first_with_the_facts_behind_them() -> None:
    found = triage(screening(), {"snapping": True, "weight_loss": True, "anticoagulant": True, "pulse": 70})
    assert [one.item.id for one in found.hits] == ["U01", "R03"]
    assert found.urgency is U
    one = hit("E16", {"anticoagulant": "unsure", "pain": "severe", "snapping": True})
    assert one is not None
    assert dict(one.facts) == {"anticoagulant": "unsure", "pain": "severe"}


# ------------------------------------------------------------------ the file and its table


def leaves(condition: Condition) -> set[str]:
    """The facts of a condition, written as in the table; reassuring ones left out."""
    groups = screening().groups
    match condition:
        case Reported(key):
            return leaves(groups[key]) if key in groups else {key}
        case Measured(key, at_least, below):
            return {f"{key}>={at_least}"} if at_least is not None else {f"{key}<{below}"}
        case Worded(key, words):
            return {f"{key}={word}" for word in words}
        case Every(parts) | Some(parts):
            return {leaf for part in parts for leaf in leaves(part)}
    return set()


def test_every_fact_of_every_outcome_stands_in_the_table() -> None:
    for item in screening().items:
        rows = [one for one in TABLE if one.item == item.id]
        urgencies = {one.urgency for one in rows} | {to for id, _, to in REASSURED if id == item.id} - {NONE}
        assert urgencies == {outcome.urgency for outcome in item.outcomes}, item.id
        shown = {leaf for one in rows for slot in one.slots for leaf in slot.split()}
        wanted = {leaf for outcome in item.outcomes for leaf in leaves(outcome.when)}
        # Feeling feverish with a risk of infection is one way to have a fever; S01 and S08 show it.
        way = {"feels_feverish", *RISK.split()} if item.id not in ("S01", "S08") else set()
        assert wanted - way - WHOLE <= shown, item.id
        assert shown <= wanted, item.id


@pytest.mark.parametrize(
    ("found", "item", "urgency"),
    [
        ("spine_infection_signs cannot_bear_weight", "S01", E),
        ("spine_infection_signs very_ill", "E14", E),
        ("spine_infection_signs hip_held_flexed", "S02", S),
        ("cancer_with_growing_pain leg_weakness", "E06", E),
        ("cancer_with_growing_pain hip_held_flexed", "S02", S),
        ("cancer_with_nerve_signs calf_pain", "S04", S),
    ],
)
def test_a_whole_combination_counts_for_its_parts(found: str, item: str, urgency: Urgency) -> None:
    assert rated(item, facts(tuple(found.split()))) == (urgency, False)


def test_every_item_of_the_clinical_evidence_is_there_and_the_rest_is_marked_as_added() -> None:
    found = screening().by_id
    assert set(found) >= CE_IDS
    assert {one.item for one in TABLE} == set(found)
    assert {id for id, item in found.items() if item.added} == set(found) - CE_IDS
    assert {id for id, item in found.items() if item.short} == WEEKLY
    assert {id for id, item in found.items() if item.pauses} == PAUSING
    assert {item.id for item in screening().questions} == set(ALONE)


def test_every_item_cites_known_sources_and_an_added_one_says_so_where_it_is_its_own_rule() -> None:
    known = sources()
    for item in screening().items:
        assert item.sources, item.id
        assert set(item.sources) <= set(known), item.id
        if not any(known[key].mark in ("published", "unverified") for key in item.sources):
            assert (item.grade, "project-rule" in item.sources) == ("D", True), item.id


def test_a_severe_score_is_the_same_in_the_screen_and_in_the_pain_rules() -> None:
    assert rated("U17", {"pain_now": pain.SEVERE}) == (U, False)
    assert rated("U17", {"pain_now": pain.SEVERE - 1}) == (NONE, False)
    assert Measured("pain_now", pain.SEVERE) in getattr(screening().groups["strong_pain"], "parts", ())


def test_no_question_sets_a_fact_of_another() -> None:
    asked = [item.asks for item in screening().questions]
    assert len(set(asked)) == len(asked)
    assert all(screening().facts[str(key)].kind is FactKind.YES_NO for key in asked)
    assert not any(screening().facts[str(key)].reassuring for key in asked)


# ------------------------------------------------------------------ for any facts

WORRYING = tuple(of for of in screening().facts.values() if not of.reassuring)


def values(of: FactType) -> st.SearchStrategy[Fact]:
    if of.kind is FactKind.NUMBER:
        return st.one_of(st.none(), st.just("unsure"), st.integers(0, 250), st.sampled_from(["38.2", "7.5"]))
    if of.kind is FactKind.WORD:
        return st.sampled_from([None, "skip", "unsure", *(of.words or ("osteoarthritis",))])
    return st.sampled_from([None, "skip", False, "unsure", True])


def drawn(most: int) -> st.SearchStrategy[dict[str, Fact]]:
    """Some facts of the vocabulary, each with any value."""
    keys = st.lists(st.sampled_from(sorted(screening().facts)), max_size=most, unique=True)
    return keys.flatmap(
        lambda some: st.fixed_dictionaries({key: values(screening().facts[key]) for key in some})
    )


@given(drawn(12), st.dictionaries(st.text(max_size=12), st.sampled_from([True, None, 3, "x"]), max_size=3))
def test_any_facts_have_an_answer(some: dict[str, Fact], strange: dict[str, Fact]) -> None:
    found = triage(screening(), {**strange, **some})
    assert found.urgency in Urgency
    assert [order(one.urgency) for one in found.hits] == sorted(
        (order(one.urgency) for one in found.hits), reverse=True
    )
    for one in found.hits:
        assert one.facts
        assert one.item.id not in found.unknown


@given(st.dictionaries(st.sampled_from(sorted(screening().facts)), st.text(max_size=6), max_size=8))
def test_even_values_of_no_kind_have_an_answer(some: dict[str, Fact]) -> None:
    assert triage(screening(), some).urgency in Urgency


def climb(of: FactType) -> list[tuple[Fact, ...]]:
    """Values of a fact, each list from the least to the most worrying."""
    if of.kind is FactKind.YES_NO:
        return [(False, "unsure", True), (None, "unsure", True), ("skip", "unsure", True)]
    if of.kind is FactKind.WORD:
        words = of.words or ("osteoarthritis",)
        return [(words[0], "unsure") if of.key == "sex" else words, (None, words[-1]), (None, "unsure")]
    return [(None, number) for number in (0, 12, 17, 40, 55, 70, 95, 140)]


@given(drawn(10), st.sampled_from(WORRYING), st.data())
def test_a_more_worrying_fact_never_lowers_the_urgency(
    some: dict[str, Fact], of: FactType, data: st.DataObject
) -> None:
    rates = []
    for value in data.draw(st.sampled_from(climb(of))):
        rates.append(order(triage(screening(), {**some, of.key: value}).urgency))
    assert rates == sorted(rates)


RISING = ("duration_days", "temp_c", "pulse", "respiratory_rate", "pain_now", "pain_start", "weight_loss_kg")


@given(drawn(10), st.sampled_from(RISING), st.integers(0, 200), st.integers(0, 200))
def test_a_larger_number_never_lowers_the_urgency(
    some: dict[str, Fact], key: str, one: int, two: int
) -> None:
    low, high = (order(triage(screening(), {**some, key: n}).urgency) for n in sorted((one, two)))
    assert low <= high


@given(drawn(12))
def test_a_reassuring_fact_alone_is_what_may_lower_it(some: dict[str, Fact]) -> None:
    without = {key: value for key, value in some.items() if not screening().facts[key].reassuring}
    assert order(triage(screening(), without).urgency) >= order(triage(screening(), some).urgency)
