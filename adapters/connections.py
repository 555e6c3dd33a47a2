"""How long, and with how many at once, a web server that strangers reach is patient.

Whoever is unfinished makes room for whoever comes: a connection that sends nothing, or a little now
and then, never keeps out one that has something to say. What is being answered is left alone.
"""

import asyncio
import contextlib
import ipaddress
import logging
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Any, ClassVar

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

HEAD_S = 10.0
"""A request's head is whole by then."""
BODY_S = 8.0
"""And its body so long after; a route may be less patient."""
STALL_S = 30.0
"""So long a browser may read nothing of an answer."""
CONNECTIONS_MAX = 200
CONNECTIONS_PER_ADDRESS_MAX = 50
"""Of public addresses: all that comes through a proxy has the proxy's."""
FILES_PER_CONNECTION = 4
"""Of the process's descriptors, a connection's share: the rest is for pictures and the database."""
QUIET_S = 60.0
UNFINISHED = (h11.IDLE, h11.SEND_BODY)

log = logging.getLogger(__name__)


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to every wait."""

    connections_max: ClassVar[int] = CONNECTIONS_MAX
    per_address_max: ClassVar[int] = CONNECTIONS_PER_ADDRESS_MAX
    head_s: ClassVar[float] = HEAD_S
    body_s: ClassVar[float] = BODY_S
    stall_s: ClassVar[float] = STALL_S

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._phase: object = None
        self._since = 0.0
        self._end: asyncio.TimerHandle | None = None
        self._stall: asyncio.TimerHandle | None = None
        self._flush: asyncio.TimerHandle | None = None

    @property
    def unfinished(self) -> bool:
        """Whether it owes a request, or a part of one."""
        return self.conn.their_state in UNFINISHED

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take it in; where there are too many, the one that has been unfinished longest goes."""
        super().connection_made(transport)
        self._follow()
        if self._is_public():
            mine = [one for one in self._all() if one.host == self.host]
            self._make_room(mine, self.per_address_max)
        self._make_room(self._all(), self.connections_max)

    def data_received(self, data: bytes) -> None:
        """Read on."""
        super().data_received(data)
        self._follow()

    def on_response_complete(self) -> None:
        """Wait until the rest of the answer was read, and for the next request."""
        super().on_response_complete()
        if self._flush is None and self.transport.get_write_buffer_size():
            self._flush = self.loop.call_later(self.stall_s, self._drop_unread)
        self._follow()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all clocks."""
        self._cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Wait for a slow reader, but not for ever."""
        super().pause_writing()
        self._stall = self._stall or self.loop.call_later(self.stall_s, self.drop)

    def resume_writing(self) -> None:
        """It reads on."""
        super().resume_writing()
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None

    def drop(self) -> None:
        """End it at once, without a word."""
        self._cancel()
        self.connections.discard(self)
        self.transport.abort()

    @property
    def host(self) -> str:
        """Who connected."""
        return self.client[0] if self.client else ""

    def _all(self) -> "list[PatientProtocol]":
        return [one for one in self.connections if isinstance(one, PatientProtocol)]

    def _make_room(self, among: "Iterable[PatientProtocol]", most: int) -> None:
        among = list(among)
        if len(among) > most and self in self.connections:
            waiting = [one for one in among if one is not self and one.unfinished]
            min(waiting, key=lambda one: one._since, default=self).drop()

    def _is_public(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_global
        except ValueError:
            return False

    def _drop_unread(self) -> None:
        self._flush = None
        if self.transport.get_write_buffer_size():
            self.drop()

    def _follow(self) -> None:
        phase = self.conn.their_state
        if phase is self._phase or self.transport.is_closing():
            return
        self._phase, self._since = phase, self.loop.time()
        if self._end is not None:
            self._end.cancel()
            self._end = None
        if self.unfinished:
            patience_s = self.head_s if phase is h11.IDLE else self.body_s
            self._end = self.loop.call_later(patience_s, self.drop)

    def _cancel(self) -> None:
        for timer in (self._end, self._stall, self._flush):
            if timer is not None:
                timer.cancel()
        self._end = self._stall = self._flush = None


class Seldom(logging.Filter):
    """Lets a message through once a minute: strangers decide how often these come."""

    def __init__(self, *beginnings: str, now: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._beginnings = beginnings
        self._now = now
        self._said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write it."""
        text = record.getMessage()
        found = next((one for one in self._beginnings if text.startswith(one)), None)
        if found is None:
            return True
        now = self._now()
        if now - self._said.get(found, -QUIET_S) < QUIET_S:
            return False
        self._said[found] = now
        return True


FLOODS = {
    "asyncio": ("socket.accept() out of system resource",),
    "uvicorn.error": (
        "Invalid HTTP request",
        "Unsupported upgrade",
        "No supported WebSocket",
        "ASGI callable returned without completing",
    ),
}


@contextlib.contextmanager
def quiet_floods() -> Iterator[None]:
    """Keep what strangers can make the log say from filling the disk."""
    filters = [(logging.getLogger(name), Seldom(*said)) for name, said in FLOODS.items()]
    for logger, seldom in filters:
        logger.addFilter(seldom)
    try:
        yield
    finally:
        for logger, seldom in filters:
            logger.removeFilter(seldom)


def raise_file_limit() -> int:
    """Allow this process all the descriptors it may have; how many, or -1 where nothing limits."""
    if resource is None:
        return -1
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            soft = hard
        except (ValueError, OSError):  # macOS tells "infinity", and takes less
            log.debug("the limit of open files stays at %d", soft)
    return soft


def protocol_for(files: int) -> type[PatientProtocol]:
    """One that leaves most of the descriptors to the rest of the program."""
    most = CONNECTIONS_MAX
    if files > 0:  # "infinity" is -1
        most = max(1, min(most, files // FILES_PER_CONNECTION))

    class Protocol(PatientProtocol):
        connections_max = most

    return Protocol
