"""What a provider says it used: read as it comes, and kept within bounds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

USAGE_MAX_BYTES = 10_000
"""Of what is kept of one attempt's usage, as JSON."""
NAME_MAX_CHARS = 60
TEXT_MAX_CHARS = 200
COUNT_MAX = 10**12
"""No count is larger; what is larger is not one."""
_DEPTH_MAX = 3


@dataclass(frozen=True, kw_only=True)
class TokensUsed:
    """Tokens of pictures that came out, and of pictures and words that went in."""

    output: int
    pictures_in: int
    words_in: int

    def __add__(self, other: "TokensUsed") -> "TokensUsed":
        return TokensUsed(
            output=self.output + other.output,
            pictures_in=self.pictures_in + other.pictures_in,
            words_in=self.words_in + other.words_in,
        )


def tokens_used(usages: Iterable[Mapping[str, object]]) -> TokensUsed | None:
    """The sum of what is said; None where nothing is, or a part of it says no output."""
    total: TokensUsed | None = None
    for usage in usages:
        if (one := _tokens(usage)) is None:
            return None
        total = one if total is None else total + one
    return total


def _tokens(usage: Mapping[str, object]) -> TokensUsed | None:
    # LiteLLM has used the names of the chat API.
    output = _count(usage, "output_tokens") or _count(usage, "completion_tokens")
    if not output:
        return None
    details = usage.get("input_tokens_details")
    if isinstance(details, Mapping):
        words, pictures = _count(details, "text_tokens"), _count(details, "image_tokens")
    else:
        words, pictures = 0, _count(usage, "input_tokens") or _count(usage, "prompt_tokens")
    return TokensUsed(output=output, pictures_in=pictures, words_in=words)


def _count(usage: Mapping[str, object], name: str) -> int:
    value = usage.get(name)
    return int(value) if isinstance(value, int | float) and 0 < value <= COUNT_MAX else 0


def summed(before: Mapping[str, object], more: Mapping[str, object]) -> dict[str, object]:
    """Two usages of one attempt as one: counts are added, the rest is the later one's."""
    whole = {**before, **more}
    for name, value in more.items():
        known = before.get(name)
        if isinstance(value, Mapping) and isinstance(known, Mapping):
            whole[name] = summed(known, value)
        elif _adds(value) and _adds(known):
            whole[name] = known + value  # type: ignore[operator]
    return whole


def _adds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def kept(usage: Mapping[str, object]) -> dict[str, object]:
    """The counts, names and parts of a usage that are worth keeping.

    Lists, what is nested deeper than any usage is, and numbers that are none are left out; so is
    what comes after the first 10 kB.
    """
    whole: dict[str, object] = {}
    size_bytes = 2
    for name, value in _parts(usage, depth=1).items():
        size_bytes += len(json.dumps({name: value}))
        if size_bytes > USAGE_MAX_BYTES:
            break
        whole[name] = value
    return whole


def _parts(usage: Mapping[str, object], *, depth: int) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in list(usage.items())[:USAGE_MAX_BYTES]:
        if isinstance(value, Mapping) and depth < _DEPTH_MAX:
            found[str(name)[:NAME_MAX_CHARS]] = _parts(value, depth=depth + 1)
        elif isinstance(value, str):
            found[str(name)[:NAME_MAX_CHARS]] = value[:TEXT_MAX_CHARS]
        elif value is None or isinstance(value, bool) or _is_count(value):
            found[str(name)[:NAME_MAX_CHARS]] = value
    return found


def _is_count(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) <= COUNT_MAX
