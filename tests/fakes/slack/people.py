"""What people do in Slack, as the requests Slack makes of it."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.fakes.slack.server import Server
from tests.fakes.slack.world import GENERAL, MIA, TEAM, File, Message, World

SIGNING_SECRET = "signing-secret"
Payload = dict[str, Any]
Deliver = Callable[[str, Payload], Awaitable[Payload]]
FileGiven = tuple[str, bytes]


@dataclass(frozen=True, kw_only=True)
class Signed:
    """An HTTP request of Slack's."""

    body: bytes
    headers: Mapping[str, str]


def signed(kind: str, payload: Payload, *, now: float, secret: str = SIGNING_SECRET) -> Signed:
    """Write a request as Slack does, and sign it."""
    content_type = "application/x-www-form-urlencoded"
    if kind == "slash_commands":
        body = urlencode(payload)
    elif kind == "interactive":
        body = urlencode({"payload": json.dumps(payload)})
    else:
        body, content_type = json.dumps(payload), "application/json"
    stamp = str(int(now))
    made = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256)
    return Signed(
        body=body.encode(),
        headers={
            "content-type": content_type,
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": f"v0={made.hexdigest()}",
        },
    )


class People:
    """Acts in a World; every act returns what the app acknowledged it with."""

    def __init__(self, world: World, server: Server, deliver: Deliver) -> None:
        self.world = world
        self._server = server
        self._deliver = deliver

    async def command(
        self,
        text: str = "",
        *,
        command: str = "/imagine",
        user: str = MIA,
        channel: str = GENERAL,
        team: str = TEAM,
        trigger: str = "",
    ) -> Payload:
        payload = {
            "command": command,
            "text": text,
            "team_id": team,
            "channel_id": channel,
            "user_id": user,
            "user_name": self.world.users[user].name,
            "trigger_id": trigger or self.world.trigger(),
            "response_url": self._server.response_url(user),
            "api_app_id": "A0APP",
        }
        return await self._deliver("slash_commands", payload)

    async def says(
        self,
        text: str,
        *,
        user: str = MIA,
        channel: str = GENERAL,
        thread: str = "",
        files: Sequence[FileGiven] = (),
        team: str = TEAM,
        deliver: bool = True,
    ) -> Message:
        """Write a message; Slack tells the app in one to three events."""
        uploaded = [self.upload(name, data, user=user, team=team) for name, data in files]
        message = self.world.add(
            Message(
                channel=channel,
                ts=self.world.ts(),
                user=user,
                text=text,
                thread_ts=thread,
                files=[file.id for file in uploaded],
            )
        )
        if deliver:
            for event in self.events_of(message, team=team):
                await self.event(event, team=team)
        return message

    def events_of(self, message: Message, *, team: str = TEAM) -> list[Payload]:
        """What Slack makes of a message: a mention comes twice, a file once more."""
        kind = self.world.channels[message.channel].kind
        common: Payload = {
            "user": message.user,
            "text": message.text,
            "ts": message.ts,
            "channel": message.channel,
            "event_ts": message.ts,
        }
        if message.thread_ts:
            common["thread_ts"] = message.thread_ts
        if message.files:
            records = [self._server.methods.record(self.world.files[id_]) for id_ in message.files]
            common["files"] = records
        plain = {
            **common,
            "type": "message",
            "channel_type": {"public": "channel", "private": "group"}.get(kind, kind),
            **({"subtype": "file_share"} if message.files else {}),
        }
        events = [plain]
        if f"<@{self.world.teams[team].bot_user}>" in message.text and kind != "im":
            events.insert(0, {**common, "type": "app_mention"})
        for id_ in message.files:
            events.append(
                {
                    "type": "file_shared",
                    "file_id": id_,
                    "user_id": message.user,
                    "channel_id": message.channel,
                    "event_ts": message.ts,
                }
            )
        return events

    async def event(
        self, event: Payload, *, team: str = TEAM, event_id: str = "", retry: int = 0
    ) -> Payload:
        payload = {
            "type": "event_callback",
            "team_id": team,
            "api_app_id": "A0APP",
            "event": event,
            "event_id": event_id or self.world.id("Ev"),
            "event_time": int(float(event.get("event_ts", 0))),
            "authorizations": [
                {"team_id": team, "user_id": self.world.teams[team].bot_user, "is_bot": True}
            ],
        }
        if retry:
            payload["retry"] = retry
        return await self._deliver("events_api", payload)

    async def press(self, message: Message, key: str, *, user: str = MIA) -> Payload:
        """Press the button, or choose the menu entry, that carries this key."""
        channel = self.world.channels[message.channel]
        container: Payload = {
            "type": "message",
            "channel_id": message.channel,
            "message_ts": message.ts,
            "is_ephemeral": bool(message.only_for),
        }
        threaded = message.thread_ts or self._has_replies(message)
        if threaded:
            container["thread_ts"] = message.root
        payload = {
            **self._interactive("block_actions", user, channel.team),
            "container": container,
            "channel": {"id": message.channel, "name": "somewhere"},
            "actions": [_action(message.elements(), key)],
            **({} if message.only_for else {"message": {"ts": message.ts}}),
        }
        return await self._deliver("interactive", payload)

    async def press_home(self, key: str, *, user: str = MIA) -> Payload:
        view = self.world.homes[user]
        elements = (
            element
            for block in view["blocks"]
            if block["type"] == "actions"
            for element in block["elements"]
        )
        payload = {
            **self._interactive("block_actions", user),
            "container": {"type": "view", "view_id": "V0HOME"},
            "view": {**view, "id": "V0HOME", "hash": "h"},
            "actions": [_action(elements, key)],
        }
        payload.pop("response_url")
        return await self._deliver("interactive", payload)

    async def submit(
        self,
        view: Payload,
        values: Mapping[str, str] | None = None,
        files: Mapping[str, Sequence[FileGiven]] | None = None,
        *,
        user: str = MIA,
    ) -> Payload:
        """Send a modal; what is not said stays as it was opened."""
        payload = {
            **self._interactive("view_submission", user, view["team_id"]),
            "view": self._filled(view, values or {}, files or {}, user),
        }
        payload.pop("response_url")
        return await self._deliver("interactive", payload)

    async def choose(self, view: Payload, name: str, value: str, *, user: str = MIA) -> Payload:
        """Choose something in an open modal."""
        block = next(one for one in view["blocks"] if one.get("block_id") == name)
        payload = {
            **self._interactive("block_actions", user, view["team_id"]),
            "container": {"type": "view", "view_id": view["id"]},
            "view": self._filled(view, {name: value}, {}, user),
            "actions": [
                {
                    "type": block["element"]["type"],
                    "action_id": block["element"]["action_id"],
                    "block_id": name,
                    "selected_option": {"value": value},
                }
            ],
        }
        payload.pop("response_url")
        return await self._deliver("interactive", payload)

    async def create_shortcut(self, *, user: str = MIA) -> Payload:
        payload = {**self._interactive("shortcut", user), "callback_id": "create_image"}
        payload.pop("response_url")
        return await self._deliver("interactive", payload)

    async def edit_shortcut(self, message: Message, *, user: str = MIA) -> Payload:
        records = [self._server.methods.record(self.world.files[id_]) for id_ in message.files]
        payload = {
            **self._interactive("message_action", user),
            "callback_id": "edit_image",
            "channel": {"id": message.channel, "name": "somewhere"},
            "message_ts": message.ts,
            "message": {
                "type": "message",
                "user": message.user,
                "ts": message.ts,
                "text": message.text,
                **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
                **({"files": records} if records else {}),
            },
        }
        return await self._deliver("interactive", payload)

    async def opens_home(self, *, user: str = MIA) -> Payload:
        event = {"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": "home"}
        return await self.event(event)

    async def opens_pane(self, *, user: str = MIA) -> str:
        """Open the assistant pane; returns the thread that it is."""
        channel = self.world.direct(user)
        root = self.world.add(
            Message(channel=channel.id, ts=self.world.ts(), user="USLACK", by_bot=False)
        )
        await self.event(
            {
                "type": "assistant_thread_started",
                "assistant_thread": {
                    "user_id": user,
                    "channel_id": channel.id,
                    "thread_ts": root.ts,
                    "context": {},
                },
                "event_ts": root.ts,
            }
        )
        return root.ts

    def upload(self, name: str, data: bytes, *, user: str = MIA, team: str = TEAM) -> File:
        """A file of a person's own."""
        file = File(id=self.world.id("F9"), name=name, length=len(data), team=team, by=user)
        self._server.methods.received(file, data)
        self.world.files[file.id] = file
        return file

    def _interactive(self, kind: str, user: str, team: str = TEAM) -> Payload:
        return {
            "type": kind,
            "team": {"id": team, "domain": "example"},
            "user": {"id": user, "username": self.world.users[user].name, "team_id": team},
            "trigger_id": self.world.trigger(),
            "response_url": self._server.response_url(user),
            "api_app_id": "A0APP",
            "token": "verification",
        }

    def _filled(
        self,
        view: Payload,
        values: Mapping[str, str],
        files: Mapping[str, Sequence[FileGiven]],
        user: str,
    ) -> Payload:
        state: Payload = {}
        for block in view["blocks"]:
            if block["type"] != "input":
                continue
            name, element = block["block_id"], block["element"]
            given = [self.upload(*one, user=user) for one in files.get(name, ())]
            records = [self._server.methods.record(file) for file in given]
            state[name] = {element["action_id"]: _state(element, values.get(name), records)}
        return {**view, "state": {"values": state}}

    def _has_replies(self, message: Message) -> bool:
        return any(
            one.thread_ts == message.ts and one.channel == message.channel
            for one in self.world.messages
        )


def _state(element: Payload, value: str | None, records: list[Payload]) -> Payload:
    kind = element["type"]
    if kind == "file_input":
        return {"type": kind, "files": records}
    if kind == "static_select":
        chosen = element.get("initial_option") if value is None else {"value": value}
        return {"type": kind, "selected_option": chosen}
    if kind == "checkboxes":
        return {"type": kind, "selected_options": [{"value": value}] if value else []}
    return {"type": kind, "value": element.get("initial_value") if value is None else value}


def _action(elements: Any, key: str) -> Payload:
    for element in elements:
        if element["type"] == "overflow":
            for option in element["options"]:
                if option["value"] == key:
                    return {
                        "type": "overflow",
                        "action_id": element["action_id"],
                        "block_id": "b",
                        "selected_option": option,
                    }
        elif key in {element.get("value"), element["action_id"]}:
            return {
                "type": "button",
                "action_id": element["action_id"],
                "block_id": "b",
                "value": element.get("value", ""),
            }
    raise AssertionError(f"there is no button {key}")


async def together(*acts: Awaitable[object]) -> None:
    await asyncio.gather(*acts)
