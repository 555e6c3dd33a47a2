"""However an answer was made, the event loop is never held: others are acknowledged meanwhile."""

import asyncio
import base64
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import ProviderError
from bot.providers.openai.answer import PictureFiles, read_answer
from bot.providers.openai.json_stream import CONTAINERS_MAX, ITEMS_MAX, JsonBroken, JsonSplitter
from bot.providers.openai.sse import LINES_MAX, SseBroken, SseReader
from bot.providers.openai.tally import Tally

HOLD_MAX_S = 0.020
CHUNK_BYTES = 64 * 1024
TRIES = 3
JSON = "application/json"
STREAM = "text/event-stream"

PLAIN = base64.b64encode(bytes(range(256)) * 20_000)
HOSTILE = {
    "a picture": (JSON, b'{"data":[{"b64_json":"' + PLAIN + b'"}]}'),
    "base64 as code points": (
        JSON,
        b'{"data":[{"b64_json":"' + rb"\u0041" * 300_000 + b'"}]}',
    ),
    "a line break after each quad": (
        JSON,
        b'{"data":[{"b64_json":"' + rb"AAAA\n" * 300_000 + b'"}]}',
    ),
    "a million empty elements": (JSON, b'{"data":[' + b"{}," * 1_000_000 + b"{}]}"),
    "empty arrays elsewhere": (JSON, b'{"x":[' + b"[]," * 130_000 + b'{}],"data":[]}'),
    "deep nesting": (JSON, b'{"x":[' + (b"[" * 60 + b"]" * 60 + b",") * 3200 + b'1],"data":[]}'),
    "many keys": (JSON, b'{"x":{' + b'"a":1,' * 66_000 + b'"a":1},"data":[]}'),
    "huge numbers": (JSON, b'{"x":[' + (b"9" * 4299 + b",") * 92 + b'1],"data":[]}'),
    "escaped words": (JSON, b'{"x":"' + rb"\u0041" * 66_000 + b'","data":[]}'),
    "60 MB of words": (JSON, b'{"data":[{"revised_prompt":"' + b"x" * 60_000_000 + b'"}]}'),
    "millions of comments": (STREAM, b":\n" * 2_000_000),
    "millions of blank lines": (STREAM, b"\n" * 2_000_000),
    "tiny events": (STREAM, b"data:{}\n\n" * 300_000),
    "an error that repeats itself": (
        STREAM,
        b'data:{"error":{"message":"' + b"safety_violations=[" * 20_000 + b'"}}\n\n',
    ),
}


async def chunks_of(body: bytes, size: int) -> AsyncIterator[bytes]:
    for at in range(0, len(body), size):
        yield body[at : at + size]


async def longest_hold_s(kind: str, body: bytes, folder: Path, size: int) -> float:
    """CPU seconds between two turns of another task, at most, while the answer is read."""
    longest, last = 0.0, time.thread_time()

    async def others() -> None:
        nonlocal longest, last
        while True:
            longest = max(longest, time.thread_time() - last)
            last = time.thread_time()
            await asyncio.sleep(0)

    files = PictureFiles(folder, "call")
    tally = Tally((1,), files, lambda _: None)
    other = asyncio.create_task(others())
    await asyncio.sleep(0)
    try:
        async for event in read_answer(kind, chunks_of(body, size), files):
            await tally.take(event, None)  # type: ignore[arg-type] - none of them has a link
    except ProviderError:
        pass
    await asyncio.sleep(0)
    other.cancel()
    files.drop_all()
    return longest


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", [CHUNK_BYTES, 1000])
async def test_no_answer_holds_the_loop(name: str, size: int, tmp_path: Path) -> None:
    kind, body = HOSTILE[name]
    holds: list[float] = []
    while not holds or (holds[-1] >= HOLD_MAX_S and len(holds) < TRIES):
        holds.append(await longest_hold_s(kind, body, tmp_path, size))
    assert min(holds) < HOLD_MAX_S


@pytest.mark.parametrize(("count", "fits"), [(ITEMS_MAX, True), (ITEMS_MAX + 1, False)])
def test_pictures_are_bounded(count: int, fits: bool) -> None:
    body = b'{"data": [' + b",".join([b"{}"] * count) + b"]}"
    assert _reads(body) is fits


@pytest.mark.parametrize(("count", "fits"), [(CONTAINERS_MAX, True), (CONTAINERS_MAX + 1, False)])
def test_parts_are_bounded(count: int, fits: bool) -> None:
    assert _reads(b"[" + b",".join([b"[]"] * (count - 1)) + b"]") is fits


def _reads(body: bytes) -> bool:
    splitter = JsonSplitter(lambda _: None)
    try:
        list(splitter.feed(body))
        splitter.finish()
    except JsonBroken:
        return False
    return True


class Nobody:
    def data(self, piece: bytes) -> None: ...

    def end(self) -> None: ...


@pytest.mark.parametrize(("count", "fits"), [(LINES_MAX, True), (LINES_MAX + 1, False)])
def test_lines_of_a_stream_are_bounded(count: int, fits: bool) -> None:
    reader = SseReader(Nobody())
    if fits:
        reader.feed(b"\n" * count)
    else:
        with pytest.raises(SseBroken):
            reader.feed(b"\n" * count)
