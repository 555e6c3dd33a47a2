"""The local chat's server: it listens on this machine alone, for it has no password."""

import ipaddress
import socket

from starlette.applications import Starlette

from adapters import serving
from adapters.web.app import closing
from bot.errors import StartError


async def serve(
    app: Starlette,
    host: str = "127.0.0.1",
    port: int = 8080,
    *,
    started: serving.Started | None = None,
) -> None:
    """Serve until cancelled, then end open requests and wait for their errands.

    `started` is told the address people can open; port 0 takes a free one. Raises StartError where
    the host is not loopback or the port is taken.
    """
    await serving.serve(app, listen(host, port), started=started, closing=lambda: closing(app))


def listen(host: str, port: int) -> socket.socket:
    """Open the socket, on loopback only. Raises StartError."""
    if not _loopback(host):
        raise StartError(
            f"The local chat has no password, so it is served on this machine only, not on {host}. "
            "Set IMAGINE_HOST=127.0.0.1."
        )
    return serving.listen(host, port)


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
