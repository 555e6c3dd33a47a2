"""Requests as they come over the wire, and what they must and may not say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.discord.faults import Refusal
from tests.fakes.discord.messages import File, Interaction, Message, walk
from tests.fakes.discord.world import EPHEMERAL, LOADING, Json, snowflake

UNKNOWN_CHANNEL = Refusal(404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = Refusal(404, 10008, "Unknown Message")
UNKNOWN_WEBHOOK = Refusal(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = Refusal(404, 10062, "Unknown interaction")
TOKEN_OVER = Refusal(401, 50027, "Invalid Webhook Token")
ACKNOWLEDGED = Refusal(400, 40060, "Interaction has already been acknowledged.")
TOO_LARGE = Refusal(413, 40005, "Request entity too large")
NO_ACCESS = Refusal(403, 50001, "Missing Access")
NO_PERMISSION = Refusal(403, 50013, "Missing Permissions")
CLOSED = Refusal(403, 50007, "Cannot send messages to this user")
LOCKED = Refusal(400, 50083, "Thread is archived")


@dataclass(kw_only=True)
class Request:
    """One that was received. `data` is its JSON, `files` what came beside it."""

    method: str
    path: str
    data: Any
    files: list[File]
    size: int
    query: Mapping[str, str] = field(default_factory=dict)


async def read_request(raw: web.Request, path: str) -> Request:
    if raw.content_type != "multipart/form-data":
        body = await raw.read()
        data = json.loads(body) if body else None
        return Request(
            method=raw.method, path=path, data=data, files=[], size=len(body), query=raw.query
        )
    data, files, size = None, [], 0
    async for part in await raw.multipart():
        assert isinstance(part, BodyPartReader)
        body = bytes(await part.read())
        size += len(body)
        if part.name == "payload_json":
            data = json.loads(body)
        else:
            files.append(File(name=part.filename or "file", data=body))
    return Request(method=raw.method, path=path, data=data, files=files, size=size)


def described(request: Request) -> list[File]:
    """The files, with what `attachments` says of them."""
    told = {int(one["id"]): one for one in request.data.get("attachments") or ()}
    for number, file in enumerate(request.files):
        file.alt = told.get(number, {}).get("description")
        file.name = told.get(number, {}).get("filename", file.name)
    return request.files


def check_references(message: Message) -> None:
    """Components V2 show files only where they name them, and can name only those there are."""
    if not message.components:
        return
    items = [item for one in walk(message.components) for item in one.get("items", ())]
    named = {item["media"]["url"] for item in items}
    named |= {one["file"]["url"] for one in walk(message.components) if "file" in one}
    there = {f"attachment://{file.name}" for file in message.files}
    local = {url for url in named if url.startswith("attachment://")}
    if local != there:
        raise Refusal(400, 50035, f"the message names {sorted(local)} and has {sorted(there)}")


def callback_told(found: Interaction, cdn: str) -> Json:
    assert found.callback is not None
    kind = found.callback["type"]
    told: Json = {"interaction": {"id": str(found.id), "type": found.kind}}
    if found.original is not None:
        flags = found.original.flags
        told["interaction"] |= {
            "response_message_id": str(found.original.id),
            "response_message_loading": bool(flags & LOADING),
            "response_message_ephemeral": bool(flags & EPHEMERAL),
        }
        told["resource"] = {"type": kind, "message": found.original.json(cdn)}
    return told


def synced_command(command: Json, app: str) -> Json:
    told = {"id": str(snowflake()), "application_id": app, "version": "1", **command}
    told.setdefault("description", "")
    told.setdefault("default_member_permissions", None)
    return told
