"""Reads a 200 answer while it arrives: JSON, an event stream, or a bare picture.

What the server was asked for does not matter, only what it says it sends - gateways answer JSON to
`stream: true`, and some servers name no content type at all.
"""

import asyncio
import re
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import OutcomeUnknown
from bot.providers.faults import Fault, fault_of
from bot.providers.formats import is_picture, suffix_of
from bot.providers.openai.base64_file import Base64Broken, Base64File
from bot.providers.openai.json_stream import Blob, JsonBroken, JsonPath, JsonSplitter
from bot.providers.openai.sse import SseBroken, SseReader

BLOBS_MAX = 32
NUMBERS_MAX = 100
"""Of partial pictures; no picture has more than three."""
PIECE_BYTES = 2048
TURN_S = 0.004
"""How long reading goes on before it lets others have their turn."""
PLAIN_EVENT_MAX_BYTES = 1024

BROKEN = (JsonBroken, Base64Broken, SseBroken)

_MARKS = (b'"', b"\\", b",", b"[", b"]", b"{", b"}", b":", b"\n", b"\r")
"""What a reader takes a step for."""
_PICTURE_KEYS = frozenset({"b64_json"})
_SSE_START = re.compile(rb"\s*(data:|event:|id:|retry:|:)")


@dataclass(frozen=True, kw_only=True)
class Landed:
    """A whole picture, as bytes in a file."""

    file: Base64File
    revised_prompt: str | None = None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a picture looks like so far; `number` counts from 0."""

    file: Base64File
    number: int


@dataclass(frozen=True, kw_only=True)
class Linked:
    """A picture that must be fetched."""

    url: str
    revised_prompt: str | None = None


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A place in the list without a picture, and the error that was there instead, if any."""

    fault: Fault | None = None


@dataclass(frozen=True, kw_only=True)
class Spent:
    """The provider's `usage`."""

    usage: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The answer holds an error."""

    fault: Fault


@dataclass(frozen=True, kw_only=True)
class Ended:
    """An event stream said `[DONE]`, or a list is complete; `items` counts the list's."""

    items: int | None = None


@dataclass(frozen=True, kw_only=True)
class EventOver:
    """An event that completes a picture has been told whole."""


AnswerEvent = Landed | Shown | Linked | Missing | Spent | Refused | Ended | EventOver


@dataclass(slots=True)
class PictureFiles:
    """Makes the files that pictures are decoded to, and deletes those nobody claimed."""

    folder: Path
    prefix: str
    _open: list[Base64File] = field(default_factory=list)
    _made: int = 0

    def route(self, path: JsonPath) -> Blob | None:
        """Take picture strings, at any depth; after too many of them none."""
        if not path or path[-1] not in _PICTURE_KEYS or self._made >= BLOBS_MAX:
            return None
        return self.create()

    def create(self) -> Base64File:
        """Begin a file."""
        self._made += 1
        file = Base64File(self.folder / f"{self.prefix}-{self._made}.part")
        self._open.append(file)
        return file

    def claim(self, file: Base64File, name: str) -> Path:
        """Give a whole picture its name, with the ending of its format."""
        self._open.remove(file)
        return file.path.rename(self.folder / (name + suffix_of(file.head)))

    def drop(self, file: Base64File) -> None:
        """Delete one."""
        self._open.remove(file)
        file.discard()

    def drop_all(self) -> None:
        """Delete what was not claimed."""
        while self._open:
            self._open.pop().discard()


async def read_answer(
    content_type: str, chunks: AsyncIterator[bytes], files: PictureFiles
) -> AsyncGenerator[AnswerEvent, None]:
    """Yield what the body holds, as it becomes whole. Raises OutcomeUnknown for what is broken.

    No body, however it was made, holds the event loop longer than some milliseconds at a time.
    """
    async with aclosing(_in_small_steps(chunks)) as pieces:
        first = b""
        async for first in pieces:
            if first:
                break
        reader = _reader_for(content_type, first, files)
        try:
            for event in reader.feed(first):
                yield event
            async for piece in pieces:
                for event in reader.feed(piece):
                    yield event
            for event in reader.finish():
                yield event
        except BROKEN as error:
            raise OutcomeUnknown(f"a broken answer: {error}") from error


async def _in_small_steps(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """Hand the bytes on in pieces that are read in a few milliseconds, with others' turns between.

    A stretch of one long string is one step whatever its length; elsewhere each character may be.
    """
    since = time.perf_counter()
    async for chunk in chunks:
        size = PIECE_BYTES if any(mark in chunk for mark in _MARKS) else max(len(chunk), 1)
        for at in range(0, len(chunk) or 1, size):
            yield chunk[at : at + size]
            if time.perf_counter() - since > TURN_S:
                await asyncio.sleep(0)
                since = time.perf_counter()


class JsonAnswer:
    """`{"data": [...], "usage": ...}`; pictures come out as their list element closes."""

    def __init__(self, files: PictureFiles) -> None:
        self._splitter = JsonSplitter(files.route)
        self._items = 0

    def feed(self, chunk: bytes) -> Iterator[AnswerEvent]:
        """Read on."""
        for item in self._splitter.feed(chunk):
            self._items += 1
            yield _item(item)

    def finish(self) -> list[AnswerEvent]:
        """Check the document and tell what stands beside the pictures."""
        body = self._splitter.finish()
        fault = fault_of(body)
        if fault is not None and not self._items:
            return [Refused(fault=fault)]
        if not isinstance(body, Mapping) or not isinstance(body.get("data"), list):
            raise OutcomeUnknown("an answer without a list of pictures")
        return [*_spent(body), Ended(items=self._items)]


class StreamAnswer:
    """Server-sent events; unknown ones are passed over."""

    def __init__(self, files: PictureFiles) -> None:
        self._files = files
        self._sse = SseReader(self)
        self._event: JsonSplitter | None = None
        self._plain = bytearray()
        self._ready: list[AnswerEvent] = []

    def feed(self, chunk: bytes) -> Iterator[AnswerEvent]:
        """Read on. What was whole before a broken piece is told before it raises."""
        broken: Exception | None = None
        try:
            self._sse.feed(chunk)
        except BROKEN as error:
            broken = error
        ready, self._ready = self._ready, []
        yield from ready
        if broken:
            raise broken

    def finish(self) -> list[AnswerEvent]:
        """End as the stream ended; an event cut short is none."""
        return []

    def data(self, piece: bytes) -> None:
        """Called by the reader with a piece of an event."""
        if self._event is None and not self._plain and piece.lstrip().startswith(b"{"):
            self._event = JsonSplitter(self._files.route)
        if self._event is not None:
            deque(self._event.feed(piece), maxlen=0)
        elif len(self._plain) < PLAIN_EVENT_MAX_BYTES:
            self._plain += piece

    def end(self) -> None:
        """Called by the reader when the event is whole."""
        if self._event is not None:
            self._ready += self._told(self._event.finish())
        elif self._plain.strip() == b"[DONE]":
            self._ready.append(Ended())
        self._event = None
        self._plain.clear()

    def _told(self, event: object) -> list[AnswerEvent]:
        if not isinstance(event, Mapping):
            return []
        if fault := fault_of(event):
            return [Refused(fault=fault)]
        kind = str(event.get("type", ""))
        picture = event.get("b64_json")
        if kind.endswith(".completed"):
            return [_item(event), *_spent(event), EventOver()]
        if kind.endswith(".partial_image") and isinstance(picture, Base64File):
            return [Shown(file=picture, number=_number(event.get("partial_image_index")))]
        if isinstance(picture, Base64File):
            self._files.drop(picture)
        return []


class PictureAnswer:
    """A body that is the picture itself, as servers send it for `response_format=file`."""

    def __init__(self, files: PictureFiles) -> None:
        self._file = files.create()

    def feed(self, chunk: bytes) -> Iterator[AnswerEvent]:
        """Read on."""
        self._file.write_decoded(chunk)
        return iter(())

    def finish(self) -> list[AnswerEvent]:
        """Hand over the one picture."""
        self._file.close()
        return [Landed(file=self._file), Ended(items=1)]


def _reader_for(
    content_type: str, first: bytes, files: PictureFiles
) -> JsonAnswer | StreamAnswer | PictureAnswer:
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/event-stream" or (kind != "application/json" and _SSE_START.match(first)):
        return StreamAnswer(files)
    if kind.startswith("image/") or is_picture(first):
        return PictureAnswer(files)
    if first.lstrip()[:1] == b"{":
        return JsonAnswer(files)
    raise OutcomeUnknown(f"an answer that is neither JSON nor a stream: {kind or 'no type'}")


def _item(item: object) -> AnswerEvent:
    if not isinstance(item, Mapping):
        return Missing()
    revised = item.get("revised_prompt")
    words = revised if isinstance(revised, str) and revised else None
    picture, url = item.get("b64_json"), item.get("url")
    if isinstance(picture, Base64File) and picture.size_bytes:
        return Landed(file=picture, revised_prompt=words)
    if isinstance(url, str) and url:
        return Linked(url=url, revised_prompt=words)
    return Missing(fault=fault_of(item))


def _spent(body: Mapping[object, object]) -> list[AnswerEvent]:
    usage = body.get("usage")
    return [Spent(usage=usage)] if isinstance(usage, Mapping) and usage else []


def _number(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < NUMBERS_MAX else 0
