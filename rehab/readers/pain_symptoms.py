"""Tables that rate several symptoms: the one that is meant, never taken silently."""

from collections.abc import Mapping

from rehab.domain.text import clean, nearest
from rehab.readers.foreign import ImportRefused, counted, listed
from rehab.readers.tables import Column, Row

_NAME_MAX = 60


def rows_of(
    rows: tuple[Row, ...], column: Column | None, file: str, wanted: str | None
) -> tuple[list[Row], str, list[str]]:
    """The rows of the symptom ``wanted``, its name, and remarks on the rows that are left out.

    Without a column of symptoms these are all rows and an empty name. Raises ImportRefused, listing the
    names, when it has to be chosen or is not there.
    """
    names: dict[str, str] = {}
    for row in rows if column else ():
        names.setdefault(_name(row, column).casefold(), _name(row, column))
    if not any(names):
        if wanted is not None:
            raise ImportRefused(f"{file} names no symptoms. Leave --symptom out; nothing was imported.")
        return list(rows), "", []
    symptom = _symptom(names, file, wanted)
    taken = [row for row in rows if _name(row, column).casefold() == symptom.casefold()]
    remarks = []
    if not _says_pain(symptom):
        remarks.append(f"“{symptom}” does not say pain. Its numbers are taken as pain, as chosen.")
    if len(taken) < len(rows):
        others = listed(name for name in names.values() if name != symptom)
        remarks.append(f"{counted(len(rows) - len(taken), 'row')} left out: {others}.")
    return taken, symptom, remarks


def _symptom(names: Mapping[str, str], file: str, wanted: str | None) -> str:
    """The chosen symptom; without a choice the only one there is, if it is called a pain.

    ``names`` are the names as written by those in lower case; an empty one is of rows without a name.
    """
    if wanted is None:
        if len(names) == 1 and _says_pain(only := next(iter(names.values()))):
            return only
        raise ImportRefused(
            f"{file} rates {listed(names.values())}. "
            "Choose the one that is meant, with --symptom NAME; nothing was imported."
        )
    said = clean(wanted.strip(), limit=_NAME_MAX)
    found = names.get(said.casefold())
    if found:
        return found
    near = nearest(said, tuple(filter(None, names.values())))
    meant = f"Did you mean “{near}”?" if near else f"It rates {listed(names.values())}."
    raise ImportRefused(f"{file} has no symptom “{said}”. {meant} Nothing was imported.")


def _says_pain(name: str) -> bool:
    return "pain" in name.casefold()


def _name(row: Row, column: Column | None) -> str:
    return clean(row.cells[column.name].strip(), limit=_NAME_MAX) if column else ""
