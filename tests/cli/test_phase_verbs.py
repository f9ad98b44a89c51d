"""The verb phase, the clinician's checks, and beginning a phase: by the patient, or by a clinician."""

from datetime import date, timedelta

import pytest

from tests.cli.shell import START, Shell

WHO = ("--by", "Kim Lee", "--role", "physiotherapist")
FIRST = date.fromisoformat(START)
LATER = ("--today", str(FIRST + timedelta(days=14)))
"""The first day of the third week."""


def day(number: int) -> str:
    return str(FIRST + timedelta(days=number))


def live_two_weeks(shell: Shell) -> None:
    """From the day of enrolment on as planned, without pain, with every morning, up to the third week."""
    for number in range(2, 15):
        today = ("--today", day(number))
        shell("morning", "0", "--rest", "0", *today)
        if number < 14 and number % 7 in (0, 2, 4):
            shell("done", *today)


@pytest.fixture
def settled(sam: Shell) -> Shell:
    live_two_weeks(sam)
    return sam


def phase(shell: Shell, *more: str) -> dict[str, object]:
    return shell("phase", "--json", *more).json  # type: ignore[no-any-return]


def test_the_phase_is_shown_with_every_criterion_and_what_to_do(sam: Shell) -> None:
    page = sam("phase").out
    assert page.startswith("Settle (settle), since Mon 2026-03-02: week 1 of 3\n")
    for text in (
        "To leave this phase:",
        "✗ not met: Seated external rotation is done at its target",
        "the diary tells (settle-days): So far 2 of 14 days.",
        "? not known: Can you walk for 30 minutes",
        "you tell (settle-walking): Not answered yet.",
        "Next: Strengthen, weeks 1 and 2 (strengthen-1)",
        "To be scored now: Patient-specific activities",
        "Until then the week's plan stands. Give the scores that are missing. Answer what is asked of you.",
    ):
        assert text in page
    told = phase(sam)
    assert (told["phase"], told["since"], told["week"], told["ready"]) == ("settle", START, 1, False)
    assert told["urgency"] in ("none", "routine")
    assert told["due"] == [{"measure": "psfs", "since": START}]
    assert "settle-walking" in told["missing"]  # type: ignore[operator]


def test_the_patient_answers_and_an_undo_takes_it_back(sam: Shell) -> None:
    told = sam.ok("phase", "answer", "settle-walking", "no", "--on", "yesterday").out
    assert told.endswith("settle-walking: no, on 2026-03-03. `rehab phase` shows the rest.\n")
    (found,) = [one for one in phase(sam)["exit"] if one["criterion"] == "settle-walking"]  # type: ignore[attr-defined,union-attr]
    assert (found["state"], found["value"], found["answered"]) == ("not_met", False, "2026-03-03")
    assert found["because"][0]["entry"]
    sam.ok("phase", "answer", "SETTLE-WALKING", "yes")
    assert "✓ met: Can you walk" in sam("phase").out
    sam.ok("undo")
    assert "✗ not met: Can you walk" in sam("phase").out


def test_what_is_not_the_patients_to_answer_is_refused(sam: Shell) -> None:
    assert "read from the diary" in sam.refused("phase", "answer", "settle-days", "yes").err
    assert "Did you mean settle-walking?" in sam.refused("phase", "answer", "settle-walkin", "yes").err
    sam.refused("phase", "answer", "settle-walking", "perhaps")
    sam.refused("phase", "answer", "settle-walking", "yes", "--on", "2026-03-05")
    sam.ok("physio", "phase", "strengthen-4", "--week", "this", *WHO)
    said = sam.refused("phase", "answer", "single-leg-squats", "yes").err
    assert "for a clinician to check" in said
    assert "rehab physio check single-leg-squats" in said


def test_a_clinician_checks_by_name_and_role(sam: Shell) -> None:
    sam.ok("physio", "phase", "strengthen-4", "--week", "this", *WHO)
    told = sam.ok("physio", "check", "single-leg-squats", "yes", *WHO, "--note", "ten, level").out
    assert told.endswith("single-leg-squats: yes, by Kim Lee, physiotherapist.\n")
    assert "✓ met: Ten controlled squats" in sam("phase").out
    last = sam.ok("history", "--last", "1", "--json").json["revisions"][0]
    assert last["actor"] == "Kim Lee, physiotherapist"
    assert "ten, level" in str(last)
    sam.ok("physio", "check", "single-leg-squats", "no", *WHO)
    assert "✗ not met: Ten controlled squats" in sam("phase").out
    for missing in (("--by", " ", "--role", "x"), ("--by", "x", "--role", "."), ("--by", "x")):
        sam.refused("physio", "check", "single-leg-squats", "yes", *missing)
    own = sam.refused("physio", "check", "single-leg-squats", "yes", "--by", "sam sample", "--role", "doctor")
    assert "patient cannot answer for a clinician" in own.err
    sam.refused("physio", "check", "single-leg-squats", "yes", "--by", "Kim", "--role", "patient")
    sam.refused("physio", "check", "strengthen-4-clean-weeks", "yes", *WHO)


def test_the_next_phase_is_refused_with_what_is_missing(sam: Shell) -> None:
    said = sam.refused("phase", "next", code=3).err
    assert "Phase strengthen-1 cannot begin yet. Missing: " in said
    assert "Can you climb stairs" in said


def test_the_next_phase_begins_once_everything_is_met(settled: Shell) -> None:
    for criterion in ("settle-walking", "settle-stairs"):
        assert settled("phase", "next", *LATER).code == 3
        settled.ok("phase", "answer", criterion, "yes", *LATER)
    told = phase(settled, *LATER)
    assert (told["ready"], told["missing"]) == (True, [])
    assert "`rehab phase next` begins Strengthen" in str(told["next_step"])
    said = settled.ok("phase", "next", *LATER).out
    assert said == f"Phase strengthen-1 begins with the week of {day(14)}. `rehab undo` takes it back.\n"
    assert phase(settled, *LATER)["phase"] == "strengthen-1"
    assert settled.refused("phase", "next", *LATER, code=3).err.count("strengthen-2")
    settled.ok("undo", *LATER)
    assert phase(settled, *LATER)["phase"] == "settle"
    settled("log", "bridge", "3x12", *LATER)
    assert f"begins with the week of {day(21)}" in settled.ok("phase", "next", *LATER).out
    assert f"begins with the week of Mon {day(21)}" in settled("phase", *LATER).out
    assert f"already begins with the week of {day(21)}" in settled.refused("phase", "next", *LATER).err


def test_the_last_phase_has_no_next(sam: Shell) -> None:
    sam.ok("physio", "phase", "strengthen-4", "--week", "this", *WHO)
    assert "is the last phase of the programme" in sam.refused("phase", "next").err
    assert "This is the last phase" in sam("phase").out


def test_a_clinician_begins_any_phase_and_is_told_what_is_not_met(sam: Shell) -> None:
    told = sam.ok("physio", "phase", "strengthen-1", "--confirm-minutes", *WHO)
    assert told.out.endswith("by Kim Lee, physiotherapist. More minutes are confirmed.\n")
    assert "! ? not known: Can you walk for 30 minutes" in told.err
    sam.ok("physio", "phase", "strengthen-2", "--week", "this", *WHO)
    back = sam.ok("physio", "phase", "settle", "--week", "this", *WHO)
    assert (back.err, phase(sam)["phase"]) == ("", "settle")
    for who in (("--by", "Sam Sample", "--role", "doctor"), ("--by", "Kim", "--role", "patient")):
        assert "patient cannot change the phase" in sam.refused("physio", "phase", "settle", *who).err


def test_a_phase_that_lasts_too_long_says_so_with_what_to_do(sam: Shell) -> None:
    assert phase(sam, "--today", day(35))["stuck"] is None
    page = sam("phase", "--today", day(36)).out
    assert "This phase has lasted 5 weeks, longer than the 5 after which it should be looked at." in page
    assert "Show this to your physiotherapist" in page
    assert "settle-walking" in str(phase(sam, "--today", day(36))["stuck"])


def test_before_the_start_the_first_phase_is_shown(sam: Shell) -> None:
    told = phase(sam, "--today", "2026-02-27")
    assert (told["phase"], told["since"], told["week"]) == ("settle", START, 1)
