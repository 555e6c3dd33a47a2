"""The web servers: each lives inside our own event loop, until cancelled."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.connections import protocol_for, quiet_floods, raise_file_limit
from bot.errors import StartError

GRACE_S = 3
"""How long open requests may take to end."""
TAKEN_AT_ONCE = 8
"""Connections that are taken in one go: so few that one is read before many more have come."""
BACKLOG = 1024
"""Connections that wait in the system to be taken: one it has no room for comes a second later."""
HEALTH_PATH = "/healthz"

Started = Callable[[str], None]


async def serve_public(
    routes: Sequence[BaseRoute], host: str, port: int, *, started: Started | None = None
) -> None:
    """Serve what chat platforms post to, and a page that says "ok"; never the local chat."""
    app = Starlette(routes=[*routes, Route(HEALTH_PATH, _health)])
    protocol = protocol_for(raise_file_limit())
    with quiet_floods():
        await serve(app, listen(host, port), started=started, protocol=protocol)


async def serve(
    app: Starlette,
    listener: socket.socket,
    *,
    started: Started | None = None,
    closing: Callable[[], Awaitable[None]] | None = None,
    protocol: type[asyncio.Protocol] | None = None,
) -> None:
    """Serve until cancelled, then end open requests; `closing` is awaited while they do.

    `started` is told the address people can open.
    """
    server = _Server(
        uvicorn.Config(
            app,
            http=protocol or "h11",
            backlog=TAKEN_AT_ONCE,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listener]))
    if started is not None:
        started(address(listener))
    try:
        await asyncio.shield(task)
    finally:
        server.should_exit = True
        if closing is not None:
            await closing()
        await task


def listen(host: str, port: int) -> socket.socket:
    """Open the socket; connections wait in it until the server takes them. Port 0 is a free one.

    Raises StartError where the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise StartError(
            f"Port {port} on {host} cannot be opened ({error.strerror}). "
            "Stop the program that has it, or set PORT to another number."
        ) from error


def address(listener: socket.socket) -> str:
    """What to open in a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _health(_: Request) -> Response:
    return PlainTextResponse("ok")


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the loop: cancelling `serve` is the only way to end it."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or ():
            listener.listen(BACKLOG)  # asyncio has set it to what it takes in one go

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
