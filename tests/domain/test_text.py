"""Cleaning: nothing that drives a terminal or hides text gets through, and words survive."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab.domain.limits import NOTE_MAX
from rehab.domain.text import clean, nearest

anything = st.text(st.characters(exclude_categories=()), max_size=60)
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(anything, st.booleans())
@settings(max_examples=500)
def test_cleaning_twice_changes_nothing(text: str, multiline: bool) -> None:
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once


@given(anything, st.integers(1, 20))
@settings(max_examples=300)
def test_cleaning_twice_with_a_limit_changes_nothing(text: str, limit: int) -> None:
    once = clean(text, limit=limit)
    assert clean(once, limit=limit) == once
    assert len(once) <= limit


@given(anything)
@settings(max_examples=500)
def test_nothing_cleaned_is_active_hidden_or_unwritable(text: str) -> None:
    for cleaned, kept in ((clean(text), ""), (clean(text, multiline=True), "\n\t")):
        cleaned.encode("utf-8")
        assert len(cleaned) <= NOTE_MAX
        for one in cleaned:
            assert one in kept or unicodedata.category(one) not in ("Cc", "Cs", "Zl", "Zp")
            assert unicodedata.bidirectional(one) not in BIDI


@pytest.mark.parametrize(
    "code", [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, 0x61C, 0x202E, 0x2066, 0xFEFF, 0xD800]
)
def test_every_control_is_replaced(code: int) -> None:
    cleaned = clean(f"a{chr(code)}b")
    assert cleaned == ("a b" if chr(code) in "\n\t\r" else "a\ufffdb")


@pytest.mark.parametrize(
    "text",
    [
        "Schmerz in der Hüfte, schon besser",
        "ağrı azaldı",
        "痛みは少し",
        "الألم أقل",
        "👩‍⚕️ said 👍🏽",
        "می‌خواهم",
        "क्षत्रिय",
        "[/] [@click=app.quit]x[/] =cmd|calc",
        "Zalgo: ḧ̵͕́",
    ],
)
def test_letters_emoji_and_joiners_survive(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_an_escape_sequence_keeps_its_letters_and_loses_its_power() -> None:
    assert clean("\x1b]52;c;aGk=\x07") == "\ufffd]52;c;aGk=\ufffd"


def test_lines_are_kept_only_where_asked_for() -> None:
    assert clean("one\r\ntwo\rthree\n\n\tfour") == "one two three four"
    assert clean("one\r\ntwo\rthree", multiline=True) == "one\ntwo\nthree"


def test_text_is_cut_to_its_limit() -> None:
    assert clean("x" * 5000) == "x" * NOTE_MAX
    assert clean("abc", limit=2) == "ab"


def test_the_nearest_known_word() -> None:
    known = ["march", "bridge", "Side plank"]
    assert nearest("brigde", known) == "bridge"
    assert nearest("side-plank", known) == "Side plank"
    assert nearest("zzz", known) is None
