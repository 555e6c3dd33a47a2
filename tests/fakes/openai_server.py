"""An OpenAI images server over a real socket, that can be told to misbehave.

`Answer` scripts what the next request gets; without one it draws small true PNGs by the contract.
It keeps every request and counts the POSTs. `python -m tests.fakes.openai_server` serves by hand.
"""

import asyncio
import base64
import json
import socket
import struct
import sys
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, Self

Json = dict[str, Any]


def png(width: int = 64, height: int = 64, *, seed: int = 1) -> bytes:
    """A true PNG of one colour."""
    colour = bytes(((seed * 37) % 256, (seed * 91) % 256, (seed * 153) % 256))
    rows = (b"\x00" + colour * width) * height

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + crc

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@dataclass(frozen=True)
class Part:
    """One field of a multipart form."""

    name: str
    filename: str | None
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        return json.loads(self.body)

    @property
    def is_form(self) -> bool:
        return self.headers.get("content-type", "").startswith("multipart/form-data")

    @property
    def parts(self) -> list[Part]:
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        message = BytesParser(policy=HTTP).parsebytes(head + self.body)
        return [
            Part(
                name=str(part.get_param("name", header="content-disposition")),
                filename=part.get_filename(),
                media_type=part.get_content_type(),
                data=part.get_payload(decode=True) or b"",
            )
            for part in message.iter_parts()
        ]

    @property
    def fields(self) -> Json:
        """What was asked, whichever form it came in; files are left out."""
        if not self.is_form:
            return self.json
        return {part.name: part.data.decode() for part in self.parts if part.filename is None}


@dataclass(frozen=True)
class Answer:
    """What a request gets. `body` is bytes, or pieces with pauses from `stream`.

    `cut` sends only so many bytes of the body and closes; `reset` does so with a TCP reset.
    `stall` sends what it sends and then says nothing more. `hangup` reads `request` or only the
    `head` and then resets without an answer.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    stream: Callable[[], AsyncIterator[bytes]] | None = None
    cut: int | None = None
    reset: bool = False
    stall: bool = False
    hangup: str | None = None


def answer_json(value: object, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Answer(
        status=status,
        headers={"content-type": "application/json", **named},
        body=json.dumps(value).encode(),
    )


def error(
    status: int,
    *,
    code: str | None = None,
    type: str = "invalid_request_error",  # noqa: A002 - the wire's name
    message: str = "Something is wrong.",
    **more: object,
) -> Answer:
    """An error in OpenAI's envelope; `headers` may be among `more`."""
    headers = more.pop("headers", {})
    assert isinstance(headers, dict)
    body = {"error": {"message": message, "type": type, "param": None, "code": code, **more}}
    return answer_json(body, status, **headers)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


USAGE = {
    "total_tokens": 246,
    "input_tokens": 50,
    "output_tokens": 196,
    "input_tokens_details": {"text_tokens": 50, "image_tokens": 0},
}


def pictures(*items: bytes, usage: Json | None = USAGE) -> Answer:
    body: Json = {
        "created": 1763600000,
        "background": "opaque",
        "output_format": "png",
        "quality": "low",
        "size": "1024x1024",
        "data": [{"b64_json": b64(item)} for item in items],
    }
    if usage is not None:
        body["usage"] = usage
    return answer_json(body, x_request_id="req_fake")


def sse(event: Json, *, name: str | None = None, end: str = "\n") -> bytes:
    return (
        f"event: {name or event.get('type', '')}{end}data: {json.dumps(event)}{end}{end}".encode()
    )


def event_of(kind: str, picture: bytes, **more: object) -> Json:
    return {
        "type": kind,
        "b64_json": b64(picture),
        "created_at": 1763600000,
        "size": "1024x1024",
        "quality": "low",
        "background": "opaque",
        "output_format": "png",
        **more,
    }


def growing(*partials: bytes, final: bytes, kind: str = "image_generation") -> Answer:
    """An event stream with partial pictures and the final one."""
    body = b"".join(
        sse(event_of(f"{kind}.partial_image", partial, partial_image_index=number))
        for number, partial in enumerate(partials)
    )
    body += sse(event_of(f"{kind}.completed", final, usage=USAGE))
    return Answer(headers={"content-type": "text/event-stream; charset=utf-8"}, body=body)


class OpenAIServer:
    """Serves on a free port of 127.0.0.1 while it is entered."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.script: list[Answer | Callable[[Received], Answer]] = []
        self.always: Answer | Callable[[Received], Answer] | None = None
        self.files: dict[str, Answer] = {}
        self.size = (64, 64)
        self.arrived = asyncio.Event()
        self._gone = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.port = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def posts(self) -> int:
        return sum(request.method == "POST" for request in self.received)

    def then(self, *answers: Answer | Callable[[Received], Answer]) -> None:
        """Script the next POSTs."""
        self.script.extend(answers)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._gone.set()
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        method, path, headers = await _head(reader)
        if self.script and isinstance(self.script[0], Answer) and self.script[0].hangup == "head":
            self.script.pop(0)
            self.received.append(Received(method, path, headers, b""))
            return _abort(writer)
        request = Received(method, path, headers, await _body(reader, headers))
        self.received.append(request)
        self.arrived.set()
        return await self._send(self._choose(request), writer)

    def _choose(self, request: Received) -> Answer:
        if request.method == "GET":
            return self.files.get(request.path, error(404, message="No such path."))
        chosen = self.script.pop(0) if self.script else self.always
        if callable(chosen):
            return chosen(request)
        return chosen or self.draw(request)

    def draw(self, request: Received) -> Answer:
        """Answer as the contract says."""
        if request.path not in {"/v1/images/generations", "/v1/images/edits"}:
            return error(404, message=f"Unknown request URL: POST {request.path}.")
        if not request.headers.get("authorization", "").startswith("Bearer "):
            return error(401, code="invalid_api_key", message="No key.")
        asked = request.fields
        made = [png(*self.size, seed=seed) for seed in range(1, int(asked.get("n") or 1) + 1)]
        if asked.get("stream") in {True, "true"}:
            kind = "image_edit" if request.path.endswith("edits") else "image_generation"
            partials = [png(16, 16, seed=s) for s in range(int(asked.get("partial_images") or 0))]
            return growing(*partials, final=made[0], kind=kind)
        return pictures(*made)

    async def _send(self, answer: Answer, writer: asyncio.StreamWriter) -> bool:
        if answer.hangup:
            return _abort(writer)
        whole = answer.stream is None
        headers = {"connection": "close", **answer.headers}
        if whole:
            headers.setdefault("content-length", str(len(answer.body)))
        lines = [f"HTTP/1.1 {answer.status} X", *(f"{k}: {v}" for k, v in headers.items())]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n")
        if answer.stream is not None:
            async for piece in answer.stream():
                writer.write(piece)
                await writer.drain()
        else:
            writer.write(answer.body[: answer.cut])
        await writer.drain()
        if answer.stall:
            await self._gone.wait()
        return _abort(writer) if answer.reset else False


async def _head(reader: asyncio.StreamReader) -> tuple[str, str, dict[str, str]]:
    text = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = text.split("\r\n")
    method, path, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines if line)
    return method, path, {name.strip().lower(): value.strip() for name, _, value in pairs}


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", "0")))
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


def _abort(writer: asyncio.StreamWriter) -> bool:
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
    return False


@asynccontextmanager
async def openai_server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server


async def _by_hand(port: int) -> None:
    server = OpenAIServer()
    server.port, server.size = port, (1024, 1024)
    async with server:
        print(f"OPENAI_BASE_URL={server.base_url}", flush=True)  # noqa: T201 - its one line
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_by_hand(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
