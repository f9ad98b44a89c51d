"""Between what a clinician sets or tells and its detail rows, in both directions."""

from datetime import date

from rehab.domain.diary import ClinicianNote, CriterionAnswer, Override, PhaseStart, ReviewDate
from rehab.domain.words import OverrideKind
from rehab.store.rows import Details, Row, flag, pick


def override_rows(said: Override) -> Details:
    """The row of an exception."""
    names = ("kind", "exercise", "role", "why", "until", "since", "amount", "sets", "load_g")
    return {"override": [{**pick(said, *names), "said_by": said.by}]}


def read_override(entry: str, day: date, row: Row, _: Details) -> Override:
    """An exception from its row; files of earlier versions lack some columns."""
    said = (row["said_by"], row["role"], row["why"], row["until"])
    more = (row.get(name) for name in ("since", "amount", "sets", "load_g"))
    return Override(entry, day, OverrideKind(row["kind"]), row["exercise"], *said, *more)


def read_note(entry: str, day: date, row: Row, _: Details) -> ClinicianNote:
    """A note from its row."""
    return ClinicianNote(entry, day, row["text"], row["said_by"], row["role"], row["until"])


def read_review(entry: str, day: date, row: Row, _: Details) -> ReviewDate:
    """A review date from its row."""
    return ReviewDate(entry, day, row["due"], row["said_by"], row["role"])


def note_rows(said: ClinicianNote) -> Details:
    """The row of a note to the patient."""
    return {"note": [{**pick(said, "text", "role", "until"), "said_by": said.by}]}


def review_rows(said: ReviewDate) -> Details:
    """The row of a review date."""
    return {"review": [{**pick(said, "due", "role"), "said_by": said.by}]}


def phase_rows(said: PhaseStart) -> Details:
    """The row of a phase start."""
    row = {"phase": said.phase, "said_by": said.by, "role": said.role}
    # Not confirmed is empty, as in the phases of versions that did not ask.
    return {"phase_start": [{**row, "minutes_confirmed": flag(said.minutes_confirmed or None)}]}


def read_phase(entry: str, day: date, row: Row, _: Details) -> PhaseStart:
    """A phase start from its row; files of earlier versions lack a column."""
    confirmed = bool(row.get("minutes_confirmed"))
    return PhaseStart(entry, day, row["phase"], row["said_by"], row["role"], confirmed)


def answer_rows(said: CriterionAnswer) -> Details:
    """The row of an answer to a criterion."""
    row = {**pick(said, "phase", "criterion", "role"), "said_by": said.by}
    return {"answer": [{**row, "met": flag(said.met)}]}


def read_answer(entry: str, day: date, row: Row, _: Details) -> CriterionAnswer:
    """An answer to a criterion from its row."""
    met = bool(row["met"])
    return CriterionAnswer(entry, day, row["phase"], row["criterion"], met, row["said_by"], row["role"])
