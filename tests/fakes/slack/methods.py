"""The Web API's methods on a World, as strict as Slack."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.slack.contract import complaints
from tests.fakes.slack.world import Call, Channel, File, Message, Team, World

Arguments = dict[str, Any]
Answer = dict[str, Any]
PICTURES = ("image/png", "image/jpeg", "image/gif")
TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".txt": "text/plain"}
BY_KIND = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


class Fails(Exception):
    """An answer with ok: false."""


class Methods:
    """Answers one call."""

    def __init__(self, world: World, address: Callable[[], str]) -> None:
        self._world = world
        self._address = address

    def call(self, method: str, team: Team, arguments: Arguments) -> Answer:
        wrong = complaints(method, arguments)
        self._world.complaints += wrong
        if wrong:
            return {"ok": False, "error": "invalid_arguments"}
        handler = getattr(self, method.replace(".", "_"), None)
        if handler is None:
            self._world.complaints.append(f"unknown method {method}")
            return {"ok": False, "error": "unknown_method"}
        self._world.calls.append(Call(method=method, team=team.id, arguments=arguments))
        try:
            return {"ok": True, **handler(team, arguments)}
        except Fails as error:
            return {"ok": False, "error": str(error)}
        finally:
            self._world.changed.set()

    def auth_revoke(self, team: Team, _: Arguments) -> Answer:
        team.token = ""
        return {"revoked": True}

    def auth_test(self, team: Team, _: Arguments) -> Answer:
        return {
            "team_id": team.id,
            "user_id": team.bot_user,
            "bot_id": team.bot_id,
            "user": team.bot_name,
        }

    def blocks_validate(self, _: Team, given: Arguments) -> Answer:
        blocks = given["blocks"]
        found = [
            {"pointer": f"/blocks/{at}", "code": "invalid", "constraint": str(complaint)}
            for at, block in enumerate(blocks)
            for complaint in complaints("chat.postMessage", {"channel": "C", "blocks": [block]})
        ]
        if len(blocks) > self._world.blocks_max:
            found.append({"pointer": "/blocks", "code": "too_many", "constraint": "maxItems"})
        return {"errors": found}

    def chat_postMessage(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "chat:write")
        channel = self._open(team, given["channel"])
        self._thread(channel, given.get("thread_ts"))
        self._blocks(given.get("blocks"))
        message = self._world.add(
            Message(
                channel=channel.id,
                ts=self._world.ts(),
                user=team.bot_user,
                text=given.get("text", ""),
                blocks=given.get("blocks") or [],
                thread_ts=given.get("thread_ts") or "",
                metadata=given.get("metadata"),
                by_bot=True,
            )
        )
        return {"channel": channel.id, "ts": message.ts}

    def chat_postEphemeral(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "chat:write")
        channel = self._open(team, given["channel"])
        self._thread(channel, given.get("thread_ts"))
        self._blocks(given.get("blocks"))
        self._world.add(
            Message(
                channel=channel.id,
                ts=self._world.ts(),
                user=team.bot_user,
                text=given.get("text", ""),
                blocks=given.get("blocks") or [],
                thread_ts=given.get("thread_ts") or "",
                only_for=given["user"],
                by_bot=True,
            )
        )
        return {"message_ts": self._world.ts()}

    def chat_update(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "chat:write")
        channel = self._open(team, given["channel"])
        message = self._mine(team, channel, given["ts"], "cant_update_message")
        self._blocks(given.get("blocks"))
        message.text, message.blocks = given.get("text", ""), given.get("blocks") or []
        message.edits += 1
        return {"channel": channel.id, "ts": message.ts}

    def chat_delete(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "chat:write")
        channel = self._open(team, given["channel"])
        self._world.messages.remove(self._mine(team, channel, given["ts"], "cant_delete_message"))
        return {}

    def conversations_info(self, team: Team, given: Arguments) -> Answer:
        channel = self._visible(team, given["channel"])
        self._need(team, f"{BY_KIND[channel.kind]}:read")
        record: Answer = {"id": channel.id, "is_archived": channel.archived}
        if channel.kind == "im":
            return {"channel": {**record, "is_im": True}}
        return {"channel": {**record, "is_member": team.bot_user in channel.members}}

    def conversations_open(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "im:write")
        if given["users"] not in self._world.users:
            raise Fails("user_not_found")
        return {"channel": {"id": self._world.direct(given["users"], team.id).id}}

    def conversations_history(self, team: Team, given: Arguments) -> Answer:
        channel = self._open(team, given["channel"])
        self._need(team, f"{BY_KIND[channel.kind]}:history")
        return {"messages": self._read(channel, given, lambda one: not one.thread_ts)}

    def conversations_replies(self, team: Team, given: Arguments) -> Answer:
        channel = self._open(team, given["channel"])
        self._need(team, f"{BY_KIND[channel.kind]}:history")
        self._thread(channel, given["ts"])
        every = self._read(channel, {**given, "limit": 1000}, lambda one: one.root == given["ts"])
        return {"messages": every[::-1][: int(given.get("limit", 100))]}

    def users_info(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "users:read")
        user = self._world.users.get(given["user"])
        if user is None:
            raise Fails("user_not_found")
        return {"user": user.record()}

    def users_list(self, team: Team, _: Arguments) -> Answer:
        self._need(team, "users:read")
        return {"members": [user.record() for user in self._world.users.values()]}

    def usergroups_users_list(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "usergroups:read")
        if given["usergroup"] not in self._world.groups:
            raise Fails("no_such_subteam")
        return {"users": self._world.groups[given["usergroup"]]}

    def files_getUploadURLExternal(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "files:write")
        file = File(
            id=self._world.id("F0"),
            name=given["filename"],
            length=int(given["length"]),
            team=team.id,
            alt=given.get("alt_txt", ""),
            by=team.bot_user,
            finished=False,
        )
        self._world.files[file.id] = file
        return {"upload_url": f"{self._address()}/upload/{file.id}", "file_id": file.id}

    def files_completeUploadExternal(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "files:write")
        files = [self._own_file(team, one["id"]) for one in given["files"]]
        if any(len(file.data) != file.length for file in files):
            raise Fails("upload_incomplete")
        for file, one in zip(files, given["files"], strict=True):
            file.title = one.get("title") or ""
            file.looks_left = self._world.looks
            file.finished = True
        if given.get("channel_id"):
            self._share(team, files, given)
        return {"files": [{"id": file.id} for file in files]}

    def files_info(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "files:read")
        file = self._file(given["file"])
        if file.looks_left > 0:
            file.looks_left -= 1
            return {"file": {"id": file.id, "name": file.name, "mimetype": "", "shares": {}}}
        return {"file": self.record(file, seen_by=team)}

    def files_delete(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "files:write")
        self._own_file(team, given["file"]).deleted = True
        return {}

    def views_open(self, team: Team, given: Arguments) -> Answer:
        self._spend(given["trigger_id"])
        view = self._keep_view(team, given["view"])
        self._world.opened.append(view)
        return {"view": view}

    def views_update(self, team: Team, given: Arguments) -> Answer:
        old = self._world.views.get(given["view_id"])
        if old is None:
            raise Fails("not_found")
        if given.get("hash") and given["hash"] != old["hash"]:
            raise Fails("hash_conflict")
        return {"view": self._keep_view(team, given["view"], old["id"])}

    def views_publish(self, team: Team, given: Arguments) -> Answer:
        self._blocks(given["view"]["blocks"])
        self._world.homes[given["user_id"]] = given["view"]
        return {"view": given["view"]}

    def assistant_threads_setStatus(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "chat:write")
        return {}

    def assistant_threads_setSuggestedPrompts(self, team: Team, given: Arguments) -> Answer:
        self._need(team, "assistant:write")
        return {}

    def record(self, file: File, *, seen_by: Team | None = None) -> Answer:
        """A file as Slack describes it."""
        shares = {channel: [{"ts": ts}] for channel, ts in file.shares.items()}
        return {
            "id": file.id,
            "name": file.name,
            "mimetype": file.mimetype,
            "size": len(file.data),
            "url_private": f"{self._address()}/files/{file.id}/{file.name}",
            "url_private_download": f"{self._address()}/files/{file.id}/download/{file.name}",
            "shares": {"public": shares} if shares else {},
        }

    def received(self, file: File, data: bytes) -> None:
        file.data = data
        suffix = "." + file.name.rpartition(".")[2]
        file.mimetype = TYPES.get(suffix, "application/octet-stream")

    def _share(self, team: Team, files: list[File], given: Arguments) -> None:
        channel = self._open(team, given["channel_id"])
        self._thread(channel, given.get("thread_ts"))
        if self._world.lost_shares and any(file.alt for file in files):
            self._world.lost_shares -= 1
            return
        message = self._world.add(
            Message(
                channel=channel.id,
                ts=self._world.ts(),
                user=team.bot_user,
                text=given.get("initial_comment", ""),
                thread_ts=given.get("thread_ts") or "",
                files=[file.id for file in files],
                by_bot=True,
            )
        )
        for file in files:
            file.shares[channel.id] = message.ts

    def _keep_view(self, team: Team, view: Mapping[str, Any], id_: str = "") -> Answer:
        kept = {
            **view,
            "id": id_ or self._world.id("V0"),
            "hash": self._world.id("h"),
            "team_id": team.id,
        }
        self._world.views[kept["id"]] = kept
        return kept

    def _spend(self, trigger: str) -> None:
        if trigger not in self._world.triggers:
            raise Fails("expired_trigger_id")
        self._world.triggers.discard(trigger)

    def _need(self, team: Team, scope: str) -> None:
        self._world.scopes_used.add(scope)
        if scope not in team.scopes:
            raise Fails("missing_scope")

    def _visible(self, team: Team, channel_id: str) -> Channel:
        channel = self._world.channels.get(channel_id)
        if channel is None or channel.team != team.id:
            raise Fails("channel_not_found")
        if channel.kind != "public" and team.bot_user not in channel.members:
            raise Fails("channel_not_found")
        return channel

    def _open(self, team: Team, channel_id: str) -> Channel:
        channel = self._visible(team, channel_id)
        if channel.archived:
            raise Fails("is_archived")
        if team.bot_user not in channel.members:
            raise Fails("not_in_channel")
        return channel

    def _thread(self, channel: Channel, ts: str | None) -> None:
        if not ts:
            return
        root = self._world.find(channel.id, ts)
        if root is None or root.thread_ts:
            raise Fails("thread_not_found")

    def _mine(self, team: Team, channel: Channel, ts: str, error: str) -> Message:
        message = self._world.find(channel.id, ts)
        if message is None:
            raise Fails("message_not_found")
        if message.user != team.bot_user:
            raise Fails(error)
        return message

    def _file(self, id_: str) -> File:
        file = self._world.files.get(id_)
        if file is None or file.deleted:
            raise Fails("file_not_found")
        return file

    def _own_file(self, team: Team, id_: str) -> File:
        file = self._file(id_)
        if file.by != team.bot_user:
            raise Fails("cant_delete_file")
        return file

    def _blocks(self, blocks: list[Answer] | None) -> None:
        for block in blocks or []:
            if block["type"] != "image" or "slack_file" not in block:
                continue
            file = self._world.files.get(block["slack_file"]["id"])
            ready = file and file.finished and not file.deleted and not file.looks_left
            if not ready or not file or file.mimetype not in PICTURES:
                raise Fails("invalid_blocks")

    def _records(self, message: Message) -> list[Answer]:
        return [self.record(self._world.files[id_]) for id_ in message.files]

    def _read(
        self, channel: Channel, given: Arguments, wanted: Callable[[Message], bool]
    ) -> list[Answer]:
        oldest = float(given.get("oldest", 0))
        found = [
            one
            for one in self._world.messages
            if one.channel == channel.id
            and not one.only_for
            and float(one.ts) > oldest
            and wanted(one)
        ]
        return [
            {
                "type": "message",
                "user": one.user,
                "ts": one.ts,
                "text": one.text,
                **({"metadata": one.metadata} if one.metadata else {}),
                **({"files": self._records(one)} if one.files else {}),
            }
            for one in reversed(found[-int(given.get("limit", 100)) :])
        ]


def decoded(values: Mapping[str, str]) -> Arguments:
    """Form and query values as the types they stand for."""
    return {name: _value(name, value) for name, value in values.items()}


def _value(name: str, value: str) -> object:
    if name in {"ts", "thread_ts", "oldest", "latest", "text", "filename", "hash"}:
        return value
    if value in {"true", "True", "1"} and name.startswith(("include", "is_", "unfurl")):
        return True
    if value[:1] in "[{" or name in {"limit", "length"}:
        return json.loads(value)
    return value
