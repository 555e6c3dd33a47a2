"""Orders about credits: `@mara 100 expires:30d for the launch`, in any sensible order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from bot.errors import InvalidPrompt
from bot.models import UserRef
from bot.prompts.clean import clean, tidy

AMOUNT_MAX = 1_000_000
EXPIRY_DAYS_MAX = 3650
REASON_MAX = 500
NO_OPTIONS: Mapping[str, str] = MappingProxyType({})

_UNITS = {
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "y": timedelta(days=365),
}
_USER = "\x00"  # stands where the user stood; `clean` has removed it from the text
_EXPIRES = re.compile(r"(?<!\S)(?:--|[—–])?expires?(?:[:=]\s*|\s+(?=\d))(\S+)", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,5})\s*([hdwy])[a-z]*", re.IGNORECASE)
_LABEL = re.compile(r"(?:--)?expires?\s*[:=]?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[+−-]?\d[\d.,_]*")
_AMOUNT = re.compile(r"\+?(\d+|\d{1,3}(?:[,_]\d{3})+)")
_MENTION = re.compile(r"(?<!\w)@\S+|<@[^>]*>")


@dataclass(frozen=True, kw_only=True)
class GrantOrder:
    """Credits to give or take back. `reason` may be empty."""

    user: UserRef
    amount: int
    expires_in: timedelta | None = None
    reason: str = ""


def parse_grant(
    rest: str, mentions: Mapping[str, UserRef], options: Mapping[str, str] = NO_OPTIONS
) -> GrantOrder:
    """Read user, amount, expiry and reason.

    Where `options` have an amount, they have all but the user: amount, expires, reason. Then the
    reason is what it says, to the letter, and asks for nothing.

    `mentions` are the texts that stand for users, with or without their `@`. The amount is the
    number beside the user, else the first. Raises InvalidPrompt: grant-user (nobody named),
    grant-unknown-user (user), grant-users (several), grant-no-amount, grant-amount (value, limit),
    grant-expiry (value), too-long.
    """
    text = tidy(clean(rest))
    text, user = _take_user(text, mentions)
    if "amount" in options:
        expires = _LABEL.sub("", options.get("expires", "").strip(), count=1)
        expires_in = _span(expires) if expires else None
        amount, reason = _amount(options["amount"].strip()), tidy(clean(options.get("reason", "")))
    else:
        text, expires_in = _take_expiry(text)
        text, amount = _take_amount(text)
        reason = tidy(text.replace(_USER, ""))
    if len(reason) > REASON_MAX:
        raise InvalidPrompt("too-long", limit=REASON_MAX, length=len(reason))
    return GrantOrder(user=user, amount=amount, expires_in=expires_in, reason=reason)


def named_in(rest: str, mentions: Mapping[str, UserRef]) -> UserRef | None:
    """Read the one person a text names, if any. Raises InvalidPrompt, as `parse_grant` does."""
    return _take_named(tidy(clean(rest)), mentions)[1]


def _take_user(text: str, mentions: Mapping[str, UserRef]) -> tuple[str, UserRef]:
    text, user = _take_named(text, mentions)
    if user is None:
        raise InvalidPrompt("grant-user")
    return text, user


def _take_named(text: str, mentions: Mapping[str, UserRef]) -> tuple[str, UserRef | None]:
    found: list[UserRef] = []
    for token in sorted(mentions, key=len, reverse=True):
        spelled = re.escape(token) if token.startswith(("@", "<")) else f"@?{re.escape(token)}"
        text, times = re.subn(rf"(?<!\w){spelled}(?!\w)", f" {_USER} ", text, flags=re.IGNORECASE)
        if times:
            found.append(mentions[token])
    stranger = _MENTION.search(text)
    if stranger:
        raise InvalidPrompt("grant-unknown-user", user=stranger.group())
    if len(set(found)) > 1:
        raise InvalidPrompt("grant-users")
    return text, found[0] if found else None


def _take_expiry(text: str) -> tuple[str, timedelta | None]:
    match = _EXPIRES.search(text)
    if match is None:
        return text, None
    return text[: match.start()] + text[match.end() :], _span(match[1])


def _span(value: str) -> timedelta:
    span = _SPAN.fullmatch(value)
    length = int(span[1]) * _UNITS[span[2].lower()] if span else timedelta()
    if not timedelta() < length <= timedelta(days=EXPIRY_DAYS_MAX):
        raise InvalidPrompt("grant-expiry", value=value)
    return length


def _take_amount(text: str) -> tuple[str, int]:
    words = text.split()
    numbers = [at for at, word in enumerate(words) if _NUMBER.fullmatch(word)]
    if not numbers:
        raise InvalidPrompt("grant-no-amount")
    here = words.index(_USER)
    at = next((near for near in (here + 1, here - 1) if near in numbers), numbers[0])
    return " ".join(words[:at] + words[at + 1 :]), _amount(words[at])


def _amount(value: str) -> int:
    match = _AMOUNT.fullmatch(value)
    digits = match[1].replace(",", "").replace("_", "") if match else ""
    if not digits or len(digits) > len(str(AMOUNT_MAX)) or not 0 < int(digits) <= AMOUNT_MAX:
        raise InvalidPrompt("grant-amount", value=value, limit=AMOUNT_MAX)
    return int(digits)
