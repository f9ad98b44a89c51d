"""What a programme tells of itself."""

from rehab.domain.programmes import Prescription
from tests.domain.cases import loaded
from tests.samples import exercise, phase, prescription, programme

LIFT = exercise(loaded=True)


def lightest(*doses: Prescription) -> int | None:
    phases = (phase(dose, name=f"phase-{n}") for n, dose in enumerate(doses))
    return programme(*phases, exercises=(LIFT, exercise("bare"))).lightest_load("raise")


def test_the_lightest_load_is_that_of_any_phase_wherever_it_stands() -> None:
    assert lightest(loaded(2000), loaded(1000), loaded(3000)) == 1000
    assert lightest(loaded(1000), loaded(2000)) == 1000


def test_an_exercise_without_a_loaded_dose_has_no_lightest_load() -> None:
    assert lightest(prescription("bare")) is None
    bare = programme(phase(prescription("bare")), exercises=(LIFT, exercise("bare")))
    assert bare.lightest_load("bare") is None
