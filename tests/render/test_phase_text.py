"""A phase in words: what each criterion looks at and what was found, and what to do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.domain.because import Because
from rehab.domain.criteria import CriterionState, State
from rehab.domain.measures import Due
from rehab.domain.programme_trial import try_out
from rehab.domain.programmes import Criterion, MeasureDue
from rehab.domain.words import CriterionKind, Measured, MeasureKind
from rehab.render.phase_text import (
    criterion_page,
    due_text,
    found_text,
    next_step,
    phase_page,
    state_line,
    stuck_text,
)
from tests.samples import phase, prescription, programme

DAY = date(2026, 3, 4)


def state(measure: Measured | None, found: State, value: object = None, **fields: object) -> CriterionState:
    criterion = replace(
        Criterion("it", CriterionKind.MEASURED, "It is so.", ("S",)),
        measure=measure,
        **{key: fields.pop(key) for key in ("at_most", "at_least", "days", "entries") if key in fields},
    )
    return CriterionState(criterion, found, value, **fields)  # type: ignore[arg-type]


def scores(count: int) -> tuple[Because, ...]:
    return (Because("e1", DAY, "rest_pain", 1), Because(None, DAY, "scores", count))


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (state(Measured.DAYS_IN_PHASE, State.NOT_MET, 3, at_least=14), "So far 3 of 14 days."),
        (state(Measured.CLEAN_WEEKS, State.MET, 2, at_least=2), "So far 2 of 2 weeks."),
        (state(Measured.STAGE_SESSIONS, State.NOT_MET, 1, at_least=6), "So far 1 of 6 sessions."),
        (
            state(Measured.REST_PAIN, State.MET, 1, at_most=1, days=7, entries=4, because=scores(4)),
            "The worst is 1, 1 at most; 4 scores in the last 7 days.",
        ),
        (
            state(Measured.REST_PAIN, State.NOT_KNOWN, 1, at_most=1, days=7, entries=4, because=scores(1)),
            "So far 1 score in the last 7 days, and 4 are needed: give pain at rest with the morning "
            "(m, or `rehab morning N --rest N`).",
        ),
        (
            state(Measured.DURING_PAIN, State.NOT_KNOWN, at_most=2, days=7, entries=3),
            "So far no scores in the last 7 days, and 3 are needed: give pain with what you log "
            "(l, or `rehab log … --pain 0/1/0`).",
        ),
        (
            state(Measured.PSFS_CHANGE, State.NOT_MET, "+1.5", at_least=2),
            "The change is +1.5; at least +2 counts.",
        ),
        (
            state(Measured.PSFS_CHANGE, State.NOT_KNOWN, at_least=2),
            "Score your own activities first (`rehab event psfs`).",
        ),
        (
            state(Measured.PSFS_CHANGE, State.NOT_KNOWN, at_least=2, answered=DAY),
            "Score the same ones a second time first (`rehab event psfs`).",
        ),
        (
            state(Measured.PSFS_CHANGE, State.NOT_KNOWN, "+3", at_least=2, answered=DAY, stale=True),
            "The last scores are of 2026-03-04, too far back. Score them again (`rehab event psfs`).",
        ),
        (state(None, State.NOT_MET, "66 reps"), "Now 66 reps."),
        (state(None, State.MET), "None is open."),
        (
            state(None, State.NOT_MET, because=(Because("abcdefghij", DAY, "U01", "two_weeks"),)),
            "Open: U01: two_weeks on Wed 2026-03-04 [abcdefgh].",
        ),
    ],
)
def test_what_was_found_is_told(one: CriterionState, text: str) -> None:
    assert found_text(one) == text


def answer(found: State, **fields: object) -> CriterionState:
    criterion = Criterion("walk", CriterionKind.SELF_REPORT, "Can you walk?", ("S",), stale_days=14)
    return CriterionState(criterion, found, **fields)  # type: ignore[arg-type]


def test_answers_are_told_with_their_day() -> None:
    assert found_text(answer(State.NOT_KNOWN)) == "Not answered yet."
    assert found_text(answer(State.MET, value=True, answered=DAY)) == "Answered yes on Wed 2026-03-04."
    assert found_text(answer(State.NOT_MET, value=False, answered=DAY)) == "Answered no on Wed 2026-03-04."
    stale = answer(State.NOT_KNOWN, value=True, answered=DAY, stale=True)
    assert found_text(stale) == "The yes of Wed 2026-03-04 lies too far back. It is asked again."


def test_a_criterion_has_a_sign_a_word_and_who_tells_it() -> None:
    assert state_line(answer(State.MET)) == "✓ met: Can you walk?"
    assert state_line(answer(State.NOT_MET)) == "✗ not met: Can you walk?"
    shown = replace(answer(State.NOT_KNOWN).criterion, required=False)
    assert state_line(CriterionState(shown, State.NOT_KNOWN)) == "? not known: Can you walk? (not required)"
    page = criterion_page(replace(answer(State.MET), because=(Because("e1", DAY, "walk", True),)), {})
    assert "You tell (walk). Not answered yet." in page
    assert "because walk: yes on Wed 2026-03-04 [e1]" in page
    assert page.endswith("source: S")


def test_a_measure_that_is_due_is_named() -> None:
    due = Due(MeasureDue(MeasureKind.PSFS, 14, ("S",)), DAY)
    assert due_text([due]).startswith("To be scored now: Patient-specific activities (since Wed 2026-03-04).")
    assert due_text([]) == ""


def test_what_to_do_follows_from_what_is_missing() -> None:
    checks = (
        Criterion("own", CriterionKind.SELF_REPORT, "Own?", ("S",), stale_days=7),
        Criterion("theirs", CriterionKind.CLINICIAN_CHECK, "Theirs.", ("S",), stale_days=7),
    )
    far = replace(prescription(target=(3, 80)), exit=True)
    first = replace(phase(far, name="one", weeks=2), exit=checks, review_weeks=2)
    of = programme(first, replace(phase(name="two"), entry=(checks[1],)))
    after = try_out(of, "absent", 5).after
    assert next_step(after) == (
        "Until then the week's plan stands. Answer what is asked of you. "
        "Let your physiotherapist check what is for them."
    )
    assert "This phase has lasted 5 weeks, longer than the 2" in stuck_text(after)
    assert "Missing: target-raise, own, theirs, theirs." in stuck_text(after)
    page = phase_page(after, ())
    assert "Next: Two (two)\nTo enter it:" in page
    assert page.index("This phase has lasted") < page.index("Until then the week's plan stands.")
    unknown = replace(after, targets=(state(Measured.REST_PAIN, State.NOT_KNOWN),), exit=(), entry=())
    assert next_step(unknown) == "Give the scores that are missing."
    done = replace(after, targets=(), exit=(), entry=())
    assert next_step(done, "b") == "Everything required is met: b begins Two."
    assert "Nothing required is missing." in stuck_text(done)
    assert next_step(replace(done, next=None)).startswith("Everything is met in the last phase.")
    planned = replace(after, begins=DAY + timedelta(1))
    assert next_step(planned) == "Two begins with the week of Thu 2026-03-05."
    opened = replace(after, opening=(answer(State.NOT_KNOWN),))
    assert "Before this phase should have begun:\n  ? not known: Can you walk?" in phase_page(opened, ())
