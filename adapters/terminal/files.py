"""Files on this machine as attachments, and results as files."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from bot.models import Attachment

CHUNK_BYTES = 256 * 1024


def attachment(path: Path) -> Attachment:
    """Offer a local file. It is read when the core opens it."""
    return Attachment(name=path.name, open=lambda: _read(path), size_bytes=path.stat().st_size)


async def _read(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
            yield chunk


def copy_without_overwriting(source: Path, folder: Path, filename: str) -> Path:
    """Copy into the folder; a name that is taken gets a number."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / filename
    target, number = wanted, 2
    while True:
        try:
            with target.open("xb") as out, source.open("rb") as file:
                shutil.copyfileobj(file, out)
            return target
        except FileExistsError:
            target = wanted.with_stem(f"{wanted.stem}-{number}")
            number += 1
