"""One call of the Web API, and what its failure means for a delivery."""

from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import DeliveryError

PLACE_REFUSES = frozenset(
    {
        "cannot_dm_bot",
        "cant_delete_message",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "file_deleted",
        "is_archived",
        "is_inactive",
        "message_not_found",
        "not_in_channel",
        "no_permission",
        "posting_to_channel_denied",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "thread_not_found",
        "user_disabled",
        "user_not_found",
    }
)
"""Another try in the same place would be refused the same way."""

PASSES = frozenset(
    {
        "fatal_error",
        "internal_error",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
    }
)
"""Slack's own troubles, which say nothing about what was asked."""

GONE = frozenset({"message_not_found", "channel_not_found", "file_not_found", "file_deleted"})


class Refused(DeliveryError):
    """Slack said no; `code` is its word for it. `passes` where it is Slack that is unwell."""

    def __init__(self, code: str, *, retry_after_s: float | None = None) -> None:
        self.code = code
        self.passes = code in PASSES
        super().__init__(code, permanent=code in PLACE_REFUSES, retry_after_s=retry_after_s)


class Unanswered(DeliveryError):
    """The connection or the server broke: whether the call took effect is not known."""


async def answered(asked: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """Wait for the answer. Raises Refused or Unanswered, both DeliveryErrors."""
    try:
        return await asked
    except SlackApiError as error:
        raise meaning(error) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unanswered(type(error).__name__) from error


async def call(asked: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    """Wait for what is in the answer. Raises Refused or Unanswered, both DeliveryErrors."""
    data = (await answered(asked)).data
    if not isinstance(data, dict):
        raise Unanswered("the answer was not JSON")
    return data


def meaning(error: SlackApiError) -> Refused | Unanswered:
    """What an error of the SDK means for a delivery."""
    response = error.response
    data = getattr(response, "data", None)
    if not isinstance(data, dict) or getattr(response, "status_code", 200) >= 500:
        return Unanswered(f"status {getattr(response, 'status_code', 'unknown')}")
    return Refused(str(data.get("error", "unknown")), retry_after_s=_retry_after_s(response))


def _retry_after_s(response: object) -> float | None:
    headers = getattr(response, "headers", None) or {}
    value = str(headers.get("Retry-After", ""))
    return float(value) if value.isascii() and value.isdecimal() else None
