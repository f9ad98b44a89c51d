"""Who a clinician's act is by: a name and a role, neither of them the patient's own (design §4.11)."""

from rehab.actions.refusals import Refused
from rehab.domain.diary import Person
from rehab.domain.limits import NAME_MAX
from rehab.domain.text import clean

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
