"""Slack's side of every wire: Web API, uploads, downloads, answers, and Socket Mode."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack.contract import alarms
from tests.fakes.slack.methods import Methods, decoded
from tests.fakes.slack.world import Team, World

ANSWER_S = 180.0
"""Slack waits 3 s; a busy machine is no defect, and the benchmark measures."""
BODY_BYTES_MAX = 64 * 1024 * 1024
LOGIN_PAGE = "<!DOCTYPE html><html><title>Sign in</title></html>"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """How a call goes wrong: a status, an error's name, or a connection that breaks.

    `after` lets the call take effect first. `redirect` sends the client elsewhere.
    """

    status: int = 0
    error: str = ""
    retry_after: str = ""
    drop: bool = False
    after: bool = False
    redirect: str = ""


@dataclass(kw_only=True)
class Socket:
    """One Socket Mode connection."""

    ws: web.WebSocketResponse
    answers: dict[str, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)


class Server:
    """Runs on a free port of the loopback. `secrets_seen` are bearer tokens that went astray."""

    def __init__(self, world: World, *, app_token: str = "xapp-one") -> None:
        self.world = world
        self.methods = Methods(world, lambda: self.address)
        self.address = ""
        self.app_token = app_token
        self.sockets: list[Socket] = []
        self.sockets_opened = 0
        self.connected = asyncio.Event()
        self.login_pages = False
        self.login_redirects = False
        self.astray: list[str] = []
        self.addresses: dict[str, tuple[str, int]] = {}
        self._runner: web.AppRunner | None = None

    @property
    def api_base(self) -> str:
        return f"{self.address}/api/"

    async def start(self) -> None:
        app = web.Application(client_max_size=BODY_BYTES_MAX)
        app.add_routes(
            [
                web.route("*", "/api/{method}", self._api),
                web.post("/upload/{id}", self._upload),
                web.get("/files/{id}/{rest:.*}", self._download),
                web.post("/respond/{id}", self._respond),
                web.get("/link", self._link),
                web.route("*", "/elsewhere", self._elsewhere),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.address = f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        for socket in self.sockets:
            await socket.ws.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def response_url(self, user: str) -> str:
        """A way to answer: five times, as Slack says."""
        id_ = self.world.id("R")
        self.addresses[id_] = (user, 5)
        return f"{self.address}/respond/{id_}"

    async def send(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """Deliver an envelope and wait for its acknowledgement."""
        await self.connected.wait()
        socket = self.sockets[-1]
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        socket.answers[envelope["envelope_id"]] = answer
        await socket.ws.send_str(json.dumps(envelope))
        return await asyncio.wait_for(answer, ANSWER_S)

    async def hang_up(self) -> None:
        """Drop the connection, as networks do."""
        self.connected.clear()
        await self.sockets[-1].ws.close()

    async def refresh(self) -> None:
        """Ask the client to connect anew, as Slack does every few hours."""
        self.connected.clear()
        await self.sockets[-1].ws.send_str(
            json.dumps({"type": "disconnect", "reason": "refresh_requested"})
        )

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        fault = self._fault(method)
        if fault is not None and not fault.after:
            return await self._failed(request, fault)
        answer = self._answer(request, method, arguments)
        if fault is not None:
            return await self._failed(request, fault)
        team = self._team(request, arguments)
        headers = {"x-oauth-scopes": ",".join(sorted(team.scopes))} if team else {}
        return web.json_response(answer, headers=headers)

    def _answer(
        self, request: web.Request, method: str, arguments: dict[str, Any]
    ) -> dict[str, Any]:
        if method == "apps.connections.open":
            if _bearer(request) != self.app_token:
                return {"ok": False, "error": "invalid_auth"}
            return {"ok": True, "url": f"{self.address.replace('http', 'ws', 1)}/link"}
        if method == "oauth.v2.access":
            return self._installed(arguments)
        team = self._team(request, arguments)
        if team is None:
            return {"ok": False, "error": "invalid_auth"}
        arguments.pop("token", None)
        return self.methods.call(method, team, arguments)

    def _installed(self, arguments: dict[str, Any]) -> dict[str, Any]:
        team = self.world.teams.get(str(arguments.get("code", "")))
        if team is None:
            return {"ok": False, "error": "invalid_code"}
        return {
            "ok": True,
            "access_token": team.token,
            "token_type": "bot",
            "scope": ",".join(sorted(team.scopes)),
            "bot_user_id": team.bot_user,
            "app_id": "A0APP",
            "team": {"id": team.id, "name": team.id},
            "enterprise": None,
            "is_enterprise_install": False,
            "authed_user": {"id": "U0ADMIN"},
        }

    def _team(self, request: web.Request, arguments: dict[str, Any]) -> Team | None:
        token = _bearer(request) or arguments.get("token")
        return next((one for one in self.world.teams.values() if one.token == token), None)

    def _fault(self, method: str) -> Fault | None:
        waiting = self.world.faults[method]
        found = waiting.popleft() if waiting else None
        assert found is None or isinstance(found, Fault)
        return found

    async def _failed(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.drop:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if fault.redirect:
            raise web.HTTPFound(fault.redirect)
        if fault.error:
            return web.json_response({"ok": False, "error": fault.error})
        headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
        body = {"ok": False, "error": "ratelimited"} if fault.status == 429 else {"ok": False}
        return web.json_response(body, status=fault.status, headers=headers)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        if fault := self._fault("upload"):
            return await self._failed(request, fault)
        self._no_token(request)
        file = self.world.files[request.match_info["id"]]
        self.methods.received(file, await request.read())
        return web.Response(text=f"OK - {file.length}")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file = self.world.files[request.match_info["id"]]
        token = _bearer(request)
        readers = [
            team
            for team in self.world.teams.values()
            if team.token == token and "files:read" in team.scopes
        ]
        self.world.scopes_used.add("files:read")
        if self.login_redirects:
            raise web.HTTPFound(f"{self.address}/elsewhere")
        if self.login_pages or not readers:
            return web.Response(text=LOGIN_PAGE, content_type="text/html")
        return web.Response(body=file.data, content_type=file.mimetype)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        self._no_token(request)
        id_ = request.match_info["id"]
        user, left = self.addresses.get(id_, ("", 0))
        if not left:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        self.addresses[id_] = (user, left - 1)
        body = await request.json()
        if body.get("delete_original"):
            self.world.dismissed += 1
        else:
            self.world.responses.append((user, body))
            self.world.complaints += alarms(body)
        self.world.changed.set()
        return web.Response(text="ok")

    async def _elsewhere(self, request: web.Request) -> web.StreamResponse:
        self._no_token(request)
        return web.Response(text=LOGIN_PAGE, content_type="text/html")

    def _no_token(self, request: web.Request) -> None:
        if _bearer(request):
            self.astray.append(request.path)

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        socket = Socket(ws=ws)
        self.sockets.append(socket)
        self.sockets_opened += 1
        await ws.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        self.connected.set()
        async for message in ws:
            if message.type is not WSMsgType.TEXT:
                continue
            answer = json.loads(message.data)
            waiting = socket.answers.pop(answer.get("envelope_id", ""), None)
            if waiting is not None and not waiting.done():
                waiting.set_result(answer.get("payload") or {})
        return ws


async def _arguments(request: web.Request) -> dict[str, Any]:
    given = decoded(dict(request.query))
    if request.content_type == "application/json":
        body = await request.json()
        given |= {name: value for name, value in body.items() if value is not None}
    elif request.method == "POST":
        form = await request.post()
        given |= decoded({name: str(value) for name, value in form.items()})
    return given


def _bearer(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")
