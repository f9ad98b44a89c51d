"""What can go wrong with the file of a diary, each in two sentences and with an exit code."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from sqlalchemy.exc import DBAPIError

from rehab.domain.text import clean


class Trouble(Exception):
    """A failure that a person can act on: ``str`` tells what is wrong and what to do, without values."""

    exit_code: ClassVar[int] = 74
    said: ClassVar[str] = "Not saved: the diary could not be written. Try again."

    def __init__(self, text: str | None = None) -> None:
        super().__init__(text or self.said)


class DiskFull(Trouble):
    """No room for the pages of the transaction; it was rolled back."""

    exit_code = 74
    said = (
        "Not saved: the disk is full. Everything saved before is still stored; "
        "free some space, then save again."
    )


class DiskFault(Trouble):
    """A read, write or sync failed; what was being saved was rolled back."""

    exit_code = 74
    said = (
        "Not saved: the disk reported an error. Everything saved before is still stored; "
        "copy the diary to another disk now."
    )


class Busy(Trouble):
    """Another process held the file for longer than the busy timeout."""

    exit_code = 75
    said = "Not saved yet: another window is using the diary. Nothing is lost; try again."


class Conflict(Trouble):
    """The entry is not at the revision that the caller saw."""

    exit_code = 75
    said = "This entry was changed meanwhile. Look at it again, then repeat your change."


class ReadOnly(Trouble):
    """The file or its folder may not be written."""

    exit_code = 73
    said = (
        "You can read but not save here: the diary or its folder is write-protected. "
        "Allow writing, or copy it elsewhere."
    )


class AlreadyThere(Trouble):
    """A new diary was asked for where a file is."""

    exit_code = 73
    said = "A file is already there, and it was not changed. Choose another name for the new diary."


class Missing(Trouble):
    """There is no diary, or not this patient, where one was asked for."""

    exit_code = 66
    said = "No diary was found there. `rehab init` makes a new one."


class NotOurs(Trouble):
    """The file is of another kind."""

    exit_code = 65
    said = "This file is not a rehab diary, and it was not changed. Check the name of the file."


class Empty(Trouble):
    """The file has 0 bytes."""

    exit_code = 65
    said = "The diary file is empty, and nothing was written to it. Bring back a backup, or remove the file."


class Damaged(Trouble):
    """Pages, references or the hash chain do not fit together."""

    exit_code = 65
    said = "The diary is damaged, and it was not changed. Keep the file and bring back the newest backup."


class Newer(Trouble):
    """The schema is one that this program does not know."""

    exit_code = 65
    said = "This diary was made by a newer version of rehab, and it was not changed. Install that version."


class Refused(Trouble):
    """The database refused a value, or a change of what is already recorded."""

    exit_code = 65
    said = "Not saved: the database refused the entry. Check its values; nothing was changed."


_BY_CODE: dict[int, type[Trouble]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: DiskFault,
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: Missing,
    sqlite3.SQLITE_NOTADB: NotOurs,
    sqlite3.SQLITE_CONSTRAINT: Refused,
    sqlite3.SQLITE_READONLY_DBMOVED: Missing,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: Conflict,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: Conflict,
}
_BY_ERRNO: dict[int, type[Trouble]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.EROFS: ReadOnly,
    errno.EEXIST: AlreadyThere,
    errno.ENOENT: Missing,
    errno.ENOTDIR: Missing,
}


def of_sqlite(error: BaseException | None) -> Trouble:
    """The trouble that an error of the ``sqlite3`` module stands for.

    An error without a code of its own, or of bad SQL, means that the tables are not as they were made.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return Damaged()
    return (_BY_CODE.get(code) or _BY_CODE.get(code & 0xFF, Damaged))()


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Run a block on the diary at ``path`` and raise every database error in it as a ``Trouble``."""
    try:
        yield
    except DBAPIError as error:
        raise _with_path(of_sqlite(error.orig), path) from None
    except sqlite3.Error as error:
        raise _with_path(of_sqlite(error), path) from None


@contextmanager
def filed(path: Path) -> Iterator[None]:
    """As ``reported``, and raise errors of files and folders as a ``Trouble`` too."""
    try:
        with reported(path):
            yield
    except OSError as error:
        raise _with_path(_BY_ERRNO.get(error.errno or 0, DiskFault)(), path) from None


def missing(path: Path) -> Missing:
    """The trouble of a diary that is not at ``path``."""
    return Missing(f"No diary was found at {clean(str(path))}. `rehab init` makes a new one.")


def _with_path(trouble: Trouble, path: Path) -> Trouble:
    if not isinstance(trouble, Missing):
        return trouble
    # SQLite also says "cannot open" when it may not make its journal beside an existing file.
    return ReadOnly() if path.exists() else missing(path)


@contextmanager
def readable() -> Iterator[None]:
    """Run a block that turns rows into records; a row that cannot be one means ``Damaged``."""
    try:
        yield
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise Damaged from None
