"""Facts as files and people give them: names, kinds, and what is not understood."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.actions.plans import screening
from rehab.domain.diary import Fact
from rehab.domain.given_facts import GivenFacts, given_facts, worse
from rehab.domain.screening import FactKind
from rehab.domain.triage import triage
from rehab.domain.words import Urgency


def read(**raw: object) -> GivenFacts:
    return given_facts(screening(), raw)


def test_every_alias_leads_to_its_fact() -> None:
    for name, key in screening().aliases.items():
        yes_no = screening().facts[key].kind is FactKind.YES_NO
        assert read(**{name: True if yes_no else 40}).facts == {key: True if yes_no else 40}


def test_a_name_outside_the_vocabulary_is_told_and_the_rest_still_counts() -> None:
    found = read(sadle_numbness=True, zzzz=1, fever=True)
    assert found.facts == {"fever_or_chills": True}
    assert found.not_understood == ("sadle_numbness (did you mean saddle_numbness?)", "zzzz")
    assert triage(screening(), found.facts).urgency is Urgency.SAME_DAY


def test_a_strange_name_is_cleaned_and_cut() -> None:
    (told,) = given_facts(screening(), {"\x1b[31m" + "q" * 500: True}).not_understood
    assert "\x1b" not in told
    assert len(told) < 150


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        (True, True),
        (False, False),
        (None, None),
        ("yes", True),
        (" YES ", True),
        ("no", False),
        ("None", False),
        ("", False),
        ("never", False),
        ("renal failure", True),
        ("Crohn", True),
        ("no longer than a week", True),
        ("unsure", "unsure"),
        ("not sure", "unsure"),
        ("skip", "skip"),
        ("unknown", None),
        ("not reported", None),
        ("?", None),
    ],
)
def test_yes_no_facts(said: object, fact: Fact) -> None:
    found = read(immunosuppression=said)
    assert found.facts == {"immunosuppression": fact}
    assert found.not_understood == ()


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        (39, 39),
        (Decimal("39.0"), 39),
        (Decimal("38.20"), "38.2"),
        ("38.5", "38.5"),
        ("38.5 °C", "38.5"),
        ("39 c", 39),
        (0, 0),
        (None, None),
        ("unsure", "unsure"),
        ("unknown", None),
    ],
)
def test_numbers(said: object, fact: Fact) -> None:
    assert read(temp_c=said).facts == {"temp_c": fact}


@pytest.mark.parametrize(
    ("key", "said", "fact"),
    [
        ("can_bear_weight", False, "no"),
        ("can_bear_weight", True, "yes"),
        ("can_bear_weight", "true", "yes"),
        ("can_bear_weight", "cannot", "no"),
        ("can_bear_weight", "with difficulty", "impaired"),
        ("can_bear_weight", "not at all", "no"),
        ("pain", "Severe", "severe"),
        ("pain", "moderate to severe", "severe"),
        ("pain", "severe, constant", "severe"),
        ("pain", "excruciating", "intolerable"),
        ("pain", "light", "mild"),
        ("onset", "acute", "sudden"),
        ("onset", "insidious over weeks", "gradual"),
        ("sex", "female", "f"),
        ("sex", "woman", "f"),
        ("known_diagnosis", "hip osteoarthritis", "hip osteoarthritis"),
        ("onset", "unsure", "unsure"),
        ("onset", "unknown", None),
    ],
)
def test_words(key: str, said: object, fact: Fact) -> None:
    found = read(**{key: said})
    assert found.facts == {key: fact}
    assert found.not_understood == ()


@pytest.mark.parametrize(
    ("said", "days"),
    [("1 day", 1), ("10 days", 10), ("1 week", 7), ("2 weeks ago", 14), ("1 month", 30), ("2 years", 730)],
)
def test_a_duration_is_read_in_days(said: str, days: int) -> None:
    assert read(duration_days=said).facts == {"duration_days": days}


def test_a_free_text_is_kept_up_to_200_characters() -> None:
    assert read(known_diagnosis="q" * 200).facts == {"known_diagnosis": "q" * 200}
    assert read(known_diagnosis="q" * 201).facts == {"known_diagnosis": "q" * 200}


def test_a_word_that_is_none_of_the_fact_is_unknown_and_told() -> None:
    found = read(onset="whilst dreaming", pain="seven")
    assert found.facts == {"onset": None, "pain": None}
    assert found.not_understood == ("onset: whilst dreaming", "pain: seven")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("weight_loss", ["yes"]),
        ("weight_loss", Decimal("NaN")),
        ("weight_loss", {}),
        ("temp_c", "hot"),
        ("temp_c", True),
        ("temp_c", -1),
        ("temp_c", 10**9),
        ("temp_c", Decimal("NaN")),
        ("temp_c", [38]),
        ("onset", True),
        ("known_diagnosis", 3),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_and_the_rest_counts(key: str, value: object) -> None:
    found = read(**{key: value, "chills": True})
    assert found.facts == {"fever_or_chills": True}
    (told,) = found.not_understood
    assert re.fullmatch(f"“{key}” has a value of the wrong kind. Give .+[^.]", told)


def test_numbers_say_yes_and_no_and_how_strong_a_pain_is() -> None:
    assert read(weight_loss=5, night_sweats=0).facts == {"weight_loss": True, "night_sweats": False}
    assert read(pain=8).facts == {"pain_now": 8}


def test_of_two_names_for_one_fact_the_worse_stands_in_either_order() -> None:
    for raw in ({"fever": False, "rigors": True}, {"rigors": True, "fever": False}):
        assert given_facts(screening(), raw).facts == {"fever_or_chills": True}
    assert read(temp_c=39, temperature=None).facts == {"temp_c": 39}
    assert read(temperature="unknown", temp_c=39).facts == {"temp_c": 39}
    assert read(temp_c=37, temperature=Decimal("38.5")).facts == {"temp_c": "38.5"}


@pytest.mark.parametrize(
    ("key", "worst_first"),
    [
        ("weight_loss", (True, "unsure", "skip", False, None)),
        ("improving", (False, "unsure", "skip", True, None)),
        ("pain", ("intolerable", "severe", "mild", "none", "unsure", None)),
        ("temp_c", (40, "38.5", 37, "unsure", None)),
    ],
)
def test_worse(key: str, worst_first: tuple[Fact, ...]) -> None:
    of = screening().facts[key]
    for place, one in enumerate(worst_first):
        for other in worst_first[place:]:
            assert worse(of, one, other) == worse(of, other, one) == one


plain = st.none() | st.booleans() | st.integers(-5, 10**6) | st.text(max_size=10) | st.decimals()


@given(st.dictionaries(st.sampled_from(sorted(screening().facts)) | st.text(max_size=10), plain, max_size=6))
def test_any_mapping_is_read(raw: dict[str, object]) -> None:
    found = given_facts(screening(), raw)
    assert set(found.facts) <= set(screening().facts)
    assert triage(screening(), found.facts).urgency in Urgency
