"""Row P3: what must be on record before any loading, and how each obstacle shows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.diary import Diary, Fact, Profile
from rehab.domain.eligibility import DECIDING, KEYS, QUESTIONS, age, obstacles, profile_on
from tests.samples import MONDAY, diary

PAUSING = ("pregnant", "recent_surgery", "recent_fracture", "current_cancer")


def answered(**facts: Fact) -> Diary:
    return replace(diary(), profiles=(Profile("f1", MONDAY, dict.fromkeys(KEYS, False) | facts),))


def texts(book: Diary, day: date = MONDAY) -> list[str]:
    return [found.text for found in obstacles(book, day)]


def test_nothing_keeps_a_cleared_adult_from_loading() -> None:
    assert texts(diary()) == []


def test_an_empty_record_lacks_a_diagnosis_and_every_answer() -> None:
    found = texts(diary(cleared=False))
    assert len(found) == 3
    assert "diagnosis" in found[0]
    assert "serious causes" in found[1]
    assert all(key in found[2] for key in DECIDING)


def test_a_diagnosis_counts_from_its_day_on() -> None:
    book = diary()
    later = replace(book, diagnoses=(replace(book.diagnoses[0], day=MONDAY + timedelta(days=7)),))
    assert len(texts(later)) == 1
    assert texts(later, MONDAY + timedelta(days=7)) == []


@pytest.mark.parametrize("key", PAUSING)
@pytest.mark.parametrize("fact", [True, "unsure"])
def test_each_pausing_answer_and_unsure_waits_for_a_clinician(key: str, fact: Fact) -> None:
    (found,) = obstacles(answered(**{key: fact}), MONDAY)
    assert found.text == f"{key.replace('_', ' ')} needs a clinician's sign-off"
    assert (found.because.entry, found.because.field, found.because.value) == ("f1", key, fact)


@pytest.mark.parametrize("key", DECIDING)
def test_an_unanswered_deciding_question_pauses(key: str) -> None:
    assert texts(answered(**{key: None})) == [f"profile questions are not answered: {key}"]


@pytest.mark.parametrize("key", sorted(set(KEYS) - set(PAUSING)))
def test_other_answers_alone_pause_nothing(key: str) -> None:
    assert texts(answered(**{key: True})) == []
    if key not in DECIDING:
        assert texts(answered(**{key: None})) == []


@pytest.mark.parametrize("thinners", [True, "unsure"])
@pytest.mark.parametrize("fall", [True, "unsure"])
def test_blood_thinners_with_a_recent_fall_pause(thinners: Fact, fall: Fact) -> None:
    assert texts(answered(anticoagulant=thinners, recent_fall=fall)) == ["blood thinners with a recent fall"]


@pytest.mark.parametrize(
    ("born", "years"),
    [(date(2008, 3, 2), 18), (date(2008, 3, 3), 17), (date(1990, 5, 1), 35), (date(2008, 2, 29), 18)],
)
def test_age_counts_whole_years(born: date, years: int) -> None:
    assert age(born, MONDAY) == years
    book = diary()
    book = replace(book, person=replace(book.person, born=born))
    assert bool(texts(book)) is (years < 18)


def test_a_leap_day_birthday_comes_on_the_first_of_march() -> None:
    assert age(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_the_newest_profile_counts_from_its_day_on() -> None:
    later = MONDAY + timedelta(days=3)
    book = answered()
    newer = Profile("f2", later, {**book.profiles[0].facts, "pregnant": True})
    book = replace(book, profiles=(*book.profiles, newer))
    assert texts(book, later - timedelta(days=1)) == []
    assert texts(book, later) == ["pregnant needs a clinician's sign-off"]
    assert profile_on(book, MONDAY - timedelta(days=1)) is None


def test_questions_have_one_key_and_one_plain_sentence_each() -> None:
    assert len(set(KEYS)) == len(KEYS)
    assert all(question.text.endswith("?") for question in QUESTIONS)
    assert {question.key for question in QUESTIONS if question.pauses} == set(PAUSING)
