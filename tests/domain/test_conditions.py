"""Conditions in three values, and the facts that stand behind a true one."""

from itertools import product

import pytest

from rehab.domain.conditions import (
    Condition,
    Every,
    Facts,
    Measured,
    Reading,
    Reported,
    Some,
    Unless,
    Worded,
    every,
    number,
)
from rehab.domain.diary import Fact

A, B = Reported("a"), Reported("b")


def holds(condition: Condition, facts: Facts, unsure: bool | None = None) -> bool | None:
    return Reading(facts, {}, unsure).holds(condition)


@pytest.mark.parametrize(
    ("fact", "truth"),
    [(True, True), (False, False), (None, None), ("skip", None), ("unsure", None)],
)
def test_a_yes_no_fact(fact: Fact, truth: bool | None) -> None:
    assert holds(A, {"a": fact}) is truth


def test_an_absent_fact_is_unknown_and_unsure_is_what_the_reading_says() -> None:
    assert holds(A, {}) is None
    assert [holds(A, {"a": "unsure"}, unsure) for unsure in (True, False, None)] == [True, False, None]
    assert holds(A, {"a": "skip"}, True) is None


@pytest.mark.parametrize(("one", "other"), [*product((True, False, None), repeat=2)])
def test_all_and_any_follow_the_logic_of_three_values(one: bool | None, other: bool | None) -> None:
    facts = {"a": one, "b": other}
    both = False if False in (one, other) else None if None in (one, other) else True
    either = True if True in (one, other) else None if None in (one, other) else False
    assert holds(Every((A, B)), facts) is both
    assert holds(Some((A, B)), facts) is either
    assert every((one, other)) is both


def test_a_number_holds_from_its_bound_on_or_below_it() -> None:
    fever, young = Measured("temp_c", at_least=38), Measured("age", below=18)
    assert [holds(fever, {"temp_c": n}) for n in (37, "37.9", 38, "38.0", "38.1")] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert [holds(young, {"age": n}) for n in (0, 17, "17.9", 18, 90)] == [True, True, True, False, False]
    between = Measured("age", at_least=15, below=61)
    assert [holds(between, {"age": n}) for n in (14, 15, 60, 61)] == [False, True, True, False]


@pytest.mark.parametrize("fact", [None, "unsure", "skip", True, "warm", ""])
def test_what_is_no_number_is_unknown(fact: Fact) -> None:
    assert number(fact) is None
    assert holds(Measured("temp_c", at_least=38), {"temp_c": fact}, True) is None


def test_a_word_holds_among_its_words() -> None:
    hard = Worded("pain", ("severe", "intolerable"))
    assert [holds(hard, {"pain": word}) for word in ("mild", "severe", None, "skip", "unsure")] == [
        False,
        True,
        None,
        None,
        None,
    ]
    assert holds(hard, {"pain": "unsure"}, True) is True


@pytest.mark.parametrize("fact", [False, None, "skip", "unsure"])
def test_only_a_known_reassuring_fact_makes_a_not_false(fact: Fact) -> None:
    assert holds(Unless("improving"), {"improving": fact}, True) is True
    assert holds(Unless("improving"), {"improving": True}) is False


def test_a_group_stands_for_its_condition() -> None:
    reading = Reading({"a": True}, {"either": Some((A, B))}, None)
    assert reading.holds(Reported("either")) is True
    assert reading.behind(Reported("either")) == {"a"}


def test_behind_a_condition_stand_only_the_facts_that_make_it_true() -> None:
    condition = Every((Some((A, B)), Measured("age", at_least=50), Unless("improving")))
    facts: Facts = {"a": False, "b": True, "age": 60, "c": True}
    assert Reading(facts, {}, None).behind(condition) == {"b", "age"}
    assert Reading({**facts, "age": 40}, {}, None).behind(condition) == frozenset()
    assert Reading({"pain": "severe"}, {}, None).behind(Worded("pain", ("severe",))) == {"pain"}
