"""Files on this machine as attachments, and results as files."""

import asyncio
import errno
import os
import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import BinaryIO

from bot.models import Attachment

CHUNK_BYTES = 256 * 1024


def attachment(path: Path) -> Attachment:
    """Offer a local file. It is read when the core opens it."""
    return Attachment(name=path.name, open=lambda: _read(path), size_bytes=path.stat().st_size)


async def _read(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
            yield chunk


def make_folder(folder: Path) -> None:
    """Make a folder that files can be written to. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def reason_of(error: OSError) -> str:
    """What the system says, without numbers."""
    return error.strerror or type(error).__name__


def names_together(folder: Path, filenames: Sequence[str]) -> Sequence[str]:
    """Names for the pictures of one job: where one is taken, all get the same number.

    `fox-1.png` and `fox-2.png` become `fox_2-1.png` and `fox_2-2.png`, so that they stay a pair.
    """
    names, number = filenames, 1
    while any((folder / name).exists() for name in names):
        number += 1
        names = [_numbered(name, number) for name in filenames]
    return names


def _numbered(filename: str, number: int) -> str:
    base, dash, rest = filename.rpartition("-")
    return f"{base}_{number}{dash}{rest}" if dash else f"{number}_{filename}"


def copy_without_overwriting(source: Path, folder: Path, filename: str) -> Path:
    """Copy into the folder; a name that is taken gets a number. Leaves no torn file behind."""
    wanted = folder / filename
    target, number = wanted, 2
    while True:
        try:
            out = target.open("xb")
        except FileExistsError:
            target = wanted.with_stem(f"{wanted.stem}-{number}")
            number += 1
        else:
            return _filled(target, out, source)


def _filled(target: Path, out: BinaryIO, source: Path) -> Path:
    try:
        with out, source.open("rb") as file:
            shutil.copyfileobj(file, out)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target
