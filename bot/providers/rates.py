"""A provider's rate limits, as a bucket that its own headers correct."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

RESET_MAX_S = 3600.0

_REMAINING = re.compile(r"x-ratelimit-remaining-(.+)", re.IGNORECASE)
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """How many calls may go now. `capacity` None: the provider has not told its limit yet.

    `per_s` refills it; before `closed_until` nothing goes. `at` is when the count was right.
    """

    at: datetime
    tokens: float = 0.0
    capacity: float | None = None
    per_s: float = 0.0
    closed_until: datetime | None = None

    def filled(self, now: datetime) -> "Bucket":
        """The bucket at a later moment."""
        if self.capacity is None:
            return replace(self, at=now)
        gained = max((now - self.at).total_seconds(), 0.0) * self.per_s
        return replace(self, at=now, tokens=min(self.capacity, self.tokens + gained))

    def wait_s(self) -> float:
        """How long the next call must wait, in seconds from `at`."""
        closed_s = (self.closed_until - self.at).total_seconds() if self.closed_until else 0.0
        if self.capacity is None or self.tokens >= 1:
            return max(closed_s, 0.0)
        short_s = (1 - self.tokens) / self.per_s if self.per_s > 0 else RESET_MAX_S
        return max(closed_s, min(short_s, RESET_MAX_S))


class BucketStore(Protocol):
    """Where buckets live: in this process, or in a database that several share."""

    async def update(
        self, provider: str, change: Callable[[Bucket | None], tuple[Bucket, float]]
    ) -> float:
        """Replace a provider's bucket by what `change` makes of it, whole, and give its answer."""
        ...


class LocalBuckets:
    """Buckets of this process."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    async def update(
        self, provider: str, change: Callable[[Bucket | None], tuple[Bucket, float]]
    ) -> float:
        """Nothing else runs between reading and writing."""
        bucket, answer = change(self._buckets.get(provider))
        self._buckets[provider] = bucket
        return answer


class RateGate:
    """Asked before every call and told the headers of every answer."""

    def __init__(self, buckets: BucketStore, now: Callable[[], datetime]) -> None:
        self._buckets = buckets
        self._now = now

    async def take(self, provider: str, calls: int = 1) -> float:
        """Take room for the calls and answer 0; or take nothing and say how many seconds to wait.

        More calls than the whole bucket holds are let through when it is full.
        """

        def change(found: Bucket | None) -> tuple[Bucket, float]:
            bucket = self._current(found)
            wait_s = bucket.wait_s()
            if wait_s > 0:
                return bucket, wait_s
            return replace(bucket, tokens=bucket.tokens - calls), 0.0

        return await self._buckets.update(provider, change)

    async def learn(
        self, provider: str, headers: Mapping[str, str], *, closed_s: float | None = None
    ) -> None:
        """Correct the bucket by `x-ratelimit-*` headers; `closed_s` closes it, as a 429 asks."""

        def change(found: Bucket | None) -> tuple[Bucket, float]:
            bucket = _corrected(self._current(found), headers)
            if closed_s is not None:
                bucket = _closed(bucket, closed_s)
            return bucket, 0.0

        await self._buckets.update(provider, change)

    def _current(self, found: Bucket | None) -> Bucket:
        now = self._now()
        return (found or Bucket(at=now)).filled(now)


def duration_s(text: str) -> float | None:
    """Read `6m0s`, `20ms` or `1.5` (seconds)."""
    try:
        return float(text)
    except ValueError:
        parts = _DURATION.findall(text)
    return sum(float(number) * _SECONDS[unit] for number, unit in parts) if parts else None


def _corrected(bucket: Bucket, headers: Mapping[str, str]) -> Bucket:
    """Believe the requests family for the count; an empty bucket of any family closes ours."""
    for name, value in headers.items():
        family = _REMAINING.fullmatch(name)
        remaining = _count(value)
        if family is None or remaining is None:
            continue
        kind = family.group(1).lower()
        reset_s = min(duration_s(headers.get(f"x-ratelimit-reset-{kind}", "")) or 0, RESET_MAX_S)
        if remaining < 1 and reset_s > 0:
            bucket = _closed(bucket, reset_s)
        if kind == "requests":
            limit = _count(headers.get("x-ratelimit-limit-requests", ""))
            bucket = _counted(bucket, limit, remaining, reset_s)
    return bucket


def _counted(bucket: Bucket, limit: float | None, remaining: float, reset_s: float) -> Bucket:
    if not limit:
        return bucket
    # Calls on their way are counted by us but not yet by the provider: the smaller count is right.
    known = remaining if bucket.capacity is None else min(bucket.tokens, remaining)
    per_s = (limit - remaining) / reset_s if reset_s > 0 and limit > remaining else bucket.per_s
    return replace(bucket, capacity=limit, tokens=known, per_s=per_s or limit / 60)


def _closed(bucket: Bucket, closed_s: float) -> Bucket:
    until = bucket.at + timedelta(seconds=closed_s)
    if bucket.closed_until is not None and bucket.closed_until > until:
        return bucket
    return replace(bucket, closed_until=until)


def _count(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdigit() else None
