"""Private files that appear whole or not at all, whatever the umask and wherever the program is killed."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def fresh_file(final: Path) -> Iterator[Path]:
    """Give an empty 0600 file beside ``final`` to fill; after the block it is synced and named ``final``.

    Missing folders are made with mode 0700. An existing ``final`` is never replaced: FileExistsError.
    When the block fails, nothing that was made stays behind.
    """
    made = _make_folders(final.parent)
    draft = final.with_name(f".{final.name}.{secrets.token_hex(8)}")
    try:
        _touch(draft)
        yield draft
        _sync(draft)
        _publish(draft, final)
        _sync(final.parent)
    except BaseException:
        _remove(draft, made)
        raise


def _make_folders(folder: Path) -> list[Path]:
    """Make ``folder`` and its missing parents for the owner only; the made ones, innermost first."""
    if folder.exists():
        return []
    above = _make_folders(folder.parent)
    try:
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)
    except FileExistsError:
        return above
    except OSError:
        _remove(None, above)
        raise
    return [folder, *above]


def _touch(path: Path) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def _publish(draft: Path, final: Path) -> None:
    try:
        # A link, because a rename would silently replace a file that appeared meanwhile.
        os.link(draft, final)
    except FileExistsError:
        raise
    except OSError:
        if final.exists():
            raise FileExistsError(17, "exists") from None
        draft.rename(final)
    else:
        draft.unlink()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(draft: Path | None, folders: list[Path]) -> None:
    if draft is not None:
        for name in (draft, Path(f"{draft}-journal")):
            with suppress(OSError):
                name.unlink()
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
