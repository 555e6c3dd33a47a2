"""The public web server: what chat platforms post to. It never serves the local chat."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.errors import StartError

GRACE_S = 3
"""How long open requests may take to end."""
BACKLOG = 512
HEALTH_PATH = "/healthz"


async def serve_public(
    routes: Sequence[BaseRoute],
    host: str,
    port: int,
    *,
    started: Callable[[str], None] | None = None,
) -> None:
    """Serve the routes, and a page that says "ok", until cancelled.

    `started` is told the address; port 0 takes a free one. Raises StartError where it is taken.
    """
    listener = _listen(host, port)
    app = Starlette(routes=[*routes, Route(HEALTH_PATH, _health)])
    server = _Server(
        uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listener]))
    if started is not None:
        shown, number = listener.getsockname()[:2]
        started(f"http://[{shown}]:{number}" if ":" in shown else f"http://{shown}:{number}")
    try:
        await asyncio.shield(task)
    finally:
        server.should_exit = True
        await task


async def _health(_: Request) -> Response:
    return PlainTextResponse("ok")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise StartError(
            f"Port {port} on {host} cannot be opened ({error.strerror}). "
            "Stop the program that has it, or set PORT to another number."
        ) from error


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the loop: cancelling is the only way to end it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
