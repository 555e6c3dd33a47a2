"""What an error answer means: by its code, then its type, then its message.

Gateways lose the code (LiteLLM writes the HTTP status there) or wrap the whole error in a message,
so the message decides where the code says nothing.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice

from bot.errors import ContentRejected, OutcomeUnknown, ProviderBusy, ProviderError, ProviderRefused

RETRY_AFTER_MAX_S = 3600.0
DETAIL_MAX_CHARS = 500
FIELD_MAX_CHARS = 4000
"""Of an error's message, or any other part of it; the rest is not read."""
CATEGORIES_MAX = 20
CATEGORY_MAX_CHARS = 60
TRANSPARENCY = "transparency"
"""The reason of a refusal to leave out the background, which a model's account may not have."""

_CONTENT_CODES = frozenset(
    {"moderation_blocked", "content_policy_violation", "content_filter", "safety_violation"}
)
_QUOTA_CODES = frozenset(
    {
        "insufficient_quota",
        "billing_hard_limit_reached",
        "billing_limit_user_error",
        "billing_not_active",
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
    }
)
_NOT_REFUSED = frozenset({408, 429, 499})
_KEY_CODES = frozenset({"invalid_api_key", "no_db_connection", "authentication_error"})
_MODEL_CODES = frozenset({"model_not_found"})

_CONTENT_WORDS = re.compile(
    r"moderation_blocked|rejected by the safety system|rejected as a result of our safety"
    r"|safety_violations\s*=|content_policy_violation",
    re.IGNORECASE,
)
_QUOTA_WORDS = re.compile(
    r"billing_hard_limit|billing hard limit|insufficient_quota|exceeded your current quota"
    r"|exhausted balance|insufficient (?:account )?(?:balance|credits)",
    re.IGNORECASE,
)
_TRANSPARENCY_WORDS = re.compile(r"transparent background is not supported", re.IGNORECASE)
_VERIFY_WORDS = re.compile(r"must be verified", re.IGNORECASE)
_MODEL_WORDS = re.compile(r"\bmodel\b", re.IGNORECASE)
_VIOLATIONS = re.compile(r"safety_violations\s*=\s*\[([^\]]*)\]", re.IGNORECASE)
_REFERENCE_PARAMS = re.compile(r"image|mask|reference", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An error as the provider told it; all parts may be empty."""

    code: str = ""
    type: str = ""
    message: str = ""
    param: str = ""
    stage: str = ""
    categories: tuple[str, ...] = ()


def fault_of(body: object) -> Fault | None:
    """Find the error in an answer: `error` as object or string, or `detail` as string or list."""
    if not isinstance(body, Mapping):
        return None
    error = body.get("error")
    if isinstance(error, Mapping):
        return _from_object(error)
    if isinstance(error, str) and error:
        return Fault(message=_plain(error))
    if detail := body.get("detail"):
        return Fault(message=_plain(detail))
    if body.get("type") == "error":
        return _from_object(body)
    return None


def error_for(
    status: int, fault: Fault, headers: Mapping[str, str], *, references: bool = False
) -> ProviderError:
    """Choose the exception; `references` says whether pictures were sent with the prompt.

    A status of 200 is an error inside an answer that began well: what it does not prove to be
    refused counts as unknown.
    """
    detail = _detail(status, fault, headers)
    if _is_content(fault):
        return ContentRejected(
            detail, stage=_stage(fault, references=references), categories=_categories(fault)
        )
    reason, wait_s = _refusal(status, fault), retry_after_s(headers)
    if reason is None and (status == 429 or (status == 503 and wait_s is not None)):
        return ProviderBusy(detail, retry_after_s=wait_s)
    if reason is not None:
        return ProviderRefused(detail, reason=reason)
    return OutcomeUnknown(detail)


def retry_after_s(headers: Mapping[str, str], *, now: datetime | None = None) -> float | None:
    """Read `retry-after-ms` and `Retry-After` (seconds or a date), 0 to an hour; else None."""
    for name, scale in (
        ("retry-after-ms", 0.001),
        ("retry-after", 1.0),
        ("llm_provider-retry-after", 1.0),
    ):
        wait_s = _seconds(headers.get(name, ""), scale, now or datetime.now(UTC))
        if wait_s is not None:
            return min(max(wait_s, 0.0), RETRY_AFTER_MAX_S)
    return None


def _refusal(status: int, fault: Fault) -> str | None:
    words = {fault.code, fault.type}
    if words & _QUOTA_CODES or status == 402 or _QUOTA_WORDS.search(fault.message):
        return "quota"
    if words & _KEY_CODES or status == 401:
        return "key"
    if status == 403 or _VERIFY_WORDS.search(fault.message):
        return "permission"
    if status in {200, 400} and _TRANSPARENCY_WORDS.search(fault.message):
        return TRANSPARENCY
    if words & _MODEL_CODES or (status == 404 and _MODEL_WORDS.search(fault.message)):
        return "model"
    if status == 200:
        return "request" if fault.type == "invalid_request_error" else None
    return None if status in _NOT_REFUSED or status >= 500 else "request"


def _is_content(fault: Fault) -> bool:
    if {fault.code, fault.type} & _CONTENT_CODES:
        return True
    # A code that names something else outranks words, which may quote the prompt.
    says_nothing = not fault.code or fault.code.isdigit()
    return says_nothing and bool(_CONTENT_WORDS.search(fault.message))


def _stage(fault: Fault, *, references: bool) -> str | None:
    if fault.stage == "output":
        return "output"
    if _REFERENCE_PARAMS.search(fault.param):
        return "reference"
    if fault.param == "prompt" or (fault.stage == "input" and not references):
        return "prompt"
    return None


def _categories(fault: Fault) -> tuple[str, ...]:
    if fault.categories:
        return fault.categories
    found = _VIOLATIONS.search(fault.message)
    return _bounded(found.group(1).split(",") if found else [])


def _from_object(error: Mapping[str, object]) -> Fault:
    details = error.get("moderation_details")
    moderation: Mapping[str, object] = details if isinstance(details, Mapping) else {}
    fault = Fault(
        code=_plain(error.get("code")),
        type=_plain(error.get("type")),
        message=_plain(error.get("message")),
        param=_plain(error.get("param")),
        stage=_plain(moderation.get("moderation_stage")),
        categories=_names(moderation.get("categories")),
    )
    return _unwrapped(fault)


def _unwrapped(fault: Fault) -> Fault:
    """Look into a message that holds the original error as JSON, as proxies write it."""
    start = fault.message.find('{"error"')
    if start < 0 or (fault.code and not fault.code.isdigit()):
        return fault
    try:
        inner, _ = json.JSONDecoder().raw_decode(fault.message, start)
    except (ValueError, RecursionError):
        return fault
    error = inner["error"]
    return _from_object(error) if isinstance(error, Mapping) else fault


def _names(categories: object) -> tuple[str, ...]:
    if isinstance(categories, Mapping):
        return _bounded(name for name, hit in categories.items() if hit)
    if isinstance(categories, Sequence) and not isinstance(categories, str):
        return _bounded(categories)
    return ()


def _bounded(names: Iterable[object]) -> tuple[str, ...]:
    words = (str(name)[:CATEGORY_MAX_CHARS].strip().strip("'\"") for name in names)
    return tuple(islice(filter(None, words), CATEGORIES_MAX))


def _plain(value: object) -> str:
    if value is None:
        return ""
    return (value if isinstance(value, str) else json.dumps(value))[:FIELD_MAX_CHARS]


def _detail(status: int, fault: Fault, headers: Mapping[str, str]) -> str:
    parts = [f"HTTP {status}", fault.code or fault.type, fault.message[:DETAIL_MAX_CHARS]]
    if request_id := headers.get("x-request-id"):
        parts.append(f"request {request_id[:100]}")
    return " · ".join(part for part in parts if part)


def _seconds(text: str, scale: float, now: datetime) -> float | None:
    try:
        value = float(text) * scale
    except ValueError:
        return _until(text, now)
    return value if math.isfinite(value) else None


def _until(text: str, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - now).total_seconds()
