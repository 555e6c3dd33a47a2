"""Chat completions over httpx: one request, bounded in time and length, never repeated.

Nobody pays for words, so whatever goes wrong is only told to the caller, who has rules instead.
"""

import asyncio
import json
from collections.abc import Mapping
from contextlib import AsyncExitStack

import httpx

from bot.errors import ProviderBusy, ProviderError, ProviderRefused
from bot.ports import TextModel

TIMEOUT_S = 20.0
"""Somebody watches an empty card meanwhile."""

ANSWER_BYTES_MAX = 64 * 1024


class ChatCompletions:
    """Implements `bot.ports.TextModel`. Follows no redirect, so the key goes nowhere else."""

    def __init__(
        self, *, base_url: str, key: str, model: str, timeout_s: float = TIMEOUT_S
    ) -> None:
        self._url = f"{base_url.rstrip('/')}/chat/completions"
        self._model = model
        self._timeout_s = timeout_s
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.AsyncClient(headers=headers, timeout=timeout_s)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def write(self, instructions: str, text: str) -> str:
        """See the port."""
        asked = {
            "model": self._model,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": text},
            ],
        }
        try:
            async with asyncio.timeout(self._timeout_s):
                return _content(await self._post(asked))
        except TimeoutError as error:
            raise ProviderBusy("the text model took too long") from error
        except httpx.HTTPError as error:
            raise ProviderBusy(type(error).__name__) from error

    async def _post(self, asked: Mapping[str, object]) -> bytes:
        async with self._client.stream("POST", self._url, json=asked) as response:
            if response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS:
                raise ProviderBusy(f"HTTP {response.status_code}")
            if not response.is_success:
                raise ProviderRefused(f"HTTP {response.status_code}", reason="request")
            body = bytearray()
            async for part in response.aiter_bytes():
                body += part
                if len(body) > ANSWER_BYTES_MAX:
                    raise ProviderError("the answer has no end")
            return bytes(body)


def _content(body: bytes) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as error:
        raise ProviderError("the answer is not a chat completion") from error
    if not isinstance(content, str):
        raise ProviderError("the answer holds no text")
    return content


def connect_text(base_url: str, key: str, *, model: str, stack: AsyncExitStack) -> TextModel | None:
    """The text model that is configured, closed by the stack; None where none is."""
    if not (base_url and model):
        return None
    found = ChatCompletions(base_url=base_url, key=key, model=model)
    stack.push_async_callback(found.aclose)
    return found
