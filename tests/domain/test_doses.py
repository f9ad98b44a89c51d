"""The dose parser: what people type, what it means, and how it refuses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.domain.doses import (
    Dose,
    SetDone,
    amount_text,
    dose_code,
    dose_text,
    gram_reps,
    mass_text,
    parse_dose,
    to_grams,
    unit_of,
    volume_text,
)
from rehab.domain.limits import AMOUNT_MAX, LOAD_MAX_G, SETS_MAX
from rehab.domain.words import BOUT_UNITS, Unit

TWO_SENTENCES = re.compile(r".+\. [A-Z].+\.", re.DOTALL)


@pytest.mark.parametrize(
    ("text", "unit", "sets"),
    [
        ("3x8", Unit.REPS, [(8, None)] * 3),
        ("3×8", Unit.REPS, [(8, None)] * 3),
        ("3*8", Unit.REPS, [(8, None)] * 3),
        (" 3 x 8 ", Unit.REPS, [(8, None)] * 3),
        ("3X8", Unit.REPS, [(8, None)] * 3),
        ("8", Unit.REPS, [(8, None)]),
        ("8,8,7", Unit.REPS, [(8, None), (8, None), (7, None)]),
        ("2x8, 7", Unit.REPS, [(8, None), (8, None), (7, None)]),
        ("12reps", Unit.REPS, [(12, None)]),
        ("30min", Unit.SECONDS, [(1800, None)]),
        ("1.5min", Unit.SECONDS, [(90, None)]),
        ("3x30s", Unit.SECONDS, [(30, None)] * 3),
        ("1h", Unit.SECONDS, [(3600, None)]),
        ("5km", Unit.METRES, [(5000, None)]),
        ("2.5km", Unit.METRES, [(2500, None)]),
        ("400m", Unit.METRES, [(400, None)]),
        ("1mi", Unit.METRES, [(1609, None)]),
        ("3x8@5kg", Unit.REPS, [(8, 5000)] * 3),
        ("3x8 @ 2.5 kg", Unit.REPS, [(8, 2500)] * 3),
        ("8@500g", Unit.REPS, [(8, 500)]),
        ("8@10lb", Unit.REPS, [(8, 4536)]),
        ("8@5kg,8@6kg", Unit.REPS, [(8, 5000), (8, 6000)]),
        ("8@0kg", Unit.REPS, [(8, None)]),
    ],
)
def test_doses_that_people_type(text: str, unit: Unit, sets: list[tuple[int, int | None]]) -> None:
    assert parse_dose(text, unit) == Dose(unit, tuple(SetDone(*s) for s in sets))


@pytest.mark.parametrize(
    ("text", "unit", "what"),
    [
        ("", Unit.REPS, "is not a dose"),
        ("three", Unit.REPS, "is not a dose"),
        ("3x", Unit.REPS, "is not a unit"),
        ("-8", Unit.REPS, "is not a dose"),
        ("8,,8", Unit.REPS, "is not a dose"),
        ("8@5", Unit.REPS, "is not a dose"),
        ("1e3", Unit.REPS, "is not a dose"),
        ("٣x٨", Unit.REPS, "is not a dose"),
        ("30", Unit.SECONDS, "does not say its unit"),
        ("400", Unit.METRES, "does not say its unit"),
        ("5km", Unit.REPS, "is in metres"),
        ("30min", Unit.METRES, "is in seconds"),
        ("3x8", Unit.SECONDS, "does not say its unit"),
        ("5parsec", Unit.METRES, "is not a unit"),
        ("7.5", Unit.REPS, "is not a whole number"),
        ("0.5s", Unit.SECONDS, "is not a whole number"),
        ("0", Unit.REPS, "has a set of 0"),
        ("501", Unit.REPS, "has a set of 501"),
        ("25h", Unit.SECONDS, "has a set of 90000"),
        ("301km", Unit.METRES, "has a set of 301000"),
        ("0x8", Unit.REPS, "does not have 1 to 50 sets"),
        ("51x8", Unit.REPS, "does not have 1 to 50 sets"),
        ("50x8,8", Unit.REPS, "does not have 1 to 50 sets"),
        ("8@501kg", Unit.REPS, "a load above 500 kg"),
        ("9" * 400, Unit.REPS, "is not a dose"),
    ],
)
def test_refusals_say_what_is_wrong_and_what_to_do(text: str, unit: Unit, what: str) -> None:
    with pytest.raises(ValueError, match=re.escape(what)) as caught:
        parse_dose(text, unit)
    said = str(caught.value)
    assert TWO_SENTENCES.fullmatch(said), said
    assert len(said) < 200


@pytest.mark.parametrize(
    ("text", "unit", "more"),
    [
        ("500", Unit.REPS, "501"),
        ("86400s", Unit.SECONDS, "86401s"),
        ("300000m", Unit.METRES, "300001m"),
    ],
)
def test_a_typed_set_may_be_as_large_as_its_bound_and_no_larger(text: str, unit: Unit, more: str) -> None:
    assert parse_dose(text, unit).total == AMOUNT_MAX[unit]
    with pytest.raises(ValueError, match="has a set of"):
        parse_dose(more, unit)


def test_an_export_may_hold_empty_sets_and_more_of_them() -> None:
    assert parse_dose("0", Unit.REPS, typed=False).total == 0
    assert len(parse_dose("200x5", Unit.REPS, typed=False).sets) == 200
    with pytest.raises(ValueError, match="1 to 500 sets"):
        parse_dose("501x5", Unit.REPS, typed=False)


units = st.sampled_from(BOUT_UNITS)


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    unit = draw(units)
    one = st.builds(
        SetDone, st.integers(1, AMOUNT_MAX[unit]), st.one_of(st.none(), st.integers(1, LOAD_MAX_G))
    )
    return Dose(unit, tuple(draw(st.lists(one, min_size=1, max_size=SETS_MAX))))


@given(doses())
def test_the_short_form_reads_back_to_the_same_dose(dose: Dose) -> None:
    assert parse_dose(dose_code(dose.unit, dose.sets), dose.unit) == dose


@given(doses())
def test_the_short_form_names_its_unit(dose: Dose) -> None:
    assert unit_of(dose_code(dose.unit, dose.sets)) is dose.unit


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(60, "60s"), (119, "119s"), (120, "2min"), (121, "121s"), (150, "150s"), (180, "3min"), (1800, "30min")],
)
def test_the_short_form_has_whole_minutes_from_two_on(seconds: int, code: str) -> None:
    assert dose_code(Unit.SECONDS, (SetDone(seconds),)) == code


@given(st.text(max_size=40), units)
def test_any_text_is_read_or_refused_with_a_sentence(text: str, unit: Unit) -> None:
    try:
        dose = parse_dose(text, unit)
    except ValueError as refused:
        said = str(refused)
    else:
        said = f"{dose.total}."
        assert 1 <= dose.total <= SETS_MAX * AMOUNT_MAX[unit]
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("code", "unit", "text"),
    [
        ("3x8", Unit.REPS, "3×8"),
        ("8", Unit.REPS, "1×8"),
        ("8,8,7", Unit.REPS, "2×8, 7"),
        ("30min", Unit.SECONDS, "30 min"),
        ("330s", Unit.SECONDS, "5 min 30 s"),
        ("3x30s", Unit.SECONDS, "3×30 s"),
        ("5km", Unit.METRES, "5 km"),
        ("400m", Unit.METRES, "400 m"),
        ("3x8@5kg", Unit.REPS, "3×8 @ 5 kg"),
    ],
)
def test_doses_in_words(code: str, unit: Unit, text: str) -> None:
    assert dose_text(unit, parse_dose(code, unit).sets) == text


@pytest.mark.parametrize(
    ("unit", "amount", "text"),
    [
        (Unit.SECONDS, 59, "59 s"),
        (Unit.SECONDS, 60, "1 min"),
        (Unit.SECONDS, 119, "119 s"),
        (Unit.SECONDS, 120, "2 min"),
        (Unit.METRES, 0, "0 m"),
        (Unit.METRES, 1500, "1500 m"),
        (Unit.REPS, 72, "72 reps"),
    ],
)
def test_volumes_in_words(unit: Unit, amount: int, text: str) -> None:
    assert volume_text(unit, amount) == text
    assert text.startswith(amount_text(unit, amount))


def test_masses() -> None:
    assert [mass_text(g) for g in (5000, 2500, 45359, 500)] == ["5kg", "2.5kg", "45.359kg", "0.5kg"]
    assert to_grams("2.205", "lb") == 1000
    with pytest.raises(ValueError, match="is not a weight"):
        to_grams("5", "stone")
    with pytest.raises(ValueError, match="is not a weight"):
        to_grams("five", "kg")


def test_gram_reps_count_only_loaded_sets() -> None:
    assert gram_reps((SetDone(8, 5000), SetDone(8), SetDone(7, 6000))) == 82_000
