"""The files in ``plans/``: found the same way in a wheel and in an editable install."""

import hashlib
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rehab.actions.refusals import Refused
from rehab.domain.programmes import Programme, Source
from rehab.domain.screening import Screening
from rehab.domain.text import clean, nearest
from rehab.readers.programme_file import ProgrammeFault, read_programme
from rehab.readers.screening_file import read_screening
from rehab.readers.sources_file import read_sources

_READ_AT_MOST = 1_000_000
"""In characters, more than a programme file may have: the reader refuses such a file by its size."""
_NOT_PROGRAMMES = ("sources.toml", "screening.toml")


@cache
def sources() -> dict[str, Source]:
    """The bibliography, by key."""
    return read_sources((_folder() / "sources.toml").read_text("utf-8"), "sources.toml")


@cache
def screening() -> Screening:
    """The red-flag screen."""
    return read_screening((_folder() / "screening.toml").read_text("utf-8"), "screening.toml", sources())


def shipped() -> dict[str, str]:
    """The programmes that come with rehab: their text by id."""
    found = sorted(_folder().iterdir(), key=lambda entry: entry.name)
    return {
        entry.name.removesuffix(".toml"): entry.read_text("utf-8")
        for entry in found
        if entry.name.endswith(".toml") and entry.name not in _NOT_PROGRAMMES
    }


def programme_text(name: str) -> str:
    """The text of a shipped programme by id, or of a file by path. Raises Refused when there is none."""
    known = shipped()
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix == ".toml" or "/" in name:
        try:
            with path.open(encoding="utf-8") as file:
                return file.read(_READ_AT_MOST)
        except (OSError, ValueError):
            raise Refused(
                f"{clean(name, limit=200)} cannot be read as a text file. Check the path."
            ) from None
    near = nearest(name, list(known))
    hint = f"Did you mean {near}?" if near else "`rehab programme list` shows them."
    raise Refused(f"There is no programme “{clean(name, limit=60)}”. {hint}")


@lru_cache(maxsize=32)
def parsed(text: str, file: str = "programme", *, linted: bool = True) -> Programme:
    """The programme that a text describes. Raises Refused with every fault and its line.

    A text that a diary was given is not ``linted`` a second time: a new lint closes no diary.
    """
    try:
        return read_programme(text, file, sources(), linted=linted)
    except ProgrammeFault as fault:
        raise Refused(f"{fault}\nMend the file, then try again.") from None


def digest(text: str) -> str:
    """The hash by which a programme's text is known in the record."""
    return hashlib.sha256(text.encode()).hexdigest()


def _folder() -> Traversable:
    return files("rehab.plans")
