"""A JSON body with files in it, sent from disk in pieces: its base64 is never held whole."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pybase64

PIECE_BYTES = 48 * 1024  # a multiple of 3: the base64 of the pieces joins into that of the file


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """A file as a JSON string: bare base64, or a data URI of its media type."""

    path: Path
    media_type: str
    data_uri: bool = True

    @property
    def head(self) -> str:
        """What stands before the base64."""
        return f"data:{self.media_type};base64," if self.data_uri else ""


class JsonBody:
    """Fields in which strings may be Embedded files. `size_bytes` is known before it is sent."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._files: list[Embedded] = []
        self._mark = f"file-{secrets.token_hex(16)}"
        text = json.dumps(fields, default=self._marked)
        self._texts = [part.encode() for part in text.split(self._mark)]

    def size_bytes(self) -> int:
        """How long the body is. Reads the files' sizes from the disk."""
        files = sum(4 * -(-file.path.stat().st_size // 3) for file in self._files)
        return sum(map(len, self._texts)) + files

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._texts[0]
        for file, text in zip(self._files, self._texts[1:], strict=True):
            async for piece in _encoded(file.path):
                yield piece
            yield text

    def _marked(self, value: object) -> str:
        if not isinstance(value, Embedded):
            raise TypeError(f"{value!r} is no JSON")
        self._files.append(value)
        return value.head + self._mark


async def _encoded(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield pybase64.b64encode(piece)
            await asyncio.sleep(0)
