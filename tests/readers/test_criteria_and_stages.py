"""Criteria, stages, loads, variants and measures in files: a good one loads, each fault has its line."""

import pytest

from rehab.domain.programme_lints import lint_programme
from rehab.domain.programmes import Criterion, MeasureDue, Programme, SetPlan, Source, Stage
from rehab.domain.words import CriterionKind, Measured, MeasureKind, Unit
from rehab.readers.programme_file import Fault, ProgrammeFault, read_programme

SOURCES = {"project-rule": Source("project-rule", "Project rule", "project rule")}
RUN = """format = 1

[programme]
id = "run"
version = "1"
title = "Run"
status = "draft"
percent = 10
patient = "Slowly."
clinician = "Draft."
source = ["project-rule"]

[[measure]]
kind = "psfs"
every_days = 14
source = ["project-rule"]

[[exercise]]
id = "lift"
name = "Lift"
unit = "reps"
side = "affected"
loading = true
unit_seconds = 4
rest_s = 60
variant_of = "raise"
cue = []
stop_if = []
source = ["project-rule"]

[[exercise]]
id = "raise"
name = "Raise"
unit = "reps"
side = "affected"
loading = true
unit_seconds = 4
rest_s = 60
cue = []
stop_if = []
source = ["project-rule"]

[[exercise]]
id = "run-walk"
name = "Walk and run"
unit = "seconds"
side = "none"
loading = true
unit_seconds = 1
rest_s = 0
cue = []
stop_if = []
source = ["project-rule"]

  [[exercise.stage]]
  walk_s = 600
  run_s = 0

  [[exercise.stage]]
  walk_s = 540
  run_s = 60

[[phase]]
id = "first"
title = "First"
kind = "strengthen"
weeks = 2
review_weeks = 3
ceiling = 5
working_target = 3
deload = true
patient = "Lift."
clinician = "Early."
source = ["project-rule"]

  [[phase.entry]]
  id = "walks"
  type = "self_report"
  stale_days = 14
  text = "Can you walk for half an hour?"
  source = ["project-rule"]

  [[phase.exit]]
  id = "clean"
  type = "measured"
  measure = "clean_weeks"
  at_least = 2
  text = "Two weeks without pain over its limit."
  source = ["project-rule"]

  [[phase.exit]]
  id = "lift-pain"
  type = "measured"
  measure = "during_pain"
  exercise = "lift"
  at_most = 2
  days = 7
  entries = 3
  text = "Worst pain is 2 or less."
  source = ["project-rule"]

  [[phase.exit]]
  id = "rest"
  type = "measured"
  measure = "rest_pain"
  at_most = 1
  days = 7
  entries = 4
  text = "Rest pain is 0 or 1."
  source = ["project-rule"]

  [[phase.exit]]
  id = "better"
  type = "measured"
  measure = "psfs_change"
  at_least = 2
  text = "Own activities are better."
  source = ["project-rule"]

  [[phase.exit]]
  id = "tested"
  type = "clinician_check"
  required = false
  text = "Tested against resistance."
  source = ["project-rule"]

  [[phase.dose]]
  exercise = "raise"
  entry = { sets = 3, each = 8 }
  target = { sets = 3, each = 8 }
  days_per_week = 3
  min_rest_days = 1
  step = 1
  exit = true
  source = ["project-rule"]

  [[phase.dose]]
  exercise = "lift"
  entry = { sets = 3, each = 8, load_g = 500 }
  target = { sets = 3, each = 12, load_g = 2000 }
  days_per_week = 3
  min_rest_days = 1
  step = 1
  load_step_g = 250
  source = ["project-rule"]

[[phase]]
id = "second"
title = "Second"
kind = "return"
weeks = 4
ceiling = 5
working_target = 3
deload = false
patient = "Run."
clinician = "Late."
source = ["project-rule"]

  [[phase.exit]]
  id = "runs"
  type = "measured"
  measure = "stage_sessions"
  exercise = "run-walk"
  stage = 1
  at_least = 6
  text = "Six clean sessions with running."
  source = ["project-rule"]

  [[phase.dose]]
  exercise = "run-walk"
  entry = { sets = 1, each = 1800 }
  target = { sets = 1, each = 1800 }
  days_per_week = 3
  min_rest_days = 1
  step = 60
  entry_stage = 0
  source = ["project-rule"]
"""


def read(text: str, *, linted: bool = True) -> Programme:
    return read_programme(text, "run.toml", SOURCES, linted=linted)


def faults_of(text: str) -> tuple[Fault, ...]:
    """The faults of ``text``, which must have some."""
    with pytest.raises(ProgrammeFault) as caught:
        read(text)
    return caught.value.faults


def line_of(text: str, piece: str) -> int:
    """The line on which ``piece`` begins, which must be there."""
    assert piece in text
    return text[: text.index(piece)].count("\n") + 1


def criterion(name: str, kind: CriterionKind, text: str, **fields: object) -> Criterion:
    return Criterion(name, kind, text, ("project-rule",), **fields)  # type: ignore[arg-type]


def test_a_good_file_loads_with_every_new_key() -> None:
    programme = read(RUN)
    assert lint_programme(programme) == ()
    assert programme.measures == (MeasureDue(MeasureKind.PSFS, 14, ("project-rule",)),)
    lift, raise_, run = programme.exercises
    assert (lift.variant_of, raise_.variant_of) == ("raise", None)
    assert [e.loaded for e in programme.exercises] == [True, False, False]
    assert (lift.unit, lift.volume_unit) == (Unit.REPS, Unit.GRAM_REPS)
    assert run.stages == (Stage(600, 0), Stage(540, 60))
    first, second = programme.phases
    assert (first.review_weeks, second.review_weeks) == (3, None)
    dose = first.prescriptions[1]
    assert (dose.entry, dose.target, dose.load_step_g) == (SetPlan(3, 8, 500), SetPlan(3, 12, 2000), 250)
    assert (dose.volume_step, dose.entry.volume) == (250, 12_000)
    assert second.prescriptions[0].entry_stage == 0


def test_criteria_are_read_with_the_fields_of_their_kind() -> None:
    first, second = read(RUN).phases
    measured = CriterionKind.MEASURED
    assert first.entry == (
        criterion("walks", CriterionKind.SELF_REPORT, "Can you walk for half an hour?", stale_days=14),
    )
    assert first.exit == (
        criterion(
            "clean",
            measured,
            "Two weeks without pain over its limit.",
            measure=Measured.CLEAN_WEEKS,
            at_least=2,
        ),
        criterion(
            "lift-pain",
            measured,
            "Worst pain is 2 or less.",
            measure=Measured.DURING_PAIN,
            at_most=2,
            days=7,
            entries=3,
            exercise="lift",
        ),
        criterion(
            "rest",
            measured,
            "Rest pain is 0 or 1.",
            measure=Measured.REST_PAIN,
            at_most=1,
            days=7,
            entries=4,
        ),
        criterion("better", measured, "Own activities are better.", measure=Measured.PSFS_CHANGE, at_least=2),
        criterion("tested", CriterionKind.CLINICIAN_CHECK, "Tested against resistance.", required=False),
    )
    assert second.exit[0].stage == 1
    assert second.exit[0].exercise == "run-walk"


FORM = [
    ('unit = "reps"', 'unit = "gram_reps"', "exercise.unit", "“gram_reps”", "reps, seconds, metres"),
    ('variant_of = "raise"', 'variant_of = "rise"', "exercise.variant_of", "“rise”", "lift, raise, run-walk"),
    ("  run_s = 60", "  run_s = -1", "exercise.stage.run_s", "-1", "a whole number from 0 to"),
    ("  run_s = 60", "  runs = 60", "exercise.stage.runs", "the unknown key “runs”", "walk_s, run_s"),
    ('kind = "psfs"', 'kind = "pfs"', "measure.kind", "“pfs”", "psfs, global_change"),
    ("every_days = 14", "every_days = 0", "measure.every_days", "0", "a whole number from 1 to 365"),
    ("review_weeks = 3", "review_weeks = 0", "phase.review_weeks", "0", "a whole number from 1 to 104"),
    ("  load_step_g = 250", "  load_step_g = 0", "phase.dose.load_step_g", "0", "a whole number from 1"),
    ("  entry_stage = 0", "  entry_stage = -1", "phase.dose.entry_stage", "-1", "a whole number from 0"),
    ("  stale_days = 14", "  # none", "phase.entry.stale_days", "nothing", "a whole number from 1 to 365"),
    ('type = "self_report"', 'type = "report"', "phase.entry.type", "“report”", "measured, self_report"),
    ('"rest_pain"', '"resting"', "phase.exit.measure", "“resting”", "days_in_phase, clean_weeks"),
    ("  at_most = 1", "  at_most = 11", "phase.exit.at_most", "11", "a whole number from 0 to 10"),
    ("  at_most = 1", "  at_least = 1", "phase.exit.at_most", "nothing", "a whole number from 0 to 10"),
    ("  stage = 1", "  # none", "phase.exit.stage", "nothing", "a whole number from 0"),
    ("  days = 7", "  # none", "phase.exit.days", "nothing", "a whole number from 1 to 365"),
    ("  entries = 4", '  exercise = "lift"', "phase.exit.exercise", "the unknown key “exercise”", "type"),
    ("  at_least = 2", "  days = 2", "phase.exit.days", "the unknown key “days”", "type, measure, id"),
    ("  required = false", "  required = 1", "phase.exit.required", "1", "true or false"),
    (
        "  required = false",
        '  measure = "rest_pain"',
        "phase.exit.measure",
        "the unknown key “measure”",
        "type",
    ),
    ('exercise = "lift"', 'exercise = "lif"', "phase.exit.exercise", "“lif”", "lift, raise, run-walk"),
]


@pytest.mark.parametrize(("old", "new", "field", "found", "allowed"), FORM)
def test_each_fault_of_form_is_told_at_its_line(
    old: str, new: str, field: str, found: str, allowed: str
) -> None:
    fits = [
        fault for fault in faults_of(RUN.replace(old, new, 1)) if (fault.field, fault.found) == (field, found)
    ]
    assert [fault.allowed.startswith(allowed) for fault in fits] == [True]
    if found != "nothing":
        assert fits[0].line == line_of(RUN, old)


LINTS = [
    ("a way in circles", [('name = "Raise"\n', 'name = "Raise"\nvariant_of = "lift"\n')], "variant_of"),
    ("its own variant", [('variant_of = "raise"', 'variant_of = "lift"')], "variant_of"),
    ("stages of repetitions", [('unit = "seconds"', 'unit = "metres"')], "exercise.stage"),
    ("a stage without time", [("walk_s = 600", "walk_s = 0")], "exercise.stage.run_s"),
    ("less running", [("walk_s = 600\n  run_s = 0", "walk_s = 0\n  run_s = 600")], "exercise.stage.run_s"),
    (
        "a measure twice",
        [
            (
                "[[exercise]]",
                '[[measure]]\nkind = "psfs"\nevery_days = 7\nsource = ["project-rule"]\n\n[[exercise]]',
            )
        ],
        "measure.kind",
    ),
    ("deload with stages", [("deload = false", "deload = true")], "phase.deload"),
    ("a review too early", [("review_weeks = 3", "review_weeks = 1")], "phase.review_weeks"),
    ("no load at target", [("each = 12, load_g = 2000", "each = 12")], "phase.dose.target"),
    ("a load that falls", [("load_g = 2000", "load_g = 250")], "phase.dose.entry"),
    ("no load step", [("  load_step_g = 250\n", "")], "phase.dose.load_step_g"),
    ("a load step that misses", [("load_step_g = 250", "load_step_g = 400")], "phase.dose.load_step_g"),
    ("a load step that is idle", [("load_g = 2000", "load_g = 500")], "phase.dose.load_step_g"),
    (
        "a load step too coarse",
        [("load_g = 2000", "load_g = 3500"), ("load_step_g = 250", "load_step_g = 3000")],
        "phase.dose.entry",
    ),
    ("an idle step", [("step = 1\n  exit", "step = 1\n  load_step_g = 1\n  exit")], "load_step_g"),
    ("no entry stage", [("  entry_stage = 0\n", "")], "phase.dose.entry_stage"),
    ("an entry stage too high", [("  entry_stage = 0", "  entry_stage = 2")], "phase.dose.entry_stage"),
    (
        "a stage without stages",
        [("  load_step_g = 250\n", "  load_step_g = 250\n  entry_stage = 0\n")],
        "phase.dose.entry_stage",
    ),
    (
        "a session of hours",
        [
            (
                "each = 1800 }\n  target = { sets = 1, each = 1800",
                "each = 1800 }\n  target = { sets = 1, each = 7260",
            )
        ],
        "phase.dose",
    ),
    (
        "a banned word in a question",
        [("Can you walk for half", "Is it safe to walk for half")],
        "phase.entry.text",
    ),
    ("a criterion's id twice", [('id = "runs"', 'id = "walks"')], "phase.exit.id"),
    (
        "no required exit",
        [('  at_least = 2\n  text = "Two', '  at_least = 2\n  required = false\n  text = "Two')],
        None,
    ),
    (
        "more days than the phase",
        [('measure = "clean_weeks"\n  at_least = 2', 'measure = "days_in_phase"\n  at_least = 15')],
        "phase.exit.at_least",
    ),
    (
        "more weeks than the phase",
        [('  at_least = 2\n  text = "Two', '  at_least = 3\n  text = "Two')],
        "phase.exit.at_least",
    ),
    (
        "an exercise not dosed",
        [('  exercise = "lift"\n  at_most', '  exercise = "run-walk"\n  at_most')],
        "phase.exit.exercise",
    ),
    ("one score too many", [("days = 7\n  entries = 3", "days = 8\n  entries = 7")], "exit.entries"),
    (
        "mornings not asked for",
        [('"rest_pain"', '"morning_pain"'), ("entries = 4", "entries = 8")],
        "entries",
    ),
    ("scores not asked for", [("entries = 4", "entries = 8")], "phase.exit.entries"),
    ("sessions not planned", [("entries = 3", "entries = 4")], "phase.exit.entries"),
    ("a change never asked for", [('kind = "psfs"', 'kind = "lefs"')], "phase.exit.measure"),
    ("a stage out of reach", [("  stage = 1", "  stage = 2")], "phase.exit.stage"),
    (
        "a stage before the entry",
        [("  entry_stage = 0", "  entry_stage = 1"), ("  stage = 1", "  stage = 0")],
        "phase.exit.stage",
    ),
    ("more sessions than planned", [("  at_least = 6", "  at_least = 13")], "phase.exit.at_least"),
    (
        "measured before the start",
        [
            (
                'type = "self_report"\n  stale_days = 14',
                'type = "measured"\n  measure = "clean_weeks"\n  at_least = 2',
            )
        ],
        "phase.entry.measure",
    ),
]


@pytest.mark.parametrize(("changes", "field"), [lint[1:] for lint in LINTS], ids=[lint[0] for lint in LINTS])
def test_each_lint_is_told_at_its_field(changes: list[tuple[str, str]], field: str | None) -> None:
    text = RUN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    if field is None:
        assert lint_programme(read(text)) == ()
        return
    faults = faults_of(text)
    assert {fault.field.endswith(field) for fault in faults} == {True}
    assert all(fault.line > 1 and fault.found and fault.allowed for fault in faults)


FINE = [
    ("a review at the phase's end", [("review_weeks = 3", "review_weeks = 2")]),
    ("a load step as large as the rise", [("load_step_g = 250", "load_step_g = 1500")]),
    ("a load that stays", [("load_g = 2000", "load_g = 500"), ("  load_step_g = 250\n", "")]),
    ("the last stage from the start", [("  entry_stage = 0", "  entry_stage = 1")]),
    ("the first stage as the goal", [("  stage = 1", "  stage = 0")]),
    ("every session of the phase", [("  at_least = 6", "  at_least = 12")]),
    (
        "every day of the phase",
        [('measure = "clean_weeks"\n  at_least = 2', 'measure = "days_in_phase"\n  at_least = 14')],
    ),
    ("a score a day", [("entries = 4", "entries = 7")]),
    ("the scores of a second week", [("days = 7\n  entries = 3", "days = 8\n  entries = 6")]),
    (
        "the scores of both exercises",
        [('  exercise = "lift"\n  at_most', "  at_most"), ("entries = 3", "entries = 6")],
    ),
    ("mornings in place of rest", [('"rest_pain"', '"morning_pain"'), ("entries = 4", "entries = 7")]),
]


@pytest.mark.parametrize("changes", [fine[1] for fine in FINE], ids=[fine[0] for fine in FINE])
def test_what_just_holds_has_no_lint(changes: list[tuple[str, str]]) -> None:
    text = RUN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    assert lint_programme(read(text)) == ()


def test_a_lint_of_a_criterion_stands_at_its_own_line() -> None:
    text = RUN.replace("entries = 4", "entries = 8")
    assert [(fault.line, fault.found) for fault in faults_of(text)] == [
        (line_of(text, "  entries = 8"), "8 scores in 7 days")
    ]


def test_a_phase_whose_every_exit_is_only_shown_has_no_way_out() -> None:
    head, rest = RUN.split("  [[phase.exit]]", 1)
    _, doses = rest.split("  [[phase.dose]]", 1)
    shown = '  [[phase.exit]]\n  id = "one"\n  type = "clinician_check"\n  required = false\n'
    text = f'{head}{shown}  text = "Seen."\n  source = ["project-rule"]\n\n  [[phase.dose]]{doses}'
    assert [(fault.field, fault.found) for fault in faults_of(text)] == [
        ("phase.exit", "no required criterion")
    ]
    assert read(text.replace("  required = false\n", "")).phases[0].exit[0].required


def test_a_later_phase_may_measure_at_its_entry_what_the_phase_before_asked_for() -> None:
    entry = '  [[phase.entry]]\n  id = "again"\n  type = "measured"\n  measure = "{}"\n  at_least = 2\n'
    mark = 'clinician = "Late."\nsource = ["project-rule"]\n'
    more = f'{entry}  text = "Once more."\n  source = ["project-rule"]\n'
    assert len(read(RUN.replace(mark, mark + more.format("clean_weeks"))).phases[1].entry) == 1
    faults = faults_of(RUN.replace(mark, mark + more.format("days_in_phase")))
    assert [fault.field for fault in faults] == ["phase.entry.measure"]


def test_a_text_that_a_diary_was_given_is_read_without_lints_but_not_without_form() -> None:
    text = RUN.replace("deload = false", "deload = true")
    assert read(text, linted=False).phases[1].deload
    with pytest.raises(ProgrammeFault):
        read(text.replace("weeks = 4", "weeks = 0"), linted=False)
