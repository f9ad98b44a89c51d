"""Programme files: a good one loads; every class of fault names line, field, found, allowed, nearest."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehab.domain.programme_lints import lint_programme
from rehab.domain.programmes import Exercise, Prescription, SetPlan, Source
from rehab.domain.words import PhaseKind, SideRule, Unit
from rehab.readers.programme_file import Fault, ProgrammeFault, read_programme

SOURCES = {
    "BUIST08": Source("BUIST08", "Buist 2008", "published"),
    "project-rule": Source("project-rule", "Project rule", "project rule"),
}
GOOD = """format = 1

[programme]
id = "hip"
version = "1"
title = "Hip"
status = "draft"
percent = 10
patient = "Slowly."
clinician = "Draft."
source = ["BUIST08"]

[[exercise]]
id = "bridge"
name = "Bridge"
unit = "reps"
side = "none"
loading = true
unit_seconds = 4
rest_s = 60
cue = ["Lift."]
stop_if = ["Pain."]
source = ["BUIST08"]

[[exercise]]
id = "plank"
name = "Plank"
unit = "seconds"
side = "each"
loading = true
unit_seconds = 1
rest_s = 60
cue = []
stop_if = []
source = ["project-rule"]

[[phase]]
id = "settle"
title = "Settle"
kind = "settle"
weeks = 3
ceiling = 2
working_target = 2
deload = false
patient = "Calm."
clinician = "Early."
criteria = ["Rest pain 0 to 1."]
source = ["BUIST08"]

  [[phase.dose]]
  exercise = "bridge"
  entry = { sets = 3, each = 12 }
  target = { sets = 3, each = 20 }
  days_per_week = 3
  min_rest_days = 1
  step = 1
  source = ["BUIST08", "project-rule"]

[[phase]]
id = "strong"
title = "Strong"
kind = "strengthen"
weeks = 2
ceiling = 5
working_target = 3
deload = true
patient = "Build."
clinician = "Late."
criteria = []
source = ["BUIST08"]

  [[phase.dose]]
  exercise = "plank"
  entry = { sets = 4, each = 15 }
  target = { sets = 10, each = 15 }
  days_per_week = 3
  min_rest_days = 1
  step = 5
  exit = true
  source = ["project-rule"]
"""


def faults_of(text: str) -> tuple[Fault, ...]:
    """The faults of ``text``, which must have some."""
    with pytest.raises(ProgrammeFault) as caught:
        read_programme(text, "p.toml", SOURCES)
    return caught.value.faults


def test_a_good_file_loads() -> None:
    programme = read_programme(GOOD, "p.toml", SOURCES)
    assert programme.exercises[0] == Exercise(
        "bridge", "Bridge", Unit.REPS, SideRule.NONE, True, 4, 60, ("Lift.",), ("Pain.",), ("BUIST08",)
    )
    settle, strong = programme.phases
    assert (settle.kind, settle.weeks, settle.ceiling, settle.deload) == (PhaseKind.SETTLE, 3, 2, False)
    assert settle.criteria == ("Rest pain 0 to 1.",)
    sources = ("BUIST08", "project-rule")
    assert settle.prescriptions == (
        Prescription("bridge", SetPlan(3, 12), SetPlan(3, 20), 3, 1, 1, False, sources),
    )
    assert strong.prescriptions[0].exit
    assert strong.prescriptions[0].entry == SetPlan(4, 15)
    assert (settle.entry, settle.exit, settle.review_weeks, programme.measures) == ((), (), None, ())
    assert lint_programme(programme) == ()


CASES = [
    ("percent = 10", "percent = 11", 8, "programme.percent", "11", "a whole number from 0 to 10", None),
    ("percent = 10", "percent = true", 8, "programme.percent", "true", "a whole number from 0 to 10", None),
    ("weeks = 3", "weeks = 3.0", 41, "phase.weeks", "3.0 (a float)", "a whole number from 1 to 52", None),
    ("weeks = 3", "weeks = 2026-01-01", 41, "phase.weeks", "2026-01-01 (a date)", "a whole number", None),
    ("ceiling = 5", "ceiling = 6", 64, "phase.ceiling", "6", "a whole number from 0 to 5", None),
    ("deload = true", 'deload = "yes"', 66, "phase.deload", "“yes”", "true or false", None),
    ('status = "draft"', 'status = "drafd"', 7, "programme.status", "“drafd”", "draft, reviewed", "draft"),
    ('kind = "settle"', 'kind = "setle"', 40, "phase.kind", "“setle”", "settle, strengthen", "settle"),
    ('unit = "reps"', 'unit = "rep"', 16, "exercise.unit", "“rep”", "reps, seconds, metres", "reps"),
    ('side = "each"', 'side = "both"', 29, "exercise.side", "“both”", "none, each, affected", None),
    ('id = "bridge"', 'id = "Bridge"', 14, "exercise.id", "“Bridge”", "2 to 60 characters", None),
    ('id = "strong"', 'id = "settle"', 60, "phase.id", "“settle” a second time", "each id once", None),
    (
        'exercise = "bridge"',
        'exercise = "bridg"',
        51,
        "phase.dose.exercise",
        "“bridg”",
        "bridge, plank",
        "bridge",
    ),
    (
        'source = ["BUIST08", "project-rule"]',
        'source = [\n"BUIST08",\n"project-role"]',
        59,
        "phase.dose.source",
        "“project-role”",
        "BUIST08, project-rule",
        "project-rule",
    ),
    (
        'source = ["BUIST08", "project-rule"]',
        "source = []",
        57,
        "phase.dose.source",
        "a list of 0",
        "a list of 1 to 50",
        None,
    ),
    ('cue = ["Lift."]', "cue = [3]", 21, "exercise.cue", "3", "a list of 0 to 50 texts", None),
    ('title = "Hip"', 'title = " "', 6, "programme.title", "“ ”", "a text of 1 to 200 characters", None),
    ('title = "Hip"', "title = 3", 6, "programme.title", "3", "a text of 1 to 200 characters", None),
    ("rest_s = 60\ncue = []", "cue = []", 25, "exercise.rest_s", "nothing", "a whole number", None),
    (
        "entry = { sets = 3, each",
        "entry = { setz = 3, each",
        52,
        "phase.dose.entry.setz",
        "the unknown key “setz”",
        "sets, each, load_g",
        "sets",
    ),
    (
        "entry = { sets = 3, each = 12 }",
        "entry = 36",
        52,
        "phase.dose.entry",
        "36",
        "a table",
        None,
    ),
    ("[programme]", "[programm]", 1, "programme", "nothing", "a table", None),
    (
        "[programme]",
        "[programm]",
        3,
        "programm",
        "the unknown key “programm”",
        "format, programme, exercise, phase",
        "programme",
    ),
]
LINTS = [
    ("working_target = 3", "working_target = 5\n# ", "ceiling = 5", "ceiling = 4", "phase.working_target"),
    ("deload = false", "deload = true", "", "", "phase.deload"),
    ('criteria = ["Rest pain 0 to 1."]', "criteria = []", "", "", "phase.exit"),
    ("unit_seconds = 1", "unit_seconds = 2", "", "", "exercise.unit_seconds"),
    ("each = 12 }", "each = 22 }", "", "", "phase.dose.entry"),
    ("each = 15 }", "each = 14 }", "", "", "phase.dose.entry"),
    ("each = 15 }", "each = 15, load_g = 500 }", "", "", "phase.dose.entry"),
    ("entry = { sets = 3, each = 12 }", "entry = { sets = 1, each = 6 }", "", "", "phase.dose.entry"),
    ("days_per_week = 3", "days_per_week = 4", "", "", "phase.dose.days_per_week"),
    ("each = 20 }", "each = 501 }", "", "", "phase.dose.target"),
    ('exercise = "plank"', 'exercise = "bridge"', "", "", "exercise.id"),
    ('patient = "Calm."', 'patient = "This is Safe."', "", "", "phase.patient"),
    ('cue = ["Lift."]', 'cue = ["Prevents injury."]', "", "", "exercise.cue"),
]


@pytest.mark.parametrize(("old", "new", "line", "field", "found", "allowed", "near"), CASES)
def test_each_class_of_fault_names_its_place(
    old: str, new: str, line: int, field: str, found: str, allowed: str, near: str | None
) -> None:
    assert old in GOOD
    fits = [
        fault
        for fault in faults_of(GOOD.replace(old, new, 1))
        if (fault.line, fault.field, fault.found) == (line, field, found)
    ]
    assert [(fault.allowed.startswith(allowed), fault.nearest) for fault in fits] == [(True, near)]


@pytest.mark.parametrize(("old", "new", "old2", "new2", "field"), LINTS)
def test_each_lint_is_a_fault_at_its_field(old: str, new: str, old2: str, new2: str, field: str) -> None:
    assert old in GOOD
    faults = faults_of(GOOD.replace(old, new, 1).replace(old2, new2, 1))
    assert field in {fault.field for fault in faults}
    assert all(fault.line > 1 and fault.found and fault.allowed for fault in faults)


def test_the_message_is_one_line_a_fault_and_all_faults_are_told() -> None:
    text = GOOD.replace("sets = 3, each = 12", "setz = 3, each = 12").replace("weeks = 2", "weeks = 0")
    with pytest.raises(ProgrammeFault) as caught:
        read_programme(text, "my plan.toml", SOURCES)
    assert str(caught.value).split("\n") == [
        "my plan.toml:52: field `phase.dose.entry.sets`: found nothing; allowed a whole number from 1 to 50",
        "my plan.toml:52: field `phase.dose.entry.setz`: found the unknown key “setz”; "
        "allowed sets, each, load_g; did you mean “sets”?",
        "my plan.toml:63: field `phase.weeks`: found 0; allowed a whole number from 1 to 52",
    ]


def test_lint_sentences_name_phase_and_exercise() -> None:
    programme = read_programme(GOOD, "p.toml", SOURCES)
    settle, strong = programme.phases
    dose = replace(settle.prescriptions[0], entry=SetPlan(1, 1), days_per_week=7, sources=())
    broken = replace(
        programme, phases=(replace(settle, prescriptions=(dose,)), replace(strong, prescriptions=()))
    )
    assert lint_programme(broken) == (
        "exercise plank, id: found “plank” in no phase; allowed an exercise that a phase doses.",
        "phase settle, dose bridge, source: found no source; allowed at least one source.",
        "phase settle, dose bridge, days_per_week: found 7 days with 1 rest days after each; "
        "allowed sessions and rest days that fit into 7 days.",
        "phase settle, dose bridge, entry: found a session of 1; "
        "allowed at least two steps of 1, so that half of it is a session.",
        "phase settle, dose bridge, entry: found an entry week of 7; allowed at least 20 steps of 1 a week.",
        "phase strong, dose: found no dose; allowed at least one dose.",
    )


def test_a_step_that_changes_between_phases_is_a_lint() -> None:
    programme = read_programme(GOOD, "p.toml", SOURCES)
    settle, strong = programme.phases
    dose = settle.prescriptions[0]
    coarser = replace(dose, step=dose.step * 2)
    later = replace(strong, prescriptions=(*strong.prescriptions, coarser))
    found = lint_programme(replace(programme, phases=(settle, later)))
    assert any("allowed one step for an exercise in all phases" in text for text in found)


def test_text_is_cleaned() -> None:
    text = GOOD.replace('"Slowly."', '"Slow\\u001b[31m\\u202ely\\nnow"').replace('"Lift."', '"\\u0007Lift"')
    programme = read_programme(text, "p.toml", SOURCES)
    assert programme.patient == "Slow\ufffd[31m\ufffdly now"
    assert programme.exercises[0].cues == ("\ufffdLift",)


@given(st.text(max_size=2_000))
def test_arbitrary_text_is_refused(text: str) -> None:
    with pytest.raises(ProgrammeFault):
        read_programme(text, text[:20], SOURCES)


VALUES = [
    "1",
    "-1",
    "1.5",
    "nan",
    "true",
    '""',
    '"x"',
    "[]",
    "[[]]",
    "{}",
    "[1, {a = 2}]",
    "07:32:00",
    "10000000",
]


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_a_damaged_programme_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    lines = GOOD.split("\n")
    for _ in range(chance.randint(1, 4)):
        n = chance.randrange(1, len(lines))
        key, equals, _ = lines[n].partition("=")
        damage = chance.choice(["value", "delete", "copy", "cut"])
        if damage == "value" and equals:
            lines[n] = f"{key}= {chance.choice(VALUES)}"
        elif damage == "delete":
            del lines[n]
        elif damage == "copy":
            lines.insert(n, chance.choice(lines))
        else:
            lines[n] = lines[n][: chance.randrange(len(lines[n]) + 1)]
    refused, programme = None, None
    try:
        programme = read_programme("\n".join(lines), "p.toml", SOURCES)
    except ProgrammeFault as fault:
        refused = fault
    if programme is not None:
        assert lint_programme(programme) == ()
    if refused is not None:
        assert all(1 <= one.line <= len(lines) for one in refused.faults)
        assert all(one.field and one.found and one.allowed for one in refused.faults)
