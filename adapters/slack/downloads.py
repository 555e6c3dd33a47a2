"""Files from Slack: the token goes to where files are kept alone, and never along a redirect."""

import logging
from collections.abc import AsyncIterator, Sequence

import aiohttp
from yarl import URL

from adapters.slack.calls import call
from adapters.slack.payloads import File
from adapters.slack.workspaces import Workspaces
from bot.errors import DeliveryError
from bot.models import Attachment

CHUNK_BYTES = 64 * 1024
HOST = "files.slack.com"
FOLDERS = ("/files-pri/", "/files-tmb/")
"""Where Slack keeps what was uploaded. Its other addresses act with a token: the Web API does."""
EXTERNAL = "external"
"""The mode of a file that Slack only points at. Whoever added it chose its address."""
CHECK = "check_file_info"
"""Slack's word in the record of a file from another organisation: ask for the whole record."""
LOGIN_PAGE = b"<!DOCTYPE html><html><title>Slack</title>"
"""Stands for the page that a refused download leads to: the core knows it as a web page, and says
that the right to read files may be missing."""

log = logging.getLogger(__name__)


class Downloads:
    """Makes attachments of Slack's files.

    `api_base` is the Web API's address: where it is a proxy's or a test's, its host has the files.
    """

    def __init__(
        self, workspaces: Workspaces, session: aiohttp.ClientSession, *, api_base: str = ""
    ) -> None:
        self._workspaces = workspaces
        self._session = session
        base = URL(api_base)
        official = f".{base.host}".endswith(".slack.com")
        self._own = None if official or not base.host else (base.scheme, base.host, base.port)
        self._api_path = base.path

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
        address = self._address(file)
        client = await self._workspaces.client(team)
        async with self._session.get(
            address,
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

    def _address(self, file: File) -> URL:
        """Where to send the token for a file's bytes. Raises DeliveryError for anywhere else."""
        try:
            address = URL(file.url)
        except ValueError:
            raise DeliveryError("a file lies outside of Slack") from None
        plain = address.user is None and ".." not in address.path.split("/")
        origin = (address.scheme, address.host, address.port)
        if origin == ("https", HOST, 443):
            ours = address.path.startswith(FOLDERS)
        else:
            ours = origin == self._own and not address.path.startswith(self._api_path)
        if not (ours and plain) or file.is_external or file.mode == EXTERNAL:
            raise DeliveryError("a file lies outside of Slack")
        return address
