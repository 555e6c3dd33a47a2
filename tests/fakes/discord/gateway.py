"""The fake's websocket: hello, identify, heartbeats, resume, and everything it may do wrong."""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord.world import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
BEAT_MS = 41_250


@dataclass(kw_only=True)
class Session:
    id: str
    intents: int
    sent: list[Json] = field(default_factory=list)
    wire: "Wire | None" = None


class Wire:
    """One connection; it speaks zlib-stream where that was asked for."""

    def __init__(self, socket: web.WebSocketResponse, *, compress: bool) -> None:
        self._socket = socket
        self._zlib = zlib.compressobj() if compress else None

    async def send(self, payload: Json) -> None:
        text = json.dumps(payload)
        if self._zlib is None:
            await self._socket.send_str(text)
        else:
            data = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
            await self._socket.send_bytes(data)

    async def close(self, code: int) -> None:
        await self._socket.close(code=code)


class Gateway:
    """Sessions and their events. `ready` and `guilds` build what a new session is told."""

    def __init__(
        self,
        *,
        ready: Callable[[Session], Json],
        guilds: Callable[[], list[Json]],
        changed: Callable[[], None],
    ) -> None:
        self._ready = ready
        self._guilds = guilds
        self._changed = changed
        self.sessions: dict[str, Session] = {}
        self.identified: list[Json] = []
        self.resumed: list[Json] = []
        self.refuse_next: list[int] = []  # statuses for the next connections
        self.close_next: list[int] = []  # close codes answering the next identifies

    @property
    def session(self) -> Session | None:
        """The one that lives, connected or not."""
        return next(reversed(self.sessions.values()), None)

    @property
    def connected(self) -> bool:
        return self.session is not None and self.session.wire is not None

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if self.refuse_next:
            return web.Response(status=self.refuse_next.pop(0))
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        wire = Wire(socket, compress=request.query.get("compress") == "zlib-stream")
        await wire.send({"op": HELLO, "d": {"heartbeat_interval": BEAT_MS}})
        session: Session | None = None
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                session = await self._heard(wire, json.loads(message.data), session)
        if session is not None and session.wire is wire:
            session.wire = None
        self._changed()
        return socket

    async def dispatch(self, event: str, data: Any) -> None:
        """Tell the living session; what it misses is kept for a resume."""
        session = self.session
        if session is None:
            return
        payload = {"op": DISPATCH, "t": event, "s": len(session.sent) + 1, "d": data}
        session.sent.append(payload)
        if session.wire is not None:
            await session.wire.send(payload)

    async def drop(self, code: int = 4000) -> None:
        """Break the connection; the session can be resumed."""
        session = self.session
        assert session is not None
        wire, session.wire = session.wire, None
        assert wire is not None
        await wire.close(code)

    async def ask_to_reconnect(self) -> None:
        session = self.session
        assert session is not None
        assert session.wire is not None
        await session.wire.send({"op": RECONNECT, "d": None})

    async def invalidate(self) -> None:
        """End the session: nothing of it can be resumed."""
        session = self.session
        assert session is not None
        wire, session.wire = session.wire, None
        self.sessions.clear()
        assert wire is not None
        await wire.send({"op": INVALID, "d": False})

    async def _heard(self, wire: Wire, said: Json, session: Session | None) -> Session | None:
        match said["op"]:
            case 1:
                await wire.send({"op": ACK})
            case 2:
                session = await self._identify(wire, said["d"])
            case 6:
                session = await self._resume(wire, said["d"])
        self._changed()
        return session

    async def _identify(self, wire: Wire, data: Json) -> Session | None:
        self.identified.append(data)
        if self.close_next:
            await wire.close(self.close_next.pop(0))
            return None
        session = Session(id=f"session-{len(self.identified)}", intents=data["intents"], wire=wire)
        self.sessions = {session.id: session}
        await self.dispatch("READY", self._ready(session))
        for guild in self._guilds():
            await self.dispatch("GUILD_CREATE", guild)
        return session

    async def _resume(self, wire: Wire, data: Json) -> Session | None:
        self.resumed.append(data)
        session = self.sessions.get(data["session_id"])
        if session is None:
            await wire.send({"op": INVALID, "d": False})
            return None
        for payload in session.sent[data["seq"] :]:
            await wire.send(payload)
        session.wire = wire
        await self.dispatch("RESUMED", {})
        return session
