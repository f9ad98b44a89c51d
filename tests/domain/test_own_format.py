"""The program's own CSV: what is guarded against a spreadsheet, and that guarding loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.domain.own_format import guarded, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "'quoted"])
def test_what_would_begin_a_formula_gets_one_mark(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "knee", "1-2", " =1", "don't"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(st.text(alphabet="'=+-@\t\ra ", max_size=6))
def test_a_guarded_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["'tis", "'", "a'=1"])
def test_a_mark_that_guards_nothing_is_the_patients_own(text: str) -> None:
    assert unguarded(text) == text
