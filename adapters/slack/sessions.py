"""HTTP sessions that never take a token along a redirect, because they follow none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import aiohttp


class TokenKept(aiohttp.ClientError):
    """A redirect was refused: it would have taken the token along."""


@asynccontextmanager
async def open_session(*, timeout_s: float) -> AsyncIterator[aiohttp.ClientSession]:
    """For requests to Slack; each may take `timeout_s` in all."""
    tracing = aiohttp.TraceConfig()
    tracing.on_request_redirect.append(_refuse_redirect)
    timeout = aiohttp.ClientTimeout(total=timeout_s)
    async with aiohttp.ClientSession(timeout=timeout, trace_configs=[tracing]) as session:
        yield session


async def _refuse_redirect(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestRedirectParams,
) -> None:
    raise TokenKept("a redirect was not followed")
