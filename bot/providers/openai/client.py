"""One POST, once: what is proven unsent is busy, what is broken after that is unknown."""

import json
import logging
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.errors import OutcomeUnknown
from bot.providers.openai.account import Account
from bot.providers.sending import once_client, sent_once

ERROR_MAX_BYTES = 64 * 1024
ANSWER_MAX_BYTES = 2_000_000_000
INFLATED_PIECE_BYTES = 64 * 1024

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class FilePart:
    """A file of a multipart form."""

    field: str
    path: Path
    name: str
    media_type: str


class Wire:
    """The connection to one account. Follows no redirect and repeats nothing."""

    def __init__(self, account: Account, client: httpx.AsyncClient | None = None) -> None:
        self._base = httpx.URL(account.base_url.rstrip("/") + "/")
        self._client = client or once_client(
            idle_timeout_s=account.idle_timeout_s, connect_timeout_s=account.connect_timeout_s
        )
        self.headers = {"authorization": f"Bearer {account.key}"} if account.key else {}

    async def aclose(self) -> None:
        """Close what is open."""
        await self._client.aclose()

    @asynccontextmanager
    async def post(
        self, path: str, fields: Mapping[str, object], files: Sequence[FilePart] = ()
    ) -> AsyncIterator[httpx.Response]:
        """Send fields as JSON, or with files as a multipart form, streamed from disk.

        Lends the response before its body was read. Raises ProviderBusy where nothing was sent,
        OutcomeUnknown where the answer is lost, also while the caller reads it.
        """
        with ExitStack() as opened:
            request = self._request(path, fields, files, opened)
            with sent_once():
                response = await self._client.send(request, stream=True)
                try:
                    yield response
                finally:
                    await response.aclose()

    def _request(
        self,
        path: str,
        fields: Mapping[str, object],
        files: Sequence[FilePart],
        opened: ExitStack,
    ) -> httpx.Request:
        headers = {
            **self.headers,
            "accept": "text/event-stream, application/json"
            if fields.get("stream")
            else "application/json",
            "accept-encoding": "identity",
        }
        url = self._base.join(path)
        if not files:
            return self._client.build_request("POST", url, headers=headers, json=dict(fields))
        parts = [
            (part.field, (part.name, opened.enter_context(part.path.open("rb")), part.media_type))
            for part in files
        ]
        return self._client.build_request(
            "POST", url, headers=headers, data=dict(fields), files=parts
        )


async def body_of(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    """Yield the body in pieces of at most 64 KB or as received, compressed or not.

    Raises OutcomeUnknown for an encoding that was not asked for and is not known, and for more
    bytes than any answer has.
    """
    encoding = response.headers.get("content-encoding", "identity").lower()
    if encoding not in {"identity", "", "gzip", "deflate"}:
        raise OutcomeUnknown(f"an answer in the encoding {encoding}")
    chunks = response.aiter_raw()
    if encoding in {"gzip", "deflate"}:
        chunks = _inflated(chunks)
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > ANSWER_MAX_BYTES:
            raise OutcomeUnknown(f"an answer of more than {ANSWER_MAX_BYTES} bytes")
        yield chunk


async def error_body(response: httpx.Response) -> object:
    """Read an error's JSON, or its text where it is none; what cannot be read is empty."""
    text = bytearray()
    try:
        async for chunk in body_of(response):
            text += chunk[: ERROR_MAX_BYTES - len(text)]
            if len(text) >= ERROR_MAX_BYTES:
                break
    except (httpx.TransportError, OutcomeUnknown):
        log.warning("an error's body was lost", extra={"status": response.status_code})
    try:
        return json.loads(bytes(text))
    except (ValueError, RecursionError):
        return {"error": text.decode("utf-8", "replace")}


async def _inflated(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    # Piece by piece, so that a small chunk cannot become a large one.
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        async for chunk in chunks:
            data = chunk
            while data:
                yield inflate.decompress(data, INFLATED_PIECE_BYTES)
                data = inflate.unconsumed_tail
    except zlib.error as error:
        raise OutcomeUnknown(f"a broken answer: {error}") from error
