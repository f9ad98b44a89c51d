"""Sharing without a server: one file with a patient's whole history, out of one diary and into another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rehab.actions import clock
from rehab.actions.desk import Desk, diary_path, fitting, given_path, given_today
from rehab.actions.refusals import Refused
from rehab.domain.diary import Person
from rehab.domain.limits import SHARE_BYTES
from rehab.domain.text import clean
from rehab.store.database import create_database, open_database
from rehab.store.share_file import NotShared, Share, is_share, read_share, share_lines
from rehab.store.sharing import beyond, is_copy, take_in

_START = 64


@dataclass(frozen=True, slots=True)
class Taken:
    """What one share brought: how many revisions are new, and how many were there already."""

    file: str
    person: Person
    added: int
    already_there: int
    head: str


def export_share(desk: Desk) -> str:
    """The patient's whole history as a file to share, with its hash chain."""
    with desk.database.read() as session:
        return "".join(f"{line}\n" for line in share_lines(session, desk.patient))


def is_shared_copy(desk: Desk) -> bool:
    """Whether the diary came here by a share, so that its patient has another that does not know of this."""
    with desk.database.read() as session:
        return is_copy(session, desk.patient)


def shares_among(files: Sequence[str]) -> int:
    """How many of the files begin as a share does; one that cannot be read does not."""
    return sum(_begins_so(file) for file in files)


def _begins_so(file: str) -> bool:
    try:
        with given_path(file).open("rb") as opened:
            return is_share(opened.read(_START))
    except (OSError, ValueError):
        return False


def import_shares(
    path: str | None,
    patient: str | None,
    files: Sequence[str],
    *,
    today: str | None = None,
    dry_run: bool = False,
) -> tuple[Taken, ...]:
    """Take shares into a diary file, which is made where there is none: only what is new, all or nothing.

    Raises Refused for a file that is no whole share, or of another patient than ``patient``, and for a
    history that does not extend the one stored.
    """
    shares = [(file, _read(file, patient)) for file in files]
    where = diary_path(path)
    if dry_run and not where.exists():
        return tuple(_taken(file, share, len(share.hashes)) for file, share in shares)
    database = open_database(where) if where.exists() else create_database(where)
    act = beyond if dry_run else partial(take_in, at=clock.utc_now(), day=given_today(today))
    try:
        with database.read() if dry_run else database.write() as session:
            return tuple(_taken(file, share, act(session, share)) for file, share in shares)
    except NotShared as error:
        raise Refused(str(error)) from None


def _taken(file: str, share: Share, added: int) -> Taken:
    name = clean(Path(file).name, limit=200)
    return Taken(name, share.person, added, len(share.hashes) - added, share.hashes[-1])


def _read(file: str, patient: str | None) -> Share:
    name = clean(file, limit=200)
    try:
        with given_path(file).open("rb") as opened:
            data = opened.read(SHARE_BYTES + 1)
        lines = data.decode("ascii").splitlines()
    except (OSError, ValueError):
        raise Refused(f"{name} cannot be read as a share. Check the path, or ask for a new one.") from None
    if len(data) > SHARE_BYTES:
        raise Refused(f"{name} is larger than {SHARE_BYTES // 1024**2} MB. No share is.")
    try:
        share = read_share(lines)
    except NotShared as error:
        raise Refused(f"{name}: {error}") from None
    if not fitting((share.person,), patient):
        who = f"{share.person.name}, born {share.person.born.year}"
        raise Refused(f"{name} is of {who}, and not of the patient named with --patient. Nothing was added.")
    return share
