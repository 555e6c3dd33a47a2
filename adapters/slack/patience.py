"""Which calls of the Web API are repeated by themselves, and how long that waits.

A call over the limit was not carried out: it is sent again after what Slack says. A fault of the
server or the connection says nothing of whether the call was carried out: calls that put something
into a chat are then never repeated here, because their sender can look for what it said first.
"""

from collections.abc import Awaitable, Callable

from aiohttp import ClientConnectionError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

Sleep = Callable[[float], Awaitable[None]]

TRIES_MAX = 3
RETRY_AFTER_MAX_S = 60.0
FAULT_WAITS_S = (0.5, 2.0, 5.0)
ONCE = (
    "chat.postMessage",
    "chat.postEphemeral",
    "files.completeUploadExternal",
    "views.open",
    "views.push",
)
"""Methods that show something new; repeating one could show it twice."""


def retry_handlers(sleep: Sleep) -> list[AsyncRetryHandler]:
    """Everything a client of ours repeats by itself."""
    return [Limits(sleep), Faults(sleep)]


class Limits(AsyncRetryHandler):
    """Waits as long as a 429 says."""

    def __init__(self, sleep: Sleep) -> None:
        super().__init__(TRIES_MAX)
        self._sleep = sleep

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        return (
            response is not None
            and response.status_code == 429
            and _retry_after_s(response) <= RETRY_AFTER_MAX_S
        )

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Wait, then let the client go on."""
        assert response is not None
        state.next_attempt_requested = True
        await self._sleep(_retry_after_s(response))
        state.increment_current_attempt()


class Faults(AsyncRetryHandler):
    """Repeats what is safe to repeat after a 5xx or a broken connection."""

    def __init__(self, sleep: Sleep) -> None:
        super().__init__(TRIES_MAX)
        self._sleep = sleep

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.endswith(ONCE):
            return False
        if error is not None:
            return isinstance(error, ClientConnectionError)
        return response is not None and response.status_code >= 500

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Wait, each time longer, then let the client go on."""
        state.next_attempt_requested = True
        await self._sleep(FAULT_WAITS_S[min(state.current_attempt, len(FAULT_WAITS_S) - 1)])
        state.increment_current_attempt()


def _retry_after_s(response: HttpResponse) -> float:
    """Seconds; one where Slack does not say. A header may come as a list."""
    for name, value in response.headers.items():
        first = value[0] if isinstance(value, list) else value
        if name.lower() == "retry-after" and first.isascii() and first.isdecimal():
            return float(first)
    return 1.0
