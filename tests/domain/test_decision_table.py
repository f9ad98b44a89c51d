"""The table as it stands: its rows, what each says of itself, and what each decides by itself."""

from dataclasses import replace
from datetime import date

import pytest

from rehab.actions.plans import sources
from rehab.domain.because import Because, topmost_lowest
from rehab.domain.case import Case
from rehab.domain.decision_table import TABLE, matching
from rehab.domain.diary import Raised
from rehab.domain.eligibility import Obstacle
from rehab.domain.evidence import Evidence
from rehab.domain.pain import Breach
from rehab.domain.programme_lints import BANNED
from rehab.domain.register import PROJECT_RULE
from rehab.domain.rules import RULES_VERSION, all_rules, rule
from rehab.domain.standing import Standing
from rehab.domain.trends import Rise
from rehab.domain.words import DecisionKind as Kind
from rehab.domain.words import Urgency
from tests.domain.cases import case, day, exception, series_week, stood
from tests.samples import exercise

FACT = Because("m1", date(2026, 3, 8), "morning", 5)
ALL = [f"P{n}" for n in range(14)]


def flag(urgency: Urgency) -> Evidence:
    return Evidence(True, (), (Raised("r1", day(-1), "X01", urgency, "Fever.", {}, "s1"),))


def known(**changes: object) -> Case:
    return case(evidence=replace(Evidence(True, ()), **changes))


def breach(number: int, rule: str = "PM1") -> Breach:
    return Breach(rule, day(number), replace(FACT, entry=f"b{number}", day=day(number), value=6), "Raise")


ALONE = {
    "P0": (case(evidence=flag(Urgency.EMERGENCY)), Kind.STOP, 0),
    "P1": (case(evidence=flag(Urgency.SAME_DAY)), Kind.STOP, 0),
    "P2": (case(evidence=flag(Urgency.TWO_WEEKS)), Kind.PAUSE, 0),
    "P3": (known(obstacles=(Obstacle("no diagnosis", FACT),)), Kind.PAUSE, 0),
    "P4": (known(severe=(FACT,)), Kind.REGRESS, 57),
    "P5": (case(gap_days=8), Kind.RE_ENTRY, 54),
    "P6": (known(covered=4), Kind.HOLD, 72),
    "P7": (known(rises=(Rise("morning", 2, 4, regress=False, because=(FACT,)),)), Kind.HOLD, 72),
    "P8": (case(standing=stood(previous=series_week(72, 87))), Kind.HOLD, 72),
    "P9": (known(masked=(FACT,)), Kind.HOLD, 72),
    "P10": (case(standing=stood(qualified=3)), Kind.DELOAD, 54),
    "P11": (case(standing=stood(previous=series_week(72, 71))), Kind.HOLD, 72),
    "P12": (replace(known(sore=(FACT,)), sore_weeks=1), Kind.HOLD, 72),
    "P13": (case(), Kind.PROGRESS, 79),
}
SHORT = stood(qualified=3, previous=series_week(70, 69))


def test_the_table_has_fourteen_rows_once_each_topmost_first() -> None:
    assert [line.rule.id for line in TABLE] == ALL


@pytest.mark.parametrize("line", TABLE, ids=ALL)
def test_a_row_tells_its_version_grade_sources_and_condition(line: object) -> None:
    found = line.rule  # type: ignore[attr-defined]
    assert (found.version, found.grade in "ABCD", len(found.grade)) >= (1, True, 1)
    assert found.sources
    assert set(found.sources) <= set(sources())
    assert found.title[0].isupper()
    assert found.clinician.endswith(".")


def test_versions_of_rows_that_were_changed_are_raised() -> None:
    assert {line.rule.id for line in TABLE if line.rule.version == 2} == {"P3", "P4", "P6", "P7"}
    assert {line.rule.version for line in TABLE} == {1, 2}


def test_every_rule_of_the_program_is_registered_once() -> None:
    guards = ["SESSION", "ROLLING", "MINUTES", "STAGE", "LOAD"]
    families = (("PM", range(8)), ("TR", range(1, 6)), ("RR", range(1, 12)))
    ids = [found.id for found in all_rules()]
    assert ids[:14] == ALL
    assert len(ids) == len(set(ids))
    assert {*ALL, *guards, *(f"{name}{n}" for name, numbers in families for n in numbers)} <= set(ids)
    assert all(rule(found.id) is found for found in all_rules())
    assert RULES_VERSION.isdigit()


@pytest.mark.parametrize("found", all_rules(), ids=lambda found: found.id)
def test_a_rule_has_a_grade_sources_on_record_and_plain_words(found: object) -> None:
    assert found.version >= 1  # type: ignore[attr-defined]
    assert found.grade in ("A", "B", "C", "D")  # type: ignore[attr-defined]
    assert found.sources  # type: ignore[attr-defined]
    assert set(found.sources) <= set(sources())  # type: ignore[attr-defined]
    said = f"{found.title} {found.clinician}".lower()  # type: ignore[attr-defined]
    assert not [word for word in BANNED if word in said]
    # Grade D is the program's own: it names no study as its proof.
    assert found.grade != "D" or PROJECT_RULE in found.sources  # type: ignore[attr-defined]


def test_no_rule_has_an_id_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        rule("P15")


@pytest.mark.parametrize("name", ALL)
def test_each_row_alone_decides_its_kind_and_ceiling(name: str) -> None:
    found, kind, ceiling = ALONE[name]
    rows = matching(found)
    assert [row.rule for row in rows] == ([name] if name == "P13" else [name, "P13"])
    assert (rows[0].kind, rows[0].ceiling) == (kind, ceiling)
    assert topmost_lowest(rows) is rows[0]


@pytest.mark.parametrize("name", ALL)
def test_what_a_row_says_to_the_patient_is_whole_and_promises_nothing(name: str) -> None:
    row = matching(ALONE[name][0])[0]
    assert row.because
    assert row.text.endswith(".")
    assert row.text.endswith(row.outcome)
    assert not [word for word in BANNED if word in row.text.lower()]


def test_a_row_that_stops_or_pauses_lets_gentle_exercises_be_from_two_weeks_on() -> None:
    gentle = exercise(loading=False)
    stopped = {name: matching(replace(ALONE[name][0], exercise=gentle))[0].rule for name in ALL[:4]}
    assert stopped == {"P0": "P0", "P1": "P1", "P2": "P13", "P3": "P13"}


def test_every_row_that_matches_is_told_topmost_first() -> None:
    found = Evidence(
        True,
        (Obstacle("no diagnosis", FACT),),
        tuple(flag(urgency).flags[0] for urgency in list(Urgency)[1:]),
        breaches=(breach(-5), breach(-3)),
        covered=4,
        masked=(FACT,),
        sore=(FACT,),
    )
    rows = matching(case(evidence=found, standing=SHORT, gap_days=8, sore_weeks=1))
    expected = [name for name in ALL if name not in ("P7", "P8", "P10")]
    assert [row.rule for row in rows] == expected
    assert topmost_lowest(rows).rule == "P0"


def test_before_the_first_bout_only_what_stops_counts_beside_the_entry_dose() -> None:
    found = replace(known(covered=4, severe=(FACT,), masked=(FACT,)), standing=Standing(), gap_days=90)
    (row,) = matching(found)
    assert (row.rule, row.kind, row.ceiling) == ("P13", Kind.HOLD, 72)
    assert row.because == (Because(None, None, "entry", 72),)
    assert row.text.startswith("Until the first bout the plan is the programme's entry dose, 72 reps a week;")
    for name in ALL[:4]:
        rows = matching(replace(ALONE[name][0], standing=Standing()))
        assert [(one.rule, one.ceiling) for one in rows] == [(name, 0), ("P13", 72)]


def test_before_bouts_marks_the_rows_that_stop_or_pause() -> None:
    assert [line.rule.id for line in TABLE if line.before_bouts] == ["P0", "P1", "P2", "P3"]


def test_of_rows_at_the_same_ceiling_the_topmost_is_named() -> None:
    rows = matching(replace(known(covered=4, masked=(FACT,)), standing=stood(previous=series_week(72, 71))))
    assert [(row.rule, row.ceiling) for row in rows] == [("P6", 72), ("P9", 72), ("P11", 72), ("P13", 79)]
    assert topmost_lowest(rows).rule == "P6"
    lighter = matching(replace(known(covered=4), standing=stood(qualified=3)))
    assert [(row.rule, row.ceiling) for row in lighter] == [("P6", 72), ("P10", 54), ("P13", 79)]
    assert topmost_lowest(lighter).rule == "P10", "the lowest rules, wherever it stands"


def test_the_ceilings_that_hold_stand_at_r_after_a_regress() -> None:
    rows = matching(replace(known(severe=(FACT,), masked=(FACT,)), gap_days=8))
    assert [(row.rule, row.ceiling) for row in rows] == [("P4", 57), ("P5", 54), ("P9", 54), ("P13", 59)]


def test_the_ceiling_of_growth_goes_by_the_programmes_percent() -> None:
    assert matching(case(percent=5))[0].ceiling == 75
    assert matching(case(percent=0))[0].ceiling == 72


def test_a_grant_is_the_rows_own_ceiling_in_its_place() -> None:
    green = stood(9, green=2, green_at=9, previous=series_week(9, 9))
    (row,) = matching(case(standing=green, exception=exception()))
    assert (row.rule, row.kind, row.ceiling) == ("P13", Kind.PROGRESS, 10)
