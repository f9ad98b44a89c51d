"""Who a clinician's act is by: a name and a role, neither of them the patient's own (design §4.11)."""

from collections.abc import Sequence
from datetime import date

from rehab.actions.desk import Desk, new_change, stamp
from rehab.actions.refusals import Refused
from rehab.domain.days import parse_date
from rehab.domain.diary import Person
from rehab.domain.limits import NAME_MAX
from rehab.domain.record import Payload
from rehab.domain.text import clean
from rehab.store.entries import add

_OTHERS = ("self", "me", "myself", "mother", "father", "wife", "husband", "partner", "friend")


def has_letters(*said: str) -> bool:
    """Whether each of these texts says anything at all."""
    return all(any(character.isalnum() for character in text) for text in said)


def named(by: str, role: str) -> tuple[str, str]:
    """A name and a role as they are kept."""
    return clean(by, limit=NAME_MAX).strip(), clean(role, limit=NAME_MAX).strip()


def refuse_patient(person: Person, by: str, role: str, told: str) -> None:
    """Raise Refused with ``told``: a name is a statement, but a patient's own is none of a clinician's."""
    words = ["".join(filter(str.isalpha, word)) for word in role.casefold().split()]
    patient = "patient" in "".join(words).replace("inpatient", "").replace("outpatient", "")
    if by.casefold() == person.name.casefold() or patient or {*words} & {*_OTHERS}:
        raise Refused(told)


def signed(desk: Desk, payloads: Sequence[Payload], description: str, by: str, role: str) -> None:
    """Record what a clinician does, under the name and role; no undo takes it back."""
    with desk.write() as session:
        who = stamp(clean(f"{by}, {role}", limit=NAME_MAX))
        add(session, desk.patient, payloads, new_change(description, "clinician"), who)


def last_day(text: str | None, today: date) -> date | None:
    """The last day of what a clinician says, today or later; ``None`` without one. Raises Refused."""
    if text is None:
        return None
    try:
        day = parse_date(text, today)
    except ValueError as error:
        raise Refused(str(error)) from None
    if day < today:
        raise Refused(f"{day} is past. Give a last day from {today} on, or leave --until out.")
    return day
