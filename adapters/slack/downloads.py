"""Files from Slack: the token goes to Slack's own hosts only, and never along with a redirect."""

import logging
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urlsplit

import aiohttp

from adapters.slack.calls import call
from adapters.slack.payloads import File
from adapters.slack.workspaces import Workspaces
from bot.errors import DeliveryError
from bot.models import Attachment

CHUNK_BYTES = 64 * 1024
HOSTS = ("slack.com", "slack-files.com", "slack-edge.com")
CHECK = "check_file_info"
"""Slack's word in the record of a file from another organisation: ask for the whole record."""
LOGIN_PAGE = b"<!DOCTYPE html><html><title>Slack</title>"
"""Stands for the page that a refused download leads to: the core knows it as a web page, and says
that the right to read files may be missing."""

log = logging.getLogger(__name__)


class Downloads:
    """Makes attachments of Slack's files. `own_host` is trusted beside Slack's."""

    def __init__(
        self, workspaces: Workspaces, session: aiohttp.ClientSession, *, own_host: str = ""
    ) -> None:
        self._workspaces = workspaces
        self._session = session
        self._own_host = own_host

    def attachments(self, team: str, files: Sequence[File]) -> tuple[Attachment, ...]:
        """The files, to be read when the core wants them."""
        return tuple(self._attachment(team, file) for file in files)

    async def by_id(self, team: str, ids: Sequence[str]) -> tuple[Attachment, ...]:
        """The same, for files of which only the ids are known. Raises DeliveryError."""
        return self.attachments(team, [await self._record(team, id_) for id_ in ids])

    def _attachment(self, team: str, file: File) -> Attachment:
        return Attachment(
            name=file.name or file.id,
            open=lambda: self._stream(team, file),
            size_bytes=file.size,
            media_type=file.mimetype or None,
        )

    async def _record(self, team: str, id_: str) -> File:
        client = await self._workspaces.client(team)
        return File.model_validate((await call(client.files_info(file=id_))).get("file") or {})

    async def _stream(self, team: str, file: File) -> AsyncIterator[bytes]:
        if file.file_access == CHECK or not file.url:
            file = await self._record(team, file.id)
        if not self._trusted(file.url):
            raise DeliveryError("a file lies outside of Slack")
        client = await self._workspaces.client(team)
        async with self._session.get(
            file.url,
            headers={"Authorization": f"Bearer {client.token}"},
            allow_redirects=False,
        ) as answer:
            if answer.status in range(300, 400):
                log.warning("a download led to a login page; files:read may be missing")
                yield LOGIN_PAGE
                return
            if answer.status != 200:
                raise DeliveryError(f"download: status {answer.status}")
            async for chunk in answer.content.iter_chunked(CHUNK_BYTES):
                yield chunk

    def _trusted(self, url: str) -> bool:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if self._own_host and parts.netloc == self._own_host and host not in HOSTS:
            return True
        ours = any(host == known or host.endswith(f".{known}") for known in HOSTS)
        return ours and parts.scheme == "https"
