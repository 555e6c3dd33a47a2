"""Finding things in answers whose shape nobody guarantees."""

import re
from collections.abc import Mapping

from bot.errors import ContentRejected, ProviderError, ProviderRefused
from bot.providers.faults import FIELD_MAX_CHARS, TRANSPARENCY, Fault, error_for, fault_of
from bot.providers.tasks.gateway import Answer

OK = 200

_CONTENT = re.compile(
    r"moderat|safety|content.?polic|nsfw|flagged|sensitive (?:content|material)", re.IGNORECASE
)


def at(body: object, *path: str | int) -> object:
    """What lies at the path of keys and positions; None where nothing does."""
    for step in path:
        if isinstance(step, str):
            body = body.get(step) if isinstance(body, Mapping) else None
        else:
            body = body[step] if isinstance(body, list) and len(body) > step else None
    return body


def text(body: object, *path: str | int) -> str:
    """The text or number there, as text; else empty."""
    found = at(body, *path)
    return str(found) if isinstance(found, str | int | float) else ""


def number(body: object, *path: str | int) -> float:
    """The number there; else 0."""
    found = at(body, *path)
    return float(found) if isinstance(found, int | float) else 0.0


def urls(found: object) -> list[str]:
    """Links written as a text, an object with `url`, or a list of either."""
    if isinstance(found, str):
        return [found] if found else []
    if isinstance(found, Mapping):
        return urls(found.get("url"))
    return [url for one in found for url in urls(one)] if isinstance(found, list) else []


def refusal(answer: Answer, *, references: bool = False) -> ProviderError:
    """What an answer that is no 2xx means."""
    fault = fault_of(answer.body) or Fault(message=text(answer.body, "message")[:FIELD_MAX_CHARS])
    return error_for(answer.status, fault, answer.headers, references=references)


def failed(*, code: str = "", message: str = "", stage: str = "") -> ProviderError:
    """What a task means that was taken and came to nothing: refused for its content, or failed."""
    message = message[:FIELD_MAX_CHARS]
    error = error_for(OK, Fault(code=code, message=message, stage=stage), {})
    if _CONTENT.search(f"{code} {message}") and not isinstance(error, ContentRejected):
        error = ContentRejected(error.detail, stage=stage or None)
    if isinstance(error, ContentRejected):
        return error
    if isinstance(error, ProviderRefused) and error.reason == TRANSPARENCY:
        return error
    return ProviderRefused(error.detail, reason="failed")
