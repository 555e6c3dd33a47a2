"""A file too large for one attachment, as parts that joined give exactly its bytes."""

import io
from pathlib import Path

import discord

from bot.models import ReplyImage

FILES_MAX = 10
"""In one message."""


def fits(image: ReplyImage, limit_bytes: int) -> bool:
    """Whether one attachment can carry it."""
    return image.asset.size_bytes <= limit_bytes


def pieces(path: Path, image: ReplyImage, limit_bytes: int) -> list[discord.File]:
    """Numbered parts (`fox.png.001`, ...), which archive programs join; nothing is copied."""
    size = image.asset.size_bytes
    starts = range(0, size, limit_bytes)
    return [
        discord.File(
            io.BufferedReader(_Window(path, start, min(limit_bytes, size - start))),
            filename=f"{image.filename}.{number:03}",
        )
        for number, start in enumerate(starts, 1)
    ]


def messages_of(
    parts: list[discord.File], limit_bytes: int, request_bytes_max: int
) -> list[list[discord.File]]:
    """The parts, as many in a message as it takes."""
    each = max(1, min(request_bytes_max // limit_bytes, FILES_MAX))
    return [parts[start : start + each] for start in range(0, len(parts), each)]


class _Window(io.RawIOBase):
    """Part of a file, read as if it were a file."""

    def __init__(self, path: Path, start: int, length: int) -> None:
        self._file = path.open("rb")
        self._start = start
        self._length = length
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # stubs say Buffer
        self._file.seek(self._start + self._at)
        data = self._file.read(max(0, min(len(buffer), self._length - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
