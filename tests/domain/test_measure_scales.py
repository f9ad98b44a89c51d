"""The scores of the outcome measures: what can be, what cannot, and why it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.domain.measure_scales import (
    CHANGE_WORDS,
    SCALES,
    check_scores,
    in_order,
    known_as,
    read_scores,
    remarks,
)
from rehab.domain.words import MeasureKind

PSFS, CHANGE, LEFS, HAGOS, IHOT12 = (
    MeasureKind.PSFS,
    MeasureKind.GLOBAL_CHANGE,
    MeasureKind.LEFS,
    MeasureKind.HAGOS,
    MeasureKind.IHOT12,
)


def test_the_ranges_and_change_values_are_those_of_the_evidence() -> None:
    found = {kind: (s.low, s.high, s.error, s.clear, s.elsewhere) for kind, s in SCALES.items()}
    assert found == {
        PSFS: (0, 10, 3, 3, False),
        CHANGE: (-3, 3, None, None, False),
        LEFS: (0, 80, 9, 9, True),
        HAGOS: (0, 100, 18, 34, True),
        IHOT12: (0, 100, 9, 9, True),
    }
    assert SCALES[PSFS].names == ()
    assert SCALES[HAGOS].names == ("symptoms", "pain", "adl", "sport", "participation", "qol")
    assert sorted(CHANGE_WORDS) == list(range(-3, 4))
    assert all(scale.sources for scale in SCALES.values())


@pytest.mark.parametrize(
    ("kind", "words", "scores"),
    [
        (
            PSFS,
            ["climbing  stairs = 4", "running=10", "a,b=0"],
            {"climbing stairs": 4, "running": 10, "a,b": 0},
        ),
        (PSFS, ["Läufe im Wald=+3"], {"Läufe im Wald": 3}),
        (CHANGE, ["-3"], {"change": -3}),
        (CHANGE, ["\u22122"], {"change": -2}),
        (CHANGE, ["change=+3"], {"change": 3}),
        (LEFS, ["80"], {"total": 80}),
        (LEFS, ["Total=0"], {"total": 0}),
        (HAGOS, ["pain=60", "QOL=100"], {"pain": 60, "qol": 100}),
        (HAGOS, [f"{name}=0" for name in SCALES[HAGOS].names], dict.fromkeys(SCALES[HAGOS].names, 0)),
        (IHOT12, ["100"], {"total": 100}),
    ],
)
def test_scores_that_can_be_are_read(kind: MeasureKind, words: list[str], scores: dict[str, int]) -> None:
    assert read_scores(kind, words) == scores


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        (PSFS, [], 'Patient-specific activities has no score. Write each activity with its score, such as "'),
        (PSFS, ["4"], "“4” does not say what it scores. Write each activity"),
        (PSFS, ["=4"], "“=4” does not say what it scores."),
        (PSFS, ["running=4.5"], "“4.5” is no score of running. Give a whole number from 0 to 10."),
        (PSFS, ["running=11"], "“11” is no score of running."),
        (PSFS, ["running=-1"], "“-1” is no score of running."),
        (PSFS, ["running="], "“” is no score of running."),
        (PSFS, ["running=\u0664"], "is no score of running."),
        (PSFS, ["running=4", "Running =5"], "“Running” is scored twice. Give each score once."),
        (PSFS, [f"activity {n}=4" for n in range(6)], "6 are too many. Give at most 5."),
        (PSFS, ["...=4"], "has no name."),
        (PSFS, ["Mean=4"], "“Mean” already has another meaning. Name the activity in other words."),
        (PSFS, ["day=4"], "“day” already has another meaning."),
        (PSFS, ["a=b=4"], "An activity is named in up to 80 characters without “=”. Shorten it."),
        (PSFS, [f"{'x' * 81}=4"], "An activity is named in up to 80 characters"),
        (CHANGE, ["4"], "“4” is no score of Global change. Give a whole number from -3 to 3."),
        (CHANGE, ["better"], "“better” is no score of Global change."),
        (LEFS, [], "LEFS has no score. Give a whole number from 0 to 80."),
        (LEFS, ["81"], "“81” is no score of LEFS. Give a whole number from 0 to 80."),
        (LEFS, ["1000"], "“1000” is no score of LEFS."),
        (LEFS, ["5", "6"], "“total” is scored twice."),
        (LEFS, ["sum=5"], "LEFS has no score “sum”."),
        (
            HAGOS,
            ["60"],
            "“60” does not say what it scores. Write them by name, such as pain=60; it has symptoms",
        ),
        (HAGOS, ["pian=60"], "HAGOS has no score “pian”. Did you mean pain?"),
        (
            HAGOS,
            ["zzz=60"],
            "HAGOS has no score “zzz”. It has symptoms, pain, adl, sport, participation, qol.",
        ),
        (HAGOS, ["pain=101"], "“101” is no score of pain. Give a whole number from 0 to 100."),
        (IHOT12, ["59.5"], "“59.5” is no score of iHOT-12."),
    ],
)
def test_scores_that_cannot_be_are_refused_in_sentences(
    kind: MeasureKind, words: list[str], told: str
) -> None:
    with pytest.raises(ValueError, match=r"[.?”] .+\.$|[.] .+[?]$") as refused:
        read_scores(kind, words)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "scores",
    [{}, [("pain", 4)], {"pain": 4.0}, {"pain": True}, {"pain": None}, {"pain": "4"}, {1: 4}, {"Pain": 4}],
)
def test_what_is_no_score_is_refused(scores: object) -> None:
    with pytest.raises(ValueError, match=r"\. "):
        check_scores(HAGOS, scores)  # type: ignore[arg-type]


def test_what_is_no_measure_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"no known outcome measure\. Give psfs, global_change, lefs, hagos, ihot12"
    ):
        check_scores("sf36", {"total": 4})  # type: ignore[arg-type]


@pytest.mark.parametrize(("count", "told"), [(1, True), (2, True), (3, False), (5, False)])
def test_fewer_than_three_activities_are_taken_and_told(count: int, told: bool) -> None:
    scores = {f"activity {n}": 4 for n in range(count)}
    check_scores(PSFS, scores)
    assert bool(remarks(PSFS, scores)) == told
    assert remarks(LEFS, {"total": 4}) == ()


def test_scores_are_shown_in_the_order_of_the_scale_and_activities_by_name() -> None:
    assert in_order(HAGOS, {"qol": 1, "pain": 2}) == (("pain", 2), ("qol", 1))
    assert in_order(PSFS, {"b": 1, "C": 2, "a": 3}) == (("a", 3), ("b", 1), ("C", 2))


def test_capitals_and_spaces_make_no_other_activity() -> None:
    assert known_as(" Climbing  STAIRS", {"sitting": 1, "climbing stairs": 4}) == "climbing stairs"
    assert known_as("climbing", ["climbing stairs"]) is None


@given(st.sampled_from(MeasureKind), st.lists(st.text(max_size=20), max_size=7))
def test_whatever_is_typed_gives_scores_or_two_sentences(kind: MeasureKind, words: list[str]) -> None:
    told = None
    try:
        check_scores(kind, read_scores(kind, words))
    except ValueError as refused:
        told = str(refused)
    assert told is None or ". " in told
