"""The server that strangers reach, over real sockets: whoever says nothing is no hindrance."""

import asyncio
import logging
import resource
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import ClassVar

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters import connections
from adapters.connections import (
    CONNECTIONS_MAX,
    FILES_PER_CONNECTION,
    QUIET_S,
    PatientProtocol,
    Seldom,
    protocol_for,
    raise_file_limit,
)
from adapters.serving import listen, serve

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
LONG_S = 30.0
SOON_S = 0.05


class Few(PatientProtocol):
    connections_max: ClassVar[int] = 3
    head_s: ClassVar[float] = LONG_S
    body_s: ClassVar[float] = LONG_S


class Hasty(PatientProtocol):
    head_s: ClassVar[float] = SOON_S
    body_s: ClassVar[float] = SOON_S
    stall_s: ClassVar[float] = SOON_S


class FewOfEach(Few):
    connections_max: ClassVar[int] = 100
    per_address_max: ClassVar[int] = 2

    def _is_public(self) -> bool:
        return True


async def ok(request: Request) -> Response:
    await request.body()
    return PlainTextResponse("ok")


@asynccontextmanager
async def serving(
    protocol: type[PatientProtocol], page: Callable[[Request], Awaitable[Response]] = ok
) -> AsyncIterator[Callable[[], Awaitable[Streams]]]:
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    app = Starlette(routes=[Route("/", page, methods=["GET", "POST"])])
    task = asyncio.create_task(serve(app, listener, protocol=protocol))
    writers = []

    async def connect() -> Streams:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writers.append(writer)
        return reader, writer

    try:
        yield connect
    finally:
        for writer in writers:
            writer.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def asked(streams: Streams, request: bytes = GET) -> bytes:
    """The status line; empty where the connection is gone."""
    reader, writer = streams
    writer.write(request)
    try:
        line = await asyncio.wait_for(reader.readline(), LONG_S)
        while line and await asyncio.wait_for(reader.readline(), LONG_S) != b"\r\n":
            pass
        await reader.readexactly(2 if line else 0)
    except ConnectionError:
        return b""
    return line.strip()


async def ended(streams: Streams) -> bool:
    try:
        return await asyncio.wait_for(streams[0].read(), LONG_S) == b""
    except ConnectionError:
        return True


async def test_the_silent_make_room_for_who_speaks_the_oldest_first() -> None:
    async with serving(Few) as connect:
        silent = [await connect() for _ in range(3)]
        assert await asked(await connect()) == b"HTTP/1.1 200 OK"
        assert await ended(silent[0])
        assert await asked(silent[1]) == b"HTTP/1.1 200 OK"


@pytest.mark.parametrize("begun", [b"GET / HT", POST, POST + b"four"])
async def test_so_do_those_who_send_a_part(begun: bytes) -> None:
    async with serving(Few) as connect:
        slow = [await connect() for _ in range(3)]
        for _, writer in slow:
            writer.write(begun)
        for _ in range(3):
            assert await asked(await connect()) == b"HTTP/1.1 200 OK"
        assert await ended(slow[0])


async def test_who_is_being_answered_is_left_alone() -> None:
    held, busy = asyncio.Event(), asyncio.Semaphore(0)

    async def page(_: Request) -> Response:
        busy.release()
        await held.wait()
        return PlainTextResponse("ok")

    async with serving(Few, page) as connect:
        at_work = [asyncio.create_task(asked(await connect())) for _ in range(3)]
        for _ in at_work:
            await busy.acquire()
        assert await ended(await connect())
        held.set()
        assert set(await asyncio.gather(*at_work)) == {b"HTTP/1.1 200 OK"}


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nX:", POST + b"four", GET + b"GET"])
async def test_what_is_never_finished_ends(begun: bytes) -> None:
    async def page(request: Request) -> Response:
        await request.body()
        return PlainTextResponse("ok")

    async with serving(Hasty, page) as connect:
        reader, writer = await connect()
        writer.write(begun)
        with suppress(ConnectionError):
            await asyncio.wait_for(reader.read(), LONG_S)


async def test_who_reads_nothing_of_an_answer_is_let_go() -> None:
    gone = asyncio.Event()

    async def page(_: Request) -> Response:
        return PlainTextResponse(b"x" * 50_000_000)

    class Watched(Hasty):
        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            gone.set()

    async with serving(Watched, page) as connect:
        _, writer = await connect()
        writer.write(GET)
        await asyncio.wait_for(gone.wait(), LONG_S)


async def test_an_address_has_its_share() -> None:
    async with serving(FewOfEach) as connect:
        silent = [await connect() for _ in range(2)]
        assert await asked(await connect()) == b"HTTP/1.1 200 OK"
        assert await ended(silent[0])


def test_most_descriptors_are_left_to_the_rest_of_the_program() -> None:
    assert protocol_for(-1).connections_max == CONNECTIONS_MAX
    assert protocol_for(CONNECTIONS_MAX * FILES_PER_CONNECTION).connections_max == CONNECTIONS_MAX
    assert protocol_for(128).connections_max == 128 // FILES_PER_CONNECTION


def test_all_descriptors_that_may_be_had_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 4096))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    assert raise_file_limit() == 4096
    assert asked == [(4096, 4096)]


def test_where_nothing_limits_descriptors_the_server_starts_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "resource", None)  # as on Windows
    assert protocol_for(raise_file_limit()).connections_max == CONNECTIONS_MAX


def test_what_strangers_make_the_log_say_is_said_once_a_minute() -> None:
    now = [0.0]
    seldom = Seldom("socket.accept()", now=lambda: now[0])

    def passes(text: str) -> bool:
        record = logging.LogRecord("asyncio", logging.ERROR, "", 0, text, None, None)
        return bool(seldom.filter(record))

    said = "socket.accept() out of system resource"
    assert [passes(said) for _ in range(3)] == [True, False, False]
    assert [passes("something else") for _ in range(2)] == [True, True]
    now[0] = QUIET_S
    assert passes(said)
