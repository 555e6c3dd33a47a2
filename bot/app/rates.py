"""How fast one person may go: a bucket of tokens each, refilled with time."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from bot.errors import TooFast
from bot.models import UserRef

PEOPLE_MAX = 10_000
"""Buckets remembered; whoever was quiet longest is forgotten first, and has a full one then."""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many at once, then one every `every_s` seconds."""

    at_once: int
    every_s: float


EVENTS = Rate(at_once=30, every_s=2.0)
ENHANCING = Rate(at_once=5, every_s=30.0)
EXPORTS_OF_ALL = Rate(at_once=2, every_s=3600.0)


class RateLimit:
    """Counts per person. The state is small and dies with the process: a restart forgives."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._full_at: OrderedDict[UserRef, datetime] = OrderedDict()

    def take(self, user: UserRef, *, now: datetime, what: str) -> None:
        """Use one token. Raises TooFast with the seconds to wait; then none was used."""
        every = timedelta(seconds=self._rate.every_s)
        full_at = max(self._full_at.get(user, now), now)
        wait = full_at + every - now - every * self._rate.at_once
        if wait > timedelta(0):
            raise TooFast(what, wait_s=ceil(wait.total_seconds()))
        self._full_at[user] = full_at + every
        self._full_at.move_to_end(user)
        if len(self._full_at) > PEOPLE_MAX:
            self._full_at.popitem(last=False)
