"""Files into Slack: streamed from the disk, and believed only when Slack shows them."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.calls import GONE, Refused, Unanswered, call
from adapters.slack.ids import Place
from adapters.slack.limits import UPLOAD_ALT_CHARS_MAX, cut
from bot.errors import DeliveryError
from bot.models import Reply
from bot.ports import Clock

Lend = Callable[[str], AbstractAsyncContextManager[Path]]
"""Lends a local file by the sha256 of its bytes."""

LOOKS_S = (0.0, 0.5, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 5.0)
"""Waits before each look for a file that Slack still works on: about 17 s in all."""
READY_S = LOOKS_S
"""The same, for pictures that a message is to show."""
GLIMPSES_S = (0.0, 0.5, 1.0, 1.0)
"""The same for a partial picture, which is not worth a long wait."""
UPLOAD_S = 120.0
SHOWN_AT_ONCE = frozenset({"png", "jpg", "gif"})
"""What `highlight_type` takes: Slack shows such a picture before it has looked at the file."""
RIGHTS, SPACE, POLICY, KEYS, TROUBLE = "rights", "space", "policy", "keys", "trouble"
FOREVER = {
    "ekm_access_denied": KEYS,
    "file_upload_size_restricted": POLICY,
    "file_uploads_disabled": POLICY,
    "missing_scope": RIGHTS,
    "not_allowed_token_type": RIGHTS,
    "storage_limit_reached": SPACE,
    "team_access_not_granted": RIGHTS,
    "unknown_method": POLICY,
}
"""Refusals of files that no other try and no other place would change, and what they are about."""
TOO_LARGE = frozenset({"file_upload_size_restricted"})
"""Of these, where a smaller file may be taken."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A file to be sent; `alt` describes a picture."""

    sha256: str
    filename: str
    size_bytes: int
    alt: str = ""


def parcels(reply: Reply) -> tuple[Parcel, ...]:
    """The pictures of a reply in their order, then its other files."""
    pictures = (
        Parcel(
            sha256=image.asset.sha256,
            filename=image.filename,
            size_bytes=image.asset.size_bytes,
            alt=image.alt,
        )
        for image in reply.images
    )
    files = (
        Parcel(sha256=file.sha256, filename=file.filename, size_bytes=file.size_bytes)
        for file in reply.files
    )
    return (*pictures, *files)


class Uploads:
    """The external upload flow, step by step."""

    def __init__(self, lend: Lend, session: aiohttp.ClientSession, clock: Clock) -> None:
        self._lend = lend
        self._session = session
        self._clock = clock

    async def send(self, client: AsyncWebClient, parcel: Parcel, *, alt: bool) -> str:
        """Send a file's bytes and return its id; nobody sees it yet.

        Raises DeliveryError, and FileNotFoundError where the file is gone from our own store.
        """
        described = {"alt_txt": cut(parcel.alt, UPLOAD_ALT_CHARS_MAX)} if alt and parcel.alt else {}
        asked = await _for_files(
            client.api_call(
                "files.getUploadURLExternal",
                data={
                    "filename": parcel.filename,
                    "length": parcel.size_bytes,
                    **described,
                },
            )
        )
        async with self._lend(parcel.sha256) as path:
            await self._stream(str(asked["upload_url"]), path)
        return str(asked["file_id"])

    async def share(
        self,
        client: AsyncWebClient,
        files: Mapping[str, Parcel],
        place: Place | None,
        comment: str = "",
    ) -> None:
        """Finish files, known by id, and show them in one message of a place, or to nobody yet."""
        where: dict[str, Any] = {}
        if place is not None:
            where = {"channel_id": place.channel}
            if place.thread:
                where["thread_ts"] = place.thread
            if comment:
                where["initial_comment"] = comment
        listed = [_finished(id_, parcel) for id_, parcel in files.items()]
        await _for_files(client.files_completeUploadExternal(files=listed, **where))

    async def shown_at(
        self, client: AsyncWebClient, files: Sequence[str], channel: str
    ) -> str | None:
        """The `ts` of the message in the channel that shows all the files; None if none comes."""
        for wait_s in LOOKS_S:
            await self._wait(wait_s)
            seen = [_share(await self._info(client, file), channel) for file in files]
            if all(seen):
                return seen[0]
        return None

    async def discard(self, client: AsyncWebClient, files: Sequence[str]) -> None:
        """Delete files that are sent anew, so that a late share cannot show them twice."""
        for file in files:
            try:
                await call(client.files_delete(file=file))
            except DeliveryError:
                log.info("a file that was not shared stays in Slack", exc_info=True)

    async def ready(
        self, client: AsyncWebClient, file: str, *, waits_s: Sequence[float] = GLIMPSES_S
    ) -> bool:
        """Whether Slack has looked at the file, so that a block can show it."""
        for wait_s in waits_s:
            await self._wait(wait_s)
            found = await self._info(client, file)
            if not found or found.get("mimetype"):
                return bool(found)
        return False

    async def _wait(self, wait_s: float) -> None:
        if wait_s:
            await self._clock.sleep(wait_s)

    async def _info(self, client: AsyncWebClient, file: str) -> Mapping[str, Any]:
        try:
            answer = await call(client.files_info(file=file))
        except Refused as error:
            if error.code not in GONE:
                raise
            return {}  # somebody deleted it: it is shown nowhere
        found = answer.get("file")
        return found if isinstance(found, dict) else {}

    async def _stream(self, url: str, path: Path) -> None:
        try:
            with path.open("rb") as file:  # aiohttp reads it in a thread
                async with self._session.post(
                    url,
                    data=file,
                    headers={"Content-Type": "application/octet-stream"},
                    allow_redirects=False,
                    timeout=aiohttp.ClientTimeout(total=UPLOAD_S),
                ) as answer:
                    if answer.status != 200:
                        raise Unanswered(f"upload: status {answer.status}")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unanswered(f"upload: {type(error).__name__}") from error


def _finished(id_: str, parcel: Parcel) -> dict[str, str | None]:
    """What Slack is told of a file that is whole. With its kind, it shows a picture at once."""
    suffix = parcel.filename.rpartition(".")[2].lower()
    kind = {"highlight_type": suffix} if suffix in SHOWN_AT_ONCE else {}
    return {"id": id_, "title": parcel.filename, **kind}


async def _for_files(asked: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    try:
        return await call(asked)
    except Refused as error:
        if error.code in FOREVER:
            raise DeliveryError(
                error.code,
                permanent=True,
                no_files=FOREVER[error.code],
                too_large=error.code in TOO_LARGE,
            ) from None
        if error.passes:
            raise DeliveryError(
                error.code, retry_after_s=error.retry_after_s, no_files=TROUBLE
            ) from None
        raise


def _share(file: Mapping[str, Any], channel: str) -> str | None:
    """Where a file's own record says it is shown; not before Slack has looked at it."""
    if not file.get("mimetype"):
        return None
    for places in (file.get("shares") or {}).values():
        for share in places.get(channel, ()):
            return str(share["ts"])
    return None
