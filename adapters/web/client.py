"""The web server's life: it listens on loopback, inside our own event loop, until cancelled."""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Callable, Iterator

import uvicorn
from starlette.applications import Starlette

from adapters.web.app import closing
from bot.errors import StartError

GRACE_S = 3
"""How long open requests may take to end."""
BACKLOG = 128


async def serve(
    app: Starlette,
    host: str = "127.0.0.1",
    port: int = 8080,
    *,
    started: Callable[[str], None] | None = None,
) -> None:
    """Serve until cancelled, then end open requests and wait for their errands.

    `started` is told the address people can open; port 0 takes a free one. Raises StartError where
    the host is not loopback or the port is taken.
    """
    listener = listen(host, port)
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
        started(address(listener))
    try:
        await asyncio.shield(task)
    finally:
        server.should_exit = True
        await closing(app)
        await task


def listen(host: str, port: int) -> socket.socket:
    """Open the socket; connections wait in it until the server takes them. Raises StartError."""
    if not _loopback(host):
        raise StartError(
            f"The local chat has no password, so it is served on this machine only, not on {host}. "
            "Set IMAGINE_HOST=127.0.0.1."
        )
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


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the loop: cancelling `serve` is the only way to end it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
