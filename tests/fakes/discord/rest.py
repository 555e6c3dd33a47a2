"""The fake's REST interface. Every request is held against the contract before it is obeyed."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.discord.faults import Refusal, answer
from tests.fakes.discord.messages import File, Interaction, Message
from tests.fakes.discord.wire import (
    ACKNOWLEDGED,
    CLOSED,
    LOCKED,
    NO_ACCESS,
    NO_PERMISSION,
    TOKEN_OVER,
    TOO_LARGE,
    UNKNOWN_CHANNEL,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Request,
    callback_told,
    check_references,
    described,
    read_request,
    synced_command,
)
from tests.fakes.discord.world import (
    ATTACH,
    DM,
    LOADING,
    MB,
    OPEN_THREADS,
    READ_HISTORY,
    SEND,
    SEND_IN_THREADS,
    THREAD,
    THREADS,
    Channel,
    Json,
    User,
)

if TYPE_CHECKING:
    from tests.fakes.discord.state import State

API = "/api/v10"
REQUEST_BYTES_MAX = 25 * MB
FOLLOWUPS_OUTSIDE_MAX = 5
HISTORY_MAX = 100


class Rest:
    """Routes of the application programming interface."""

    def __init__(self, discord: "State") -> None:
        self._discord = discord
        self.requests: list[Request] = []
        self._routes: list[tuple[str, re.Pattern[str], Callable[..., Awaitable[web.Response]]]] = [
            (method, re.compile(path.replace("{", "(?P<").replace("}", r">[^/]+)")), act)
            for method, path, act in (
                ("GET", "/users/@me", self._me),
                ("GET", "/oauth2/applications/@me", self._application),
                ("GET", "/gateway/bot", self._gateway),
                ("PUT", "/applications/{app}/commands", self._sync),
                ("POST", "/interactions/{interaction}/{token}/callback", self._callback),
                ("PATCH", "/webhooks/{app}/{token}/messages/@original", self._edit_original),
                ("DELETE", "/webhooks/{app}/{token}/messages/@original", self._drop_original),
                ("POST", "/webhooks/{app}/{token}", self._follow),
                ("PATCH", "/webhooks/{app}/{token}/messages/{message}", self._edit_followup),
                ("DELETE", "/webhooks/{app}/{token}/messages/{message}", self._drop_followup),
                ("GET", "/channels/{channel}/messages", self._history),
                ("POST", "/channels/{channel}/messages", self._post),
                ("PATCH", "/channels/{channel}/messages/{message}", self._edit),
                ("DELETE", "/channels/{channel}/messages/{message}", self._delete),
                ("POST", "/channels/{channel}/messages/{message}/threads", self._thread),
                ("GET", "/channels/{channel}", self._channel),
                ("POST", "/users/@me/channels", self._direct),
                ("GET", "/guilds/{guild}/members", self._members),
                ("GET", "/guilds/{guild}/roles/member-counts", self._counts),
                ("GET", "/guilds/{guild}/members/{user}", self._member),
                ("GET", "/users/@me/guilds", self._own_guilds),
            )
        ]

    async def serve(self, raw: web.Request) -> web.Response:
        path = raw.path.removeprefix(API)
        request = await read_request(raw, path)
        self.requests.append(request)
        fault = self._discord.faults.next(raw.method, path)
        if fault is not None and fault.hang:
            self._discord.changed()
            await fault.gate.wait()
        if fault is not None and not fault.after:
            return fault.response()
        try:
            response = await self._obey(request)
        except Refusal as refusal:
            response = refusal.response()
        finally:
            self._discord.changed()
        if fault is not None and fault.reset and raw.transport is not None:
            raw.transport.abort()
        return fault.response() if fault is not None else response

    async def _obey(self, request: Request) -> web.Response:
        if self._discord.contract.check(request.method, request.path, request.data):
            raise Refusal(400, 50035, "; ".join(self._discord.contract.wrong))
        for method, pattern, act in self._routes:
            match = pattern.fullmatch(request.path)
            if match is not None and method == request.method:
                return await act(request, **match.groupdict())
        raise Refusal(404, 0, f"the fake has no {request.method} {request.path}")

    async def _me(self, request: Request) -> web.Response:
        if not self._discord.token_good:
            return answer({"code": 0, "message": "401: Unauthorized"}, 401)
        return answer(self._discord.me.json())

    async def _application(self, request: Request) -> web.Response:
        return answer(self._discord.application_json())

    async def _gateway(self, request: Request) -> web.Response:
        limits = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        url = self._discord.gateway_url
        return answer({"url": url, "shards": 1, "session_start_limit": limits})

    async def _sync(self, request: Request, app: str) -> web.Response:
        self._discord.commands = request.data
        self._discord.syncs += 1
        return answer([synced_command(command, app) for command in request.data])

    async def _callback(self, request: Request, interaction: str, token: str) -> web.Response:
        found = self._discord.interactions.get(int(interaction))
        if found is None or found.token != token or found.expired:
            raise UNKNOWN_INTERACTION
        if found.callback is not None:
            raise ACKNOWLEDGED
        found.callback = request.data
        found.acked = self._discord.clock()
        data = request.data.get("data") or {}
        if request.data["type"] == 5:
            flags = (data.get("flags") or 0) | LOADING
            found.original = self._answer(found, {"flags": flags}, [])
        elif request.data["type"] == 4:
            found.original = self._answer(found, data, request.files)
            await self._discord.show(found.original)
        return answer(callback_told(found, self._discord.cdn_url))

    async def _edit_original(self, request: Request, app: str, token: str) -> web.Response:
        found = self._talking(token)
        if found.original is None or found.original.deleted:
            raise UNKNOWN_MESSAGE
        fresh = found.original.flags & LOADING
        self._change(found.original, request)
        if fresh:
            found.original.edits = 0
        return answer(found.original.json(self._discord.cdn_url))

    async def _drop_original(self, request: Request, app: str, token: str) -> web.Response:
        found = self._talking(token)
        if found.original is None or found.original.deleted:
            raise UNKNOWN_MESSAGE
        found.original.deleted = True
        return web.Response(status=204)

    async def _follow(self, request: Request, app: str, token: str) -> web.Response:
        found = self._talking(token)
        outside = set(found.owners) == {"1"}
        if outside and len(found.followups) >= FOLLOWUPS_OUTSIDE_MAX:
            raise Refusal(400, 40094, "Too many follow-ups")
        self._check_files(request, found.bytes_max)
        if found.original is not None and found.original.flags & LOADING:
            raise AssertionError("a followup before the original was edited would replace it")
        message = self._answer(found, request.data, request.files)
        found.followups.append(message)
        await self._discord.show(message)
        return answer(message.json(self._discord.cdn_url))

    async def _edit_followup(
        self, request: Request, app: str, token: str, message: str
    ) -> web.Response:
        found = self._answered(token, message)
        self._change(found, request)
        return answer(found.json(self._discord.cdn_url))

    async def _drop_followup(
        self, request: Request, app: str, token: str, message: str
    ) -> web.Response:
        self._answered(token, message).deleted = True
        return web.Response(status=204)

    async def _post(self, request: Request, channel: str) -> web.Response:
        there = self._writable(channel, request)
        limit = there.guild.bytes_max if there.guild else 10 * MB
        self._check_files(request, limit)
        data, known = request.data, self._discord.messages
        if data.get("enforce_nonce"):
            for other in known.values():
                if other.nonce == data["nonce"] and other.channel is there and not other.deleted:
                    return answer(other.json(self._discord.cdn_url))
        reference = data.get("message_reference")
        replied = known.get(int(reference["message_id"])) if reference else None
        if reference and replied is None and reference.get("fail_if_not_exists", True):
            raise Refusal(400, 50035, "Unknown message")
        message = Message(
            channel=there,
            author=self._discord.me,
            content=data.get("content") or "",
            components=data.get("components") or [],
            files=described(request),
            flags=data.get("flags") or 0,
            reply_to=replied,
            nonce=data.get("nonce"),
        )
        message.pings = self._pinged(message, data, replied)
        await self._discord.show(message)
        return answer(message.json(self._discord.cdn_url))

    async def _history(self, request: Request, channel: str) -> web.Response:
        there = self._known(channel)
        if not there.rights(self._discord.me) & READ_HISTORY:
            raise NO_ACCESS
        after, before = (int(request.query.get(name) or 0) for name in ("after", "before"))
        limit = int(request.query.get("limit", 50))
        if not 1 <= limit <= HISTORY_MAX:
            raise Refusal(400, 50035, "limit")
        found = [
            one
            for one in self._discord.shown(there)
            if one.id > after and (not before or one.id < before)
        ]
        page = found[:limit] if after else found[-limit:]
        return answer([self._discord.told(one) for one in reversed(page)])

    async def _edit(self, request: Request, channel: str, message: str) -> web.Response:
        found = self._own(message)
        self._change(found, request)
        return answer(found.json(self._discord.cdn_url))

    async def _delete(self, request: Request, channel: str, message: str) -> web.Response:
        self._own(message).deleted = True
        return web.Response(status=204)

    async def _thread(self, request: Request, channel: str, message: str) -> web.Response:
        parent = self._known(channel)
        if not parent.rights(self._discord.me) & OPEN_THREADS:
            raise NO_PERMISSION
        if int(message) in self._discord.channels:
            raise Refusal(400, 160004, "A thread has already been created for this message")
        thread = Channel(
            type=THREAD,
            name=request.data["name"],
            guild=parent.guild,
            parent=parent,
            owner=self._discord.me.id,
            id=int(message),
        )
        await self._discord.add_channel(thread)
        return answer(thread.json(), 201)

    async def _channel(self, request: Request, channel: str) -> web.Response:
        return answer(self._known(channel).json(self._discord.me))

    async def _direct(self, request: Request) -> web.Response:
        user = self._discord.users.get(int(request.data["recipient_id"]))
        if user is None:
            raise Refusal(404, 10013, "Unknown User")
        return answer(self._discord.direct(user).json(self._discord.me))

    async def _members(self, request: Request, guild: str) -> web.Response:
        if not self._discord.members_intent:
            raise NO_ACCESS
        there = self._discord.guilds[int(guild)]
        return answer([there.member(user) for user, _ in there.members.values()])

    async def _counts(self, request: Request, guild: str) -> web.Response:
        there = self._discord.guilds[int(guild)]
        held = [role.id for _, roles in there.members.values() for role in roles]
        return answer({str(role): held.count(role) for role in there.roles if role != there.id})

    async def _member(self, request: Request, guild: str, user: str) -> web.Response:
        there = self._discord.guilds.get(int(guild))
        if there is None or not there.seated:
            raise NO_ACCESS
        if int(user) not in there.members:
            raise Refusal(404, 10007, "Unknown Member")
        return answer(there.member(there.members[int(user)][0]))

    async def _own_guilds(self, request: Request) -> web.Response:
        me = self._discord.me
        seats = [one for one in self._discord.guilds.values() if one.seated]
        return answer([one.json(me) | {"permissions": str(one.rights(me))} for one in seats])

    def _answer(self, found: Interaction, data: Json, files: list[File]) -> Message:
        message = Message(
            channel=found.channel,
            author=self._discord.me,
            content=data.get("content") or "",
            components=data.get("components") or [],
            files=files,
            flags=data.get("flags") or 0,
            interaction=found,
        )
        self._discord.messages[message.id] = message
        message.pings = self._pinged(message, data, None)
        return message

    def _talking(self, token: str) -> Interaction:
        for found in self._discord.interactions.values():
            if found.token == token:
                if found.expired:
                    raise TOKEN_OVER
                if found.callback is None:
                    raise UNKNOWN_WEBHOOK
                return found
        raise UNKNOWN_WEBHOOK

    def _answered(self, token: str, message: str) -> Message:
        talk, found = self._talking(token), self._discord.messages.get(int(message))
        if found is None or found.deleted or found not in talk.followups:
            raise UNKNOWN_MESSAGE  # the original has an address of its own
        return found

    def _own(self, message: str) -> Message:
        found = self._discord.messages.get(int(message))
        if found is None or found.deleted or found.hidden or found.channel.deleted:
            raise UNKNOWN_MESSAGE
        if found.channel.guild is not None and not found.channel.guild.seated:
            raise NO_ACCESS
        return found

    def _known(self, channel: str) -> Channel:
        found = self._discord.channels.get(int(channel))
        if found is None or found.deleted:
            raise UNKNOWN_CHANNEL
        if found.guild is not None and not found.guild.seated:
            raise NO_ACCESS
        return found

    def _writable(self, channel: str, request: Request) -> Channel:
        found = self._known(channel)
        if found.type == DM and any(user.closed for user in found.people):
            raise CLOSED
        if found.type not in {DM, 0, *THREADS}:
            raise NO_ACCESS
        if found.locked:
            raise LOCKED
        rights = found.rights(self._discord.me)
        needed = SEND_IN_THREADS if found.type in THREADS else SEND
        if not rights & needed or (request.files and not rights & ATTACH):
            raise NO_PERMISSION
        return found

    def _change(self, message: Message, request: Request) -> None:
        data, guild = request.data, message.channel.guild
        talk = message.interaction
        self._check_files(
            request, talk.bytes_max if talk else guild.bytes_max if guild else 10 * MB
        )
        message.content = data.get("content", message.content) or ""
        message.components = data.get("components", message.components)
        message.flags = (message.flags | (data.get("flags") or 0)) & ~LOADING
        if "attachments" in data:
            message.files = described(request)
        check_references(message)
        message.edits += 1

    def _check_files(self, request: Request, limit: int) -> None:
        if request.size > REQUEST_BYTES_MAX:
            raise TOO_LARGE
        if any(len(file.data) > limit for file in request.files) or len(request.files) > 10:
            raise TOO_LARGE

    def _pinged(self, message: Message, data: Json, replied: Message | None) -> list[User]:
        """Who hears of it, by the rules of allowed_mentions."""
        check_references(message)
        allowed = data.get("allowed_mentions")
        named = {int(one) for one in re.findall(r"<@!?(\d+)>", message.text)}
        if allowed is None:
            loud = "@everyone" in message.text or "@here" in message.text
            assert not loud, "everyone was pinged"
            return [self._discord.users[one] for one in named if one in self._discord.users]
        assert "everyone" not in allowed.get("parse", ()), "everyone may be pinged"
        able = named if "users" in allowed.get("parse", ()) else set()
        able |= named & {int(one) for one in allowed.get("users", ())}
        users = [self._discord.users[one] for one in able if one in self._discord.users]
        if replied is not None and allowed.get("replied_user") and replied.author not in users:
            users.append(replied.author)
        return users
