"""Which versions of the tables exist, and where the steps between them are."""

from dataclasses import dataclass
from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Schema:
    """The known versions, oldest first, and the folders with the migration of each."""

    versions: tuple[str, ...]
    folders: tuple[Path, ...]

    @property
    def head(self) -> str:
        """The version that this program reads and writes."""
        return self.versions[-1]


CURRENT = Schema(versions=("0001", "0002", "0003", "0004"), folders=(MIGRATIONS / "versions",))
"""The schema of ``tables``; a test holds it against the migrations."""
