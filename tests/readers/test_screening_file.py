"""The screen's file: the shipped one is whole, and every fault names line, field, found and allowed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.actions.plans import screening
from rehab.domain.conditions import Every, Measured, Reported, Some, Unless, Worded
from rehab.domain.words import EventKind, Urgency
from rehab.readers.screening_file import read_screening
from rehab.readers.toml_lines import Fault, ProgrammeFault

SOURCES = ("CESCARD", "project-rule")
GOOD = """format = 1

[screening]
version = "1"
review_by = 2027-11-01
title = "Questions"
full_after_gap_days = 14
lasting = ["fever"]
weekly_days = 7

[actions]
emergency = "Call {emergency_number}."
same_day = "Ask {same_day_service}."
two_weeks = "See a doctor."
routine = "Mention it."
none = "Nothing to do today."

[reassuring]
improving = "getting better"

[yes_no]
numb = "numb"
fever = "fever"
had_drainage = "a drainage"

[number]
age = "age"

[word.pain]
text = "pain"
words = ["mild", "severe"]

[alias]
pyrexia = "fever"

[[group]]
key = "ill"
text = "ill"
when = { any = ["fever", { fact = "age", at_least = 80 }] }

[[group]]
key = "worse"
text = "worse"
when = { all = ["ill", { fact = "pain", is = ["severe"] }] }

[[item]]
id = "E01"
short = true
asks = "numb"
question = "Numb?"
why = "Nerves."
finding = "Numb."
sources = ["CESCARD"]
grade = "C"
outcome = [
  { urgency = "emergency", when = { all = ["numb", { not = "improving" }] } },
  { urgency = "routine", when = "numb" },
]

[[item]]
id = "T01"
added = true
pauses = true
why = "Treated."
finding = "A drainage."
sources = ["project-rule"]
grade = "D"
outcome = [{ urgency = "routine", when = "had_drainage" }]

[events]
drainage = "had_drainage"

[notes]
E01 = ["Numb", "tingl*"]
"""


def faults(old: str, new: str, text: str = GOOD) -> tuple[Fault, ...]:
    assert text.count(old) == 1, old
    with pytest.raises(ProgrammeFault) as caught:
        read_screening(text.replace(old, new), "screening.toml", SOURCES)
    return caught.value.faults


def line_of(text: str) -> int:
    return GOOD[: GOOD.index(text)].count("\n") + 1


def test_a_good_file_is_read_whole() -> None:
    found = read_screening(GOOD, "screening.toml", SOURCES)
    first, second = found.items
    assert (found.title, found.weekly_days, found.full_after_gap_days) == ("Questions", 7, 14)
    assert found.lasting == ("fever",)
    assert [outcome.when for outcome in first.outcomes] == [
        Every((Reported("numb"), Unless("improving"))),
        Reported("numb"),
    ]
    assert (first.short, first.asks, first.question, first.pauses, first.added) == (
        True,
        "numb",
        "Numb?",
        False,
        False,
    )
    assert (second.asks, second.question, second.pauses, second.added) == (None, None, True, True)
    assert found.groups == {
        "ill": Some((Reported("fever"), Measured("age", at_least=80))),
        "worse": Every((Reported("ill"), Worded("pain", ("severe",)))),
    }
    assert found.aliases == {"pyrexia": "fever"}
    assert found.events == {EventKind.DRAINAGE: "had_drainage"}
    assert found.notes == {"E01": ("numb", "tingl*")}
    assert set(found.actions) == set(Urgency)
    assert found.facts["improving"].reassuring
    assert found.questions == (first,)
    assert found.by_id["T01"] is second


def test_the_shipped_file_is_read_and_asks_the_most_urgent_first() -> None:
    letters = [item.id[0] for item in screening().questions]
    assert letters == sorted(letters, key="ESUR".index)


OUTCOME = 'when = "had_drainage"'
FAULTS = {
    "an unknown fact in a condition": (
        OUTCOME,
        'when = "had_drainige"',
        "item.outcome.when",
        "“had_drainige”",
        "had_drainage",
        "had_drainage",
    ),
    "an unknown fact deep in a group": (
        '{ any = ["fever",',
        '{ any = ["fevr",',
        "group.when.any",
        "“fevr”",
        "fever",
        "fever",
    ),
    "a number named as if it were yes or no": (
        OUTCOME,
        'when = "age"',
        "item.outcome.when",
        "“age”",
        "a number or word with at_least, below or is",
        None,
    ),
    "not before a fact that does not reassure": (
        '{ not = "improving" }',
        '{ not = "fever" }',
        "item.outcome.when.all",
        "not “fever”",
        "not before a reassuring fact",
        None,
    ),
    "not before nothing known": (
        '{ not = "improving" }',
        '{ not = "improvin" }',
        "item.outcome.when.all",
        "not “improvin”",
        "not before a reassuring fact",
        None,
    ),
    "not before a combination": (
        '{ not = "improving" }',
        '{ not = { any = ["fever"] } }',
        "item.outcome.when.all",
        "no condition",
        "{all}, {any}, {not}",
        None,
    ),
    "an unknown urgency": (
        'urgency = "emergency"',
        'urgency = "emergancy"',
        "item.outcome.urgency",
        "“emergancy”",
        "routine, two_weeks, same_day, emergency",
        "emergency",
    ),
    "none as an urgency": (
        'urgency = "emergency"',
        'urgency = "none"',
        "item.outcome.urgency",
        "“none”",
        "routine",
        None,
    ),
    "an unknown source": (
        'sources = ["CESCARD"]',
        'sources = ["CESCRAD"]',
        "item.sources",
        "“CESCRAD”",
        "CESCARD, project-rule",
        "CESCARD",
    ),
    "no source": ('sources = ["CESCARD"]', "sources = []", "item.sources", "a list of 0", "1 to 50", None),
    "an unknown key of an item": (
        "pauses = true",
        "pause = true",
        "item.pause",
        "the unknown key “pause”",
        "pauses",
        "pauses",
    ),
    "an unknown key of an outcome": (
        f'routine", {OUTCOME}',
        f'routine", unless = "fever", {OUTCOME}',
        "item.outcome.unless",
        "the unknown key “unless”",
        "urgency, when",
        None,
    ),
    "an unknown key of the head": (
        "weekly_days = 7",
        "weekly_days = 7\nmonthly_days = 30",
        "screening.monthly_days",
        "the unknown key “monthly_days”",
        "weekly_days",
        "weekly_days",
    ),
    "an unknown table": (
        "[notes]",
        "[note]",
        "note",
        "the unknown key “note”",
        "notes",
        "notes",
    ),
    "a question that sets nothing": (
        'asks = "numb"\n',
        "",
        "item.question",
        "the unknown key “question”",
        "",
        None,
    ),
    "a question that sets a number": (
        'asks = "numb"',
        'asks = "age"',
        "item.asks",
        "“age”",
        "a yes/no fact that does not reassure",
        None,
    ),
    "a question that sets a reassuring fact": (
        'asks = "numb"',
        'asks = "improving"',
        "item.asks",
        "“improving”",
        "a yes/no fact that does not reassure",
        None,
    ),
    "the same id twice": ('id = "T01"', 'id = "E01"', "item", "“E01” a second time", "each id once", None),
    "an alias that is a fact": (
        'pyrexia = "fever"',
        'numb = "fever"',
        "alias.numb",
        "“numb”, which is a fact itself",
        "another name for a fact",
        None,
    ),
    "an alias of nothing": (
        'pyrexia = "fever"',
        'pyrexia = "fewer"',
        "alias.pyrexia",
        "“fewer”",
        "fever",
        "fever",
    ),
    "a group that names itself": (
        '{ any = ["fever",',
        '{ any = ["ill",',
        "group",
        "“ill”, which names itself",
        "groups without a circle",
        None,
    ),
    "a circle of two groups": (
        '{ any = ["fever",',
        '{ any = ["worse",',
        "group",
        "“ill”, which names itself",
        "groups without a circle",
        None,
    ),
    "a group under the name of a fact": (
        'key = "ill"',
        'key = "numb"',
        "group.key",
        "“numb” a second time",
        "each name once",
        None,
    ),
    "a group twice": ('key = "worse"', 'key = "ill"', "group.key", "“ill” a second time", "each", None),
    "a fact of two kinds": (
        'age = "age"',
        'age = "age"\nnumb = "how numb"',
        "number.numb",
        "“numb” a second time",
        "each name once",
        None,
    ),
    "a number without a bound": (
        "at_least = 80",
        "about = 80",
        "group.when.any",
        "“age” so",
        "a number with at_least or below",
        None,
    ),
    "a bound that is no whole number": (
        "at_least = 80",
        "at_least = 80.5",
        "group.when.any",
        "“age” so",
        "a number with at_least or below",
        None,
    ),
    "a bound on a yes/no fact": (
        '{ fact = "age", at_least = 80 }',
        '{ fact = "fever", at_least = 80 }',
        "group.when.any",
        "“fever” so",
        "a number with at_least or below",
        None,
    ),
    "a word that the fact has not": (
        'is = ["severe"]',
        'is = ["sever"]',
        "group.when.all",
        "“sever”",
        "mild, severe",
        "severe",
    ),
    "no word": ('is = ["severe"]', "is = []", "group.when.all", "“pain” so", "a word with is", None),
    "an empty combination": (
        '{ any = ["fever", { fact = "age", at_least = 80 }] }',
        "{ any = [] }",
        "group.when",
        "no condition",
        "{all}, {any}, {not}",
        None,
    ),
    "a condition of two kinds": (
        '{ any = ["fever",',
        '{ not = "improving", any = ["fever",',
        "group.when",
        "no condition",
        "{all}, {any}, {not}",
        None,
    ),
    "a treatment that nobody records": (
        'drainage = "had_drainage"',
        'draining = "had_drainage"',
        "events.draining",
        "“draining”",
        "drainage",
        "drainage",
    ),
    "a treatment that becomes no fact": (
        'drainage = "had_drainage"',
        'drainage = "had_drains"',
        "events.drainage",
        "“had_drains”",
        "had_drainage",
        "had_drainage",
    ),
    "notes for no item": ("E01 = [", "E02 = [", "notes.E02", "“E02”", "E01, T01", "E01"),
    "notes for an item that asks nothing": (
        "E01 = [",
        "T01 = [",
        "notes.T01",
        "“T01”, which asks nothing",
        "an item with a question",
        None,
    ),
    "an action with a name that nobody fills in": (
        "{emergency_number}",
        "{emergency_numbr}",
        "actions.emergency",
        "“emergency_numbr”",
        "emergency_number",
        "emergency_number",
    ),
    "an action with a brace alone": ("{same_day_service}", "{", "actions.same_day", "{ or } alone", "", None),
    "an action that is missing": ('routine = "Mention it."\n', "", "actions.routine", "nothing", "", None),
    "a grade that is none": ('grade = "D"', 'grade = "F"', "item.grade", "“F”", "A, B, C, D", None),
    "a day that is none": ("2027-11-01", '"soon"', "screening.review_by", "“soon”", "2027-11-01", None),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_line_field_found_allowed_and_nearest(name: str) -> None:
    old, new, where, shown, allowed, nearest = FAULTS[name]
    found = faults(old, new)
    fault = next(one for one in found if one.field == where)
    assert shown in fault.found
    assert allowed in fault.allowed
    assert fault.nearest == nearest or nearest is None
    assert 1 <= fault.line <= GOOD.count("\n") + 1
    if where not in ("item", "group"):
        assert abs(fault.line - line_of(old)) <= 5


def test_outcomes_stand_most_urgent_first() -> None:
    order = 'urgency = "emergency", when = { all = ["numb", { not = "improving" }] }'
    (fault,) = faults(
        order,
        order.replace("emergency", "two_weeks"),
        GOOD.replace('"routine", when = "numb"', '"same_day", when = "numb"'),
    )
    assert (fault.field, fault.found) == ("item.outcome", "outcomes out of order")
    assert fault.allowed == "the most urgent first"


def test_all_faults_are_told_at_once_with_the_file_and_in_line_order() -> None:
    text = GOOD.replace('"CESCARD"', '"CES"').replace('grade = "D"', 'grade = "Z"').replace("= 7", '= "x"')
    with pytest.raises(ProgrammeFault) as caught:
        read_screening(text, "my\x1b.toml", SOURCES)
    lines = str(caught.value).split("\n")
    assert len(lines) == 3
    assert all(re.match(r"my�\.toml:\d+: field `", line) for line in lines)
    assert [one.line for one in caught.value.faults] == sorted(one.line for one in caught.value.faults)


PIECES = re.findall(r'"[^"\n]*"|\w+|\[\[?|\]\]?|[{}=,\n]', GOOD)


@given(
    st.integers(0, len(PIECES) - 1), st.sampled_from(["", "[]", '"x"', "7", "true", "{}", "[[item]]", "numb"])
)
def test_any_change_of_the_file_is_read_or_refused(place: int, other: str) -> None:
    text = " ".join([*PIECES[:place], other, *PIECES[place + 1 :]])
    try:
        read_screening(text, "screening.toml", SOURCES)
    except ProgrammeFault as fault:
        told = fault.faults
        if not told:
            pytest.fail("a refusal without a fault")
