"""Small JSON answers over HTTP: a submission leaves once, asking how it stands may be repeated."""

import json
from collections.abc import Mapping

import httpx

from bot.errors import OutcomeUnknown
from bot.providers.download import origin_of
from bot.providers.sending import once_client, sent_once
from bot.providers.tasks.body import JsonBody
from bot.providers.tasks.gateway import Answer, Gateway

ANSWER_MAX_BYTES = 256_000
"""Links and words; a larger one would hold the event loop while it is read."""
CONNECT_TIMEOUT_S = 10.0
ASK_TIMEOUT_S = 30.0
PLAIN = {"accept": "application/json", "accept-encoding": "identity"}


class TaskWire:
    """The connection to one gateway; `base_url` may have a path.

    Only its origin is ever called, and the addresses the gateway knows for its own.
    """

    def __init__(self, gateway: Gateway, *, base_url: str, key: str, idle_timeout_s: float) -> None:
        self._gateway = gateway
        self._base = httpx.URL(base_url.rstrip("/") + "/")
        self.headers = dict(gateway.headers(key))
        self._client = once_client(
            idle_timeout_s=idle_timeout_s, connect_timeout_s=CONNECT_TIMEOUT_S
        )

    async def aclose(self) -> None:
        """Close what is open."""
        await self._client.aclose()

    async def submit(self, path: str, fields: Mapping[str, object]) -> Answer:
        """POST once. Raises ProviderBusy where nothing was sent, OutcomeUnknown where it was."""
        body = JsonBody(fields)
        headers = {
            **self.headers,
            **PLAIN,
            "content-type": "application/json",
            "content-length": str(body.size_bytes()),
        }
        with sent_once():
            return await self._exchange("POST", self._base.join(path), headers, body)

    async def ask(self, url: str, *, method: str = "GET") -> Answer | None:
        """Request an address, relative to the base URL or whole. None where no answer came."""
        if not self.reaches(url):
            return None
        headers = {**self.headers, **PLAIN}
        try:
            return await self._exchange(
                method, self._base.join(url), headers, None, timeout_s=ASK_TIMEOUT_S
            )
        except (httpx.TransportError, OutcomeUnknown):
            return None

    def reaches(self, url: str) -> bool:
        """Whether an address is the gateway's own, so that the key may go there."""
        try:
            address = self._base.join(url)
        except httpx.InvalidURL:
            return False
        home = origin_of(address) == origin_of(self._base)
        return home or self._gateway.knows(str(address))

    async def _exchange(
        self,
        method: str,
        url: httpx.URL,
        headers: Mapping[str, str],
        body: JsonBody | None,
        *,
        timeout_s: float | None = None,
    ) -> Answer:
        timeout = httpx.USE_CLIENT_DEFAULT if timeout_s is None else httpx.Timeout(timeout_s)
        async with self._client.stream(
            method, url, headers=headers, content=body, timeout=timeout
        ) as response:
            return Answer(
                status=response.status_code,
                headers=response.headers,
                body=await _json(response),
            )


async def _json(response: httpx.Response) -> object:
    read = bytearray()
    async for chunk in response.aiter_raw():
        read += chunk
        if len(read) > ANSWER_MAX_BYTES:
            raise OutcomeUnknown(f"an answer of more than {ANSWER_MAX_BYTES} bytes")
    try:
        return json.loads(bytes(read))
    except (ValueError, RecursionError):
        return None
