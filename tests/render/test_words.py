"""The small words of the screens: bars, scores, percents, days, what an entry says."""

from dataclasses import replace
from datetime import date

import pytest

from rehab.domain.because import Because
from rehab.domain.diary import Bout, Diagnosis, Morning, Person, PhaseStart, Profile, RestDay
from rehab.domain.doses import SetDone
from rehab.domain.plan import Session
from rehab.domain.words import BreakReason, Complaint, DecisionKind, Side, Unit
from rehab.render.bars import bar
from rehab.render.history_text import payload_text
from rehab.render.words import (
    because_text,
    bout_text,
    decision_sign,
    decision_word,
    minutes_text,
    pain_text,
    percent_change,
    score,
    session_text,
    side_letter,
)

DAY = date(2026, 3, 2)
BOUT = Bout("b" * 36, DAY, "step-up", Side.LEFT, Unit.REPS, (SetDone(8, 5000),) * 3, 0, None, 2, 4, 6, "fine")


@pytest.mark.parametrize(
    ("used", "limit", "drawn"),
    [
        (0, 10, "··········"),
        (1, 10, "█·········"),
        (99, 100, "█████████·"),
        (100, 100, "██████████"),
        (101, 100, "█████████!"),
        (0, 0, "··········"),
        (1, 0, "█████████!"),
    ],
)
def test_a_bar_is_full_only_at_the_limit(used: int, limit: int, drawn: str) -> None:
    assert bar(used, limit) == drawn
    assert len(bar(used, limit, 5)) == 5


def test_a_bar_never_flatters() -> None:
    for limit in range(1, 60):
        for used in range(2 * limit):
            text = bar(used, limit, 8)
            assert len(text) == 8
            assert ("!" in text) == (used > limit)
            assert (text == "█" * 8) == (used == limit)


@pytest.mark.parametrize(
    ("new", "old", "text"),
    [
        (110, 100, "+10 %"),
        (118, 108, "+9 %"),
        (100, 100, "+0 %"),
        (99, 100, "-1 %"),
        (1, 3, "-66 %"),
        (0, 5, "-100 %"),
        (5, 0, "–"),
    ],
)
def test_percents_are_rounded_towards_zero(new: int, old: int, text: str) -> None:
    assert percent_change(new, old) == text


def test_minutes_never_flatter() -> None:
    assert [minutes_text(n) for n in (0, 1, 60, 61)] == ["0 min", "1 min", "1 min", "2 min"]


def test_a_score_not_given_is_never_0() -> None:
    assert (score(None), score(0)) == ("–", "0")
    assert pain_text(BOUT) == "pain 0/–/2"
    assert pain_text(replace(BOUT, pain_before=None, pain_after=None)) == ""


def test_what_was_done_in_one_line() -> None:
    assert bout_text(BOUT) == "3×8 @ 5 kg, left, pain 0/–/2, effort 4, 6 min"
    assert session_text(Unit.SECONDS, Session(DAY, (30, 30, 20), None, 200)) == "2×30 s, 20 s"
    assert [side_letter(side) for side in Side] == ["L", "R", ""]


def test_what_every_kind_of_entry_says() -> None:
    assert payload_text(BOUT) == "step-up: 3×8 @ 5 kg, left, pain 0/–/2, effort 4, 6 min — fine"
    assert (
        payload_text(Morning("m", DAY, None, 1, 5, 2, "stiff"))
        == "morning –, at rest 1, stiff 5 min, woken 2× — stiff"
    )
    assert payload_text(RestDay("r", DAY, BreakReason.ILL, "flu")) == "rest day, ill — flu"
    assert payload_text(RestDay("r", DAY)) == "rest day"
    assert payload_text(Profile("p", DAY, {"hiv": True, "diabetes": "unsure", "pregnant": False})) == (
        "profile: 3 answered (hiv yes, diabetes unsure)"
    )
    assert payload_text(Diagnosis("d", DAY, "x", "Dr A", DAY)) == "diagnosis: x, by Dr A on 2026-03-02"
    assert (
        payload_text(PhaseStart("s", DAY, "settle", "Kim", "physio")) == "phase settle begins, by Kim, physio"
    )
    assert "patient Sam, born 2026-03-02" in payload_text(Person("p", "Sam", DAY, Complaint.LEFT, "112"))


def test_a_note_stays_on_its_line() -> None:
    hostile = "a\nb\tc\x1b[31m\u202ed"
    assert payload_text(replace(BOUT, note=hostile)).endswith("a b c\ufffd[31m\ufffdd")
    assert "\n" not in payload_text(Diagnosis("d", DAY, hostile, hostile, DAY))


def test_every_decision_has_a_sign_and_a_word() -> None:
    assert len({decision_sign(kind) for kind in DecisionKind}) == len(DecisionKind)
    assert all(decision_word(kind).isupper() for kind in DecisionKind)


def test_a_because_names_what_value_day_and_entry() -> None:
    fact = Because("b" * 36, DAY, "pain_during", 7)
    assert because_text(fact) == "pain during: 7 on Mon 2026-03-02 [bbbbbbbb]"
    assert because_text(Because(None, None, "profile", None)) == "profile: not given"
    assert because_text(Because(None, None, "cap", 600), Unit.SECONDS) == "cap: 10 min"
