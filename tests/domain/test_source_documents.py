"""Every row of the two documents that the program was asked for, as far as it can be serious.

The first describes psoas syndrome in four tables (symptoms, types, causes, treatments), the second the
iliopsoas syndrome of overuse. Which item answers a row, and how urgent it is at least, is told here;
treatments are held to their rows in ``tests/cli/test_screen_verbs.py``.
"""

import pytest

from rehab.actions.plans import screening
from rehab.domain.diary import Fact
from rehab.domain.screen_due import words_in
from rehab.domain.triage import triage
from rehab.domain.words import EventKind, Urgency

Facts = dict[str, Fact]
NONE, R, U = Urgency.NONE, Urgency.ROUTINE, Urgency.TWO_WEEKS
S, E = Urgency.SAME_DAY, Urgency.EMERGENCY

ROWS: tuple[tuple[str, str, tuple[str, ...], Urgency], ...] = (
    # table 1: symptoms
    ("low back pain alone", "back_pain", (), NONE),
    ("low back pain with fever", "back_pain fever_or_chills", ("S01",), S),
    ("low back pain with fever and an infection risk", "back_pain night_sweats diabetes", ("S01", "S08"), S),
    ("groin pain that growing load brought", "load_increase improving", (), NONE),
    ("groin pain on impact and hopping", "impact_pain hop_pain", ("S05",), S),
    ("hip flexion pain with a limp", "gait_change", ("U15",), U),
    ("buttock pain down the leg", "nerve_pain", ("U13",), U),
    ("fixed hip flexion", "hip_held_flexed", ("S02",), U),
    ("fixed hip flexion after cancer", "hip_held_flexed cancer_history", ("S02", "U02"), S),
    ("unable to walk", "cannot_bear_weight", ("U15",), S),
    ("nerve involvement", "leg_weakness gait_change", ("S06", "U15"), S),
    ("fever", "fever_or_chills", ("S01",), S),
    # table 2: types
    ("muscular", "after_activity improving", (), NONE),
    ("malignant with nerve signs", "cancer_history leg_weakness", ("E06", "U02"), E),
    ("malignant, severe", "disabling_pain", ("S12",), S),
    ("malignant, resistant to medicine", "cancer_history opioids", ("S09", "U16"), S),
    ("infectious: unwell", "malaise", ("U18",), U),
    ("infectious: fever and a mass", "fever_or_chills growing_lump", ("S01", "U09"), S),
    # table 3: causes
    ("overuse", "load_increase improving", (), NONE),
    ("tumour", "cancer_history", ("U02",), U),
    ("infection: weak defence", "immunosuppression", ("U06",), U),
    ("infection: tuberculosis", "tuberculosis", ("U06",), U),
    ("abscess: recent infection, feverish", "recent_infection feels_feverish", ("S01", "S08"), S),
    ("abscess: injected drugs", "injected_drugs", ("U06",), U),
    # the other document
    ("clicking or snapping", "snapping", ("R03",), R),
    ("no better with treatment", "no_improvement_with_therapy", ("R02",), R),
    ("a tear: sudden weakness", "leg_weakness", ("S06",), S),
    ("under 18 and limping", "young_with_limp", ("S07",), S),
    ("swelling", "leg_swelling", ("S04",), S),
)


@pytest.mark.parametrize(("row", "given", "items", "least"), ROWS, ids=[row for row, *_ in ROWS])
def test_a_row_of_the_documents_has_its_item(
    row: str, given: str, items: tuple[str, ...], least: Urgency
) -> None:
    facts: Facts = dict.fromkeys(given.split(), True)
    found = triage(screening(), facts)
    assert set(items) <= {hit.item.id for hit in found.hits}
    assert found.urgency is least


@pytest.mark.parametrize(
    "kind", [k for k in EventKind if k is not EventKind.QUESTION and k not in screening().events]
)
def test_treatments_that_only_stand_on_record_are_those_that_say_nothing_of_danger(kind: EventKind) -> None:
    assert kind in {
        *(EventKind.MANUAL_THERAPY, EventKind.MEDICINE, EventKind.MUSCLE_RELAXANT),
        *(EventKind.PHYSIOTHERAPY, EventKind.ACTIVITY_CHANGE, EventKind.IMAGING),
    }


@pytest.mark.parametrize(
    "note", ["Fever since noon", "it popped", "could not sleep", "a lump in the groin", "limping all day"]
)
def test_the_documents_warnings_in_a_note_ask_a_question(note: str) -> None:
    assert words_in(screening(), note)
