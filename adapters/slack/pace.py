"""How fast Slack may be talked to."""

from datetime import datetime, timedelta

from adapters.budgets import EditBudget
from bot.ports import Clock

POST_INTERVAL_S = 1.0
"""Slack takes about one post a second in each channel, with short bursts."""
EDITS_PER_MINUTE = 40
"""Slack takes 50 edits a minute in a workspace; the rest is kept for results."""
CHANNELS_MAX = 10_000


class Turns:
    """Gives each channel's posts their turn, in the order they ask."""

    def __init__(self, clock: Clock, *, interval_s: float = POST_INTERVAL_S) -> None:
        self._clock = clock
        self._interval = timedelta(seconds=interval_s)
        self._next: dict[tuple[str, str], datetime] = {}

    async def take(self, team: str, channel: str) -> None:
        """Wait until a post may go into the channel."""
        now = self._clock.now()
        if len(self._next) > CHANNELS_MAX:
            self._next = {place: due for place, due in self._next.items() if due > now}
        due = max(now, self._next.get((team, channel), now))
        self._next[team, channel] = due + self._interval
        if due > now:
            await self._clock.sleep((due - now).total_seconds())


def edit_budget(clock: Clock) -> EditBudget:
    """The edits of a workspace."""
    return EditBudget(most=EDITS_PER_MINUTE, within_s=60, now=lambda: clock.now().timestamp())
